"""Brackets: what two commas or a semicolon close is no part of what follows, put right in the parse.

The parser joins "and" to the nearest verb, even where that stands in a clause of time between two commas: in "X rang Y,
hours after Z fired a rocket, and urged him to act" it is X who urged. And of two sentences around a semicolon it may
make one, in which the second tells the first.
"""

from collections.abc import Sequence

from legation.annotate.tree import SUBJECTS, TENSED
from legation.annotations import Token

_TIMES = frozenset({"after", "before", "as", "when", "while", "since", "once"})


def close_times(tokens: Sequence[Token]) -> None:
    """Join a verb behind a clause of time between two commas to the verb before that clause."""
    for second in tokens:
        first = tokens[second.head]
        main = tokens[first.head]
        if second.dep != "conj" or first.dep != "advcl" or not main.i < first.i < second.i or second.tag != main.tag:
            continue
        joint = next((t for t in tokens[first.i : second.i] if t.dep == "cc" and t.head == first.i), None)
        own = any(t.head == second.i and t.dep in SUBJECTS for t in tokens)
        if joint is None or own or second.i != joint.i + 1 or tokens[joint.i - 1].text != ",":
            continue
        opening = min(t.i for t in tokens if t.head == first.i and t.i > main.i)
        timed = any(t.head == first.i and t.lower in _TIMES and t.dep in ("mark", "advmod") for t in tokens)
        subject = any(t.head == main.i and t.dep in SUBJECTS for t in tokens)
        if timed and subject and tokens[opening - 1].text == ",":
            second.head = joint.head = main.i


def part_semicolons(tokens: Sequence[Token]) -> None:
    """Part two sentences around a semicolon, where the first is taken for what the second tells."""
    for mark in tokens:
        if mark.text != ";":
            continue
        for told in tokens[: mark.i]:
            second = tokens[told.head]
            first = tokens[second.head]
            if told.dep != "ccomp" or second.dep != "ccomp" or not first.i < told.i < mark.i < second.i:
                continue
            if any(t.head == second.i and t.dep in SUBJECTS and t.i > mark.i for t in tokens) and first.tag in TENSED:
                told.head, mark.head = first.i, first.i
                second.dep = "conj"
