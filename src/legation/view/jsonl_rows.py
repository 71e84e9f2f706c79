"""Rows of JSON lines that a user gives to a command: opened, read one by one, and named by their line when broken."""

import json
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from legation.errors import QueryError


@contextmanager
def opened_rows(source: str) -> Iterator[Iterable[bytes]]:
    """Give the lines of a file, or of standard input for "-". Raises QueryError for a file that can't be opened."""
    if source == "-":
        yield sys.stdin.buffer
        return
    try:
        file = Path(source).open("rb")  # noqa: SIM115 (closed below; only errors of opening are the user's question)
    except OSError as error:
        raise QueryError(f"{source}: {error.strerror or error}") from error
    with file:
        yield file


def parsed(line: bytes, expected: str, needed: str) -> dict[str, Any]:
    """The object that a line holds; `expected` and `needed` are told where it holds none. Raises ValueError."""
    try:
        row = json.loads(line.decode("utf-8-sig"), parse_constant=_refuse)
    except UnicodeDecodeError as error:
        raise ValueError("is not UTF-8") from error
    except json.JSONDecodeError as error:
        raise ValueError(f"is no JSON ({error.msg}); expected an object with `{needed}`") from error
    except RecursionError as error:
        raise ValueError("is nested too deeply") from error
    if not isinstance(row, dict):
        raise ValueError(f"is no object; expected {expected}")
    _check_id(row.get("id"))
    return row


def _refuse(constant: str) -> None:
    """Refuse NaN and the infinities, which Python's reader takes and JSON lacks."""
    raise ValueError(f"is no JSON ({constant} is no value of it)")


def _check_id(key: Any) -> None:
    """Raise ValueError for an id that can't be written out again: half a character, a number without bounds."""
    try:
        json.dumps(key, ensure_ascii=False, allow_nan=False).encode("utf-8")
    except ValueError as error:
        raise ValueError("`id` can't be written as JSON") from error
