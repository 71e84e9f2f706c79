"""The parts of the command line: rows, tables, pages, days, the doctor."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fakes import article, code, linked, parts
from legation.errors import QueryError, StepError
from legation.records import AnyRecord, Document, Event, Evidence, Magnitude, Statement
from legation.store.codec import kinds
from legation.view.cli_options import day
from legation.view.doctor import checks
from legation.view.excerpts import LONGEST, Excerpt, excerpt
from legation.view.output import plain
from legation.view.page import LEGEND, Mark, marks, pieces
from legation.view.present import Names, columns, joint, row
from legation.view.tables import SHOWN, cells, headings

FOUND = (article(1), *code(article(1)))
LINKED = {"report", "development", "contradiction"}  # they have tables of their own: `linked_tables`
ALL = (*FOUND, *linked(FOUND))


@pytest.mark.parametrize("record", ALL)
def test_row_has_the_columns_of_its_kind(record: AnyRecord) -> None:
    values = row(record, Names(FOUND))
    assert tuple(values) == columns(record.record)


@pytest.mark.parametrize("kind", sorted({*kinds()} - LINKED))
def test_tables_show_columns_that_exist(kind: str) -> None:
    made_for_tables = {"speaker", "percent", "articles", "mentions", "words", "ended", "after_days", "coded"}
    for alone in (True, False):
        assert {name for _, name in headings(kind, alone=alone)} <= {*columns(kind), *made_for_tables}
    assert set(SHOWN) == {*kinds(), "absence"} - LINKED  # an absence is computed, never recorded


def test_actor_without_a_record_keeps_its_id() -> None:
    names = Names(FOUND)
    assert names.name("ALP", article(1).id) == "Alphaland"
    assert names.name("ALP", "another document") == "Alphaland"
    assert names.name("XYZ", article(1).id) == "XYZ"
    assert names.name("unnamed:-:GOV:ministry-official", article(1).id) == "ministry official"


def test_clause_that_holds_the_other_evidence_is_read_once_and_not_marked() -> None:
    event = next(each for each in FOUND if isinstance(each, Event))
    text = article(1).text
    clause = Evidence.cut(text, 0, text.index(" to press"), "clause")
    wide = replace(event, evidence=(clause, *event.evidence))
    assert row(wide, Names(FOUND))["evidence"] == "Alphaland urged Betania"
    assert [text[mark.start : mark.end] for mark in marks([wide], Names(FOUND))] == ["urged"]


def test_a_long_clause_is_cut_around_the_word_that_says_it() -> None:
    text = f"Headline\n{'left ' * 60}urged{' right' * 60}\nnext"
    places = (
        Evidence.cut(text, 0, 8, "party"),
        Evidence.cut(text, text.index("urged"), text.index("urged") + 5, "cue"),
    )
    whole = Evidence.cut(text, 9, len(text), "clause")
    found = excerpt(text, (*places, whole))
    assert found.words[found.start : found.end] == "urged"
    assert len(found.words) <= LONGEST + 4
    assert found.words.startswith("… left")
    assert found.words.endswith("right …")
    assert excerpt(
        "a  b\tc", (Evidence.cut("a  b\tc", 3, 4, "cue"), Evidence.cut("a  b\tc", 0, 6, "clause"))
    ) == Excerpt("a b c", 2, 3)
    assert excerpt(text, ()) == Excerpt("")


def test_what_several_say_together_is_one_row() -> None:
    spoke = next(each for each in FOUND if isinstance(each, Statement))
    other = replace(spoke, id="", speaker=replace(spoke.speaker, actor="ALP"))
    (values,) = joint([spoke, other], Names(FOUND))
    assert cells(values)["speaker"] == "Betania; Alphaland"
    assert len(joint([spoke, replace(other, cue="added")], Names(FOUND))) == 2


def test_quotation_marks_are_not_doubled() -> None:
    spoke = next(each for each in FOUND if isinstance(each, Statement))
    quoted = replace(spoke, content=(replace(spoke.content[0], text="“Never,”"),))
    assert cells(row(quoted, Names(FOUND)))["content"] == "“Never,”"


def test_large_and_vague_numbers_stay_readable() -> None:
    event = next(each for each in FOUND if isinstance(each, Event))
    amounts = (
        Magnitude(unit="money", low=25e9, high=25e9, text="$25 billion"),
        Magnitude(unit="troops", low=10_000, high=12_000, text="10,000 to 12,000"),
    )
    values = row(replace(event, magnitude=amounts), Names(FOUND))
    assert values["magnitude"] == "money: 25000000000; troops: 10000–12000"


@given(
    st.text(max_size=40),
    st.lists(st.tuples(st.integers(0, 40), st.integers(0, 40), st.sampled_from(list(LEGEND))), max_size=8),
)
def test_pieces_joined_are_the_text(text: str, places: list[tuple[int, int, str]]) -> None:
    marks = [Mark(a, b, kind, kind) for a, b, kind in places if a < b <= len(text)]
    cut = list(pieces(text, marks))
    assert "".join(piece.text for piece in cut) == plain(text)
    at = 0
    for piece in cut:
        covering = {m.kind for m in marks if m.start <= at and at + len(piece.text) <= m.end}
        assert set(piece.kinds) == covering
        at += len(piece.text)


@pytest.mark.parametrize(
    ("value", "expected"),
    [(None, None), ("7d", "2024-10-24"), ("2w", "2024-10-17"), ("2024-10-05", "2024-10-05")],
)
def test_days_are_dates_or_counted_back(value: str | None, expected: str | None) -> None:
    assert day(value, today=date(2024, 10, 31)) == expected


@pytest.mark.parametrize("value", ["yesterday", "2024-13-01", "d", "7", ""])
def test_other_days_are_refused(value: str) -> None:
    with pytest.raises(QueryError, match="is no day"):
        day(value)


@pytest.mark.model
def test_doctor_looks_at_each_part(tmp_path: Path) -> None:
    def nothing(document: Document) -> tuple[AnyRecord, ...]:
        raise StepError("fake", document.id, "it is ill")

    text = tmp_path / "letter.txt"
    text.write_text("Dear all, " * 100)
    found = {check.name: check for check in checks(parts(nothing), text, "no_such_pipeline")}
    assert {name for name, check in found.items() if not check.works} == {"parser", "database", "reading"}
    assert "no_such_pipeline" in found["parser"].found
    assert "not a database" in found["database"].found
    assert "it is ill" in found["reading"].found


def test_texts_that_are_not_coded_are_marked() -> None:
    assert cells({"record": "document", "language": "fr"})["coded"] == "not coded (fr)"
    assert "coded" not in cells({"record": "document", "language": "en-GB"})
    assert "coded" not in cells({"record": "document", "language": None})
