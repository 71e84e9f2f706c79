"""Names beside offices and kin: what the parser takes for a time or an apposition, put right in the parse."""

from collections.abc import Sequence

from legation.annotate.tree import SUBJECTS
from legation.annotations import Token

# What the parser makes of a name that it gives no place.
_TIMES = frozenset({"npadvmod", "dep"})
_NOUNS = frozenset({"NOUN", "PROPN", "ADJ"})
# Nobody is his own brother.
_KIN = frozenset(
    {"wife", "husband", "widow", "widower", "son", "daughter", "brother", "sister", "father", "mother", "uncle", "aunt"}
    | {"nephew", "niece", "cousin", "grandson", "granddaughter", "grandfather", "grandmother", "fiancée", "partner"}
)


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
