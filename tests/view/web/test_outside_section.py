"""The page of two parties has other projects' event data folded away, named as theirs, and counts nothing of it."""

from datetime import date
from pathlib import Path

import pytest

import dyad_story
import outside_rows
from legation.codings import Coding
from legation.imports.outside import Part, parts
from legation.store import outside
from legation.store.store import Store
from legation.view.web.pages import dyads
from web_pages import links, page, pick, text
from web_server import Serve

DAYS = 70


def plain(number: int) -> str:
    """The day with this number as GDELT writes it."""
    return dyad_story.day(number).replace("-", "")


def stored(path: Path, *, beside: bool = True) -> Path:
    """Ten weeks in which Alphaland aids Betania on Mondays; the rows of another project may stand beside them."""
    with Store.open(path) as store:
        for number in range(DAYS):
            document = dyad_story.paper(f"paper {number}", dyad_story.day(number))
            aid = [dyad_story.event(document, 8.0, type="AID")] if number % 7 == 2 else []
            dyad_story.fill(store, (document, aid))
        if beside:
            keep(store, path.parent)
    return path


def keep(store: Store, folder: Path) -> None:
    """Store rows of GDELT's layout between the two, who have no codes of their own in it."""
    rows = [outside_rows.gdelt(n, SQLDATE=plain(n), EventCode="071") for n in range(0, DAYS, 3)]
    # What others do covers the days between.
    rows += [
        outside_rows.gdelt(100 + n, SQLDATE=plain(n), Actor1CountryCode="USA", Actor2CountryCode="CHN")
        for n in range(DAYS)
    ]
    rows.append(outside_rows.gdelt(900, Actor1Name="<script>alert(1)</script>"))
    file = outside_rows.table(folder / "a.CSV", rows)
    for part in parts(file):
        assert isinstance(part, Part)
        read = [each for each in part.rows if isinstance(each, Coding)]
        taken = [each._replace(actor="ALP", recipient="BET") if each.actor == "IND" else each for each in read]
        store.tell(outside.keep(store.tell(outside.begun("gdelt", str(file))), taken))


def test_the_section_is_folded_and_says_whose_it_is(serve: Serve, tmp_path: Path) -> None:
    found = page(serve(stored(tmp_path / "a.db"), today=lambda: date(2025, 6, 1)), "/dyads/ALP/BET")
    (section,) = pick(found, "section[aria-labelledby=outside]")
    (folded,) = pick(section, "details")
    assert folded.get("open") is None
    assert text(pick(folded, "summary")[0]) == "Beside GDELT 2.0"
    said = text(folded)
    assert "another project's coding" in said
    assert "GDELT counts reprints" in said
    assert "cite the GDELT Project" in said
    kinds = {text(pick(row, "th")[0]): [text(cell) for cell in pick(row, "td")] for row in pick(folded, "tbody tr")}
    assert kinds["all"][:2] == ["10", "25"]
    assert kinds["cooperation in deeds"][-1] == "11"
    assert kinds["3 March 2025"][:2] == ["1", "2"]


def test_without_any_such_data_there_is_no_section(serve: Serve, tmp_path: Path) -> None:
    client = serve(stored(tmp_path / "a.db", beside=False))
    assert not pick(page(client, "/dyads/ALP/BET"), "section[aria-labelledby=outside]")
    assert "No event data of another project" in text(page(client, "/dyads/ALP/BET/outside"))


def test_in_a_large_store_it_has_a_page_of_its_own(
    serve: Serve, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(dyads, "AT_ONCE", DAYS - 1)
    client = serve(stored(tmp_path / "a.db"), today=lambda: date(2025, 6, 1))
    (section,) = pick(page(client, "/dyads/ALP/BET"), "section[aria-labelledby=outside]")
    assert not pick(section, "table")
    assert links(section) == {"Compare with other projects' event data": "/dyads/ALP/BET/outside"}
    assert "cooperation in deeds" in text(page(client, "/dyads/ALP/BET/outside"))


def test_nothing_else_on_the_page_changes(serve: Serve, tmp_path: Path) -> None:
    for folder in ("with", "without"):
        (tmp_path / folder).mkdir()
    answers = []
    for folder in ("with", "without"):
        client = serve(stored(tmp_path / folder / "a.db", beside=folder == "with"), today=lambda: date(2025, 6, 1))
        found = page(client, "/dyads/ALP/BET")
        for section in pick(found, "section[aria-labelledby=outside]"):
            section.getparent().remove(section)
        asked = ("/charts/tension.json?one=ALP&other=BET", "/", "/timeline", "/actors")
        answers.append([text(found), *(client.get(each).text for each in asked)])
    assert answers[0] == answers[1]
