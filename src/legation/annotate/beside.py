"""Nouns beside others and beside verbs: what the parser takes for a time, an apposition or a part is put right."""

from collections.abc import Sequence

from legation.annotate.tree import SUBJECTS, TENSED
from legation.annotations import Token

# What the parser makes of a name that it gives no place.
_TIMES = frozenset({"npadvmod", "dep"})
_NOUNS = frozenset({"NOUN", "PROPN", "ADJ"})
# What a deed makes of those whom it is done to.
_OUTCOMES = frozenset({"dead"})
_AUXILIARY = frozenset({"aux", "auxpass", "advmod", "neg"})
# Nobody is his own brother.
_KIN = frozenset(
    {"wife", "husband", "widow", "widower", "son", "daughter", "brother", "sister", "father", "mother", "uncle", "aunt"}
    | {"nephew", "niece", "cousin", "grandson", "granddaughter", "grandfather", "grandmother", "fiancée", "partner"}
)


def set_nouns(tokens: Sequence[Token]) -> None:
    """Put all of these right."""
    set_beside(tokens)
    part_kin(tokens)
    part_outcomes(tokens)
    name_joined(tokens)


def set_beside(tokens: Sequence[Token]) -> None:
    """Set the name behind an office and a comma beside it, where it is taken for a time: "the envoy, Ana Quispe, said".

    Where a name with such an office behind it hangs on what is told of the office alone, it is the subject: "Ana
    Quispe, the envoy named on Monday, said …".
    """
    for name in tokens:
        whole = tokens[name.head]
        if name.dep not in _TIMES or name.ent != "PERSON" or name.tag != "NNP":
            continue
        first = min(t.i for t in tokens if t.i == name.i or (t.head == name.i and t.dep == "compound"))
        if whole.i == first - 2 and tokens[first - 1].text == "," and whole.pos in _NOUNS:
            name.dep = "appos"
        elif whole.tag == "VBN" and whole.dep == "ccomp" and whole.i > name.i:
            _part_participle(tokens, name, whole)


def _part_participle(tokens: Sequence[Token], name: Token, told: Token) -> None:
    """Make a name the subject of the verb above a participle that describes the noun between the two."""
    verb = tokens[told.head]
    noun = next((t for t in tokens[name.i + 1 : told.i] if t.head == told.i and t.dep in SUBJECTS), None)
    finite = any(t.head == told.i and t.dep in ("aux", "auxpass") for t in tokens)
    taken = any(t.head == verb.i and t.dep in SUBJECTS for t in tokens)
    if noun is None or finite or taken or verb.i < told.i or tokens[name.i + 1].text != ",":
        return
    name.dep, name.head = "nsubj", verb.i
    noun.dep, noun.head = "appos", name.i
    told.dep, told.head = "acl", noun.i


def part_kin(tokens: Sequence[Token]) -> None:
    """Make a list of somebody and his kin with a name of their own: "banned Mr Voss, his wife Lena and two aides"."""
    for kin in tokens:
        whole = tokens[kin.head]
        if kin.dep != "appos" or kin.lemma.lower() not in _KIN or whole.ent != "PERSON":
            continue
        below = [t for t in tokens if t.head == kin.i]
        owned = any(t.tag == "PRP$" and t.dep == "poss" for t in below)
        if owned and any(t.ent == "PERSON" and t.dep in ("appos", "nmod") and t.i == kin.i + 1 for t in below):
            kin.dep = "conj"


def part_outcomes(tokens: Sequence[Token]) -> None:
    """Set what became of them beside a verb that stands before "dead": "gunmen shot dead | six people"."""
    for outcome in tokens[1:]:
        verb, noun = tokens[outcome.i - 1], tokens[outcome.head]
        if outcome.lower in _OUTCOMES and outcome.dep == "amod" and verb.pos == "VERB" and noun.i > outcome.i:
            outcome.dep, outcome.head = "oprd", verb.i


def name_joined(tokens: Sequence[Token]) -> None:
    """Make a subject of a noun that is joined to a verb, before another joined to the same: "and a jet | struck"."""
    for verb in tokens:
        first = tokens[verb.head]
        if verb.dep != "conj" or verb.tag not in TENSED or first.pos not in ("VERB", "AUX") or first.i > verb.i:
            continue
        if any(t.head == verb.i and t.dep in SUBJECTS for t in tokens):
            continue
        behind = verb.i - 1
        while behind > first.i and tokens[behind].head == verb.i and tokens[behind].dep in _AUXILIARY:
            behind -= 1
        noun = tokens[behind]
        while noun.i > first.i and noun.head != noun.i and tokens[noun.head].i != first.i and noun.dep != "conj":
            noun = tokens[noun.head]
        if noun.dep == "conj" and noun.head == first.i and noun.pos in ("NOUN", "PROPN") and noun.i > first.i:
            noun.dep, noun.head = "nsubj", verb.i
