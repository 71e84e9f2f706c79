"""Owners: whose attitude a noun tells whose "its" or "his" nothing before has resolved."""

from collections.abc import Iterator, Sequence

from legation.annotations import Sentence, Token
from legation.coding.scene import Extent, Scene

_SUBJECTS = ("nsubj", "nsubjpass")
_PERSONAL = frozenset({"his", "her"})
# Words of a phrase above which no clause of its own stands.
_CLAUSES = frozenset({"VERB", "AUX"})


def owners(scene: Scene, s: Sentence, pronoun: Token, content: Sequence[Extent]) -> tuple[str, ...]:
    """The actors of "its": the owner of the subject, or the subject that a phrase with "its" stands before.

    "Chad's abstention shows | its reluctance", "despite | its criticism of Peru, Chad trades". Whom the content names
    is not meant, nobody has an attitude to himself.
    """
    if pronoun.tag != "PRP$":
        return ()
    named = {a for start, end in content for p in scene.parties.all_within(start, end) for a in p.actors}
    for token in _candidates(s, pronoun):
        found = scene.parties.actors(s, token)
        if len(found) == 1 and found[0] not in named and _agrees(scene, found[0], pronoun):
            return found
    return ()


def _candidates(s: Sentence, pronoun: Token) -> Iterator[Token]:
    verb = next((t for t in s.ancestors(pronoun) if t.pos in _CLAUSES), None)
    if verb is None:
        return
    fronted = any(t.i == pronoun.i for p in s.children(verb, "prep") if p.i < verb.i for t in s.subtree(p))
    for subject in s.children(verb, *_SUBJECTS):
        if subject.i < pronoun.i < verb.i and not fronted:
            continue  # "its support | costs": the pronoun stands in the subject itself
        if fronted and pronoun.i < subject.i:
            yield subject
        yield from (t for t in s.children(subject, "poss") if t is not pronoun)


def _agrees(scene: Scene, actor: str, pronoun: Token) -> bool:
    record = scene.actors.get(actor)
    if record is None or pronoun.lower == "their":
        return False
    return (record.kind in ("person", "unnamed")) == (pronoun.lower in _PERSONAL)
