"""What a step is: one pass over one document, with what it needs and gives named by type."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Any, TypeVar

from legation.annotations import Wording
from legation.records import Document

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Reading:
    """A document and all that the steps so far have found in it, by type. Lives in memory only."""

    document: Document
    found: dict[type, tuple[Any, ...]] = field(default_factory=dict)

    def of(self, kind: type[T]) -> tuple[T, ...]:
        """All that was found of one type, in the order of finding."""
        return self.found.get(kind, ())

    def plus(self, items: Iterable[object], replaces: frozenset[type] = frozenset()) -> "Reading":
        """The same reading with `items` added; all items of a type in `replaces` are dropped first."""
        fresh: dict[type, list[Any]] = {}
        for item in items:
            fresh.setdefault(type(item), []).append(item)
        found = {kind: kept for kind, kept in self.found.items() if kind not in replaces}
        for kind, new in fresh.items():
            found[kind] = (*found.get(kind, ()), *new)
        return Reading(self.document, found)


def wording_of(reading: Reading) -> str:
    """The text to read words and names in; what is cut out as evidence comes from the document itself."""
    return next((wording.text for wording in reading.of(Wording)), reading.document.text)


@dataclass(frozen=True, slots=True)
class Step:
    """One pass over one document: no clock, no network, no store.

    A step that rewrites what earlier steps gave (it links statements to events, say) names those types in
    `replaces` and gives all their items anew.
    """

    name: str
    run: Callable[[Reading], Iterable[object]]
    needs: frozenset[type] = frozenset()
    gives: frozenset[type] = frozenset()
    replaces: frozenset[type] = frozenset()
