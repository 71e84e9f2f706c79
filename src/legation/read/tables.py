"""Tables of articles: JSON Lines and CSV, row by row in constant memory, each text exactly as given.

A row is `{id, date, text, title?, url?, publisher?, byline?, dateline?, language?}`, its fields named so or as press
databases do; other fields are ignored. A row that can't be read gives one SourceError with its line.
"""

import csv
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from legation.errors import SourceError
from legation.read import exports
from legation.read.articlerows import article, chosen, kind_of, no_text, plain_name
from legation.read.encodings import marked
from legation.read.streams import ARTICLE_LIMIT, Line, Source
from legation.records import Document

_BOM = b"\xef\xbb\xbf"
_MEGABYTES = ARTICLE_LIMIT // 1_000_000


def jsonl(source: Source) -> Iterator[Document | SourceError]:
    """Read JSON Lines: one object a line; or one JSON value that holds a list of articles."""
    if exports.is_whole(source.stream.peek()):
        yield from exports.articles(source)
        return
    rows = 0
    for line in source.lines():
        if line.number == 1:
            _refuse_wide(line, source)
        if not line.data.strip():
            continue
        rows += 1
        try:
            row = _object(line, source)
            inner = None if "text" in chosen(row) else exports.listed(row)
            if inner is None:
                yield article(row, "jsonl", source.name, line.number)
            else:
                yield from exports.rows(inner, source.name, line.number)
        except SourceError as error:
            yield error
    if not rows:
        raise SourceError(source.name, "is empty; expected one JSON object a line")


def comma_separated(source: Source) -> Iterator[Document | SourceError]:
    """Read CSV with a header; the delimiter is a comma, semicolon or tab, as the header shows."""
    lines = _Lines(source)
    header_line = next(iter(lines), "")
    delimiter = max(",;\t", key=header_line.count)
    names = _header(header_line, delimiter, source.name)
    rows = 0
    for row in _csv_rows(csv.reader(lines, delimiter=delimiter, strict=True), names, lines):
        rows += 1
        yield row
    if not rows:
        raise SourceError(source.name, "holds a header and no rows; expected one article a row")


@dataclass(slots=True)
class _Lines:
    """The lines of a CSV file as text; a line that is broken or too long is remembered until its row is complete.

    A row that goes on past `ARTICLE_LIMIT` ends the lines: its quotation mark was never closed, and what follows it
    can't be told apart from its text.
    """

    source: Source
    number: int = 0
    endless: bool = False
    broken: list[SourceError] = field(default_factory=list)
    _row_size: int = 0
    _walk: Iterator[Line] | None = None

    def __iter__(self) -> Iterator[str]:
        return self

    def __next__(self) -> str:
        self._walk = self._walk or self.source.lines()
        line = next(self._walk)
        if self._row_size > ARTICLE_LIMIT:
            self.endless = True
        if self.endless:
            raise StopIteration
        self.number = line.number
        if line.number == 1:
            _refuse_wide(line, self.source)
        try:
            text = _text(line, self.source)
        except SourceError as error:
            self.broken.append(error)
            # Stand-ins keep the row's shape, so that the rows after it are read.
            text = "" if line.size > ARTICLE_LIMIT else line.data.decode("utf-8", "replace")
        self._row_size += len(text)
        return text

    def next_row(self) -> int:
        """Begin a row; gives the number of its first line."""
        self._row_size = 0
        self.broken.clear()
        return self.number + 1

    def raise_broken(self) -> None:
        """Raise the first complaint about the lines of the row just read."""
        if self.broken:
            raise self.broken[0]


def _csv_rows(reader: Iterator[list[str]], names: list[str], lines: _Lines) -> Iterator[Document | SourceError]:
    name = lines.source.name
    while True:
        line = lines.next_row()
        try:
            cells = _next_row(reader)
            if cells is None:
                return
            lines.raise_broken()
            if cells:
                yield article(_by_name(names, cells, name, line), "csv", name, line)
        except csv.Error as exc:
            reason = (
                f"a quotation mark isn't closed within {_MEGABYTES} MB" if lines.endless else f"not valid CSV: {exc}"
            )
            yield SourceError(name, reason, line=line)
        except SourceError as error:
            yield error


def _refuse_wide(line: Line, source: Source) -> None:
    encoding = marked(line.data)
    if encoding in ("utf-16", "utf-32"):
        raise SourceError(source.name, f"is {encoding.upper()}; tables are read as UTF-8, so convert it", line=1)


def _text(line: Line, source: Source) -> str:
    if line.size > ARTICLE_LIMIT:
        reason = f"the line has {line.size / 1_000_000:.1f} MB; the limit for one article is {_MEGABYTES} MB"
        raise SourceError(source.name, reason, line=line.number)
    data = line.data.removeprefix(_BOM) if line.number == 1 else line.data
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as exc:
        offset = line.offset + len(line.data) - len(data) + exc.start
        reason = f"byte 0x{data[exc.start]:02x} at offset {offset} isn't UTF-8; convert the file to UTF-8"
        raise SourceError(source.name, reason, line=line.number) from exc


def _object(line: Line, source: Source) -> Mapping[str, object]:
    text = _text(line, source)
    try:
        row = json.loads(text.rstrip())  # else what is missing at the end is missed in the next line
    except json.JSONDecodeError as exc:
        reason = f"not valid JSON: {exc.msg.removesuffix(' at')} at column {exc.colno}; expected one object a line"
        raise SourceError(source.name, reason, line=line.number) from exc
    except (RecursionError, ValueError) as exc:
        reason = "not readable JSON: nested too deeply or a number too long"
        raise SourceError(source.name, reason, line=line.number) from exc
    if not isinstance(row, dict):
        raise SourceError(source.name, f"expected a JSON object, found {kind_of(row)}", line=line.number)
    return row


def _header(line: str, delimiter: str, name: str) -> list[str]:
    cells = next(csv.reader([line], delimiter=delimiter), [])
    names = [cell.strip() for cell in cells]
    used = chosen(names)
    if "text" not in used:
        raise SourceError(name, f"expected a header with a column 'text' or the like: {no_text(names)}", line=1)
    plain = [plain_name(each) for each in names]
    if twice := sorted(each for each in used.values() if plain.count(plain_name(each)) > 1):
        raise SourceError(name, f"the header names '{plain_name(twice[0])}' twice", line=1)
    return names


def _by_name(names: list[str], cells: list[str], name: str, line: int) -> dict[str, object]:
    if len(cells) != len(names):
        raise SourceError(name, f"expected {len(names)} fields as in the header, found {len(cells)}", line=line)
    return dict(zip(names, cells, strict=True))


def _next_row(reader: Iterator[list[str]]) -> list[str] | None:
    """Read one row with room for a whole article in a field; the module-wide limit is put back at once."""
    before = csv.field_size_limit(3 * ARTICLE_LIMIT)  # `_Lines` keeps the real limit
    try:
        return next(reader, None)
    finally:
        csv.field_size_limit(before)
