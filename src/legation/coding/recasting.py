"""Recasting: deeds whose own words tell their type, which the trained coder takes for another.

Of troops that land, nothing but the landing is told: "Russian marines landed in Syria" is no aid, unless the sentence
speaks of help; and a plane that lands brings nothing that the text does not name. Those who occupy a university are no
army: students and workers who take a building of their own state protest. Troops that are ordered to stand down are
not readied, and who pulls his own troops back breaks off nothing, whoever is told of it. Ships that collide hold no
talks, and whoever is called a liar was not telephoned.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace

from legation.coding.drafts import Draft
from legation.coding.joining import Settled
from legation.coding.phrasing import with_particle
from legation.coding.roles import Role, Roles, ids
from legation.coding.sides import is_mission
from legation.coding.standings import infinitive

_AID, _MOVED, _PROTEST = "AID", "MOBILIZE", "PROTEST"
_FORCE = frozenset({"ASSAULT", "COERCE"})
# Who but occupies an embassy sits there; who storms one attacks it.
_SITTING = "occupy"
_TALK, _NAMING = "CONSULT", frozenset({"call", "name", "label"})
_WITH_ONE_ANOTHER = frozenset({_TALK, "COOPERATE", "AGREE"})
# Those whom others have sent too: to call them home is a breach with these.
_SENT_BY_MANY = frozenset({"peacekeeper", "contingent", "personnel"})
_ARMS = frozenset({"MIL", "REB", "UAF", "COP", "SPY"})


def recast(acts: Sequence[Settled], roles: Roles, classes: Mapping[str, Collection[str]]) -> list[Settled]:
    """The acts, landings and occupations as what their words tell."""
    found: list[Settled] = []
    for draft, reading in acts:
        if (told := _landed(draft, roles, classes)) is not None:
            told = _stood_down(_occupied(told, roles, classes), classes["STANDING_DOWN"])
            found.append((_collided(_pulled_back(told, classes), classes["COLLIDING"]), reading))
    by_word: dict[tuple[int, int], list[Draft]] = {}
    for draft, _ in found:
        by_word.setdefault(_word(draft), []).append(draft)
    return [act for act in found if not any(_is_doubled(act[0], other) for other in by_word[_word(act[0])])]


def _word(draft: Draft) -> tuple[int, int]:
    return draft.sentence.index, draft.trigger.i


def _is_doubled(draft: Draft, other: Draft) -> bool:
    """True for the less likely reading of one landing, told by one word, as a movement and as an attack.

    And for a telephone call that "called him a liar" tells.
    """
    if draft.frame.type == _TALK and draft.trigger.lemma.lower() in _NAMING:
        return other.frame.type == "ACCUSE" and other.recipient == draft.recipient
    if {draft.frame.type, other.frame.type} != {_MOVED, "ASSAULT"} or draft.actor != other.actor:
        return False
    return draft.likelihood < other.likelihood


def _landed(draft: Draft, roles: Roles, classes: Mapping[str, Collection[str]]) -> Draft | None:
    """The act; aid that is told by nothing but an arrival as a movement of troops, or not at all."""
    s, word = draft.sentence, draft.trigger
    if draft.frame.type != _AID or word.pos != "VERB" or word.lemma.lower() not in classes["LANDING"]:
        return draft
    helpful = classes["HELPFUL"]
    if any(t.lemma.lower() in helpful or t.lower in helpful for t in s.tokens):
        return draft
    arrived = s.children(word, "nsubj")
    troops = any(t.lemma.lower() in classes["TROOPS"] for t in arrived) or any(
        a.sector in _ARMS for t in arrived for i in ids(roles.agent(s, t)) if (a := roles.actors.get(i)) is not None
    )
    if not troops:
        return None
    return replace(draft, frame=replace(draft.frame, type=_MOVED, mode="troops"), mode="troops")


def _stood_down(draft: Draft, leaving: Collection[str]) -> Draft:
    """The act; a movement of forces that the words of an order take back as a retreat."""
    s, word = draft.sentence, draft.trigger
    if draft.frame.type != _MOVED or word.pos != "VERB":
        return draft
    if not any(infinitive(s, t) and with_particle(s, t) in leaving for t in s.children(word, "xcomp", "ccomp")):
        return draft
    return replace(draft, frame=replace(draft.frame, type="RETREAT", mode="withdraw"), mode="withdraw")


def _pulled_back(draft: Draft, classes: Mapping[str, Collection[str]]) -> Draft:
    """The act; an end of relations that a verb with one's own troops as its object tells, as a retreat of theirs."""
    s, word = draft.sentence, draft.trigger
    if draft.frame.type != "SANCTION" or word.pos != "VERB" or word.lemma.lower() not in classes["PULLING_BACK"]:
        return draft
    things = s.children(word, "dobj")
    if not any(t.lemma.lower() in classes["TROOPS"] and t.lemma.lower() not in _SENT_BY_MANY for t in things):
        return draft
    left = tuple(role for role in draft.recipients if _hangs_on(draft, role))
    frame = replace(draft.frame, type="RETREAT", mode="withdraw")
    return replace(draft, frame=frame, mode="withdraw", recipients=left)


def _hangs_on(draft: Draft, role: Role) -> bool:
    """True for a party below the word of an act, and not below another verb ("withdrew and informed the embassy")."""
    verb = next((t for t in role.above(draft.sentence) if t.pos == "VERB"), None)
    return verb is not None and verb.i == draft.trigger.i


def _collided(draft: Draft, colliding: Collection[str]) -> Draft:
    """The act; a meeting of ships that run into one another as the blow that it is."""
    if draft.frame.type not in _WITH_ONE_ANOTHER or draft.trigger.lemma.lower() not in colliding:
        return draft
    return replace(draft, frame=replace(draft.frame, type="ASSAULT", mode=None), mode=None)


def _occupied(draft: Draft, roles: Roles, classes: Mapping[str, Collection[str]]) -> Draft:
    """The act; an occupation by people without arms, at home or of a foreign mission, as a protest."""
    s, word = draft.sentence, draft.trigger
    if draft.frame.type not in _FORCE or word.lemma.lower() not in classes["OCCUPYING"]:
        return draft
    crowd = [t for head in s.children(word, "nsubj", "agent") for t in (head, *s.children(head, "pobj"))]
    if not any(t.lemma.lower() in classes["CROWDS"] for t in crowd):
        return draft
    acting, struck = roles.countries(draft.actor), roles.countries(draft.recipient)
    mission = any(map(is_mission, draft.recipient))
    if mission and word.lemma.lower() != _SITTING:
        return draft
    if acting and struck and not acting & struck and not mission:
        return draft
    return replace(draft, frame=replace(draft.frame, type=_PROTEST, mode="obstruct"), mode="obstruct")
