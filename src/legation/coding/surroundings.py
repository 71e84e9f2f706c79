"""Surroundings: the words of a reporting clause, and those before, around and behind it that it reports."""

from legation.annotations import Sentence, Token

# What belongs to the reporting clause itself when its content stands before or around it.
_CONTENT_DEPS = frozenset({"ccomp", "xcomp", "parataxis", "conj", "cc", "punct"})


def core(sentence: Sentence, verb: Token) -> list[Token]:
    """The reporting clause without its content: verb, auxiliaries, subject, addressee, what follows the verb."""
    first = min((t.i for t in sentence.children(verb, "nsubj", "nsubjpass") if abs(t.i - verb.i) < 60), default=verb.i)
    subject = [t for x in sentence.children(verb, "nsubj", "nsubjpass") for t in sentence.subtree(x)]
    start = min([verb.i, first, *(t.i for t in subject)])
    words = [verb, *subject]
    for child in sentence.children(verb):
        if child.dep not in _CONTENT_DEPS and child.i >= start and child not in subject:
            words.extend(t for t in sentence.subtree(child) if t.i >= start)
    return words


def around(sentence: Sentence, verb: Token, below: Token | None) -> list[Token]:
    """All before the reporting clause, and what of the content goes on after it."""
    inner = {t.i for t in core(sentence, verb)}
    start = min(inner)
    left = [t for t in sentence.tokens[:start] if t.i not in inner]
    while left and left[0].dep in ("cc", "punct") and left[0].lower not in ('"', "''", "“"):
        left.pop(0)
    right = [] if below is None else [t for t in sentence.subtree(below) if t.i > start and t.i not in inner]
    return [*left, *right]


def parted(sentence: Sentence, verb: Token, below: Token | None) -> bool:
    """True where a semicolon stands between a reporting clause and all that comes before it."""
    start = min(t.i for t in core(sentence, verb))
    inside = below is not None and any(t.i > start for t in sentence.subtree(below))
    return start > 0 and sentence.tokens[start - 1].text == ";" and not inside


def outside(sentence: Sentence, head: Token, verb: Token) -> list[Token]:
    """The clause around a parenthesis such as "he said" or "as she noted"."""
    inner = {t.i for t in sentence.subtree(verb)}
    return [t for t in sentence.subtree(head) if t.i not in inner]
