"""Accords that end, or are in force: who tells that a truce collapsed, or what a treaty is for, tells of no new one."""

from collections.abc import Mapping

from legation.annotations import Clause, Sentence, Token

_SPOKEN_OF = frozenset({"nsubj", "appos", "compound"})


def is_ended(sentence: Sentence, noun: Token, above: Clause | None, lists: Mapping[str, frozenset[str]]) -> bool:
    """True for an accord that the verb above it ends; `lists` has the words for both (`data/events/status.yaml`)."""
    if noun.lemma.lower() not in lists["accords"]:
        return False
    if noun.dep == "pobj" and sentence.head(noun).lower == "of":
        return sentence.head(sentence.head(noun)).lemma.lower() in lists["breaches"]
    if above is None:
        return False
    if noun.dep == "nsubj":
        apart = [f"{above.lemma} {t.lower}" for t in sentence.children(above.head, "advmod")]
        return not lists["ending"].isdisjoint({above.lemma, *apart}) and not above.objects
    return noun.dep in ("dobj", "nsubjpass") and above.lemma in lists["breaking"]


def is_in_force(noun: Token, instruments: frozenset[str]) -> bool:
    """True for a treaty of which something is told that makes none: "the treaty by which they share it is dead"."""
    return noun.lemma.lower() in instruments and noun.dep in _SPOKEN_OF
