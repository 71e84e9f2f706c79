"""Where an import lies while it is being looked at: what is taken so far, put aside on disk, and what was refused."""

import csv
import json
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO, Literal

from legation.imports.drafts import Place, Refused
from legation.vetting import TABLES, Index, Row, columns


@dataclass(slots=True)
class Desk:
    """What all who take drafts share."""

    index: Index
    spool: "Spool"
    report: Callable[[Refused], None]
    counts: Counter[str] = field(default_factory=Counter)
    refused: int = 0

    @property
    def force(self) -> Index:
        """Who is known without this import."""
        return self.index.parent or Index()

    def refuse(self, at: Place, what: str, reason: str) -> None:
        """Tell that something is not taken."""
        self.refused += 1
        self.report(Refused(at, what, reason))


class Spool:
    """Rows put aside in files, so that memory does not grow with them; read again when all is known."""

    def __init__(self, folder: Path) -> None:
        """Keep the files in `folder`."""
        self._folder = folder
        self._files: dict[str, IO[str]] = {}

    def put(self, table: str, at: Place, row: Row) -> None:
        """Put a row aside."""
        if table not in self._files:
            self._files[table] = (self._folder / f"{table}.part").open("w+", encoding="utf-8")
        self._files[table].write(json.dumps([*at, dict(row)]) + "\n")

    def rows(self, table: str) -> Iterator[tuple[Place, dict[str, str]]]:
        """Yield what was put aside, in order."""
        if file := self._files.get(table):
            file.seek(0)
            for line in file:
                name, number, row = json.loads(line)
                yield Place(name, number), row

    def close(self) -> None:
        """Throw the files away."""
        for table, file in self._files.items():
            file.close()
            (self._folder / f"{table}.part").unlink()
        self._files = {}


class Tables:
    """Writes the tables of a set, as our own are written; a table without rows is no file."""

    def __init__(self, folder: Path, origin: str) -> None:
        """Write into `folder`; `origin` stands as a comment at the top of each file."""
        self._folder = folder
        self._origin = " ".join(origin.split())
        self._files: dict[str, IO[str]] = {}
        self.counts: Counter[str] = Counter()

    def write(self, table: str, row: Row) -> None:
        """Write a row."""
        assert table in TABLES
        if table not in self._files:
            file = (self._folder / f"{table}.csv").open("w", encoding="utf-8", newline="")
            file.write(f"# {self._origin}\n")
            self._files[table] = file
            csv.writer(file, lineterminator="\n").writerow(columns(table))
        cells = [row.get(column, "") for column in columns(table)]
        # A row that begins with # would be taken for a comment.
        quoting: Literal[0, 1] = csv.QUOTE_ALL if cells[0].startswith("#") else csv.QUOTE_MINIMAL
        csv.writer(self._files[table], lineterminator="\n", quoting=quoting).writerow(cells)
        self.counts[table] += 1

    def close(self) -> None:
        """Finish all files."""
        for file in self._files.values():
            file.close()
