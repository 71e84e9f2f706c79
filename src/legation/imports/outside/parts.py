"""Reads event tables: each table of a file is a part, with its rows as they are read and what is wrong with others."""

import csv
import io
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from legation.codings import Coding
from legation.errors import SourceError
from legation.event_tables import Form, Layout, headerless, plain, rules, split
from legation.imports.outside import files, layouts
from legation.imports.outside.cells import CellError, Cells
from legation.imports.outside.rows import Maker, maker

_HEAD = 1 << 16
_BOM = "\ufeff"


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """One event table: its name, whose it is, and its rows; a row that can't be taken is a SourceError in its place."""

    name: str
    form: Form
    rows: Iterator[Coding | SourceError]


def parts(source: Path, form: Form | None = None) -> Iterator[Part | SourceError]:
    """Yield the tables of a file or folder, each to be read before the next; `form` says whose they are."""
    is_empty = True
    for path in files.files(source):
        is_empty = False
        yield from _of_file(path, form)
    if is_empty:
        yield SourceError(str(source), "this folder holds no files; expected event tables")


def _of_file(path: Path, form: Form | None) -> Iterator[Part | SourceError]:
    tables = files.opened(path)
    while True:
        try:
            name, stream = next(tables)
        except StopIteration:
            return
        except SourceError as error:
            yield error
            return
        try:
            yield _part(name, stream, form)
        except SourceError as error:
            yield error


def _part(name: str, stream: io.BufferedReader, form: Form | None) -> Part:
    with files.guarded(name):
        head = stream.peek(_HEAD)
    known, layout = layouts.found(name, head, form)
    return Part(name=name, form=known, rows=_rows(name, stream, known, layout))


def _rows(name: str, stream: io.BufferedReader, form: Form, layout: Layout) -> Iterator[Coding | SourceError]:
    makers = _makers(form, layout)
    whole = len(layout.columns)
    try:
        with files.guarded(name):
            for number, data in files.lines(stream):
                if number == 1 and layout.has_header:
                    continue
                try:
                    if row := _cells(data, number, layout.delimiter):
                        yield _maker(makers, row, whole)(row, number)
                except CellError as error:
                    yield SourceError(name, str(error), line=number)
    except SourceError as error:  # the file is broken from here on
        yield error


def _makers(form: Form, layout: Layout) -> Mapping[int, Maker]:
    """What makes a row, by the number of its cells: GDELT's older files got a column more in the midst of 2013."""
    if not layout.has_header:
        return {size: maker(form, columns) for size, (whose, columns) in headerless().items() if whose is form}
    missing = {plain(name) for name in rules(form).maybe_missing}
    kept = tuple(each for each in layout.columns if plain(each) not in missing)
    without, whole = maker(form, kept), maker(form, layout.columns)
    return {len(kept): without, len(layout.columns): whole if kept == layout.columns else _either(whole, without)}


def _either(whole: Maker, without: Maker) -> Maker:
    """A row of full length may still lack the column, and end in a tab instead: then its cells fit no column."""

    def make(cells: Cells, line: int) -> Coding:
        try:
            return whole(cells, line)
        except CellError:
            if cells[-2].strip():
                raise
            return without(cells, line)

    return make


def _cells(data: bytes | None, number: int, delimiter: str) -> list[str]:
    """The cells of a line and an empty one, which stands for columns that a table lacks; none for a blank line."""
    if data is None:
        raise CellError(f"longer than {files.LONGEST >> 20} MiB: expected one event a line")
    try:
        line = data.decode("utf-8").rstrip("\r\n")
        line = line.removeprefix(_BOM) if number == 1 else line
        cells = split(line, delimiter) if line and not line.isspace() else []
    except UnicodeDecodeError as error:
        raise CellError(f"byte 0x{data[error.start]:02x} isn't UTF-8") from error
    except csv.Error as error:
        raise CellError(f"not valid CSV: {error}") from error
    return [*cells, ""] if cells else cells


def _maker(makers: Mapping[int, Maker], row: Cells, whole: int) -> Maker:
    size = len(row) - 1
    made = makers.get(size)
    if made is None and size > whole and not any(map(str.strip, row[whole:])):
        made = makers[whole]  # tabs at the end
    if made is None:
        raise CellError(f"expected {whole} cells, found {size}")
    return made
