"""The user's own tables come after the bundled ones; a broken set is left out, said so, and nothing else suffers."""

import logging
import subprocess
import sys
from pathlib import Path

import pytest

from legation import knowledge, overlay
from legation.tables import csv_rows

PERSONS = "id,name,aliases,surname,given,country,gender,wikidata\n"
VELD = "person:otto-veld,Otto Veld,,Veld,Otto,AUT,male,\n"


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("LEGATION_KNOWLEDGE", str(tmp_path))
    return tmp_path


def write(home: Path, name: str, table: str, text: str | bytes) -> Path:
    (home / name).mkdir(exist_ok=True)
    path = home / name / f"{table}.csv"
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return path


def load() -> knowledge.Knowledge:
    with overlay.in_force():
        return knowledge.load()


def test_rows_of_the_user_come_after_the_bundled_ones(home: Path) -> None:
    write(home, "mine", "persons", PERSONS + VELD)
    write(
        home, "mine", "offices", "person,office,polity,title,sector,since\nperson:otto-veld,mayor,AUT,Mayor,GOV,2020\n"
    )
    tables = load()
    assert tables.known["person:otto-veld"].country == "AUT"
    assert tables.offices("person:otto-veld")[0].title == "Mayor"
    assert "person:angela-merkel" in tables.known


def test_no_article_is_invented_for_rows_of_the_user(home: Path) -> None:
    header = PERSONS.replace("wikidata", "wikidata,wiki")
    rows = [
        VELD.replace("\n", ",\n"),
        VELD.replace("otto", "jan").replace("Otto", "Jan").replace("\n", ",Jan Veld (b)\n"),
    ]
    write(home, "mine", "persons", header + "".join(rows))
    write(home, "mine", "groups", "id,name,country,sector\ngroup:lake-party,Lake Party,AUT,PTY\n")
    known = load().known
    assert (known["person:otto-veld"].wiki, known["group:lake-party"].wiki) == (None, None)
    assert known["person:jan-veld"].wiki == "Jan Veld (b)"
    assert known["person:angela-merkel"].wiki == "Angela Merkel"


def test_without_tables_of_the_user_nothing_is_looked_at_twice(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(overlay, "vetted", None)
    assert "person:angela-merkel" in load().known


def test_only_while_tables_are_loaded_are_they_read(home: Path) -> None:
    write(home, "mine", "persons", PERSONS + VELD)
    assert "person:otto-veld" not in {row["id"] for row in csv_rows("actors/persons.csv")}
    with overlay.in_force():
        assert [row["id"] for row in csv_rows("actors/persons.csv")][-1] == "person:otto-veld"


@pytest.mark.parametrize(
    ("table", "text", "line", "reason"),
    [
        ("persons", PERSONS + "person:otto-veld,Otto Veld\n", 2, "expected 8 fields, found 2"),
        ("persons", PERSONS.replace("wikidata", "shoes") + VELD, 1, "column 'shoes' is none of"),
        ("persons", PERSONS + VELD.replace("AUT", "QQQ"), 2, "unknown country 'QQQ'"),
        ("persons", PERSONS + VELD.replace("person:otto-veld", "otto"), 2, "'otto' is no id of persons.csv"),
        ("persons", PERSONS + VELD.replace("Otto Veld,", "Angela Merkel,"), 2, "the name 'Angela Merkel' means"),
        (
            "persons",
            PERSONS + VELD.replace("person:otto-veld", "person:angela-merkel"),
            2,
            "person:angela-merkel means",
        ),
        ("persons", PERSONS + '"person:otto-veld,Otto\n', 2, "not valid CSV"),
        ("persons", (PERSONS + VELD.replace("Otto V", "Ötto V")).encode("latin-1"), 2, "not UTF-8"),
        ("persons", PERSONS + VELD.replace("male", "x\x07"), 2, "gender holds a control character"),
        (
            "offices",
            "person,office,polity,title,sector,since\nperson:nobody,x,AUT,X,GOV,2020\n",
            2,
            "nobody has the id",
        ),
        (
            "offices",
            "person,office,polity,title,sector,since\nperson:angela-merkel,x,AUT,X,GOV,2020-99\n",
            2,
            "'2020-99' is no date",
        ),
        ("groups", "id,name,country,sector\ngroup:x,Lake Party,AUT,ZZZ\n", 2, "unknown sector 'ZZZ'"),
        ("ambiguous", "phrase,rule\nLakes,prefer:group:nobody\n", 2, "nobody has the id 'group:nobody'"),
        ("states", "iso3\nLAK\n", None, "is none of"),
    ],
)
def test_a_broken_set_is_left_out_whole_and_said_so(
    home: Path, caplog: pytest.LogCaptureFixture, table: str, text: str | bytes, line: int | None, reason: str
) -> None:
    write(home, "good", "persons", PERSONS + VELD.replace("Otto", "Jan").replace("otto", "jan"))
    write(home, "mine", "bodies", "id,name,country,sector\norg:aut-lakes,House of Lakes,AUT,LEG\n")
    path = write(home, "mine", table, text)
    tables = load()
    assert not {"person:otto-veld", "org:aut-lakes"} & set(tables.known)
    assert {"person:angela-merkel", "person:jan-veld"} <= set(tables.known)
    (told,) = caplog.messages
    place = f"{path}, line {line}: " if line else f"{path}: "
    assert told.startswith(place + reason)
    assert told.endswith("your tables 'mine' are left out")


def test_an_unreadable_table_is_left_out(home: Path, caplog: pytest.LogCaptureFixture) -> None:
    write(home, "mine", "bodies", "")
    (home / "mine" / "persons.csv").mkdir()
    assert "person:angela-merkel" in load().known
    assert "can't be read" in caplog.text


def test_a_folder_that_is_a_file_holds_no_tables(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (home / "file").write_text("")
    monkeypatch.setenv("LEGATION_KNOWLEDGE", str(home / "file"))
    assert overlay.sets() == []


def test_an_empty_variable_means_no_tables(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LEGATION_KNOWLEDGE", "")
    assert (overlay.home(), overlay.sets()) == (None, [])
    monkeypatch.delenv("LEGATION_KNOWLEDGE")
    assert overlay.home() is not None


def test_the_complaint_reaches_standard_error_as_one_line(home: Path) -> None:
    write(home, "mine", "persons", PERSONS + "x\n")
    code = "from legation import overlay\nwith overlay.in_force(): pass"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stderr.count("\n") == 1
    assert "persons.csv, line 2: expected 8 fields, found 1; your tables 'mine' are left out" in done.stderr
    assert logging.getLogger("legation").handlers == []
