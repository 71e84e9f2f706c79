"""Ages: of what a time expression tells how old it is ("the day-old ceasefire"; "three days in, the truce holds")."""

from collections.abc import Set

from legation.annotations import Sentence, Token

_NOUNS = frozenset({"NOUN", "PROPN"})


def aged(sentence: Sentence, start: int, end: int, never: Set[str]) -> Token | None:
    """The noun whose age the expression from `start` to `end` tells; of what is `never` news it is no time."""
    inside = list(sentence.covered(start, end))
    if not inside:
        return None
    if inside[-1].lower == "in":
        opens = all(t.start >= start or t.pos == "PUNCT" for t in sentence.tokens if t.start < end)
        found = _subject(sentence, _main(sentence)) if opens else None
    else:
        found = _described(sentence, inside)
    return found if found is not None and found.lemma.lower() not in never else None


def _described(s: Sentence, inside: list[Token]) -> Token | None:
    """What is so old: the noun that the expression stands before or is said of, "a truce three days old"."""
    last = inside[-1]
    for above in s.ancestors(last):
        if any(above is t for t in inside):
            continue
        return above if above.pos in _NOUNS else _subject(s, above)
    return None


def _main(s: Sentence) -> Token | None:
    return next((t for t in s.tokens if t.dep == "ROOT"), None)


def _subject(s: Sentence, verb: Token | None) -> Token | None:
    """The noun that a clause is about."""
    subject = s.child(verb, "nsubj", "nsubjpass") if verb is not None else None
    return subject if subject is not None and subject.pos in _NOUNS else None
