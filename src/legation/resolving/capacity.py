"""Capacity: in which of several offices somebody speaks or acts ("spoke as chairman of the party")."""

from collections.abc import Iterator
from dataclasses import dataclass

from legation.annotations import Party, Sentence, Token
from legation.resolving.offices import halves
from legation.resolving.phrases import covered, full_phrase, head_of
from legation.step import Reading, wording_of

_SUBJECTS = frozenset({"nsubj", "nsubjpass"})
# "Wearing the hat of party leader", "in his capacity of chairman": what such a noun belongs to is the capacity.
_HATS = frozenset({"hat", "cap", "mantle", "capacity", "role", "function", "vestment"})
# "On behalf of the African Union": whoever comes so acts for a body.
_STANDS_FOR = frozenset({"behalf", "name"})


@dataclass(frozen=True, slots=True)
class Capacity:
    """The words that name a capacity, with their offsets, and the noun at their head."""

    start: int
    end: int
    text: str
    noun: Token


def capacity_of(reading: Reading, party: Party) -> Capacity | None:
    """The words that say in which of his offices the subject of a clause acts."""
    sentence = next(s for s in reading.of(Sentence) if s.index == party.sentence)
    head = next((t for t in sentence.tokens if t.i == party.head), None)
    if head is None:
        return None
    for noun in _named(sentence):
        if _who(reading, sentence, noun) is head:
            start, end = full_phrase(sentence, noun)
            text = _written(wording_of(reading), start, end)
            return Capacity(start, start + len(text), text, noun)
    return None


def acting(reading: Reading, start: int, end: int) -> Party | None:
    """The party that acts in the capacity which a stretch of text names ("as [leader of the party]")."""
    parties = {(p.sentence, p.head): p for p in reading.of(Party)}
    for sentence in reading.of(Sentence):
        noun = head_of(sentence, covered(sentence, start, end))
        if noun is not None and noun in _nouns_after_as(sentence):
            subject = _who(reading, sentence, noun)
            return None if subject is None else parties.get((sentence.index, subject.i))
    return None


def body_in(reading: Reading, capacity: Capacity) -> Party | None:
    """The body that a capacity belongs to ("president of Mercosur", "the organisation's chairman", "its leader")."""
    sentence = next(s for s in reading.of(Sentence) if s.start <= capacity.start < s.end)
    parties = {p.head: p for p in reading.of(Party) if p.sentence == sentence.index}
    owners = [*sentence.children(capacity.noun, "poss", "compound")]  # "Congress president" too
    for half in halves(sentence, capacity.noun):
        for prep in sentence.children(half, "prep"):
            owners += sentence.children(prep, "pobj") if prep.lower == "of" else ()
    for prep in sentence.children(capacity.noun, "prep"):
        owners += sentence.children(prep, "pobj") if prep.lower == "of" else ()
    return next((party for owner in owners if (party := parties.get(owner.i)) is not None), None)


def _named(sentence: Sentence) -> list[Token]:
    return [*_nouns_after_as(sentence), *_under_hats(sentence)]


def _nouns_after_as(sentence: Sentence) -> list[Token]:
    """The nouns that name a capacity, but for those that are denied ("and not as head of state")."""
    found: list[Token] = []
    for prep in sentence.tokens:
        if prep.lower != "as" or sentence.tokens[prep.i - 1].lower in ("not", "than"):
            continue
        if prep.dep in ("prep", "conj"):
            found += sentence.children(prep, "pobj")
        elif prep.dep == "mark" and (noun := _bare_subject(sentence, prep)) is not None:
            found.append(noun)
    return found


def _bare_subject(sentence: Sentence, mark: Token) -> Token | None:
    """The noun of "as army commander, X came", which the parser takes for a subject beside X."""
    subjects = sentence.children(sentence.head(mark), *_SUBJECTS)
    first = subjects[0] if len(subjects) > 1 or (subjects and sentence.child(subjects[0], "appos")) else None
    if first is None or first.i < mark.i or first.pos != "NOUN" or sentence.child(first, "det", "poss") is not None:
        return None
    return first if sentence.tokens[first.i + 1].text == "," else None


def _under_hats(sentence: Sentence) -> Iterator[Token]:
    """What a hat or a role is of, and for whom somebody comes on behalf."""
    for noun in sentence.tokens:
        word = noun.lemma.lower()
        if noun.pos != "NOUN" or word not in _HATS | _STANDS_FOR or noun.dep not in ("pobj", "dobj"):
            continue
        if word in _STANDS_FOR and sentence.head(noun).lower not in ("on", "in"):
            continue
        for prep in sentence.children(noun, "prep"):
            yield from sentence.children(prep, "pobj") if prep.lower == "of" else ()


def _who(reading: Reading, sentence: Sentence, noun: Token) -> Token | None:
    """The subject of the clause that a noun after "as" belongs to; an object that is so called goes before it.

    "A note from Castro in his role as …" is from him who has the role.
    """
    for above in _up(sentence, sentence.head(noun)):
        owner = sentence.child(above, "poss") if above.lemma.lower() in _HATS else None
        if owner is not None and (named := _last_named(reading, sentence, owner)) is not None:
            return named
        if above.dep in ("acl", "relcl"):
            return sentence.head(above)
        subjects = sentence.children(above, *_SUBJECTS)
        if (cleft := _behind_it(sentence, above)) is not None:
            return cleft
        if subjects:
            named = sentence.child(above, "dobj", "dative")
            beside = sentence.child(noun, "appos") if subjects == (noun,) else None
            found = beside or (subjects[-1] if subjects[0] is noun else subjects[0])
            before = named is not None and named.i < noun.i  # "praised her as leader", not "as leader, he heard her"
            return None if before and named is not None and _is_somebody(reading, sentence, named) else found
    return None


def _behind_it(sentence: Sentence, verb: Token) -> Token | None:
    """The subject of "It was as chairman of the party that he came"."""
    it = sentence.child(verb, *_SUBJECTS)
    if verb.lemma.lower() != "be" or it is None or it.lower != "it":
        return None
    clauses = sentence.children(verb, "ccomp", "advcl", "relcl")
    return next((subject for c in clauses if (subject := sentence.child(c, *_SUBJECTS)) is not None), None)


def _last_named(reading: Reading, sentence: Sentence, owner: Token) -> Token | None:
    """The name before "his role" whom the pronoun means."""
    parties = {p.head: p for p in reading.of(Party) if p.sentence == sentence.index}
    whose = parties.get(owner.i)
    if whose is None or whose.kind != "pronoun":
        return None
    before = (p for p in parties.values() if p.actors == whose.actors and p.head < owner.i and p.kind == "name")
    last = max(before, key=lambda p: p.head, default=None)
    return None if last is None else sentence.tokens[last.head]


def _up(sentence: Sentence, prep: Token) -> Iterator[Token]:
    """The words above a preposition, up to the clause that has a subject; a relative clause is the end."""
    yield prep
    for above in sentence.ancestors(prep):
        yield above
        if above.dep in ("relcl", "acl"):
            return


def _is_somebody(reading: Reading, sentence: Sentence, token: Token) -> bool:
    """True for an object that may be what follows "as": "praised her as leader", not "presented the plan as leader"."""
    at = (sentence.index, token.i)
    kinds = ("name", "role")
    return token.pos == "PRON" or any((p.sentence, p.head) == at and p.kind in kinds for p in reading.of(Party))


def _written(text: str, start: int, end: int) -> str:
    while end + 1 < len(text) and text[end] == "-" and text[end + 1].isalnum():  # "ZANU-PF"
        end = next((i for i in range(end + 1, len(text)) if not text[i].isalnum()), len(text))
    return text[start:end]
