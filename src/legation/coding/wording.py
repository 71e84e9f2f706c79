"""Wording: which words of a clause show the act that its verb tells."""

from legation.annotations import Clause, Token
from legation.coding.phrasing import objects
from legation.coding.roles import Roles
from legation.coding.triggers import PARTY, Frame

# A verb is shown together with its object when that stands this near.
_NEAR_WORDS = 8


def trigger_words(frame: Frame, clause: Clause, roles: Roles) -> tuple[Token, ...]:
    """The verb with its particle, and the object that makes it this act ("imposed sanctions")."""
    verb = clause.head
    words = [verb, *clause.sentence.children(verb, "prt")]
    for token in objects(clause) if frame.object else ():
        is_named = token.lemma.lower() in frame.object and roles.party(clause.sentence, token) is None
        if is_named and 0 < token.i - verb.i <= _NEAR_WORDS and PARTY not in frame.object:
            words.append(token)
            break
    return tuple(sorted(words, key=lambda t: t.i))
