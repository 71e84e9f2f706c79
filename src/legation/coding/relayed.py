"""Relayed: words told through others, "quoted by the agency as saying", and words that stand apart from their verb."""

from legation.annotations import Sentence, Token
from legation.coding.cues import Cues

# How a parser may tie the clause behind "that" to the noun before it.
_TIED = frozenset({"acl", "relcl", "ccomp", "advcl"})
_CLAUSES = ("ccomp", "xcomp")
_SUBJECTS = ("nsubj", "nsubjpass", "expl")


def relaying(s: Sentence, gerund: Token, cues: Cues) -> Token | None:
    """The verb by which somebody is quoted with a gerund: "was | quoted | as saying", "cited the envoy as warning"."""
    link = s.head(gerund)
    if gerund.dep != "pcomp" or link.lower != "as":
        return None
    above = s.head(link)
    above = s.head(above) if above.dep == "dobj" else above  # a parser may hang the phrase on who is quoted
    return above if above.lemma.lower() in cues.relaying else None


def relays(s: Sentence, verb: Token, cues: Cues) -> bool:
    """True for a verb that quotes somebody "as saying" something: whoever does so reports it and says no more."""
    if verb.lemma.lower() not in cues.relaying:
        return False
    heads = (verb, *s.children(verb, "dobj"))
    links = (p for h in heads for p in s.children(h, "prep") if p.lower == "as")
    return any(t.tag == "VBG" for p in links for t in s.children(p, "pcomp"))


def channel(s: Sentence, verb: Token, cues: Cues) -> bool:
    """True for what tells only through whom words came: "the envoy, | quoted | by the radio, said"."""
    if verb.lemma.lower() not in cues.relaying or verb.tag != "VBN" or verb.dep not in ("acl", "advcl"):
        return False
    return s.child(verb, "agent") is not None and not relays(s, verb, cues)


def said_before(s: Sentence, verb: Token) -> Token | None:
    """The clause that stands before the verb by which it is quoted: "| the lake is dry |, the radio quoted him"."""
    return next((t for t in s.children(verb, "ccomp", "parataxis") if t.i < verb.i and s.child(t, *_SUBJECTS)), None)


def strayed(s: Sentence, verb: Token, cues: Cues) -> list[Token] | None:
    """The clause behind "that" which a parser ties to where or how often something is said.

    "Told the radio in an interview on Sunday | that Moscow was ready", "admitted for the first time | that it fired".
    """
    if s.child(verb, *_CLAUSES) is not None:
        return None
    for prep in s.children(verb, "prep"):
        for noun in s.children(prep, "pobj") if prep.i > verb.i else ():
            if not _frames(s, prep, noun, cues):
                continue
            below = next((t for t in s.subtree(noun) if t.dep in _TIED and t.i > noun.i and _that(s, t)), None)
            if below is not None:
                that = _that(s, below)
                return [t for t in s.subtree(below) if t is not that]
    return None


def _frames(s: Sentence, prep: Token, noun: Token, cues: Cues) -> bool:
    """True for what frames a report: "in a letter", "during a speech", "for the first time"."""
    if noun.lemma.lower() == "time":
        return prep.lower == "for" and any(t.ent == "ORDINAL" or t.tag == "JJ" for t in s.children(noun, "amod"))
    return prep.lower in ("in", "during", "on") and noun.lemma.lower() in cues.documents | cues.remarks


def _that(s: Sentence, verb: Token) -> Token | None:
    """The "that" before a clause with a subject of its own, in which it stands for nothing."""
    subject = s.child(verb, *_SUBJECTS)
    first = s.subtree(verb)[0]
    if subject is None or first.lower != "that" or first.dep not in ("mark", "advmod", "dobj"):
        return None
    told = first.dep != "dobj" or s.child(verb, "dobj") is not first  # "in a letter that he wrote"
    return first if told and subject is not first else None
