"""Everybody: who speaks to "all sides" speaks to no single one of them.

The trained coder finds who is meant in the sentences around, and of several it is sure of one only: of "Vietnam urged
all parties to show restraint" it makes an appeal to the state that was named last.
"""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace

from legation.annotations import Sentence, Token
from legation.coding.drafts import Draft
from legation.coding.joining import Settled
from legation.coding.roles import Roles

_ALL = frozenset({"all", "every", "everyone", "everybody"})
# How whom a verb speaks to hangs on it, and on what it asks for: "called on all sides", "for restraint by all sides".
_SPOKEN_TO = frozenset({"on", "upon", "to", "with"})
_ASKED_OF = frozenset({"on", "by", "from", "of"})


def to_everybody(acts: Sequence[Settled], sides: Collection[str], roles: Roles) -> list[Settled]:
    """The acts; whoever was named elsewhere and is one of "all `sides`" is not whom they are done to."""
    return [(_told(draft, sides, roles), reading) for draft, reading in acts]


def _told(draft: Draft, sides: Collection[str], roles: Roles) -> Draft:
    s = draft.sentence
    if any(role.lies_in((s.start, s.end)) for role in draft.recipients) or len(roles.countries(draft.recipient)) != 1:
        return draft
    return replace(draft, recipients=()) if any(_is_all(s, t, sides) for t in _objects(s, draft.trigger)) else draft


def _objects(s: Sentence, word: Token) -> Iterator[Token]:
    """Whom a word speaks to, who is to do what it asks ("urged that all sides withdraw"), and of whom it is asked."""
    yield from s.children(word, "dobj", "dative")
    yield from (t for below in s.children(word, "ccomp", "xcomp") for t in s.children(below, "nsubj"))
    yield from _behind(s, word, _SPOKEN_TO)
    yield from (t for thing in _behind(s, word, frozenset({"for"})) for t in _behind(s, thing, _ASKED_OF))


def _behind(s: Sentence, word: Token, prepositions: Collection[str]) -> Iterator[Token]:
    return (t for p in s.children(word, "prep") if p.lower in prepositions for t in s.children(p, "pobj"))


def _is_all(s: Sentence, noun: Token, sides: Collection[str]) -> bool:
    if noun.lower in _ALL:
        return True
    return noun.lemma.lower() in sides and any(t.lower in _ALL for t in s.children(noun, "det", "predet", "amod"))
