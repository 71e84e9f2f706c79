"""Rows of other projects become codings: their words kept, our ids and types only where they are sure."""

import bz2
import gzip
import io
import lzma
import tracemalloc
import zipfile
from collections.abc import Callable, Iterable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import outside_rows as rows
from legation.codings import DATASETS, Coding
from legation.errors import SourceError
from legation.event_tables import Form
from legation.imports.outside import Part, parts
from legation.imports.outside import parties as known
from legation.imports.outside.crosswalk import of_cameo
from legation.records import EVENT_TYPES
from legation.tables import yaml_table


def read(path: Path, form: Form | None = None) -> tuple[list[Coding], list[str]]:
    """All codings of a file, and all complaints."""
    taken, refused = [], []
    for part in parts(path, form):
        for each in part.rows if isinstance(part, Part) else [part]:
            if isinstance(each, SourceError):
                refused.append(str(each).removeprefix(str(path)))
            else:
                taken.append(each)
    return taken, refused


def only(path: Path, form: Form | None = None) -> Coding:
    taken, refused = read(path, form)
    assert not refused
    (one,) = taken
    return one


def test_gdelt_2(tmp_path: Path) -> None:
    made = only(rows.table(tmp_path / "20250507.export.CSV", [rows.gdelt(5)]))
    assert made == Coding(
        dataset="gdelt",
        id="1200000005",
        day="2025-05-07",
        told="2025-05-07",
        actor="IND",
        recipient="PAK",
        actor_name="INDIA",
        actor_country="IND",
        recipient_name="PAKISTAN",
        recipient_country="PAK",
        code="112",
        type="ACCUSE",
        mode="allege",
        quad=3,
        quad_as_written="3",
        contexts=None,
        intensity=-2.0,
        mentions=12,
        sources=2,
        articles=12,
        publisher=None,
        url="https://sample.example/5",
        line=1,
    )


def test_an_event_that_is_told_later_keeps_both_days(tmp_path: Path) -> None:
    made = only(rows.table(tmp_path / "a.CSV", [rows.gdelt(SQLDATE="20240507", DATEADDED="20250507000000")]))
    assert (made.day, made.told) == ("2024-05-07", "2025-05-07")


@pytest.mark.parametrize(("columns", "url"), [(rows.GDELT_1, "https://sample.example/1"), (rows.GDELT_1[:-1], None)])
def test_gdelt_1_with_and_without_addresses(tmp_path: Path, columns: tuple[str, ...], url: str | None) -> None:
    made = only(rows.table(tmp_path / "20130401.export.CSV", [rows.gdelt(columns=columns)]))
    assert (made.dataset, made.day, made.url, made.articles) == ("gdelt1", "2025-05-07", url, 12)


def test_both_lengths_of_gdelt_1_may_stand_in_one_file(tmp_path: Path) -> None:
    both = [rows.gdelt(1, columns=rows.GDELT_1[:-1]), rows.gdelt(2, columns=rows.GDELT_1)]
    assert [each.url for each in read(rows.table(tmp_path / "a.csv", both))[0]] == [None, "https://sample.example/2"]


def test_a_table_of_bigquery_in_any_order_with_quotes(tmp_path: Path) -> None:
    file = tmp_path / "bq.csv"
    file.write_text(
        "EventCode,SOURCEURL,GLOBALEVENTID,Day,Actor1CountryCode,Actor1Name,Actor2CountryCode,DATEADDED,GoldsteinScale\n"
        '057,"https://sample.example/a,b",9,20250507,USA,"STATES, UNITED",CHN,20250507120000,8.0\n'
        '"broken,,,,,,,,\n'
        "061,,10,20250508,USA,,CHN,20250508120000,\n",
        encoding="utf-8",
    )
    taken, refused = read(file)
    assert [(each.id, each.type, each.actor_name, each.url, each.intensity) for each in taken] == [
        ("9", "AGREE", "STATES, UNITED", "https://sample.example/a,b", 8.0),
        ("10", "COOPERATE", None, None, None),
    ]
    assert refused == [", line 3: not valid CSV: unexpected end of data"]


def test_icews(tmp_path: Path) -> None:
    made = only(rows.table(tmp_path / "events.tab", [rows.icews()], rows.ICEWS))
    assert (made.dataset, made.id, made.day, made.told) == ("icews", "26000001", "2018-05-07", "2018-05-07")
    assert (made.actor, made.actor_name, made.actor_country) == (
        "RUS",
        "Foreign Affairs (Russia)",
        "Russian Federation",
    )
    assert (made.recipient, made.code, made.type, made.quad, made.intensity) == ("IND", "040", "CONSULT", 1, 1.0)
    assert (made.publisher, made.articles, made.url, made.line) == ("The Sample Courier", None, None, 2)


def test_polecat(tmp_path: Path) -> None:
    made = only(rows.table(tmp_path / "ngec.txt", [rows.polecat()], rows.POLECAT))
    assert (made.dataset, made.id, made.day, made.told) == ("polecat", "20240507-1-AID", "2024-05-07", "2024-05-08")
    assert (made.actor, made.recipient, made.recipient_name) == ("IND", "NPL", "Kathmandu")
    assert (made.code, made.type, made.mode, made.quad) == ("AID", "AID", None, 2)
    assert (made.quad_as_written, made.contexts) == ("MATERIAL COOPERATION", "disasters; health")


def test_polecat_with_a_headline_that_rows_lack_and_with_tabs_at_the_end(tmp_path: Path) -> None:
    header = [*rows.POLECAT[:7], "Headline", *rows.POLECAT[7:], ""]
    cells = rows.polecat(4).split("\t")
    told = "\t".join([*cells[:7], "Floods in Nepal", *cells[7:]])
    lines = [rows.polecat(1), rows.polecat(2) + "\t", told, told + "\t\t", rows.polecat(5) + "\tx"]
    taken, refused = read(rows.table(tmp_path / "ngec.txt", lines, header))
    assert [(each.line, each.actor, each.recipient) for each in taken] == [(n, "IND", "NPL") for n in (2, 3, 4, 5)]
    assert len(refused) == 1
    assert refused[0] == ", line 6: Actor Country: expected a code or a name, found '750'"


def test_a_type_that_plover_lacks_is_kept_as_written(tmp_path: Path) -> None:
    made = only(rows.table(tmp_path / "a.txt", [rows.polecat(1, **{"Event Type": "FIGHT"})], rows.POLECAT))
    assert (made.code, made.type, made.quad) == ("FIGHT", None, None)


@pytest.mark.parametrize(
    ("code", "kind", "quad"),
    [
        *(("010", None, None), ("01", None, None), ("042", "CONSULT", 1), ("1823", "ASSAULT", 4), ("20", "ASSAULT", 4)),
        *(
            ("163", "SANCTION", 3),
            ("0871", "RETREAT", 2),
            ("0429", "CONSULT", 1),
            ("42", None, None),
            ("---", None, None),
        ),
    ],
)
def test_codes_of_cameo_come_to_types(code: str, kind: str | None, quad: int | None) -> None:
    found = of_cameo(code)
    assert (found.type, found.quad) == (kind, quad)
    assert found.known == (code not in ("42", "---"))


def test_every_root_but_statements_comes_to_a_type() -> None:
    roots = {f"{number:02}": of_cameo(f"{number:02}").type for number in range(1, 21)}
    assert {root for root, kind in roots.items() if kind not in EVENT_TYPES} == {"01"}


@pytest.mark.parametrize(
    ("codes", "party"),
    [
        (("IND", "", ""), "IND"),
        (("ROM", "", ""), "ROU"),
        (("ROU", "", ""), "ROU"),
        (("EUR", "EEC", "EUROPEAN UNION"), None),  # a region with a body in it; GDELT says "EUR" of much else
        (("", "UNO", "UNITED NATIONS"), "org:UN"),
        (("", "", "NATO"), "org:NATO"),
        (("", "", "African Union"), "org:AU"),
        (("", "", "PRESIDENT"), None),
        (("AFR", "", "NATO"), None),
        (("", "", ""), None),
    ],
)
def test_codes_of_cameo_come_to_parties(codes: tuple[str, str, str], party: str | None) -> None:
    assert known.of_cameo(*codes) == party


@pytest.mark.parametrize(
    ("country", "name", "party"),
    [
        ("Russian Federation", "Foreign Affairs (Russia)", "RUS"),
        ("Côte d’Ivoire", None, "CIV"),
        ("Cote d'Ivoire", None, "CIV"),
        ("Occupied Palestinian Territory", "Hamas", "PSE"),
        ("USA", "Congress", "USA"),
        (None, "North Atlantic Treaty Organization", "org:NATO"),
        ("IGO", "United Nations", "org:UN"),
        ("Congo", None, None),  # two states are called so
        ("Atlantis", "NATO", None),
        (None, "Citizen (India)", None),
        (None, None, None),
    ],
)
def test_names_come_to_parties(country: str | None, name: str | None, party: str | None) -> None:
    assert known.of_name(country, name) == party


def test_the_table_of_parties_names_who_exists() -> None:
    table = yaml_table("outside/parties.yaml")
    ids = {
        row[0].id for kind in ("states", "organisations") for row in getattr(__import__("legation.rows").rows, kind)()
    }
    for group in ("cameo_countries", "cameo_groups", "countries"):
        assert not set(table[group].values()) - ids, group


def test_each_data_set_has_its_words() -> None:
    assert set(yaml_table("outside/sets.yaml")) == set(DATASETS) == {form.value for form in Form}


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        (rows.gdelt(SQLDATE="20250231"), "SQLDATE: expected a day as 2025-05-07 or 20250507, found '20250231'"),
        (rows.gdelt(GLOBALEVENTID="x1"), "GLOBALEVENTID: expected a number, found 'x1'"),
        (rows.gdelt(EventCode=""), "EventCode is empty"),
        (rows.gdelt(QuadClass="7"), "QuadClass: expected 1, 2, 3 or 4, found '7'"),
        (rows.gdelt(GoldsteinScale="11"), "GoldsteinScale: expected a number from -10 to 10, found '11'"),
        (rows.gdelt(GoldsteinScale="nan?"), "GoldsteinScale: expected a number from -10 to 10, found 'nan?'"),
        (rows.gdelt(NumArticles="-3"), "NumArticles: expected a whole number, found '-3'"),
        (rows.gdelt(NumArticles="9" * 19), "NumArticles: expected a whole number, found '9999999999999999999'"),
        (rows.gdelt(NumArticles="٣"), "NumArticles: expected a whole number, found '٣'"),
        ("\t".join(rows.gdelt().split("\t")[:-1]), "expected 61 cells, found 60"),
        (rows.gdelt() + "\tmore", "expected 61 cells, found 62"),
        ("one cell", "expected 61 cells, found 1"),
        ("x" * (1 << 20), "longer than 1 MiB: expected one event a line"),
    ],
)
def test_a_bad_row_costs_only_itself(tmp_path: Path, row: str, reason: str) -> None:
    file = rows.table(tmp_path / "a.CSV", [rows.gdelt(1), row, "", rows.gdelt(2)])
    taken, refused = read(file)
    assert [each.line for each in taken] == [1, 4]
    assert refused == [f", line 2: {reason}"]


def test_endless_cells_are_kept_in_no_memory(tmp_path: Path) -> None:
    """A hundred rows, each with half a megabyte of padding in the cells that are looked up."""
    long = "x" * 100_000
    file = tmp_path / "long.CSV"
    with file.open("w", encoding="utf-8") as out:
        out.write(rows.gdelt(900) + "\n")
        for n in range(100):
            pad = f"{n}{long}"
            changes = {
                "Actor1Name": pad,
                "Actor2Name": pad,
                "EventCode": pad,
                "Actor1CountryCode": "",
                "DATEADDED": "20250507000000",
            }
            changes |= {"SQLDATE": "20250507" + " " * (n + 100_000), "NumArticles": " " * (n + 100_000) + "7"}
            out.write(rows.gdelt(n, **changes) + "\n")
    list(read(rows.table(tmp_path / "a.CSV", [rows.gdelt()])))  # loads the tables
    tracemalloc.start()
    for part in parts(file):
        assert isinstance(part, Part)
        assert {each.type for each in part.rows if isinstance(each, Coding)} == {"ACCUSE", None}
    held = tracemalloc.get_traced_memory()[0]
    tracemalloc.stop()
    assert held < 2_000_000


def test_bytes_that_are_no_utf8_cost_their_row(tmp_path: Path) -> None:
    file = tmp_path / "a.CSV"
    bad = rows.gdelt(2, Actor1Name="ESPAÑA").encode("latin-1")
    file.write_bytes(b"\n".join([rows.gdelt(1).encode(), bad, rows.gdelt(3).encode()]))
    taken, refused = read(file)
    assert [each.id[-1] for each in taken] == ["1", "3"]
    assert refused == [", line 2: byte 0xd1 isn't UTF-8"]


@pytest.mark.parametrize(
    "pack", [gzip.compress, bz2.compress, lzma.compress, lambda data: data.replace(b"\n", b"\r\n")]
)
def test_packed_files_and_other_line_ends(tmp_path: Path, pack: Callable[[bytes], bytes]) -> None:
    plain = rows.table(tmp_path / "plain", [rows.gdelt(1), rows.gdelt(2)])
    file = tmp_path / "a.CSV"
    file.write_bytes(pack(plain.read_bytes()))
    taken, refused = read(file)
    assert ([each.id[-1] for each in taken], refused) == (["1", "2"], [])
    assert [each.url for each in taken] == ["https://sample.example/1", "https://sample.example/2"]


def archive(path: Path, tables: Iterable[tuple[str, str]]) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as made:
        for name, text in tables:
            made.writestr(name, text)
    return path


def test_each_table_of_an_archive_is_a_part(tmp_path: Path) -> None:
    many = "".join(f"{rows.gdelt(n)}\n" for n in range(500))
    gone = ("\t".join(rows.ICEWS) + "\n" + rows.icews() + "\n", "See the codebook.")
    path = archive(tmp_path / "all.zip", [("a.CSV", many), ("in/b.tab", gone[0]), ("readme.txt", gone[1])])
    found = list(parts(path))
    named = [(each.name, each.form, len(list(each.rows))) for each in parts(path) if isinstance(each, Part)]
    assert named == [(f"{path}/a.CSV", Form.gdelt, 500), (f"{path}/in/b.tab", Form.icews, 1)]
    (refused,) = (each for each in found if isinstance(each, SourceError))
    assert str(refused).startswith(f"{path}/readme.txt: is no event table that we know; expected GDELT")


def test_a_file_that_breaks_off_keeps_what_stands_before(tmp_path: Path) -> None:
    made = io.BytesIO()
    with gzip.GzipFile(fileobj=made, mode="wb") as stream:
        stream.write("".join(f"{rows.gdelt(n)}\n" for n in range(20_000)).encode())
    file = tmp_path / "cut.gz"
    file.write_bytes(made.getvalue()[: len(made.getvalue()) // 2])
    taken, refused = read(file)
    assert 1000 < len(taken) < 20_000
    assert len(refused) == 1
    assert "its compression is broken" in refused[0]


@pytest.mark.parametrize(
    ("text", "form", "reason"),
    [
        ("", None, "is empty; expected an event table"),
        ("Envoys met.\n", None, "is no event table that we know; expected GDELT (57, 58 or 61 columns"),
        ("Envoys met.\n", Form.gdelt, "has no row of GDELT 2.0: expected 57, 58 or 61 columns divided by tabs"),
        (f"{rows.gdelt()}\n", Form.icews, "is a table of GDELT 2.0, not of ICEWS"),
        (f"{rows.gdelt()}\n", Form.gdelt1, "is a table of GDELT 2.0, not of GDELT 1.0"),
        (
            "Event ID\tEvent Date\tx\ty\tz\n",
            Form.polecat,
            "without Event Type, Actor Country, Recipient Country; each row needs it",
        ),
        ("GLOBALEVENTID,EventCode,a,b,c\n1,010,,,\n", Form.gdelt, "a header of GDELT 2.0 without SQLDATE"),
        ("GLOBALEVENTID,EventCode,SQLDATE,b,c\n1,010,20250507,,\n", None, "does not show which GDELT it is"),
    ],
)
def test_what_is_not_sure_is_refused(tmp_path: Path, text: str, form: Form | None, reason: str) -> None:
    file = tmp_path / "a"
    file.write_text(text, encoding="utf-8")
    taken, refused = read(file, form)
    assert not taken
    assert len(refused) == 1
    assert reason in refused[0]


def test_the_user_may_say_whose_it_is(tmp_path: Path) -> None:
    few = [name for name in rows.POLECAT if name not in ("Event Mode", "Quad Code")]
    cells = dict(zip(rows.POLECAT, rows.polecat().split("\t"), strict=True))
    file = rows.table(tmp_path / "few.txt", ["\t".join(cells[name] for name in few)], few)
    assert read(file)[0] == []
    assert only(file, Form.polecat).type == "AID"
    (tmp_path / "q.csv").write_text("GLOBALEVENTID,EventCode,SQLDATE,b,c\n1,010,20250507,,\n", encoding="utf-8")
    assert only(tmp_path / "q.csv", Form.gdelt).dataset == "gdelt"
    assert only(tmp_path / "q.csv", Form.gdelt1).dataset == "gdelt1"
    old = rows.table(tmp_path / "old.csv", [rows.gdelt(columns=rows.GDELT_1)])
    assert only(old, Form.gdelt).dataset == "gdelt1"  # its columns say so


def test_folders_are_read_in_order_without_what_is_hidden(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    for number, name in ((2, "b.CSV"), (1, "in/a.CSV"), (3, ".hidden")):
        rows.table(tmp_path / name, [rows.gdelt(number)])
    assert [each.id[-1] for each in read(tmp_path)[0]] == ["2", "1"]
    (tmp_path / "empty").mkdir()
    assert read(tmp_path / "empty")[1] == [": this folder holds no files; expected event tables"]
    assert read(tmp_path / "nowhere")[1] == [": no such file or folder"]


CELLS = st.text(st.characters(exclude_categories=["Cs"]), max_size=12)
LAYOUTS = st.sampled_from(
    [(rows.GDELT_2, rows.gdelt, ()), (rows.ICEWS, rows.icews, rows.ICEWS), (rows.POLECAT, rows.polecat, rows.POLECAT)]
)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=150, deadline=None)
@given(layout=LAYOUTS, data=st.data())
def test_no_garbage_breaks_a_file_or_costs_a_neighbour(
    tmp_path: Path, layout: tuple[object, ...], data: st.DataObject
) -> None:
    columns, make, header = layout
    good = make(1)  # type: ignore[operator]
    cells = good.split("\t")
    for place in data.draw(st.lists(st.integers(0, len(cells) - 1), max_size=6)):
        cells[place] = data.draw(CELLS)
    garbage = data.draw(st.sampled_from(["\t".join(cells), data.draw(st.text(max_size=200))]))
    garbage = garbage.replace("\n", " ")
    path = tmp_path / "garbage"
    lines = [*(["\t".join(header)] if header else []), good, garbage, make(2)]  # type: ignore[arg-type,operator]
    path.write_bytes("\n".join(lines).encode("utf-8", "surrogatepass"))
    taken, refused = read(path)
    ours = {each.line for each in taken}
    first = 2 if header else 1
    assert {first, first + 2} <= ours
    assert len(ours) + len(refused) + (not garbage.strip()) >= 3
    for each in taken:
        assert each.type is None or each.type in EVENT_TYPES
        assert each.intensity is None or -10 <= each.intensity <= 10
        assert len(each.day) == 10
    assert columns


def test_reading_takes_no_more_memory_for_a_longer_file(tmp_path: Path) -> None:
    peaks = []
    for number in (2_000, 12_000):
        file = rows.table(tmp_path / f"{number}.CSV", (rows.gdelt(n) for n in range(number)))
        tracemalloc.start()
        count = 0
        for part in parts(file):
            assert isinstance(part, Part)
            for _ in part.rows:
                count += 1
        peaks.append(tracemalloc.get_traced_memory()[1])
        tracemalloc.stop()
        assert count == number
    assert peaks[1] < peaks[0] + 1_000_000
