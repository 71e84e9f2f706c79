"""Trimming: words scattered far from a content and hardly heard in it are none of it."""

import pytest

from legation.coding.trimming import gathered


@pytest.mark.parametrize(
    ("chosen", "heard_well", "kept"),
    [
        ({1, 2, 3, 4, 5, 12}, set(), {1, 2, 3, 4, 5}),
        ({1, 2, 3, 4, 5, 12, 13}, set(), {1, 2, 3, 4, 5}),
        ({1, 2, 3, 4, 5, 12}, {12}, {1, 2, 3, 4, 5, 12}),  # heard well
        ({1, 2, 3, 4, 5, 8}, set(), {1, 2, 3, 4, 5, 8}),  # near
        ({1, 2, 3, 4, 5, 12, 13, 14}, set(), {1, 2, 3, 4, 5, 12, 13, 14}),  # a phrase of its own
        ({1, 2, 9}, set(), {1, 2, 9}),  # nothing to stand far from
        (set(), set(), set()),
    ],
)
def test_scattered_words_are_left_out(chosen: set[int], heard_well: set[int], kept: set[int]) -> None:
    chances = [0.9 if i in heard_well or i < 9 else 0.5 for i in range(20)]
    assert gathered(chosen, chances) == kept
