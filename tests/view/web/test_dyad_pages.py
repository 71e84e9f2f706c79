"""Two parties: the list of pairs, how tense it is and when that changed, what happened, what each says of the other."""

from datetime import date
from pathlib import Path

import pytest
from starlette.testclient import TestClient

import brief_story
import drawn
import dyad_story
from legation.store.store import Store
from legation.view.web.pages import dyads
from web_pages import asks, links, page, pick, text
from web_server import Serve


def turned(path: Path, *, last: int = 34) -> Path:
    """Store two weeks of aid from Alphaland to Betania, two of attacks, four unread days, and one more attack."""
    with Store.open(path) as store:
        for number in (*range(28), last):
            publisher = f"Outlet {number % 3} (sample)"
            document = dyad_story.paper(f"paper {number}", dyad_story.day(number), publisher)
            kind, intensity = ("AID", 8.0) if number < 14 else ("ASSAULT", -9.0)
            dyad_story.fill(store, (document, [dyad_story.event(document, intensity, type=kind)]))
    return path


@pytest.fixture(scope="module")
def tense(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store in which two countries get along for two weeks, and then no longer."""
    return turned(tmp_path_factory.mktemp("dyads") / "tense.db")


def test_the_list_has_the_pairs_with_most_between_them(client: TestClient) -> None:
    rows = pick(page(client, "/dyads"), "tbody tr")
    assert [text(pick(row, "th")[0]) for row in rows] == ["China – United States", "North Korea – Russia"]
    first = links(rows[0])
    assert first["China – United States"] == "/dyads/CHN/USA"
    assert first["1"] == "/dyads/CHN/USA#events"
    assert "1 cooperation, 0 conflict" in text(rows[0])


@pytest.mark.parametrize(("one", "other"), [("China", "North Korea"), ("PRK", "CHN"), ("org:mfa", "PRK")])
def test_any_two_can_be_chosen_by_name_or_id(client: TestClient, one: str, other: str) -> None:
    answer = client.get("/dyads", params={"one": one, "other": other}, follow_redirects=False)
    assert (answer.status_code, answer.headers["location"]) == (303, "/dyads/CHN/PRK")


@pytest.mark.parametrize(
    ("one", "other", "complaint"),
    [
        ("China", "Atlantis", "'Atlantis' is no actor that the tables know"),
        ("China", "CHN", "are both China"),
        ("China", "", "Name two parties."),
    ],
)
def test_whom_nobody_knows_is_told_above_the_form(client: TestClient, one: str, other: str, complaint: str) -> None:
    answer = client.get("/dyads", params={"one": one, "other": other})
    assert answer.status_code == 200
    assert complaint in answer.text.replace("&#39;", "'")
    assert f'value="{one}"' in answer.text


def test_there_is_one_address_for_two_whoever_is_named_first(client: TestClient) -> None:
    answer = client.get("/dyads/USA/CHN?at=2024-11-01", follow_redirects=False)
    assert answer.headers["location"] == "/dyads/CHN/USA?at=2024-11-01"
    assert client.get("/dyads/CHN/Atlantis").status_code == 422


def test_what_happened_stands_once_with_all_who_tell_it(client: TestClient) -> None:
    found = page(client, "/dyads/CHN/USA")
    assert text(pick(found, "h1")[0]) == "China and United States"
    events = pick(found, "section[aria-labelledby=events]")[0]
    (happening,) = pick(events, "li.happening")
    assert "talks (CONSULT)" in text(happening)
    assert "2 origins" in text(happening)
    assert pick(events, "section#day-2024-10-29")
    assert asks(links(events)["All events told between them"]) == {"kind": ["event"], "country": ["CHN", "USA"]}


def test_what_is_only_possible_is_marked(client: TestClient) -> None:
    happenings = pick(page(client, "/dyads/PRK/RUS"), "li.happening")
    assert ["possible" in text(each) for each in happenings] == [True, False]


def test_statements_stand_under_who_makes_them(client: TestClient) -> None:
    said = pick(page(client, "/dyads/CHN/RUS"), "section[aria-labelledby=said]")[0]
    china, russia = (text(each) for each in pick(said, "div.columns")[0])
    assert china.startswith("China about Russia")
    assert "what two neighbours do is a matter for them" in china
    assert russia.startswith("Russia about China")
    assert "No statement is told." in russia
    assert asks(links(said)["All of them"])["country"] == ["CHN", "RUS"]


def test_ties_pressure_and_contradictions_have_their_evidence(client: TestClient) -> None:
    found = page(client, "/dyads/CHN/RUS")
    ties = pick(found, "section[aria-labelledby=ties]")[0]
    assert "partners (partnership)" in text(ties)
    assert links(ties)["harbour post (sample)"].startswith(f"/articles/{brief_story.POST.id}?record=")
    assert "pressed China to move North Korea and Russia" in text(pick(found, "section[aria-labelledby=pressure]")[0])
    disputes = pick(page(client, "/dyads/PRK/RUS"), "section[aria-labelledby=disputes]")[0]
    assert "about 10,000 troops" in text(disputes)
    assert "3,000" in text(disputes)


def test_where_nothing_is_told_the_page_says_so_and_draws_nothing(client: TestClient) -> None:
    found = page(client, "/dyads/CHN/JPN")
    assert not pick(found, "figure")
    assert "Nothing is told to happen between China and Japan" in text(found)
    assert "No event between them is told." in text(found)
    assert "No article describes a tie between them." in text(found)


def test_the_course_is_told_in_a_sentence_a_chart_and_a_table(serve: Serve, tense: Path) -> None:
    section = pick(
        page(serve(tense, today=lambda: date(2025, 6, 1)), "/dyads/ALP/BET"), "section[aria-labelledby=tension]"
    )[0]
    figure = pick(section, "figure")[0]
    assert figure.get("data-chart") == "/charts/tension.json?one=ALP&other=BET"
    caption = text(pick(figure, "figcaption")[0])
    assert "between Alphaland and Betania" in caption
    assert "on 15 March 2025." in caption
    rows = pick(figure, "tbody tr")
    assert len(rows) == 29
    assert [text(cell) for cell in rows[0]][:3] == ["4 April 2025", "1", "−9.0"]
    assert links(rows[0])["1"] == "/dyads/ALP/BET?at=2025-04-11#day-2025-04-04"
    assert "Alphaland → Betania" in text(pick(figure, "thead")[0])
    assert "Grey: no article was read" in text(section)


def test_a_change_of_level_says_what_made_it(serve: Serve, tense: Path) -> None:
    found = page(serve(tense, today=lambda: date(2025, 6, 1)), "/dyads/ALP/BET")
    (turn,) = pick(found, "article.turn")
    assert turn.get("id") == "change-2025-03-15"
    assert text(pick(turn, "h3")[0]).startswith("15 March 2025: worse by ")
    made = pick(turn, "li")
    assert 1 <= len(made) <= 3
    assert "Alphaland attacked Betania" in text(made[0])
    assert any(link.startswith("/articles/") for link in links(made[0]).values())
    assert links(made[0])["record"].startswith("/records/")


def test_the_chart_names_the_two_marks_changes_and_gaps_and_leads_to_days(serve: Serve, tense: Path) -> None:
    client = serve(tense, today=lambda: date(2025, 6, 1))
    spec = client.get("/charts/tension.json?one=ALP&other=BET").json()
    layers = drawn.rows(spec)
    rows = [row for layer in layers for row in layer]
    assert (spec["title"]["text"], spec["width"]) == ("Alphaland – Betania", "container")
    assert "/dyads/ALP/BET?at=2025-04-11#day-2025-04-04" in {row.get("link") for row in rows}
    labels = {row["label"] for row in rows if "label" in row}
    assert len(labels) == 1
    assert labels.pop().startswith("15 Mar: −")
    assert "29 March 2025 to 3 April 2025" in {row.get("told") for row in rows}
    assert all(layers)
    assert client.get("/charts/tension.svg?one=ALP&other=BET").text.startswith("<svg")


def test_a_long_course_is_told_by_the_week(serve: Serve, tmp_path: Path) -> None:
    client = serve(turned(tmp_path / "long.db", last=300), today=lambda: date(2026, 6, 1))
    found = page(client, "/dyads/ALP/BET")
    figure = pick(found, "figure")[0]
    assert "Week" in text(pick(figure, "thead")[0])
    assert links(pick(figure, "tbody tr")[0]).popitem()[1].endswith("#events")


def test_older_things_are_a_page_away(serve: Serve, tense: Path) -> None:
    client = serve(tense, today=lambda: date(2025, 6, 1))
    found = page(client, "/dyads/ALP/BET?at=2025-03-10")
    assert "As articles until 10 March 2025 tell it." in text(found)
    days = [each.get("id") for each in pick(found, "section.day")]
    assert (days[0], days[-1]) == ("day-2025-03-10", "day-2025-03-01")


def test_in_a_large_store_the_tension_has_an_address_of_its_own(
    client: TestClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(dyads, "AT_ONCE", 1)
    (place,) = pick(page(client, "/dyads/CHN/USA"), "div[data-part]")
    assert place.get("data-part") == "/dyads/CHN/USA/tension"
    assert pick(page(client, "/dyads/CHN/USA/tension"), "section#part")


def test_an_empty_store_says_what_to_do(serve: Serve) -> None:
    assert "No event between two countries or organisations is told." in text(page(serve(), "/dyads"))
