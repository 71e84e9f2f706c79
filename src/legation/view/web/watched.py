"""The pairs whose tension the first page shows: those of the desk with most between them, else the busiest of late."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from itertools import islice

from legation.errors import QueryError
from legation.link.changes import Change
from legation.link.intensity import Point
from legation.link.tension import Tension
from legation.store import overview
from legation.view import dyad_sources
from legation.view.charts import sparkline
from legation.view.charts.chart import Draw
from legation.view.tension_view import number
from legation.view.web import addresses, between
from legation.view.web.shelf import Shelf

MOST = 3  # pairs
STRETCHES = 5  # rows of the table beside the picture
DAYS = 120  # before the last one known: what a picture of this size can show
CANDIDATES = 6  # some of the busiest are people of one country, who are no two parties


@dataclass(frozen=True, slots=True, kw_only=True)
class Turn:
    """A change of level: on which day, by how much, and where what made it is shown."""

    day: str
    was: str
    now: str
    is_worse: bool
    link: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Watched:
    """Two parties and how tense it is between them; `level` is the last smoothed intensity, in words with its sign."""

    one: str
    other: str
    names: tuple[str, str]
    link: str
    level: str | None
    day: str | None
    happenings: int
    days: int
    turns: tuple[Turn, ...]
    summary: str
    last: tuple[tuple[tuple[str, str], str | None], ...]


def pairs(shelf: Shelf) -> list[Watched]:
    """The pairs that are watched, those first between whom most is told."""
    desk = shelf.desk
    ids = [each.id for each in desk.actors] if desk else []
    asked = overview.busiest_of(ids, CANDIDATES) if len(ids) > 1 else overview.busiest(CANDIDATES)
    found = shelf.kept(("busiest", tuple(ids)), lambda: shelf.store.ask(asked))
    shown = (watched for each in found if (watched := _watched(shelf, each.one, each.other)))
    return list(islice(shown, MOST))


def _watched(shelf: Shelf, one: str, other: str) -> Watched | None:
    try:
        course = _late(between.tension(shelf, one, other))
        first, second = dyad_sources.pair(shelf.store, one, other)
    except QueryError:
        return None  # a person or a group without a country: between such no tension is reckoned
    points = [each for each in course.courses["together"].points if each.mean is not None]
    if not points:
        return None
    names = (first.name, second.name)
    return Watched(
        one=one,
        other=other,
        names=names,
        link=addresses.dyad(one, other),
        level=number(points[-1].smoothed),
        day=points[-1].day.isoformat(),
        happenings=sum(each.happenings for each in points),
        days=DAYS,
        turns=tuple(_turn(each, addresses.dyad(one, other)) for each in course.courses["together"].changes),
        summary=_summary(names, points, course),
        last=tuple(_row(each, addresses.dyad(one, other)) for each in reversed(points[-STRETCHES:])),
    )


def _late(course: Tension) -> Tension:
    """The last days of it; nothing is reckoned anew."""
    return course.between(course.as_of - timedelta(DAYS), None)


def _turn(change: Change, link: str) -> Turn:
    return Turn(
        day=change.day.isoformat(),
        was=str(number(change.before.mean)),
        now=str(number(change.after.mean)),
        is_worse=change.size < 0,
        link=f"{link}#day-{change.day}",
    )


def _row(point: Point, link: str) -> tuple[tuple[str, str], str | None]:
    return (point.day.isoformat(), f"{link}#day-{point.day}"), number(point.mean)


def _summary(names: tuple[str, str], points: list[Point], course: Tension) -> str:
    """One sentence that says what the picture shows."""
    level, day = number(points[-1].smoothed), points[-1].day
    changes = course.courses["together"].changes
    begun = f"{names[0]} and {names[1]}: intensity {level} on {day.day} {day:%B %Y}, on a scale from −10 to 10"
    if not changes:
        return f"{begun}; no change of level."
    last = changes[-1]
    verb = "fell" if last.size < 0 else "rose"
    return f"{begun}; it {verb} by {number(abs(last.size))} on {last.day.day} {last.day:%B %Y}."


def draw(shelf: Shelf, values: Mapping[str, str]) -> Draw:
    """Draw the tension between two in little room."""
    one, other = values.get("one", ""), values.get("other", "")
    found = _late(between.tension(shelf, one, other))
    return lambda scheme: sparkline.chart(found, scheme, addresses.dyad(one, other))
