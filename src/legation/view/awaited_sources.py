"""Who was expected to speak on an issue of the desk and did not, and how much was read: absences, from the store."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from legation.desk import Awaited, Desk, Issue
from legation.link.absences import Absence, Coverage, Window, absence
from legation.link.limits import load as load_limits
from legation.link.voices import Expected, Scene, Topic
from legation.records import AnyRecord, Statement
from legation.store import coverage
from legation.store import issues as questions
from legation.store.store import Store
from legation.view.desk_sources import voice
from legation.view.position_sources import around, gathered

MOST = 200  # statements before the window that are looked at for the last one on the issue, the newest first
Said = list[tuple[Statement, date]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Missing:
    """An expected speaker who made no statement on its issue, and the records that tell of the last one."""

    awaited: Awaited
    absence: Absence
    records: tuple[AnyRecord, ...]


class Awaiting:
    """Looks for statements of expected speakers from a day on, until another."""

    def __init__(self, store: Store, desk: Desk, as_of: date) -> None:
        """Read nothing yet."""
        self._store = store
        self._desk = desk
        self._as_of = as_of

    def missing(self, awaited: Awaited, speaker: Expected, since: date) -> Missing | None:
        """Tell of a speaker who has made no statement since a day; None where there is one."""
        window = Window(since, self._as_of)
        issue = next((each for each in self._desk.issues if each.id == awaited.issue), None)
        said, _ = self._said(speaker, issue, (since.isoformat(), self._as_of.isoformat()))
        if said:
            return None
        eve = (since - timedelta(1)).isoformat()
        before, records = self._said(speaker, issue, (None, eve))
        topic = Topic(text=issue.title) if issue else None
        read = self._read(window, issue)
        return Missing(awaited=awaited, absence=absence(speaker, window, topic, read, before), records=tuple(records))

    def _said(
        self, speaker: Expected, issue: Issue | None, days: tuple[str | None, str]
    ) -> tuple[Said, Sequence[AnyRecord]]:
        """The statements in these days, the earliest first, with what they stand in; of many, the newest."""
        if issue:
            found = gathered(self._store, [speaker], self._desk.issues, [issue], days, most=MOST)
            statements, records = [each.statement for each in found.heard], found.records
        else:
            asked = questions.spoken((), voice(speaker), since=days[0], until=days[1], most=MOST)
            spoken = self._store.ask(asked)
            records = around(self._store, spoken)
            scene = Scene((*records, *spoken), load_limits())
            statements = [each for each in spoken if scene.speaks(speaker, each)]
        scene = Scene(records, load_limits())
        dated = [(each, day) for each in statements if (day := scene.day(each.document))]
        return sorted(dated, key=lambda pair: (pair[1], pair[0].document, pair[0].id)), records

    def _read(self, window: Window, issue: Issue | None) -> Coverage:
        words = issue.words if issue else ()
        read = self._store.ask(coverage.read(window.since.isoformat(), window.until.isoformat(), words))
        return Coverage(
            articles=read.articles,
            origins=read.origins,
            publishers=read.publishers,
            first=date.fromisoformat(read.first) if read.first else None,
            last=date.fromisoformat(read.last) if read.last else None,
            on_topic=read.on_topic,
        )
