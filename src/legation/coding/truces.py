"""Truces: a truce is kept by both who fight, so whoever mediates or announces it is on neither of its sides.

"Qatar announced a ceasefire between Israel and Iran" tells of Israel and Iran, and "the truce mediated by Angola came
into force" names neither of its sides: other sentences say who fights whom.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from legation.annotations import Token
from legation.coding.drafts import Draft
from legation.coding.even_handed import OFTEN, quarrels
from legation.coding.joining import Settled
from legation.coding.phrasing import objects
from legation.coding.roles import Role, Roles, ids

_CEASING, _MODE = "RETREAT", "ceasefire"
_FIGHTING = frozenset({"ASSAULT"})
# "Agreed to a truce", "on a truce", "abided by it"; what is told of "before the truce" is none.
_KEPT = ("to", "on", "by")
# Others are thought of, too, where they are told of nearly as often as those who fight most.
_SURELY = 2
Classes = Mapping[str, Collection[str]]


def of_both_sides(acts: Sequence[Settled], roles: Roles, classes: Classes) -> list[Settled]:
    """The acts; a truce is of those it is said to be between, or else of the two who fight as other acts tell."""
    found = list(acts)
    for n, (draft, reading) in enumerate(acts):
        if draft.frame.type == _CEASING and (draft.mode == _MODE or draft.trigger.pos == "NOUN"):
            nouns = [t for t in _things(draft) if t.lemma.lower() in classes["TRUCES"]]
            if nouns and (sides := _sides(draft, nouns, [d for d, _ in acts], roles, classes)):
                found[n] = replace(draft, mode=_MODE, actors=sides, recipients=sides), reading
    return found


def _things(draft: Draft) -> Iterator[Token]:
    """What the act is told of: the noun that tells it, or what its verb is done to ("declared a truce")."""
    s = draft.sentence
    if draft.clause is None or draft.trigger.pos == "NOUN":
        yield draft.trigger
        return
    things = (*objects(draft.clause), *s.children(draft.trigger, "nsubjpass"))
    behind = draft.clause.prep(*_KEPT)
    yield from (m for t in (*things, *behind) for m in s.conjuncts(t))


def _sides(
    draft: Draft, nouns: Sequence[Token], told: Sequence[Draft], roles: Roles, classes: Classes
) -> tuple[Role, ...]:
    """Both sides of a truce; nobody where it stays with those of the act."""
    s = draft.sentence
    between = tuple(dict.fromkeys(r for noun in nouns for r in roles.behind(s, noun, "between")))
    if len(ids(between)) > 1:
        return between
    if any(_is_of_one(draft, noun, classes) or _is_with_somebody(draft, noun) for noun in nouns):
        return ()
    ours = roles.countries((*draft.actor, *draft.recipient))
    pair = _enemies((d for d in told if d is not draft), ours, roles)
    if not pair or (roles.countries(draft.actor) <= pair.keys() and _is_told_of(draft)):
        return ()
    return tuple(pair.values())


def _is_of_one(draft: Draft, noun: Token, classes: Classes) -> bool:
    """True for a truce of one side: "a unilateral truce", "unilaterally declared a truce"."""
    s = draft.sentence
    words = (*s.children(noun, "amod", "compound"), *s.children(draft.trigger, "advmod"))
    return any(t.lemma.lower() in classes["ONE_SIDED"] for t in words)


def _is_with_somebody(draft: Draft, noun: Token) -> bool:
    """True where the sentence says with whom it is kept, whether or not the coder knows them."""
    s = draft.sentence
    return any(p.lower == "with" for t in (noun, s.head(noun), draft.trigger) for p in s.children(t, "prep"))


def _is_told_of(draft: Draft) -> bool:
    """True where the sentence names who acts, and the truce with whom he keeps it, or that he keeps it alone."""
    if draft.clause is None or draft.trigger.pos == "NOUN" or not draft.actors:
        return False
    span = draft.sentence.start, draft.sentence.end
    return all(role.lies_in(span) for role in draft.actors)


def _enemies(told: Iterable[Draft], ours: frozenset[str], roles: Roles) -> Mapping[str, Role]:
    """The two states that quarrel more than any others and fight, where the text names each; else none.

    Where the act is of states already, one of them is among the two, and unless both are, a single blow doesn't show
    it: a text may tell of another war, too.
    """
    actual = [d for d in told if d.standing == "actual"]
    found, fights = quarrels(actual, roles), quarrels(actual, roles, _FIGHTING)
    best = max(found, key=lambda each: (found[each][0], sorted(each)), default=None)
    if best is None or best not in fights or (ours and not ours & best):
        return {}
    count, named = found[best]
    if ours and not best <= ours and count < OFTEN:
        return {}
    if len(named) < len(best) or any(n * _SURELY > count for pair, (n, _) in found.items() if pair != best):
        return {}
    return named
