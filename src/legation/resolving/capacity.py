"""Capacity: in which of several offices somebody speaks or acts ("spoke as chairman of the party")."""

from collections.abc import Iterator

from legation.annotations import Party, Sentence, Token
from legation.resolving.phrases import covered, full_phrase, head_of
from legation.step import Reading

_SUBJECTS = frozenset({"nsubj", "nsubjpass"})


def capacity_of(reading: Reading, party: Party) -> str | None:
    """The words after "as" that say in which of his offices the subject of a clause acts."""
    sentence = next(s for s in reading.of(Sentence) if s.index == party.sentence)
    head = next((t for t in sentence.tokens if t.i == party.head), None)
    if head is None or head.dep not in _SUBJECTS:
        return None
    for noun in _nouns_after_as(sentence):
        if _who(reading, sentence, noun) is head:
            return _written(reading.document.text, *full_phrase(sentence, noun))
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


def _nouns_after_as(sentence: Sentence) -> list[Token]:
    """The nouns that name a capacity, but for those that are denied ("and not as head of state")."""
    return [
        noun
        for prep in sentence.tokens
        if prep.lower == "as" and prep.dep in ("prep", "conj") and sentence.tokens[prep.i - 1].lower != "not"
        for noun in sentence.children(prep, "pobj")
    ]


def _who(reading: Reading, sentence: Sentence, noun: Token) -> Token | None:
    """The subject of the clause that a noun after "as" belongs to; an object that is so called goes before it."""
    for above in _up(sentence, sentence.head(noun)):
        if (subject := sentence.child(above, *_SUBJECTS)) is not None:
            named = sentence.child(above, "dobj", "dative")
            return None if named is not None and _is_somebody(reading, sentence, named) else subject
    return None


def _up(sentence: Sentence, prep: Token) -> Iterator[Token]:
    """The words above a preposition, up to the clause that has a subject; a relative clause is the end."""
    for above in sentence.ancestors(prep):
        yield above
        if above.dep == "relcl":
            return


def _is_somebody(reading: Reading, sentence: Sentence, token: Token) -> bool:
    """True for an object that may be what follows "as": "praised her as leader", not "presented the plan as leader"."""
    at = (sentence.index, token.i)
    return token.pos == "PRON" or any((p.sentence, p.head) == at and p.kind == "name" for p in reading.of(Party))


def _written(text: str, start: int, end: int) -> str:
    while end + 1 < len(text) and text[end] == "-" and text[end + 1].isalnum():  # "ZANU-PF"
        end = next((i for i in range(end + 1, len(text)) if not text[i].isalnum()), len(text))
    return text[start:end]
