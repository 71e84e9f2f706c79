import gzip
import io
import random
import tracemalloc
import zlib
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import brotli
import pytest
from fastwarc.stream_io import ZstdWriter

from legation.read import archives, reels
from legation.read.streams import Source

from .conftest import Reads

PROSE = "Envoys of the two states met in Vienna on Tuesday and agreed to keep talking through the winter."
Change = Callable[[bytes], bytes]


def page(number: int) -> bytes:
    told = f"<p>{PROSE}</p><p>Talk number {number} of the two envoys is expected to take place in the spring.</p>"
    return f"<html lang=en><title>Talk {number}</title><body><article>{told}</article></body></html>".encode()


def record(number: int, body: bytes | None = None, *, kind: str = "response", head: str = "", more: str = "") -> bytes:
    http = f"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n{head}\r\n".encode()
    block = http + (page(number) if body is None else body)
    lines = (
        "WARC/1.0",
        f"WARC-Type: {kind}",
        f"WARC-Target-URI: https://a.example/{number}?utm_source=x",
        "WARC-Date: 2024-10-31T01:02:03Z",
        f"WARC-Record-ID: <urn:x-sample:{number}>",
        f"Content-Type: application/http; msgtype={kind}",
        *filter(None, [more]),
        f"Content-Length: {len(block)}",
    )
    return "\r\n".join(lines).encode() + b"\r\n\r\n" + block + b"\r\n\r\n"


class _Kept(io.BytesIO):
    def close(self) -> None:
        """Stay open: the writer closes what it writes to."""


def zstd(data: bytes) -> bytes:
    out = _Kept()
    writer = ZstdWriter(out)
    writer.write(data)
    writer.close()
    return out.getvalue()


def longer(by: int) -> Change:
    def change(data: bytes) -> bytes:
        told = data.split(b"Content-Length: ")[1].split(b"\r\n")[0]
        return data.replace(b"Content-Length: " + told, b"Content-Length: %d" % (int(told) + by), 1)

    return change


def garbled(data: bytes) -> bytes:
    return data[:60] + bytes(each ^ 0xFF for each in data[60:70]) + data[70:]


@pytest.mark.parametrize("pack", [bytes, gzip.compress, zstd])
def test_archived_pages_are_articles(read: Reads, pack: Change) -> None:
    found, errors = read("-", stdin=b"".join(pack(record(number)) for number in range(4)))
    assert errors == []
    assert [d.title for d in found] == ["Talk 0", "Talk 1", "Talk 2", "Talk 3"]
    assert found[1].url == "https://a.example/1"
    assert found[1].text.startswith(PROSE)
    # When a page was fetched is not when it was published.
    assert found[1].published is None


def test_pages_say_when_they_were_fetched() -> None:
    source = Source("a.warc", io.BufferedReader(io.BytesIO(record(1))))
    (found,) = archives.pages(source)
    assert isinstance(found, archives.ArchivedPage)
    assert (found.fetched, found.charset) == ("2024-10-31T01:02:03Z", "utf-8")


def test_what_is_no_page_is_left_out_and_counted(read: Reads) -> None:
    picture = record(3).replace(b"text/html; charset=utf-8", b"image/png; charset=utf-8")
    missing = record(4).replace(b"200 OK", b"404 NO")
    data = [record(1, kind="request"), record(2, kind="revisit"), record(5, kind="metadata"), picture, missing]
    counts: Counter[str] = Counter()
    source = Source("a.warc", io.BufferedReader(io.BytesIO(b"".join([*data, record(6)]))))
    assert len(list(archives.pages(source, counts))) == 1
    assert sum(counts.values()) == 5
    found, errors = read("-", stdin=b"".join(data))
    assert found == []
    assert "holds no archived page; found 1 of type 'metadata', 1 of type 'request'" in errors[0].reason


BROKEN: list[tuple[str, Change]] = [
    ("says that it is longer than it is", longer(300)),
    ("is longer than its Content-Length says", longer(-80)),
    ("says that it has 1,000,000 MB; the limit for one record is 100 MB", longer(10**12)),
    ("has no readable Content-Length", lambda data: data.replace(b"Content-Length", b"Content-Lenkth")),
    ("is whole, but what comes behind it is damaged", lambda data: b"no record at all\n" * 40),
    (
        "was cut short when it was archived",
        lambda data: data.replace(b"WARC-Date", b"WARC-Truncated: length\r\nWARC-Date"),
    ),
]


@pytest.mark.parametrize(("reason", "change"), BROKEN, ids=[reason for reason, _ in BROKEN])
def test_broken_record_costs_only_itself(read: Reads, reason: str, change: Change) -> None:
    whole = [record(number) for number in range(4)]
    found, errors = read("-", stdin=whole[0] + change(whole[1]) + whole[2] + whole[3], kind="warc")
    assert [d.title for d in found] == ["Talk 0", "Talk 2", "Talk 3"]
    assert [reason in e.reason for e in errors] == [True]
    assert f"record at byte {0 if 'behind' in reason else len(whole[0])}" in errors[0].reason


@pytest.mark.parametrize("change", [garbled, lambda data: data[:-20], lambda data: b"\x1f\x8b" + data[5:]])
@pytest.mark.parametrize("piped", [False, True])
def test_broken_member_costs_only_itself(read: Reads, tmp_path: Path, change: Change, piped: bool) -> None:
    # Without the hour in their headers: what was cut there must not look like another header at some hours.
    packed = [gzip.compress(record(number), mtime=0) for number in range(4)]
    data = packed[0] + change(packed[1]) + packed[2] + packed[3]
    path = tmp_path / "a.warc.gz"
    path.write_bytes(data)
    found, errors = read("-", stdin=data) if piped else read(path)
    assert [d.title for d in found] == ["Talk 0", "Talk 2", "Talk 3"]
    assert len(errors) == 1
    assert "record at byte" in errors[0].reason


@pytest.mark.parametrize("behind", [0, 2])
def test_damaged_header_does_not_swallow_what_follows(read: Reads, behind: int) -> None:
    # The flag says that an extra field follows, and the bytes there that it is longer than all the rest.
    packed = [gzip.compress(record(number)) for number in range(4)]
    swallowing = packed[1][:3] + b"\x04" + packed[1][4:10] + b"\xff\xff" + packed[1][10:]
    found, errors = read("-", stdin=packed[0] + swallowing + b"".join(packed[2 : 2 + behind]))
    assert [d.title for d in found] == ["Talk 0", "Talk 2", "Talk 3"][: 1 + behind]
    assert ["record at byte 0: is whole, but what comes behind it" in e.reason for e in errors] == [True]


@pytest.mark.parametrize("pack", [bytes, gzip.compress])
def test_archive_that_is_cut_off(read: Reads, pack: Change) -> None:
    packed = [pack(record(number)) for number in range(3)]
    found, errors = read("-", stdin=b"".join(packed)[:-60])
    assert [d.title for d in found] == ["Talk 0", "Talk 1"]
    assert [f"record at byte {len(packed[0]) + len(packed[1])}: ends after" in e.reason for e in errors] == [True]


def chunked(data: bytes) -> bytes:
    return (
        b"".join(b"%x\r\n%s\r\n" % (len(data[i : i + 50]), data[i : i + 50]) for i in range(0, len(data), 50))
        + b"0\r\n\r\n"
    )


@pytest.mark.parametrize(
    ("head", "pack"),
    [
        ("Transfer-Encoding: chunked\r\n", chunked),
        ("Content-Encoding: gzip\r\n", gzip.compress),
        ("Content-Encoding: deflate\r\n", zlib.compress),
        ("Content-Encoding: br\r\n", brotli.compress),
        ("Transfer-Encoding: chunked\r\nContent-Encoding: gzip\r\n", lambda data: chunked(gzip.compress(data))),
        # Crawlers often keep the headers of what they have unpacked.
        ("Transfer-Encoding: chunked\r\nContent-Encoding: gzip\r\n", bytes),
        ("Content-Encoding: br\r\n", bytes),
    ],
)
def test_bodies_are_unpacked(read: Reads, head: str, pack: Change) -> None:
    found, errors = read("-", stdin=record(7, pack(page(7)), head=head))
    assert errors == []
    assert [d.title for d in found] == ["Talk 7"]


def test_body_that_cannot_be_unpacked_is_named_with_its_address(read: Reads) -> None:
    broken = record(1, garbled(gzip.compress(page(1) * 9)), head="Content-Encoding: gzip\r\n")
    found, errors = read("-", stdin=broken + record(2))
    assert [d.title for d in found] == ["Talk 2"]
    assert [str(e).split(" can't")[0] for e in errors] == [
        "standard input: record at byte 0 (https://a.example/1?utm_source=x): its content"
    ]


def test_bomb_is_stopped_at_the_limit(read: Reads) -> None:
    bomb = gzip.compress(b"<p>" + b"a" * 60_000_000)
    data = gzip.compress(record(1, bomb, head="Content-Encoding: gzip\r\n")) + gzip.compress(record(2))
    tracemalloc.start()
    found, errors = read("-", stdin=data)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert [d.title for d in found] == ["Talk 2"]
    assert ["unpacks to more than 50 MB, the limit for one page" in e.reason for e in errors] == [True]
    assert peak < 150_000_000


def test_one_record_is_in_memory_at_a_time(tmp_path: Path) -> None:
    path = tmp_path / "a.warc"
    with path.open("wb") as out:
        for number in range(60):
            out.write(record(number, b"x" * 1_000_000))
    tracemalloc.start()
    with path.open("rb") as raw:
        count = sum(isinstance(each, reels.Block) for each in reels.blocks(raw))
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert count == 60
    assert peak < 12_000_000


def test_server_says_how_a_page_is_encoded(read: Reads) -> None:
    page_of_old = f"<html><body><p>{PROSE} The talks were held in a café.</p></body></html>".encode("cp1252")
    data = record(1, page_of_old).replace(b"charset=utf-8", b'charset="l1"')
    assert read("-", stdin=data)[0][0].text.endswith("in a café.")


@pytest.mark.parametrize("pack", [bytes, gzip.compress, zstd])
def test_every_broken_record_is_told_with_its_place(read: Reads, pack: Change) -> None:
    """Each stretch after a fault counts from the beginning of the file."""
    packed = [pack(longer(300)(record(number)) if number % 3 == 1 else record(number)) for number in range(12)]
    found, errors = read("-", stdin=b"".join(packed), kind="warc")
    assert [d.title for d in found] == [f"Talk {number}" for number in range(12) if number % 3 != 1]
    places = [sum(map(len, packed[:number])) for number in range(1, 12, 3)]
    assert [e.reason.split(":")[0] for e in errors] == [f"record at byte {place}" for place in places]


@pytest.mark.parametrize("pack", [bytes, gzip.compress])
@pytest.mark.parametrize("seed", range(10))
def test_damage_anywhere_costs_only_what_it_touches(pack: Change, seed: int) -> None:
    chance = random.Random(seed)
    data = bytearray(b"".join(pack(record(number)) for number in range(20)))
    for _ in range(2):
        place, size = chance.randrange(len(data)), chance.choice([1, 3, 40])
        data[place : place + size] = chance.choice([b"", chance.randbytes(size), chance.randbytes(3 * size)])
    source = Source("a.warc", io.BufferedReader(io.BytesIO(bytes(data))))
    found = list(archives.pages(source))
    whole = [each for each in found if isinstance(each, archives.ArchivedPage)]
    assert 16 <= len(whole) <= 20  # a hit between two records may cost both
    assert len({each.url for each in whole}) == len(whole)
