"""Verbs that the lemmatizer cuts short get their last letter back."""

import pytest

from legation.annotate.lemmas import lengthen
from legation.annotations import Token


@pytest.mark.parametrize(
    ("text", "tag", "lemma", "expected"),
    [
        ("staged", "VBD", "stag", "stage"),
        ("hoping", "VBG", "hop", "hope"),
        ("waged", "VBN", "wag", "wage"),
        ("hopped", "VBD", "hop", "hop"),
        ("taxed", "VBD", "tax", "tax"),
        ("sailed", "VBD", "sail", "sail"),
        ("bused", "VBN", "bus", "bus"),
        ("stags", "NNS", "stag", "stag"),
        ("opened", "VBD", "open", "open"),
    ],
)
def test_a_consonant_that_is_not_doubled_shows_the_verb(text: str, tag: str, lemma: str, expected: str) -> None:
    token = Token(0, 0, len(text), text, lemma, "VERB", tag, "ROOT", 0)
    lengthen([token])
    assert token.lemma == expected
