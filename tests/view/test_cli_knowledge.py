"""`legation knowledge` says what it took and what not, with exit codes that scripts can trust."""

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from legation.view import cli

Run = Callable[..., tuple[int, str, str]]
SIMPLE = "name,aliases,country,sector,role,since,until\n"


@pytest.fixture
def legation(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Run:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("LEGATION_KNOWLEDGE", "kept")

    def run(*words: str) -> tuple[int, str, str]:
        code = cli.run(("knowledge", *words))
        out, err = capsys.readouterr()
        return code, out, err

    return run


def people(*rows: str) -> str:
    Path("people.csv").write_text(SIMPLE + "".join(f"{row}\n" for row in rows), encoding="utf-8")
    return "people.csv"


def test_import_list_and_remove(legation: Run) -> None:
    code, out, err = legation("import", people("Otto Veld,,AUT,,foreign minister,2031,"))
    assert (code, err) == (0, "")
    assert out == f"people, read as csv: 1 persons, 1 offices are in {Path('kept/people')}\n"
    code, out, _ = legation("list")
    assert code == 0
    assert out.splitlines()[1:] == [
        f"people: 1 persons, 1 offices; {Path('kept/people')}",
        "yours are kept in kept",
    ]
    assert legation("remove", "people")[0] == 0
    assert legation("remove", "people") == (2, "", "legation: no tables of yours are called 'people'; there are none\n")


def test_refusals_are_listed_and_the_code_is_one(legation: Run) -> None:
    code, out, err = legation("import", people("Otto Veld,,AUT,,,,", "Jan Kolek,,Atlantis,,,,"), "--dry-run")
    assert code == 1
    assert f"would go in {Path('kept/people')}" in out
    assert err.splitlines() == [
        "legation: not taken: people.csv, line 3: Jan Kolek: unknown country 'Atlantis'",
        "legation: 1 not taken",
    ]
    assert not Path("kept").exists()


def test_many_refusals_are_cut_short_on_the_screen_and_whole_in_a_file(legation: Run) -> None:
    source = people("Otto Veld,,AUT,,,,", *(f"Jan Kolek{n},,Atlantis,,,," for n in range(25)))
    _, _, err = legation("import", source)
    assert len(err.splitlines()) == 22
    assert "and 5 more; --refused FILE writes all of them" in err
    _, _, err = legation("import", source, "--refused", "refused.csv")
    assert err == "legation: 25 not taken, listed in refused.csv\n"
    lines = Path("refused.csv").read_text(encoding="utf-8").splitlines()
    assert (lines[0], lines[1], len(lines)) == (
        "file,line,what,reason",
        "people.csv,3,Jan Kolek0,unknown country 'Atlantis'",
        26,
    )


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("import", "none.csv"), "none.csv: no such file or folder"),
        (("import", "people.csv", "--as", "xml"), "'xml' can't be imported: the forms are wikidata, csv, popolo"),
        (("import", "people.csv", "--country", "Atlantis"), "unknown country 'Atlantis': write FRA, FR or France"),
        (("import", "people.csv", "--as", "popolo"), "people.csv, line 1: not valid JSON: expected '{', found 'n'"),
    ],
)
def test_what_cannot_be_done_is_one_line_and_code_two(legation: Run, words: tuple[str, ...], told: str) -> None:
    people("Otto Veld,,AUT,,,,")
    assert legation(*words) == (2, "", f"legation: {told}\n")
    assert not Path("kept").exists() or list(Path("kept").iterdir()) == []


def test_a_folder_that_cannot_be_written_is_code_three(tmp_path: Path) -> None:
    (tmp_path / "kept").write_text("", encoding="utf-8")
    (tmp_path / "people.csv").write_text(SIMPLE + "Otto Veld,,AUT,,,,\n", encoding="utf-8")
    command = [sys.executable, "-m", "legation", "knowledge", "import", "people.csv"]
    environment = {**os.environ, "LEGATION_KNOWLEDGE": "kept"}
    done = subprocess.run(command, cwd=tmp_path, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 3
    assert done.stderr.startswith("legation: kept: ")


def test_a_set_left_out_is_listed_with_the_reason(legation: Run) -> None:
    Path("kept/mine").mkdir(parents=True)
    Path("kept/mine/persons.csv").write_text("id,name\nx,y,z\n", encoding="utf-8")
    code, out, _ = legation("list")
    assert code == 0
    told = f"mine: left out: {Path('kept/mine/persons.csv')}, line 2: expected 2 fields, found 3"
    assert out.splitlines()[1:] == [told, "yours are kept in kept"]
