"""Who is who, for a process that answers many questions: the tables are read once, and again when the user's change."""

from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from legation import overlay

if TYPE_CHECKING:
    from legation.called import Callers
    from legation.knowledge import Knowledge
    from legation.lookup import Lookup

Stamp = tuple[tuple[str, int], ...]


def tables() -> "Knowledge":
    """Return the tables."""
    return _tables(_stamp())


def callers() -> "Callers":
    """Return what finds people and bodies in the tables by what they are called."""
    return _callers(_stamp())


def lookup() -> "Lookup":
    """Return what says who a mention means."""
    return _lookup(_stamp())


def _stamp() -> Stamp:
    """What tells the user's tables from what they were: mostly there are none."""
    files = (file for each in overlay.sets() for file in sorted(each.folder.glob("*.csv")))
    return tuple((str(file), _changed(file)) for file in files)


def _changed(file: Path) -> int:
    try:
        return file.stat().st_mtime_ns
    except OSError:  # taken away just now
        return 0


@lru_cache(maxsize=1)
def _tables(_: Stamp) -> "Knowledge":
    from legation import knowledge

    return knowledge.load()


@lru_cache(maxsize=1)
def _callers(stamp: Stamp) -> "Callers":
    from legation.called import Callers

    return Callers(_tables(stamp))


@lru_cache(maxsize=1)
def _lookup(stamp: Stamp) -> "Lookup":
    from legation.lookup import Lookup

    return Lookup(_tables(stamp))
