"""Facing: which way round an act passes between two sides, by where they stand at its word."""

from legation.annotations import Sentence, Token
from legation.coding.roles import Role


def is_turned(s: Sentence, verb: Token, actors: tuple[Role, ...], recipients: tuple[Role, ...]) -> bool:
    """True where a passive has whoever is acted upon behind its "by", and whoever acts nowhere in there."""
    agent = s.child(verb, "agent")
    if agent is None or not (actors and recipients):
        return False
    span = s.span(agent)
    within = [all(role.lies_in(span) for role in side) for side in (actors, recipients)]
    return within == [False, True]


def doer(s: Sentence, trigger: Token, *sides: tuple[Role, ...]) -> tuple[Role, ...] | None:
    """Which of two sides alone stands in the subject of the verb that tells an act, or that governs its noun."""
    verb = s.head(trigger) if trigger.dep in ("dobj", "nsubjpass") else trigger
    subject = s.child(verb, "nsubj") if verb.pos == "VERB" else None
    if subject is None:
        return None
    span = s.span(subject)
    within = [side for side in sides if any(role.lies_in(span) for role in side)]
    return within[0] if len(within) == 1 else None


def is_within(role: Role | None, others: tuple[Role, ...]) -> bool:
    """True where the words of a party are a part of another's."""
    return role is not None and any(o.start <= role.start and role.end <= o.end and o != role for o in others)
