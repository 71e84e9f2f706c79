"""What linking keeps of the groups of happenings: who is in which, which are bridged, and what their days exclude.

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
_ALSO = "SELECT group_concat(other || ' ' || whole, ' ') FROM bridge WHERE record ="
_ALL_ALSO = f"SELECT wanted.value, ({_ALSO} wanted.value) FROM json_each(?) AS wanted"
_HAPPENINGS = f"SELECT record, joined, profile FROM happening WHERE record {THESE}"
_MEMBERS = f"SELECT record, joined, profile FROM happening WHERE joined {THESE} ORDER BY record"
# The index holds all that is asked for here.
_INSIDE = f"SELECT joined, record FROM happening WHERE joined {THESE}"
# What its sort begins with is its type; the index holds that too.
_ALONE = f"SELECT record FROM happening WHERE joined {THESE} AND sort >= ? AND sort < ?"
_DAYS = (
    f"SELECT joined, sort, max(since) AS first, min(until) AS last FROM happening WHERE joined {THESE}"
    " {} GROUP BY joined, sort"
)
_SPANS = "SELECT sort, min(since) AS first, max(until) AS last FROM happening WHERE joined = ? GROUP BY sort"
# Which two groups a happening bridges: that in which it is, and one that it is like as well. Indexes hold all of it.
_BRIDGES = (
    f"SELECT DISTINCT joined, other FROM bridge WHERE whole AND joined {THESE}"
    f" UNION ALL SELECT DISTINCT joined, other FROM bridge WHERE whole AND other {THESE}"
)
_KEY = "FROM happening_key WHERE record = wanted.value LIMIT 1"
_WHEN = f"SELECT wanted.value, (SELECT moment {_KEY}), (SELECT rank {_KEY}) FROM json_each(?) AS wanted"
# All of a group are of one development, so any of them tells which.
_JOINED = (
    "SELECT wanted.value, (SELECT lead FROM happening WHERE joined = wanted.value LIMIT 1) FROM json_each(?) AS wanted"
)
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
        self._also: dict[int, tuple[Set[int], Set[int]]] = {}
        self._ends: dict[int, set[int]] = {}
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

    def place(self, number: int, lead: int, also: Set[int], rivals: Set[int] = frozenset()) -> None:
        """Note of which group the happening is, which others it is like as well, and which only like one telling."""
        item = self.placed(number)
        self._moved[number], self._also[number] = lead, (also, rivals)
        self._items[number] = self._placed(number, lead, item.happening)
        if item.lead is not None:
            self._ends.clear()  # it may have been the only bridge
            self._inside.get(item.lead, set()).discard(number)
        if lead in self._inside:
            self._inside[lead].add(number)
        for group in (lead, item.lead):
            self._spans.pop(group, None)
        for each in also:
            for one, other in ((lead, each), (each, lead)):
                if one in self._ends:
                    self._ends[one].add(other)

    def bridged(self, number: int) -> Set[int]:
        """The groups that the happening is like as well."""
        return self._beyond(number)[0]

    def rivals(self, number: int) -> Set[int]:
        """The groups that the happening is not like on the average, but may be when they have fewer tellings."""
        return self._beyond(number)[1]

    def _beyond(self, number: int) -> tuple[Set[int], Set[int]]:
        if number not in self._also:
            self._also[number] = _both(*next(self._ask(f"{_ALSO} ?", number)))
        return self._also[number]

    def bridges(self, leads: Iterable[int]) -> set[tuple[int, int]]:
        """Each two groups that a happening of the one is like both of which, where these are one of the two."""
        self._settle()
        wanted = json.dumps(sorted(leads))
        pairs = set(self._ask(_BRIDGES, wanted, wanted))
        self._fetch_when({each for pair in pairs for each in pair})  # in whose order they come is asked next
        return pairs

    def are_bridged(self, lead: int, others: Set[int]) -> bool:
        """Whether the group is bridged to all of the others already; remembered, since each new telling asks."""
        if lead not in self._ends:
            forget_first(self._ends, HELD)
            self._settle()
            wanted = json.dumps([lead])
            self._ends[lead] = {each for pair in self._ask(_BRIDGES, wanted, wanted) for each in pair}
        return self._ends[lead] >= others

    def days(self, leads: Iterable[int], without: Set[int]) -> dict[int, dict[str, tuple[int, int]]]:
        """The outer days of these groups, as if some of their happenings were not there."""
        if not (wanted := sorted(leads)):
            return {}
        self._settle()
        found: dict[int, dict[str, tuple[int, int]]] = {}
        values = [json.dumps(each) for each in (wanted, sorted(without)) if each]
        for joined, sort, first, last in self._ask(_DAYS.format(f"AND record NOT {THESE}" if without else ""), *values):
            found.setdefault(joined, {})[sort] = first, last
        return found

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

    def family(self, root: int) -> list[int]:
        """The groups that were noted as this development, in any order."""
        self._settle()
        rows = self._ask("SELECT DISTINCT joined FROM happening WHERE lead = ? UNION SELECT ?", root, root)
        return [group for (group,) in rows]

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
        if len(self._also) > HELD:
            self._settle()
            self._also.clear()
        items = self._items
        missing = [number for number in numbers if number not in items]
        if missing:
            moved, placed, unpacked = self._moved, self._placed, self._unpacked
            for number, joined, profile in self._ask(_HAPPENINGS, json.dumps(missing)):
                items[number] = placed(number, moved.get(number, joined), unpacked(profile))

    def at_hand(self, numbers: Set[int]) -> None:
        """Have these happenings at hand, and which other groups each is like: both are asked for next."""
        self._fetch(numbers)
        self._fetch_beyond(numbers)

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

    def _fetch_beyond(self, numbers: Iterable[int]) -> None:
        """Have at hand which other groups these are like."""
        missing = [number for number in numbers if number not in self._also]
        for number, told in self._ask(_ALL_ALSO, json.dumps(missing)) if missing else ():
            self._also[number] = _both(told)

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
        self._tell("DELETE FROM bridge WHERE record = ?", [(number,) for number in self._moved])
        ends = [(number, lead, *self._also[number]) for number, lead in self._moved.items()]
        bridges = [(n, other, other in also, lead) for n, lead, also, rivals in ends for other in (*also, *rivals)]
        self._tell("INSERT INTO bridge (record, other, whole, joined) VALUES (?, ?, ?, ?)", bridges)
        self._moved.clear()

    def _ask(self, question: str, *values: Any) -> Iterator[Any]:
        return iter(self._driver.execute(question, values).fetchall())

    def _tell(self, change: str, values: Sequence[tuple[Any, ...]]) -> None:
        if values:
            self._driver.executemany(change, values)


def _both(told: str | None) -> tuple[Set[int], Set[int]]:
    """The groups that a happening is like on the average, and the others; each with 1 or 0 in a string."""
    words = (told or "").split()
    whole = {int(other) for other, mark in zip(words[::2], words[1::2], strict=True) if mark == "1"}
    return whole, set(map(int, words[::2])) - whole


def forget_first(held: dict[Any, Any], most: int) -> None:
    """Let only the last so many stay."""
    if len(held) > most:
        for key in list(islice(held, len(held) - most)):
            del held[key]
