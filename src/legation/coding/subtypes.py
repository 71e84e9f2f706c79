"""Subtypes: the finest acts that the event coder tells apart, and where each stands in PLOVER and CAMEO."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from operator import itemgetter
from typing import Any

from legation.errors import KnowledgeError
from legation.records import EVENT_TYPES, Status

FILE = "events/subtypes.yaml"
# The label of a pair that does nothing to one another.
NONE = "none"
# What a subtype is given less than says nothing of an act's mode: another reading has told the act.
_TELLS_MODE = 0.1
# Acts of these statuses are filed as planned ones.
_PLANNED: frozenset[Status] = frozenset({"future", "hypothetical"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Subtype:
    """One row of `subtypes.yaml`; `planned` is the type that an act still to come is filed under.

    `pledged` is the older root of what has been pledged or agreed, where that is another than of what is to come.
    """

    name: str
    type: str
    root: str
    cameo: str
    means: str
    mode: str | None = None
    planned: str | None = None
    mutual: bool = False
    pledged: str | None = None

    def filed(self, status: Status) -> tuple[str, str | None]:
        """The PLOVER type and mode of a record with this status."""
        if status in _PLANNED and self.planned is not None:
            return self.planned, None
        return self.type, self.mode


@dataclass(frozen=True, slots=True)
class Subtypes:
    """All subtypes by name."""

    rows: Mapping[str, Subtype]

    @classmethod
    def of(cls, table: Iterable[Mapping[str, Any]]) -> "Subtypes":
        """Take the rows out of the table as loaded; raises KnowledgeError for one that is broken."""
        rows: dict[str, Subtype] = {}
        for entry in table:
            try:
                row = Subtype(**entry)
            except TypeError as error:
                raise KnowledgeError(FILE, None, f"{entry.get('name')}: {error}") from error
            if row.name in rows or row.type not in EVENT_TYPES or row.planned not in (None, *EVENT_TYPES):
                raise KnowledgeError(FILE, None, f"{row.name}: named twice, or of a type that is none")
            rows[row.name] = row
        return cls(rows)


@dataclass(frozen=True, slots=True)
class Reading:
    """What the coder makes of one pair: the chance that nothing happens, of each root and of each subtype."""

    nothing: float
    roots: tuple[tuple[str, float], ...]
    subtypes: tuple[tuple[Subtype, float], ...]
    status: Status
    status_chance: float

    @property
    def root(self) -> str:
        """The likeliest root, if anything happens."""
        return self.roots[0][0]

    @property
    def subtype(self) -> Subtype:
        """The likeliest subtype of that root."""
        return next(row for row, _ in self.subtypes if row.root == self.root)

    def mode(self, kind: str, status: Status) -> str | None:
        """The likeliest mode of an act of a type."""
        filed = ((row.filed(status), chance) for row, chance in self.subtypes)
        return next((mode for (found, mode), chance in filed if found == kind and chance >= _TELLS_MODE), None)

    def types(self, status: Status) -> dict[str, float]:
        """The chance of each PLOVER type, as a record with this status would be filed, and of "none"."""
        found = {NONE: self.nothing}
        planned = status in _PLANNED
        for row, chance in self.subtypes:
            kind = row.planned or row.type if planned else row.type
            found[kind] = found.get(kind, 0.0) + chance
        return found

    def chance(self, kind: str, others: Collection[str], status: Status) -> float:
        """The chance of a type as it is done, and of others as a record with this status would be filed."""
        if status in _PLANNED:
            return sum([c for row, c in self.subtypes if row.type == kind or (row.planned or row.type) in others])
        return sum([c for row, c in self.subtypes if row.type == kind or row.type in others])


class Reader:
    """Turns a classifier's probabilities into readings."""

    def __init__(self, subtypes: Subtypes, labels: Sequence[str], statuses: Sequence[Status]) -> None:
        """`labels` and `statuses` name the classifier's columns; every label must be in the table, or "none"."""
        if unknown := set(labels) - {*subtypes.rows, NONE}:
            raise KnowledgeError(
                FILE, None, f"the trained coder knows subtypes that are missing here: {sorted(unknown)}"
            )
        self.with_modes = frozenset(row.type for row in subtypes.rows.values() if row.mode)
        # The row of each column; None for the one of "none".
        self._rows = [subtypes.rows.get(label) if label != NONE else None for label in labels]
        self._none = [n for n, row in enumerate(self._rows) if row is None]
        self._statuses = tuple(statuses)

    def read(self, chances: Sequence[float], standings: Sequence[float]) -> Reading:
        """The reading of one pair."""
        told = [(row, chance) for row, chance in zip(self._rows, chances, strict=True) if row is not None]
        rows = tuple(sorted(told, key=itemgetter(1), reverse=True))
        roots: dict[str, float] = defaultdict(float)
        for row, chance in rows:
            roots[row.root] += chance
        best = max(range(len(self._statuses)), key=lambda i: standings[i])
        return Reading(
            nothing=sum([chances[n] for n in self._none]),
            roots=tuple(sorted(roots.items(), key=itemgetter(1), reverse=True)),
            subtypes=rows,
            status=self._statuses[best],
            status_chance=float(standings[best]),
        )
