"""Conditions: clauses that say on what something else depends, so that what they tell need never take place.

One word opens most of them ("if", "unless"), several the rest: "as long as", "provided that", "on condition that". A
measure of time is no condition though it looks like one: "for as long as the war has lasted" speaks of what is so.
"""

from collections.abc import Mapping
from itertools import pairwise

from legation.annotations import Sentence, Token

# Before "long as".
_SO = frozenset({"as", "so"})
# "on condition that", "in the event that", "with the proviso that", "under the assumption that".
_BEFORE_NOUNS = frozenset({"on", "upon", "in", "with", "under"})
# How a parser hangs "provided that" on what depends on it.
_LOOSE = frozenset({"advcl", "prep", "acl", "mark", "conj"})
_PERFECT = frozenset({"has", "have", "had", "'ve", "'s"})
_WHOEVER = frozenset({"whoever", "whatever", "whichever"})
_ANY = _WHOEVER | {"anything", "anyone", "anybody", "nothing", "nobody"}
_NO_ONE = frozenset({"any", "no"})
# "The more so", "the lesser of the two" measure nothing against a second half.
_NO_HALF = frozenset({"so", "of", "than"})
_COMPARED = frozenset({"JJR", "RBR"})
_PRESENT = frozenset({"VBP", "VBZ", "VB"})


def is_condition(s: Sentence, verb: Token, lists: Mapping[str, frozenset[str]]) -> bool:
    """True for the head of a clause on which something else is made to depend, however it is opened."""
    return (
        _is_opened(s, verb, lists["conditional"])
        or (_is_measured(s, verb) and not _lasts(s, verb))
        or _is_provided(s, verb, lists["conditional"])
        or _is_stipulated(s, verb, lists["conditions"])
    )


def opens_condition(s: Sentence, verb: Token, lists: Mapping[str, frozenset[str]]) -> bool:
    """True for "provided", "assuming" themselves, where they open a condition and tell nothing."""
    return any(_is_provided(s, below, lists["conditional"]) for below in s.children(verb, "ccomp", "pcomp"))


def is_general(s: Sentence, word: Token) -> bool:
    """True for what is told of whatever there may be: "anything that helps them", "the more they talk, the better"."""
    return _is_proportional(s, word) or any(_is_of_any(s, verb) for verb in (word, *s.ancestors(word)))


def _is_of_any(s: Sentence, verb: Token) -> bool:
    """True for "any troops that entered", "whoever attacks"."""
    head = s.head(verb)
    if any(t.lower in _WHOEVER for t in s.children(verb, "nsubj", "nsubjpass")):
        return True
    return verb.dep == "relcl" and (head.lower in _ANY or any(t.lower in _NO_ONE for t in s.children(head, "det")))


def _is_proportional(s: Sentence, verb: Token) -> bool:
    """True for what grows with something else, and need not be so now: "the more friends help, the better"."""
    if verb.tag not in _PRESENT:
        return False
    halves = [t.i for t, more in pairwise(s.tokens) if t.lower == "the" and more.tag in _COMPARED]
    linked = [one for one, other in pairwise(halves) if s.tokens[other - 1].lower == ","]
    return any(one < verb.i and s.tokens[one + 2].lower not in _NO_HALF for one in linked)


def _is_opened(s: Sentence, verb: Token, words: frozenset[str]) -> bool:
    """True for "if", "unless", "lest" before the verb of an adverbial clause."""
    return verb.dep == "advcl" and any(t.lower in words for t in s.children(verb, "mark", "advmod") if t.i < verb.i)


def _is_measured(s: Sentence, verb: Token) -> bool:
    """True for what stands behind "as long as", "so long as", whatever a parser hangs it on."""
    mark = next((t for t in s.children(verb, "mark", "advmod") if t.lower == "as" and t.i < verb.i), None)
    if mark is None or mark.i < 2:
        return False
    return s.tokens[mark.i - 1].lower == "long" and s.tokens[mark.i - 2].lower in _SO


def _lasts(s: Sentence, verb: Token) -> bool:
    """True for a clause of what has been so till now: "as long as it has stood"."""
    return any(t.lower in _PERFECT for t in s.children(verb, "aux"))


def _is_provided(s: Sentence, verb: Token, words: frozenset[str]) -> bool:
    """True for "provided that", "providing", "assuming that", which a parser takes for a verb without a subject."""
    above = s.head(verb)
    opens = above.tag in ("VBN", "VBG") and above.lower in words and above.i < verb.i
    linked = any(t.lower == "that" for t in s.children(verb, "mark"))
    loose = above.dep in _LOOSE and (linked or above.dep != "conj")
    if not opens or not loose or verb.dep not in ("ccomp", "pcomp"):
        return False
    return not s.children(above, "nsubj", "nsubjpass", "aux", "auxpass", "dobj")


def _is_stipulated(s: Sentence, verb: Token, nouns: frozenset[str]) -> bool:
    """True for "on condition that", "in the event that", "with the proviso that"."""
    above = s.head(verb)
    if above.lemma.lower() not in nouns or above.dep != "pobj" or verb.dep not in ("acl", "ccomp", "relcl"):
        return False
    if s.head(above).lower not in _BEFORE_NOUNS:
        return False
    return any(t.lower == "that" and t.i == above.i + 1 for t in s.children(verb, "mark"))
