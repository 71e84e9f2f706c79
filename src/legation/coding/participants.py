"""Participants: who is unnamed, or named as a mere place, stays in the record only if something happens to them."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from legation.coding.sides import STATELESS
from legation.records import Actor, Event, Mention, Prediction, Pressure, Silence, Speaker, Stance, Statement, Tie
from legation.step import Reading, Step

# Whoever has a name of their own is kept; "soldiers" that nobody moves and that do nothing are only scenery.
_SCENERY = frozenset({"unnamed", "group"})
# Who does these to one another mostly shares a country, if the text does not say otherwise.
_AT_HOME = frozenset({"COERCE", "ASSAULT", "RETREAT", "CONCEDE", "SANCTION"})
_BLOW = "ASSAULT"
_RULING = frozenset({"GOV", "COP", "MIL", "JUD", "LEG", "SPY"})


def participants() -> Step:
    """Make the step that leaves out described actors, with their mentions, whom no coded record names."""

    def run(reading: Reading) -> Iterator[Actor | Mention | Statement | Prediction]:
        active = set(_active(reading))
        spoken_of = {m.actor for m in reading.of(Mention)}
        idle = (a for a in reading.of(Actor) if a.id not in active)
        gone = {a.id for a in idle if _scenery(a) or a.id not in spoken_of}
        homes = _homes(reading)
        stay = {a.id for a in reading.of(Actor)} - gone
        states = {a.id: a.country for a in reading.of(Actor) if a.id in gone and a.country in stay}
        for actor in reading.of(Actor):
            if actor.id not in gone:
                home = homes.get(actor.id)
                yield actor if home is None else replace(actor, country=home, why=(*actor.why, f"faces {home} alone"))
        yield from (m for m in reading.of(Mention) if m.actor not in gone)
        for statement in reading.of(Statement):
            stance = _handed_on(statement.stance, gone, states, statement.speaker)
            yield replace(statement, about=_without(statement.about, gone), stance=stance)
        for prediction in reading.of(Prediction):
            yield replace(prediction, about=_without(prediction.about, gone))

    types = frozenset({Actor, Mention, Statement, Prediction})
    needs = types | {Event, Pressure, Silence}
    return Step("participants", run, needs=needs, gives=types, replaces=types)


def _homes(reading: Reading) -> dict[str, str]:
    """The countries of people that nothing ties to one, where all that they do or suffer concerns one state alone.

    The aides whom a country's police detain are of that country, and so are soldiers who seize its prime minister.
    """
    actors = {actor.id: actor for actor in reading.of(Actor)}
    met: dict[str, set[str]] = {}
    blows = [event for event in reading.of(Event) if event.type == _BLOW]
    for event in reading.of(Event):
        if event.type in _AT_HOME:
            doers, others = ([actors[i] for i in side if i in actors] for side in (event.actor, event.recipient))
            if struck := [actors[i] for i in _struck(event, blows) if i in actors and actors[i].kind == "state"]:
                doers = struck
            ruled = bool(doers) and all(a.kind == "state" or a.sector in _RULING for a in doers)
            armed = bool(others) and all(a.kind != "state" for a in others)
            for people, other in ((others, doers if ruled else []), (doers, others if armed else [])):
                for person in people:
                    if _is_anybody(person) and (people is others or person.sector in _RULING):
                        met.setdefault(person.id, set()).update(a.country for a in (*other, *people) if a.country)
    return {key: next(iter(where)) for key, where in met.items() if len(where) == 1 and not where & STATELESS}


def _struck(event: Event, blows: Iterable[Event]) -> Iterator[str]:
    """Whom a blow strikes of which a part is told: who is hurt is theirs ("shelled Chad, killing two soldiers")."""
    at = _span(event, "trigger")[0]
    for blow in blows if event.type == _BLOW else ():
        clause = _span(blow, "clause")
        if blow.actor == event.actor and _span(blow, "trigger")[1] <= at and clause[0] <= at < clause[1]:
            yield from blow.recipient


def _span(event: Event, role: str) -> tuple[int, int]:
    """Where the evidence of an event has its trigger or its clause."""
    return next(((e.start, e.end) for e in event.evidence if e.role == role), (0, 0))


def _is_anybody(actor: Actor) -> bool:
    """True for people without a name or a country, governments apart."""
    return actor.country is None and actor.sector != "GOV" and actor.kind in _SCENERY and _scenery(actor)


def _handed_on(
    stances: Iterable[Stance], gone: set[str], states: Mapping[str, str | None], speaker: Speaker
) -> tuple[Stance, ...]:
    """The stances without those to scenery; what is said of a state's soldiers is said of the state."""
    kept: dict[str, Stance] = {}
    for stance in stances:
        target = states.get(stance.target) if stance.target in gone else stance.target
        if target is None or (target != stance.target and (target == speaker.country or not stance.value)):
            continue
        if target not in kept or abs(stance.value) > abs(kept[target].value):
            kept[target] = replace(stance, target=target)
    return tuple(kept.values())


def _without(ids: tuple[str, ...], gone: set[str]) -> tuple[str, ...]:
    return tuple(i for i in ids if i not in gone)


def _scenery(actor: Actor) -> bool:
    described = actor.id.startswith(("unnamed:", "group:-:")) or actor.id.count(":") >= 3
    unsure = actor.kind == "organisation" and actor.confidence < 0.7
    return (actor.kind in _SCENERY and described) or unsure


def _active(reading: Reading) -> Iterator[str]:
    """The ids of all who take part in something coded."""
    for event in reading.of(Event):
        yield from (*event.actor, *event.recipient)
    for pressure in reading.of(Pressure):
        yield from (*pressure.pressers, *pressure.intermediary, *pressure.targets)
    states = {a.id for a in reading.of(Actor) if a.kind == "state"}
    for statement in reading.of(Statement):
        yield from (*statement.addressee, *(() if statement.speaker.actor is None else (statement.speaker.actor,)))
        yield from (s.target for s in statement.stance if s.value and s.target in states)
    for silence in reading.of(Silence):
        yield from (silence.actor, *(() if silence.asked_by is None else (silence.asked_by,)))
    for tie in reading.of(Tie):
        yield from tie.actors
    for prediction in reading.of(Prediction):
        yield from () if prediction.holder is None else (prediction.holder,)
