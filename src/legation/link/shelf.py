"""Happenings in their places: who keeps them, and what a move of one of them changes for those near it."""

from collections.abc import Iterable, Mapping, Sequence, Set
from dataclasses import dataclass, field
from typing import NamedTuple, Protocol

from legation.link.happenings import Happening


class Placed(NamedTuple):
    """A happening with its number, and the number of the first happening of its group (None: not placed yet)."""

    number: int
    lead: int | None
    happening: Happening

    @property
    def order(self) -> tuple[float, str, int, str]:
        """Sorts as they are told."""
        return self.happening.order


class Shelf(Protocol):
    """Who keeps the happenings."""

    def placed(self, number: int) -> Placed:
        """The happening with this number."""

    def of_document(self, document: str) -> Sequence[Placed]:
        """The happenings of a document."""

    def events_of(self, document: str) -> Set[int]:
        """The numbers of the happenings of a document that are made of events, which need not be at hand."""

    def before(self, item: Placed, keys: Sequence[str], most: int) -> Sequence[Sequence[int]]:
        """For each key the numbers of the happenings that are told before: so many at most, the latest first."""

    def after(self, item: Placed, keys: Sequence[str], most: int) -> Sequence[Sequence[int]]:
        """For each key the numbers of those that are told after: so many at most, the earliest first."""

    def ready(self, numbers: Set[int]) -> None:
        """Have these happenings at hand, and the first ones of their groups: all of them are asked for next."""

    def at_hand(self, numbers: Set[int]) -> None:
        """Have these happenings at hand, and those that may be one with them: both are asked for next."""

    def alone(self, numbers: Set[int], kind: str) -> Set[int]:
        """Those of these happenings that are of this type, in which each is a group of its own."""

    def told_in(self, leads: Iterable[int]) -> Set[int]:
        """The numbers of the happenings of these groups, which need not be at hand."""

    def spans(self, lead: int) -> Mapping[str, tuple[int, int]]:
        """Between which days the tellings of this group lie, of each sort."""

    def enter(self, item: Placed, keys: Sequence[str]) -> None:
        """Let the happening be found under these keys."""

    def place(self, number: int, lead: int) -> None:
        """Note of which group the happening is."""

    def akin(self, number: int) -> Set[int]:
        """The earlier happenings that may be one with it."""

    def note_akin(self, number: int, others: Set[int]) -> None:
        """Note which earlier happenings may be one with it."""


@dataclass(frozen=True, slots=True)
class Move:
    """A happening with where it stood and where it stands now, and what lies before and after it under each key."""

    item: Placed
    lead: int
    before: Sequence[Sequence[int]]
    after: Sequence[Sequence[int]]

    def lost(self, most: int) -> dict[int, dict[int, Sequence[int]]]:
        """The later happenings that see it among the latest so many, each with those that it has pushed out of sight.

        Of each of these it tells which others are seen still, under the same key.
        """
        found: dict[int, dict[int, Sequence[int]]] = {}
        for before, after in zip(self.before, self.after, strict=True):
            for place, other in enumerate(after[:most], start=1):
                pushed = found.setdefault(other, {})
                if self.item.lead is None and len(before) > most - place:
                    pushed[before[most - place]] = before[: most - place]
        return found


@dataclass(frozen=True, slots=True)
class Stir:
    """What has changed near a happening that waits: the moves that matter for it, and who was pushed out of its sight.

    That is told of one key: under another it may see them still.
    """

    moves: list[Move] = field(default_factory=list)
    pushed: dict[int, Placed] = field(default_factory=dict)

    def note(self, move: Move | None, pushed: Iterable[Placed]) -> None:
        """Add a move, and those that were pushed out of sight, each as it stood when that was first told."""
        if move:
            self.moves.append(move)
        for each in pushed:
            self.pushed.setdefault(each.number, each)


@dataclass(frozen=True, slots=True)
class Change:
    """What of that matters for it: the groups that have a telling more or less, and who is gone from which."""

    groups: set[int] = field(default_factory=set)
    gone: set[tuple[int, int]] = field(default_factory=set)

    def leave(self, item: Placed) -> None:
        """Add one that is gone from where it stood."""
        if item.lead is not None:
            self.gone.add((item.number, item.lead))
            self.groups.add(item.lead)
