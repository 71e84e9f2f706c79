"""What SQLite complains of, in words that say what to do."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy.exc import DBAPIError, TimeoutError

from legation.errors import StoreError

_REASONS = (
    (
        "SQLITE_BUSY",
        "the database is locked by another program; wait for it to end, then run the command again",
    ),
    (
        "SQLITE_LOCKED",
        "the database is locked by another program; wait for it to end, then run the command again",
    ),
    (
        "SQLITE_FULL",
        "the disk is full; what was stored before is safe: make room, then run the command again",
    ),
    ("SQLITE_NOTADB", "this is not a database; name another file with --db"),
    ("SQLITE_CORRUPT", "the database is damaged; restore a copy or start a new file"),
    ("SQLITE_READONLY", "the database can't be written: the file or its folder is read-only"),
    ("SQLITE_CANTOPEN", "the database can't be opened: does the folder exist, and may you write in it?"),
    ("SQLITE_IOERR", "reading or writing the database failed: is the disk full or gone?"),
    ("SQLITE_PERM", "the database can't be opened: permission denied"),
)


@contextmanager
def guarded(path: Path) -> Iterator[None]:
    """Turn what the database complains of into a StoreError that names the file."""
    try:
        yield
    except (DBAPIError, sqlite3.Error, TimeoutError) as error:
        cause = getattr(error, "orig", None) or error
        raise StoreError(f"{path}: {reason(cause)}") from error


def reason(error: BaseException) -> str:
    """Say what went wrong and what to do about it."""
    name = getattr(error, "sqlite_errorname", "")
    return next((words for code, words in _REASONS if name.startswith(code)), str(error))


def check_place(path: Path, *, create: bool) -> None:
    """Refuse a path where no database can be, before SQLite gives its vaguer reason."""
    if path.is_dir():
        raise StoreError(f"{path}: this is a folder; name a file")
    if not path.parent.is_dir():
        raise StoreError(f"{path}: the folder {path.parent} does not exist")
    # SQLite takes a file of one byte for an empty database, and would write over it.
    if path.is_file() and path.stat().st_size == 1:
        raise StoreError(f"{path}: {dict(_REASONS)['SQLITE_NOTADB']}")
    if not create and not path.exists():
        raise StoreError(f"{path}: no database there; `legation add SOURCE` makes one, --db names another")
