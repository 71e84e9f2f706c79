"""The board of silences: one row for a silence, with its reports, its end, and who was expected to speak."""

import re
from collections.abc import Callable
from html import unescape
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from desk_story import DESK as WATCHED
from desk_story import article, filled, said, silent, speaker
from legation.view.web import quiet

Serve = Callable[..., TestClient]
FIRST = article(
    "2025-05-01", "India said that there was no room for mediation.", "Pakistan did not respond on mediation."
)
STILL = article("2025-05-03", "Pakistan has kept silent on mediation.", publisher="Courier (sample)")
SPEAKS = article("2025-05-08", "Pakistan said that mediation by friends was welcome.")
SILENT = silent(FIRST, "PAK", "did not respond", topic="mediation")
AGAIN = silent(STILL, "PAK", "has kept silent", "refrained", topic="mediation")
SPOKEN = said(SPEAKS, speaker("PAK"), "mediation by friends was welcome")
DESK = """
[[actors]]
id = "CHN"
[[actors]]
id = "RUS"
[[issues]]
id = "troops"
title = "The troops"
words = ["troops", "deployment"]
[[expected]]
actor = "RUS"
"""


def words(page: str) -> str:
    body = page[page.index("<main") : page.index("</main>")]
    return " ".join(unescape(re.sub(r"<[^>]*>", " ", body)).split())


def desk(folder: Path, text: str = DESK) -> Path:
    file = folder / "desk.toml"
    file.write_text(text, encoding="utf-8")
    return file


def silences(folder: Path) -> Path:
    """A store in which Pakistan keeps silent on two days, and then speaks."""
    path = folder / "silences.db"
    if not path.exists():
        filled(path, [(FIRST, [SILENT]), (STILL, [AGAIN]), (SPEAKS, [SPOKEN])])
    return path


def test_a_silence_opens_its_words_and_the_statement_that_ended_it(serve: Serve, tmp_path: Path) -> None:
    page = serve(silences(tmp_path), desk=desk(tmp_path, WATCHED)).get("/silences").text
    told = words(page)
    assert "Pakistan : Mediation by others: mediation" in told
    assert "did not answer, kept silent ended" in told
    assert "Since 1 May 2025, 7 days, last told 3 May 2025" in told
    assert "Ended 8 May 2025 by Pakistan : mediation by friends was welcome" in told
    for record in (SILENT, AGAIN, SPOKEN):
        assert f'href="/articles/{record.document}?record={record.id}#at"' in page
    assert f'href="/records/{SILENT.id}"' in page


def test_the_board_shows_any_day(serve: Serve, tmp_path: Path) -> None:
    told = words(serve(silences(tmp_path), desk=desk(tmp_path, WATCHED)).get("/silences?as_of=2025-05-04").text)
    assert "As of 4 May 2025" in told
    assert "still silent" in told
    assert "Ended" not in told


def test_filters_narrow_it_and_say_what_is_missing(serve: Serve, tmp_path: Path) -> None:
    client = serve(silences(tmp_path), desk=desk(tmp_path, WATCHED))
    assert "No silence fits" in words(client.get("/silences?actor=India").text)
    assert "Pakistan : Mediation by others: mediation" in words(client.get("/silences?actor=Pakistan&state=ended").text)
    assert "No silence fits" in words(client.get("/silences?state=open").text)
    assert client.get("/silences?state=loud").status_code == 422
    assert client.get("/silences?actor=Nobody").status_code == 422
    assert client.get("/silences?since=lately").status_code == 422
    assert "no issue of the desk" in client.get("/silences?issue=troops").text
    assert "start the server with --desk" in serve(silences(tmp_path)).get("/silences?issue=talks").text


def test_a_large_store_is_cut_and_says_so(serve: Serve, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(quiet, "_is_large", lambda shelf, most: True)
    monkeypatch.setattr(quiet, "SEVERAL", 1)
    monkeypatch.setattr(quiet.board, "__defaults__", (1,))
    told = words(serve(silences(tmp_path)).get("/silences").text)
    assert "Only the newest reports are put together here" in told


def test_a_desk_says_who_was_expected_and_is_missing(serve: Serve, told: Path, tmp_path: Path) -> None:
    client = serve(told, desk=desk(tmp_path))
    page = client.get("/silences?state=expected").text
    assert "expected by the desk" in words(page)
    assert "Russia : (anything)" in words(page)
    assert "no statement in 3 articles of 3 origins" in words(page)
    assert '<option value="troops">The troops</option>' in page
    assert "China : The troops: the deployment" in words(client.get("/silences?issue=troops").text)
    assert "expected by the desk" in words(client.get("/").text)


def test_without_a_day_nothing_can_be_placed(serve: Serve) -> None:
    assert "No stored article has a day of publication" in words(serve().get("/silences").text)
