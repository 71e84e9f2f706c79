"""A mention where it stands in a passage: what the reading of the whole passage says of it."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from legation.annotations import Party, Sentence
from legation.knowledge import Knowledge, Known
from legation.records import Actor
from legation.resolving.alone import Alone
from legation.resolving.capacity import acting, body_in, capacity_of
from legation.resolving.origin import filed_from
from legation.resolving.phrases import covered, head_of
from legation.resolving.resolution import Resolution
from legation.step import Reading

_SAYS_NOTHING = (None, "UNK")
# Sectors of those who serve a state or a body of states.
_SERVING = frozenset({"GOV", "MIL", "LEG", "JUD", "COP", "SPY", "IGO", "UNO"})
_OF_MANY = frozenset({"IGO", "UNO", "EUR"})
_KIN = frozenset(["brother", "sister", "wife", "husband", "widow", "widower", "son", "daughter", "father", "mother"])
# Words in the names of parties: of a body that no table holds, and that an office-holder leads, they tell a party.
_PARTIES = frozenset(
    {"Party", "Alliance", "Movement", "Front", "Rally", "League", "Coalition", "Congress", "Democrats"}
)
# The reason that a description gives for whom it found at the head of a group.
_LEADS = re.compile(r"(?:party_leader|head) of (group:[\w-]+)")
_PAST = re.compile(r"(?i)\b(?:former|ex|retired|one-time|onetime|erstwhile|late|ousted|deposed|outgoing|elect)\b")
# How much of two spans must be shared for them to be the same mention.
_LIKE = 0.5
# An answer that rests on where the report comes from is no surer than this.
_HOME_CONFIDENCE = 0.6


@dataclass(frozen=True, slots=True)
class _Mention:
    """A mention in a passage: its text, the passage's day, and whom the passage names (see `_hints`)."""

    text: str
    day: date | None
    hints: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Meant:
    """A mention, the party that the reading has there, and the one actor whom it means."""

    mention: _Mention
    party: Party
    actor: Actor


def in_passage(reading: Reading, start: int, end: int, alone: Alone, knowledge: Knowledge) -> Resolution:
    """Who the text between two offsets means, by the reading; by itself where the reading says nothing of it."""
    document = reading.document
    day = date.fromisoformat(document.published[:10]) if document.published else None
    actors = {actor.id: actor for actor in reading.of(Actor)}
    mention = _Mention(document.text[start:end], day, _hints(reading, actors, knowledge))
    doer = acting(reading, start, end)
    party = doer or party_at(reading, start, end)
    keys = _listed(reading, start, end) or (party.actors if party is not None else ())
    found = [actors[key] for key in keys if key in actors]
    if party is None or not found:
        answer = alone.resolve(mention.text, day, mention.hints)
    elif len(found) > 1:
        answer = _compound(found)
    else:
        answer = _one(_Meant(mention, party, found[0]), alone, knowledge)
        capacity = capacity_of(reading, party)
        if answer.kind == "person" and capacity is not None:
            body = body_in(reading, capacity)
            whose = actors.get(body.actors[0]) if body is not None and len(body.actors) == 1 else None
            answer = _acting_as(answer, (capacity.text, whose), mention, alone)
    return replace(answer, text=mention.text, date=day.isoformat() if day else None)


def party_at(reading: Reading, start: int, end: int) -> Party | None:
    """The party that the stretch is about: the one at its head, else the one whose span is most like it."""
    parties = {(p.sentence, p.head): p for p in reading.of(Party)}
    inside = []
    for sentence in reading.of(Sentence):
        if tokens := covered(sentence, start, end):
            head = head_of(sentence, tokens)
            if head is not None and (party := parties.get((sentence.index, head.i))) is not None:
                return party
            # "The president's brother" is not the president, nor is "the brother of the president".
            kin = head is not None and head.tag in ("NN", "NNP") and head.pos == "NOUN" and head.lower in _KIN
            for token in tokens if not kin else ():
                party = parties.get((sentence.index, token.i)) if token.dep != "poss" else None
                inside += [party] if party is not None else []
    # "Wang" of "Wang Yi" is the man.
    whole = [p for p in parties.values() if p.start <= start and end <= p.end and p.kind == "name"]
    inside += [p for p in whole if all(actor.startswith("person:") for actor in p.actors)]
    best = max(inside, key=lambda p: _likeness(p, start, end), default=None)
    return best if best in whole or (best is not None and _likeness(best, start, end) >= _LIKE) else None


def _listed(reading: Reading, start: int, end: int) -> tuple[str, ...]:
    """The actors of a list that a mention is as a whole ("Mali and Burkina Faso", "Presidents Kaunda and Machel")."""
    parties = {(p.sentence, p.head): p for p in reading.of(Party)}
    for sentence in reading.of(Sentence):
        head = head_of(sentence, covered(sentence, start, end))
        if head is None or not sentence.begins_list(head):
            continue
        names = [parties.get((sentence.index, t.i)) for t in sentence.conjuncts(head)]
        inside = [p for p in names if p is not None and p.kind == "name" and start <= p.start and p.end <= end]
        if len(inside) == len(names) > 1:
            return tuple(dict.fromkeys(actor for p in inside for actor in p.actors))
    return ()


def _likeness(party: Party, start: int, end: int) -> float:
    shared = min(party.end, end) - max(party.start, start)
    return shared / (max(party.end, end) - min(party.start, start))


def _acting_as(answer: Resolution, capacity: tuple[str, Actor | None], mention: _Mention, alone: Alone) -> Resolution:
    """A person in one of his capacities: the sector is that of the body whose office is named, else of the office."""
    text, body = capacity
    told = alone.resolve(text, mention.day, mention.hints)
    sector, second = told.sector, told.second_sector
    # "Chief of the army staff" tells by itself; "president" and "chairman" have many sorts of bodies.
    if body is not None and body.kind in ("organisation", "group") and sector in (*_SAYS_NOTHING, "GOV", "BUS", "SOC"):
        owned = body.sector if body.sector not in _SAYS_NOTHING else alone.resolve(body.name, mention.day).sector
        sector, second = (owned, None) if owned not in (*_SAYS_NOTHING, "GOV", "LEG") else (sector, second)
    # Whoever leads "the Alliance for the Republic" leads a party, though no table holds it.
    if body is not None and body.id not in alone.known_ids and set(body.name.split()) & _PARTIES:
        sector, second = "PTY", None
    if sector in _SAYS_NOTHING:
        return answer
    why = (*answer.why, f"speaks or acts as {text!r}")
    return replace(answer, sector=sector, second_sector=second, role=text, why=why)


def _hints(reading: Reading, actors: Mapping[str, Actor], knowledge: Knowledge) -> tuple[str, ...]:
    """Where the report is filed, the states that it names, and whom else it names, in this order."""
    home = filed_from(reading.document, knowledge)
    named = [key for key in actors if key in knowledge.known]
    states = [key for key in named if knowledge.known[key].kind == "state"]
    countries = [actor.country for actor in actors.values() if actor.country]
    return tuple(dict.fromkeys([*([home] if home else []), *states, *named, *countries]))


def _compound(found: Sequence[Actor]) -> Resolution:
    """Several actors whom one mention means."""
    countries, sectors = {actor.country for actor in found}, {actor.sector for actor in found if actor.kind != "state"}
    return Resolution(
        text="",
        name=", ".join(actor.name for actor in found),
        kind="group",
        country=countries.pop() if len(countries) == 1 else None,
        sector=sectors.pop() if len(sectors) == 1 else None,
        members=tuple(actor.id for actor in found),
        resolved=all(actor.resolved for actor in found),
        confidence=min(actor.confidence for actor in found),
        why=tuple(dict.fromkeys(reason for actor in found for reason in actor.why)),
    )


def _one(meant: _Meant, alone: Alone, knowledge: Knowledge) -> Resolution:
    """The one actor whom a mention means."""
    mention, party, actor = meant.mention, meant.party, meant.actor
    entry = knowledge.known.get(actor.id)
    if entry is not None:
        if entry.kind == "person":
            reason = actor.why[-1] if actor.why else "name in the tables"
            known = alone.person(entry, mention.day, actor.role, reason)
            return _in_text(known, meant, alone, knowledge)
        # "The rebels" fight, whatever their group has become since.
        called = entry.kind == "group" and party.kind in ("role", "group")
        fights = called and alone.resolve(mention.text, mention.day).sector == "REB"
        return _of_tables(party, actor, entry, fights=fights)
    answer = _of_text(actor)
    # "They" are told by the words that described them.
    words = (actor.role or actor.name) if party.kind == "pronoun" else mention.text
    if actor.kind in ("unnamed", "group"):
        answer = _completed(answer, words, meant, alone)
    elif actor.role and answer.sector in _SAYS_NOTHING:
        answer = _completed(answer, actor.role, meant, alone)
    home = next((key for key in mention.hints if key in knowledge.known and knowledge.known[key].kind == "state"), None)
    if answer.country is not None or answer.sector is None or home is None:
        return answer
    why = (*answer.why, "country of the report")
    return replace(answer, country=home, confidence=min(answer.confidence, _HOME_CONFIDENCE), why=why)


def _in_text(known: Resolution, meant: _Meant, alone: Alone, knowledge: Knowledge) -> Resolution:
    """A person of the tables, with what the text says that he is where the tables have no office of that day."""
    mention, party, actor = meant.mention, meant.party, meant.actor
    if known.office is None and actor.role and _is_current(actor.role):
        if known.sector is None:
            known = _completed(known, actor.role, meant, alone)
        elif known.sector == "ELI" and party.kind == "name":
            told = alone.resolve(actor.role, mention.day, [actor.country] if actor.country else mention.hints)
            known = replace(known, sector=told.sector if told.sector in _SERVING else known.sector)
        body = knowledge.known.get(actor.body or "")
        if body is not None and body.country in _OF_MANY:  # whoever mediates for the United Nations acts for no state
            known = replace(known, country=body.country)
    elif known.sector is None and actor.role:
        known = _completed(known, actor.role, meant, alone)
    return _as_head(known, mention, actor, knowledge) if party.kind == "role" else known


def _is_current(role: str) -> bool:
    """False for a role of the past ("a former foreign minister")."""
    return _PAST.search(role) is None


def _as_head(known: Resolution, mention: _Mention, actor: Actor, knowledge: Knowledge) -> Resolution:
    """A person spoken of as the head of a party ("the leader of Civic Platform"): the sector is that of this office."""
    led = _LEADS.match(known.why[0])
    terms = knowledge.offices(actor.id) if led is not None and mention.day is not None else ()
    for term in terms:
        if led is not None and mention.day is not None and term.polity == led[1] and term.covers(mention.day):
            sector, office = knowledge.sector_in(term, mention.day), f"{term.polity}:{term.office}"
            return replace(known, sector=sector, second_sector=None, office=office)
    return known


def _of_tables(party: Party, actor: Actor, entry: Known, *, fights: bool) -> Resolution:
    """A state, body, organisation or group of the tables."""
    state = entry.kind == "state"
    spoken_for = party.kind in ("metonym", "pronoun") and not party.about_place
    return Resolution(
        text="",
        id=actor.id,
        name=actor.name,
        kind=("place" if party.about_place else "state") if state else actor.kind,
        country=actor.country,
        sector=("GOV" if spoken_for else None) if state else "REB" if fights else actor.sector,
        second_sector=actor.sector if fights and actor.sector != "REB" else None,
        role=actor.role,
        wikidata=actor.wikidata,
        wiki=None if state else entry.wiki,
        resolved=actor.resolved,
        confidence=actor.confidence,
        why=actor.why,
    )


def _of_text(actor: Actor) -> Resolution:
    """Somebody whom only this text names or describes: told apart from others in it, but nobody knows who that is."""
    nameless = actor.kind == "unnamed" or actor.id.startswith(("unnamed:", "group:-"))
    return Resolution(
        text="",
        id=None if nameless else actor.id,
        name=actor.name,
        kind=actor.kind,
        country=actor.country,
        sector=actor.sector,
        role=actor.role,
        office=actor.id.removeprefix("office:") if actor.id.startswith("office:") else None,
        wikidata=actor.wikidata,
        resolved=actor.resolved and actor.kind in ("organisation", "state"),
        confidence=actor.confidence,
        why=actor.why,
    )


def _completed(answer: Resolution, words: str, meant: _Meant, alone: Alone) -> Resolution:
    """The list of nouns for single mentions is the longer one: it adds what the reading leaves open."""
    mention, actor = meant.mention, meant.actor
    other = alone.resolve(words, mention.day, [actor.country] if actor.country else mention.hints)
    return replace(
        answer,
        sector=other.sector if other.sector not in _SAYS_NOTHING else answer.sector,
        second_sector=other.second_sector,
        country=answer.country or other.country,
    )
