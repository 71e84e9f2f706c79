"""What linking keeps of the groups of happenings: who is in which, which may be one, and between which days they lie.

Places are noted in memory and written down before anything is asked of the groups.
"""

import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence, Set
from itertools import islice
from typing import Any

from sqlalchemy import Connection

HELD = 20_000  # happenings in memory at a time
GROUPS = 2_000  # groups of which it is known at a time who is in them
THESE = "IN (SELECT value FROM json_each(?))"
_AKIN = "SELECT group_concat(other, ' ') FROM akin WHERE record ="
_ALL_AKIN = f"SELECT wanted.value, ({_AKIN} wanted.value) FROM json_each(?) AS wanted"
_HAPPENINGS = f"SELECT record, joined, profile FROM happening WHERE record {THESE}"
_MEMBERS = f"SELECT record, joined, profile FROM happening WHERE joined {THESE} ORDER BY record"
# The index holds all that is asked for here.
_INSIDE = f"SELECT joined, record FROM happening WHERE joined {THESE}"
# What its sort begins with is its type; the index holds that too.
_ALONE = f"SELECT record FROM happening WHERE joined {THESE} AND sort >= ? AND sort < ?"
_SPANS = "SELECT sort, min(since) AS first, max(until) AS last FROM happening WHERE joined = ? GROUP BY sort"
# Each two groups of which two happenings may be one. Indexes hold all of it: a happening's own row has all its words.
_MINE = "happening AS mine INDEXED BY happening_joined"
_THEIRS = "happening AS theirs INDEXED BY happening_group"
_NEAR = (
    f"SELECT DISTINCT mine.joined, theirs.joined FROM {_MINE}"
    f" JOIN akin ON akin.{{0}} = mine.record JOIN {_THEIRS} ON theirs.record = akin.{{1}}"
    f" WHERE mine.joined {THESE} AND theirs.joined <> mine.joined"
)
_KIN = (
    f'SELECT one, other, share, "of" FROM kin WHERE one {THESE} AND share >= ?'
    f' UNION SELECT one, other, share, "of" FROM kin WHERE other {THESE} AND share >= ?'
)
_THIS_NEAR = (
    f"SELECT 1 FROM {_MINE} JOIN akin ON akin.{{0}} = mine.record JOIN {_THEIRS} ON theirs.record = akin.{{1}}"
    " WHERE mine.joined = wanted.value ->> 0 AND theirs.joined = wanted.value ->> 1"
)
_ARE_NEAR = (
    "SELECT wanted.value ->> 0, wanted.value ->> 1 FROM json_each(?) AS wanted"
    f" WHERE EXISTS ({_THIS_NEAR.format('record', 'other')}) OR EXISTS ({_THIS_NEAR.format('other', 'record')})"
)
_KIN_OF = (
    'SELECT one, other, share, "of" FROM json_each(?) AS wanted'
    " JOIN kin ON one = wanted.value ->> 0 AND other = wanted.value ->> 1"
)
_KEY = "FROM happening_key WHERE record = wanted.value LIMIT 1"
_WHEN = f"SELECT wanted.value, (SELECT moment {_KEY}), (SELECT rank {_KEY}) FROM json_each(?) AS wanted"
# All of a group are of one development, so any of them tells which.
_JOINED = (
    "SELECT wanted.value, (SELECT lead FROM happening WHERE joined = wanted.value LIMIT 1) FROM json_each(?) AS wanted"
)
_FAMILIES = f"SELECT DISTINCT lead, joined FROM happening WHERE lead {THESE}"
# The index holds this too; what is found under no key has no moment.
_FIRST = "SELECT record FROM happening WHERE joined = wanted.value AND moment IS NOT NULL ORDER BY moment, rank LIMIT ?"
_FIRSTS = f"SELECT wanted.value, (SELECT group_concat(record, ' ') FROM ({_FIRST})) FROM json_each(?) AS wanted"
# Whoever comes to a group is of its development, as long as no other is noted.
_PLACE = (
    "UPDATE happening SET joined = ?, lead = coalesce("
    "(SELECT lead FROM happening AS mine WHERE mine.joined = ? LIMIT 1), ?) WHERE record = ?"
)


class Grouped:
    """The happenings in one transaction of the store, and their groups."""

    def __init__(
        self, connection: Connection, unpacked: Callable[[str], Any], placed: Callable[[int, int | None, Any], Any]
    ) -> None:
        """Keep what the linker makes with its own functions, which this room does not know."""
        self._connection = connection
        # Hundreds of small questions are asked for each article: past SQLAlchemy, each takes half the time.
        self._driver: Any = connection.connection.driver_connection
        self._unpacked, self._placed = unpacked, placed
        self._items: dict[int, Any] = {}
        self._moved: dict[int, int] = {}
        self._akin: dict[int, frozenset[int]] = {}
        self._noted: dict[int, frozenset[int]] = {}  # as it is written down, where that is other
        self._inside: dict[int, set[int]] = {}
        self._when: dict[int, tuple[int, int]] = {}
        self._spans: dict[int, dict[str, tuple[int, int]]] = {}

    def placed(self, number: int) -> Any:
        """The happening with this number."""
        if number not in self._items:
            self._fetch((number,))
        return self._items[number]

    def order(self, number: int) -> tuple[int, int]:
        """Sorts happenings that are found under keys as they are told: by moment, then by place in it."""
        if number not in self._when:
            self._fetch_when((number,))
        return self._when[number]

    def place(self, number: int, lead: int) -> None:
        """Note of which group the happening is."""
        item = self.placed(number)
        self._moved[number] = lead
        self._items[number] = self._placed(number, lead, item.happening)
        if item.lead is not None:
            self._inside.get(item.lead, set()).discard(number)
        if lead in self._inside:
            self._inside[lead].add(number)
        for group in (lead, item.lead):
            self._spans.pop(group, None)

    def akin(self, number: int) -> frozenset[int]:
        """The earlier happenings that may be one with it."""
        if number not in self._akin:
            self._fetch_akin((number,))
        return self._akin[number]

    def note_akin(self, number: int, others: Set[int]) -> None:
        """Note which earlier happenings may be one with it."""
        self._noted.setdefault(number, self.akin(number))
        self._akin[number] = frozenset(others)

    def near(self, leads: Iterable[int]) -> set[tuple[int, int]]:
        """Each two groups of which two happenings may be one, where these are one of the two; the smaller first."""
        self._settle()
        wanted = json.dumps(sorted(leads))
        asked = (_NEAR.format("record", "other"), _NEAR.format("other", "record"))
        return {(min(pair), max(pair)) for question in asked for pair in self._ask(question, wanted)}

    def kin(self, leads: Iterable[int], least: float = 0.0) -> dict[tuple[int, int], tuple[float, str]]:
        """How likely each two groups are one, where these are one of the two, and by which tellings of either.

        Without those that are less likely than `least`.
        """
        wanted = json.dumps(sorted(leads))
        found = {(one, other): (share, of) for one, other, share, of in self._ask(_KIN, wanted, least, wanted, least)}
        self._fetch_when({each for pair in found for each in pair})  # in whose order they come is asked next
        return found

    def are_near(self, pairs: Iterable[tuple[int, int]]) -> set[tuple[int, int]]:
        """Those of these pairs of groups of which two happenings may be one."""
        self._settle()
        return set(self._ask(_ARE_NEAR, json.dumps(sorted(pairs))))

    def kin_of(self, pairs: Iterable[tuple[int, int]]) -> dict[tuple[int, int], tuple[float, str]]:
        """How likely each of these pairs of groups is one, as far as that is known, and by which tellings of either."""
        found = self._ask(_KIN_OF, json.dumps(sorted(pairs)))
        return {(one, other): (share, of) for one, other, share, of in found}

    def note_kin(self, gone: Iterable[tuple[int, int]], found: Mapping[tuple[int, int], tuple[float, str]]) -> None:
        """Note how likely groups are one, and forget it of others."""
        self._tell("DELETE FROM kin WHERE one = ? AND other = ?", list(gone))
        self._tell("INSERT OR REPLACE INTO kin VALUES (?, ?, ?, ?)", [(*pair, *each) for pair, each in found.items()])

    def firsts(self, leads: Iterable[int], most: int) -> dict[int, list[int]]:
        """The first so many happenings of each of these groups that are found under keys, by number; of none, none."""
        self._settle()
        asked = self._ask(_FIRSTS, most, json.dumps(sorted(leads)))
        return {lead: sorted(map(int, (told or "").split())) for lead, told in asked}

    def spans(self, lead: int) -> dict[str, tuple[int, int]]:
        """Between which days the tellings of this group lie, of each sort; remembered, since many ask."""
        if lead not in self._spans:
            forget_first(self._spans, GROUPS)
            self._settle()
            self._spans[lead] = {sort: (first, last) for sort, first, last in self._ask(_SPANS, lead)}
        return self._spans[lead]

    def joined(self, leads: Iterable[int]) -> dict[int, int]:
        """Of which development each of these groups is, as it was noted last."""
        self._settle()
        found = self._ask(_JOINED, json.dumps(sorted(leads)))
        return {group: lead for group, lead in found if lead is not None}

    def families(self, roots: Iterable[int]) -> dict[int, set[int]]:
        """The groups that were noted as each of these developments; of what is none, none."""
        self._settle()
        found: dict[int, set[int]] = {root: set() for root in roots}
        for root, group in self._ask(_FAMILIES, json.dumps(sorted(found))):
            found[root].add(group)
        return found

    def join(self, families: Mapping[int, int]) -> None:
        """Note of which development each of these groups is."""
        change = "UPDATE happening SET lead = ? WHERE joined = ? AND lead <> ?"
        self._tell(change, [(lead, group, lead) for group, lead in families.items()])

    def members(self, leads: Iterable[int]) -> dict[int, list[Any]]:
        """All happenings of these developments."""
        self._settle()
        found: dict[int, list[Any]] = {lead: [] for lead in leads}
        for row in self._ask(_MEMBERS, json.dumps(list(found))):
            found[row[1]].append(self._hold(row))
        return found

    def _fetch(self, numbers: Iterable[int]) -> None:
        forget_first(self._items, HELD)
        if len(self._akin) > HELD:
            self._settle()
            self._akin.clear()
        items = self._items
        missing = [number for number in numbers if number not in items]
        if missing:
            moved, placed, unpacked = self._moved, self._placed, self._unpacked
            for number, joined, profile in self._ask(_HAPPENINGS, json.dumps(missing)):
                items[number] = placed(number, moved.get(number, joined), unpacked(profile))

    def at_hand(self, numbers: Set[int]) -> None:
        """Have these happenings at hand, and those that may be one with them: both are asked for next."""
        self._fetch(numbers)
        self._fetch_akin(numbers)

    def alone(self, numbers: Set[int], kind: str) -> set[int]:
        """Those of these happenings that are of this type, in which each is a group of its own: none is unpacked."""
        found = {number for (number,) in self._ask(_ALONE, json.dumps(list(numbers)), f"{kind} ", f"{kind}!")}
        noted = (number for number in numbers if number in self._moved)
        return found | {number for number in noted if self.placed(number).happening.days[0].startswith(f"{kind} ")}

    def told_in(self, leads: Iterable[int]) -> set[int]:
        """The numbers of the happenings of these groups; remembered, since all that see one of them ask."""
        forget_first(self._inside, GROUPS)
        wanted = set(leads)
        if missing := wanted - self._inside.keys():
            self._settle()
            self._inside |= {lead: set() for lead in missing}
            for lead, number in self._ask(_INSIDE, json.dumps(sorted(missing))):
                self._inside[lead].add(number)
        return {number for lead in wanted for number in self._inside[lead]}

    def ready(self, numbers: Set[int]) -> None:
        """Have these happenings at hand, and the first tellings of their groups, which are asked for next."""
        if not numbers:
            return
        self._fetch(numbers)
        self._fetch({self._items[number].lead for number in numbers} - {None})

    def _fetch_when(self, numbers: Iterable[int]) -> None:
        """Have at hand when these are told."""
        missing = [number for number in numbers if number not in self._when]
        for number, moment, rank in self._ask(_WHEN, json.dumps(missing)) if missing else ():
            self._when[number] = moment, rank

    def _fetch_akin(self, numbers: Iterable[int]) -> None:
        """Have at hand which earlier happenings may be one with these."""
        missing = [number for number in numbers if number not in self._akin]
        for number, told in self._ask(_ALL_AKIN, json.dumps(missing)) if missing else ():
            self._akin[number] = frozenset(map(int, (told or "").split()))

    def _hold(self, row: tuple[int, int | None, str]) -> Any:
        number, joined, profile = row
        if number not in self._items:
            lead = self._moved.get(number, joined)
            self._items[number] = self._placed(number, lead, self._unpacked(profile))
        return self._items[number]

    def _settle(self) -> None:
        """Write down the places that were noted."""
        moved = [(lead, lead, lead, number) for number, lead in self._moved.items()]
        self._tell(_PLACE, moved)
        self._moved.clear()
        now = {number: (self._akin[number], before) for number, before in self._noted.items()}
        gone = [(number, other) for number, (akin, before) in now.items() for other in before - akin]
        self._tell("DELETE FROM akin WHERE record = ? AND other = ?", gone)
        come = [(number, other) for number, (akin, before) in now.items() for other in akin - before]
        self._tell("INSERT INTO akin (record, other) VALUES (?, ?)", come)
        self._noted.clear()

    def _ask(self, question: str, *values: Any) -> Iterator[Any]:
        return iter(self._driver.execute(question, values).fetchall())

    def _tell(self, change: str, values: Sequence[tuple[Any, ...]]) -> None:
        if values:
            self._driver.executemany(change, values)


def forget_first(held: dict[Any, Any], most: int) -> None:
    """Let only the last so many stay."""
    if len(held) > most:
        for key in list(islice(held, len(held) - most)):
            del held[key]
