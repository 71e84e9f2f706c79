"""Which groups of tellings are one development: those that are likely one happening, on the average of their tellings.

How likely two groups are one is the mean of the chances of their first tellings, each with each; it is asked of groups
of which two tellings may be one. Then of all groups that hang together so the likeliest two are joined, and again, as
long as the mean over all tellings joined is high enough (average linkage). All of it follows from the tellings and
their groups, in whatever order they came.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from math import fsum
from typing import Protocol

from legation.link.grouping import Touched
from legation.link.kinship import likely
from legation.link.limits import Limits
from legation.link.shelf import Placed

Pair = tuple[int, int]
NONE = (0.0, "")  # of groups that nobody thinks may be one
# By so much the least chance rises where too many groups hang together, until they fall apart.
STEP = 0.05


class Shelf(Protocol):
    """Who keeps the groups."""

    def placed(self, number: int) -> Placed:
        """The happening with this number."""

    def order(self, number: int) -> tuple[float | str, ...]:
        """Sorts happenings that are found under keys as they are told."""

    def ready(self, numbers: Set[int]) -> None:
        """Have these happenings at hand: all of them are asked for next."""

    def akin(self, number: int) -> Set[int]:
        """The earlier happenings that may be one with it."""

    def firsts(self, leads: Iterable[int], most: int) -> Mapping[int, Sequence[int]]:
        """The first so many happenings of each of these groups that are found under keys, by number; of none, none."""

    def near(self, leads: Iterable[int]) -> Set[Pair]:
        """Each two groups of which two happenings may be one, where these are one of the two; the smaller first."""

    def are_near(self, pairs: Iterable[Pair]) -> Set[Pair]:
        """Those of these pairs of groups of which two happenings may be one."""

    def kin(self, leads: Iterable[int], least: float = 0.0) -> Mapping[Pair, tuple[float, str]]:
        """How likely each two groups are one, where these are one of the two, and by which tellings of either.

        Without those that are less likely than `least`.
        """

    def kin_of(self, pairs: Iterable[Pair]) -> Mapping[Pair, tuple[float, str]]:
        """How likely each of these pairs of groups is one, as far as that is known, and by which tellings of either."""

    def note_kin(self, gone: Iterable[Pair], found: Mapping[Pair, tuple[float, str]]) -> None:
        """Note how likely groups are one, and forget it of others."""

    def joined(self, leads: Iterable[int]) -> Mapping[int, int]:
        """Of which development each of these groups is, as it was noted last."""

    def families(self, roots: Iterable[int]) -> Mapping[int, Set[int]]:
        """The groups that were noted as each of these developments; of what is none, none or itself."""

    def join(self, families: Mapping[int, int]) -> None:
        """Note of which development each of these groups is."""


def families(touched: Touched, shelf: Shelf, limits: Limits) -> dict[int, tuple[int, ...]]:
    """Join the groups that were touched and those near; return the groups of each development that changed.

    A development is named by the first telling of its first group; without groups is what is none any more.
    """
    stirred = _renewed(touched, shelf, limits)
    groups = touched.leads.union(*stirred)
    noted = shelf.joined(groups)
    roots = groups | set(noted.values())
    seeds = groups.union(*shelf.families(roots).values())
    # What hung together with a group of which a share is another may hang together otherwise now.
    before = _Graph(shelf, limits, stirred)
    seeds = seeds.union(*(before.piece(each) for pair in stirred for each in pair))
    graph = _Graph(shelf, limits)
    made = {each[0]: each for each in _developments(seeds, graph, shelf, limits.one_happening)}
    known = shelf.joined({each for found in made.values() for each in found})
    known = {**noted, **known}
    # What is noted as part of another was no development; of what has no tellings any more nothing is noted.
    own = {root for root in roots | set(known.values()) if known.get(root, root) == root}
    were = shelf.families(own)
    made |= dict.fromkeys(were.keys() - made.keys(), ())
    now = {each: root for root, found in made.items() for each in found}
    shelf.join({each: root for each, root in now.items() if known.get(each) != root})
    # Nobody knows any more of which development a group was that was left empty: of one that it was like.
    left = {each for pair in stirred if not noted.keys() >= set(pair) for each in pair}
    told = {now.get(each, each) for each in touched.leads | left}
    return {root: found for root, found in made.items() if root in told or were.get(root) != set(found)}


def _renewed(touched: Touched, shelf: Shelf, limits: Limits) -> dict[Pair, float]:
    """Find anew how likely groups are one that were touched; return what was found before of those otherwise than now.

    Only those count that are likely enough to be one, now or before.

    What was found of the same first tellings holds, unless one of them is to be read anew.
    """
    moved = touched.leads
    sure, doubtful = _beside(touched.akin, moved, shelf)
    known = {**shelf.kin(moved), **shelf.kin_of(sure | doubtful)}
    gone = doubtful & known.keys()
    near = shelf.near(moved) | sure | shelf.are_near(gone)
    # Groups that nobody came to or left have the first tellings that they had.
    open_ = {pair for pair in near if pair not in known or not moved.isdisjoint(pair)}
    told = {pair: known[pair][1].split(";") for pair in open_ & known.keys()}
    asked = moved.union(*(open_ - known.keys())) & {each for pair in open_ for each in pair}
    firsts = {lead: " ".join(map(str, each)) for lead, each in shelf.firsts(asked, limits.first_tellings).items()}
    found: dict[Pair, tuple[float, str]] = {pair: known[pair] for pair in near - open_}
    wanted: dict[Pair, str] = {}
    for pair in open_:
        of = ";".join(firsts[each] if each in firsts else told[pair][i] for i, each in enumerate(pair))
        if pair in known and known[pair][1] == of and touched.anew.isdisjoint(pair):
            found[pair] = known[pair]
        else:
            wanted[pair] = of
    found |= _shares(wanted, shelf, limits)
    changed = {pair for pair in known.keys() | found.keys() if known.get(pair) != found.get(pair)}
    shelf.note_kin(known.keys() - found.keys(), {pair: found[pair] for pair in changed & found.keys()})
    both = {pair: (known.get(pair, NONE)[0], found.get(pair, NONE)[0]) for pair in changed}
    return {pair: shares[0] for pair, shares in both.items() if max(shares) >= limits.one_happening}


def _beside(akin: Iterable[Pair], moved: Set[int], shelf: Shelf) -> tuple[set[Pair], set[Pair]]:
    """Of which groups that stayed as they were two tellings may be one now, and of which two may be no more."""
    sure, doubtful = set[Pair](), set[Pair]()
    for number, other in akin:
        one, two = shelf.placed(number).lead, shelf.placed(other).lead
        if one is not None and two is not None and one != two and moved.isdisjoint((one, two)):
            (sure if other in shelf.akin(number) else doubtful).add((min(one, two), max(one, two)))
    return sure, doubtful - sure


def _shares(wanted: Mapping[Pair, str], shelf: Shelf, limits: Limits) -> dict[Pair, tuple[float, str]]:
    """How likely two tellings of these groups, given by their numbers, are one happening, on the average."""
    if not wanted:
        return {}
    numbers = {pair: [list(map(int, told.split())) for told in of.split(";")] for pair, of in wanted.items()}
    shelf.ready({number for both in numbers.values() for told in both for number in told})
    pairs = {pair: [(a, b) for a in ours for b in theirs] for pair, (ours, theirs) in numbers.items()}
    asked = {each for those in pairs.values() for each in those}
    chances = likely({(a, b): (shelf.placed(a).happening, shelf.placed(b).happening) for a, b in asked}, limits)
    # The sum is the same in any order of the tellings.
    shares = {
        pair: fsum(chances.get(each, 0.0) for each in those) / max(1, len(those)) for pair, those in pairs.items()
    }
    return {pair: (round(share, 6), wanted[pair]) for pair, share in shares.items()}


def _developments(seeds: Set[int], graph: "_Graph", shelf: Shelf, least: float) -> Iterator[tuple[int, ...]]:
    """Yield the groups of each development that has one of these groups, or hangs together with one; earliest first."""
    left = set(seeds)
    while left:
        piece = graph.piece(left.pop())
        left -= piece
        alive = shelf.joined(piece).keys()
        shares, sizes = graph.within(piece)
        linked = sorted({each for pair in shares for each in pair} & alive, key=shelf.order)
        yield from ((each,) for each in alive - set(linked))
        yield from averaged(linked, shares, sizes, least)


class _Graph:
    """Which groups are likely one with which; only what lies near a group is ever read, however much hangs together."""

    def __init__(self, shelf: Shelf, limits: Limits, other: Mapping[Pair, float] | None = None) -> None:
        """Ask this shelf; `other` says of some pairs how likely they are one, as they were before."""
        self._shelf, self._limits, self._other = shelf, limits, other or {}
        self._shares: dict[int, dict[int, float]] = {}
        self._sizes: dict[int, int] = {}

    def piece(self, group: int) -> Set[int]:
        """The groups that hang together with this one; where they are too many, those that do so more closely."""
        least = self._limits.one_happening
        while True:
            found, waiting = set[int](), {group}
            while waiting and len(found) + len(waiting) <= self._limits.most_joined:
                self._read(waiting)
                found |= waiting
                waiting = {near for each in waiting for near, share in self._shares[each].items() if share >= least}
                waiting -= found
            if not waiting:
                return found
            least += STEP

    def within(self, groups: Set[int]) -> tuple[dict[Pair, float], dict[int, int]]:
        """How likely each two of these groups are one, and for how many tellings each of those counts."""
        near = ((each, other, share) for each in groups for other, share in self._shares[each].items())
        shares = {(each, other): share for each, other, share in near if each < other and other in groups}
        return shares, {each: self._sizes[each] for pair in shares for each in pair}

    def _read(self, groups: Set[int]) -> None:
        new = groups - self._shares.keys()
        if not new:
            return
        self._shares |= {each: {} for each in new}
        known = self._shelf.kin(new, self._limits.one_happening)
        told = {pair: share for pair, (share, _) in known.items()}
        told |= {pair: share for pair, share in self._other.items() if not new.isdisjoint(pair)}
        for pair, (_, of) in known.items():
            self._sizes |= {each: len(each_of.split()) for each, each_of in zip(pair, of.split(";"), strict=True)}
        for (one, other), share in told.items():
            for each, beside in ((one, other), (other, one)):
                if each in new and share >= self._limits.one_happening:
                    self._shares[each][beside] = share


def averaged(
    groups: Sequence[int], shares: Mapping[Pair, float], sizes: Mapping[int, int], least: float
) -> Iterator[tuple[int, ...]]:
    """Join the likeliest two of these groups, and again, while they are likely enough on the average of all tellings.

    Groups without a share are not one at all; of equals the earliest are joined first. `sizes` says for how many
    tellings a group counts.
    """
    place = {each: i for i, each in enumerate(groups)}
    joined = {i: [each] for i, each in enumerate(groups)}
    size = {i: sizes[each] for i, each in enumerate(groups)}
    sums: dict[int, dict[int, float]] = {i: {} for i in joined}
    for (one, other), share in shares.items():
        if one in place and other in place:
            i, j = place[one], place[other]
            sums[i][j] = sums[j][i] = share * size[i] * size[j]
    while True:
        pairs = ((-total / (size[i] * size[j]), i, j) for i, near in sums.items() for j, total in near.items() if i < j)
        share, i, j = min(pairs, default=(0.0, 0, 0))
        if -share < least:
            break
        joined[i] += joined.pop(j)
        size[i] += size.pop(j)
        for k, total in sums.pop(j).items():
            del sums[k][j]
            if k != i:
                sums[i][k] = sums[k][i] = sums[i].get(k, 0.0) + total
    for each in joined.values():
        yield tuple(sorted(each, key=place.__getitem__))
