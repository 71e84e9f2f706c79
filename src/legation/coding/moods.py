"""Moods: what shall be done, what is judged, and what neither of two does, told by the words around an act."""

from collections.abc import Mapping

from legation.annotations import Sentence, Token


def is_wished(sentence: Sentence, verb: Token) -> bool:
    """True for a verb that tells what shall be done: "insisted that it leave", "asked that the men be freed".

    Of a plural the same words may tell what is so ("said that troops leave"), so that the verb must differ from that.
    """
    aux = sentence.children(verb, "aux", "auxpass")
    if any(t.tag == "MD" or t.lower in ("do", "does", "did", "to") for t in aux):
        return False
    if any(t.lower == "be" for t in aux):
        return True
    subject = sentence.child(verb, "nsubj", "nsubjpass")
    if aux or subject is None or verb.tag not in ("VB", "VBP") or sentence.begins_list(subject):
        return False
    return subject.tag in ("NN", "NNP") or subject.lower in ("he", "she", "it")


def is_judged(sentence: Sentence, noun: Token, lists: Mapping[str, frozenset[str]]) -> bool:
    """True for what a verb judges, or makes up for, and for a request that it answers: that was done."""
    above = sentence.head(noun)
    above = sentence.head(above) if noun.dep == "pobj" else above
    words = lists["judging"] | (lists["answering"] if noun.lemma.lower() in lists["uttered"] else frozenset())
    return noun.pos == "NOUN" and above.pos == "VERB" and above.lemma.lower() in words


def is_neither(sentence: Sentence, token: Token) -> bool:
    """True for the first of "neither A nor B"."""
    return any(t.lower == "neither" for t in sentence.children(token, "preconj", "cc", "det"))
