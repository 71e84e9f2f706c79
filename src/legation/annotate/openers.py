"""Openers: who acts behind the place with which a sentence opens, where the parser makes him a part of that.

Of "In Accra, Kofi Ansah, the minister, said …" the parser often makes one phrase: the man stands in apposition to the
town, or beside it in a list, and the verb has no subject at all.
"""

from collections.abc import Sequence

from legation.annotate.tree import SUBJECTS, TENSED, under
from legation.annotations import Token

# How the parser hangs him on the place, or on the preposition before it.
_HUNG = frozenset({"appos", "conj", "pobj", "npadvmod", "dep"})
_PLACES = frozenset({"GPE", "LOC", "FAC"})
_TIMES = frozenset({"DATE", "TIME"})
# Words of the opening phrase ("At a news conference in Accra").
_LONGEST = 8


def name_openers(tokens: Sequence[Token]) -> None:
    """Make a subject of whoever stands behind an opening place: "In Accra, | Kofi Ansah, the minister, said"."""
    verb = next((t for t in tokens if t.head == t.i), None)
    if verb is None or tokens[0].pos != "ADP" or tokens[0].dep != "prep":
        return
    comma = next((t.i for t in tokens[: _LONGEST + 1] if t.text == ","), None)
    if comma is None or verb.i <= comma + 1 or not _lacks_subject(tokens, verb):
        return
    hung = [t for t in tokens[comma + 1 : verb.i] if t.head < comma and t.dep != "punct"]
    if not hung or hung[0].dep not in _HUNG or not _may_act(tokens, hung[0], comma, verb):
        return
    actor, *others = hung
    for other in others:
        other.head = actor.i
        other.dep = "appos" if other.dep in _HUNG - {"conj"} else other.dep
    passive = any(t.dep == "auxpass" and t.head == verb.i for t in tokens)
    actor.dep, actor.head = "nsubjpass" if passive else "nsubj", verb.i


def name_asked(tokens: Sequence[Token]) -> None:
    """Make a subject of whoever stands behind an opening participle: "Asked about arms for Chad, | a diplomat left".

    The parser sets him beside the name before the comma, and takes the participle for what the sentence tells.
    """
    asked = tokens[0]
    if asked.tag not in ("VBN", "VBG") or asked.head != asked.i:
        return
    for noun in tokens[2:-1]:
        beside = tokens[noun.head]
        if noun.dep != "appos" or noun.pos not in ("NOUN", "PROPN") or beside.i > noun.i:
            continue
        below = [t.i for t in tokens if under(tokens, t, noun)]
        verb = tokens[max(below) + 1] if max(below) + 1 < len(tokens) else noun
        if tokens[min(below) - 1].text != "," or verb.tag not in TENSED or not _lacks_subject(tokens, verb):
            continue
        noun.dep, noun.head = "nsubj", verb.i
        verb.dep, verb.head = "ROOT", verb.i
        asked.dep, asked.head = "advcl", verb.i
        return


def _lacks_subject(tokens: Sequence[Token], verb: Token) -> bool:
    """True for a verb in a tense of which nobody is told to do it."""
    below = [t for t in tokens if t.head == verb.i and t is not verb]
    tensed = verb.tag in TENSED or any(t.dep in ("aux", "auxpass") for t in below)
    return verb.pos in ("VERB", "AUX") and tensed and not any(t.dep in (*SUBJECTS, "expl", "csubj") for t in below)


def _may_act(tokens: Sequence[Token], noun: Token, comma: int, verb: Token) -> bool:
    """True for a noun whose phrase begins right behind the comma; for a place, with no comma before the verb."""
    if noun.pos not in ("NOUN", "PROPN") or noun.ent in _TIMES:
        return False
    below = [t.i for t in tokens if under(tokens, t, noun)]
    if min(below) != comma + 1 or max(below) >= verb.i:
        return False
    return noun.ent not in _PLACES or all(t.text != "," for t in tokens[comma + 1 : verb.i])
