"""Titles are found by their words, however the parser parts those with hyphens."""

import pytest

from legation.annotations import Block, Sentence, Token
from legation.knowledge import Title
from legation.resolving.roles import Titles

PHRASES = ("minister", "minister of trade", "vice-president", "secretary-general", "deputy vice-president", "co-chair")


def sentence(text: str) -> Sentence:
    """The words, each hanging on itself, one behind the other."""
    tokens = [Token(i, 9 * i, 9 * i + len(w), w, w, "NOUN", "NN", "ROOT", i) for i, w in enumerate(text.split())]
    return Sentence(0, 0, tokens[-1].end, Block(0, tokens[-1].end, "paragraph"), tuple(tokens))


@pytest.mark.parametrize(
    ("text", "head", "phrase"),
    [
        ("the Minister left", "Minister", "minister"),
        ("the minister of trade left", "minister", "minister of trade"),
        ("a vice-president left", "vice-president", "vice-president"),
        ("a vice - president left", "president", "vice-president"),
        ("the deputy vice - president left", "president", "deputy vice-president"),
        ("the secretary - general left", "general", "secretary-general"),
        ("a co - chair left", "chair", "co-chair"),
        ("a chair left", "chair", None),
        ("the minister - elect left", "elect", "minister"),
        ("trade left", "trade", None),
    ],
)
def test_the_longest_title_at_a_noun(text: str, head: str, phrase: str | None) -> None:
    titles = Titles({each: Title(each, "person-title", "GOV") for each in PHRASES}, {})
    here = sentence(text)
    found = titles.headed_by(here, next(t for t in here.tokens if t.text == head))
    assert (found.phrase if found else None) == phrase


def test_a_title_may_begin_before_the_noun() -> None:
    titles = Titles({"co-chair of trade": Title("co-chair of trade", "person-title", "GOV")}, {})
    here = sentence("co - chair of trade left")
    assert titles.headed_by(here, here.tokens[1]) is not None
    assert titles.headed_by(here, here.tokens[0]) is not None
