"""The course of the tension between two parties by day or week, in both directions and together, and its changes."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from legation.link.changes import Change, changes
from legation.link.intensity import (
    WEEK,
    Direction,
    Point,
    Rules,
    Spread,
    Step,
    Telling,
    Told,
    happenings,
    periods,
    series,
)

DIRECTIONS: tuple[Direction, ...] = ("together", "forward", "backward")


@dataclass(frozen=True, slots=True, kw_only=True)
class Course:
    """One direction: its points, the changes among them, and what they are spread around (None: nothing was told)."""

    points: tuple[Point, ...]
    changes: tuple[Change, ...]
    spread: Spread | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Tension:
    """All courses of two parties, by day or by week, as they could be known on a day; `background` counts left outs."""

    step: Step
    as_of: date
    courses: Mapping[Direction, Course]
    background: int = 0

    def between(self, since: date | None, until: date | None) -> "Tension":
        """Leave out what lies outside of these days; nothing is reckoned anew, so a day's numbers stay the same."""
        days = WEEK if self.step == "week" else 1

        def inside(day: date) -> bool:
            return (since is None or day + timedelta(days - 1) >= since) and (until is None or day <= until)

        cut = {direction: _cut(course, inside) for direction, course in self.courses.items()}
        return replace(self, courses=cut)


def tension(tellings: Sequence[Telling], read: Mapping[date, int], *, as_of: date, step: Step, rules: Rules) -> Tension:
    """Reckon the tension from the first happening until a day; `read` counts the articles published on each day."""
    told = happenings(tellings, rules)
    days = tuple(periods(_first(told, read, as_of), as_of, step))
    return Tension(
        step=step,
        as_of=as_of,
        courses={each: _course([t for t in told if t.goes(each)], read, days, step, rules) for each in DIRECTIONS},
        background=len({each.happening for each in tellings}) - len(told),
    )


def _first(told: Iterable[Told], read: Mapping[date, int], as_of: date) -> date:
    return min((each.day for each in told), default=min(read, default=as_of))


def _course(told: Iterable[Told], read: Mapping[date, int], days: Sequence[date], step: Step, rules: Rules) -> Course:
    points, spread = series(told, read, days, step, rules)
    return Course(points=points, changes=changes(points, rules), spread=spread)


def _cut(course: Course, inside: Callable[[date], bool]) -> Course:
    return Course(
        points=tuple(each for each in course.points if inside(each.day)),
        changes=tuple(each for each in course.changes if inside(each.day)),
        spread=course.spread,
    )
