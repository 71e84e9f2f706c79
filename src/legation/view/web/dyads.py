"""What a page shows of two parties: how tense it is, when that changed, what happened, what each says of the other."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta

from legation.link.changes import Change, Level
from legation.link.intensity import WEEK
from legation.link.tension import DIRECTIONS, Tension
from legation.records import AnyRecord, DateRange, Event
from legation.store import dyads, reading, situation
from legation.store.dyads import Shared
from legation.view import collecting_sources, dyad_sources, tension_rows
from legation.view.charts.tension import LATE
from legation.view.dyad_sources import Party
from legation.view.linked_sources import Sources
from legation.view.tension_view import number
from legation.view.web import addresses
from legation.view.web.cards import Card, Cards
from legation.view.web.days import Happening, happenings, told
from legation.view.web.disputes import Dispute, dispute
from legation.view.web.rendering import long_day
from legation.view.web.shelf import Shelf

EVENTS = 40  # tellings that are looked at, the newest; several may tell of one happening
SAID, PRESSED, DISPUTED = 4, 5, 6
LAST = "9999"
DOES = (("actor",), ("recipient",))
SAYS = (("speaker",), ("about", "addressee"))
PRESSES = (("presser", "intermediary"), ("intermediary", "target"))


@dataclass(frozen=True, slots=True, kw_only=True)
class Made:
    """A happening that makes a change: its card, how intense it is, what it adds, how many origins tell it."""

    card: Card
    intensity: str | None
    adds: str | None
    origins: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Turn:
    """A change of level in words, with what made it."""

    day: str
    is_worse: bool
    size: str | None
    before: str
    after: str
    made_by: tuple[Made, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Course:
    """The tension in words: a sentence, how much is told, the changes, and rows for a table."""

    summary: str
    counted: str
    step: str
    has_gaps: bool
    is_told: bool
    turns: tuple[Turn, ...]
    rows: tuple[tuple[object, ...], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Happened:
    """What happened between two, by day, newest first; `after` is the day from which older things go on."""

    days: tuple[tuple[str, tuple[Happening, ...]], ...]
    tellings: int
    after: str | None


def course(shelf: Shelf, pair: tuple[Party, Party], found: Tension) -> Course:
    """Put the tension between two into words."""
    together = found.courses["together"]
    told = [point for point in together.points if point.mean is not None]
    names = tension_rows.Pair(one=pair[0], other=pair[1])
    records = dyad_sources.makers(shelf.store, found)
    return Course(
        summary=_summary(pair, found),
        counted=tension_rows.counted(names, found, shelf.store.undated(), collecting_sources.gaps(shelf.store, found)),
        step=found.step,
        has_gaps=any(point.state == "nothing-read" for point in together.points),
        is_told=bool(told),
        turns=tuple(_turn(shelf, each, records) for each in together.changes),
        rows=tuple(_rows(found, addresses.dyad(pair[0].id, pair[1].id))),
    )


def happened(shelf: Shelf, one: str, other: str, at: str | None) -> Happened:
    """What happened between two, as articles until a day tell it, each happening once; the newest first."""
    found = shelf.store.ask(dyads.shared("event", one, other, DOES, as_of=at or LAST, most=EVENTS + 1))
    rows = [each.row for each in found[:EVENTS]]
    records = shelf.store.ask(dyads.records(rows))
    events = [each for row in rows if isinstance(each := records[row], Event)]
    published = {each.row: each.day for each in found}
    by_day: dict[str, list[Happening]] = {}
    for day, happening in _once(shelf, events, [published[row] for row in rows]):
        by_day.setdefault(day, []).append(happening)
    ordered = sorted(by_day, reverse=True)
    after = found[EVENTS].day if len(found) > EVENTS else None
    return Happened(
        days=tuple((day, tuple(by_day[day])) for day in ordered),
        tellings=len(events),
        after=after if after != at else None,
    )


def said(shelf: Shelf, one: str, other: str) -> tuple[list[Card], list[Card]]:
    """What the first says about or to the second, and the other way round; the newest."""
    found = shelf.store.ask(dyads.shared("statement", one, other, SAYS, as_of=LAST, most=SAID * 8))
    ways = [[each for each in found if way(each)][:SAID] for way in (_forward, _backward)]
    records = shelf.store.ask(dyads.records(each.row for way in ways for each in way))
    forward, backward = (Cards(shelf.store, [records[each.row] for each in way]).all() for way in ways)
    return forward, backward


def pressed(shelf: Shelf, one: str, other: str) -> list[Card]:
    """Pressure in which one presses, or is to press, the other; the newest."""
    found = shelf.store.ask(dyads.shared("pressure", one, other, PRESSES, as_of=LAST, most=PRESSED))
    records = shelf.store.ask(dyads.records(each.row for each in found))
    return Cards(shelf.store, [records[each.row] for each in found]).all()


def disputed(shelf: Shelf, told: Happened) -> list[Dispute]:
    """Contradictions about what happened between the two, as far as it is shown."""
    shown = [each for _, day in told.days for each in day if each.documents]
    asked = situation.claimed_in(
        (document for each in shown for document in each.documents), (each.id for each in shown), DISPUTED
    )
    found = shelf.store.ask(asked) if shown else ()
    sources = Sources(shelf.store, found)
    return [dispute(each, sources) for each in found]


def _once(shelf: Shelf, events: Sequence[Event], published: Sequence[str]) -> Iterator[tuple[str, Happening]]:
    """Yield each happening once with its day: that on which it took place, else that of the report."""
    developments = shelf.store.ask(reading.developments_of(each.id for each in events)) if events else ()
    of_event = {event: each.id for each in developments for event in each.records}
    shown = {each.id: each for each in happenings(shelf.store, developments)}
    days = {each.id: _day(each.date, each.first_report) for each in developments}
    alone = [each for each in events if each.id not in of_event]
    cards = Cards(shelf.store, alone)
    yielded: set[str] = set()
    for event, day in zip(events, published, strict=True):
        key = of_event.get(event.id, event.id)
        if key in yielded:
            continue
        yielded.add(key)
        if key in shown:
            yield days[key] or day, shown[key]
        else:
            yield _day(event.date, None) or day, told(event, cards.of(event), cards.names)


def _day(known: DateRange | None, reported: str | None) -> str | None:
    return known.start[:10] if known else reported[:10] if reported else None


def _forward(each: Shared) -> bool:
    return each.forward


def _backward(each: Shared) -> bool:
    return each.backward


def _turn(shelf: Shelf, change: Change, records: Mapping[int, AnyRecord]) -> Turn:
    made_by = [part for part in change.made_by if part.told.records[0] in records]
    cards = Cards(shelf.store, [records[part.told.records[0]] for part in made_by]).all()
    return Turn(
        day=change.day.isoformat(),
        is_worse=change.size < 0,
        size=number(abs(change.size)),
        before=_level(change.before),
        after=_level(change.after),
        made_by=tuple(
            Made(
                card=card,
                intensity=number(part.told.intensity),
                adds=number(part.share),
                origins=len(part.told.origins),
            )
            for part, card in zip(made_by, cards, strict=True)
        ),
    )


def _level(level: Level) -> str:
    band = f"{number(level.low)} to {number(level.high)}"
    return f"{number(level.mean)} ({band}; told on {level.days} day{'s' * (level.days != 1)})"


def _summary(pair: tuple[Party, Party], found: Tension) -> str:
    """One sentence that says what the picture shows."""
    together = found.courses["together"]
    told = [point for point in together.points if point.mean is not None]
    if not told:
        return f"Nothing is told to happen between {pair[0].name} and {pair[1].name}."
    last = told[-1]
    begun = (
        f"The last that is told between {pair[0].name} and {pair[1].name} leaves the level at {number(last.smoothed)}"
    )
    begun += f" ({long_day(last.day)}), on a scale from −10 (worst) to 10 (best)"
    if not together.changes:
        return f"{begun}; no lasting change of level."
    turn = together.changes[-1]
    verb = "fell" if turn.size < 0 else "rose"
    return f"{begun}; it last {verb} by {number(abs(turn.size))} on {long_day(turn.day)}."


def _rows(found: Tension, link: str) -> Iterator[tuple[object, ...]]:
    """A row for each day or week on which something was told, the newest first."""
    courses = [found.courses[way].points for way in DIRECTIONS]
    for together, forward, backward in reversed(list(zip(*courses, strict=True))):
        if together.mean is None:
            continue
        last = together.day + timedelta(WEEK - 1 if found.step == "week" else 0)
        named = long_day(together.day) if last == together.day else f"{long_day(together.day)} to {long_day(last)}"
        anchor = "events" if found.step == "week" else f"day-{together.day}"
        at = f"{link}?at={last + timedelta(LATE)}#{anchor}"
        yield (
            (named, at),
            (str(together.happenings), at),
            number(together.mean),
            f"{number(together.low)} to {number(together.high)}",
            number(together.smoothed),
            number(forward.mean) or "–",
            number(backward.mean) or "–",
            str(together.origins),
        )
