"""Nouns beside others and beside verbs: what the parser takes for a time, an apposition or a part is put right."""

import re
from collections.abc import Sequence

from legation.annotate.tree import SUBJECTS, TENSED, under
from legation.annotations import Token

# French and Italian names ("d'Orval", "D'Alema").
_ELIDED = re.compile(r"[dDlL]['’][A-Z]\w+")
# What the parser takes their last part for.
_STRAY = frozenset({"punct", "nummod", "dep", "npadvmod"})
# What the parser makes of a name that it gives no place.
_TIMES = frozenset({"npadvmod", "dep"})
_NOUNS = frozenset({"NOUN", "PROPN", "ADJ"})
# What it makes of one that it takes for a verb ("Menachem Begin").
_VERBLIKE = frozenset({"parataxis", "ccomp", "acl"})
# Offices and people behind "of" who may be the one named, unlike a party, a force or a ministry.
_PEOPLE = frozenset(
    {"president", "premier", "minister", "chancellor", "king", "queen", "prince", "emir", "leader", "chief", "general"}
    | {"colonel", "commander", "governor", "mayor", "chairman", "chairwoman", "secretary", "ambassador", "envoy"}
    | {"candidate", "dictator", "ruler", "founder", "man", "woman", "victim", "suspect", "author", "owner"}
)
# What a deed makes of those whom it is done to.
_OUTCOMES = frozenset({"dead"})
_AUXILIARY = frozenset({"aux", "auxpass", "advmod", "neg"})
# Nobody is his own brother.
_KIN = frozenset(
    {"wife", "husband", "widow", "widower", "son", "daughter", "brother", "sister", "father", "mother", "uncle", "aunt"}
    | {"nephew", "niece", "cousin", "grandson", "granddaughter", "grandfather", "grandmother", "fiancée", "partner"}
)


def join_elided(tokens: Sequence[Token]) -> None:
    """Join "d'Orval" to the name before it, where it is taken for a mark or a number."""
    for last, first in zip(tokens[1:], tokens, strict=False):
        if last.dep not in _STRAY or first.tag != "NNP" or not _ELIDED.fullmatch(last.text):
            continue
        last.pos, last.tag, last.ent, last.dep = "PROPN", "NNP", first.ent, first.dep
        last.head = last.i if first.head == first.i else first.head
        for token in tokens:
            if token.head == first.i and token is not last:
                token.head = last.i
        first.dep, first.head = "compound", last.i


def set_nouns(tokens: Sequence[Token]) -> None:
    """Put all of these right."""
    set_beside(tokens)
    name_leaders(tokens)
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
        if name.dep not in _TIMES | {"nsubj"} or name.ent != "PERSON" or name.tag != "NNP":
            continue
        first = min(t.i for t in tokens if t.i == name.i or (t.head == name.i and t.dep == "compound"))
        if name.dep == "nsubj":
            if first == 0 and whole.i > name.i + 1 and tokens[name.i + 1].text == ",":
                _join_aside(tokens, name, whole)
        elif whole.i == first - 2 and tokens[first - 1].text == "," and whole.pos in _NOUNS:
            name.dep = "appos"
        elif whole.tag == "VBN" and whole.dep == "ccomp" and whole.i > name.i:
            _part_participle(tokens, name, whole)
        elif whole.i > name.i and first == 0 and tokens[name.i + 1].text == ",":
            _join_aside(tokens, name, whole)


def _join_aside(tokens: Sequence[Token], name: Token, verb: Token) -> None:
    """Make a name with which a sentence opens the subject, and the noun between two commas behind it what he is."""
    noun = _subject_of([t for t in tokens if t is not name], verb, verb.i)
    if noun is None or noun.i < name.i:
        return
    below = [t.i for t in tokens if under(tokens, t, noun) and t.dep != "punct"]
    if min(below) == name.i + 2 and tokens[max(below) + 1].text == ",":
        name.dep, noun.dep, noun.head = noun.dep, "appos", name.i


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


def name_leaders(tokens: Sequence[Token]) -> None:
    """Set a name between commas beside the subject whose it is: "a member of the party, | Arif, said".

    The parser may hang it on the party, or take a name for the verb of a clause ("the chief delegate, Menachem Begin").
    """
    for name in tokens[2:-1]:
        wrong = name.dep == "appos" and name.ent == "PERSON" and name.pos == "PROPN"
        torn = name.dep in _VERBLIKE and name.tag == "NNP"
        if not (wrong or torn) or tokens[name.i + 1].text != ",":
            continue
        phrase = [t for t in tokens if under(tokens, t, name) and t.dep != "punct"]
        first, whole = min(t.i for t in phrase), tokens[name.head]
        if tokens[first - 1].text != "," or any(t.tag != "NNP" for t in phrase) or max(t.i for t in phrase) != name.i:
            continue
        subject = _subject_before(tokens, whole) if wrong else _subject_of(tokens, whole, first)
        verb = tokens[subject.head] if subject is not None else name
        if subject is None or verb.i < name.i or subject.ent == "PERSON":
            continue
        for part in phrase:
            if part is not name and part.head == name.i:
                part.dep = "compound"
        name.dep, name.head, name.pos = "appos", subject.i, "PROPN"


def _subject_before(tokens: Sequence[Token], noun: Token) -> Token | None:
    """The subject of which a noun behind a preposition tells whose he is ("a member of the party")."""
    prep = tokens[noun.head]
    subject = tokens[prep.head]
    if noun.dep == "conj" and prep.dep in SUBJECTS and prep.pos == "NOUN" and noun.tag == "NN":
        return prep  # "the president's aide and cousin, Arif"
    plain = noun.dep == "pobj" and noun.ent != "PERSON" and noun.lemma.lower() not in _PEOPLE
    return subject if plain and prep.dep == "prep" and subject.dep in SUBJECTS else None


def _subject_of(tokens: Sequence[Token], verb: Token, before: int) -> Token | None:
    """The subject of a verb, if it is one noun that stands before a place."""
    found = [t for t in tokens if t.i < before and t.head == verb.i and t.dep in SUBJECTS]
    return found[0] if len(found) == 1 and found[0].pos in _NOUNS else None


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
