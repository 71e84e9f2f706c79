"""Where output goes: UTF-8 whatever the locale, complaints as single lines on standard error."""

import csv
import re
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, TYPE_CHECKING

from legation.errors import LegationError

if TYPE_CHECKING:
    from legation.view.present import Row

# Controls, and the characters that turn the direction of text; tab and line feed are harmless.
_STEERING = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


class OutputError(LegationError):
    """What was made can't be written where the user wants it."""


def complain(message: str) -> None:
    """Print one line on standard error that begins with the program's name."""
    sys.stderr.write(f"legation: {plain(' '.join(message.split()))}\n")


def plain(text: str) -> str:
    """Replace characters that would steer a terminal; articles are other people's text."""
    return _STEERING.sub("\N{REPLACEMENT CHARACTER}", text)


def use_utf8() -> None:
    """Make the standard streams UTF-8 with bare line feeds, so that output is the same bytes on every machine."""
    for stream in (sys.stdout, sys.stderr):
        if reconfigure := getattr(stream, "reconfigure", None):
            reconfigure(encoding="utf-8", errors="backslashreplace", newline="\n")


@contextmanager
def opened(output: Path | None) -> Iterator[IO[str]]:
    """Give the file to write to: the one named, else standard output."""
    if output is None:
        yield sys.stdout
        return
    try:
        with output.open("w", encoding="utf-8", newline="\n") as file:
            yield file
    except BrokenPipeError:
        raise
    except OSError as error:
        raise OutputError(f"{output}: can't be written: {error.strerror or error}") from error


def write_bytes(output: Path, content: bytes) -> None:
    """Write a file that is no text."""
    try:
        output.write_bytes(content)
    except OSError as error:
        raise OutputError(f"{output}: can't be written: {error.strerror or error}") from error


def write_csv(columns: tuple[str, ...], rows: Iterable["Row"], file: IO[str]) -> None:
    """Write rows as CSV with a header. A cell that a spreadsheet would run as a formula gets an apostrophe first."""
    writer = csv.DictWriter(file, columns, lineterminator="\n")
    writer.writeheader()
    for row in rows:
        writer.writerow({name: _harmless(value) for name, value in row.items()})


def _harmless(value: object) -> object:
    return f"'{value}" if isinstance(value, str) and value.startswith(_FORMULA) else value
