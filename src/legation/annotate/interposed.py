"""Interposed participles: who does what, where something is said of him between two commas, or before his verb.

"And the premier, speaking in Oslo, accused Iran": a parser makes one list of the verb before and the premier, or hangs
him on the "as" or "after" before him, and gives the verb behind the second comma the first subject of the sentence.
A relative clause between the commas does the same: "condemned the raid, and Honduras, which chairs the bloc, called".
"""

from collections.abc import Sequence

from legation.annotate.tree import SUBJECTS, TENSED, under
from legation.annotations import Token

# Words that lead to a clause, taken for prepositions.
_LEADING = frozenset({"as", "after", "before", "since", "until", "till", "once"})
# What the parser makes of a subject behind "and": a member of a list of verbs, or one more object.
_MISREAD = frozenset({"conj", "dobj", "npadvmod"})
_NOMINAL = frozenset({"NOUN", "PROPN"})
_PARTICIPLES = frozenset({"VBG", "VBN", "VBD"})
_PRONOUNS = frozenset({"which", "who", "whose", "whom"})
# Kinds of names of those who act.
_ACTING = frozenset({"GPE", "ORG", "PERSON"})
# Before the place where somebody is, or the body to which he belongs.
_AT = frozenset({"in", "at", "from", "near", "of", "for", "with"})
_HELPING = frozenset({"aux", "auxpass"})


def part_interposed(tokens: Sequence[Token]) -> None:
    """Give each verb in a tense behind an interposed participle the subject before it."""
    for verb in tokens[3:]:
        if verb.tag not in TENSED or verb.pos not in ("VERB", "AUX") or _has_subject(tokens, verb):
            continue
        if verb.dep in _HELPING:
            continue
        if tokens[verb.i - 1].text == ",":
            _behind_comma(tokens, verb)
            _behind_relative(tokens, verb)
        elif verb.dep == "advcl":
            _behind_gerund(tokens, verb)


def _behind_comma(tokens: Sequence[Token], verb: Token) -> None:
    """Mend "A did this, and | B, doing that, did", "as | B, asked to, did"."""
    for comma in tokens[verb.i - 3 : 0 : -1]:
        said, noun = tokens[comma.i + 1], None
        if comma.text == "," and said.tag in _PARTICIPLES and said.dep not in (*_HELPING, "amod"):
            noun = _before(tokens, comma, said)
        if noun is None or any(not under(tokens, t, said) for t in tokens[said.i : verb.i - 1]):
            continue
        if any(t.head == said.i and t.dep in _HELPING for t in tokens) or under(tokens, verb, noun):
            return  # else each would hang on the other
        above, joint = tokens[noun.head], tokens[min(t.i for t in tokens if under(tokens, t, noun)) - 1]
        if noun.dep in _MISREAD and above.pos == "VERB" and joint.dep == "cc" and joint.head == above.i:
            _join(tokens, above, verb)
        elif noun.dep == "pobj" and above.lower in _LEADING and above.dep == "prep":
            _subordinate(tokens, above, verb)
        elif noun.dep in SUBJECTS and above is said and verb.head in (said.i, said.head) and said.head != verb.i:
            _take_place(tokens, said, verb)
        else:
            return
        noun.dep, noun.head = "nsubj", verb.i
        if said.tag == "VBD":
            said.tag = "VBN"  # "the premier, asked to resign, said": it has been done to him
        said.dep, said.head = ("advcl", verb.i) if said.tag == "VBG" else ("acl", noun.i)
        return


def _behind_relative(tokens: Sequence[Token], verb: Token) -> None:
    """Mend "A did this, and | B, which is that, did": B was taken for one more object, the verb for a part of it."""
    for relative in tokens[: verb.i - 1]:
        noun = tokens[relative.head]
        if relative.dep != "relcl" or noun.pos != "PROPN" or noun.i > relative.i or under(tokens, verb, noun):
            continue
        below = [t.i for t in tokens if under(tokens, t, relative)]
        first = min(t.i for t in tokens if under(tokens, t, noun))
        if max(below) != verb.i - 2 or tokens[min(below)].lower not in _PRONOUNS | {"where"} or first < 2:
            continue
        comma, joint, lead = tokens[first - 2], tokens[first - 1], tokens[noun.head]
        if noun.dep == "pobj" and lead is joint and lead.lower in _LEADING and lead.dep == "prep":
            _subordinate(tokens, lead, verb)  # "after B, where it lies, demanded it"
            noun.dep, noun.head = "nsubj", verb.i
            return
        if noun.dep != "conj" or comma.text != "," or joint.dep != "cc":
            continue
        while lead.pos not in ("VERB", "AUX") and lead.head != lead.i:
            lead = tokens[lead.head]
        if lead.pos not in ("VERB", "AUX") or lead.i > noun.i or lead.i == verb.i:
            continue
        _join(tokens, lead, verb)
        noun.dep, noun.head, joint.head = "nsubj", verb.i, lead.i
        return


def _before(tokens: Sequence[Token], comma: Token, said: Token) -> Token | None:
    """The noun whose words end right before a comma and are no part of what is said of it."""
    noun = tokens[comma.i - 1]
    while tokens[noun.head].i < comma.i and noun.head != noun.i and not _stands(tokens, noun):
        noun = tokens[noun.head]
    own = noun.pos in _NOMINAL and noun.i < comma.i and _stands(tokens, noun)
    return noun if own and (not under(tokens, noun, said) or noun.head == said.i) else None


def _stands(tokens: Sequence[Token], noun: Token) -> bool:
    """True for a noun that some verb, or a word that leads to a clause, has for a party."""
    above = tokens[noun.head]
    if noun.dep == "pobj":
        return above.lower in _LEADING and above.i == min(t.i for t in tokens if under(tokens, t, noun)) - 1
    return noun.dep in SUBJECTS or (noun.dep in _MISREAD and above.pos == "VERB")


def _join(tokens: Sequence[Token], first: Token, verb: Token) -> None:
    """Join a verb to the one before, which it may have been taken to rule."""
    if under(tokens, first, verb):
        while first.head != verb.i:
            first = tokens[first.head]
        first.dep, first.head = verb.dep, first.i if verb.head == verb.i else verb.head
    verb.dep, verb.head = "conj", first.i


def _subordinate(tokens: Sequence[Token], lead: Token, verb: Token) -> None:
    """Hang a verb on the one that rules the word that leads to it."""
    above = tokens[lead.head]
    while above.pos not in ("VERB", "AUX") and above.head != above.i:
        above = tokens[above.head]
    if not under(tokens, above, verb):
        verb.dep, verb.head = "advcl", above.i
    lead.dep, lead.head = "mark", verb.i


def _take_place(tokens: Sequence[Token], said: Token, verb: Token) -> None:
    """Put a verb in the place of a participle that was taken for it."""
    verb.dep, verb.head = said.dep, verb.i if said.head == said.i else said.head
    for token in tokens[: said.i]:
        if token.head == said.i and token.dep in (*SUBJECTS, "mark"):
            token.head = verb.i


def _behind_gerund(tokens: Sequence[Token], verb: Token) -> None:
    """Mend "after men | boarding a ship killed the mate": the verb has their deed, and they are its subject."""
    for said in tokens[: verb.i]:
        lead = tokens[said.head]
        if said.dep != "pcomp" or said.tag != "VBG" or lead.lower not in _LEADING or lead.head != verb.head:
            continue
        subject = next((t for t in tokens[lead.i : said.i] if t.head == said.i and t.dep == "nsubj"), None)
        last = max(t.i for t in tokens if under(tokens, t, said))
        if subject is None or last != verb.i - 1 or any(t.head == verb.i and t.dep == "mark" for t in tokens):
            continue
        lead.dep, lead.head = "mark", verb.i
        subject.head = verb.i
        said.dep, said.head = "acl", subject.i
        return


def _has_subject(tokens: Sequence[Token], verb: Token) -> bool:
    return any(t.head == verb.i and t.dep in (*SUBJECTS, "expl") for t in tokens)


def lower_relatives(tokens: Sequence[Token]) -> None:
    """Hang a clause with "which" or "who" on the name before its comma: "a visit that angered Chad, | which sent men".

    A parser hangs it on the noun of the relative clause in which that name stands. And a "who" behind a place speaks of
    the person there.
    """
    for verb in tokens[3:]:
        noun = tokens[verb.head]
        if verb.dep != "relcl" or noun.i > verb.i:
            continue
        first = min((t.i for t in tokens if under(tokens, t, verb)), default=0)
        name = tokens[first - 2] if first > 1 else noun
        if tokens[first].lower not in _PRONOUNS or tokens[first - 1].text != "," or name.ent not in _ACTING:
            continue
        if tokens[first].lower in ("who", "whom") and (person := _person_at(tokens, noun)) is not None:
            verb.head = person.i
            continue
        if name.i > noun.i and name.dep in ("dobj", "pobj") and _is_told_apart(tokens, name, noun):
            verb.head = name.i


def _person_at(tokens: Sequence[Token], place: Token) -> Token | None:
    """Whoever is at a place or of a body that no "who" takes up: "a diplomat in Nairobi, | who spoke of a trap"."""
    prep = tokens[place.head]
    above = tokens[prep.head]
    if place.ent not in ("GPE", "ORG") or place.dep != "pobj" or prep.lower not in _AT or prep.dep != "prep":
        return None
    someone = above.ent == "PERSON" or (above.ent == "" and above.pos == "NOUN" and place.ent == "GPE")
    return above if someone else None


def _is_told_apart(tokens: Sequence[Token], name: Token, noun: Token) -> bool:
    """True for a name in a clause that hangs on a noun."""
    verbs = 0
    while name.i != noun.i and name.head != name.i:
        name = tokens[name.head]
        verbs += name.pos == "VERB"
    return name.i == noun.i and verbs > 0
