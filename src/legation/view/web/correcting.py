"""The form that corrects a record: what each field holds as one would type it, and what was typed read back."""

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from legation import corrections as rules
from legation.corrections import Field
from legation.errors import QueryError
from legation.knowledge import Knowledge
from legation.records import EVENT_TYPES
from legation.store.codec import to_json
from legation.store.store import Store
from legation.view import review_codes, review_values
from legation.view.review_sources import Case, Known
from legation.view.review_values import Setting, Values
from legation.view.web import codes, fields

Choices = tuple[tuple[str, tuple[tuple[str, str], ...]], ...]  # groups of choices: name, then (value, words)
LONG = ("words", "pieces", "text")
_NOTHING: tuple[object, ...] = (None, [], "")
_WORDS = {"silence": "silence", "mention kind": "mention", "sector": "sector", "tie": "tie"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """A field of the form: what it holds as typed text, what may be chosen, what is wrong with it.

    `group` is the group of choices in which the chosen one stands: modes of several types have one name.
    """

    name: str
    called: str
    typed: str
    hint: str
    choices: Choices = ()
    group: str = ""
    may_be_empty: bool = False
    is_long: bool = False
    wrong: str = ""

    @property
    def is_other(self) -> bool:
        """Whether it holds what can't be chosen, as what an older version read; it must not get lost unseen."""
        if not self.choices or not self.typed:
            return False
        return not any(self.typed == value for name, of in self.choices if name == self.group for value, _ in of)


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """What was typed: the values that differ from what the record says, and what is wrong, by field."""

    values: Mapping[str, Any]
    wrong: Mapping[str, str]


class Form:
    """The fields of one record as it reads now."""

    def __init__(self, store: Store, case: Case, now: Any, tables: Callable[[], Knowledge]) -> None:
        """Take the record as it reads `now`, after earlier corrections, and its article."""
        self._case = case
        self._people = Known(store, case.around, tables)
        self._kind = case.record.record
        self._values: dict[str, Any] = json.loads(to_json(now))

    def entries(self, typed: Mapping[str, str] | None = None, wrong: Mapping[str, str] | None = None) -> list[Entry]:
        """Return the fields with what they hold, or with what was typed."""
        return [self._entry(each, typed or {}, wrong or {}) for each in self._fields.values()]

    def read(self, typed: Mapping[str, str]) -> Reading:
        """Read what was typed; a field that was left as it was sets nothing."""
        given: dict[str, Any] = {}
        wrong: dict[str, str] = {}
        for name, field in self._fields.items():
            if name not in typed or _same(typed[name], self._written(field)):
                continue
            after = {**self._values, **given, **review_codes.following(self._kind, self._values, given)}
            setting = Setting(values=after, document=self._case.document, people=self._people)
            try:
                given[name] = review_values.value(typed[name], field, setting)
            except QueryError as error:
                wrong[name] = str(error)
        if wrong:
            return Reading(values={}, wrong=wrong)
        return Reading(values=given | review_codes.following(self._kind, self._values, given), wrong={})

    @property
    def _fields(self) -> Mapping[str, Field]:
        return rules.load().kinds[self._kind].fields

    def _entry(self, field: Field, typed: Mapping[str, str], wrong: Mapping[str, str]) -> Entry:
        choices = self._choices(field)
        return Entry(
            name=field.name,
            called=field.called,
            typed=typed.get(field.name, self._written(field)),
            hint="" if choices else review_values.hint(field, self._values),
            choices=choices,
            group=codes.event_type(typed.get("type", self._values["type"])) if field.takes == "mode?" else "",
            may_be_empty=field.takes.endswith("?"),
            is_long=field.takes.rstrip("?") in LONG,
            wrong=wrong.get(field.name, ""),
        )

    def _choices(self, field: Field) -> Choices:
        takes = field.takes.rstrip("?")
        match takes:
            case "mode":
                groups = ((each, review_codes.codes("mode", {"type": each})) for each in EVENT_TYPES)
                return tuple(
                    (codes.event_type(of), tuple((each, codes.mode(of, each)) for each in modes))
                    for of, modes in groups
                    if modes
                )
            case "contexts":
                return ()
            case "yes or no":
                return (("", (("yes", "yes"), ("no", "no"))),)
            case "sign":
                return (("", tuple((each, codes.said("sign", each)) for each in ("1", "0", "-1"))),)
            case _:
                allowed = review_codes.codes(takes, self._values)
                return (("", tuple((each, _called(takes, each)) for each in allowed)),) if allowed else ()

    def _written(self, field: Field) -> str:
        """What a field holds, as one would type it."""
        held: Any = self._values.get(field.name)
        if held in _NOTHING:
            return ""
        takes = field.takes.rstrip("?")
        match takes:
            case "actor":
                return self._named(held)
            case "actors" | "two actors":
                return "; ".join(map(self._named, held))
            case "speaker":
                return self._named(held["actor"]) if held["actor"] else str(held["as_written"])
            case "stances":
                return "; ".join(f"{self._named(each['target'])} {each['value']:g}" for each in held)
            case _:
                return written(takes, held)

    def _named(self, actor: str) -> str:
        """The name of an actor where it is understood as that actor again, else its id."""
        name = self._case.names.name(actor, self._case.document.id)
        try:
            return name if ";" not in name and self._people.find(name) == actor else actor
        except QueryError:
            return actor


def written(takes: str, held: Any) -> str:
    """Write a value that names nobody as `review_values` reads it."""
    match takes:
        case "days":
            return _days(held)
        case "place":
            return ", ".join(filter(None, (held["name"], held["country"])))
        case "magnitudes":
            return "; ".join(f"{_bounds(each['low'], each['high'])} {each['unit']}" for each in held)
        case "words":
            return " ".join(held["text"].split())
        case "pieces":
            return " … ".join(" ".join(each["text"].split()) for each in held)
        case "certainty":
            return f"{held['phrase']} {held['low']}-{held['high']}"
        case "contexts":
            return "; ".join(held)
        case "yes or no":
            return "yes" if held else "no"
        case _:
            return str(held)


def _days(held: Values) -> str:
    length = {"day": 10, "month": 7, "year": 4}.get(held["precision"], 10)
    first, last = held["start"][:10], held["end"][:10]
    return first[:length] if length < 10 or first == last else f"{first}..{last}"


def _bounds(low: float, high: float | None) -> str:
    bottom = f"{low:.10g}"
    return f"{bottom}+" if high is None else bottom if high == low else f"{bottom}-{high:.10g}"


def _called(takes: str, code: str) -> str:
    match takes:
        case "event type":
            return codes.event_type(code)
        case "country":
            return fields.country(code)
        case _:
            return codes.said(_WORDS.get(takes, takes), code)


def _same(typed: str, before: str) -> bool:
    return typed.split() == before.split()


def typed_of(form: Mapping[str, Any], names: Sequence[str]) -> dict[str, str]:
    """Return what a browser sent for these fields as text."""
    return {name: str(form[f"field-{name}"]) for name in names if f"field-{name}" in form}
