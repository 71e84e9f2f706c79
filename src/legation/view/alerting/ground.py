"""What all kinds of alert stand on: the store and the desk, what day it is, who is who, who first told, which words."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import cached_property
from zoneinfo import ZoneInfo

from legation.desk import Desk
from legation.knowledge import Knowledge
from legation.link.voices import Expected
from legation.records import Actor, AnyRecord, Claim, Document, Found, Statement
from legation.store import dyads, linked
from legation.store import situation as questions
from legation.store.issues import marks
from legation.store.origins import origins
from legation.store.pairing import NO_COUNTRY
from legation.store.parties import levels, parties
from legation.store.store import Store
from legation.view import desk_sources
from legation.view.alerting.alert import Proof
from legation.view.alerting.limits import Limits, limits
from legation.view.brief_citing import around, place
from legation.view.brief_sources import Sources, origin_names
from legation.view.brief_words import load as load_words
from legation.view.present import readable
from legation.watches import Rule

AT_ONCE = 900


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Words of an article that tell something, and the record that they make."""

    document: str
    start: int
    end: int
    record: str


class Ground:
    """Reads what alerts need, each article once. `today` is the day of the desk at the moment `now`."""

    def __init__(self, store: Store, desk: Desk, knowledge: Knowledge, now: datetime) -> None:
        """Read nothing yet."""
        self.store = store
        self.desk = desk
        self.knowledge = knowledge
        self.now = now
        self.today: date = now.astimezone(ZoneInfo(desk.collecting.zone)).date()
        self.limits: Limits = limits()
        self.words = load_words()
        self.documents: dict[str, Document] = {}
        self.people: dict[tuple[str, str], Actor] = {}
        self.statements: dict[str, Statement] = {}
        self._origins: dict[str, str] = {}
        self._names: dict[str, str] = {}
        self._speakers: dict[str, Expected] = {}
        self._houses: Mapping[str, str] = desk.houses()
        self._weights = {each.publisher.casefold(): each.weight for each in desk.outlets}

    @cached_property
    def since(self) -> date:
        """The first day that is news."""
        return self.today - timedelta(self.limits.news_days)

    def is_news(self, day: date | None) -> bool:
        """Whether what happened on a day is news today."""
        return day is not None and self.since <= day <= self.today

    def actors(self, rule: Rule) -> tuple[str, ...]:
        """Whom a rule watches: those that it names, else those of the desk."""
        return rule.actors or tuple(each.id for each in self.desk.actors)

    def speaker(self, actor: str) -> Expected:
        """An actor as one who speaks, with those who hold its offices."""
        if actor not in self._speakers:
            (self._speakers[actor],) = desk_sources.speakers(self.store, [actor], self.knowledge)
        return self._speakers[actor]

    def read(self, documents: Iterable[str]) -> None:
        """Read the articles that are not read yet."""
        new = sorted(set(documents) - self.documents.keys())
        for first in range(0, len(new), AT_ONCE):
            wanted = tuple(new[first : first + AT_ONCE])
            self.documents |= {each.id: each for each in self.store.documents(document=wanted)}

    def meet(self, records: Iterable[AnyRecord], claims: Iterable[Claim] = ()) -> None:
        """Read the articles of records and claims, and who takes part in them."""
        pairs = {(str(getattr(r, "document", "")), actor) for r in records for actor, _ in parties(r)}
        pairs |= {(each.document, each.speaker) for each in claims if each.speaker}
        wanted = sorted(pairs - self.people.keys())
        self.people |= {(each.document, each.id): each for each in self.store.ask(linked.actors(wanted))}

    def party(self, actor: str, document: str) -> str:
        """For whom an actor counts: its country, else itself; a body of several states or of none is its own."""
        person = self.people.get((document, actor))
        level = levels((person,))[actor] if person else actor
        return actor if level in NO_COUNTRY else level

    def takes_part(self, actors: Iterable[str], document: str, watched: Collection[str]) -> bool:
        """Whether one of the actors of an article is watched, itself or for its country."""
        return any(each in watched or self.party(each, document) in watched for each in actors)

    def name(self, actor: str, document: str = "") -> str:
        """What running text calls an actor: by its name in the tables, else as the article has it."""
        known = self.knowledge.known.get(actor)
        person = self.people.get((document, actor))
        name = known.name if known else person.name if person else self._called(actor)
        return f"the {name}" if self.words.takes_article(name) else name

    def _called(self, actor: str) -> str:
        """What some article calls an actor; else what of its id is words."""
        if actor not in self._names:
            found = self.store.ask(dyads.seen([actor])).get(actor)
            self._names[actor] = found.name if found else readable(actor)
        return self._names[actor]

    def day(self, day: date | str | None) -> str:
        """Write a day as "24 October 2024"."""
        return self.words.date(day if isinstance(day, str) else day.isoformat() if day else None) or "a day unknown"

    def published(self, document: str) -> date | None:
        """The day on which an article was published, where it gives one."""
        known = self.documents.get(document)
        try:
            return date.fromisoformat(((known.published if known else None) or "")[:10])
        except ValueError:
            return None

    def origin(self, document: str) -> str:
        """Who first brought the text of an article, or the house to which that outlet belongs on the desk."""
        self.origins([document])
        return self._origins[document]

    def origins(self, documents: Iterable[str]) -> frozenset[str]:
        """The independent origins of articles: copies of one text are one, so are the outlets of one house."""
        wanted = set(documents)
        if new := wanted - self._origins.keys():
            found = self.store.ask(origins(new))
            self._origins |= {each: self._houses.get(name, name) for each, name in found.items()}
        return frozenset(self._origins[each] for each in wanted if each in self._origins)

    def weight(self, documents: Iterable[str]) -> float:
        """What the word of the outlets weighs that tell something: that of the best of them."""
        self.read(documents)
        names = ((self.documents[each].publisher or "").casefold() for each in documents if each in self.documents)
        return max((self._weights.get(name, 1.0) for name in names), default=1.0)

    def issues(self, rule: Rule, texts: Mapping[str, str]) -> dict[str, str]:
        """Which issue of the desk the words of a text mark, of several the first; of a rule only its own count."""
        found: dict[str, str] = {}
        for issue in self.desk.issues:
            if not rule.issues or issue.id in rule.issues:
                found = {**dict.fromkeys(marks(issue.words, texts), issue.id), **found} if texts else {}
        return found

    def title(self, issue: str | None) -> str:
        """What an issue is called on the desk."""
        return next((each.title for each in self.desk.issues if each.id == issue), issue or "")

    def place(self, record: Found) -> Place | None:
        """The words of its article that a record rests on."""
        self.read([record.document])
        found = place(record, self.documents.get(record.document), self.words.table["abbreviations"])
        if found is None and isinstance(record, Statement) and record.content:
            found = record.document, record.content[0].start, record.content[0].end
        return Place(document=found[0], start=found[1], end=found[2], record=record.id) if found else None

    def sentence(self, record: Found) -> str:
        """The sentence or sentences in which a record stands."""
        found = self.place(record)
        if found is None:
            return ""
        text = self.documents[found.document].text
        first, last = around(text, found.start, found.end, self.words.table["abbreviations"])
        return text[first:last]

    def proof(self, where: Place) -> Proof:
        """The exact words that stand at a place, with what is known of their article."""
        self.read([where.document])
        known = self.documents[where.document]
        return Proof(
            text=known.text[where.start : where.end],
            document=known.id,
            publisher=known.publisher,
            published=known.published,
            url=known.url,
            record=where.record,
        )

    def sources(self, records: Iterable[AnyRecord]) -> Sources:
        """The records as a brief draws on them, with the articles in which they stand and who is who there."""
        told = tuple(records)
        documents = {str(getattr(each, "document", "")) for each in told}
        self.read(documents)
        self.meet(told)
        known = [self.documents[each] for each in sorted(documents) if each in self.documents]
        people = [each for (document, _), each in sorted(self.people.items()) if document in documents]
        names = origin_names(known, self.store.ask(questions.copies(documents)))
        return Sources((*known, *people, *told), self.words, frozenset(each.id for each in told), names)
