"""What is kept of data files is found only whole, ours and made of the same; else it is made anew, as without it."""

import hashlib
import marshal
import os
import subprocess
import sys
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from legation import compiled
from legation.compiled import kept

TABLE = {"a": (1, 2.5, None), "b": ["ü", {"c": True}]}


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    home = tmp_path / "cache" / "tables"
    monkeypatch.setenv("LEGATION_CACHE", str(home))
    return home


class Making:
    """Counts how often the table is made."""

    times = 0

    def __call__(self) -> object:
        self.times += 1
        return TABLE


def test_it_is_made_once_for_the_same_content(folder: Path) -> None:
    make = Making()
    assert [kept("t", (b"one", b"two"), make) for _ in range(3)] == [TABLE] * 3
    assert make.times == 1
    assert [file.name[:2] for file in folder.iterdir()] == ["t-"]


@pytest.mark.parametrize("other", [(b"one", b"twp"), (b"onetwo",), (b"two", b"one"), (b"one",)])
def test_it_is_made_anew_for_other_content(folder: Path, other: tuple[bytes, ...]) -> None:
    make = Making()
    for parts in ((b"one", b"two"), other):
        kept("t", parts, make)
    assert make.times == 2


def test_two_kinds_of_the_same_content_are_apart(folder: Path) -> None:
    assert kept("t", (b"one",), lambda: 1) == 1
    assert kept("u", (b"one",), lambda: 2) == 2


def test_it_is_packed_to_be_kept_and_unpacked_when_found(folder: Path) -> None:
    for _ in range(2):
        day = kept("t", (b"x",), lambda: date(2026, 1, 2), pack=date.isoformat, unpack=date.fromisoformat)
        assert day == date(2026, 1, 2)


def broken(body: bytes) -> bytes:
    """A file that is signed well, of a body that `marshal` can't read."""
    return b"".join((compiled._OPENING, compiled._key((b"one",)), hashlib.sha256(body).digest(), body))


@pytest.mark.parametrize(
    "spoil",
    [
        lambda whole: b"",
        lambda whole: whole[:-1],
        lambda whole: whole[:40],
        lambda whole: whole + b"\0",
        lambda whole: whole[:-1] + bytes([whole[-1] ^ 1]),
        lambda whole: b"x" + whole[1:],
        lambda whole: broken(b""),
        lambda whole: broken(b"?"),
        lambda whole: broken(marshal.dumps(TABLE)[:-3]),
    ],
)
def test_what_is_broken_is_made_anew_and_mended(folder: Path, spoil: Callable[[bytes], bytes]) -> None:
    make = Making()
    kept("t", (b"one",), make)
    (file,) = folder.iterdir()
    sound = file.read_bytes()
    file.write_bytes(spoil(sound))
    assert kept("t", (b"one",), make) == TABLE
    assert make.times == 2
    assert file.read_bytes() == sound


def test_a_file_of_other_content_under_this_name_is_not_taken(folder: Path) -> None:
    kept("t", (b"one",), lambda: "old")
    (file,) = folder.iterdir()
    kept("t", (b"two",), lambda: "new")
    (other,) = (each for each in folder.iterdir() if each != file)
    other.write_bytes(file.read_bytes())
    assert kept("t", (b"two",), lambda: "new") == "new"


@pytest.mark.skipif(not hasattr(os, "getuid"), reason="no owners here")
@pytest.mark.parametrize("mode", [0o620, 0o602, 0o666])
def test_a_file_that_others_may_write_is_not_taken(folder: Path, mode: int) -> None:
    make = Making()
    kept("t", (b"one",), make)
    (file,) = folder.iterdir()
    file.chmod(mode)
    assert kept("t", (b"one",), make) == TABLE
    assert make.times == 2
    assert file.stat().st_mode & 0o777 == 0o600


@pytest.mark.skipif(not hasattr(os, "getuid"), reason="no owners here")
def test_a_file_of_somebody_else_is_not_taken(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    make = Making()
    kept("t", (b"one",), make)
    monkeypatch.setattr(os, "getuid", lambda: -5)
    kept("t", (b"one",), make)
    assert make.times == 2


def test_where_nothing_can_be_written_it_is_made_each_time(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    taken = tmp_path / "file"
    taken.write_text("no folder")
    monkeypatch.setenv("LEGATION_CACHE", str(taken))
    make = Making()
    assert [kept("t", (b"one",), make) for _ in range(2)] == [TABLE] * 2
    assert make.times == 2
    assert taken.read_text() == "no folder"


def test_a_move_that_fails_leaves_nothing_behind(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(self: Path, target: Path) -> Path:
        raise PermissionError(f"{target} is open elsewhere")

    monkeypatch.setattr(Path, "replace", refuse)
    assert kept("t", (b"one",), Making()) == TABLE
    assert list(folder.iterdir()) == []


def test_with_no_folder_nothing_is_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LEGATION_CACHE", " ")
    assert compiled.home() is None
    make = Making()
    assert [kept("t", (b"one",), make) for _ in range(2)] == [TABLE] * 2
    assert make.times == 2


def test_by_default_it_is_the_folder_for_caches(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("LEGATION_CACHE")
    home = compiled.home()
    assert home is not None
    assert home.name == "tables"
    assert "legation" in home.parts


def test_what_cannot_be_kept_is_made_each_time(folder: Path) -> None:
    assert [kept("t", (b"one",), lambda: date(2026, 1, 2)) for _ in range(2)] == [date(2026, 1, 2)] * 2
    assert not folder.exists()


def test_what_making_raises_is_raised_and_nothing_kept(folder: Path) -> None:
    def fail() -> object:
        raise LookupError("line 3")

    for _ in range(2):
        with pytest.raises(LookupError, match="line 3"):
            kept("t", (b"one",), fail)
    assert not folder.exists()


def test_few_of_a_kind_stay(folder: Path) -> None:
    for n in range(9):
        kept("t", (bytes([n]),), lambda: 1)
        for age, file in enumerate(sorted(folder.iterdir(), key=lambda f: f.stat().st_mtime, reverse=True)):
            os.utime(file, (1e9 - age, 1e9 - age))
    kept("u", (b"x",), lambda: 1)
    assert sorted(file.name[:2] for file in folder.iterdir()) == ["t-"] * 4 + ["u-"]


def test_processes_at_once_do_one_another_no_harm(folder: Path) -> None:
    code = (
        "import sys; from legation.compiled import kept\n"
        "for n in range(60):\n"
        "    row = [n % 3] * 5000\n"
        "    assert kept('t', (bytes([n % 3]),), lambda: row) == row, n\n"
        "    if n % 7 == 0: [f.unlink(missing_ok=True) for f in __import__('pathlib').Path(sys.argv[1]).glob('t-*')]\n"
    )
    runs = [subprocess.Popen([sys.executable, "-c", code, str(folder)]) for _ in range(3)]
    assert [run.wait() for run in runs] == [0, 0, 0]
    assert not list(folder.glob(".new-*"))
