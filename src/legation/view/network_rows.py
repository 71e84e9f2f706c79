"""The network around an actor: who stands in it, and what lies between them, as far as several can be drawn at once."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import product
from statistics import fmean

from legation.store.network import Part

MOST_NODES, MOST_EDGES = 40, 120
# Which parts a record of each kind joins: from whom to whom.
_JOINS: Mapping[str, tuple[tuple[tuple[str, ...], tuple[str, ...]], ...]] = {
    "event": ((("actor",), ("recipient",)),),
    "statement": ((("speaker",), ("about", "addressee")),),
    "tie": ((("member",), ("member",)),),
    "pressure": ((("presser",), ("intermediary",)), (("intermediary",), ("target",))),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Edge:
    """What of one kind lies between two: pressure goes from the first to the other, all else both ways.

    `number` counts happenings of events and records of all else, `origins` who brought them, `tone` is the mean of
    intensity (events) or sign (ties), and `newest` the record that was told last.
    """

    kind: str
    one: str
    other: str
    number: int
    origins: int
    tone: float | None
    newest: str
    newest_in: str
    days: tuple[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Network:
    """Who stands around a centre, the weightiest first, and what lies between them; and how much was left out."""

    centre: str
    nodes: tuple[str, ...]
    edges: tuple[Edge, ...]
    persons: bool = False
    nodes_left_out: int = 0
    edges_left_out: int = 0

    def weight(self, node: str) -> int:
        """How many origins tell what joins a node to others."""
        return sum(each.origins for each in self.edges if node in (each.one, each.other))


@dataclass(slots=True)
class _Bundle:
    """What lies between two, while it is gathered."""

    leads: set[int] = field(default_factory=set)
    origins: set[str] = field(default_factory=set)
    tones: dict[int, float] = field(default_factory=dict)
    last: Part | None = None
    first: str = ""


def network(centre: str, parts: Iterable[Part], origins: Mapping[str, str], *, persons: bool = False) -> Network:
    """Join the parts of all records; keep the nodes and edges that most origins tell of."""
    edges = sorted(_edges(parts, origins), key=lambda e: (-e.origins, -e.number, e.kind, e.one, e.other))
    nodes = _nodes(centre, edges)
    kept = nodes[:MOST_NODES]
    between = [each for each in edges if each.one in kept and each.other in kept]
    return Network(
        centre=centre,
        persons=persons,
        nodes=tuple(kept),
        edges=tuple(between[:MOST_EDGES]),
        nodes_left_out=len(nodes) - len(kept),
        edges_left_out=len(edges) - len(between[:MOST_EDGES]),
    )


def neighbours(centre: str, parts: Iterable[Part], most: int) -> list[str]:
    """The parties that most records join to the centre."""
    return [node for node in _nodes(centre, list(_edges(parts, {}))) if node != centre][:most]


def _nodes(centre: str, edges: Sequence[Edge]) -> list[str]:
    """The centre, then who stands nearest to it: joined to it first, and by most origins."""
    weights: dict[str, int] = defaultdict(int)
    near = {centre}
    for each in edges:
        for node in (each.one, each.other):
            weights[node] += each.origins
        if centre in (each.one, each.other):
            near |= {each.one, each.other}
    weights.setdefault(centre, 0)
    return sorted(weights, key=lambda node: (node != centre, node not in near, -weights[node], node))


def _edges(parts: Iterable[Part], origins: Mapping[str, str]) -> Iterator[Edge]:
    records: dict[int, list[Part]] = defaultdict(list)
    for part in parts:
        records[part.row].append(part)
    found: dict[tuple[str, str, str], _Bundle] = defaultdict(_Bundle)
    for mine in records.values():
        for key in set(_keys(mine)):
            _gather(found[key], mine[0], origins)
    for (kind, one, other), bundle in found.items():
        if bundle.last:
            yield Edge(
                kind=kind,
                one=one,
                other=other,
                number=len(bundle.leads),
                origins=len(bundle.origins),
                tone=round(fmean(bundle.tones.values()), 2) if bundle.tones else None,
                newest=bundle.last.record,
                newest_in=bundle.last.document,
                days=(bundle.first, bundle.last.day),
            )


def _keys(record: Sequence[Part]) -> Iterator[tuple[str, str, str]]:
    kind = record[0].kind
    for sources, targets in _JOINS.get(kind, ()):
        ones = {part.party for part in record if part.role in sources}
        others = {part.party for part in record if part.role in targets}
        for one, other in product(ones, others):
            if one != other:
                first, second = (one, other) if kind == "pressure" else sorted((one, other))
                yield kind, first, second


def _gather(bundle: _Bundle, part: Part, origins: Mapping[str, str]) -> None:
    bundle.leads.add(part.lead)
    bundle.origins.add(origins.get(part.document, part.document))
    if part.tone is not None:
        bundle.tones.setdefault(part.lead, part.tone)
    if bundle.last is None or (part.day, part.row) > (bundle.last.day, bundle.last.row):
        bundle.last = part
    bundle.first = min(bundle.first or part.day, part.day)
