"""The arithmetic of a route, line by line, so that a reader can check it by hand."""

from collections.abc import Callable, Iterator

from legation.link.levers import Lever, Step
from legation.link.routes import Route

Line = tuple[str, str]  # what is reckoned, and how


def sums(route: Route, name: Callable[[str], str]) -> Iterator[Line]:
    """Yield how the score of a route comes about."""
    for step in route.steps:
        yield f"{name(step.source)} → {name(step.target)}", ""
        yield from _step(step)
    factors = [f"{step.strength:.3f}" for step in route.steps]
    factors += [f"{route.stake:g} (no dealings told with {name(route.path[-1])})"] if route.stake != 1 else []
    yield "score", f"{' × '.join(factors)} = {route.score:.3f}" if len(factors) > 1 else f"{route.score:.3f}"


def _step(step: Step) -> Iterator[Line]:
    yield from ((lever.kind.name, _lever(lever)) for lever in step.levers)
    yield "hold", f"{_together(step.levers)} = {step.hold:.3f}"
    yield from ((lever.kind.name, f"{_lever(lever)} (takes away)") for lever in step.friction)
    if step.friction:
        yield "drag", f"{_together(step.friction)} = {step.drag:.3f}"
    past = step.past
    if past.refused:
        lost = 1 - step.refused_keeps
        yield "heard", f"1 − {lost:g} × {past.refused} refused / ({past.asked} asked + 1) = {step.heard:.3f}"
    yield "strength", f"{step.hold:.3f} × (1 − {step.drag:.3f}) × {step.heard:.3f} = {step.strength:.3f}"


def _lever(lever: Lever) -> str:
    if lever.assumed:
        return f"{lever.value:.3f} (supposed)"
    when = f"{lever.days} days old, half-life {lever.kind.half_life}" if lever.days is not None else "undated"
    told = f"{lever.origins} origin{'s' * (lever.origins != 1)}"
    factors = [f"{lever.weight:.3g}", f"{lever.age:.3f} ({when})"]
    factors += [f"{lever.told:g} ({told})"] if lever.origins else []
    factors += [f"{lever.share:.3f} (share of days)"] if lever.kind.beside else []
    factors += [f"{lever.topic:g} (on the topic)"] if lever.topic != 1 else []
    return f"{' × '.join(factors)} = {lever.value:.3f}"


def _together(levers: tuple[Lever, ...]) -> str:
    return "1 − " + " × ".join(f"(1 − {lever.value:.3f})" for lever in levers) if levers else "1 − 1"
