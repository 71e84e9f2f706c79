"""Responses: who answers whom where a noun takes up what was asked, offered or charged before.

"Spain asked Peru for a delay. The request was turned down within the hour." names neither side again, and "the charge
was dismissed by Mr. Koné" only one: whoever was asked answers, and whoever asked is answered.
"""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import replace

from legation.annotations import Clause, Sentence, Token
from legation.coding.drafts import Draft
from legation.coding.joining import Settled
from legation.coding.phrasing import with_particle
from legation.coding.roles import Role, Roles, ids
from legation.coding.status import Judge
from legation.coding.triggers import Frame

_REFUSAL, _CONSENT = "REJECT", "AGREE"
# The acts that nouns of some classes take up.
TAKEN_UP = {
    "ASKED": frozenset({"REQUEST"}),
    "OFFERED": frozenset({"REQUEST", "AGREE"}),
    "CHARGED": frozenset({"ACCUSE"}),
}
# What provokes a refusal, or a measure, of whoever it is aimed at.
_PROVOKING = {
    "REJECT": frozenset({"REQUEST", "ACCUSE", "THREATEN"}),
    "SANCTION": frozenset({"ASSAULT", "COERCE", "SANCTION", "ACCUSE", "THREATEN", "REQUEST"}),
}
_DEFINITE = frozenset({"the", "this", "that"})
_WHERE, _IT = frozenset({"in", "at"}), frozenset({"it", "this"})
_DONE = frozenset({"actual", "historical"})
# So many sentences back something is taken up.
NEAR = 3
_CONFIDENCE = 0.7


def responses(
    acts: Sequence[Settled],
    clauses: Sequence[Clause],
    judge: Judge,
    roles: Roles,
    classes: Mapping[str, Collection[str]],
) -> list[Settled]:
    """The acts, and beside them the answers of those to whom something was put to those who did so."""
    found = [(_at_asker(draft, acts, roles), reading) for draft, reading in acts]
    found = [(draft, reading) for draft, reading in found if not _is_bare_denial(draft)]
    for clause in clauses:
        for kind, taken_up in _answers(clause, classes):
            before = _before(clause, taken_up, found, roles)
            standing = judge.clause(replace(clause, negated=False)) if before is not None else None
            if before is not None and standing == "actual":
                found = _answered(found, clause, kind, before, roles)
    return found


def _at_asker(draft: Draft, acts: Sequence[Settled], roles: Roles) -> Draft:
    """The act; of a refusal or measure with an open side, at who asked or wronged its doer just before."""
    provoking = _PROVOKING.get(draft.frame.type)
    mine = roles.countries(draft.actor)
    if provoking is None or draft.recipients or len(mine) != 1 or draft.standing not in _DONE:
        return draft
    before = _told(acts, draft.trigger.start, draft.sentence.index, provoking)
    aimed = [d for d in before if roles.countries(d.recipient) == mine and roles.countries(d.actor) != mine]
    last = max(aimed, key=lambda d: d.trigger.start, default=None)
    if last is None or len(roles.countries(last.actor)) != 1:
        return draft
    return replace(draft, recipients=last.actors)


def _is_bare_denial(draft: Draft) -> bool:
    """True for "denied it" of nobody's charge: what is denied stands elsewhere, and nobody is refused anything."""
    return draft.frame.object == _IT and not draft.recipients


def _told(acts: Sequence[Settled], end: int, sentence: int, kinds: Collection[str]) -> list[Draft]:
    """The acts of some types that are told to take place a little before a word."""
    return [
        d
        for d, _ in acts
        if d.frame.type in kinds
        and d.standing in _DONE
        and 0 <= sentence - d.sentence.index <= NEAR
        and d.trigger.end <= end
    ]


def _answers(clause: Clause, classes: Mapping[str, Collection[str]]) -> Iterator[tuple[str, frozenset[str]]]:
    """Whether a passive tells a refusal or a consent, and which acts its subject takes up."""
    s, verb = clause.sentence, clause.head
    subject = s.child(verb, "nsubjpass")
    if subject is None or not is_bare(s, subject):
        return
    told = with_particle(s, verb)
    if told not in classes["TURNING_DOWN"] and told not in classes["GRANTING"]:
        return
    refused = (told in classes["TURNING_DOWN"]) != clause.negated
    for name, taken_up in TAKEN_UP.items():
        charged = name == "CHARGED" and not (refused and told in classes["TURNING_DOWN"])
        if subject.lemma.lower() in classes[name] and not charged:
            yield (_REFUSAL if refused else _CONSENT), taken_up


def is_bare(s: Sentence, noun: Token) -> bool:
    """True for "the request", of which no word of its own says whose it is."""
    led = any(t.lower in _DEFINITE for t in s.children(noun, "det"))
    return led and s.child(noun, "poss", "prep", "relcl", "acl", "compound", "nmod") is None


def _before(clause: Clause, kinds: Collection[str], acts: Sequence[Settled], roles: Roles) -> Draft | None:
    """The last act of some types before a clause, by one state to one other."""
    earlier = _told(acts, clause.head.start, clause.sentence.index, kinds)
    last = max(earlier, key=lambda d: d.trigger.start, default=None)
    if last is None or set(last.actor) == set(last.recipient):
        return None
    asking, asked = roles.countries(last.actor), roles.countries(last.recipient)
    return last if len(asking) == len(asked) == 1 and asking != asked else None


def _answered(acts: Sequence[Settled], clause: Clause, kind: str, before: Draft, roles: Roles) -> list[Settled]:
    """The acts with the answer: one that is told with an open side has it filled, else a new one."""
    asked = roles.countries(before.recipient)
    found: list[Settled] = []
    told = False
    for draft, reading in acts:
        if draft.trigger is clause.head and draft.frame.type == kind:
            told = True
            ours = not draft.actors or bool(roles.countries(draft.actor) & asked)
            if ours and not (draft.actors and draft.recipients):
                draft = replace(draft, actors=draft.actors or before.recipients, recipients=before.actors)
        found.append((draft, reading))
    agents = _agents(clause, roles)
    theirs = roles.countries(ids(agents))
    if not told and (not theirs or theirs & asked) and not _is_elsewhere(clause, asked, roles):
        found.append((_draft(clause, kind, agents if theirs else before.recipients, before.actors), None))
    return found


def _is_elsewhere(clause: Clause, asked: Collection[str], roles: Roles) -> bool:
    """True where it is answered in a third state, which answers for itself: "the plea was rejected in Oslo"."""
    s = clause.sentence
    below = [t for p in s.children(clause.head, "prep") if p.lower in _WHERE for t in s.children(p, "pobj")]
    there = roles.countries(ids(tuple(r for t in below if (r := roles.place(s, t)) is not None)))
    return bool(there) and not there & set(asked)


def _agents(clause: Clause, roles: Roles) -> tuple[Role, ...]:
    s = clause.sentence
    return tuple(
        r for by in s.children(clause.head, "agent") for t in s.children(by, "pobj") for r in roles.agent(s, t)
    )


def _draft(clause: Clause, kind: str, actors: tuple[Role, ...], recipients: tuple[Role, ...]) -> Draft:
    return Draft(
        sentence=clause.sentence,
        trigger=clause.head,
        words=(clause.head,),
        frame=Frame(type=kind),
        mode=None,
        actors=actors,
        recipients=recipients,
        standing="actual",
        construction=f"passive verb {clause.head.lemma.lower()!r}, of what was put to somebody before",
        clause=clause,
        confidence=_CONFIDENCE,
    )
