import io
import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from legation.errors import QueryError
from legation.read import documents

from .conftest import Reads

STORY = "Envoys of two states met on Tuesday. They agreed on nothing.\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name in ("b.txt", "a/second.txt", "a/.hidden.txt", ".git/config.txt", "README.md", "desk.TOML", "a/first.txt"):
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(STORY + name)
    return tmp_path


def test_folder_is_read_in_order_without_hidden_files(folder: Path, read: Reads) -> None:
    found, errors = read(folder)
    assert [d.source_id for d in found] == ["b.txt", "first.txt", "second.txt"]
    assert errors == []


def test_named_file_is_read_whatever_its_name(folder: Path, read: Reads) -> None:
    named = [folder / name for name in ("README.md", "a/.hidden.txt", "desk.TOML")]
    assert [d.source_id for d in read(*named)[0]] == ["README.md", ".hidden.txt", "desk.TOML"]


@pytest.mark.parametrize(
    ("pattern", "expected"),
    [
        ("*.txt", ["b.txt"]),
        ("a/*.txt", ["first.txt", "second.txt"]),
        ("**/*.txt", ["first.txt", "second.txt", "b.txt"]),
        ("?", ["first.txt", "second.txt"]),
    ],
)
def test_glob(folder: Path, read: Reads, pattern: str, expected: list[str]) -> None:
    assert [d.source_id for d in read(f"{folder}/{pattern}")[0]] == expected


def test_file_with_glob_signs_in_its_name_is_that_file(tmp_path: Path, read: Reads) -> None:
    (tmp_path / "a[1].txt").write_text(STORY)
    assert [d.source_id for d in read(tmp_path / "a[1].txt")[0]] == ["a[1].txt"]


def test_a_bad_source_does_not_stop_the_others(folder: Path, read: Reads) -> None:
    found, errors = read(folder / "nothing", folder / "b.txt")
    assert len(found) == 1
    assert [str(e) for e in errors] == [f"{folder}/nothing: no such file or folder"]


@pytest.mark.parametrize(
    ("name", "data", "reason"),
    [
        ("empty.txt", b"", "is empty"),
        ("blank.txt", b" \n\t\n", "holds blanks only"),
        ("picture.txt", b"\x89PNG\r\n\x1a\n\0\0", "is a PNG picture"),
        ("unknown", bytes(range(256)), "is a binary file"),
        ("late.txt", b"words " * 20_000 + b"\0", "zero byte at offset 120000"),
        ("latin.txt", "Der Präsident".encode("latin-1"), "byte 0xe4 at offset 6 isn't UTF-8; convert the file"),
        ("cut.txt", "\ufeffabc".encode("utf-16") + b"a", "isn't UTF-16"),
        ("long.txt", b"word " * 1_000_001, "is longer than 5 MB"),
        ("archive.jsonl", b"\x1f\x8b\x08\0", "is a gzip archive"),
    ],
)
def test_file_that_cannot_be_read(tmp_path: Path, read: Reads, name: str, data: bytes, reason: str) -> None:
    (tmp_path / name).write_bytes(data)
    found, errors = read(tmp_path / name)
    assert found == []
    assert len(errors) == 1
    assert errors[0].source == str(tmp_path / name)
    assert reason in errors[0].reason


@pytest.mark.parametrize(
    ("source", "reason"),
    [
        ("ftp://example.org/a", "only http and https addresses are read"),
        ("http://127.0.0.1/a", "the host 127.0.0.1 is this machine (loopback)"),
        ("no-such-*.txt", "no file matches this pattern"),
        ("a\0b", "isn't the name of a file"),
        ("", "isn't the name of a file"),
        ("x" * 300, "can't be read: file name too long"),
    ],
)
def test_source_that_names_nothing(read: Reads, source: str, reason: str) -> None:
    found, errors = read(source)
    assert found == []
    assert [reason in e.reason for e in errors] == [True]


def test_folder_without_files(tmp_path: Path, read: Reads) -> None:
    assert ["holds no files" in e.reason for e in read(tmp_path)[1]] == [True]


def test_pipe_in_a_folder_does_not_block(tmp_path: Path, read: Reads) -> None:
    os.mkfifo(tmp_path / "pipe")
    assert ["no regular file" in e.reason for e in read(tmp_path)[1]] == [True]


def test_dangling_and_circular_links(tmp_path: Path, read: Reads) -> None:
    (tmp_path / "gone.txt").symlink_to("nowhere.txt")
    (tmp_path / "round.txt").symlink_to("round.txt")
    (tmp_path / "up").symlink_to(tmp_path)
    found, errors = read(tmp_path)
    assert found == []
    assert [e.reason.split(":")[0] for e in errors] == ["no such file or folder", "can't be read"]


def test_no_permission(as_nobody: Path, read: Reads) -> None:
    for name in ("closed/a.txt", "locked.txt", "open.txt"):
        (as_nobody / name).parent.mkdir(exist_ok=True)
        (as_nobody / name).write_text(STORY)
    (as_nobody / "closed").chmod(0)
    (as_nobody / "locked.txt").chmod(0)
    found, errors = read(as_nobody)
    assert [d.source_id for d in found] == ["open.txt"]
    assert sorted((Path(e.source).name, e.reason.split(":")[1].strip()) for e in errors) == [
        ("closed", "you have no permission to read it"),
        ("locked.txt", "you have no permission to read it"),
    ]


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (b'{"text": "Envoys met."}\n', "jsonl"),
        (b'\xef\xbb\xbf{"text": "Envoys met."}\n', "jsonl"),
        (b"id,date,text\n1,2024-10-31,Envoys met.\n", "csv"),
        (b"From: a@example.org\nSubject: Talks\nDate: Thu, 31 Oct 2024 09:00:00 +0900\n\nEnvoys met.\n", "eml"),
        (b"<!-- " + b"<!-- a -->" * 5_000 + b"\nEnvoys met.", "text"),
        (b"Subject: the envoys\n\nThey met.\n", "text"),
        (b"{ is a sign that opens a group.\n", "text"),
        (STORY.encode("utf-16"), "text"),
    ],
)
def test_format_is_judged_by_content(read: Reads, data: bytes, kind: str) -> None:
    found, errors = read("-", stdin=data)
    assert errors == []
    assert [d.source_format for d in found] == [kind]


def test_kind_forces_a_format(tmp_path: Path, read: Reads) -> None:
    path = tmp_path / "a.jsonl"
    path.write_text('{"text": "Envoys met."}')
    assert [d.text for d in read(path, kind="text")[0]] == ['{"text": "Envoys met."}']


def test_unknown_kind_is_refused_at_once() -> None:
    with pytest.raises(QueryError, match=r"'docx'; the formats are text, jsonl"):
        documents([], kind="docx")


def test_rows_are_given_before_the_input_ends(tmp_path: Path) -> None:
    reading, writing = os.pipe()
    os.write(writing, b'{"id": "1", "text": "Envoys met."}\n')
    with os.fdopen(reading, "rb") as stdin:
        first = next(_ids(stdin))
        os.close(writing)
    assert first == "1"


def _ids(stdin: io.BufferedReader) -> Iterator[str | None]:
    for item in documents(["-"], stdin=stdin):
        assert not isinstance(item, Exception)
        yield item.source_id


def test_pipe_that_is_named_is_read_and_gives_no_name(tmp_path: Path, read: Reads) -> None:
    reading, writing = os.pipe()
    os.write(writing, STORY.encode())
    os.close(writing)
    found, errors = read(f"/dev/fd/{reading}")
    os.close(reading)
    assert errors == []
    assert [(d.text, d.source_id) for d in found] == [(STORY, None)]
