"""Reporting: who reports what others did has no part in it.

In "the envoy confirmed that the two generals had spoken by telephone" a look at the whole sentence takes the envoy for
one who telephoned, and in "the minister told reporters" whoever is told of for one with whom he talked. The act is that
of the clause behind the verb, which tells it with its own subject.
"""

from collections.abc import Collection, Mapping, Sequence

from legation.annotations import Sentence, Token
from legation.coding.drafts import Draft
from legation.coding.joining import Settled

_TALKS = "CONSULT"
_TOGETHER = frozenset({"CONSULT", "AGREE", "COOPERATE"})
_SUBJECTS = ("nsubj", "nsubjpass")


def unretold(acts: Sequence[Settled], classes: Mapping[str, Collection[str]]) -> list[Settled]:
    """The acts, without talks and accords of those who only report them."""
    every = [draft for draft, _ in acts]
    return [act for act in acts if not _is_retold(act[0], every, classes)]


def _is_retold(draft: Draft, every: Sequence[Draft], classes: Mapping[str, Collection[str]]) -> bool:
    s, verb = draft.sentence, draft.trigger
    if draft.frame.type not in _TOGETHER or verb.pos != "VERB":
        return False
    if verb.lemma.lower() in classes["BRIEFING"] and draft.frame.type == _TALKS:
        heard = s.children(verb, "dobj", "dative", "iobj")
        if any(t.lemma.lower() in classes["NEWSMEN"] for t in heard):
            return True
    clauses = [c for c in s.children(verb, "ccomp") if c.i > verb.i and s.children(c, *_SUBJECTS)]
    return any(
        other.frame.type == draft.frame.type and other.sentence is s and _lies_under(s, other.trigger, clause)
        for clause in clauses
        for other in every
    )


def _lies_under(s: Sentence, word: Token, clause: Token) -> bool:
    return word.i == clause.i or any(above.i == clause.i for above in s.ancestors(word))
