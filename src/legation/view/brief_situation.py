"""What a brief is written from: records, which of them are told, and which articles are news."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from difflib import get_close_matches
from typing import Protocol

from legation.errors import QueryError
from legation.link import linked, with_endings
from legation.records import (
    Actor,
    AnyRecord,
    Contradiction,
    Derived,
    Development,
    Document,
    Mention,
    Prediction,
    Report,
    Silence,
    Statement,
)
from legation.view.brief_sources import documents_of, origin_names
from legation.view.brief_words import fill, load

AGO = re.compile(r"(\d{1,5})([dw])")
UNITS = {"d": 1, "w": 7}
PARTIES = ("actor", "recipient", "pressers", "intermediary", "targets", "addressee", "about", "actors", "holder")
NEVER = date.min


@dataclass(frozen=True, slots=True, kw_only=True)
class Latest:
    """Which articles are news, from which day on a decision is, the last day known, and how a heading says it.

    Without `words` nothing was known before, and nothing is news.
    """

    documents: frozenset[str] = frozenset()
    since: str | None = None
    last: str | None = None
    words: str | None = None

    def decides(self, record: AnyRecord) -> bool:
        """Whether it is a prediction that was decided since then, or whose day has come and that nobody decided."""
        if not isinstance(record, Prediction) or self.since is None or self.last is None:
            return False
        if record.decided is not None:
            return record.decided.on >= self.since
        return record.due is not None and self.since <= record.due.end[:10] <= self.last


class Total(Protocol):
    """How much there is: articles, publishers, the outer two days."""

    @property
    def articles(self) -> int:
        """The number of articles."""

    @property
    def publishers(self) -> tuple[str, ...]:
        """The publishers by name."""

    @property
    def first(self) -> str | None:
        """The first day."""

    @property
    def last(self) -> str | None:
        """The last day."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Shift:
    """A side that an actor took on a matter, with the statement that says so, and the last one on another side."""

    who: str
    matter: str
    side: str
    statement: str
    was: str | None = None
    before: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Level:
    """A new level of tension between two, and the events that made it, those first that did most."""

    between: tuple[str, str]
    is_worse: bool
    events: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Situation:
    """Records and what is told of them: what concerns one of each group of `actors`, from the day `begin` on.

    `since` is that day where the user asked for it; then what is only told again is left out. `origins` names who first
    brought each article, and `printers` its publisher, also where the article is not among the records. In a large
    store there is more than the records: `total` is of it all, `beyond` counts the records of each kind that are not
    here.
    """

    records: tuple[AnyRecord, ...]
    origins: Mapping[str, str]
    printers: Mapping[str, str] = field(default_factory=dict)
    latest: Latest = field(default_factory=Latest)
    since: str | None = None
    begin: str | None = None
    actors: tuple[frozenset[str], ...] = ()
    name: str | None = None
    total: Total | None = None
    beyond: Mapping[str, int] = field(default_factory=dict)
    shifts: tuple[Shift, ...] = ()
    levels: tuple[Level, ...] = ()

    @property
    def documents(self) -> dict[str, Document]:
        """The documents among the records, by id."""
        return {r.id: r for r in self.records if isinstance(r, Document)}

    def recent(self) -> frozenset[str]:
        """The documents from the day on; what has no date can't be placed and is left out."""
        found = self.documents.values()
        return frozenset(d.id for d in found if self.begin is None or (day_of(d) or NEVER).isoformat() >= self.begin)

    def shown(self) -> frozenset[str]:
        """The ids of the records that are told."""
        recent, parties = self.recent() | self.latest.documents, self._parties()
        by_id = {r.id: r for r in self.records}
        return frozenset(
            r.id
            for r in self.records
            if (not recent.isdisjoint(_told_in(r, by_id)) or self.latest.decides(r))
            and all(not party.isdisjoint(_concerned(r, by_id)) for party in parties)
        )

    def concerned(self) -> frozenset[str]:
        """The documents in which those asked about take part in something; all where nobody is."""
        parties = self._parties()
        if not parties:
            return frozenset(self.documents)
        told = (r for r in self.records if not isinstance(r, Actor | Mention | Derived | Document))
        return frozenset(r.document for r in told if all(party & _concerned(r, {}) for party in parties))

    def _parties(self) -> list[frozenset[str]]:
        """The ids that stand for each of the actors asked about: a state's own people among them."""
        people = [r for r in self.records if isinstance(r, Actor)]
        return [group | {a.id for a in people if a.country in group} for group in self.actors]


def situation(
    records: Sequence[AnyRecord],
    *,
    actors: Iterable[Iterable[str]] = (),
    name: str | None = None,
    since: str | None = None,
) -> Situation:
    """Make the situation of records that are all there is; they are linked here where they are not yet.

    It is on what concerns one of each group of actors (no group: on all), from the day `since` on.
    """
    known = list(dict.fromkeys(with_endings(records)))
    if not any(isinstance(r, Derived) for r in known):
        known.extend(linked(known))
    documents = [r for r in known if isinstance(r, Document)]
    found = Situation(
        records=tuple(known),
        origins=origin_names(documents, (r for r in known if isinstance(r, Report))),
        since=since,
        begin=since,
        actors=tuple(map(frozenset, actors)),
        name=name,
    )
    about = found.concerned()
    return replace(found, latest=latest([d for d in documents if d.id in about], since))


def latest(documents: Iterable[Document], since: str | None) -> Latest:
    """The news among documents: those since the day, else those of the last day on which any was published."""
    days = {d.id: day.isoformat() for d in documents if (day := day_of(d))}
    last = max(days.values(), default=None)
    if last is None:
        return Latest()
    begin = since or last
    if since is None and min(days.values()) == last:
        return Latest(last=last)  # all of one day: nothing was there before
    return Latest(
        documents=frozenset(document for document, day in days.items() if day >= begin),
        since=begin,
        last=last,
        words=since_words("day" if since else "last", day=load().date(begin)),
    )


def since_words(how: str, **slots: str | None) -> str:
    """How the heading says since when: the day asked for, the last run, or the last day with news."""
    return fill(load().table["since"][how], **slots)


def day_of(document: Document) -> date | None:
    """The day of publication."""
    try:
        return date.fromisoformat((document.published or "")[:10])
    except ValueError:
        return None


def first_day(documents: Iterable[Document], since: str) -> str:
    """The day that `since` names: an ISO date, or so many days or weeks before the newest article."""
    if ago := AGO.fullmatch(since):
        newest = max((day for d in documents if (day := day_of(d))), default=NEVER)
        back = min(int(ago[1]) * UNITS[ago[2]], (newest - NEVER).days)
        return (newest - timedelta(back)).isoformat()
    try:
        return date.fromisoformat(since).isoformat()
    except ValueError as error:
        raise QueryError(f"since: '{since}' is neither a day such as 2024-10-21 nor a span such as 7d or 2w") from error


def called(records: Iterable[AnyRecord], about: str) -> tuple[str, frozenset[str]]:
    """The actor asked about, by name, and the ids that go by it."""
    actors = sorted({(a.name, a.id) for a in records if isinstance(a, Actor)})
    asked = about.casefold()
    exact = [a for a in actors if asked in (a[0].casefold(), a[1].casefold())]
    found = exact or [a for a in actors if asked in a[0].casefold().split()]
    if not found:
        near = get_close_matches(about, [name for name, _ in actors], n=3, cutoff=0.5)
        hint = f"; did you mean {' or '.join(near)}?" if near else ""
        raise QueryError(f"about: no actor in the records is called '{about}'{hint}")
    return found[0][0], frozenset(identity for _, identity in found)


def _told_in(record: AnyRecord, by_id: Mapping[str, AnyRecord]) -> tuple[str, ...]:
    """The documents that tell of it; of a silence that ended, also the one that tells its end."""
    end = by_id.get(record.outcome or "") if isinstance(record, Silence) else None
    return (*documents_of(record), end.document) if isinstance(end, Statement) else documents_of(record)


def _concerned(record: AnyRecord, by_id: Mapping[str, AnyRecord]) -> frozenset[str]:
    """All actors whom the record is about, by id; a contradiction is about those who claim and what they claim."""
    found: set[str] = {record.id} if isinstance(record, Actor) else set()
    if isinstance(record, Contradiction):
        found.update(claim.speaker for claim in record.claims if claim.speaker)
        about = by_id.get(record.about)
        return frozenset(found) | (_concerned(about, by_id) if isinstance(about, Development) else frozenset())
    for name in PARTIES:
        value = getattr(record, name, None) or ()
        found.update((value,) if isinstance(value, str) else value)
    if isinstance(record, Statement) and record.speaker.actor:
        found.add(record.speaker.actor)
    return frozenset(found)
