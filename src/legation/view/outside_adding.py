"""Reads event tables of other projects and stores them apart: counts, what is refused, codes that nobody knows."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path

from legation.codings import Coding
from legation.errors import SourceError
from legation.event_tables import CALLED, Form
from legation.imports.outside import Part, parts
from legation.store import outside
from legation.store.store import Store

BATCH = 10_000  # rows of one transaction: others may write between two, and a stopped run has stored whole ones
FEW = 5  # codes named
_STATEMENTS = "01"  # the root of CAMEO that has no type


@dataclass(slots=True)
class Added:
    """What came of one data set: rows that could be read, those that are new, codes that its scheme lacks."""

    read: int = 0
    new: int = 0
    unknown: Counter[str] = field(default_factory=Counter)


@dataclass(slots=True)
class Outcome:
    """What came of all, by data set, and how much was refused: rows and whole files."""

    sets: dict[str, Added] = field(default_factory=dict)
    refused: int = 0

    @property
    def read(self) -> int:
        """How many rows could be read."""
        return sum(each.read for each in self.sets.values())


def add(
    store: Store,
    sources: Iterable[Path],
    form: Form | None,
    *,
    refused: Callable[[SourceError], None],
    seen: Callable[[int], None],
) -> Outcome:
    """Store all rows of the sources; tell `refused` what can't be taken, and `seen` how many rows were read since."""
    outcome = Outcome()

    def refuse(error: SourceError) -> None:
        outcome.refused += 1
        refused(error)

    for source in sources:
        for part in parts(source, form):
            if isinstance(part, SourceError):
                refuse(part)
            else:
                _keep(store, part, outcome.sets.setdefault(part.form.value, Added()), refuse, seen)
    return outcome


def told(outcome: Outcome) -> Iterator[str]:
    """Say in a line for each data set what came of it."""
    for dataset, added in sorted(outcome.sets.items()):
        known = added.read - added.new
        called = CALLED[Form(dataset)]
        yield f"{called}: {added.read:,} rows read, {added.new:,} new, {known:,} there already; kept as '{dataset}'"
        if added.unknown:
            some = ", ".join(f"'{code}'" for code, _ in added.unknown.most_common(FEW))
            number = added.unknown.total()
            rows = "1 row has a code that is" if number == 1 else f"{number:,} rows have codes that are"
            yield (
                f"{called}: {rows} none of its scheme ({some}), kept without a type; a spreadsheet may have taken "
                "zeros off the beginning"
            )


def _keep(
    store: Store, part: Part, added: Added, refuse: Callable[[SourceError], None], seen: Callable[[int], None]
) -> None:
    file = store.tell(outside.begun(part.form.value, part.name))
    rows = _taken(part.rows, refuse)
    while batch := list(islice(rows, BATCH)):
        added.new += store.tell(outside.keep(file, batch))
        added.read += len(batch)
        added.unknown.update(_unknown(batch))
        seen(len(batch))


def _taken(rows: Iterable[Coding | SourceError], refuse: Callable[[SourceError], None]) -> Iterator[Coding]:
    for row in rows:
        if isinstance(row, SourceError):
            refuse(row)
        else:
            yield row


def _unknown(batch: Sequence[Coding]) -> Iterator[str]:
    """Codes without a type that are none of their scheme: statements have no type in PLOVER, and are none of these."""
    return (each.code for each in batch if each.type is None and not each.code.startswith(_STATEMENTS))
