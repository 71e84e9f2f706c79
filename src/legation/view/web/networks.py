"""What the page and the picture of a network ask: who stands around whom, one step away or two."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from legation.errors import QueryError
from legation.store import network as stored
from legation.store.network import KINDS, Around, Part
from legation.store.origins import origins
from legation.store.store import Store
from legation.view import dyad_sources, network_rows
from legation.view.charts import network as drawn
from legation.view.charts.chart import Draw
from legation.view.network_rows import Network
from legation.view.web import asked
from legation.view.web.shelf import Shelf

NEWEST = 600  # records of each kind that are looked at around the centre
NEWEST_BEYOND = 100  # and around each of its neighbours
NEIGHBOURS = 10
BUSIEST_OF = 3000  # events among which the state is looked for with which a reader begins


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """Which network is wanted."""

    actor: str
    steps: int = 1
    since: str | None = None
    until: str | None = None
    kind: str | None = None
    persons: bool = False


@dataclass(frozen=True, slots=True)
class Named:
    """A network with what its nodes are called."""

    network: Network
    names: Mapping[str, str]


def wanted(shelf: Shelf, values: Mapping[str, str]) -> Wanted | None:
    """Read which network is wanted; none where nobody is named and the store knows of no event."""
    since, until = asked.days(values.get("since"), values.get("until"), shelf.settings.today())
    persons = values.get("persons") == "1"
    actor = _centre(shelf, values.get("actor", ""), persons=persons)
    if actor is None:
        return None
    return Wanted(
        actor=actor,
        steps=int(asked.choice(values.get("steps"), ("1", "2")) or 1),
        since=since,
        until=until,
        kind=asked.choice(values.get("kind"), KINDS),
        persons=persons,
    )


def around(shelf: Shelf, which: Wanted) -> Named:
    """Gather a network."""

    def make() -> Named:
        parts = _parts(shelf.store, which)
        first = shelf.store.ask(origins(each.document for each in parts))
        found = network_rows.network(which.actor, parts, first, persons=which.persons)
        return Named(found, dyad_sources.names(shelf.store, found.nodes))

    return shelf.kept(("network", which), make)


def draw(shelf: Shelf, values: Mapping[str, str]) -> Draw:
    """Make a network ready to be drawn."""
    which = wanted(shelf, values) or Wanted(actor="")
    found = around(shelf, which)
    return lambda scheme: drawn.chart(found.network, found.names, scheme)


def _centre(shelf: Shelf, name: str, *, persons: bool) -> str | None:
    """Whom the reader names: with persons, that actor itself; else the party for which it counts, if there is one."""
    if not name.strip():
        return next(iter(shelf.kept(("busiest",), lambda: shelf.store.ask(stored.busiest(1, BUSIEST_OF)))), None)
    found = shelf.store.actors_named(name, whole=True)
    if persons and found:
        return found[0]
    try:
        return dyad_sources.party(shelf.store, name).id
    except QueryError:
        if len(found) != 1:
            raise
        return found[0]  # somebody of no country stands in networks, though between two parties nobody asks for him


def _parts(store: Store, which: Wanted) -> tuple[Part, ...]:
    near = Around(
        party=which.actor,
        since=which.since or "",
        until=which.until or "9999-99",
        kinds=(which.kind,) if which.kind else KINDS,
        persons=which.persons,
        most=NEWEST,
    )
    parts = store.ask(stored.parts(near))
    if which.steps == 1:
        return parts
    beyond = network_rows.neighbours(which.actor, parts, NEIGHBOURS)
    more = [store.ask(stored.parts(replace(near, party=each, most=NEWEST_BEYOND))) for each in beyond]
    seen = {each.row for each in parts}
    found = list(parts)
    for each in more:  # two neighbours may share a record, which counts once
        found += [part for part in each if part.row not in seen]
        seen |= {part.row for part in each}
    return tuple(found)
