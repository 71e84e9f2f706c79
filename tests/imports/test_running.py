"""An import takes place whole or not at all, replaces an older one, and takes no more memory than what it keeps."""

import gzip
import json
import shutil
import tracemalloc
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from legation import imports, knowledge, overlay, vetting
from legation.errors import KnowledgeError, QueryError
from legation.imports import Refused, own_csv
from wikidata_items import claim, dump, held, human, item, ref

Take = Callable[..., Any]
SIMPLE = "name,aliases,country,sector,role,since,until\n"
MEGABYTE = 1 << 20


def people(folder: Path, *names: str, file: str = "people.csv") -> Path:
    path = folder / file
    path.write_text(
        SIMPLE
        + "".join(f"{name},,AUT,,foreign minister,{2031 + 3 * n},{2034 + 3 * n}\n" for n, name in enumerate(names))
    )
    return path


def ignore(_: Refused) -> None:
    """Nobody looks at what is refused."""


def files(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_what_is_imported_is_known_when_tables_are_loaded(home: Path, tmp_path: Path) -> None:
    imports.run(people(tmp_path, "Otto Veld", "Ilse Brandauer"), report=ignore)
    with overlay.in_force():
        tables = knowledge.load()
    assert tables.known["person:otto-veld"].surname == "Veld"
    assert [h.person for h in tables.holdings if h.polity == "AUT" and h.since == "2034"] == ["person:ilse-brandauer"]
    assert "person:otto-veld" in tables.by_surname["Veld"]
    assert sorted(path.name for path in home.iterdir()) == ["people"]


def test_a_dry_run_changes_nothing(take: Take, home: Path, tmp_path: Path) -> None:
    outcome = take(people(tmp_path, "Otto Veld"), dry_run=True).outcome
    assert (outcome.rows["persons"], outcome.folder) == (1, home / "people")
    assert not home.exists()


def test_an_import_of_the_same_name_replaces_the_older(take: Take, home: Path, tmp_path: Path) -> None:
    take(people(tmp_path, "Otto Veld", "Jan Kolek"))
    taken = take(people(tmp_path, "Otto Veld", "Rada Ilkova"))
    assert taken.refused == []
    assert taken.column("persons", "name") == ["Otto Veld", "Rada Ilkova"]
    assert [path.name for path in home.iterdir()] == ["people"]


def test_another_set_is_held_against_those_that_are_there(take: Take, tmp_path: Path) -> None:
    take(people(tmp_path, "Otto Veld"))
    taken = take(people(tmp_path, "Jan Kolek"), name="others")
    assert taken.reasons() == [(2, "person:otto-veld (2031 to 2034) held that office then")]


@pytest.mark.parametrize("broken", ["vetting.check", "knowledge.load", "reading", "moving"])
def test_on_any_error_the_old_tables_stay(
    take: Take, home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, broken: str
) -> None:
    take(people(tmp_path, "Otto Veld"))
    before = files(home)

    def fail(*_: object, **__: object) -> None:
        raise KnowledgeError("a.csv", 3, "on purpose")

    real = Path.rename

    def rename(path: Path, target: Path) -> Path:
        if path.name.startswith(".new-"):
            raise OSError(28, "No space left on device")
        return real(path, target)

    if broken == "moving":
        monkeypatch.setattr(Path, "rename", rename)
    elif broken == "reading":
        monkeypatch.setattr(own_csv, "drafts", fail)
    else:
        owner, name = {"vetting.check": (vetting, "check"), "knowledge.load": (knowledge, "load")}[broken]
        if broken == "vetting.check":  # the set that is there is checked before
            monkeypatch.setattr(overlay, "vetted", lambda leave: ([], vetting.bundled()))
        monkeypatch.setattr(owner, name, fail)
    with pytest.raises((KnowledgeError, OSError)):
        take(people(tmp_path, "Rada Ilkova"))
    assert files(home) == before


def test_a_killed_move_is_finished_by_whoever_reads_next(take: Take, home: Path, tmp_path: Path) -> None:
    take(people(tmp_path, "Otto Veld"))
    (home / "people").rename(home / ".old-people")  # the move was killed here
    assert [(each.name, each.folder.name) for each in overlay.sets()] == [("people", ".old-people")]
    take(people(tmp_path, "Rada Ilkova"))
    assert [path.name for path in home.iterdir()] == ["people"]


def test_nothing_new_leaves_all_as_it_is(take: Take, home: Path, tmp_path: Path) -> None:
    path = tmp_path / "old.csv"
    path.write_text(SIMPLE + "Angela Merkel,,DEU,,chancellor,2005-11,2021-12\n")
    assert take(path).outcome.folder is None
    assert list(home.iterdir()) == []


@pytest.mark.parametrize(
    ("options", "told"),
    [
        ({"name": "../up"}, "'../up' is no name for tables"),
        ({"name": "bundled"}, "'bundled' is no name for tables"),
        ({"country": "Atlantis"}, "unknown country 'Atlantis'"),
    ],
)
def test_what_the_user_asks_wrongly(take: Take, tmp_path: Path, options: dict[str, Any], told: str) -> None:
    with pytest.raises(QueryError, match=told):
        take(people(tmp_path, "Otto Veld"), **options)


def test_a_name_that_promises_compression_is_told(take: Take, tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    path = people(tmp_path, "Otto Veld", file="people.csv.gz")
    assert take(path).column("persons", "name") == ["Otto Veld"]
    assert caplog.messages == [f"{path}: not compressed, whatever its name says; it is read as it is"]
    path.write_bytes(gzip.compress(path.read_bytes()))
    take(path)
    assert len(caplog.messages) == 1


def test_a_missing_file_and_broken_compression(take: Take, tmp_path: Path) -> None:
    with pytest.raises(KnowledgeError, match="no such file"):
        take(tmp_path / "none.json")
    packed = gzip.compress(
        dump(tmp_path / "dump.json", human("Q9000001", "Otto Veld", held("Q1", "2020"))).read_bytes()
    )
    (tmp_path / "torn.json.gz").write_bytes(packed[: len(packed) // 2])
    with pytest.raises(KnowledgeError, match="compression is broken"):
        take(tmp_path / "torn.json.gz")


def test_no_folder_is_no_place_for_tables(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("LEGATION_KNOWLEDGE", "")
    with pytest.raises(QueryError, match="LEGATION_KNOWLEDGE"):
        imports.run(people(tmp_path, "Otto Veld"), report=ignore)


def test_sets_are_listed_and_removed(take: Take, home: Path, tmp_path: Path) -> None:
    take(people(tmp_path, "Otto Veld"))
    bundled, mine = imports.listed()
    assert (bundled.name, bundled.folder, bundled.rows["persons"] > 2000) == ("bundled", None, True)
    assert (mine.name, dict(mine.rows), mine.fault) == ("people", {"persons": 1, "offices": 1}, None)
    assert imports.remove("people") == home / "people"
    assert list(home.iterdir()) == []
    with pytest.raises(QueryError, match="there are none"):
        imports.remove("people")


def test_a_linked_set_loses_only_its_link(take: Take, home: Path, tmp_path: Path) -> None:
    take(people(tmp_path, "Otto Veld"))
    shutil.move(home / "people", tmp_path / "elsewhere")
    (home / "people").symlink_to(tmp_path / "elsewhere")
    imports.remove("people")
    assert (tmp_path / "elsewhere" / "persons.csv").exists()


def entities(count: int, filler: str) -> Iterator[dict[str, Any]]:
    yield item("Q9100001", "Member of the Lake Council", ("P17", claim(ref("Q40"))))
    for n in range(count):
        yield {
            **human(f"Q{9200000 + n}", f"Otto V{'e' * (n % 7)}ld{n}", held("Q9100001", "2020")),
            "descriptions": filler,
        }


def test_memory_does_not_grow_with_a_dump(take: Take, tmp_path: Path) -> None:
    path = tmp_path / "dump.json"
    with path.open("w") as file:
        file.writelines(f"{json.dumps(entity)}\n" for entity in entities(200, "x" * 250_000))
    assert peak(lambda: take(path), path) < 12 * MEGABYTE


def test_memory_does_not_grow_with_a_popolo_file_on_one_line(take: Take, tmp_path: Path) -> None:
    path = tmp_path / "lakes.json"
    house = {"id": "house", "name": "House of Lakes", "classification": "legislature"}
    with path.open("w") as file:
        file.write(f'{{"organizations": [{json.dumps(house)}], "persons": [')
        for n in range(200):
            person = {"id": f"p{n}", "name": f"Otto Veld{n}", "links": "x" * 250_000}
            file.write(f"{',' * (n > 0)}{json.dumps(person)}")
        seats = [{"person_id": f"p{n}", "organization_id": "house", "start_date": "2020"} for n in range(200)]
        file.write(f'], "memberships": {json.dumps(seats)}}}')
    assert peak(lambda: take(path, country="AUT"), path) < 12 * MEGABYTE


def peak(work: Callable[[], Any], path: Path) -> int:
    """The most memory that `work` takes at once, beyond what was taken before."""
    assert path.stat().st_size > 45 * MEGABYTE
    vetting.codes()
    tracemalloc.start()
    try:
        assert work().outcome.rows["persons"] == 200
        return tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
