"""The tree of a sentence while its parse is mended."""

from collections.abc import Sequence

from legation.annotations import Token

SUBJECTS = frozenset({"nsubj", "nsubjpass", "csubj"})
# Tenses of a verb that stands by itself.
TENSED = frozenset({"VBD", "VBZ", "VBP"})
FINITE = TENSED | {"MD"}


def under(tokens: Sequence[Token], token: Token, top: Token) -> bool:
    """True for a word of the phrase of `top`."""
    while token.i != top.i and token.head != token.i:
        token = tokens[token.head]
    return token.i == top.i
