"""Which tellings may be one happening: those that see one another and are likely enough to be (`chances`).

Of two tellings of two groups the later one keeps the earlier. Who sees whom depends on the tellings alone, and not on
the groups in which they are: under each of its keys each sees the latest so many before it, fewer than it is compared
with for its own group, since of two groups any two tellings will do.
"""

from collections.abc import Iterable, Mapping, Sequence, Set

from legation.link import chances
from legation.link.happenings import Happening
from legation.link.keys import keys
from legation.link.likeness import threshold
from legation.link.limits import Limits
from legation.link.shelf import Move, Placed, Shelf


class Kinship:
    """Notes which tellings may be one while new ones come; `changed` are the pairs that may be now, or may no more."""

    def __init__(self, shelf: Shelf, limits: Limits) -> None:
        """Note it on this shelf."""
        self._shelf, self._limits = shelf, limits
        self._most = min(limits.most_akin, limits.most_candidates)
        self.changed: set[tuple[int, int]] = set()

    def look(self, number: int, before: Sequence[Sequence[int]]) -> None:
        """Find those that may be one with a telling among all of other groups that it sees, which are at hand."""
        item = self._shelf.placed(number)
        able = chances.can_be_told(item.happening)
        seen = frozenset(each for told in before for each in told[: self._most]) if able else frozenset()
        found = self._likely((number, each) for each in seen)
        self._note(number, {other for _, other in found})

    def come(self, move: Move) -> None:
        """Let those that come after a telling see where it stands now; a new one pushes others out of their sight."""
        lost, mine = move.lost(self._most), move.item.number
        self._shelf.at_hand(lost.keys())
        able = lost if chances.can_be_told(move.item.happening) else {}
        found = {number for number, _ in self._likely((number, mine) for number in able)}
        for number, pushed in lost.items():
            known = self._shelf.akin(number)
            gone = known & pushed.keys()
            if gone:
                gone -= self._seen(self._shelf.placed(number))
            self._note(number, (known - gone - {mine}) | ({mine} if number in found else set()))

    def _seen(self, item: Placed) -> Set[int]:
        names = tuple(keys(item.happening, self._limits))
        before = self._shelf.before(item, names, self._limits.most_candidates)
        return frozenset(each for told in before for each in told[: self._most])

    def _likely(self, pairs: Iterable[tuple[int, int]]) -> set[tuple[int, int]]:
        """Those of these pairs that may be one happening, and are not of one group."""
        both = ((pair, self._shelf.placed(pair[0]), self._shelf.placed(pair[1])) for pair in pairs)
        apart = ((pair, one.happening, other.happening) for pair, one, other in both if one.lead != other.lead)
        told = {pair: (one, other) for pair, one, other in apart if chances.share_words(one, other)}
        rows = {pair: row for pair, each in told.items() if (row := chances.signs(*each, self._limits))}
        found = zip(rows, chances.load().chances(list(rows.values())), strict=True) if rows else ()
        least = self._limits.may_be_one
        return {pair for pair, chance in found if chance >= least and self._may_be(*told[pair], rows[pair])}

    def _may_be(self, one: Happening, other: Happening, row: Sequence[float]) -> bool:
        """Whether it is ground to ask if two groups are one that two of their tellings are likely to be."""
        # Who names another place or way, or others, must be as like as tellings of one group.
        if chances.likeness_of(row) > threshold(one):
            return True
        return not chances.tell_otherwise(row) and not chances.tell_of_others(one, other, self._limits)

    def _note(self, number: int, others: Set[int]) -> None:
        known = self._shelf.akin(number)
        if others != known:
            self._shelf.note_akin(number, others)
            self.changed |= {(number, other) for other in others ^ known}


def likely(told: Mapping[tuple[int, int], tuple[Happening, Happening]], limits: Limits) -> dict[tuple[int, int], float]:
    """How likely each of these pairs is one happening; those that can't be are left out."""
    rows = {pair: row for pair, both in told.items() if (row := chances.signs(*both, limits))}
    return dict(zip(rows, chances.load().chances(list(rows.values())), strict=True)) if rows else {}
