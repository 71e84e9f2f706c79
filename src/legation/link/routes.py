"""Routes of influence: from movers over up to three steps to a target, the strongest first, and what would change them.

A route is as strong as the product of its steps, so a longer one is never stronger than what it leads over. Best-first
search therefore gives them in order, and need not look beyond what is too weak.
"""

from collections.abc import Callable, Collection, Container, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache
from heapq import heappop, heappush
from math import prod

from legation.errors import KnowledgeError
from legation.link.levers import Kind, Lever, Step
from legation.tables import yaml_table

FILE = "link/movers.yaml"
_GROUPS = ("levers", "coercion", "friction")
Steps = Callable[[str], Sequence[Step]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Bounds:
    """How far the search goes: what `routes` in `data/link/movers.yaml` says, and how many steps were asked for."""

    breadth: int
    breadth_beyond: int
    parties: int
    least: float
    aloof: float
    each: int
    steps: int = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Route:
    """The steps from a mover to the target; `stake` is less than one where the two are told to have no dealings."""

    steps: tuple[Step, ...]
    stake: float = 1.0

    @property
    def path(self) -> tuple[str, ...]:
        """The parties from the mover to the target."""
        return (self.steps[0].source, *(step.target for step in self.steps))

    @property
    def score(self) -> float:
        """The product of the strengths of its steps, and of the mover's stake."""
        return prod(step.strength for step in self.steps) * self.stake


@dataclass(frozen=True, slots=True, kw_only=True)
class Mover:
    """Who can move the target, by which routes; the strongest first."""

    actor: str
    routes: tuple[Route, ...]

    @property
    def score(self) -> float:
        """The score of its strongest route."""
        return self.routes[0].score


@dataclass(frozen=True, slots=True, kw_only=True)
class Supposed:
    """What a user supposes: an actor, a pair or one kind of lever taken out, or a lever of this value put in."""

    source: str
    target: str | None = None
    kind: Kind | None = None
    value: float | None = None
    back: float = 0.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Moved:
    """How a mover stands before and after: place and score, none where it is no mover."""

    actor: str
    before: tuple[int, float] | None
    after: tuple[int, float] | None


@cache
def bounds(steps: int = 3) -> Bounds:
    """Read how far a search goes."""
    try:
        return Bounds(**yaml_table(FILE)["routes"], steps=steps)
    except (KeyError, TypeError) as error:
        raise KnowledgeError(FILE, None, str(error)) from error


def routes(target: str, on: Steps, limits: Bounds) -> Iterator[Route]:
    """Yield the routes to the target, the strongest first; `on` gives the steps onto a party, the strongest first."""
    seen: dict[str, Sequence[Step]] = {}
    heap: list[tuple[float, int, tuple[str, ...], Route]] = []

    def lengthen(path: tuple[str, ...], steps: tuple[Step, ...]) -> None:
        first = path[0]
        if first not in seen and len(seen) >= limits.parties:
            return
        seen.setdefault(first, tuple(on(first)))
        behind = prod(step.strength for step in steps)
        for step in seen[first]:
            if step.source not in path and (score := step.strength * behind) >= limits.least:
                heappush(heap, (-score, len(path), (step.source, *path), Route(steps=(step, *steps))))

    lengthen((target,), ())
    while heap:
        *_, path, route = heappop(heap)
        yield route
        if len(route.steps) < limits.steps:
            lengthen(path, route.steps)


def movers(
    found: Iterable[Route], limits: Bounds, dealing: Callable[[Collection[str]], Container[str]]
) -> tuple[Mover, ...]:
    """Group routes by whoever begins them, the strongest first.

    `dealing` says which of some actors have to do with the target at all.
    """
    by_actor: dict[str, list[Route]] = {}
    for route in found:
        mine = by_actor.setdefault(route.path[0], [])
        if len(mine) < limits.each:
            mine.append(route)
    near = dealing([actor for actor, mine in by_actor.items() if len(mine[0].steps) > 1])
    made = []
    for actor, mine in by_actor.items():
        stake = 1.0 if len(mine[0].steps) == 1 or actor in near else limits.aloof
        own = [replace(route, stake=stake) for route in mine]
        if own[0].score >= limits.least:
            made.append(Mover(actor=actor, routes=tuple(own)))
    return tuple(sorted(made, key=lambda mover: (-mover.score, len(mover.routes[0].steps), mover.routes[0].path)))


def supposing(on: Steps, without: Sequence[Supposed], added: Sequence[Supposed]) -> Steps:
    """Return the steps as they would be: what is taken out goes first, then comes what is put in."""

    def changed(target: str) -> Sequence[Step]:
        steps = {step.source: step for step in on(target)}
        for each in without:
            steps = {source: left for source, step in steps.items() if (left := _without(step, each)) is not None}
        for each in added:
            for source, value in _put_on(each, target):
                before = steps.get(source, Step(source=source, target=target))
                steps[source] = _with(before, each, value)
        return sorted(steps.values(), key=lambda step: (-step.strength, step.source))

    return changed


def compared(before: Sequence[Mover], after: Sequence[Mover]) -> tuple[Moved, ...]:
    """Set the places of all movers side by side, in the order of those after; who is no mover any more comes last."""
    old = {mover.actor: (place, mover.score) for place, mover in enumerate(before, start=1)}
    new = {mover.actor: (place, mover.score) for place, mover in enumerate(after, start=1)}
    return tuple(
        Moved(actor=actor, before=old.get(actor), after=new.get(actor)) for actor in dict.fromkeys((*new, *old))
    )


def _without(step: Step, taken: Supposed) -> Step | None:
    """What is left of a step; None where nothing is."""
    pair = {step.source, step.target}
    if taken.target is None:
        return None if taken.source in pair else step
    if pair != {taken.source, taken.target}:
        return step
    if taken.kind is None:
        return None
    name = taken.kind.name
    left = {group: tuple(each for each in getattr(step, group) if each.kind.name != name) for group in _GROUPS}
    return replace(step, **left)  # type: ignore[arg-type]  # mypy takes the three names for any of the fields


def _put_on(added: Supposed, target: str) -> Iterator[tuple[str, float]]:
    """Who gets which lever on the target."""
    if target == added.target and added.value:
        yield added.source, added.value
    if target == added.source and added.target and added.back:
        yield added.target, added.back


def _with(step: Step, added: Supposed, value: float) -> Step:
    assert added.kind is not None
    lever = Lever(kind=added.kind, weight=value, assumed=True)
    others = tuple(each for each in step.levers if each.kind.name != lever.kind.name or each.value > lever.value)
    kept = others if any(each.kind.name == lever.kind.name for each in others) else (lever, *others)
    return replace(step, levers=tuple(sorted(kept, key=lambda each: (-each.value, each.kind.name))))
