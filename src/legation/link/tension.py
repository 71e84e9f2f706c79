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
    quiet,
    series,
    start,
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
    return tensions(tellings, {step: calm(read, as_of, step)}, as_of=as_of, rules=rules)[step]


def calm(read: Mapping[date, int], as_of: date, step: Step) -> tuple[Point, ...]:
    """Return the points from the first article until a day as they are of two between whom nothing is told."""
    return quiet(read, periods(min(read, default=as_of), as_of, step), step)


def tensions(
    tellings: Sequence[Telling], calms: Mapping[Step, Sequence[Point]], *, as_of: date, rules: Rules
) -> dict[Step, Tension]:
    """Reckon the tension by each of these steps; `calms` are the points that all pairs have in common."""
    told = happenings(tellings, rules)
    ways = {each: [t for t in told if t.goes(each)] for each in DIRECTIONS}
    background = len({each.happening for each in tellings}) - len(told)
    made = {}
    for step, whole in calms.items():
        points = _from(told[0].day, whole, as_of, step) if told else whole
        courses = {each: _course(mine, points, step, rules) for each, mine in ways.items()}
        made[step] = Tension(step=step, as_of=as_of, courses=courses, background=background)
    return made


def _from(first: date, calm: Sequence[Point], as_of: date, step: Step) -> Sequence[Point]:
    """The points from that of the first happening on, which may lie before the first article."""
    begin = start(first, step)
    if calm and calm[0].day <= begin:
        return calm[(begin - calm[0].day).days // (WEEK if step == "week" else 1) :]
    last = calm[0].day - timedelta(1) if calm else as_of
    return (*quiet({}, periods(begin, last, step), step), *calm)


def _course(told: Iterable[Told], calm: Sequence[Point], step: Step, rules: Rules) -> Course:
    points, spread = series(told, calm, step, rules)
    return Course(points=points, changes=changes(points, rules), spread=spread)


def _cut(course: Course, inside: Callable[[date], bool]) -> Course:
    return Course(
        points=tuple(each for each in course.points if inside(each.day)),
        changes=tuple(each for each in course.changes if inside(each.day)),
        spread=course.spread,
    )
