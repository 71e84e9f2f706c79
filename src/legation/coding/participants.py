"""Participants: who is unnamed, or named as a mere place, stays in the record only if something happens to them."""

from collections.abc import Iterator
from dataclasses import replace

from legation.records import Actor, Event, Mention, Prediction, Pressure, Silence, Statement, Tie
from legation.step import Reading, Step

# Whoever has a name of their own is kept; "soldiers" that nobody moves and that do nothing are only scenery.
_SCENERY = frozenset({"unnamed", "group"})
# Who does these to one another mostly shares a country, if the text does not say otherwise.
_AT_HOME = frozenset({"PROTEST", "COERCE", "ASSAULT", "RETREAT", "CONCEDE", "REJECT", "SANCTION", "REQUEST"})
# "Countries" of bodies that several states own, or none.
_BLOCS = frozenset({"IGO", "UNO", "EUR", "NGO", "ISM", "IMG", "MNC"})


def participants() -> Step:
    """Make the step that leaves out described actors, with their mentions, whom no coded record names."""

    def run(reading: Reading) -> Iterator[Actor | Mention | Statement | Prediction]:
        active = set(_active(reading))
        spoken_of = {m.actor for m in reading.of(Mention)}
        idle = (a for a in reading.of(Actor) if a.id not in active)
        gone = {a.id for a in idle if _scenery(a) or a.id not in spoken_of}
        homes = _homes(reading)
        for actor in reading.of(Actor):
            if actor.id not in gone:
                home = homes.get(actor.id)
                yield actor if home is None else replace(actor, country=home, why=(*actor.why, f"faces {home} alone"))
        yield from (m for m in reading.of(Mention) if m.actor not in gone)
        for statement in reading.of(Statement):
            stance = tuple(s for s in statement.stance if s.target not in gone)
            yield replace(statement, about=_without(statement.about, gone), stance=stance)
        for prediction in reading.of(Prediction):
            yield replace(prediction, about=_without(prediction.about, gone))

    types = frozenset({Actor, Mention, Statement, Prediction})
    needs = types | {Event, Pressure, Silence}
    return Step("participants", run, needs=needs, gives=types, replaces=types)


def _homes(reading: Reading) -> dict[str, str]:
    """The countries of people that nothing ties to one, where all that they do or suffer concerns one state alone.

    Soldiers who "seized Fiji's prime minister" are Fiji's, and so are the aides whom its police detain.
    """
    actors = {actor.id: actor for actor in reading.of(Actor)}
    met: dict[str, set[str | None]] = {}
    for event in reading.of(Event):
        sides = (event.actor, event.recipient)
        for side, other in (sides, sides[::-1]):
            for key in side:
                if event.type in _AT_HOME and (actor := actors.get(key)) and _is_anybody(actor):
                    company = [actors[i] for i in (*other, *side) if i != key and i in actors]
                    met.setdefault(key, set()).update(a.country for a in company if a.country is not None)
    found = {key: next(iter(countries)) for key, countries in met.items() if len(countries) == 1}
    return {key: home for key, home in found.items() if home is not None and home not in _BLOCS}


def _is_anybody(actor: Actor) -> bool:
    """True for people without a name or a country."""
    return actor.country is None and actor.kind in _SCENERY and _scenery(actor)


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
    for statement in reading.of(Statement):
        yield from (*statement.addressee, *(() if statement.speaker.actor is None else (statement.speaker.actor,)))
    for silence in reading.of(Silence):
        yield from (silence.actor, *(() if silence.asked_by is None else (silence.asked_by,)))
    for tie in reading.of(Tie):
        yield from tie.actors
    for prediction in reading.of(Prediction):
        yield from () if prediction.holder is None else (prediction.holder,)
