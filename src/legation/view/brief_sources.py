"""What a brief draws on: the documents, who is who in them, and the words to cite."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date
from typing import Protocol, TypeVar

from legation.link.reports import agency, origins
from legation.records import Actor, AnyRecord, Development, Document, Event, Evidence, Report, Statement
from legation.view.brief_parts import Citation, Sentence
from legation.view.brief_words import Words, listed, opened

T = TypeVar("T")
STOP = re.compile(r"[.!?…][”’\"')\]]*(?=\s+[\"“‘'(\[]*\w)")
LAST_WORD = re.compile(r"(\w+)$")
BULLETS = "-–—•*·▪"
OPENING = '“"‘«„'
WIDEST = 320  # characters: what stands further apart is no clause, and is cited by its trigger alone
UNNAMED = "a speaker whom the record doesn’t name"
CRUMB = 32
NARROW = 24  # fewer say too little to be read alone
PER_SENTENCE = 4  # citations; a fifth adds no trust


class Told(Protocol):
    """A record that was found in a document."""

    @property
    def document(self) -> str:
        """The id of the document."""

    @property
    def evidence(self) -> tuple[Evidence, ...]:
        """The words that say it."""


class Sources:
    """All records of a brief by id, and the citations numbered so far."""

    def __init__(self, records: Sequence[AnyRecord], words: Words, shown: frozenset[str]) -> None:
        """Index the `records`; only those whose id is in `shown` are told, the rest says who is who.

        A record whose document is missing can't be cited and is left out.
        """
        self.words = words
        self.shown = shown
        self.documents = {r.id: r for r in records if isinstance(r, Document)}
        kept = [r for r in records if not isinstance(r, Document) and r.document in self.documents]
        self.records: tuple[AnyRecord, ...] = tuple(sorted(kept, key=self._order))
        self.statements = {r.id: r for r in self.records if isinstance(r, Statement)}
        self.events = {r.id: r for r in self.records if isinstance(r, Event)}
        # Where nothing has a date, its lack tells a reader nothing.
        self.undated = "undated" if any(d.published for d in self.documents.values()) else None
        self.citations: dict[tuple[str, int, int], Citation] = {}
        actors = [r for r in self.records if isinstance(r, Actor)]
        self._origins = origins(self.documents.values(), (r for r in self.records if isinstance(r, Report)))
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
        return len({self._origins[r.document] for r in told})

    def origin(self, document: str) -> str:
        """Who first brought the document's text, by name: the agency that it credits, else a publisher."""
        report = next((r for r in self.records if isinstance(r, Report) and document in r.documents), None)
        first = self.documents.get(report.document if report else document, self.documents[document])
        credited = report.agency if report else agency(first)
        return credited or first.publisher or "one report"

    def published(self, document: str) -> str:
        """The day of publication as an ISO date; undated documents sort last."""
        found = self.documents[document].published or ""
        try:
            return date.fromisoformat(found[:10]).isoformat()
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
        lead: str | None = None,
        labels: tuple[str, ...] = (),
        chain: tuple[str, ...] = (),
    ) -> Sentence | None:
        """Say `text` on the words of the records that tell it; None when they have no words to show."""
        cited = self._cite(told)
        if not cited:
            return None
        chain = tuple(opened(link) for link in chain)
        return Sentence(text=opened(text), citations=cited, lead=lead, labels=labels, chain=chain)

    def in_its_words(self, sentence: Sentence | None, ending: str = "") -> Sentence | None:
        """The sentence with the words of its first citation in the place of ours."""
        if sentence is None:
            return None
        words = " ".join(sentence.citations[0].words.split()).strip(f'{OPENING}”" ').rstrip(",.;:")
        inner = words.replace("“", "‘").replace("”", "’").replace('"', "'")
        return replace(sentence, text=f"In the report’s words: “{inner}”{ending}.")

    def _cite(self, told: Iterable[Told]) -> tuple[Citation, ...]:
        """Cite one place of each document before a second place of any."""
        places = dict.fromkeys(p for record in told if (p := self._place(record)))
        seen: dict[str, int] = {}
        ranked: list[tuple[int, int, tuple[str, int, int]]] = []
        for place in places:
            seen[place[0]] = seen.get(place[0], 0) + 1
            ranked.append((seen[place[0]], len(ranked), place))
        chosen = sorted(sorted(ranked)[:PER_SENTENCE], key=lambda row: row[1])
        return tuple(dict.fromkeys(self._citation(place) for _, _, place in chosen))

    def _place(self, record: Told) -> tuple[str, int, int] | None:
        document = self.documents.get(record.document)
        text = document.text if document else ""
        spans = [(e.role != "trigger", e.start, e.end) for e in record.evidence if text[e.start : e.end].strip()]
        if not spans:
            return None
        first, last = min(s for _, s, _ in spans), max(e for _, _, e in spans)
        if last - first > WIDEST or "\n" in text[first:last]:
            _, first, last = min(spans)
        left, right = around(text, first, last, self.words.table["abbreviations"])
        narrow = last - first < NARROW
        first, last = _with_marks(text, first, last)
        # A sentence that lacks but a word or two reads better whole.
        first = left if narrow or first - left < CRUMB else first
        last = right if narrow or right - last < CRUMB else last
        return record.document, first, last

    def _citation(self, place: tuple[str, int, int]) -> Citation:
        if place not in self.citations:
            name, start, end = place
            document = self.documents[name]
            left, right = around(document.text, start, end, self.words.table["abbreviations"])
            self.citations[place] = Citation(
                number=len(self.citations) + 1,
                document=name,
                start=start,
                end=end,
                words=document.text[start:end],
                before=document.text[left:start],
                after=document.text[end:right],
                publisher=document.publisher,
                date=self.words.date(document.published),
                title=document.title,
                url=document.url,
            )
        return self.citations[place]

    def _order(self, record: AnyRecord) -> tuple[object, ...]:
        told = () if isinstance(record, Document | Report | Development) else record.evidence
        document = "" if isinstance(record, Document) else record.document
        start = min((e.start for e in told), default=0)
        return (self.published(document), document, start, record.record, record.id)


def around(text: str, start: int, end: int, abbreviations: Sequence[str]) -> tuple[int, int]:
    """Widen a stretch to the sentence or sentences that it stands in, never over a line break."""
    left = text.rfind("\n", 0, start) + 1
    line_end = text.find("\n", end)
    right = len(text) if line_end < 0 else line_end
    stops = [m for m in STOP.finditer(text, left, right) if not _is_abbreviation(text, m.start(), abbreviations)]
    left = max((m.end() for m in stops if m.end() <= start), default=left)
    right = min((m.end() for m in stops if m.end() >= end), default=right)
    while left < start and (text[left].isspace() or text[left] in BULLETS):
        left += 1
    while right > end and text[right - 1].isspace():
        right -= 1
    return left, right


def _is_abbreviation(text: str, stop: int, abbreviations: Sequence[str]) -> bool:
    word = LAST_WORD.search(text, max(0, stop - 20), stop)
    if text[stop] != "." or word is None:
        return False
    return word[1] in abbreviations or (len(word[1]) == 1 and word[1].isupper())


def _with_marks(text: str, start: int, end: int) -> tuple[int, int]:
    """Take in the quotation marks that stand right at the ends."""
    if start and text[start - 1] in OPENING and text[start - 1] not in text[start:end]:
        start -= 1
    if end < len(text) and text[end] in '”"»' and text[end] not in text[max(start + 1, end - 1) : end]:
        end += 1
    return start, end
