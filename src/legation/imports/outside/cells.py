"""What the cells of a row hold: days, numbers, words; a cell that can't be read says what was expected."""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from functools import lru_cache
from operator import itemgetter

from legation.event_tables import plain

Cells = Sequence[str]
Pick = Callable[[Cells], tuple[str, ...]]
MOST = 2**63 - 1  # what a column of numbers holds
LEAST_SCALE, MOST_SCALE = -10.0, 10.0  # of CAMEO's and of PLOVER's scores
_NOTHING = frozenset({"", "None", "NULL", "null", "NA", "nan", "\\N"})
_DAY = re.compile(r"(\d{4})-?(\d\d)-?(\d\d)(?:[ T]?[\d:.+Z-]{1,20})?", re.ASCII)
_SHOWN = 40
_NUMBER = re.compile(r"\d{1,19}(?:\.0{1,9})?")
_SCORE = re.compile(r"[+-]?\d{1,4}(?:\.\d{0,20})?(?:[eE][+-]?\d{1,2})?")


class CellError(ValueError):
    """A row can't be taken; says what was expected."""


def picker(columns: Iterable[str], wanted: Sequence[str]) -> Pick:
    """What takes the wanted cells out of a row to which an empty cell was added; columns that are missing are empty."""
    places: Mapping[str, int] = {plain(name): at for at, name in enumerate(columns)}
    return itemgetter(*(places.get(plain(name), -1) for name in wanted))


def words(cell: str) -> str | None:
    """The words of a cell; None for one of those that mean nothing."""
    cell = cell.strip()
    return None if cell in _NOTHING else cell


def needed(column: str, cell: str) -> str:
    """The words of a cell that no row lacks."""
    found = words(cell)
    if found is None:
        raise CellError(f"{column} is empty")
    return found


def day(column: str, cell: str) -> str:
    """A day, as 2025-05-07 or 20250507, with or without a time."""
    return _day(column, cell.strip())


def number(column: str, cell: str) -> int | None:
    """A count; None where the cell is empty."""
    found = words(cell)
    return None if found is None else _number(column, found)


def score(column: str, cell: str) -> float | None:
    """A value on a scale from -10 to 10; None where the cell is empty."""
    found = words(cell)
    return None if found is None else _score(column, found)


# Only what can be read is kept: a cell that can't be may be as long as a line.
@lru_cache(maxsize=4096)
def _day(column: str, cell: str) -> str:
    match = _DAY.fullmatch(cell)
    try:
        if match:
            return date(int(match[1]), int(match[2]), int(match[3])).isoformat()
    except ValueError:
        pass
    raise CellError(f"{column}: expected a day as 2025-05-07 or 20250507, found {_shown(cell)}")


def is_day(cell: str) -> bool:
    """Whether a cell has the form of a day."""
    return bool(_DAY.fullmatch(cell))


@lru_cache(maxsize=4096)
def _number(column: str, cell: str) -> int:
    if not cell.isascii() or not _NUMBER.fullmatch(cell) or (value := int(cell.partition(".")[0])) > MOST:
        raise CellError(f"{column}: expected a whole number, found {_shown(cell)}")
    return value


@lru_cache(maxsize=4096)
def _score(column: str, cell: str) -> float:
    if not cell.isascii() or not _SCORE.fullmatch(cell) or not LEAST_SCALE <= float(cell) <= MOST_SCALE:
        raise CellError(f"{column}: expected a number from -10 to 10, found {_shown(cell)}")
    return float(cell)


def _shown(cell: str) -> str:
    return f"'{cell}'" if len(cell) <= _SHOWN else f"'{cell[:_SHOWN]}…'"
