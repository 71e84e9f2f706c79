"""The user's own tables: where they lie, which of them are in force, and why one is left out."""

import logging
import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import platformdirs

from legation import vetting
from legation.errors import KnowledgeError
from legation.tables import user_folders

VARIABLE = "LEGATION_KNOWLEDGE"
# While a new set moves in, the one it replaces waits under this name: whoever reads in between finds it there.
WAITING = ".old-"

# Without a handler of the caller's this reaches standard error, one line a message.
_log = logging.getLogger("legation.knowledge")


@dataclass(frozen=True, slots=True)
class TableSet:
    """A folder of tables that the user imported or wrote; `fault` says why it is left out."""

    name: str
    folder: Path
    fault: str | None = None


def home() -> Path | None:
    """The folder of all sets: what LEGATION_KNOWLEDGE names, or the user's data folder; None when that is empty."""
    given = os.environ.get(VARIABLE)
    if given is not None:
        return Path(given) if given.strip() else None
    return Path(platformdirs.user_data_dir("legation", appauthor=False)) / "knowledge"


def sets() -> list[TableSet]:
    """All sets, by name, whether sound or not."""
    folder = home()
    try:
        found = {path.name: path for path in folder.iterdir() if path.is_dir()} if folder else {}
    except (FileNotFoundError, NotADirectoryError):
        return []
    except OSError as exc:
        _log.warning("%s: can't be read: %s; your own tables are left out", folder, exc.strerror or exc)
        return []
    waiting = {name.removeprefix(WAITING): path for name, path in found.items() if name.startswith(WAITING)}
    shown = {name: path for name, path in found.items() if not name.startswith(".")}
    return [TableSet(name, path) for name, path in sorted({**waiting, **shown}.items())]


def vetted(leave: str | None = None) -> tuple[list[TableSet], vetting.Index]:
    """All sets but `leave`, each with its fault if it has one, and the index of all that is in force."""
    with only():
        index = vetting.bundled()
    seen = []
    for each in sets():
        if each.name == leave:
            continue
        try:
            index = vetting.check(each.folder, index)
            seen.append(each)
        except KnowledgeError as exc:
            seen.append(TableSet(each.name, each.folder, str(exc)))
    return seen, index


@contextmanager
def in_force() -> Iterator[None]:
    """Let the tables be loaded with the user's sets behind the bundled ones; a broken set is left out, and said so.

    Where folders are given already, as when an import is tried, those stay.
    """
    if user_folders.get() or not sets():
        yield
        return
    seen, _ = vetted()
    for each in seen:
        if each.fault:
            _log.warning("%s; your tables '%s' are left out", each.fault, each.name)
    with only(*(each.folder for each in seen if not each.fault)):
        yield


@contextmanager
def only(*folders: Path) -> Iterator[None]:
    """Let the tables be loaded with just these folders behind the bundled ones."""
    token = user_folders.set(folders)
    try:
        yield
    finally:
        user_folders.reset(token)
