import csv
import io
import json
import tracemalloc
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from legation.read import documents
from legation.records import Document

from .conftest import Reads

texts = st.text(alphabet=st.characters(exclude_categories=["Cs"])).filter(str.strip)


@given(st.lists(texts, min_size=1, max_size=5), st.booleans())
def test_jsonl_keeps_any_text_exactly(given_texts: list[str], ascii_only: bool) -> None:
    lines = [json.dumps({"id": i, "text": text}, ensure_ascii=ascii_only) for i, text in enumerate(given_texts)]
    stream = io.BytesIO("\n".join(lines).encode())
    found = [d for d in documents(["-"], stdin=stream, kind="jsonl") if isinstance(d, Document)]
    assert [d.text for d in found] == given_texts
    assert [d.source_id for d in found] == [str(i) for i in range(len(given_texts))]


@given(st.lists(texts, min_size=1, max_size=5), st.sampled_from(",;\t"))
def test_csv_keeps_any_text_exactly(given_texts: list[str], delimiter: str) -> None:
    written = io.StringIO(newline="")
    writer = csv.writer(written, delimiter=delimiter, quoting=csv.QUOTE_ALL)
    writer.writerow(["ID", "Text"])
    writer.writerows(enumerate(given_texts))
    stream = io.BytesIO(written.getvalue().encode())
    assert [getattr(d, "text", d) for d in documents(["-"], stdin=stream, kind="csv")] == given_texts


def test_jsonl_fields(read: Reads) -> None:
    row = {
        "id": 7,
        "date": "2024-10-31T09:30:00+09:00",
        "text": "Envoys met.\r\n",
        "title": "Talks",
        "url": "https://a.example",
        "publisher": "Harbour Wire (sample)",
        "author": "Jane Doe",
        "language": "en-GB",
        "section": ["world"],
    }
    found, errors = read("-", stdin=json.dumps(row).encode(), kind="jsonl")
    assert errors == []
    document = found[0]
    assert document.source_id == "7"
    assert document.published == "2024-10-31T09:30:00+09:00"
    assert document.text == "Envoys met.\r\n"
    assert (document.title, document.url, document.byline) == ("Talks", "https://a.example", "Jane Doe")
    assert (document.publisher, document.language) == ("Harbour Wire (sample)", "en")


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        (b'{"text": "a', "not valid JSON"),
        (b'{"text": "a"', "not valid JSON: Expecting ',' delimiter at column 13; expected one object a line"),
        (b"[1]", "expected a JSON object, found a list"),
        (b'{"id": "x"}', "has no field 'text'"),
        (b'{"text": "  "}', "the field 'text' is empty"),
        (b'{"text": ["a"]}', "the field 'text' is a list; expected a string"),
        (b'{"id": true, "text": "a"}', "the field 'id' is true or false"),
        (b'{"text": "a \\ud83d b"}', "half a surrogate pair at character 2"),
        (b'{"text": "a", "title": "\\udc00"}', "the field 'title' holds half a surrogate pair"),
        (b'{"text": "a", "date": "31 Oct"}', "the date '31 Oct' can't be read; expected an ISO date"),
        (b'{"text": "a", "date": "2024-02-30"}', "the date '2024-02-30' can't be read"),
        (b'{"text": "a", "date": 20241031}', "the field 'date' is a number"),
        (b'{"text": "\xff"}', "byte 0xff at offset 30 isn't UTF-8"),
        (b"[" * 100_000, "nested too deeply"),
        (b'{"text": "' + b"a" * 5_000_000 + b'"}', "has 5.0 MB; the limit for one article is 5 MB"),
    ],
)
def test_jsonl_row_that_cannot_be_read(read: Reads, row: bytes, reason: str) -> None:
    good = b'{"text": "Envoys met."}'
    data = b"\n".join([good[:-1] + b" }", b"  ", row, good, good])
    data = data.replace(b"  \n", b"   \n", 1)
    found, errors = read("-", stdin=data, kind="jsonl")
    assert len(found) == 3
    assert [e.line for e in errors] == [3]
    assert reason.replace("offset 30", "offset 39") in errors[0].reason


def test_thirty_megabytes_in_one_line_stay_out_of_memory(tmp_path: Path, read: Reads) -> None:
    path = tmp_path / "long.jsonl"
    with path.open("wb") as stream:
        stream.write(b'{"text": "')
        for _ in range(30):
            stream.write(b"a" * 1_000_000)
        stream.write(b'"}\n{"text": "Envoys met."}\n')
    tracemalloc.start()
    found, errors = read(path)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert [d.text for d in found] == ["Envoys met."]
    assert [str(e) for e in errors] == [f"{path}, line 1: the line has 30.0 MB; the limit for one article is 5 MB"]
    assert peak < 15_000_000


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b'[\n{"text": "a"}\n', "not valid JSON: Expecting ',' delimiter at column 1"),
        (b"[]", "holds an empty list"),
        (
            b'{\n"total": 3\n}',
            "holds no list of articles: it is an object of total; expected a list under one of articles",
        ),
        (b"\n\n", "is empty"),
        ('{"text": "a"}'.encode("utf-16"), "is UTF-16"),
    ],
)
def test_jsonl_file_of_another_kind_is_one_error(read: Reads, data: bytes, reason: str) -> None:
    found, errors = read("-", stdin=data, kind="jsonl")
    assert found == []
    assert [reason in e.reason for e in errors] == [True]


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_csv_delimiter_and_fields(read: Reads, delimiter: str) -> None:
    rows = ["ID,Date,Title,TEXT,extra", '1,2024-10-31,Talks,"Envoys met.\r\nThey left.",x', "", "2,,,Envoys left.,y"]
    data = "\r\n".join(rows).replace(",", delimiter)
    found, errors = read("-", stdin=b"\xef\xbb\xbf" + data.encode(), kind="csv")
    assert errors == []
    assert [(d.source_id, d.published, d.text) for d in found] == [
        ("1", "2024-10-31", "Envoys met.\r\nThey left."),
        ("2", None, "Envoys left."),
    ]


def test_csv_takes_a_field_as_long_as_an_article_and_leaves_the_limit_alone(read: Reads) -> None:
    before = csv.field_size_limit()
    found, _ = read("-", stdin=b"id,text\n1," + b"word " * 100_000 + b"\n", kind="csv")
    assert len(found[0].text) == 500_000
    assert csv.field_size_limit() == before


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        (b"2,2024-10-31", "expected 3 fields as in the header, found 2"),
        (b"2,2024-10-31,a,b", "expected 3 fields as in the header, found 4"),
        (b"2,soon,Envoys met.", "the date 'soon' can't be read"),
        (b"2,2024-10-31,", "the field 'text' is empty"),
        (b"2,2024-10-31,\xff", "byte 0xff at offset 53 isn't UTF-8"),
        (b'2,2024-10-31,"a"b', "not valid CSV"),
    ],
)
def test_csv_row_that_cannot_be_read(read: Reads, row: bytes, reason: str) -> None:
    good = b"1,2024-10-31,Envoys met."
    found, errors = read("-", stdin=b"\n".join([b"id,date,text\r", good + b"\r", row, good]), kind="csv")
    assert len(found) == 2
    assert [e.line for e in errors] == [3]
    assert reason in errors[0].reason


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (
            b"id,summary\n1,Envoys met.\n",
            "expected a header with a column 'text' or the like: found id, summary; the text is",
        ),
        (b"id,body,Body\n1,a,b\n", "the header names 'body' twice"),
        (b"text,text\na,b\n", "the header names 'text' twice"),
        (b"id,text\n", "holds a header and no rows"),
        (b'id,text\n1,"Envoys met.\n', "not valid CSV: unexpected end of data"),
    ],
)
def test_csv_file_that_is_no_table(read: Reads, data: bytes, reason: str) -> None:
    found, errors = read("-", stdin=data, kind="csv")
    assert found == []
    assert [reason in e.reason for e in errors] == [True]


def test_csv_goes_on_after_a_line_that_is_too_long(read: Reads) -> None:
    data = b"id,text\n1,Envoys met.\n2," + b"a" * 5_000_001 + b"\n3,Envoys left.\n"
    found, errors = read("-", stdin=data, kind="csv")
    assert [d.source_id for d in found] == ["1", "3"]
    assert [(e.line, e.reason) for e in errors] == [(3, "the line has 5.0 MB; the limit for one article is 5 MB")]


def test_csv_quotation_mark_that_is_never_closed_is_one_error(read: Reads) -> None:
    data = b'id,text\n1,Envoys met.\n2,"Envoys left.\n' + b"3,Envoys came back.\n" * 300_000
    found, errors = read("-", stdin=data, kind="csv")
    assert [d.source_id for d in found] == ["1"]
    assert [(e.line, e.reason) for e in errors] == [(3, "a quotation mark isn't closed within 5 MB")]


def test_csv_of_blank_rows_is_said_to_hold_none(read: Reads) -> None:
    assert ["no rows" in e.reason for e in read("-", stdin=b"id,text\n\n\n", kind="csv")[1]] == [True]
