"""Planted changes are found with what made them, and noise is not taken for a change."""

from datetime import date, timedelta
from math import isclose
from random import Random

import pytest

from dyad_story import START, telling
from legation.link import intensity
from legation.link.changes import Change, changes
from legation.link.intensity import Point, Telling
from legation.link.tension import tension
from legation.tables import yaml_table

RULES = intensity.load()
SCORES = [
    yaml_table(f"events/{kind.lower()}.yaml")["score"] for kind in ("AGREE", "REQUEST", "ACCUSE", "ASSAULT", "AID")
]


def found(tellings: list[Telling], days: int, unread: frozenset[int] = frozenset()) -> tuple[Change, ...]:
    read = {START + timedelta(n): 3 for n in range(days) if n not in unread}
    last = START + timedelta(days - 1)
    return tension(tellings, read, as_of=last, step="day", rules=RULES).courses["together"].changes


def told(levels: list[float], seed: int, *, scatter: float = 3.0, shift: int = 0) -> list[Telling]:
    """Between one and three happenings on each day, around the level of the day."""
    random = Random(seed)
    made = []
    for number, level in enumerate(levels):
        for n in range(random.randint(1, 3)):
            value = max(-10.0, min(10.0, random.gauss(level, scatter)))
            made.append(telling(number + shift, value, record=number * 10 + n))
    return made


@pytest.mark.parametrize("seed", range(20))
def test_planted_changes_are_recovered(seed: int) -> None:
    levels = [1.0] * 30 + [-7.0] * 20 + [3.0] * 30
    days = [change.day for change in found(told(levels, seed), 80)]
    assert len(days) == 2
    for day, planted in zip(days, (30, 50), strict=True):
        assert abs((day - START).days - planted) <= 3


def test_levels_and_bands_hold_what_was_planted() -> None:
    (change,) = found(told([2.0] * 40 + [-6.0] * 40, 5), 80)
    assert change.before.low < 2 < change.before.high
    assert change.after.low < -6 < change.after.high
    assert change.before.high > change.before.mean > change.before.low > change.after.high
    assert isclose(change.size, change.after.mean - change.before.mean)
    assert (change.before.days, change.after.days) == (40, 40)
    assert (change.before.first, change.after.last) == (START, START + timedelta(79))


def noisy(model: str, length: int, random: Random) -> list[Point]:
    """Days of pure noise: whole scores of single happenings, means of several, or a normal spread."""
    points = []
    for number in range(length):
        happenings = 1 + int(random.expovariate(0.5))
        value = {
            "normal": random.gauss(0, 4),
            "one score": random.choice(SCORES),
            "mean of scores": sum(random.choice(SCORES) for _ in range(happenings)) / happenings,
        }[model]
        day = START + timedelta(number)
        points.append(Point(day=day, state="told", happenings=happenings, origins=happenings, mean=value))
    return points


@pytest.mark.parametrize("length", [10, 30, 100, 365])
@pytest.mark.parametrize("model", ["normal", "one score", "mean of scores"])
def test_of_200_series_of_noise_not_one_in_twenty_has_a_change(model: str, length: int) -> None:
    alarms = sum(bool(changes(noisy(model, length, Random(seed)), RULES)) for seed in range(200))
    assert alarms <= 10


def test_a_shift_of_all_days_moves_the_changes_alone() -> None:
    levels = [2.0] * 20 + [-6.0] * 20
    (change,) = found(told(levels, 1), 40)
    (moved,) = found(told(levels, 1, shift=100), 140)
    assert moved.day - change.day == timedelta(100)
    assert moved.size == change.size


def test_days_on_which_nothing_was_told_or_read_are_skipped() -> None:
    levels = [2.0] * 20 + [-6.0] * 20
    (dense,) = found(told(levels, 1), 40)
    wide = [
        each._replace(published=spread(each.published), reported=spread(each.published)) for each in told(levels, 1)
    ]
    unread = frozenset(range(0, 80, 4))
    (sparse,) = found(wide, 80, unread)
    assert sparse.day == spread_day(dense.day)
    assert sparse.size == dense.size
    assert sparse.before.days == dense.before.days


def spread(day: str) -> str:
    return spread_day(date.fromisoformat(day)).isoformat()


def spread_day(day: date) -> date:
    return START + 2 * (day - START)


def test_one_bad_day_is_no_change() -> None:
    calm = [telling(number, 2.0) for number in range(30)]
    assert found([*calm, telling(15, -10.0, record=9999)], 30) == ()


def test_what_made_a_change_is_named_with_its_part_of_it() -> None:
    calm = [telling(number, 2.0) for number in range(20)]
    worst = telling(20, -9.0, record=7001)
    war = [telling(number, -5.0, record=8000 + number) for number in range(21, 40)]
    (change,) = found([*calm, worst, *war], 40)
    first, *rest = change.made_by
    assert first.told.records == (7001,)
    assert len(change.made_by) == RULES.reasons
    assert all(part.share < 0 for part in change.made_by)
    assert all(part.told.day < change.day + timedelta(RULES.reason_days) for part in rest)
    # One day of twenty, 11 points below the level before.
    assert isclose(first.share, -11 / 20)


def test_the_parts_of_all_happenings_add_up_to_the_change() -> None:
    from dataclasses import replace

    rules = replace(RULES, reasons=10_000, reason_days=10_000)
    tellings = told([5.0] * 20 + [-5.0] * 20, 3, scatter=0.5)
    read = {START + timedelta(n): 1 for n in range(40)}
    courses = tension(tellings, read, as_of=START + timedelta(39), step="day", rules=rules).courses
    (change,) = courses["together"].changes
    assert isclose(sum(part.share for part in change.made_by), change.size)
