"""Resuming: the act that a noun behind a comma sums up, of which it is then said who judges it.

"Chad shelled the port, an act that Togo deplored": a parser hangs the noun on any word before it.
"""

from collections.abc import Collection

from legation.annotations import Clause, Sentence, Token
from legation.coding.phrasing import objects
from legation.coding.status import Judge

_INDEFINITE = frozenset({"a", "an"})


def resumed(judge: Judge, clause: Clause, summing: Collection[str]) -> Clause | None:
    """The last clause told before a noun that is judged by a clause below it; `summing` are nouns for acts."""
    s = clause.sentence
    noun = next((t for t in objects(clause) if s.head(clause.head) is t and _sums_up(s, t, summing)), None)
    if noun is None:
        return None
    before = (judge.at(s, token) for token in reversed(s.tokens[: noun.i]))
    return next((act for act in before if act is not None and act.subjects), None)


def _sums_up(s: Sentence, noun: Token, summing: Collection[str]) -> bool:
    """True for "an act", "a step" or "a decision" right behind a comma."""
    if noun.lemma.lower() not in summing or not any(t.lower in _INDEFINITE for t in s.children(noun, "det")):
        return False
    first = min(t.i for t in s.subtree(noun, without=("relcl", "acl")))
    return first > 0 and s.tokens[first - 1].text in (",", "–", "—", ";")
