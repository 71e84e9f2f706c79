"""Tellers misread: names that the parser does not take for the source of what they tell.

The name of a source it may take for a second subject of what the source says ("according to the minister, Wang Yi, the
talks were useful"), and a name that it never saw for an adverb ("Orvik said"). What somebody is accused of it may make
a part of whom ("accused the bloc of ignoring farmers").
"""

from collections.abc import Sequence
from itertools import pairwise

from legation.annotate.tree import SUBJECTS, TENSED, under
from legation.annotations import Token

# Verbs that tell of what somebody is charged, and charges told by a noun; other nouns may well be a part of whom ("the
# minister of defence", "members of parliament").
_CHARGING = frozenset({"accuse", "suspect", "convict", "acquit", "absolve"})
_CHARGES = frozenset(
    {"genocide", "murder", "manslaughter", "treason", "espionage", "sabotage", "terrorism", "torture", "corruption"}
    | {"fraud", "bribery", "theft", "perjury", "smuggling", "embezzlement", "blackmail", "aggression", "interference"}
    | {"provocation", "hypocrisy", "complicity", "cowardice", "betrayal", "bias", "negligence", "incitement"}
    | {"sedition", "racism", "piracy", "meddling", "violation"}
)
_NAMES = frozenset({"NNP", "NNPS", "NNS"})
# Tags of words that are never a subject.
_NO_SUBJECTS = frozenset({"RB", "UH", "IN", "FW"})
# Verbs of telling.
TELLING = frozenset(
    {"say", "tell", "confirm", "report", "announce", "add", "note", "explain", "comment", "state", "answer", "respond"}
)
# Adverbs that may open a sentence before its verb; of those in "-ly" there is no end.
_OF_TIME = frozenset({"then", "later", "earlier", "once", "now", "next", "soon", "often", "today", "yesterday"})
_OTHERS = frozenset(
    {"also", "still", "never", "again", "here", "there", "thus", "so", "yet", "nor", "too", "as", "only"}
)
_OPENERS = _OF_TIME | _OTHERS | {"instead", "meanwhile", "however", "even", "elsewhere", "likewise", "otherwise"}
# Whom a state calls home; anybody else who "recalls" something remembers it.
_SENT = frozenset(
    {"envoy", "ambassador", "diplomat", "consul", "attaché", "representative", "negotiator", "delegation", "mission"}
    | {"delegate", "troop", "soldier", "peacekeeper", "observer", "adviser", "advisor", "staff", "representation"}
)


def join_headline(tokens: Sequence[Token]) -> None:
    """Give a headline's second verb its subject, where it is taken for one of telling: "A hits B, | recalls envoy".

    Of "A denies raid, says B broke law" too: what follows the verb is what is told, not what comes before it.
    """
    for verb in tokens[2:-1]:
        if verb.head != verb.i or verb.tag != "VBZ" or tokens[verb.i - 1].text != ",":
            continue
        below = [t for t in tokens if t.head == verb.i and t is not verb]
        first = next((t for t in below if t.dep == "ccomp" and t.i < verb.i), None)
        if first is None or first.tag != "VBZ" or any(t.dep in SUBJECTS for t in below):
            continue
        named = any(t.head == first.i and t.dep == "nsubj" and t.tag in _NAMES for t in tokens)
        behind = [t for t in below if t.i > verb.i]
        sent = verb.lemma.lower() == "recall" and any(t.dep == "dobj" and t.lemma.lower() in _SENT for t in behind)
        if named and (sent or any(t.dep == "ccomp" and t.tag in TENSED for t in behind)):
            first.dep, first.head = "ROOT", first.i
            verb.dep, verb.head = "conj", first.i
            tokens[verb.i - 1].head = first.i


def name_sources(tokens: Sequence[Token]) -> None:
    """Join a name between two commas to the source before it, where the clause behind it has a subject of its own."""
    for led in tokens[:-2]:
        to = tokens[led.i + 1]
        if led.lower != "according" or to.lower != "to":
            continue
        source = next((t for t in tokens[to.i + 1 :] if t.dep == "pobj" and t.head == to.i), None)
        end = next((t.i for t in tokens[to.i + 1 :] if t.text == ","), None)
        if source is None or end is None or source.i >= end or source.tag not in ("NN", "NNP"):
            continue
        behind = next((t.i for t in tokens[end + 1 :] if t.text == ","), None)
        name = tokens[end + 1 : behind] if behind is not None else ()
        if not name or any(t.ent != "PERSON" or t.tag != "NNP" for t in name):
            continue
        last = name[-1]
        verb = next((t for t in tokens[name[-1].i + 2 :] if t.dep in SUBJECTS and t.head > t.i), None)
        stray = last.head > last.i + 1 or last.dep in ("preconj", "cc", "punct")
        if verb is None or not stray or any(t.text == "," for t in tokens[last.i + 2 : verb.head]):
            continue
        if not under(tokens, source, last):
            last.dep, last.head = "appos", source.i


def name_tellers(tokens: Sequence[Token]) -> None:
    """Take a word in capitals before a verb of telling for its subject, where the parser makes an adverb of it.

    What it makes an adverb and a subject too is a name wherever its verb stands ("Ouattara, speaking in Lagos, said").
    """
    first = tokens[0]
    if first.tag in _NO_SUBJECTS and first.dep in SUBJECTS and first.lower not in _OPENERS and first.text.isalpha():
        first.pos, first.tag = "PROPN", "NNP"
    for name, verb in pairwise(tokens):
        opens = name.i == 0 or (tokens[name.i - 1].dep == "punct" and name.i == 1)
        if (
            not opens
            or name.tag in _NAMES
            or name.head != verb.i
            or not name.text[:1].isupper()
            or not name.text.isalpha()
        ):
            continue
        if verb.tag not in ("VBD", "VBZ") or verb.lemma.lower() not in TELLING:
            continue
        own = any(t.head == verb.i and t.dep in (*SUBJECTS, "expl") for t in tokens)
        if not own and name.lower not in _OPENERS and not name.lower.endswith("ly"):
            name.dep, name.pos, name.tag = "nsubj", "PROPN", "NNP"


def part_charges(tokens: Sequence[Token]) -> None:
    """Give a verb of charging what hangs on its object: "accused the bloc | of ignoring farmers"."""
    for prep in tokens[2:]:
        whom = tokens[prep.head]
        verb = tokens[whom.head]
        if prep.lower != "of" or prep.dep != "prep" or whom.dep not in ("dobj", "nsubjpass") or whom.i > prep.i:
            continue
        if verb.lemma.lower() not in _CHARGING or any(t.head == verb.i and t.lower == "of" for t in tokens):
            continue
        told = next((t for t in tokens if t.head == prep.i and t.dep in ("pcomp", "pobj")), None)
        if told is not None and (told.tag == "VBG" or told.lemma.lower() in _CHARGES):
            prep.head = verb.i


def part_tellers(tokens: Sequence[Token]) -> None:
    """Part who tells of an act from its object: "rang his Libyan colleague, | minister Ann Lee reported".

    A parser takes the object for the teller, and his name for what the object is called; but behind what it is called
    a comma would close.
    """
    for verb in tokens[3:]:
        teller = tokens[verb.i - 1]
        if verb.tag not in ("VBD", "VBZ") or verb.lemma.lower() not in TELLING or teller.ent != "PERSON":
            continue
        object_, act = _object(tokens, verb, teller)
        if object_ is None or act is None or not _may_be_parted(tokens, verb, act, object_):
            continue
        if verb.head == act.i:
            verb.dep, verb.head = act.dep, verb.i if act.head == act.i else act.head
            act.dep, act.head = "ccomp", verb.i
        object_.dep, object_.head = "dobj", act.i
        teller.dep, teller.head = "nsubj", verb.i


def _object(tokens: Sequence[Token], verb: Token, teller: Token) -> tuple[Token | None, Token | None]:
    """The noun before the one comma before a teller, and the verb right before that noun's phrase."""
    comma = next((t for t in reversed(tokens[: teller.i]) if t.text == ","), None)
    if teller.tag != "NNP" or comma is None or comma.i == 0:
        return None, None
    noun = tokens[teller.head] if teller.dep == "appos" else tokens[comma.i - 1]
    if noun.pos != "NOUN" or noun.i >= comma.i or teller.dep not in ("appos", "nsubj"):
        return None, None
    if any(t.pos not in ("NOUN", "PROPN", "ADJ") for t in tokens[comma.i + 1 : verb.i]):
        return None, None
    first = min(t.i for t in tokens if t.i < comma.i and under(tokens, t, noun))
    return noun, tokens[first - 1] if first else None


def _may_be_parted(tokens: Sequence[Token], verb: Token, act: Token, object_: Token) -> bool:
    """True for an act without another object, beside a verb of telling without another subject."""
    if act.tag not in TENSED or act.lemma.lower() in TELLING or object_.head not in (act.i, verb.i):
        return False
    if any(t.head == act.i and t.dep in ("dobj", "dative") and t is not object_ for t in tokens):
        return False
    below = act.head == verb.i and act.dep == "ccomp"
    beside = verb.head == act.i and verb.dep in ("ccomp", "conj", "parataxis", "advcl") and act.dep != "relcl"
    own = [t for t in tokens if t.head == verb.i and t.dep in (*SUBJECTS, "mark", "dobj")]
    return (below or beside) and all(t in (object_, tokens[verb.i - 1]) for t in own)
