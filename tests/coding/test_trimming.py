"""Trimming: words scattered far from a content are none of it, and its phrases are not parted."""

import pytest

from legation.annotations import Block, Sentence, Token
from legation.coding.trimming import gathered, holes


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


APPEAL = (
    ("appealed", "VERB", "ROOT", 0),
    ("to", "ADP", "prep", 0),
    ("India", "PROPN", "pobj", 1),
    ("on", "ADP", "prep", 0),
    ("Monday", "PROPN", "pobj", 3),
    (",", "PUNCT", "punct", 0),
    ("9", "NUM", "nummod", 7),
    ("November", "PROPN", "npadvmod", 0),
    ("2026", "NUM", "nummod", 7),
    ("for", "ADP", "prep", 0),
    ("help", "NOUN", "pobj", 9),
)


@pytest.mark.parametrize(
    ("chosen", "filled"),
    [
        ({2, 3, 8, 9, 10}, {4, 5, 6, 7}),  # "on | Monday, 9 November | 2026"
        ({2, 3, 4, 8, 9, 10}, {5, 6, 7}),  # "Monday |, 9 November | 2026"
        ({2, 4}, {3}),  # a single word
        ({2, 9, 10}, set()),  # a phrase left out whole
        ({1, 2}, set()),
        ({0, 2}, {1}),
    ],
)
def test_a_phrase_is_not_parted(chosen: set[int], filled: set[int]) -> None:
    tokens = [Token(i, 9 * i, 9 * i + 8, w, w, pos, "", dep, head) for i, (w, pos, dep, head) in enumerate(APPEAL)]
    sentence = Sentence(0, 0, 99, Block(0, 99, "paragraph"), tuple(tokens))
    assert holes(sentence, chosen, cue=0) == filled
