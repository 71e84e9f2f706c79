"""Events as other projects coded them, in tables of their own: no count, answer or export of our records has them."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import Any, NamedTuple, TypedDict

from sqlalchemy import Connection, text

from legation.codings import Coding

_COLUMNS = ", ".join(Coding._fields)
_VALUES = ", ".join("?" * (len(Coding._fields) + 1))
_NEW = f"INSERT OR IGNORE INTO outside ({_COLUMNS}, file) VALUES ({_VALUES})"
_NEW_FILE = text("""
    INSERT INTO outside_file (dataset, name) VALUES (:dataset, :name)
    ON CONFLICT (dataset, name) DO UPDATE SET name = excluded.name RETURNING "row"
""")
_DAYS = "INSERT OR IGNORE INTO outside_day (dataset, day) VALUES (?, ?)"
_DATASETS = text("""
    SELECT dataset, count(*) AS files, sum(rows) AS rows,
        (SELECT count(*) FROM outside_day AS each WHERE each.dataset = outside_file.dataset) AS days,
        (SELECT min(day) FROM outside_day AS each WHERE each.dataset = outside_file.dataset) AS first,
        (SELECT max(day) FROM outside_day AS each WHERE each.dataset = outside_file.dataset) AS last
    FROM outside_file WHERE rows > 0 GROUP BY dataset ORDER BY dataset
""")
_COVERED = text("SELECT day FROM outside_day WHERE dataset = :dataset AND day BETWEEN :since AND :until ORDER BY day")
_BETWEEN = text("""
    SELECT day, type, count(*) AS rows, coalesce(sum(articles), 0) AS articles FROM outside
    WHERE actor = :one AND recipient = :other AND dataset = :dataset AND day BETWEEN :since AND :until
    GROUP BY day, type ORDER BY day, type
""")
_PAGE = """
    SELECT outside.*, outside_file.name AS file_name FROM outside
    JOIN outside_file ON outside_file."row" = outside.file
    WHERE {conditions} ORDER BY outside.day DESC, outside."row" DESC LIMIT :most
"""
_FIRST, _LAST = "0000", "9999"


class Where(TypedDict, total=False):
    """Which rows are asked for: by whom, to whom, from which day, until which day, of which type."""

    actor: str | None
    recipient: str | None
    since: str | None
    until: str | None
    type: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Dataset:
    """How much is stored of a data set: files, rows, and the days whose reports it has."""

    dataset: str
    files: int
    rows: int
    days: int
    first: str
    last: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Stored:
    """A row as it is stored, the name of the file in which it stood, and its place in the table."""

    coding: Coding
    file: str
    row: int


class Counted(NamedTuple):
    """How many rows of a type (None where none fits) a data set has for a day, and the articles that it counts."""

    day: str
    type: str | None
    rows: int
    articles: int


def begun(dataset: str, name: str) -> Callable[[Connection], int]:
    """Note an event table that is about to be read; gives its number."""
    values = {"dataset": dataset, "name": name}
    return lambda connection: int(connection.execute(_NEW_FILE, values).scalar_one())


def keep(file: int, codings: Sequence[Coding]) -> Callable[[Connection], int]:
    """Keep the rows of a table that are not there yet; gives how many they are."""

    def change(connection: Connection) -> int:
        if not codings:
            return 0
        new = connection.exec_driver_sql(_NEW, [(*each, file) for each in codings]).rowcount
        days = {(each.dataset, each.told) for each in codings}
        connection.exec_driver_sql(_DAYS, sorted(days))
        grown = text('UPDATE outside_file SET rows = rows + :new WHERE "row" = :file')
        connection.execute(grown, {"new": new, "file": file})
        return new

    return change


def datasets(connection: Connection) -> tuple[Dataset, ...]:
    """Return how much is stored of each data set."""
    return tuple(Dataset(**row._mapping) for row in connection.execute(_DATASETS))


def remove(dataset: str) -> Callable[[Connection], int]:
    """Remove all rows of a data set; gives how many they were."""

    def change(connection: Connection) -> int:
        gone = connection.execute(text("DELETE FROM outside WHERE dataset = :dataset"), {"dataset": dataset}).rowcount
        for table in ("outside_day", "outside_file"):
            connection.execute(text(f"DELETE FROM {table} WHERE dataset = :dataset"), {"dataset": dataset})
        return gone

    return change


def page(
    dataset: str, where: Where, most: int, after: Stored | None = None
) -> Callable[[Connection], tuple[Stored, ...]]:
    """Ask for rows of a data set, the newest day first, behind the last of an earlier page."""
    values: dict[str, Any] = {"dataset": dataset, "most": most}
    conditions = ["outside.dataset = :dataset"]
    for name, operator in (("actor", "actor ="), ("recipient", "recipient ="), ("type", "type =")):
        if where.get(name):
            conditions.append(f"outside.{operator} :{name}")
            values[name] = where[name]  # type: ignore[literal-required]
    for name, operator in (("since", ">="), ("until", "<=")):
        if where.get(name):
            conditions.append(f"outside.day {operator} :{name}")
            values[name] = where[name]  # type: ignore[literal-required]
    if after:
        conditions.append('(outside.day, outside."row") < (:day, :row)')
        values |= {"day": after.coding.day, "row": after.row}
    asked = text(_PAGE.format(conditions=" AND ".join(conditions)))
    return lambda connection: tuple(_stored(row._mapping) for row in connection.execute(asked, values))


def covered(dataset: str, since: str | None, until: str | None) -> Callable[[Connection], tuple[str, ...]]:
    """Ask for the days whose reports a data set has."""
    values = {"dataset": dataset, "since": since or _FIRST, "until": until or _LAST}
    return lambda connection: tuple(connection.execute(_COVERED, values).scalars())


def between(
    dataset: str, ways: Iterable[tuple[str, str]], since: str | None, until: str | None
) -> Callable[[Connection], tuple[Counted, ...]]:
    """Ask how many rows of each day and type lie between two parties, in these directions (from whom, to whom)."""
    values = {"dataset": dataset, "since": since or _FIRST, "until": until or _LAST}
    directions = tuple(ways)

    def question(connection: Connection) -> tuple[Counted, ...]:
        found = (connection.execute(_BETWEEN, values | {"one": one, "other": other}) for one, other in directions)
        return tuple(Counted._make(row) for row in chain.from_iterable(found))

    return question


def _stored(row: Any) -> Stored:
    coding = Coding(*(row[name] for name in Coding._fields))
    return Stored(coding=coding, file=row["file_name"], row=row["row"])
