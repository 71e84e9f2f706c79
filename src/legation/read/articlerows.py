"""One row of a table or export as a document: whatever its columns are called, each value checked, the text as given.

The names that are known are data (`data/read/columns.yaml`). A text that is the markup of a page is read as one.
"""

import re
from collections.abc import Iterable, Mapping
from typing import Any

from legation.errors import SourceError
from legation.read.dates import moment
from legation.read.encodings import half_pair
from legation.read.marks import columns
from legation.read.metadata import Metadata
from legation.read.plain import document
from legation.records import Document

_CAMEL = re.compile(r"(?<=[a-z0-9])(?=[A-Z])")
_MARKUP = re.compile(r"</(?:p|div|article)>|<br ?/?>", re.IGNORECASE)
_CUT = re.compile(r"(?:…|\.\.\.)?\s*\[\+\d+ chars\]\s*$")  # how an API of news ends what it gives for free
_SHOWN = 12  # names of a row's columns in a message
_EXACT = "text"  # our own name for the text: kept as it stands, whatever it looks like


def plain_name(column: str) -> str:
    """The name of a column in lower case, its words joined by underscores."""
    return re.sub(
        r"[\s\-.:/]+", "_", _CAMEL.sub("_", column.strip()) if not column.isupper() else column.strip()
    ).lower()


def chosen(names: Iterable[str]) -> dict[str, str]:
    """Which of a row's columns holds each field of a document: `{"published": "Pub Date"}`."""
    by_name: dict[str, str] = {}
    for name in names:
        by_name.setdefault(plain_name(name), name)
    firsts = {
        field: next((each for each in known if each in by_name), None) for field, known in columns().fields.items()
    }
    return {field: by_name[first] for field, first in firsts.items() if first}


def no_text(names: Iterable[str]) -> str:
    """What is said of columns of which none holds the text."""
    listed = [str(name)[:20] for name in names]
    more = f" and {len(listed) - _SHOWN} more" if len(listed) > _SHOWN else ""
    known = ", ".join(columns().fields["text"])
    return f"found {', '.join(listed[:_SHOWN]) or 'nothing'}{more}; the text is looked for under {known}"


def article(row: Mapping[str, Any], kind: str, name: str, line: int | None) -> Document:
    """Make a document of a row; raises SourceError naming the column that is wrong."""
    row = _opened(row)
    columns_of = chosen(row)
    if "text" not in columns_of:
        raise SourceError(name, f"has no field 'text' or the like: {no_text(row)}", line=line)
    metadata = Metadata(source_format=kind)
    for field, column in columns_of.items():
        if field != "text" and (value := _value(row[column], column, name, line)) and value.strip():
            metadata[field] = value  # type: ignore[literal-required]
    if published := metadata.get("published"):
        metadata["published"] = _published(published, name, line)
    return document(_text(row, columns_of["text"], name, line), **metadata)


def _opened(row: Mapping[str, Any]) -> Mapping[str, Any]:
    """The row with the fields of the objects in it that only hold more of its own."""
    opened = dict(row)
    for key in columns().inside:
        if isinstance(within := row.get(key), dict):
            opened.pop(key)
            opened = {**within, **opened}
    return opened


def _text(row: Mapping[str, Any], column: str, name: str, line: int | None) -> str:
    text = _value(row[column], column, name, line) or ""
    if not text.strip():
        raise SourceError(name, f"the field '{column}' is empty; expected the text of an article", line=line)
    if plain_name(column) == _EXACT:
        return text
    if match := _CUT.search(text):
        reason = f"the field '{column}' is cut short ('{match[0].strip()}'); expected the whole article"
        raise SourceError(name, reason, line=line)
    if _MARKUP.search(text):
        from legation.read.html import body  # its parser takes half a second to load

        try:
            return body(f"<html><body><article>{text}</article></body></html>", name)
        except SourceError as error:
            raise SourceError(name, f"the field '{column}': {error.reason}", line=line) from error
    return text


def _value(value: object, column: str, name: str, line: int | None) -> str | None:
    """A column's value as text: names out of objects and lists, as APIs give outlets and authors."""
    if value is None:
        return None
    field = next((f for f, known in columns().fields.items() if plain_name(column) in known), column)
    if field == "source_id" and isinstance(value, int) and not isinstance(value, bool):
        return str(value)
    if field in ("publisher", "byline", "title", "url") and not isinstance(value, str):
        value = _named(value) or value
    if not isinstance(value, str):
        raise SourceError(name, f"the field '{column}' is {kind_of(value)}; expected a string", line=line)
    if (at := half_pair(value)) is not None:
        reason = f"the field '{column}' holds half a surrogate pair at character {at}, which is no character"
        raise SourceError(name, reason, line=line)
    return value


def _named(value: object) -> str | None:
    if isinstance(value, str):
        return value
    if isinstance(value, dict):
        whole = next(
            (value[key] for key in ("name", "title", "main", "original", "uri", "url") if value.get(key)), None
        )
        parts = (
            value.get(key) for key in ("firstname", "firstName", "first_name", "lastname", "lastName", "last_name")
        )
        return whole if isinstance(whole, str) else " ".join(each for each in parts if isinstance(each, str)) or None
    if isinstance(value, list):
        return ", ".join(filter(None, map(_named, value))) or None
    return None


def _published(value: str, name: str, line: int | None) -> str:
    found = moment(value)
    if found is None:
        shown = value if len(value) <= 40 else value[:40] + "…"
        expected = "an ISO date (2024-10-31) or date-time with zone (2024-10-31T09:30:00+09:00)"
        raise SourceError(name, f"the date '{shown}' can't be read; expected {expected}", line=line)
    return found


def kind_of(value: object) -> str:
    """What a JSON value is, in words."""
    kinds = {dict: "an object", list: "a list", bool: "true or false", str: "a string", type(None): "null"}
    return kinds.get(type(value), "a number")
