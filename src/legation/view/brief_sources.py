"""What a brief draws on: the documents, who is who in them, who first brought their texts, and the words to cite."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import TypeVar

from legation.link.reports import agency
from legation.records import Actor, AnyRecord, Contradiction, Derived, Development, Document, Event, Report, Statement
from legation.view.brief_citing import OPENING, Place, Told, around, citation, place
from legation.view.brief_limits import limits
from legation.view.brief_parts import Citation, Sentence
from legation.view.brief_words import Words, listed, opened

__all__ = ["OPENING", "UNNAMED", "Sources", "around", "documents_of", "origin_names"]

T = TypeVar("T")
UNNAMED = "a speaker whom the record doesn’t name"
NO_PUBLISHER = "one report"


def origin_names(documents: Iterable[Document], copies: Iterable[Report]) -> dict[str, str]:
    """Name for each document who first brought its text: the agency that it credits, else the first publisher."""
    found = {d.id: agency(d) or d.publisher or d.id for d in documents}
    for report in copies:
        first = report.agency or report.origin or found.get(report.document) or report.document
        found.update(dict.fromkeys(report.documents, first))
    return found


class Sources:
    """All records of a brief by id, and the places cited so far."""

    def __init__(
        self,
        records: Sequence[AnyRecord],
        words: Words,
        shown: frozenset[str],
        origins: Mapping[str, str] | None = None,
        printers: Mapping[str, str] | None = None,
    ) -> None:
        """Index the `records`; only those whose id is in `shown` are told, the rest says who is who.

        A record whose document is missing can't be cited and is left out. `origins` names who first brought each
        document's text, and `printers` its publisher, also of documents that are not among the records.
        """
        self.words = words
        self.shown = shown
        self.documents = {r.id: r for r in records if isinstance(r, Document)}
        kept = [r for r in records if not isinstance(r, Document) and self._is_here(r)]
        self.records: tuple[AnyRecord, ...] = tuple(sorted(kept, key=self._order))
        self.statements = {r.id: r for r in self.records if isinstance(r, Statement)}
        self.events = {r.id: r for r in self.records if isinstance(r, Event)}
        # Where nothing has a date, its lack tells a reader nothing.
        self.undated = "undated" if any(d.published for d in self.documents.values()) else None
        self.reports = tuple(r for r in self.records if isinstance(r, Report))
        self.origin_of: Mapping[str, str] = origins or origin_names(self.documents.values(), self.reports)
        # The developments of which accounts differ in nothing but figures: they happened no less for it.
        disputes = [r for r in self.records if isinstance(r, Contradiction)]
        self.of_figures = {r.about for r in disputes} - {r.about for r in disputes if r.kind != "number"}
        self._printers = printers or {}
        self._cited: dict[Place, Citation] = {}
        actors = [r for r in self.records if isinstance(r, Actor)]
        self._actors = {(a.document, a.id): a for a in actors}
        self._anywhere = {a.id: a for a in reversed(actors)}

    def of(self, kind: type[T]) -> tuple[T, ...]:
        """All records to tell of one kind, in order of publication and place in the text."""
        return tuple(r for r in self.records if isinstance(r, kind) and r.id in self.shown)

    def actor(self, actor: str, document: str) -> Actor | None:
        """The actor as the document knows it, or as another does."""
        return self._actors.get((document, actor)) or self._anywhere.get(actor)

    def level(self, actor: str, document: str) -> str:
        """The country that the actor belongs to, or the actor where none is known."""
        known = self.actor(actor, document)
        return (known.country if known else None) or actor

    def name(self, actor: str, document: str) -> str:
        """The actor as running text names it: "the United States", "a State Department official"."""
        known = self.actor(actor, document)
        if known is None:
            return actor.split(":")[-1].replace("_", " ")
        if known.kind == "unnamed":
            return self.description(known.name)
        # "Three Norwegian soldiers" are no name, as "One Nation" is.
        if known.kind == "group" and actor.count(":") > 1 and self.words.opens_low(known.name):
            return known.name[:1].lower() + known.name[1:]
        return f"the {known.name}" if self.words.takes_article(known.name) else known.name

    def description(self, words: str) -> str:
        """Someone without a name, as the text describes them, with "a" where English wants it."""
        words = " ".join(words.split())
        if self.words.opens_low(words):
            words = words[:1].lower() + words[1:]  # only the start of a sentence gave it a capital
        if not words or self.words.is_determined(words):
            return words
        return f"{'an' if words[0] in 'aeiouAEIO' else 'a'} {words}"

    def reads_badly(self, actors: Iterable[str], document: str) -> bool:
        """Whether one of the names only points at other words ("his country"), and says nothing by itself."""
        pointing = self.words.table["article"]["pointing"]
        first = (self.name(a, document).split(" ", 1)[0].casefold() for a in actors)
        return any(word in pointing for word in first)

    def names(self, actors: Iterable[str], document: str) -> str:
        """The names of several actors as a list in running text."""
        return listed(list(dict.fromkeys(self.name(a, document) for a in actors)))

    def is_plural(self, actors: Sequence[str], document: str) -> bool:
        """Whether the actors as a subject take a plural verb."""
        if len(set(actors)) != 1:
            return True
        known = self.actor(actors[0], document)
        if known is None or known.kind not in ("unnamed", "group"):
            return False
        return self.words.is_several(known.name)

    def speaker(self, statement: Statement) -> str:
        """Who speaks, by name or as described."""
        speaker = statement.speaker
        if speaker.actor and speaker.named:
            return self.name(speaker.actor, statement.document)
        if speaker.as_written.casefold() in self.words.table["article"]["pronouns"]:
            return UNNAMED
        return self.description(speaker.as_written)

    def origins(self, told: Iterable[Told]) -> int:
        """How many independent origins tell it: copies of one dispatch count once."""
        return len({self.origin_key(r.document) for r in told})

    def origin(self, document: str) -> str:
        """Who first brought the document's text, by name: the agency that it credits, else a publisher."""
        name = self.origin_of.get(document, document)
        return NO_PUBLISHER if name in self.origin_of else name  # without a publisher, texts go by their ids

    def printer(self, document: str) -> str | None:
        """Who published the document, by name."""
        known = self.documents.get(document)
        return known.publisher if known else self._printers.get(document)

    def published(self, document: str) -> str:
        """The day of publication as an ISO date; undated documents sort last."""
        known = self.documents.get(document)
        try:
            return date.fromisoformat(((known.published if known else None) or "")[:10]).isoformat()
        except ValueError:
            return "9999"

    def days_between(self, first: str, last: str) -> int | None:
        """How many days after the `first` document the `last` was published; None where one has no date."""
        days = [self.published(document) for document in (first, last)]
        return None if "9999" in days else (date.fromisoformat(days[1]) - date.fromisoformat(days[0])).days

    def reported(self, document: str) -> str | None:
        """When the document reported it, in words."""
        day = self.words.date(self.documents[document].published)
        return f"reported {day}" if day else self.undated

    def sentence(
        self,
        text: str,
        told: Iterable[Told],
        *,
        needed: int = 1,
        lead: str | None = None,
        labels: tuple[str, ...] = (),
        chain: tuple[str, ...] = (),
    ) -> Sentence | None:
        """Say `text` on the words of the records that tell it; None when they have no words to show.

        The first `needed` of them are cited in any case, since the sentence has their names or numbers.
        """
        found = [(record, p) for record in told if (p := self._place(record))]
        cited = self._chosen([p for _, p in found], needed)
        if not cited:
            return None
        return Sentence(
            text=opened(text),
            citations=tuple(self._citation(each) for each in cited),
            records=tuple(dict.fromkeys(record.id for record, p in found if p in cited)),
            origins=self.origins(record for record, _ in found),
            lead=lead,
            labels=labels,
            chain=tuple(opened(link) for link in chain),
        )

    def in_its_words(self, sentence: Sentence | None, ending: str = "") -> Sentence | None:
        """The sentence with the words of its first citation in the place of ours."""
        if sentence is None:
            return None
        words = " ".join(sentence.citations[0].words.split()).strip(f'{OPENING}”" ').rstrip(",.;:")
        inner = words.replace("“", "‘").replace("”", "’").replace('"', "'")
        return replace(sentence, text=f"In the report’s words: “{inner}”{ending}.")

    def cites(self, record: Told) -> bool:
        """Whether the record has words to show."""
        return self._place(record) is not None

    def _chosen(self, places: Sequence[Place], needed: int) -> tuple[Place, ...]:
        """Choose what to cite: what is needed, then a place of each origin, of each document, and of any."""
        once = list(dict.fromkeys(places))
        must = list(dict.fromkeys(places[:needed]))
        origins = [self.origin_key(each[0]) for each in once]
        ranks = [
            (each not in must, origins[:at].count(origins[at]), sum(other[0] == each[0] for other in once[:at]), at)
            for at, each in enumerate(once)
        ]
        kept = sorted(ranks)[: max(limits().citations, len(must))]
        return tuple(once[at] for *_, at in sorted(kept, key=lambda rank: rank[-1]))

    def _place(self, record: Told) -> Place | None:
        return place(record, self.documents.get(record.document), self.words.table["abbreviations"])

    def _citation(self, where: Place) -> Citation:
        if where not in self._cited:
            self._cited[where] = citation(where, self.documents[where[0]], self.words)
        return self._cited[where]

    def origin_key(self, document: str) -> str:
        """What tells one origin from another."""
        return self.origin_of.get(document, document).casefold()

    def _is_here(self, record: AnyRecord) -> bool:
        return not self.documents.keys().isdisjoint(documents_of(record))

    def _order(self, record: AnyRecord) -> tuple[object, ...]:
        told = () if isinstance(record, Document | Derived) else record.evidence
        document = "" if isinstance(record, Document) else record.document
        start = min((e.start for e in told), default=0)
        return (self.published(document), document, start, record.record, record.id)


def documents_of(record: AnyRecord) -> tuple[str, ...]:
    """The ids of the documents that a record is made of."""
    match record:
        case Document():
            return (record.id,)
        case Development() | Report():
            return record.documents or (record.document,)
        case Contradiction():
            return tuple(claim.document for claim in record.claims)
        case _:
            return (record.document,)
