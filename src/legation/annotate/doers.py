"""Doers of what is asked for or blamed, where the parser takes others for them.

What somebody did besides asking for something it joins to what he asked for ("told the envoy to leave and banned
imports"), and of "accused of raids by Britain" it makes the raids Britain's.
"""

from collections.abc import Sequence

from legation.annotate.tree import FINITE, SUBJECTS, TENSED, under
from legation.annotations import Token

# Modals of what lies ahead: no verb in the past goes on from one ("hoped that Chad would answer and | asked Niger").
_AHEAD = frozenset({"would", "will", "should", "shall"})
# Verbs of which the passive has whoever blames behind "by".
_BLAMING = frozenset({"accuse", "suspect"})
# Verbs of those who say what they expect.
_WARNING = frozenset({"warn", "say", "predict", "believe", "think", "fear", "doubt", "caution", "argue", "note", "add"})
_HAVING = frozenset({"have", "has", "had", "having"})


def part_infinitives(tokens: Sequence[Token]) -> None:
    """Join a verb in a tense to the verb in a tense before it, not to an infinitive: "told A to leave and | banned B".

    What is asked for, offered or foreseen is one thing, and what is done besides another.
    """
    for verb in tokens:
        infinitive = tokens[verb.head]
        telling = verb.tag in ("VB", "VBP") and _tells(tokens, verb)
        if verb.dep != "conj" or infinitive.i > verb.i or not (telling or verb.tag in ("VBD", "VBZ")):
            continue
        if not _is_ahead(tokens, infinitive, verb):
            continue
        if any(t.head == verb.i and t.dep in (*SUBJECTS, "aux", "auxpass") for t in tokens):
            continue
        above = infinitive
        while above.head != above.i and above.i <= infinitive.i:
            if above is not infinitive and _is_tensed(tokens, above):
                break
            above = tokens[above.head]
        # An infinitive may be the subject ("to leave would …"): the verb that rules it stands before it.
        if not _is_tensed(tokens, above) or above.i >= infinitive.i or (telling and above.tag != "VBP"):
            continue
        for joint in tokens[infinitive.i + 1 : verb.i]:
            if joint.dep == "cc" and joint.head == infinitive.i:
                joint.head = above.i
        verb.head = above.i


def part_objects(tokens: Sequence[Token]) -> None:
    """Give a second verb its object, taken for one noun with that of the first: "for a pretext | and cut ties".

    No "a" stands before a plural: the noun behind it is whole before "and".
    """
    for article in tokens:
        plural = tokens[article.head]
        if article.dep != "det" or plural.tag != "NNS" or article.lower not in ("a", "an"):
            continue
        below = [t for t in tokens[article.i : plural.i] if t.head == plural.i]
        single = next((t for t in below if t.dep in ("amod", "nmod", "compound") and t.tag == "NN"), None)
        if single is None:
            continue
        joined = [t for t in tokens if t.head == single.i and t.i > single.i]
        verb = next((t for t in joined if t.dep == "conj" and t.tag in ("VBN", "VBD")), None)
        joint = next((t for t in joined if t.dep == "cc"), None)
        above = tokens[plural.head]
        while above.head != above.i and not _is_tensed(tokens, above):
            above = tokens[above.head]
        if verb is None or joint is None or joint.i > verb.i or above.i > single.i or not _is_tensed(tokens, above):
            continue
        single.dep, single.head, article.head = plural.dep, plural.head, single.i
        verb.dep, verb.head, verb.pos, verb.tag, joint.head = "conj", above.i, "VERB", "VBD", above.i
        plural.dep, plural.head = "dobj", verb.i


def name_both(tokens: Sequence[Token]) -> None:
    """Make an object of "both" between a verb and a preposition, taken for a word of a pair: "blamed | both for it"."""
    for both in tokens[1:-1]:
        verb, prep = tokens[both.i - 1], tokens[both.i + 1]
        if both.lower != "both" or both.dep != "preconj" or both.head != prep.i or verb.pos != "VERB":
            continue
        if prep.dep == "prep" and prep.head == verb.i and not any(t.dep == "conj" and t.head == prep.i for t in tokens):
            both.dep, both.head = "dobj", verb.i


def _tells(tokens: Sequence[Token], verb: Token) -> bool:
    """True for a verb that tells a clause of its own: "experts expect it to yield and | warn that it may not"."""
    told = any(t.head == verb.i and t.dep == "ccomp" and _is_tensed(tokens, t) for t in tokens[verb.i :])
    return told and verb.lemma.lower() in _WARNING


def name_accusers(tokens: Sequence[Token]) -> None:
    """Give a passive of blame whoever blames, taken for the doer of what is blamed: "accused of raids | by Britain"."""
    for verb in tokens:
        if verb.tag != "VBN" or verb.lemma.lower() not in _BLAMING:
            continue
        below = [t for t in tokens if t.head == verb.i]
        active = any(t.dep in ("agent", "dobj", "nsubj") or (t.dep == "aux" and t.lower in _HAVING) for t in below)
        of = next((t for t in below if t.dep == "prep" and t.lower in ("of", "over", "for") and t.i > verb.i), None)
        if active or of is None:
            continue
        by = next((t for t in tokens[of.i :] if t.lower == "by" and t.dep == "prep" and under(tokens, t, of)), None)
        if by is not None and any(t.head == by.i and t.dep == "pobj" and t.pos == "PROPN" for t in tokens):
            by.dep, by.head = "agent", verb.i


def _is_ahead(tokens: Sequence[Token], told: Token, verb: Token) -> bool:
    """True for an infinitive, and for what a clause says will be done before "and" and a verb in the past."""
    helpers = [t for t in tokens if t.head == told.i and t.dep == "aux"]
    if any(t.tag == "TO" for t in helpers):
        return True
    joined = any(t.head == told.i and t.dep == "cc" and t.lower == "and" for t in tokens[told.i : verb.i])
    denied = any(t.head == told.i and t.dep == "neg" for t in tokens)
    return verb.tag == "VBD" and joined and not denied and any(t.lower in _AHEAD for t in helpers)


def _is_tensed(tokens: Sequence[Token], verb: Token) -> bool:
    """True for a verb in a tense, its auxiliary's included ("had been asked")."""
    return verb.tag in TENSED or any(
        t.head == verb.i and t.dep in ("aux", "auxpass") and t.tag in FINITE for t in tokens
    )
