"""Prose: what needs no change goes to the parser at once, and looks as if each character had been weighed."""

import pytest

from legation.annotate.prose import Prose, Truecaser, prose
from legation.annotations import Block


def _seen(text: str, drop: frozenset[int] = frozenset()) -> Prose:
    return prose(text, Block(2, len(text), "paragraph"), drop, Truecaser("", (), frozenset()))


@pytest.mark.parametrize(
    ("text", "seen"),
    [
        ("ab“Yes,” it said. ", '"Yes," it said. '),
        ("ab One", "One"),
        ("abone  two", "one two"),
        ("abone\u00a0two", "one two"),
        ("abone\ntwo", "one two"),
        ("ab''Yes'' it said", '"Yes" it said'),
        ("ab’’Yes’’ it said", '"Yes" it said'),
    ],
)
def test_the_parser_sees_plain_marks_and_single_blanks(text: str, seen: str) -> None:
    found = _seen(text)
    assert found.text == seen
    assert len(found.offsets) == len(found.ends) == len(seen)
    assert all(text[a:b].strip() or not c.strip() for a, b, c in zip(found.offsets, found.ends, seen, strict=True))


def test_what_is_dropped_is_left_out_and_the_rest_keeps_its_place() -> None:
    found = _seen("aba 'vile' act", frozenset({4, 9}))
    assert found.text == "a vile act"
    assert found.offsets == (2, 3, 5, 6, 7, 8, 10, 11, 12, 13)
    assert _seen("aba vile act", frozenset({0, 1})).offsets == tuple(range(2, 12))  # what another block drops
