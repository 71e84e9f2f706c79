"""Who can move whom: the routes of the command as a page, with its questions as a form."""

from pathlib import Path

import pytest
from starlette.testclient import TestClient

import brief_story
from web_pages import links, page, pick, text
from web_server import Serve


def routes(client: TestClient, address: str) -> list[str]:
    """The routes that a page shows, in their order."""
    return [text(each) for each in pick(page(client, address), "article.mover h3")]


def test_routes_are_ranked_with_the_evidence_of_each_step(client: TestClient) -> None:
    found = page(client, "/who-can-move/PRK")
    movers = pick(found, "article.mover")
    assert text(pick(movers[0], "h3")[0]).startswith("1 China → North Korea")
    assert text(pick(movers[1], "h3")[0]).startswith("2 Russia → China → North Korea")
    lever = pick(movers[0], "li.lever")[0]
    assert text(lever).startswith("others turn to it (influence) 0.25 2 origins")
    evidence = links(lever)
    assert any(link.startswith(f"/articles/{brief_story.LEDGER.id}?record=") for link in evidence.values())
    assert evidence["Delta Ledger (sample)"].startswith("/records/")


def test_a_step_that_was_shown_is_named_only(client: TestClient) -> None:
    second = pick(page(client, "/who-can-move/PRK"), "article.mover")[1]
    assert "As under number 1." in text(second)
    assert links(second)["number 1"] == "#mover-1"


def test_appeals_stand_with_what_was_answered(client: TestClient) -> None:
    first = pick(page(client, "/who-can-move/PRK"), "article.mover")[0]
    appeal = text(pick(first, "div.appeal")[0])
    assert "South Korea and United States pressed China to move North Korea" in appeal
    assert "use its leverage with North Korea" in appeal
    assert "China’s foreign ministry said: that what two neighbours do is a matter for them" in appeal


def test_the_arithmetic_is_there_to_be_checked(client: TestClient) -> None:
    sums = text(pick(page(client, "/who-can-move/PRK"), "dl.sums")[0])
    assert "influence= 0.3 × 0.998 (1 days old, half-life 365) × 0.85 (2 origins) = 0.255" in sums


@pytest.mark.parametrize(
    ("query", "first"),
    [("by=RUS", "2 Russia"), ("without=CHN", ""), ("limit=1", "1 China"), ("steps=1", "1 China")],
)
def test_the_form_asks_as_the_command_does(client: TestClient, query: str, first: str) -> None:
    found = routes(client, f"/who-can-move/PRK?{query}")
    assert (found[0].startswith(first) if first else not found) or not first
    if query in ("by=RUS", "limit=1", "steps=1"):
        assert len(found) == 1


def test_what_is_supposed_is_compared_with_what_is(client: TestClient) -> None:
    found = page(client, "/who-can-move/PRK?with=JPN-PRK:trade:0.9&without=RUS-CHN")
    changed = text(pick(found, "section[aria-labelledby=moved]")[0])
    assert "without Russia – China; with Japan – North Korea (trade) 0.90" in changed
    assert "Japan–1 (0.90)" in changed
    assert text(pick(found, "textarea[name=with]")[0]) == "JPN-PRK:trade:0.9"
    assert routes(client, "/who-can-move/PRK?with=JPN-PRK:trade:0.9")[0].startswith("1 Japan → North Korea")
    lever = text(pick(found, "article.mover li.lever")[0])
    assert "supposed" in lever


@pytest.mark.parametrize(
    "query", ["by=RUS", "without=RUS-CHN", "with=JPN-PRK:trade:0.9", "by=KOR&without=CHN", "to=talks"]
)
def test_what_was_asked_before_changes_no_answer(client: TestClient, serve: Serve, told: Path, query: str) -> None:
    address = f"/who-can-move/PRK?{query}"
    alone = client.get(address).text
    after = serve(told)
    for other in ("/who-can-move/PRK", "/who-can-move/CHN?by=RUS", "/who-can-move/CHN"):
        assert after.get(other).status_code == 200
    assert after.get(address).text == alone


def test_several_things_are_supposed_on_lines_or_with_semicolons(client: TestClient) -> None:
    one = routes(client, "/who-can-move/PRK?without=RUS-CHN%0AKOR-CHN")
    assert one == routes(client, "/who-can-move/PRK?without=RUS-CHN;KOR-CHN")
    assert not any("Russia" in each or "South Korea" in each for each in one)


def test_on_a_topic_the_page_says_what_the_target_said_or_that_nothing_is_told_on_it(client: TestClient) -> None:
    found = page(client, "/who-can-move/CHN?to=neighbours")
    assert "what two neighbours do is a matter" in text(pick(found, "section[aria-labelledby=said]")[0])
    assert "Nothing of it is told in words that hold “fish”" in text(page(client, "/who-can-move/CHN?to=fish"))


@pytest.mark.parametrize(
    ("query", "complaint"),
    [
        ("without=PRK", "takes out the one you ask about"),
        ("with=JPN-PRK", "'JPN-PRK' is no lever"),
        ("by=Atlantis", "'Atlantis' is no actor"),
        ("by=PRK", "one and the same party"),
        ("to=---", "holds no word"),
    ],
)
def test_what_cannot_be_asked_is_told_and_the_form_keeps_what_was_typed(
    client: TestClient, query: str, complaint: str
) -> None:
    found = page(client, f"/who-can-move/PRK?{query}")
    (told,) = pick(found, "p[role=alert]")
    assert complaint in text(told)
    assert not pick(found, "article.mover")


def test_whom_to_move_can_be_asked_by_name(client: TestClient) -> None:
    assert pick(page(client, "/who-can-move"), "input[name=target]")
    assert text(pick(page(client, "/who-can-move?target=North+Korea"), "h1")[0]) == "Who can move North Korea"
    assert page(client, "/who-can-move/Atlantis", 422) is not None


def test_without_a_lever_the_page_says_so(client: TestClient, serve: Serve) -> None:
    assert "No lever on Japan is told" in text(page(client, "/who-can-move/JPN"))
    assert "no stored article has a day" in text(page(serve(), "/who-can-move/JPN", 422))
