"""A mention where it stands in a passage: what the reading of the whole passage says of it."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date

from legation.annotations import Party, Sentence
from legation.knowledge import Knowledge
from legation.records import Actor
from legation.resolving.alone import Alone
from legation.resolving.parties import filed_from
from legation.resolving.phrases import covered, head_of
from legation.resolving.resolution import Resolution
from legation.step import Reading

_SAYS_NOTHING = (None, "UNK")
# How much of two spans must be shared for them to be the same mention.
_LIKE = 0.5


def in_passage(reading: Reading, start: int, end: int, alone: Alone, knowledge: Knowledge) -> Resolution:
    """Who the text between two offsets means, by the reading; by itself where the reading says nothing of it."""
    text = reading.document.text
    mention = text[start:end]
    day = date.fromisoformat(reading.document.published[:10]) if reading.document.published else None
    actors = {actor.id: actor for actor in reading.of(Actor)}
    party = party_at(reading, start, end)
    hints = _hints(reading, actors, knowledge)
    if party is None:
        return alone.resolve(mention, day, hints)
    found = [actors[key] for key in party.actors if key in actors]
    if not found:
        return alone.resolve(mention, day, hints)
    if len(found) > 1:
        return _compound(mention, found, day)
    return _one(mention, party, found[0], day, alone, knowledge, hints)


def party_at(reading: Reading, start: int, end: int) -> Party | None:
    """The party that the stretch is about: the one at its head, else the one whose span is most like it."""
    parties = {(p.sentence, p.head): p for p in reading.of(Party)}
    inside = []
    for sentence in reading.of(Sentence):
        if tokens := covered(sentence, start, end):
            head = head_of(sentence, tokens)
            if head is not None and (party := parties.get((sentence.index, head.i))) is not None:
                return party
            inside += [p for t in tokens if (p := parties.get((sentence.index, t.i))) is not None]
    best = max(inside, key=lambda p: _likeness(p, start, end), default=None)
    return best if best is not None and _likeness(best, start, end) >= _LIKE else None


def _likeness(party: Party, start: int, end: int) -> float:
    shared = min(party.end, end) - max(party.start, start)
    return shared / (max(party.end, end) - min(party.start, start))


def _compound(mention: str, found: list[Actor], day: date | None) -> Resolution:
    countries, sectors = {a.country for a in found}, {a.sector for a in found if a.kind != "state"}
    return Resolution(
        text=mention,
        date=day.isoformat() if day else None,
        name=", ".join(actor.name for actor in found),
        kind="group",
        country=countries.pop() if len(countries) == 1 else None,
        sector=sectors.pop() if len(sectors) == 1 else None,
        members=tuple(actor.id for actor in found),
        resolved=all(actor.resolved for actor in found),
        confidence=min(actor.confidence for actor in found),
        why=tuple(dict.fromkeys(reason for actor in found for reason in actor.why)),
    )


def _hints(reading: Reading, actors: Mapping[str, Actor], knowledge: Knowledge) -> tuple[str, ...]:
    """Where the report is filed, the states that it names, and whom else it names, in this order."""
    home = filed_from(reading.document, knowledge)
    named = [key for key in actors if key in knowledge.known]
    states = [key for key in named if knowledge.known[key].kind == "state"]
    return tuple(
        dict.fromkeys([*([home] if home else []), *states, *named, *(a.country for a in actors.values() if a.country)])
    )


def _one(
    mention: str,
    party: Party,
    actor: Actor,
    day: date | None,
    alone: Alone,
    knowledge: Knowledge,
    hints: tuple[str, ...],
) -> Resolution:
    iso = day.isoformat() if day else None
    entry = knowledge.known.get(actor.id)
    if entry is not None and entry.kind == "person":
        found = alone.person(entry, day, actor.role, actor.why[-1] if actor.why else "name in the tables")
        return replace(found, text=mention, date=iso)
    sector = actor.sector
    kind: str = actor.kind
    if entry is not None and entry.kind == "state":
        sector = "GOV" if party.kind in ("metonym", "pronoun") and not party.about_place else None
        kind = "place" if party.about_place else "state"
    answer = Resolution(
        text=mention,
        date=iso,
        id=actor.id if actor.kind not in ("unnamed",) and not actor.id.startswith(("unnamed:", "group:-")) else None,
        name=actor.name,
        kind=kind,
        country=actor.country,
        sector=sector,
        role=actor.role,
        office=actor.id.removeprefix("office:") if actor.id.startswith("office:") else None,
        wikidata=actor.wikidata,
        wiki=entry.wiki if entry is not None and entry.kind != "state" else None,
        # Somebody whom only this text names is told apart from others in it, but nobody knows who that is.
        resolved=actor.resolved and (entry is not None or actor.kind in ("organisation", "state")),
        confidence=actor.confidence,
        why=actor.why,
    )
    if entry is None and actor.kind in ("unnamed", "group"):
        # The list of nouns for single mentions is the longer one: it adds what the reading leaves open.
        other = alone.resolve(mention, day, [actor.country] if actor.country else hints)
        answer = replace(
            answer,
            sector=other.sector if other.sector not in _SAYS_NOTHING else answer.sector,
            second_sector=other.second_sector,
            country=answer.country or other.country,
        )
    if (
        entry is None
        and answer.country is None
        and answer.sector is not None
        and (home := _only_state(hints, knowledge))
    ):
        answer = replace(
            answer, country=home, confidence=min(answer.confidence, 0.6), why=(*answer.why, "country of the report")
        )
    return answer


def _only_state(hints: tuple[str, ...], knowledge: Knowledge) -> str | None:
    """Where the report is filed, or the one state that it names."""
    return next((key for key in hints if key in knowledge.known and knowledge.known[key].kind == "state"), None)
