"""Reads CSV: our own tables, told apart by their header, and the simple form: persons and what they are in one file."""

from codecs import BOM_UTF8
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from legation import vetting
from legation.errors import KnowledgeError
from legation.imports import sources
from legation.imports.drafts import Draft, PersonDraft, Place, Refused, RowDraft, TermDraft
from legation.imports.polities import Polities
from legation.tables import csv_lines, parts

SIMPLE = ("name", "aliases", "country", "sector", "role", "since", "until", "wikidata", "gender")
_DELIMITERS = (",", ";", "\t")
_SHOWN = 60  # characters of a header that is none: it may be a whole page
# A table whose rows others refer to comes first; a rule lets two rows share a name.
_ORDER = ("ambiguous", *vetting.TABLES[:5], "simple")


class _Layout(NamedTuple):
    """The columns of a file, in lower case, and what divides them."""

    header: tuple[str, ...]
    delimiter: str


def drafts(path: Path, polities: Polities, country: str) -> Iterator[Draft]:
    """Yield what a CSV file, or each CSV file of a folder, holds; `country` is that of persons without one."""
    files = sorted(path.glob("*.csv")) if path.is_dir() else [path]
    if not files:
        raise KnowledgeError(str(path), None, "no CSV file in this folder")
    layouts = {file: _layout(file) for file in files}
    kinds = {file: _kind(file, layout.header) for file, layout in layouts.items()}
    for file in sorted(files, key=lambda each: (_ORDER.index(kinds[each]), each)):
        simple = kinds[file] == "simple"
        for line, row in _rows(file, layouts[file]):
            at = Place(str(file), line)
            if isinstance(row, str):
                yield Refused(at, "a row", row)
            elif simple:
                yield from _simple(at, row, polities, country)
            else:
                columns = dict.fromkeys(vetting.columns(kinds[file]), "")
                yield RowDraft(at, kinds[file], {**columns, **row})


def _kind(file: Path, header: Sequence[str]) -> str:
    """Which table a file is, by its header; its name decides only where the header fits several."""
    if twice := [column for column in header if header.count(column) > 1]:
        raise KnowledgeError(str(file), 1, f"the column '{twice[0]}' stands there twice")
    given = set(header)
    fits = [table for table in vetting.TABLES if _fits(given, table)]
    if "name" in given and given <= set(SIMPLE) and "id" not in given:
        return "simple"
    named = file.name.partition(".")[0]
    if len(fits) > 1 and named in fits:
        return named
    exact = [table for table in fits if given >= set(vetting.columns(table)) - {"wiki", "sector"}]
    if len(fits) == 1 or len(exact) == 1:
        return (exact or fits)[0]
    if fits:
        raise KnowledgeError(
            str(file), 1, f"the header fits {', '.join(fits)}: name the file {' or '.join(f'{t}.csv' for t in fits)}"
        )
    told = ",".join(header)
    told = told if len(told) <= _SHOWN else f"{told[:_SHOWN]}…"
    raise KnowledgeError(
        str(file),
        1,
        f"unknown header '{told}'; columns must be some of these, divided by commas: {','.join(SIMPLE)}; "
        "or those of one of our own tables",
    )


def _fits(given: set[str], table: str) -> bool:
    """True when the columns are some of the table's, those among them that no row can do without."""
    needed = {"offices": {"person", "office", "polity"}, "ambiguous": {"phrase", "rule"}}.get(table, {"id", "name"})
    return needed <= given <= set(vetting.columns(table))


def _layout(file: Path) -> _Layout:
    """Read the header. Spreadsheets of half the world divide by semicolons."""
    with sources.opened(file) as stream:
        lines = (line.removeprefix(BOM_UTF8) for line in stream)
        first = next((line for line in lines if line.strip() and not line.startswith(b"#")), b"")
    delimiter = max(_DELIMITERS, key=lambda each: first.count(each.encode()))
    with sources.opened(file) as stream:
        for _, row in csv_lines(str(file), stream, delimiter):
            return _Layout(tuple(cell.strip().lower() for cell in row), delimiter)
    raise KnowledgeError(str(file), 1, "it is empty")


def _rows(file: Path, layout: _Layout) -> Iterator[tuple[int, Mapping[str, str] | str]]:
    """Yield each row with its line, or why it is none."""
    header = layout.header
    with sources.opened(file) as stream:
        rows = csv_lines(str(file), stream, layout.delimiter)
        next(rows, None)
        for line, row in rows:
            if len(row) != len(header):
                yield line, f"expected {len(header)} fields, found {len(row)}"
            else:
                yield line, {name: " ".join(cell.split()) for name, cell in zip(header, row, strict=True)}


def _simple(at: Place, row: Mapping[str, str], polities: Polities, default: str) -> Iterator[Draft]:
    row = {**dict.fromkeys(SIMPLE, ""), **row}
    name, role = row["name"], row["role"]
    country = polities.named(row["country"]) if row["country"] else default
    if not name or not country:
        what = name or "a row"
        told = f"unknown country '{row['country']}'" if name and row["country"] else "no name or no country"
        yield Refused(at, what, told)
        return
    state = country if len(country) == 3 else ""
    yield PersonDraft(
        at=at,
        key=f"{name}\0{country}",
        name=name,
        aliases=parts(row["aliases"]),
        country=state,
        gender=row["gender"],
        wikidata=row["wikidata"],
        sector=row["sector"] if not role else "",
        trusted=True,
    )
    if role:
        yield TermDraft(at, f"{name}\0{country}", role, country, row["since"], row["until"], row["sector"])
    elif row["since"] or row["until"]:
        yield Refused(at, name, "dates without a role: they are those of the role")
