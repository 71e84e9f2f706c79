"""The cases of contradictions are whole, and the scorer counts what stands on both sides of one case alone."""

from collections import Counter

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


def test_the_halves_are_the_whole() -> None:
    first, second = ({a.id for a in load(half)} for half in contradicting.HALVES)
    assert first | second == {a.id for a in load()}
    assert not first & second


def test_right_is_what_stands_on_both_sides_of_one_case() -> None:
    articles = load("first")
    one = [a for a in articles if a.case == "attack-01"]
    other = next(a for a in articles if a.case == "attack-07")
    sides = tuple((a.id, a.marks[0].start, a.marks[0].end) for a in one)
    both = Made(claims=sides, why="")
    mixed = Made(claims=(*sides, (other.id, 0, 10)), why="")
    half = Made(claims=sides[:1], why="")
    assert "right 0.333 (1 of 3)" in next(line for line in report(articles, [both, mixed, half]) if "attack" in line)
