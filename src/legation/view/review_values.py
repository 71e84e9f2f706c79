"""What a reviewer types becomes the value of a field: codes, names of actors, words of the article, days, numbers."""

import re
from calendar import monthrange
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any, Protocol

from legation.corrections import Field
from legation.errors import QueryError
from legation.records import Document, Span
from legation.tables import yaml_table
from legation.view.review_codes import code, codes

Values = Mapping[str, Any]
EMPTY = ("-", "–", "none", "null")
_DAYS = re.compile(r"(\d{4}(?:-\d\d(?:-\d\d)?)?)(?:\s*(?:\.\.|to|–)\s*(\d{4}(?:-\d\d(?:-\d\d)?)?))?")
_NUMBER = re.compile(r"([\d.,]+)(?:\s*[-–]\s*([\d.,]+)|(\+))?\s+(\S.*)")
_PERCENT = re.compile(r"(?:(.*\S)\s+)?(\d{1,3})\s*[-–]\s*(\d{1,3})\s*%?")
_DEGREE = re.compile(r"(.+?)\s+([-+−]?[\d.]+)")
_PRECISIONS = {4: "year", 7: "month", 10: "day"}


class People(Protocol):
    """Who is who for a reviewer."""

    def find(self, name: str) -> str:
        """The id of the actor that a name means. Raises QueryError where it means none, or several."""

    def belongs(self, actor: str) -> tuple[str | None, str | None]:
        """The sector and the country of an actor, as far as they are known."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Setting:
    """In what a value is understood: the record as it reads, its article, and who is who."""

    values: Values
    document: Document
    people: People


def value(typed: str, field: Field, setting: Setting) -> Any:
    """Return the value that was typed for a field, as JSON has it. Raises QueryError for what it can't hold."""
    typed = " ".join(typed.split())
    takes = field.takes.rstrip("?")
    if not typed or typed.casefold() in EMPTY:
        if field.takes in _LISTS:
            return []
        if field.takes != takes:
            return None
        raise QueryError(f"{field.name} can't be empty")
    reader = _READERS.get(takes)
    if reader is not None:
        return reader(typed, field, setting)
    return code(typed, takes, setting.values)


def hint(field: Field, values: Values) -> str:
    """Say what may be typed for a field."""
    allowed = codes(field.takes, values)
    listed = ", ".join(allowed) if 0 < len(allowed) <= _MOST_LISTED else ""
    empty = "; - for none" if field.takes.endswith("?") or field.takes in _LISTS else ""
    return f"{listed or _HINTS.get(field.takes.rstrip('?'), 'a ' + field.takes.rstrip('?'))}{empty}"


def assigned(settings: Sequence[str], fields: Mapping[str, Field]) -> dict[str, str]:
    """Read "field=value" as a command line has it. Raises QueryError for a field that the record lacks."""
    found: dict[str, str] = {}
    for each in settings:
        name, sign, typed = each.partition("=")
        if not sign:
            raise QueryError(f"--set '{each}' has no '='; write --set field=value")
        found[named(name.strip(), fields).name] = typed
    return found


def named(name: str, fields: Mapping[str, Field]) -> Field:
    """Return the field by its name, its heading or its number in the list. Raises QueryError for what is none."""
    order = list(fields.values())
    if name.isdigit() and 1 <= int(name) <= len(order):
        return order[int(name) - 1]
    for each in order:
        if name.casefold() in (each.name, each.called):
            return each
    raise QueryError(f"'{name}' is no field that can be corrected; choose one of {', '.join(fields)}")


def _actor(typed: str, field: Field, setting: Setting) -> str:
    return setting.people.find(typed)


def _actors(typed: str, field: Field, setting: Setting) -> list[str]:
    return list(dict.fromkeys(setting.people.find(each) for each in _pieces(typed)))


def _two_actors(typed: str, field: Field, setting: Setting) -> list[str]:
    found = sorted(_actors(typed, field, setting))
    if len(found) != 2:
        raise QueryError(f"'{typed}' names {len(found)} actors; a tie is between two: write them with ; between")
    return found


def _speaker(typed: str, field: Field, setting: Setting) -> dict[str, Any]:
    actor = setting.people.find(typed)
    sector, country = setting.people.belongs(actor)
    return {**setting.values[field.name], "actor": actor, "sector": sector, "country": country}


def _words(typed: str, field: Field, setting: Setting) -> dict[str, Any]:
    """The place of the words in the article that is nearest to the record's own."""
    pattern = r"\s+".join(map(re.escape, typed.strip("“”\"'").split()))
    text = setting.document.text
    places = [
        m.span() for flags in (0, re.IGNORECASE) for m in re.finditer(pattern, text, flags) if m.end() > m.start()
    ]
    if not places:
        raise QueryError(f"“{typed}” does not stand in the article; write the words as they stand there")
    here = min((each["start"] for each in setting.values["evidence"]), default=0)
    return asdict(Span.cut(text, *min(places, key=lambda place: abs(place[0] - here))))


def _stretches(typed: str, field: Field, setting: Setting) -> list[dict[str, Any]]:
    return [_words(each, field, setting) for each in re.split(r"\s*(?:…|\.\.\.|\|)\s*", typed) if each]


def _days(typed: str, field: Field, setting: Setting) -> dict[str, Any]:
    found = _DAYS.fullmatch(typed)
    if not found:
        raise QueryError(f"'{typed}' is no date; write 2024-10-21, 2024-10, 2024 or 2024-10-21..2024-10-28")
    first, last = found[1], found[2] or found[1]
    start, end = _edge(first, last=False), _edge(last, last=True)
    if end < start:
        raise QueryError(f"'{typed}' ends before it begins")
    return {"start": start, "end": end, "precision": "range" if found[2] else _PRECISIONS[len(first)]}


def _edge(written: str, *, last: bool) -> str:
    """The first or the last day of what is written as a year, a month or a day."""
    year, month, day = (int(part) for part in f"{written}-0-0".split("-")[:3])
    try:
        month = month or (12 if last else 1)
        return date(year, month, day or (monthrange(year, month)[1] if last else 1)).isoformat()
    except ValueError as error:
        raise QueryError(f"'{written}' is no date: {error}") from error


def _place(typed: str, field: Field, setting: Setting) -> dict[str, Any]:
    name, _, country = (part.strip() for part in typed.partition(","))
    before = setting.values.get(field.name) or {}
    kept = before if before.get("name") == name else {"lat": None, "lon": None, "country": None}
    own = code(country, "country", setting.values) if country else kept["country"]
    return {"name": name, "country": own, "lat": kept["lat"], "lon": kept["lon"]}


def _magnitudes(typed: str, field: Field, setting: Setting) -> list[dict[str, Any]]:
    return [_magnitude(each, setting.values.get(field.name) or ()) for each in _pieces(typed)]


def _magnitude(typed: str, before: Sequence[Values]) -> dict[str, Any]:
    found = _NUMBER.fullmatch(typed)
    if not found:
        raise QueryError(f"'{typed}' is no number with its unit; write 12 dead, 8000-10000 troops or 30+ people")
    low, unit = _number(found[1]), found[4]
    high = None if found[3] else _number(found[2] or found[1])
    same = next((m for m in before if (m["unit"], m["low"], m["high"]) == (unit, low, high)), None)
    return {"unit": unit, "low": low, "high": high, "text": same["text"] if same else typed}


def _stances(typed: str, field: Field, setting: Setting) -> list[dict[str, Any]]:
    before = {each["target"]: each for each in setting.values.get(field.name) or ()}
    return [_stance(each, before, setting) for each in _pieces(typed)]


def _stance(typed: str, before: Mapping[str, Values], setting: Setting) -> dict[str, Any]:
    found = _DEGREE.fullmatch(typed)
    degree = _number(found[2].replace("−", "-")) if found else 2.0
    if not found or not -1 <= degree <= 1:
        raise QueryError(f"'{typed}' is no stance; write the actor and a number from -1 to 1: China -0.5; Russia 1")
    target = setting.people.find(found[1])
    words = before[target]["words"] if degree and target in before else None
    return {"target": target, "value": degree, "words": words}


def _certainty(typed: str, field: Field, setting: Setting) -> dict[str, Any]:
    """A word of probability with the range that the tables give it, or the range itself."""
    if found := _PERCENT.fullmatch(typed):
        low, high = int(found[2]), int(found[3])
        if not 0 <= low <= high <= 100:
            raise QueryError(f"'{typed}' is no range of percent; write 55-80")
        before = setting.values.get(field.name) or {}
        return {"phrase": found[1] or before.get("phrase") or typed, "low": low, "high": high}
    known = yaml_table("coding/certainty.yaml")["phrases"]
    if typed.casefold() not in known:
        raise QueryError(f"'{typed}' is no word of probability that has a range; give one: {typed} 55-80")
    low, high = known[typed.casefold()]
    return {"phrase": typed, "low": low, "high": high}


def _yes_or_no(typed: str, field: Field, setting: Setting) -> bool:
    answers = {"yes": True, "y": True, "true": True, "no": False, "n": False, "false": False}
    if typed.casefold() not in answers:
        raise QueryError(f"'{typed}' is neither yes nor no")
    return answers[typed.casefold()]


def _sign(typed: str, field: Field, setting: Setting) -> int:
    signs = {"-1": -1, "−1": -1, "−": -1, "0": 0, "1": 1, "+1": 1, "+": 1}
    if typed not in signs:
        raise QueryError(f"'{typed}' is no sign; choose -1, 0 or 1")
    return signs[typed]


def _contexts(typed: str, field: Field, setting: Setting) -> list[str]:
    return [code(each, "contexts", setting.values) for each in re.split(r"\s*[;,]\s*", typed) if each]


def _text(typed: str, field: Field, setting: Setting) -> str:
    return typed


def _number(written: str) -> float:
    try:
        return float(written.replace(",", ""))
    except ValueError as error:
        raise QueryError(f"'{written}' is no number") from error


def _pieces(typed: str) -> list[str]:
    return [each.strip() for each in typed.split(";") if each.strip()]


_LISTS = ("actors", "contexts", "magnitudes", "stances")
_MOST_LISTED = 40
_READERS: Mapping[str, Callable[[str, Field, Setting], Any]] = {
    "actor": _actor,
    "actors": _actors,
    "two actors": _two_actors,
    "speaker": _speaker,
    "words": _words,
    "pieces": _stretches,
    "days": _days,
    "place": _place,
    "magnitudes": _magnitudes,
    "stances": _stances,
    "certainty": _certainty,
    "yes or no": _yes_or_no,
    "sign": _sign,
    "contexts": _contexts,
    "text": _text,
    "name": _text,
}
_HINTS: Mapping[str, str] = {
    "actor": "an id or a name",
    "actors": "ids or names, with ; between",
    "two actors": "two ids or names, with ; between",
    "speaker": "an id or a name",
    "words": "the words as they stand in the article",
    "pieces": "the words as they stand in the article, with … between pieces",
    "days": "2024-10-21, 2024-10, 2024, or two of them with .. between",
    "place": "a name, or a name and a country: Busan, KOR",
    "magnitudes": "12 dead; 8000-10000 troops; 30+ people",
    "stances": "an actor and -1 to 1: China -0.5; Russia 1",
    "certainty": "likely, or 55-80, or likely 55-80",
    "yes or no": "yes or no",
    "sign": "-1, 0 or 1",
    "text": "words",
    "name": "a name",
    "country": "three letters: KOR",
}
