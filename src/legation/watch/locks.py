"""One watch at a time for a database: two would ask every feed twice."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from filelock import FileLock, Timeout

from legation.errors import StoreError


@contextmanager
def held(database: Path) -> Iterator[None]:
    """Hold the lock beside a database; raises StoreError when another watch has it.

    The system lets go of it when the process ends, however it ends; the file says nothing by being there.
    """
    path = database.with_name(f"{database.name}.watch")
    lock = FileLock(path, timeout=0)
    try:
        lock.acquire()
    except Timeout as error:
        reason = "another `legation watch` works on this database; stop it first, or name another database with --db"
        raise StoreError(f"{database}: {reason}") from error
    except OSError as error:
        raise StoreError(f"{path}: the lock can't be made: {error.strerror or error}") from error
    try:
        yield
    finally:
        lock.release()
