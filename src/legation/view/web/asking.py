"""What a list page is asked for, as the commands take it: days, actors, codes, numbers; faults stand at their field."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from legation.errors import QueryError
from legation.store.linked import Wanted
from legation.store.store import Store
from legation.view.cli_options import day


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What was typed, what it means, and what of it can't be meant, by the name of its field."""

    typed: Mapping[str, str]
    wanted: Wanted = field(default_factory=lambda: Wanted())
    wrong: Mapping[str, str] = field(default_factory=dict)


def asked(store: Store, typed: Mapping[str, str | None], allowed: Mapping[str, Sequence[str]], today: date) -> Asked:
    """Understand what was typed; of fields in `allowed`, only these codes."""
    given = {name: value.strip() for name, value in typed.items() if value and value.strip()}
    wanted: Wanted = {}
    wrong: dict[str, str] = {}
    for name, value in given.items():
        try:
            wanted |= _meant(store, name, value, allowed, today)
        except QueryError as error:
            wrong[name] = str(error)
    return Asked(typed=given, wanted=wanted, wrong=wrong)


def _meant(store: Store, name: str, value: str, allowed: Mapping[str, Sequence[str]], today: date) -> Wanted:
    match name:
        case "since":
            return {"since": day(value, today=today)}
        case "until":
            return {"until": day(value, today=today)}
        case "actor":
            return {"actor": _actors(store, value)}
        case "origins":
            return {"origins": _number(value)}
        case "type":
            return {"type": _code(value, allowed[name])}
        case "standing":
            return {"standing": _code(value, allowed[name])}
        case _:
            return {}


def _actors(store: Store, value: str) -> tuple[str, ...]:
    found = store.actors_named(value)
    if not found:
        raise QueryError(f"no stored article speaks of '{value}'")
    return found


def _number(value: str) -> int:
    if not (value.isascii() and value.isdigit() and len(value) < 6):
        raise QueryError(f"'{value}' is no number of origins; write 2")
    return int(value)


def _code(value: str, allowed: Sequence[str]) -> str:
    found = next((each for each in allowed if each.casefold() == value.casefold()), None)
    if found is None:
        raise QueryError(f"'{value}' is none of {', '.join(allowed)}")
    return found
