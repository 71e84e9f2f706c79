"""What takes long to read out of data files, kept in the user's cache folder in a form that loads at once.

What is kept stands under a digest of all that it was made of: the files themselves, and the modules that read them. So
a stale one is never found. One that is broken, cut short or somebody else's is passed over and made anew; where nothing
can be written, all works without, only slower.
"""

import hashlib
import marshal
import os
import sys
import tempfile
from collections.abc import Callable, Iterable
from contextlib import suppress
from pathlib import Path
from typing import Any, TypeVar

import platformdirs

VARIABLE = "LEGATION_CACHE"
_OPENING = b"legation tables 1\n"
_DIGEST = 32
# Other installations share the folder: so many of each kind stay, the youngest.
_KEPT = 4
_OTHERS_WRITE = 0o022

Made = TypeVar("Made")


def home() -> Path | None:
    """The folder of what is kept: what LEGATION_CACHE names, or the user's cache folder; None when that is empty."""
    given = os.environ.get(VARIABLE)
    if given is not None:
        return Path(given) if given.strip() else None
    return Path(platformdirs.user_cache_dir("legation", appauthor=False)) / "tables"


def kept(
    kind: str,
    made_of: Iterable[bytes],
    make: Callable[[], Made],
    *,
    pack: Callable[[Made], Any] = lambda made: made,
    unpack: Callable[[Any], Made] = lambda packed: packed,
) -> Made:
    """What `make` gives: as it was kept, if it was made of the same, or made now and kept.

    What `pack` makes of it must be of plain tuples, lists, dictionaries, texts, numbers and None alone. What `make`
    raises is raised, and nothing is kept of it.
    """
    folder = home()
    if folder is None:
        return make()
    key = _key(made_of)
    path = folder / f"{kind}-{key.hex()[:24]}.bin"
    found = _found(path, key)
    if found is not None:
        return unpack(found)
    made = make()
    # What can't be kept (a date, say, or a folder that is only to be read) is made anew each time.
    with suppress(OSError, ValueError):
        _keep(path, key, marshal.dumps(pack(made)))
        _clear(folder, kind)
    return made


def _key(made_of: Iterable[bytes]) -> bytes:
    """The digest of each part and of the interpreter, whose versions write differently."""
    digest = hashlib.sha256(f"{sys.implementation.cache_tag} {sys.hexversion} {marshal.version}".encode())
    for part in made_of:
        digest.update(hashlib.sha256(part).digest())
    return digest.digest()


def _found(path: Path, key: bytes) -> Any:
    """What lies there, if it is ours, whole, and made of the same; None otherwise.

    `marshal` holds data alone and calls nothing, unlike `pickle`: nobody can make a file that runs code when it is
    read. But it trusts its input to be well formed. Therefore a file is read only if the user owns it and nobody else
    may write it, and only after its digest shows that it is what we wrote.
    """
    try:
        with path.open("rb") as file:
            state = os.fstat(file.fileno())
            if hasattr(os, "getuid") and (state.st_uid != os.getuid() or state.st_mode & _OTHERS_WRITE):
                return None
            whole = file.read()
    except OSError:
        return None
    at = len(_OPENING) + 2 * _DIGEST
    body = memoryview(whole)[at:]
    if whole[:at] != _OPENING + key + hashlib.sha256(body).digest():
        return None
    try:
        return marshal.loads(body)
    except (EOFError, TypeError, ValueError):
        return None


def _keep(path: Path, key: bytes, body: bytes) -> None:
    """Write it beside, then move it in: whoever reads or writes at the same time sees the whole of one or the other."""
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    number, name = tempfile.mkstemp(dir=path.parent, prefix=".new-")
    try:
        with os.fdopen(number, "wb") as file:
            file.write(_OPENING + key + hashlib.sha256(body).digest() + body)
        Path(name).replace(path)
    except OSError:
        Path(name).unlink(missing_ok=True)
        raise


def _clear(folder: Path, kind: str) -> None:
    """Leave the youngest of a kind."""
    files = sorted(folder.glob(f"{kind}-*.bin"), key=lambda file: file.stat().st_mtime, reverse=True)
    for file in files[_KEPT:]:
        file.unlink(missing_ok=True)
