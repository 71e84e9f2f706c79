"""Releases: who is to be freed or handed over is not who is asked for it.

"Norway demanded the release of two Norwegian sailors" asks whoever holds them, and so does "the return of its gold":
frames take for the one who is asked whoever stands behind the "of". Where the sentence tells who holds them ("jailed in
Iran", "held by Mali"), it is asked of him; a foreigner who stands there alone may stand for his state.
"""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import replace

from legation.annotations import Sentence, Token
from legation.coding.drafts import Draft
from legation.coding.joining import Settled
from legation.coding.roles import Role, Roles, ids

_REQUEST = "REQUEST"
_ASKED_BY = frozenset({"for", "of"})
# By such acts somebody is held.
_HOLDING = frozenset({"COERCE", "ASSAULT"})
_IN = frozenset({"in", "at", "near", "by"})


def asked_of_holders(acts: Sequence[Settled], roles: Roles, classes: Mapping[str, Collection[str]]) -> list[Settled]:
    """The acts, requests for somebody's release without those who are to be released."""
    held: dict[tuple[int, str], tuple[Role, ...]] = {}
    for draft, _ in acts:
        for actor in draft.recipient if draft.frame.type in _HOLDING else ():
            held.setdefault((draft.sentence.index, actor), draft.actors)
    return [(_asked(draft, roles, classes, held), reading) for draft, reading in acts]


def _asked(
    draft: Draft,
    roles: Roles,
    classes: Mapping[str, Collection[str]],
    held: Mapping[tuple[int, str], tuple[Role, ...]],
) -> Draft:
    if draft.frame.type != _REQUEST or not draft.actors:
        return draft
    s = draft.sentence
    if passive := _done_for(s, draft.trigger, classes["FREEING"]):
        return _asked_for(draft, passive, roles)
    for noun in _wanted(s, draft.trigger, classes["RELEASES_OF"]):
        freed = [t for p in s.children(noun, "prep") if p.lower == "of" for t in s.children(p, "pobj")]
        whose = [t for t in s.children(noun, "poss") if t.pos == "PRON"]  # "demanded their release"
        spans = [s.span(t) for t in (*freed, *whose)]
        named = [r for r in draft.recipients if any(r.lies_in(span) for span in spans)]
        if not spans or (draft.recipients and not named):
            continue
        holders = tuple(r for t in freed for m in s.conjuncts(t) for r in _holders(s, m, roles))
        holders = holders or tuple(r for n in named for i in n.actors for r in held.get((s.index, i), ()))
        holders = tuple(r for r in holders if not set(r.actors) <= set(draft.actor))
        if holders:
            return replace(draft, recipients=holders)
        home = roles.countries(draft.actor)
        if whose:
            named = []
        abroad = [r for r in draft.recipients if not roles.countries(r.actors) & home]
        foreign = [r for r in named if roles.countries(r.actors)]
        kept = (r for r in abroad if r in foreign or not any(r.lies_in(span) for span in spans))
        return replace(draft, recipients=tuple(kept))
    return draft


def _done_for(s: Sentence, verb: Token, freeing: Collection[str]) -> tuple[Token, Token] | None:
    """What is demanded for whom: the passive and its subject of "demanded that the mayor be freed"."""
    for below in s.children(verb, "ccomp", "xcomp", "advcl"):
        if below.tag == "VBN" and below.lemma.lower() in freeing and s.child(below, "auxpass") is not None:
            named = [t for p in s.children(verb, "prep") if p.lower == "for" for t in s.children(p, "pobj")]
            subject = s.child(below, "nsubjpass") or next((t for t in named if verb.i < t.i < below.i), None)
            if subject is not None:
                return below, subject
    return None


def _asked_for(draft: Draft, done: tuple[Token, Token], roles: Roles) -> Draft:
    """The demand without those for whom something is demanded: it is made on whoever is to do it, or on their state."""
    s, (passive, subject) = draft.sentence, done
    freed = [r for r in draft.recipients if r.lies_in(s.span(subject))]
    if not freed:
        return draft
    agents = (t for by in s.children(passive, "agent") for t in s.children(by, "pobj"))
    asked = tuple(r for t in agents for r in roles.affected(s, t)) or tuple(
        r for r in draft.recipients if r not in freed
    )
    if not asked:
        themselves = [r for r in freed if r.start <= subject.start and subject.end <= r.end]
        abroad = {c: r for r in themselves for c in roles.countries(r.actors) - roles.countries(draft.actor)}
        asked = tuple(Role((c,), r.start, r.end) for c, r in sorted(abroad.items()) if c in roles.actors)
    return replace(draft, recipients=asked)


def _wanted(s: Sentence, verb: Token, nouns: Collection[str]) -> Iterator[Token]:
    """What is asked for, where it is that somebody or something be freed or given back."""
    behind = [t for p in s.children(verb, "prep") if p.lower in _ASKED_BY for t in s.children(p, "pobj")]
    for head in (*s.children(verb, "dobj", "nsubjpass"), *behind):
        yield from (t for t in s.conjuncts(head) if t.lemma.lower() in nouns)


def _holders(s: Sentence, freed: Token, roles: Roles) -> Iterator[Role]:
    """Who holds somebody: behind the participle that says so, as who does it or the state where he does."""
    for verb in s.children(freed, "acl", "relcl"):
        if verb.tag != "VBN":
            continue
        preps = [p for p in s.children(verb, "agent", "prep") if p.lower in _IN]
        for prep in sorted(preps, key=lambda p: p.lower != "by"):
            for thing in s.children(prep, "pobj"):
                found = roles.party(s, thing) or roles.place(s, thing)
                mine = roles.owners(s, thing) if found is None else (found,)
                if any(i.startswith(("org:", "group:")) or roles.countries((i,)) for i in ids(mine)):
                    yield from mine
                    return
