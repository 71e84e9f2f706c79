"""Weighers: who gives something a chance, where the verb that does so is the cue of a statement."""

from collections.abc import Collection, Iterable

from legation.coding.extents import in_content
from legation.coding.odds import Bet
from legation.records import Statement


def grading(said: Iterable[Statement], bet: Bet, ratings: Collection[str]) -> Statement | None:
    """The statement whose cue is the verb that grades: "experts | think | it likely that the truce will hold"."""
    if bet.head.lemma.lower() not in ratings:
        return None
    at = bet.head.start, bet.head.end
    told = (s for s in said if _cued(s, at) and any(in_content(s, t.start) for t in bet.tokens))
    return next(told, None)


def foretelling(said: Iterable[Statement], bet: Bet, no_claim: Collection[str]) -> Statement | None:
    """The statement whose own cue foretells a happening: "the bank | expects | a slump"."""
    first = bet.tokens[0].start
    told = (s for s in said if _cued(s, bet.outlook.words) and in_content(s, first) and s.act not in no_claim)
    return next(told, None)


def _cued(statement: Statement, at: tuple[int, int]) -> bool:
    """True for a statement with its cue, or a part of it, in a stretch of text."""
    return any(e.role == "cue" and e.start < at[1] and at[0] < e.end for e in statement.evidence)
