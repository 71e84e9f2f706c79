"""The tension between two parties as alerts need it; reckoned anew only when something new was told of the two."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import count
from threading import Lock

from legation.errors import QueryError
from legation.link import intensity
from legation.link.changes import Change
from legation.link.intensity import Point
from legation.records import AnyRecord
from legation.store import corrections, partaking
from legation.store.issues import Voice
from legation.store.lately import Between
from legation.view import dyad_sources
from legation.view.alerting.ground import Ground

MOST = 500  # pairs that a process keeps: a change or two of each, and what made them
Pair = tuple[str, str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Course:
    """The changes of what happens between two parties, and the events that made them, by their rows.

    `told` has for the first day of each change the articles that tell what happened on its first days.
    """

    one: str
    other: str
    changes: tuple[Change, ...]
    makers: Mapping[int, AnyRecord]
    told: Mapping[date, frozenset[str]]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Kept:
    """A course (none between bodies of one party), the state of the store that it was reckoned from, and its turn."""

    course: Course | None
    state: tuple[object, ...]
    turn: int


_kept: dict[Pair, _Kept] = {}
_turns = count(1)
_lock = Lock()


def courses(ground: Ground, told: Iterable[Between]) -> Iterator[Course]:
    """Reckon the tension of pairs as the command and the pages do, as known today.

    All that was ever told of two is read for it, which takes long for a busy pair; so it is kept until articles tell
    more of them, somebody corrects a record, or the day ends, and of many pairs few are reckoned anew at once.
    """
    pairs = tuple(told)
    if not pairs:
        return
    place = str(ground.store.path.resolve())
    as_of = dyad_sources.known_until(ground.store, None, ground.today)
    corrected = ground.store.ask(corrections.count)
    states = {(place, each.one, each.other): (as_of, each.events, each.newest, corrected) for each in pairs}
    with _lock:
        kept = {pair: _kept[pair] for pair in states if pair in _kept}
    stale = [pair for pair, state in states.items() if pair not in kept or kept[pair].state != state]
    stale.sort(key=lambda pair: kept[pair].turn if pair in kept else 0)
    for pair in _affordable(ground, stale):
        kept[pair] = _Kept(course=_reckoned(ground, pair), state=states[pair], turn=next(_turns))
    with _lock:
        _kept.update(kept)
        for pair in sorted(_kept, key=lambda each: _kept[each].turn)[:-MOST]:
            del _kept[pair]
    yield from (each.course for pair in states if pair in kept and (each := kept[pair]).course)


def _affordable(ground: Ground, pairs: Sequence[Pair]) -> Iterator[Pair]:
    """The first of the pairs, as many as are reckoned at once."""
    left = most = ground.limits.tension.events
    sizes: dict[str, int] = {}
    for pair in pairs:
        for each in pair[1:]:
            if each not in sizes:
                voice = Voice(actors=(each,)) if ":" in each else Voice(party=each)
                sizes[each] = ground.store.ask(partaking.count("event", voice, ("actor", "recipient"), most))
        if left < most and sizes[pair[1]] > left and sizes[pair[2]] > left:
            return
        left -= min(sizes[pair[1]], sizes[pair[2]])
        yield pair


def forget() -> None:
    """Forget what is kept, as a process that begins does."""
    with _lock:
        _kept.clear()


def _reckoned(ground: Ground, pair: Pair) -> Course | None:
    store = ground.store
    try:
        one, other = dyad_sources.pair(store, pair[1], pair[2])
    except QueryError:
        return None
    tense = dyad_sources.tense(store, one.id, other.id, dyad_sources.known_until(store, None, ground.today), "day")
    together = tense.courses["together"]
    return Course(
        one=one.id,
        other=other.id,
        changes=together.changes,
        makers=dyad_sources.makers(store, tense),
        told={each.day: _told(each, together.points) for each in together.changes},
    )


def _told(change: Change, points: Iterable[Point]) -> frozenset[str]:
    """The articles that tell the first days of a new level, those in which its reasons are looked for."""
    last = min(change.after.last, change.day + timedelta(intensity.load().reason_days - 1))
    first = (each for each in points if change.day <= each.day <= last)
    return frozenset(document for each in first for told in each.told for document in told.documents)
