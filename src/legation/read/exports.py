"""JSON exports: one value over many lines, or the answer of an API with its articles in a list somewhere inside."""

import json
import re
from collections.abc import Iterator, Mapping
from typing import Any

from legation.errors import SourceError
from legation.read.articlerows import article, chosen, kind_of
from legation.read.encodings import decoded
from legation.read.marks import columns
from legation.read.streams import FILE_LIMIT, Source
from legation.records import Document

_DEPTH = 3  # objects around the list of articles
_FIRST_KEY = re.compile(rb'\{\s*"([^"]{1,40})"\s*:')
_ENVELOPE = re.compile(rb"(?i)status|total_?results|total_?hits|count|took|page|meta|copyright|pagination")


def is_whole(head: bytes) -> bool:
    """Whether a source that begins so is one JSON value, and not one object a line."""
    head = head.removeprefix(b"\xef\xbb\xbf").lstrip()
    first = head.split(b"\n", 1)[0].rstrip()
    if first.startswith(b"["):
        return True
    if first.endswith((b"{", b"[", b",")) and not first.endswith(b"},"):
        return True
    match = _FIRST_KEY.match(first)
    known = tuple(each.encode() for each in (*columns().lists, *columns().around))
    if match is None or len(first) < len(head):  # a second line: one object a line
        return False
    return match[1] in known or bool(_ENVELOPE.fullmatch(match[1]))


def articles(source: Source) -> Iterator[Document | SourceError]:
    """Read one JSON value: a list of articles, or an object that holds one."""
    text = decoded(source.whole(FILE_LIMIT), source.name)
    try:
        value = json.loads(text)
    except json.JSONDecodeError as exc:
        reason = f"not valid JSON: {exc.msg.removesuffix(' at')} at column {exc.colno}"
        raise SourceError(source.name, reason, line=exc.lineno) from exc
    except (RecursionError, ValueError) as exc:
        raise SourceError(source.name, "not readable JSON: nested too deeply or a number too long") from exc
    found = listed(value)
    if found is None:
        known = ", ".join(columns().lists)
        held = f"an object of {', '.join(list(value)[:8])}" if isinstance(value, dict) else kind_of(value)
        raise SourceError(source.name, f"holds no list of articles: it is {held}; expected a list under one of {known}")
    if not found:
        raise SourceError(source.name, "holds an empty list; expected articles")
    yield from rows(found, source.name)


def rows(found: list[Any], name: str, line: int | None = None) -> Iterator[Document | SourceError]:
    """The articles in a list; one that can't be read gives a SourceError with its number."""
    for number, row in enumerate(found, start=1):
        try:
            if not isinstance(row, dict):
                raise SourceError(name, f"expected a JSON object, found {kind_of(row)}")
            yield article(row, "json", name, None)
        except SourceError as error:
            yield SourceError(name, f"article {number} {_after(error.reason)}", line=line)


def listed(value: Any, depth: int = _DEPTH) -> list[Any] | None:
    """The list of articles in a value; an object that is itself an article counts as a list of one."""
    if isinstance(value, list):
        return value
    if not isinstance(value, Mapping) or not depth:
        return None
    if "text" in chosen(value) and isinstance(value[chosen(value)["text"]], str):
        return [value]
    for key in columns().lists:
        if isinstance(value.get(key), list):
            return list(value[key])
    around = (listed(value[key], depth - 1) for key in (*columns().around, *columns().lists) if key in value)
    return next((each for each in around if each is not None), None)


def _after(reason: str) -> str:
    return reason if reason.startswith("has ") else f"of the list: {reason}"
