"""Bystanders: who is named only to say who somebody is takes no part in what that one does.

In "families of hostages held by Hamas met the president" Hamas holds hostages and meets nobody; in "the French envoy
to Lebanon urged Israel to stop" nobody has met Lebanon. A look at all parties of a sentence takes both for parties of
the meeting, as it does those who send an envoy or lead a delegation, who do act.
"""

from collections.abc import Collection, Sequence
from dataclasses import replace

from legation.annotations import Token
from legation.coding.drafts import Draft
from legation.coding.joining import Settled
from legation.coding.roles import Role, Roles
from legation.coding.triggers import PARTY, Frame, Lexicon

# What is done to people, so that whoever did it doesn't act through them; but those who are sent or led act for others.
_DONE = frozenset({"ASSAULT", "COERCE", "SANCTION", "RETREAT"})
_TOGETHER = frozenset({"CONSULT", "AGREE", "COOPERATE"})
_CLAUSES = ("acl", "relcl")
_WITHIN = frozenset({"in", "at"})
_POSTED = frozenset({"to", "for", "in", "at"})


def without_bystanders(acts: Sequence[Settled], roles: Roles, lexicon: Lexicon) -> list[Settled]:
    """The acts, without parties that only tell who another one is; what has nobody to do it is gone."""
    found: list[Settled] = []
    for draft, reading in acts:
        kept = _kept(draft, roles, lexicon)
        if kept is not None:
            found.append((kept, reading))
    return found


def _kept(draft: Draft, roles: Roles, lexicon: Lexicon) -> Draft | None:
    if draft.trigger.pos != "VERB":
        return draft
    idle = {r for r in (*draft.actors, *draft.recipients) if _is_doer_below(draft, r, lexicon)}
    if draft.frame.type == "CONSULT" and not _meets(draft.trigger, lexicon):
        idle |= {r for r in (*draft.actors, *draft.recipients) if _is_post(draft, r, lexicon.classes["ENVOYS"])}
    ground = {r for r in draft.actors if draft.frame.type not in _TOGETHER and _is_ground(draft, r)}
    if ground and any(roles.countries(r.actors) for r in (*_doers(draft, roles), *draft.actors) if r not in ground):
        idle |= ground  # else the state in which somebody acts says whose he is
    if not idle:
        return draft
    actors = tuple(r for r in draft.actors if r not in idle)
    together = draft.frame.type in _TOGETHER
    recipients = tuple(r for r in draft.recipients if r not in idle) if together else draft.recipients
    if not actors or (together and len({i for r in (*actors, *recipients) for i in r.actors}) < 2):
        return None
    return replace(draft, actors=actors, recipients=recipients)


def _is_doer_below(draft: Draft, role: Role, lexicon: Lexicon) -> bool:
    """True for whoever stands behind the "by" of a participle that says what was done to somebody else."""
    s = draft.sentence
    for above in role.above(s):
        if above.i == draft.trigger.i:
            return False
        if above.dep == "agent" or (above.dep == "prep" and above.lower == "by"):
            verb = s.head(above)
            below = verb.dep in _CLAUSES and verb.tag == "VBN" and verb.i != draft.trigger.i
            timed = any(t.tag == "WRB" for t in s.children(verb))  # "on Monday, when rockets were fired by"
            things = lexicon.classes["BLOWS"] | lexicon.classes["WEAPONS"] | lexicon.nouns.keys()
            below = below and not timed and s.head(verb).lemma.lower() not in things  # "missiles fired by Iran hit it"
            frames = lexicon.verbs.get(verb.lemma.lower(), ()) if below else ()
            return any(_is_done_to_people(f, lexicon) for f in frames)
    return False


def _is_done_to_people(frame: Frame, lexicon: Lexicon) -> bool:
    """True for a deed that can be done to anybody, as arrests are, and coups are not."""
    return frame.type in _DONE and (not frame.object or bool(frame.object & {PARTY, *lexicon.classes["PEOPLE"]}))


def _is_post(draft: Draft, role: Role, envoys: Collection[str]) -> bool:
    """True for the state where an envoy serves: "the envoy to Lebanon"."""
    s = draft.sentence
    above = list(role.above(s))[:2]
    return len(above) == 2 and above[0].lower in _POSTED and above[1].lemma.lower() in envoys


def _is_ground(draft: Draft, role: Role) -> bool:
    """True for the place in which somebody else acts: "was denounced in Lusaka by Angola"."""
    above = list(role.above(draft.sentence))[:2]
    return len(above) == 2 and above[0].lower in _WITHIN and above[0].dep == "prep" and above[1] is draft.trigger


def _doers(draft: Draft, roles: Roles) -> tuple[Role, ...]:
    """Who does what the verb tells by its own words: its subject, or who stands behind the "by" of a passive."""
    s, verb = draft.sentence, draft.trigger
    told = s.children(verb, "nsubj") or tuple(t for by in s.children(verb, "agent") for t in s.children(by, "pobj"))
    return tuple(role for token in told for member in s.conjuncts(token) for role in roles.agent(s, member))


def _meets(verb: Token, lexicon: Lexicon) -> bool:
    return any(f.type == "CONSULT" for f in lexicon.verbs.get(verb.lemma.lower(), ()))
