"""The codes that a field of a record may hold, and the fields that follow from others: the codebook as a check."""

from collections.abc import Callable, Mapping
from difflib import get_close_matches
from functools import cache
from typing import Any, get_args

from legation import corrections, knowledge
from legation.errors import QueryError
from legation.record_parts import EVENT_TYPES, ActorKind, MentionKind, Quotation, SilenceKind, Status
from legation.tables import yaml_table
from legation.vetting import codes as vetted

Values = Mapping[str, Any]
_FEW = 40  # codes that an error lists whole; of more, it names the nearest
_NEAR = 3


def codes(takes: str, values: Values) -> tuple[str, ...]:
    """Return the codes that a field may hold, in the record that `values` are; none for a field without codes."""
    found = _CODES.get(takes.rstrip("?"))
    return found(values) if found else ()


def code(typed: str, takes: str, values: Values) -> str:
    """Return the code that was typed, in whatever case. Raises QueryError with the codes that there are."""
    allowed = codes(takes, values)
    for each in allowed:
        if each.casefold() == typed.casefold():
            return each
    what = takes.rstrip("?")
    if not allowed:
        raise QueryError(f"'{typed}' can't be set: {values.get('type', 'this')} has no {what}")
    near = get_close_matches(typed.casefold(), [each.casefold() for each in allowed], n=_NEAR, cutoff=0.6)
    names = [each for each in allowed if each.casefold() in near]
    hint = f"; did you mean {' or '.join(names)}?" if names else ""
    listed = f"; choose one of {', '.join(allowed)}" if len(allowed) <= _FEW else ""
    raise QueryError(f"'{typed}' is no {what}{hint}{listed}")


def following(kind: str, values: Values, given: Values) -> dict[str, Any]:
    """Return what else changes with the fields given: a mode that the type lacks goes, scores and signs are new."""
    after = {**values, **given}
    found: dict[str, Any] = {}
    for name in (each for each in given if given[each] != values.get(each)):
        for other in corrections.load().kinds[kind].follows.get(name, ()):
            if other not in given:
                found[other] = _FOLLOWING[other](after | found)
    return found


def _modes(values: Values) -> tuple[str, ...]:
    return tuple(_type(values)["modes"])


def _type(values: Values) -> dict[str, Any]:
    table: dict[str, Any] = yaml_table(f"events/{str(values['type']).lower()}.yaml")
    return table


def _mode(values: Values) -> str | None:
    return values["mode"] if values["mode"] in _modes(values) else None


def _intensity(values: Values) -> float:
    table = _type(values)
    mode = table["modes"].get(values["mode"])
    return float(mode["score"] if isinstance(mode, dict) and "score" in mode else table["score"])


@cache
def _listed() -> Mapping[str, Any]:
    table: Mapping[str, Any] = yaml_table(corrections.FILE)
    return table


@cache
def _countries() -> tuple[str, ...]:
    states = (each.id for each in knowledge.load().known.values() if each.kind == "state")
    return (*sorted(states), *vetted()["no_country"])


_CODES: Mapping[str, Callable[[Values], tuple[str, ...]]] = {
    "event type": lambda _: EVENT_TYPES,
    "mode": _modes,
    "contexts": lambda _: tuple(yaml_table("events/contexts.yaml")),
    "status": lambda _: get_args(Status),
    "act": lambda _: tuple(_listed()["acts"]),
    "quotation": lambda _: get_args(Quotation),
    "silence": lambda _: get_args(SilenceKind),
    "tie": lambda _: tuple(_listed()["ties"]),
    "means": lambda _: tuple(_listed()["means"]),
    "actor kind": lambda _: get_args(ActorKind),
    "mention kind": lambda _: get_args(MentionKind),
    "sector": lambda _: tuple(vetted()["sectors"]),
    "country": lambda _: _countries(),
}
_FOLLOWING: Mapping[str, Callable[[Values], Any]] = {
    "mode": _mode,
    "intensity": _intensity,
    "quad": lambda values: _type(values)["quad"],
    "sign": lambda values: _listed()["ties"][values["kind"]],
}
