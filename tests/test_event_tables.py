"""Event tables of other projects are told by what they hold; what is not sure is none."""

import bz2
import gzip
import io
import zipfile

import pytest
from hypothesis import given
from hypothesis import strategies as st

import outside_rows as rows
from legation import event_tables
from legation.event_tables import Form


def head(*lines: str) -> bytes:
    return "".join(f"{line}\n" for line in lines).encode()


def zipped(data: bytes, *, stored: bool = False) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_STORED if stored else zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("20250507.export.CSV", data)
    return made.getvalue()


GDELT = head(rows.gdelt(1), rows.gdelt(2))


@pytest.mark.parametrize(
    ("lines", "form", "has_header"),
    [
        ((rows.gdelt(),), Form.gdelt, False),
        ((rows.gdelt(columns=rows.GDELT_1),), Form.gdelt1, False),
        ((rows.gdelt(columns=rows.GDELT_1[:-1]),), Form.gdelt1, False),
        (("half a row\t\t\t\t\t", rows.gdelt()), Form.gdelt, False),
        (("\t".join(rows.ICEWS), rows.icews()), Form.icews, True),
        (("\t".join(name.lower().replace(" ", "_") for name in rows.ICEWS), rows.icews()), Form.icews, True),
        (("\t".join(rows.POLECAT), rows.polecat()), Form.polecat, True),
        (("\t".join(f'"{name}"' for name in rows.POLECAT), rows.polecat()), Form.polecat, True),
        ((",".join(rows.GDELT_2), rows.gdelt().replace("\t", ",")), Form.gdelt, True),
        (("GLOBALEVENTID,SQLDATE,EventCode,DATEADDED,x", "7,20150218,010,20150219,"), Form.gdelt1, True),
        (("GLOBALEVENTID,SQLDATE,EventCode,DATEADDED,x", "7,20150218,010,20150219001500,"), Form.gdelt, True),
    ],
)
def test_tables_are_told_by_header_or_shape(lines: tuple[str, ...], form: Form, has_header: bool) -> None:
    found = event_tables.layout(head(*lines))
    assert found is not None
    assert (found.form, found.has_header) == (form, has_header)


def test_a_query_that_drops_all_that_tells_the_version_leaves_it_open() -> None:
    found = event_tables.layout(head("GLOBALEVENTID,SQLDATE,EventCode,QuadClass,NumArticles", "7,20150218,010,1,4"))
    assert found is not None
    assert found.form is None
    assert event_tables.told(head("GLOBALEVENTID,SQLDATE,EventCode,QuadClass,NumArticles")) == "GDELT"


@pytest.mark.parametrize(
    "other",
    [
        b"",
        b"\n\n",
        b"Envoys met on Monday, they said, in the capital, for talks, and parted.\n",
        b"id,date,text,title,url,publisher\n1,2025-05-07,Envoys met.,,,\n",
        b'{"id": 1, "text": "a, b, c, d, e, f, g, h"}\n',
        head("\t".join(str(n) for n in range(61))),  # as many columns, another shape
        head("\t".join(["1", "20259999", "202599", "2025", *[""] * 57])),  # no such month
        head("\t".join(["x", "20250507", "202505", "2025", *[""] * 57])),  # no number
        head("\t".join(rows.gdelt().split("\t")[:60])),  # a column less
        head("Event ID,Event Date,Event Type,Notes,Place"),
        b"\x1f\x8b broken",
        b"PK\x03\x04 broken archive, which ends soon",
        b"\x89PNG\r\n\x1a\n\0\0\0\r",
    ],
)
def test_everything_else_is_none(other: bytes) -> None:
    assert event_tables.layout(event_tables.unpacked(other)) is None
    assert event_tables.told(other) is None


@pytest.mark.parametrize(
    "packed", [GDELT, gzip.compress(GDELT), zipped(GDELT), zipped(GDELT, stored=True), b"\xef\xbb\xbf" + GDELT]
)
def test_packed_tables_are_told_too(packed: bytes) -> None:
    assert event_tables.told(packed) == "GDELT 2.0"


def test_what_is_packed_otherwise_is_left_to_who_opens_it() -> None:
    assert event_tables.unpacked(bz2.compress(GDELT)).startswith(b"BZh")


@given(st.binary(max_size=3000))
def test_no_bytes_break_it(data: bytes) -> None:
    for begin in (b"", b"\x1f\x8b\x08", b"PK\x03\x04"):
        event_tables.told(begin + data)


@given(st.text(alphabet="\t,;\"'ab1\n\r", max_size=400))
def test_no_delimiters_break_it(text: str) -> None:
    assert event_tables.told(text.encode()) is None
