"""Reads the data files under `data/`: comments skipped, broken lines named by file and line."""

import csv
from collections.abc import Iterable, Iterator, Sequence
from contextvars import ContextVar
from functools import cache
from importlib import resources
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Any, ClassVar

import yaml

from legation.compiled import kept
from legation.errors import KnowledgeError

# In the column `wiki`: no article is known. An empty one means, in a bundled row, that its title is the name.
NO_ARTICLE = "-"

# A shorter file is read as fast as it is found among those that are kept.
_LONG = 4096

# The folders whose tables follow the bundled ones; `overlay` puts them there for as long as tables are loaded.
user_folders: ContextVar[tuple[Path, ...]] = ContextVar("user_folders", default=())


class _Loader(getattr(yaml, "CSafeLoader", yaml.SafeLoader)):  # type: ignore[misc]
    """YAML as people read it: "on", "off", "yes" and "no" are words, only true and false are truth values."""

    yaml_implicit_resolvers: ClassVar[dict[str, Any]] = {
        first: [(tag, pattern) for tag, pattern in rules if tag != "tag:yaml.org,2002:bool" or first in "tTfF"]
        for first, rules in yaml.SafeLoader.yaml_implicit_resolvers.items()
    }


def data_file(name: str) -> Traversable:
    """The bundled data file `name`, as "actors/states.csv"."""
    return resources.files("legation").joinpath("data", *name.split("/"))


def yaml_table(name: str) -> Any:
    """Load a bundled YAML file; a long one as it was kept the last time, if it is the same still."""
    text = data_file(name).read_bytes()
    if len(text) < _LONG:
        return _parsed(name, text)
    return kept(name.replace("/", "-"), (_readers(), text), lambda: _parsed(name, text))


@cache
def _readers() -> bytes:
    """What reads the tables: if it changes, what is kept of them is stale."""
    return resources.files("legation").joinpath("tables.py").read_bytes()


def _parsed(name: str, text: bytes) -> Any:
    try:
        return yaml.load(text.decode(), Loader=_Loader)
    except yaml.YAMLError as exc:
        mark = getattr(exc, "problem_mark", None)
        raise KnowledgeError(name, mark.line + 1 if mark else None, f"not valid YAML: {exc}") from exc


def csv_rows(name: str) -> Iterator[dict[str, str]]:
    """Yield the rows of a CSV table as dictionaries: the bundled ones, then those of the user's folders in force.

    Bundled rows are looked through by hand: without `wiki` their name is an article's title. Nobody knows that of the
    user's rows, so what they leave empty is no article.
    """
    rows = csv_lines(name, data_file(name).read_bytes().splitlines(keepends=True))
    _, header = next(rows, (0, []))
    width = len(header)
    for number, row in rows:
        # Of fifty thousand rows a call each would be felt.
        yield dict(zip(header, row, strict=True)) if len(row) == width else _paired(name, number, header, row)
    for folder in user_folders.get():
        for _, found in user_rows(folder / name.rpartition("/")[2], header):
            if "wiki" in found:
                found["wiki"] = found["wiki"] or NO_ARTICLE
            yield found


def csv_header(name: str) -> list[str]:
    """The columns of a bundled CSV table."""
    return next(csv_lines(name, data_file(name).read_bytes().splitlines(keepends=True)), (0, []))[1]


def user_rows(file: Path, columns: Sequence[str]) -> Iterator[tuple[int, dict[str, str]]]:
    """Yield line and row of a user's table, if it exists; a column that it lacks is empty, an unknown one an error."""
    try:
        if not file.exists():
            return
        with file.open("rb") as lines:
            rows = csv_lines(str(file), lines)
            number, header = next(rows, (1, list(columns)))
            if unknown := [column for column in header if column not in columns or header.count(column) > 1]:
                raise KnowledgeError(
                    str(file), number, f"column '{unknown[0]}' is none of {', '.join(columns)}, or twice"
                )
            for number, row in rows:
                yield number, {**dict.fromkeys(columns, ""), **_paired(str(file), number, header, row)}
    except OSError as exc:
        raise KnowledgeError(str(file), None, f"can't be read: {exc.strerror or exc}") from exc


def csv_lines(file: str, lines: Iterable[bytes], delimiter: str = ",") -> Iterator[tuple[int, list[str]]]:
    """Yield the 1-based line and the cells of each row, the header first; empty lines and comments (#) are left out."""
    at = 0

    def texts() -> Iterator[str]:
        nonlocal at
        for at, line in enumerate(lines, start=1):
            try:
                text = line.decode("utf-8-sig" if at == 1 else "utf-8")
            except UnicodeDecodeError as exc:
                raise KnowledgeError(file, at, f"not UTF-8: {exc.reason}") from exc
            if text[0] != "#" and not text.isspace():
                yield text

    try:
        for row in csv.reader(texts(), delimiter=delimiter, strict=True):
            yield at, row
    except csv.Error as exc:
        raise KnowledgeError(file, at, f"not valid CSV: {exc}") from exc


def _paired(file: str, line: int, header: list[str], row: list[str]) -> dict[str, str]:
    if len(row) != len(header):
        raise KnowledgeError(file, line, f"expected {len(header)} fields, found {len(row)}")
    return dict(zip(header, row, strict=True))


def parts(field: str) -> tuple[str, ...]:
    """Split a field that holds a list ("a;b") into its stripped members."""
    if ";" not in field:  # most fields: this is called for every row of every table
        return (field.strip(),) if field.strip() else ()
    return tuple(piece.strip() for piece in field.split(";") if piece.strip())
