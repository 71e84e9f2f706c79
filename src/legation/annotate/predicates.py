"""Predicates that the parser takes for parts of a noun: the verb itself, or what somebody or something is called."""

from collections.abc import Sequence

from legation.annotate.tree import FINITE, under
from legation.annotations import Token

# Verbs that reach somebody with a preposition.
_APPEALING = frozenset({"call", "appeal"})
_AIMED = frozenset({"on", "upon", "for", "to"})
# Verbs with an object and what it is called besides.
_NAMING = frozenset({"call", "brand", "label", "dub", "term", "declare", "name"})
_MARKS = frozenset({'"', "“", "''", "``"})
_MARK_AND_BLANK = 2


def find_predicate(tokens: Sequence[Token]) -> None:
    """Find the verb of a sentence that the parser takes for a noun with a participle: "aid groups | called on Israel".

    A participle behind a noun is a passive: who is told to have done it to somebody is the subject of a verb.
    """
    noun = next((t for t in tokens if t.head == t.i), None)
    if noun is None or noun.pos not in ("NOUN", "PROPN") or tokens[-1].text not in (".", "!"):
        return
    heads = (noun.i, *(t.i for t in tokens if t.head == noun.i and t.dep == "appos"))
    below = [t for t in tokens if t.head in heads and t.i > noun.i]
    verb = next((t for t in below if t.dep == "acl" and t.tag in ("VBN", "VBD")), None)
    if verb is None or any(t.dep in ("aux", "auxpass", "nsubj") for t in tokens if t.head == verb.i):
        return
    acted = [t for t in tokens if t.head == verb.i and t.i > verb.i]
    aimed = any(t.dep == "prep" and t.lower in _AIMED for t in acted) and verb.lemma.lower() in _APPEALING
    if not (aimed or any(t.dep == "dobj" for t in acted)):
        return
    if any(t.tag in FINITE and not under(tokens, t, verb) for t in tokens) or not _reached(tokens, noun, verb):
        return
    verb.dep, verb.head, verb.tag, noun.dep, noun.head = "ROOT", verb.i, "VBD", "nsubj", verb.i
    for token in below:
        if token is not verb and token.i > verb.i:
            token.head = verb.i
            if token.dep == "appos" and verb.lemma.lower() in _NAMING:
                token.dep = "oprd"  # "called the plan 'a fraud'"


def _reached(tokens: Sequence[Token], noun: Token, verb: Token) -> bool:
    """True for a noun beside its verb; between somebody and his verb two commas may tell what he is."""
    commas = [t.i for t in tokens[noun.i : verb.i] if t.text == ","]
    if not commas:
        return True
    beside = any(t.dep == "appos" and t.head == noun.i and t.i < verb.i for t in tokens)
    return beside and noun.ent == "PERSON" and commas[0] == noun.i + 1 and commas[-1] == verb.i - 1


def part_names(tokens: Sequence[Token]) -> None:
    """Part what is called so in quotation marks from what it is: "called the fall of the cabinet | 'good news'"."""
    naming = [t for t in tokens if t.lemma.lower() in _NAMING]
    for name in tokens if naming else ():
        noun = _before_mark(tokens, name)
        verb = next((t for t in naming if t.i < name.i and under(tokens, name, t)), None) if noun is not None else None
        if noun is None or verb is None or any(t.head == verb.i and t.dep == "oprd" for t in tokens):
            continue
        object_ = next((t for t in tokens[verb.i : name.i + 1] if t.dep == "dobj" and t.head == verb.i), None)
        if object_ is None:
            continue
        for token in tokens[: noun.i]:
            if token.head == name.i:
                token.head = noun.i
        noun.dep, noun.head, name.dep, name.head = name.dep, name.head, "oprd", verb.i


def _before_mark(tokens: Sequence[Token], name: Token) -> Token | None:
    """The noun that hangs on one in quotation marks and stands right before them; the parser may not see the marks."""
    for noun in tokens[: name.i]:
        if noun.head != name.i or noun.pos not in ("NOUN", "PROPN") or noun.dep not in ("nmod", "compound"):
            continue
        after = tokens[noun.i + 1]
        if after.text in _MARKS or after.start - noun.end == _MARK_AND_BLANK:
            return noun
    return None
