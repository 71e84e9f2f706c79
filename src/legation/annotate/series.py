"""Series of names, of which the parser takes all but the first for something said of it."""

from collections.abc import Sequence

from legation.annotate.tree import SUBJECTS, under
from legation.annotations import Token

# Whom a verb or a preposition reaches.
_REACHED = frozenset({"dobj", "pobj", "dative"})


def join_series(tokens: Sequence[Token]) -> None:
    """Make one list of subjects of which the second is taken for an apposition: "the mayor, the sheriff and two men".

    An apposition would have a comma behind it, too.
    """
    for second in tokens:
        first = tokens[second.head]
        if second.dep != "appos" or first.dep not in SUBJECTS:
            continue
        verb = tokens[first.head]
        last = max(t.i for t in tokens if under(tokens, t, second))
        if _is_between(tokens, first, second, last):
            second.dep = "conj"
            continue
        joined = any(t.head == second.i and t.dep == "conj" for t in tokens)
        names = bool(first.ent and second.ent)
        listed = [t for t in tokens[second.i : last + 1] if t is second or (names and _is_listed(tokens, t, second))]
        joint = any(t.dep == "cc" and t.lower == "and" and tokens[t.head] in listed for t in tokens)
        marked = any(t.text == "," for t in tokens[first.i + 1 : second.i])
        if joined and joint and marked and verb.i > last and tokens[last + 1].pos in ("VERB", "AUX", "ADV"):
            second.dep = "conj"


def join_states(tokens: Sequence[Token]) -> None:
    """Make one list of states of which the second is taken for an apposition: "asked Chad, Niger and Mali for men".

    A town before its state has a comma behind the state as well, also before "and".
    """
    for second in tokens:
        first = tokens[second.head]
        if second.dep != "appos" or first.dep not in _REACHED or first.i > second.i:
            continue
        if not (first.ent == second.ent == "GPE" and first.pos == second.pos == "PROPN"):
            continue
        third = next((t for t in tokens[second.i + 1 :] if t.head == second.i and t.dep == "conj"), None)
        if third is None or third.ent != "GPE":
            continue
        behind = tokens[second.i + 1]
        joint = any(t.dep == "cc" and tokens[t.head] in (second, third) for t in tokens[second.i : third.i + 2])
        if joint and not (behind.text == "," and tokens[behind.i + 1].dep == "cc"):
            second.dep = "conj"


def _is_between(tokens: Sequence[Token], first: Token, second: Token, last: int) -> bool:
    """True for a state between two others of a list: "Peru, | Panama, the Gambia and Belize" has commas alone."""
    if not (first.ent == second.ent == "GPE" and second.pos == "PROPN"):
        return False
    third = next((t for t in tokens[last + 1 :] if t.head == first.i and t.dep in ("conj", "appos")), None)
    if third is None or third.ent != "GPE":
        return False
    start = min(t.i for t in tokens if under(tokens, t, third))
    return tokens[start - 1].text == "," and start - 2 == last


def _is_listed(tokens: Sequence[Token], token: Token, first: Token) -> bool:
    """True for a member of the list that another word begins."""
    while token.dep == "conj":
        token = tokens[token.head]
    return token is first


def join_owners(tokens: Sequence[Token]) -> None:
    """Make one list of names behind the "of" of a plural, where all but the first stand in apposition to it."""
    for name in tokens:
        whole = tokens[name.head]
        if name.dep != "appos" or name.pos != "PROPN" or not _is_plural(whole):
            continue
        if not any(t.dep == "conj" and t.head == name.i for t in tokens):
            continue
        links = {t.i for t in tokens if t.head == whole.i and t.dep == "prep" and t.lower == "of"}
        first = next((t for t in tokens if t.dep == "pobj" and t.head in links), None)
        if first is not None and first.pos == "PROPN" and first.ent == name.ent and first.i < name.i:
            name.dep, name.head = "conj", first.i


def raise_members(tokens: Sequence[Token]) -> None:
    """Join the second of two described names to the noun before the first: "the frigate Ajay and the gunboat Zulfiqar".

    The parser joins it to the name alone, so that the first noun would do by itself what both do. Names behind a plural
    ("the frigates Ajay and Zulfiqar"), or without a word of their own ("the firm Ajay and Sons"), are of the noun.
    """
    for name in tokens[1:]:
        start = min([name.i, *(t.i for t in tokens if t.head == name.i and t.dep == "compound")])
        noun = tokens[start - 1]
        if name.dep != "appos" or start == 0 or name.head != noun.i or name.pos != "PROPN" or noun.tag != "NN":
            continue
        second = next((t for t in tokens[name.i + 1 :] if t.head == name.i and t.dep == "conj"), None)
        if second is None or not any(t.head == second.i and t.dep == "det" for t in tokens):
            continue
        for token in tokens[name.i + 1 : second.i + 1]:
            if token.head == name.i and token.dep in ("conj", "cc", "punct"):
                token.head = noun.i


def _is_plural(token: Token) -> bool:
    """A title in capitals ("the Foreign Ministers") has the tag of a name."""
    return token.tag in ("NNS", "NNPS") or (token.tag == "NNP" and token.lower.endswith("s"))
