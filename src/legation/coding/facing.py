"""Facing: which way round an act passes between two sides, by where they stand at its word."""

from collections.abc import Collection

from legation.annotations import Sentence, Token
from legation.coding.drafts import Draft
from legation.coding.roles import Role
from legation.coding.sides import OTHER
from legation.coding.surveying import Triple
from legation.coding.sweeping import Sight, Spot

# Behind these stands what came before something else.
_AFTER = frozenset({"after", "following", "since"})
# Behind these stands what went before, whatever it has to do with what is told.
_BEFORE = _AFTER | {"amid", "over", "despite"}
# Clauses that tell of others beside an act.
_CLAUSES = frozenset({"advcl", "relcl", "acl", "appos"})


def is_turned(s: Sentence, verb: Token, actors: tuple[Role, ...], recipients: tuple[Role, ...]) -> bool:
    """True where a passive has whoever is acted upon behind its "by", and whoever acts nowhere in there."""
    agent = s.child(verb, "agent")
    if agent is None or not (actors and recipients):
        return False
    span = s.span(agent)
    within = [all(role.lies_in(span) for role in side) for side in (actors, recipients)]
    return within == [False, True]


def doer(s: Sentence, trigger: Token, *sides: tuple[Role, ...]) -> tuple[Role, ...] | None:
    """Which of two sides alone stands in the subject of the verb that tells an act, or that governs its noun.

    The subject of a passive is acted upon: the other side acts.
    """
    verb = s.head(trigger) if trigger.dep in ("dobj", "nsubjpass") else trigger
    active = s.child(verb, "nsubj") if verb.pos == "VERB" else None
    undergone = s.child(trigger, "nsubjpass") if trigger.pos == "VERB" else None
    subject = active or undergone
    if subject is None:
        return None
    span = s.span(subject)
    within = [side for side in sides if any(role.lies_in(span) for role in side)]
    if len(within) != 1:
        return None
    return within[0] if active is not None else next((side for side in sides if side != within[0]), None)


def is_within(role: Role | None, others: tuple[Role, ...]) -> bool:
    """True where the words of a party are a part of another's."""
    return role is not None and any(o.start <= role.start and role.end <= o.end and o != role for o in others)


def is_apart(s: Sentence, trigger: Token, spot: Spot) -> bool:
    """True for a party that a clause of its own tells of, beside the word of an act."""
    if spot.head is None:
        return False
    above = {trigger.i, *(t.i for t in s.ancestors(trigger))}
    here = spot.head
    while here.i not in above and here.head != here.i:
        if here.dep in _CLAUSES:
            return True
        here = s.head(here)
    return False


def is_bygone(s: Sentence, trigger: Token, sight: Sight) -> bool:
    """True for a noun of what came before something else, whose words name neither side: "a week after the raid"."""
    if trigger.dep != "pobj" or s.head(trigger).lower not in _AFTER:
        return False
    span = s.span(trigger, without=("conj",))
    return not any(spot.role is not None and spot.role.lies_in(span) for spot in sight.spots)


def is_open_deed(s: Sentence, draft: Draft, sight: Sight) -> bool:
    """True for a deed after which something else is done, where a noun tells it without who did or suffered it.

    "Asked Berlin for help after the bombing of a school": who stands nearby is guessed wrongly more often than not,
    unless the words of the deed name him ("after the bombing of a school in Syria").
    """
    after = draft.trigger.dep == "pobj" and s.head(draft.trigger).lower in _BEFORE
    if not after or draft.clause is not None or (draft.actors and draft.recipients):
        return False
    spot = sight.target if draft.actors else sight.source
    return spot.role is None or not spot.role.lies_in(s.span(draft.trigger, without=("conj",)))


def is_plea_beside(s: Sentence, draft: Draft, sight: Sight, aid: Collection[str]) -> bool:
    """True for a request for help to nobody in particular, and somebody who only stands in a clause beside it.

    "Asked for missiles after Iran attacked": help is asked of friends. `aid` are the words for it.
    """
    if draft.frame.type != "REQUEST" or draft.recipients:
        return False
    wanted = [t for p in s.children(draft.trigger, "prep") if p.lower == "for" for t in s.children(p, "pobj")]
    return any(t.lemma.lower() in aid for t in wanted) and any(is_apart(s, draft.trigger, spot) for spot in sight.spots)


def is_teller(s: Sentence, sight: Sight, inferred: tuple[bool, bool], telling: Collection[str]) -> bool:
    """True where those whose country is `inferred` only tell of a deed: "officers said that shells had hit a camp"."""
    spot = sight.source if inferred[0] else sight.target
    return spot.head is not None and spot.head.dep == "nsubj" and s.head(spot.head).lemma.lower() in telling


def is_of_armed_men(s: Sentence, verb: Token, sight: Sight, armed: Collection[str]) -> bool:
    """True for a blow whose verb has armed men for its subject, laid on somebody who stands elsewhere."""
    subject = s.child(verb, "nsubj") if verb.pos == "VERB" else None
    if subject is None or subject.lemma.lower() not in armed:
        return False
    role = sight.source.role
    return role is None or not role.lies_in(s.span(subject))


def role_of(spot: Spot) -> tuple[Role, ...]:
    """The words of a party that is looked at, if it has any."""
    return () if spot.role is None else (spot.role,)


def are_on_one_side(draft: Draft, sight: Sight, *, doing: bool) -> bool:
    """True for two who suffer, or are `doing`, the same: "sanctions on Mali and Chad" are not Mali's on Chad.

    One word may stand for both ("both armies were put on alert").
    """
    both = {(spot.role.start, spot.role.end) if spot.role is not None else None for spot in sight.spots}
    told = (draft.actors, draft.recipients) if doing else (draft.recipients,)
    sides = [{(r.start, r.end) for r in side} for side in told]
    apart = sight.source.place not in (sight.target.place, OTHER) and sight.target.place != OTHER
    return apart and draft.actors != draft.recipients and any(both <= side for side in sides)


def is_one_way(draft: Draft) -> bool:
    """True for the act of a verb that is none such as each does to the other."""
    return draft.clause is not None and not draft.frame.mutual


def has_struck(draft: Draft, who: Collection[str], whom: Collection[str], triple: Triple) -> bool:
    """True for a blow that a verb has one of the two strike at the other: that they quarrel says no more."""
    one, other = triple[:2]
    facing = (one in who and other in whom) or (other in who and one in whom)
    verb = draft.trigger.pos == "VERB" and draft.frame.type == "ASSAULT"
    return verb and facing and set(draft.actor) != set(draft.recipient)
