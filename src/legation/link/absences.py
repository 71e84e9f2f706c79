"""Who was expected to speak in a window of days, and did not.

No article says that: it follows from all that was read. So it is computed when it is asked for, it never becomes a
record, and it tells how much was read. Where nothing was read, nobody was silent.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Literal

from legation.link.limits import load
from legation.link.reports import origins, when_and_id
from legation.link.voices import Expected, Scene, Topic
from legation.records import AnyRecord, Document, Report, Silence, Statement, fingerprint

Finding = Literal["silent", "spoke", "nothing-read", "topic-not-read"]


@dataclass(frozen=True, slots=True)
class Window:
    """The days from the first to the last, both inclusive."""

    since: date
    until: date

    def holds(self, day: date | None) -> bool:
        """Whether the day is one of them; no day is none."""
        return day is not None and self.since <= day <= self.until


@dataclass(frozen=True, slots=True, kw_only=True)
class Coverage:
    """How much was read in the window: articles, independent origins, publishers, and the days of the outer two."""

    articles: int = 0
    origins: int = 0
    publishers: int = 0
    first: date | None = None
    last: date | None = None
    naming: int = 0
    on_topic: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Absence:
    """What was found of one expected speaker in the window.

    `first` is its first statement in the window, `last` the last one before, `later` the first one after. `days` are
    those from the last statement to the last article read in the window, when it kept silent.
    """

    expected: Expected
    window: Window
    topic: Topic | None
    finding: Finding
    read: Coverage
    statements: int = 0
    first: Statement | None = None
    last: Statement | None = None
    later: Statement | None = None
    days: int | None = None
    reported: tuple[Silence, ...] = ()

    @property
    def id(self) -> str:
        """A hash of the question: who, in which days, on what."""
        days = (self.window.since.isoformat(), self.window.until.isoformat())
        return fingerprint("absence", self.expected.actor, *days, self.topic.text if self.topic else None)

    @property
    def outcome(self) -> Statement | None:
        """The statement that ended the silence, where there was one."""
        return self.later if self.finding == "silent" else None


def absences(
    records: Iterable[AnyRecord], expected: Sequence[Expected], window: Window, topic: Topic | None = None
) -> tuple[Absence, ...]:
    """Tell of each expected speaker whether it spoke in the window; the order of `records` has no effect."""
    known = tuple(records)
    scene = Scene(known, load(), topic)
    copies = [r for r in known if isinstance(r, Report) and r.document in scene.documents]
    first = origins(scene.documents.values(), copies)
    return tuple(_absence(scene, each, window, first) for each in expected)


def heard(records: Iterable[AnyRecord], expected: Expected, topic: Topic | None = None) -> tuple[Statement, ...]:
    """The dated statements that the expected speaker makes on the topic, the earliest first."""
    return _heard(Scene(records, load(), topic), expected)


def contexts(records: Iterable[AnyRecord]) -> dict[str, str]:
    """Map the id of each statement to the sentences in which it stands and the one before."""
    scene = Scene(records, load())
    return {each.id: scene.context(each) for each in scene.statements.values()}


def _heard(scene: Scene, expected: Expected) -> tuple[Statement, ...]:
    said = [s for s in scene.statements.values() if scene.day(s.document) and scene.speaks(expected, s)]
    return tuple(sorted((s for s in said if scene.is_on_topic(s)), key=lambda s: _when(scene, s)))


def _when(scene: Scene, record: Statement | Silence) -> tuple[object, ...]:
    start = min((e.start for e in record.evidence), default=0)
    return (scene.day(record.document), *when_and_id(scene.documents[record.document]), start, record.id)


def _absence(scene: Scene, expected: Expected, window: Window, first: dict[str, str]) -> Absence:
    read = _read(scene, expected, window, first)
    said = [(s, day) for s in _heard(scene, expected) if (day := scene.day(s.document))]
    found = absence(expected, window, scene.topic, read, said)
    return replace(found, reported=_reported(scene, expected, window))


def absence(
    expected: Expected, window: Window, topic: Topic | None, read: Coverage, said: Sequence[tuple[Statement, date]]
) -> Absence:
    """Tell from what was read in the window, and from statements on the topic in order, whether there was silence."""
    within = [s for s, day in said if window.holds(day)]
    before = [(s, day) for s, day in said if day < window.since]
    finding = "spoke" if within else _unheard(read)
    days = (read.last - before[-1][1]).days if finding == "silent" and before and read.last else None
    return Absence(
        expected=expected,
        window=window,
        topic=topic,
        finding=finding,
        read=read,
        statements=len(within),
        first=next(iter(within), None),
        last=before[-1][0] if before else None,
        later=next((s for s, day in said if day > window.until), None),
        days=days,
    )


def _unheard(read: Coverage) -> Finding:
    if not read.articles:
        return "nothing-read"
    return "topic-not-read" if read.on_topic == 0 else "silent"


def _read(scene: Scene, expected: Expected, window: Window, first: dict[str, str]) -> Coverage:
    found: dict[str, Document] = {d.id: d for d in scene.documents.values() if window.holds(scene.day(d.id))}
    days = sorted(day for each in found if (day := scene.day(each)))
    return Coverage(
        articles=len(found),
        origins=len({first[each] for each in found}),
        publishers=len({d.publisher.casefold() for d in found.values() if d.publisher}),
        first=days[0] if days else None,
        last=days[-1] if days else None,
        naming=sum(scene.names(expected, each) for each in found),
        on_topic=len(scene.topic.documents & found.keys()) if scene.topic else None,
    )


def _reported(scene: Scene, expected: Expected, window: Window) -> tuple[Silence, ...]:
    """The silences of the expected speaker that articles of the window tell."""
    told = (s for s in scene.silences.values() if window.holds(scene.day(s.document)))
    mine = (s for s in told if scene.is_voice(expected, s.document, s.actor))
    return tuple(sorted(mine, key=lambda s: _when(scene, s)))
