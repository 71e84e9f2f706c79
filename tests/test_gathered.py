"""The entries as they are kept are those that the tables hold; the user's are never kept, a broken table is told."""

import shutil
from importlib import resources
from pathlib import Path

import pytest

from legation import compiled, gathered, knowledge, overlay, tables
from legation.errors import KnowledgeError


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    home = tmp_path / "cache"
    monkeypatch.setenv("LEGATION_CACHE", str(home))
    return home


@pytest.fixture
def data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of the bundled tables that a test may change."""
    copy = tmp_path / "data"
    for part in ("actors", "places", "resolve"):
        shutil.copytree(str(resources.files("legation").joinpath("data", part)), copy / part)
    monkeypatch.setattr(tables, "data_file", lambda name: copy.joinpath(*name.split("/")))
    monkeypatch.setattr(gathered, "data_file", lambda name: copy.joinpath(*name.split("/")))
    return copy


def test_entries_are_the_same_with_and_without_what_is_kept(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    made, found = knowledge.load(), knowledge.load()
    assert [file.name[:9] for file in folder.glob("knowledge-*")] == ["knowledge"]
    for whole in (made, found):
        assert {type(entry).__name__ for entry in whole.known.values()} == {"Known"}
        assert {type(alias).__name__ for alias in whole.aliases} == {"Alias"}
        assert {type(holding).__name__ for holding in whole.holdings} == {"Holding"}
    assert list(made.known.items()) == list(found.known.items())
    assert (made.aliases, made.holdings, made.titles) == (found.aliases, found.holdings, found.titles)
    assert list(made.places.items()) == list(found.places.items())
    assert made == found


def test_what_is_kept_is_not_read_again(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    gathered.gathered()

    def fail() -> gathered.Gathered:
        raise AssertionError("read again")

    monkeypatch.setattr(gathered, "_read", fail)
    assert gathered.gathered().iso2["FR"] == "FRA"


def test_a_table_that_changes_is_read_anew(folder: Path, data: Path) -> None:
    assert "person:otto-veld" not in knowledge.load().known
    persons = data / "actors" / "persons.csv"
    with persons.open(encoding="utf-8") as lines:
        header = next(line for line in lines if not line.startswith("#")).strip().split(",")
    row = {"id": "person:otto-veld", "name": "Otto Veld", "country": "AUT"}
    with persons.open("a", encoding="utf-8") as out:
        out.write(",".join(row.get(column, "") for column in header) + "\n")
    assert knowledge.load().known["person:otto-veld"].country == "AUT"


def test_a_broken_table_is_told_by_file_and_line(folder: Path, data: Path) -> None:
    knowledge.load()
    offices = data / "actors" / "offices.csv"
    lines = len(offices.read_bytes().splitlines())
    with offices.open("a", encoding="utf-8") as out:
        out.write("person:otto-veld,mayor\n")
    for _ in range(2):
        with pytest.raises(KnowledgeError, match=rf"actors/offices.csv.*{lines + 1}.*expected 8 fields, found 2"):
            knowledge.load()


def test_a_broken_list_is_told_by_file_and_line(folder: Path, data: Path) -> None:
    assert tables.yaml_table("resolve/agents.yaml")
    agents = data / "resolve" / "agents.yaml"
    lines = len(agents.read_bytes().splitlines())
    with agents.open("a", encoding="utf-8") as out:
        out.write("broken: [\n")
    for _ in range(2):
        with pytest.raises(KnowledgeError, match="not valid YAML") as told:
            tables.yaml_table("resolve/agents.yaml")
        assert f"{told.value}".startswith("resolve/agents.yaml")
        assert any(str(line) in str(told.value) for line in (lines + 1, lines + 2))


def test_a_list_is_kept_and_its_changes_seen(folder: Path, data: Path) -> None:
    first = tables.yaml_table("resolve/agents.yaml")
    again = tables.yaml_table("resolve/agents.yaml")
    assert first == again
    assert first is not again
    with (data / "resolve" / "agents.yaml").open("a", encoding="utf-8") as out:
        out.write("freshly added: [one]\n")
    assert tables.yaml_table("resolve/agents.yaml") == {**first, "freshly added": ["one"]}


def test_tables_of_the_user_are_seen_after_the_bundled_ones_were_kept(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LEGATION_KNOWLEDGE", str(tmp_path / "own"))
    assert "person:otto-veld" not in knowledge.load().known
    before = {file: file.read_bytes() for file in folder.iterdir()}
    mine = tmp_path / "own" / "mine"
    mine.mkdir(parents=True)
    (mine / "persons.csv").write_text("id,name,country\nperson:otto-veld,Otto Veld,AUT\n", encoding="utf-8")
    assert knowledge.load().known["person:otto-veld"].country == "AUT"
    shutil.rmtree(mine)
    assert "person:otto-veld" not in knowledge.load().known
    assert {file: file.read_bytes() for file in folder.glob("knowledge-*")} == {
        file: content for file, content in before.items() if file.name.startswith("knowledge-")
    }
    with overlay.only():
        assert gathered.gathered().iso2["FR"] == "FRA"


def test_loading_works_where_nothing_can_be_kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "file").write_text("no folder")
    monkeypatch.setenv("LEGATION_CACHE", str(tmp_path / "file"))
    assert compiled.home() == tmp_path / "file"
    assert knowledge.load().iso2["FR"] == "FRA"
