"""Where the nodes of a network stand: by springs, the same on every machine, with labels kept apart."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

import networkx as nx

SEED = 7  # any number will do, so long as it stays: the same network then looks the same tomorrow
ROUNDS = 120
GAP = 6.0  # pixels that stay free between two labels


@dataclass(frozen=True, slots=True)
class Box:
    """The room that a node takes with its label."""

    width: float
    height: float


@dataclass(frozen=True, slots=True)
class Field:
    """The room that all of them have."""

    width: float
    height: float


def placed(
    centre: str, joined: Sequence[tuple[str, str, float]], boxes: Mapping[str, Box], field: Field
) -> dict[str, tuple[float, float]]:
    """Place the nodes in the field: what is joined more strongly stands nearer, the centre in the middle."""
    graph: nx.Graph[str] = nx.Graph()
    graph.add_nodes_from(boxes)
    graph.add_weighted_edges_from(joined)
    if len(boxes) == 1:
        return {centre: (field.width / 2, field.height / 2)}
    found = nx.spring_layout(graph, seed=SEED, k=1.6 / len(boxes) ** 0.5, iterations=200, weight="weight")
    places = {node: [float(at[0]), float(at[1])] for node, at in found.items()}
    _spread(places, boxes, field)
    _move_apart(places, boxes, field)
    return {node: (round(x, 1), round(y, 1)) for node, (x, y) in places.items()}


def _spread(places: dict[str, list[float]], boxes: Mapping[str, Box], field: Field) -> None:
    """Stretch the layout over the whole field."""
    margins = (max(b.width for b in boxes.values()) / 2, max(b.height for b in boxes.values()) / 2)
    for axis, length in enumerate((field.width, field.height)):
        low, high = min(at[axis] for at in places.values()), max(at[axis] for at in places.values())
        room = length - 2 * margins[axis]
        for at in places.values():
            at[axis] = margins[axis] + room * ((at[axis] - low) / (high - low) if high > low else 0.5)


def _move_apart(places: dict[str, list[float]], boxes: Mapping[str, Box], field: Field) -> None:
    """Push boxes that overlap away from one another along the shorter way, until none does or patience ends."""
    for _ in range(ROUNDS):
        moved = False
        for one, other in combinations(places, 2):
            moved |= _push(places[one], places[other], boxes[one], boxes[other])
        for node, at in places.items():
            at[0] = min(max(at[0], boxes[node].width / 2), field.width - boxes[node].width / 2)
            at[1] = min(max(at[1], boxes[node].height / 2), field.height - boxes[node].height / 2)
        if not moved:
            return


def _push(one: list[float], other: list[float], first: Box, second: Box) -> bool:
    across = (first.width + second.width) / 2 + GAP - abs(one[0] - other[0])
    down = (first.height + second.height) / 2 + GAP - abs(one[1] - other[1])
    if across <= 0 or down <= 0:
        return False
    axis, by = (0, across) if across < down else (1, down)
    sign = 1 if one[axis] >= other[axis] else -1
    one[axis] += sign * by / 2
    other[axis] -= sign * by / 2
    return True
