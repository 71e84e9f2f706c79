"""Listing: who stands in one list with whom ("Chad, Niger and Mali", "the presidents of Latvia and Estonia").

Where a title or a noun stands before the first of a list, that is the head of the party in the parse, and what is
coordinated hangs on the name below it. So all words of a party are asked.
"""

from legation.annotations import Sentence, Token
from legation.coding.roles import Role


def are_listed(sentence: Sentence, one: Role, other: Role) -> bool:
    """True where a word of one party is coordinated with a word of another."""
    members = {t.i for word in sentence.within(one.start, one.end) for t in _beside(sentence, word)}
    return any(t.i in members for t in sentence.within(other.start, other.end))


def _beside(sentence: Sentence, word: Token) -> tuple[Token, ...]:
    """The list in which a word stands."""
    while word.dep == "conj" and word.head != word.i:
        word = sentence.head(word)
    return sentence.conjuncts(word)
