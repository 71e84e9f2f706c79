"""Tells the event tables of other projects (GDELT, POLECAT, ICEWS) by how they begin; nothing is guessed."""

import csv
import re
import zlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from typing import Any

from legation.errors import KnowledgeError
from legation.tables import yaml_table

FILE = "outside/tables.yaml"
COMMAND = "legation outside add"
_BOM = b"\xef\xbb\xbf"
_LOOKED_AT = 50  # lines of a beginning; the first rows may be broken ones
_FEWEST = 5  # columns; a table with less is none of these, so most files are told at a glance
_GZIP, _ZIP = b"\x1f\x8b", b"PK\x03\x04"
_ZIP_HEAD = 30  # bytes before the name of the first file in an archive
_STORED, _DEFLATED = 0, 8
_UNPACKED = 1 << 16
_DAY = re.compile(r"(?:19|20)\d\d(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])")


class Form(StrEnum):
    """The event tables that are known; `gdelt` is GDELT 2.0, `gdelt1` the older GDELT 1.0."""

    gdelt = "gdelt"
    gdelt1 = "gdelt1"
    polecat = "polecat"
    icews = "icews"


CALLED: Mapping[Form, str] = {
    Form.gdelt: "GDELT 2.0",
    Form.gdelt1: "GDELT 1.0",
    Form.polecat: "POLECAT",
    Form.icews: "ICEWS",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Layout:
    """How a table is laid out: whose it is, what divides its cells, its columns, whether its first line names them.

    `form` is None for a table of GDELT's that does not show of which version it is.
    """

    form: Form | None
    delimiter: str
    columns: tuple[str, ...]
    has_header: bool


@dataclass(frozen=True, slots=True)
class Rules:
    """What tells a table with a header: the columns that it is known by, and those that a row needs."""

    known_by: tuple[str, ...]
    needs: tuple[str, ...]
    maybe_missing: tuple[str, ...] = ()


@cache
def headerless() -> Mapping[int, tuple[Form, tuple[str, ...]]]:
    """GDELT's tables without a header, by the number of their columns."""
    table = _table()["gdelt"]
    whole = tuple(table["columns"])
    older = tuple(name for name in whole if name not in table["later"])
    return {
        len(whole): (Form.gdelt, whole),
        len(older): (Form.gdelt1, older),
        len(older) - 1: (Form.gdelt1, older[:-1]),
    }


@cache
def rules(form: Form) -> Rules:
    """What tells the tables of one project."""
    table = _table()["gdelt" if form is Form.gdelt1 else form.value]
    try:
        return Rules(*(tuple(table.get(name, ())) for name in ("known_by", "needs", "maybe_missing")))
    except (AttributeError, TypeError) as error:
        raise KnowledgeError(FILE, None, str(error)) from error


def plain(column: str) -> str:
    """The name of a column, however it is written."""
    name = " ".join(column.replace("_", " ").split()).casefold()
    return _also().get(name, name)


def told(head: bytes) -> str | None:
    """Say whose event table a file is, by its beginning (packed or not); None for anything else."""
    found = layout(unpacked(head))
    return None if found is None else CALLED[found.form] if found.form else "GDELT"


def layout(head: bytes) -> Layout | None:
    """The layout of the table that begins with these bytes; None where it is no event table that we know."""
    lines = first_lines(head)
    if not lines or not any(lines[0].count(each) >= _FEWEST - 1 for each in "\t,;"):
        return None
    return _with_header(lines) or _without(lines)


def unpacked(head: bytes) -> bytes:
    """The beginning of what a file holds that is packed by gzip or is a ZIP archive; else the bytes as they are."""
    if head.startswith(_GZIP):
        return _inflated(head, zlib.MAX_WBITS | 16)
    if head.startswith(_ZIP) and len(head) > _ZIP_HEAD:
        way = int.from_bytes(head[8:10], "little")
        begins = _ZIP_HEAD + int.from_bytes(head[26:28], "little") + int.from_bytes(head[28:30], "little")
        if way == _DEFLATED:
            return _inflated(head[begins:], -zlib.MAX_WBITS)
        return head[begins:] if way == _STORED else b""
    return head


def first_lines(head: bytes) -> list[str]:
    """The lines with which something begins, without the last, which may be cut; what is no UTF-8 is replaced."""
    found = head.removeprefix(_BOM).split(b"\n", _LOOKED_AT + 1)
    whole = found[:-1] if len(found) > 1 else found
    texts = (line.decode("utf-8", "replace").rstrip("\r") for line in whole[: _LOOKED_AT + 1])
    return [text for text in texts if text.strip()]


def split(line: str, delimiter: str) -> list[str]:
    """The cells of a line. Tables divided by tabs know no quotation marks; a pair around a whole cell is taken off."""
    if delimiter == "\t":
        cells = line.split("\t")
        return [_bare(cell) for cell in cells] if '"' in line else cells
    return next(csv.reader((line,), delimiter=delimiter, strict=True), [])


def is_row(cells: Sequence[str]) -> bool:
    """Whether cells have the shape of a row of GDELT's: number, day, month and year of it, and class further behind."""
    if len(cells) not in headerless():
        return False
    number, day, month, year = cells[:4]
    return bool(number.isdigit() and _DAY.fullmatch(day) and day.startswith(month) and month.startswith(year))


def _with_header(lines: Sequence[str]) -> Layout | None:
    for delimiter in "\t,;":
        cells = _cells(lines[0], delimiter)
        names = {plain(cell) for cell in cells}
        for form in (Form.gdelt, Form.polecat, Form.icews):
            if {plain(name) for name in rules(form).known_by} <= names:
                version = _version(names, lines, delimiter) if form is Form.gdelt else form
                return Layout(form=version, delimiter=delimiter, columns=tuple(cells), has_header=True)
    return None


def _without(lines: Sequence[str]) -> Layout | None:
    for line in lines[:_LOOKED_AT]:
        if is_row(cells := line.split("\t")):
            form, columns = headerless()[len(cells)]
            return Layout(form=form, delimiter="\t", columns=columns, has_header=False)
    return None


def _version(names: set[str], lines: Sequence[str], delimiter: str) -> Form | None:
    """Of which GDELT a table with a header is: by a column of the newer one, else by how it writes moments."""
    if names & {plain(name) for name in _table()["gdelt"]["later"]}:
        return Form.gdelt
    header = [plain(cell) for cell in _cells(lines[0], delimiter)]
    if "dateadded" in header:
        at = header.index("dateadded")
        for cells in (_cells(line, delimiter) for line in lines[1:_LOOKED_AT]):
            if len(cells) == len(header) and cells[at].isdigit():
                return {8: Form.gdelt1, 14: Form.gdelt}.get(len(cells[at]))
    return None


def _cells(line: str, delimiter: str) -> list[str]:
    try:
        return [cell.strip() for cell in split(line, delimiter)]
    except csv.Error:
        return []


def _bare(cell: str) -> str:
    if len(cell) > 1 and cell[0] == cell[-1] == '"':
        return cell[1:-1].replace('""', '"')
    return cell


def _inflated(data: bytes, bits: int) -> bytes:
    try:
        return zlib.decompressobj(bits).decompress(data, _UNPACKED)
    except zlib.error:
        return b""


@cache
def _also() -> Mapping[str, str]:
    return {other.casefold(): name.casefold() for other, name in _table()["gdelt"]["also"].items()}


@cache
def _table() -> Mapping[str, Mapping[str, Any]]:
    found = yaml_table(FILE)
    if not isinstance(found, dict) or not all(isinstance(each, dict) for each in found.values()):
        raise KnowledgeError(FILE, None, "expected a mapping of projects")
    return found
