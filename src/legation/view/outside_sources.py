"""What other projects' event data say of two parties, set beside our events of the same days."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache

from legation.errors import KnowledgeError, QueryError
from legation.link import agreement, intensity
from legation.link.agreement import Compared, Happened
from legation.link.intensity import Telling, Told
from legation.store import dyads, outside
from legation.store.outside import Counted
from legation.store.store import Store
from legation.tables import yaml_table
from legation.view.web import quads

FILE = "outside/sets.yaml"


@dataclass(frozen=True, slots=True, kw_only=True)
class About:
    """What is said of a data set wherever its rows are shown: whose it is, how to cite it, what it can't bear."""

    title: str
    cite: str
    terms: str
    warning: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Beside:
    """Our events of two parties beside those of one data set.

    `untyped` are its rows that come to no type, `articles` what it counts for the rest, both on the days that are
    compared; `left_out` counts our happenings and its rows on other days.
    """

    dataset: str
    about: About
    first: date | None
    last: date | None
    compared: Compared
    untyped: int
    articles: int
    left_out: tuple[int, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """Which two are compared: what the first does to the second, or what both do with one another; in which days."""

    one: str
    other: str
    both: bool
    since: date | None
    until: date

    @property
    def ways(self) -> tuple[tuple[str, str], ...]:
        """The directions that are counted."""
        forward = (self.one, self.other)
        return (forward, forward[::-1]) if self.both else (forward,)


@cache
def about() -> Mapping[str, About]:
    """What is said of each data set."""
    try:
        return {name: About(**values) for name, values in yaml_table(FILE).items()}
    except (AttributeError, TypeError) as error:
        raise KnowledgeError(FILE, None, str(error)) from error


def stored(store: Store) -> tuple[str, ...]:
    """The data sets of which something is stored."""
    return tuple(each.dataset for each in store.ask(outside.datasets))


def beside(store: Store, asked: Asked) -> tuple[Beside, ...]:
    """Set our events of two beside those of each data set that is stored. Raises QueryError where none is."""
    sets = stored(store)
    if not sets:
        raise QueryError("no event data of another project is stored; `legation outside add FILE` stores some")
    ours = tuple(_ours(store, asked))
    read = store.ask(dyads.read_on(as_of=asked.until.isoformat()))
    return tuple(_beside(store, asked, each, ours, read) for each in sets)


def _beside(store: Store, asked: Asked, dataset: str, ours: Sequence[Happened], read: Mapping[str, int]) -> Beside:
    window = (asked.since.isoformat() if asked.since else None, asked.until.isoformat())
    days = frozenset(date.fromisoformat(day) for day in store.ask(outside.covered(dataset, *window)) if read.get(day))
    rows = store.ask(outside.between(dataset, asked.ways, *window))
    inside = [each for each in rows if date.fromisoformat(each.day) in days]
    return Beside(
        dataset=dataset,
        about=about()[dataset],
        first=min(days, default=None),
        last=max(days, default=None),
        compared=agreement.compared(ours, _theirs(inside), days, quads.types()),
        untyped=sum(each.rows for each in inside if each.type is None),
        articles=sum(each.articles for each in inside if each.type),
        left_out=(sum(each.day not in days for each in ours), _size(rows) - _size(inside)),
    )


def _ours(store: Store, asked: Asked) -> Iterator[Happened]:
    """Each of our happenings once, on its day, as tension has them, with the type of its first telling."""
    found = store.ask(dyads.events(asked.one, asked.other, as_of=asked.until.isoformat()))
    told = [
        each
        for each in intensity.happenings((Telling._make(row) for row in found), intensity.load())
        if _is_asked(each, asked)
    ]
    types = store.ask(dyads.types(each.records[0] for each in told))
    return (Happened(each.day, types[each.records[0]]) for each in told)


def _is_asked(told: Told, asked: Asked) -> bool:
    inside = (asked.since is None or told.day >= asked.since) and told.day <= asked.until
    return inside and (asked.both or told.forward)


def _theirs(rows: Iterable[Counted]) -> Iterator[Happened]:
    numbers: Counter[tuple[str, str]] = Counter()
    for each in rows:
        if each.type:
            numbers[each.day, each.type] += each.rows
    return (Happened(date.fromisoformat(day), kind, number) for (day, kind), number in numbers.items())


def _size(rows: Iterable[Counted]) -> int:
    return sum(each.rows for each in rows)
