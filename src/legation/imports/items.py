"""One entity of Wikidata's JSON: its labels, and the values of its statements."""

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

_TIME = re.compile(r"\+(\d{4})-(\d\d)-(\d\d)T")
# How exact a date is: Wikidata's number, and how much of ISO's form that leaves.
_PRECISION = {9: 4, 10: 7, 11: 10}


@dataclass(frozen=True, slots=True)
class Statement:
    """A statement with its qualifiers."""

    body: Mapping[str, Any]

    @property
    def ref(self) -> str | None:
        """The item that the statement names."""
        return _ref(self.body.get("mainsnak"))

    def refs(self, prop: str) -> list[str]:
        """The items that a qualifier names."""
        return [ref for snak in self._snaks(prop) if (ref := _ref(snak))]

    def date(self, prop: str) -> tuple[str, str]:
        """The date that a qualifier gives, shortened to its precision; else why there is none."""
        times = [value for snak in self._snaks(prop) if (value := _value(snak)) is not None]
        read = [_date(value) for value in times]
        if not read:
            return "", ""
        return (read[0], "") if read[0] else ("", f"wrong date '{_shown(times[0])}'")

    def _snaks(self, prop: str) -> list[Any]:
        qualifiers = self.body.get("qualifiers")
        found = qualifiers.get(prop) if isinstance(qualifiers, dict) else None
        return found if isinstance(found, list) else []


class Item:
    """An entity of the dump."""

    def __init__(self, entity: Mapping[str, Any]) -> None:
        """Wrap the parsed `entity`."""
        self._entity = entity
        self.id = str(entity["id"])

    def label(self, languages: Sequence[str]) -> str:
        """The label in the first of the languages that has one; empty when none has."""
        labels = self._map("labels")
        return next((text for code in languages if (text := _text(labels.get(code)))), "")

    def aliases(self, languages: Sequence[str]) -> list[str]:
        """All other names in the languages, labels included."""
        labels, aliases = self._map("labels"), self._map("aliases")
        found = [_text(labels.get(code)) for code in languages]
        for code in languages:
            given = aliases.get(code)
            found += [_text(each) for each in given] if isinstance(given, list) else []
        return [text for text in dict.fromkeys(found) if text]

    def statements(self, prop: str) -> list[Statement]:
        """The statements of a property that are not deprecated."""
        claims = self._map("claims").get(prop)
        rows = [row for row in claims if isinstance(row, dict)] if isinstance(claims, list) else []
        return [Statement(row) for row in rows if row.get("rank") != "deprecated"]

    def refs(self, prop: str, *, current: bool = False) -> list[str]:
        """The items that a property names; the `current` ones are those without an end."""
        return [s.ref for s in self.statements(prop) if s.ref and not (current and s.date("P582") != ("", ""))]

    def texts(self, prop: str, language: str) -> list[str]:
        """The texts of a property in one language."""
        values = (_value(statement.body.get("mainsnak")) for statement in self.statements(prop))
        return [str(v.get("text")) for v in values if isinstance(v, dict) and v.get("language") == language]

    def date(self, prop: str) -> str:
        """The first date of a property, shortened to its precision; empty when there is none."""
        values = (_value(statement.body.get("mainsnak")) for statement in self.statements(prop))
        return next((text for value in values if (text := _date(value))), "")

    def article(self, site: str) -> str:
        """The title of the article on a sister site."""
        link = self._map("sitelinks").get(site)
        return str(link.get("title", "")) if isinstance(link, dict) else ""

    def _map(self, name: str) -> Mapping[str, Any]:
        found = self._entity.get(name)
        return found if isinstance(found, dict) else {}  # an empty map is written as an empty list


def parsed(line: bytes) -> Item | None:
    """The item that a line of the dump holds; None for its brackets and for properties and lexemes."""
    bare = line.removeprefix(b"\xef\xbb\xbf").rstrip(b",")
    if bare in (b"[", b"]", b""):
        return None
    try:
        entity = json.loads(bare)
    except RecursionError as exc:
        raise ValueError("nested too deeply") from exc
    if not isinstance(entity, dict) or not isinstance(entity.get("id"), str):
        raise ValueError("expected one entity a line, with its id")
    return Item(entity) if entity["id"].startswith("Q") else None


def _value(snak: Any) -> Any:
    value = snak.get("datavalue") if isinstance(snak, dict) and snak.get("snaktype", "value") == "value" else None
    return value.get("value") if isinstance(value, dict) else None


def _ref(snak: Any) -> str | None:
    value = _value(snak)
    if not isinstance(value, dict):
        return None
    if isinstance(value.get("id"), str):
        return str(value["id"])
    return f"Q{value['numeric-id']}" if isinstance(value.get("numeric-id"), int) else None


def _text(entry: Any) -> str:
    value = entry.get("value") if isinstance(entry, dict) else None
    return " ".join(value.split()) if isinstance(value, str) else ""


def _date(value: Any) -> str:
    precision = value.get("precision") if isinstance(value, dict) else None
    length = _PRECISION.get(precision) if isinstance(precision, int) else None
    match = _TIME.match(str(value.get("time", ""))) if length else None
    return "-".join(match.groups())[:length] if match else ""


def _shown(value: Any) -> str:
    if not isinstance(value, dict):
        return str(value)
    return f"{value.get('time')}, precision {value.get('precision')}"
