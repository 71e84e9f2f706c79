"""The tension between two parties as JSON and as flat rows."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from legation.link.changes import Change, Level, Part
from legation.link.intensity import Direction, Point
from legation.link.tension import Course, Tension
from legation.records import AnyRecord
from legation.view.dyad_sources import Party, short
from legation.view.present import Row

DIGITS = 3
COLUMNS = (
    *("series", "from", "to", "day", "step", "state", "happenings", "origins", "told_by", "read"),
    *("mean", "estimate", "low", "high", "smoothed", "change"),
)
_NUMBERS = ("mean", "estimate", "low", "high", "smoothed")


@dataclass(frozen=True, slots=True, kw_only=True)
class Pair:
    """The two parties, the first of whom acts on the second in what goes forward."""

    one: Party
    other: Party

    def ends(self, direction: Direction) -> tuple[str | None, str | None]:
        """From whom to whom a direction goes, by their ids; nobody where both are taken together."""
        if direction == "together":
            return None, None
        ids = (self.one.id, self.other.id)
        return ids if direction == "forward" else (ids[1], ids[0])

    def label(self, direction: Direction) -> str:
        """What a direction is called in little room."""
        source, target = self.ends(direction)
        return f"{short(source)}→{short(target)}" if source and target else "together"


def whole(pair: Pair, tension: Tension, records: Mapping[int, AnyRecord], undated: int) -> str:
    """Return all as a JSON object; `records` are those of the happenings that made changes."""
    head: dict[str, Any] = {
        "record": "tension",
        "parties": [{"id": each.id, "name": each.name} for each in (pair.one, pair.other)],
        "as_of": tension.as_of.isoformat(),
        "step": tension.step,
        "left_out": {"undated_articles": undated, "background_happenings": tension.background},
    }
    series = [_series(pair, each, course, records) for each, course in tension.courses.items()]
    return json.dumps(head | {"series": series}, ensure_ascii=False, indent=1) + "\n"


def flat(pair: Pair, tension: Tension) -> Iterator[Row]:
    """Yield a flat row for each point of each series, under the names of COLUMNS."""
    for direction, course in tension.courses.items():
        source, target = pair.ends(direction)
        begun = {each.day for each in course.changes}
        for point in course.points:
            yield {
                "series": direction,
                "from": source,
                "to": target,
                "step": tension.step,
                **_point(point),
                "change": point.day in begun,
            }


def counted(pair: Pair, tension: Tension, undated: int, gaps: str | None = None) -> str:
    """Say how much is told, how often it changed, what is left out, and which `gaps` there are in collecting."""
    course = tension.courses["together"]
    told = sum(point.happenings for point in course.points)
    whom = f"between {pair.one.name} and {pair.other.name}"
    parts = [f"{_many(told, 'happening')} {whom}" if told else f"nothing told to happen {whom}"]
    for state, words in (("told", "told"), ("nothing-told", "nothing told"), ("nothing-read", "nothing read")):
        if number := sum(point.state == state for point in course.points):
            parts.append(f"{_many(number, tension.step)} {words}")
    if course.changes:
        parts.append(_many(len(course.changes), "change"))
    if tension.background:
        parts.append(f"{_many(tension.background, 'happening')} of long before left out")
    if undated:
        parts.append(f"{_many(undated, 'undated article')} left out")
    if gaps:
        parts.append(gaps)
    return "; ".join(parts)


def _series(pair: Pair, direction: Direction, course: Course, records: Mapping[int, AnyRecord]) -> dict[str, Any]:
    source, target = pair.ends(direction)
    spread = course.spread
    return {
        "series": direction,
        "from": source,
        "to": target,
        "level": _rounded(spread.level) if spread else None,
        "variance_within_days": _rounded(spread.within) if spread else None,
        "variance_between_days": _rounded(spread.between) if spread else None,
        "points": [_point(each) for each in course.points],
        "changes": [_change(each, records) for each in course.changes],
    }


def _point(point: Point) -> dict[str, Any]:
    counts = {name: getattr(point, name) for name in ("happenings", "origins", "told_by", "read")}
    numbers = {name: _rounded(getattr(point, name)) for name in _NUMBERS}
    return {"day": point.day.isoformat(), "state": point.state, **counts, **numbers}


def _change(change: Change, records: Mapping[int, AnyRecord]) -> dict[str, Any]:
    return {
        "day": change.day.isoformat(),
        "size": _rounded(change.size),
        "before": _level(change.before),
        "after": _level(change.after),
        "made_by": [_part(each, records) for each in change.made_by],
    }


def _level(level: Level) -> dict[str, Any]:
    numbers = {name: _rounded(getattr(level, name)) for name in ("mean", "low", "high")}
    return {**numbers, "first": level.first.isoformat(), "last": level.last.isoformat(), "days": level.days}


def _part(part: Part, records: Mapping[int, AnyRecord]) -> dict[str, Any]:
    told = part.told
    return {
        "day": told.day.isoformat(),
        "intensity": _rounded(told.intensity),
        "share": _rounded(part.share),
        "origins": len(told.origins),
        "documents": sorted(told.documents),
        "events": [records[row].id for row in told.records if row in records],
    }


def _many(number: int, what: str) -> str:
    return f"{number} {what}{'s' * (number != 1)}"


def _rounded(value: float | None) -> float | None:
    return None if value is None else round(value, DIGITS)
