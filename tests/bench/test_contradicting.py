"""The cases of contradictions are whole, and the scorer counts what stands on both sides of one case alone."""

from collections import Counter
from pathlib import Path

import pytest

import contradicting
from contradicting import Made, load, report, wanted


def test_every_kind_has_as_many_look_alikes_as_contradictions() -> None:
    articles = load()
    cases = {a.case for a in articles}
    kinds = Counter(case.rpartition("-")[0] for case in cases)
    gold = Counter(case.rpartition("-")[0] for case in wanted(articles))
    assert set(kinds.values()) == {12}
    assert set(gold.values()) == {6}
    for case in wanted(articles):
        assert {m.tag for a in articles if a.case == case for m in a.marks} == {"a", "b"}, case


@pytest.mark.parametrize("folder", [contradicting.HERE, contradicting.FURTHER])
def test_the_halves_are_the_whole(folder: Path) -> None:
    first, second = ({a.id for a in load(half, folder)} for half in contradicting.HALVES)
    assert first | second == {a.id for a in load(None, folder)}
    assert not first & second


def test_the_further_cases_are_contradictions_and_look_alikes_with_names_of_their_own() -> None:
    articles = load(None, contradicting.FURTHER)
    assert len({a.id for a in articles}) == len(articles)
    for case in wanted(articles):
        assert {m.tag for a in articles if a.case == case for m in a.marks} == {"a", "b"}, case
    for half in contradicting.HALVES:
        of_half = load(half, contradicting.FURTHER)
        assert wanted(of_half) < {a.case for a in of_half}


def test_right_is_what_stands_on_both_sides_of_one_case() -> None:
    articles = load("first")
    one = [a for a in articles if a.case == "attack-01"]
    other = next(a for a in articles if a.case == "attack-07")
    sides = tuple((a.id, a.marks[0].start, a.marks[0].end) for a in one)
    both = Made(claims=sides, why="")
    mixed = Made(claims=(*sides, (other.id, 0, 10)), why="")
    half = Made(claims=sides[:1], why="")
    assert "right 0.333 (1 of 3)" in next(line for line in report(articles, [both, mixed, half]) if "attack" in line)
