"""Even-handed: who calls for a truce or for restraint speaks to both of those who quarrel.

"The African Union called for restraint" names neither, and what the text implies is one of the two.
"""

from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from dataclasses import replace

from legation.coding.drafts import Draft
from legation.coding.joining import Settled
from legation.coding.roles import Role, Roles

_ASKING = "REQUEST"
_QUARREL = frozenset({"ASSAULT", "ACCUSE", "THREATEN", "COERCE"})
# Two quarrel who do so to one another, or again and again.
OFTEN = 2


def even_handed(acts: Sequence[Settled], roles: Roles, aims: Collection[str]) -> list[Settled]:
    """The acts; what is asked of a text's two enemies alike is asked of both. `aims` are nouns of what is asked for."""
    found = list(acts)
    asked = [n for n, (draft, _) in enumerate(acts) if _is_open(draft, aims)]
    pairs = quarrels((draft for draft, _ in acts), roles) if asked else {}
    for n in asked:
        draft, reading = acts[n]
        home, whom = roles.countries(draft.actor), roles.countries(draft.recipient)
        pair = max((p for p in pairs if whom <= p and not home & p), key=lambda p: pairs[p][0], default=None)
        if len(whom) != 1 or pair is None or pairs[pair][0] < OFTEN:
            continue
        other = pairs[pair][1].get(next(iter(pair - whom)))
        if other is not None:
            found[n] = replace(draft, recipients=(*draft.recipients, other)), reading
    return found


def _is_open(draft: Draft, aims: Collection[str]) -> bool:
    """True for a call for something that two must keep, of which the sentence does not say whom it is to."""
    s = draft.sentence
    if draft.frame.type != _ASKING or not draft.recipients or not draft.actors:
        return False
    if any(role.lies_in((s.start, s.end)) for role in draft.recipients):
        return False
    behind = (t for p in s.children(draft.trigger, "prep") if p.lower == "for" for t in s.children(p, "pobj"))
    things = [m for t in (*s.children(draft.trigger, "dobj"), *behind) for m in s.conjuncts(t)]
    return any(t.lemma.lower() in aims for t in things)


def quarrels(
    drafts: Iterable[Draft], roles: Roles, types: Collection[str] = _QUARREL
) -> dict[frozenset[str], tuple[int, dict[str, Role]]]:
    """Each two states that do harm to one another, how often, and where each of them is named."""
    counts: Counter[frozenset[str]] = Counter()
    named: dict[frozenset[str], dict[str, Role]] = {}
    for draft in drafts:
        ours, theirs = roles.countries(draft.actor), roles.countries(draft.recipient)
        pair = ours | theirs
        if draft.frame.type not in types or len(pair) != 2 or not ours or not theirs:
            continue
        counts[pair] += OFTEN if ours == theirs else 1
        for role in (*draft.actors, *draft.recipients):
            for state in roles.countries(role.actors) if len(role.actors) == 1 else ():
                if state in roles.actors:
                    named.setdefault(pair, {}).setdefault(state, Role((state,), role.start, role.end))
    return {pair: (count, named.get(pair, {})) for pair, count in counts.items()}
