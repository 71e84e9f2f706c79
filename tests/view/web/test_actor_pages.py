"""The list of actors and the page of each: who it is, what it says and does, what is done to it; all with evidence."""

import re
from pathlib import Path

import pytest
from starlette.testclient import TestClient

import brief_story
from legation.records import Actor, Document, Evidence
from legation.store.store import Store
from legation.view.web.pages import actors
from web_pages import asks, links, page, pick, text
from web_server import Serve

HOSTILE = "<script>alert(1)</script> & Sons"


def names(client: TestClient, address: str) -> list[str]:
    """The actors that a list shows, in their order."""
    return [text(each) for each in pick(page(client, address), "tbody th")]


def test_the_list_has_those_in_most_articles_first_and_leaves_out_whom_nobody_names(client: TestClient) -> None:
    found = names(client, "/actors")
    assert found[:3] == ["China", "North Korea", "Russia"]
    assert "Mara Holt" in found
    assert not {"experts", "the Chinese ambassador"} & set(found)
    assert names(client, "/actors?kind=unnamed") == ["the Chinese ambassador", "experts"]


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("q=korea", ["North Korea", "South Korea"]),
        ("q=KOREA+north", ["North Korea"]),
        ("q=prk", ["North Korea"]),
        ("kind=organisation", ["China’s foreign ministry"]),
        ("country=CHN", ["China", "China’s foreign ministry"]),
        ("kind=person&country=CHN", []),
        ("kind=person&order=name", ["Lu", "Mara Holt"]),
        ("order=statements&kind=person", ["Mara Holt", "Lu"]),
        ("order=acts&q=korea", ["North Korea", "South Korea"]),
    ],
)
def test_the_list_is_filtered_and_ordered(client: TestClient, query: str, expected: list[str]) -> None:
    assert names(client, f"/actors?{query}") == expected


def test_numbers_of_the_list_lead_to_their_records(client: TestClient) -> None:
    row = next(each for each in pick(page(client, "/actors"), "tbody tr") if "Mara Holt" in text(each))
    found = links(row)
    assert found["Mara Holt"] == "/actors/person:mara-holt"
    assert asks(found["2"]) == {"kind": ["statement"], "actor": ["person:mara-holt"], "role": ["speaker"]}
    assert asks(found["1"]) == {"kind": ["document"], "actor": ["person:mara-holt"]}


def test_a_long_list_is_paged(client: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(actors, "ROWS", 4)
    first = page(client, "/actors")
    assert len(pick(first, "tbody tr")) == 4
    second = links(first, "nav.pager")["Next"]
    assert second == "/actors?start=4"
    assert not set(names(client, "/actors")) & set(names(client, second))
    assert links(page(client, second), "nav.pager")["Before"] == "/actors"


def test_what_fits_nobody_or_is_no_choice_says_so(client: TestClient, serve: Serve) -> None:
    assert "Nobody fits these filters" in text(page(client, "/actors?q=atlantis"))
    assert "'planet' is no choice" in text(page(client, "/actors?kind=planet", 422))
    assert "No article is stored" in text(page(serve(), "/actors"))


def test_the_page_of_a_country_says_the_most_important_in_figures(client: TestClient) -> None:
    found = page(client, "/actors/CHN")
    assert text(pick(found, "h1")[0]) == "China"
    lead = text(pick(found, "p.lede")[0])
    assert lead.startswith("Named in 3 articles, 1 statement made by it or for it, 2 about it.")
    assert "1 done to it; most with United States (1)" in lead
    figures = links(found, "ul.figures")
    assert asks(figures["3articles name it"]) == {"kind": ["document"], "actor": ["CHN"]}
    assert asks(figures["1statement by it"]) == {"kind": ["statement"], "country": ["CHN"], "role": ["speaker"]}
    assert figures["1silence told"] == "/silences?actor=CHN"


def test_the_page_of_a_country_has_what_it_says_apart_from_what_others_say_of_it(client: TestClient) -> None:
    found = page(client, "/actors/CHN")
    own, others = (text(pick(found, f"section[aria-labelledby={name}]")[0]) for name in ("by", "about"))
    assert "China’s foreign ministry said: that what two neighbours do is a matter for them" in own
    assert "Mara Holt" not in own
    assert "Mara Holt said: that China may put calm on the peninsula first" in others
    assert "what two neighbours do is a matter" not in others
    evidence = links(found, "section[aria-labelledby=by]")["Lowland Times (sample)"]
    assert re.fullmatch(rf"/articles/{brief_story.TIMES.id}\?record={brief_story.SPOKE.id}#at", evidence)


def test_the_page_of_a_country_has_offices_as_of_the_last_article_and_who_speaks_for_it(client: TestClient) -> None:
    offices = pick(page(client, "/actors/USA"), "section[aria-labelledby=offices]")[0]
    assert "PresidentJoe Biden since 2021-01-20" in text(offices)
    assert "Trump" not in text(offices)
    speakers = pick(page(client, "/actors/CHN"), "section[aria-labelledby=speakers]")[0]
    assert links(speakers)["China’s foreign ministry"] == "/actors/org:mfa"
    assert asks(links(speakers)["1 statement"])["actor"] == ["org:mfa"]


def test_the_page_of_a_country_has_pressure_silences_ties_and_movers(client: TestClient) -> None:
    found = page(client, "/actors/CHN")
    pressure = text(pick(found, "section[aria-labelledby=pressure]")[0])
    assert "It is asked to use its influence" in pressure
    assert "It presses others" not in pressure
    silences = pick(found, "section[aria-labelledby=silences]")[0]
    assert "the deployment" in text(silences)
    ties = pick(found, "section[aria-labelledby=ties]")[0]
    assert links(ties)["Russia"] == "/dyads/CHN/RUS"
    assert "“no limits”" in text(ties)
    movers = pick(found, "section[aria-labelledby=movers]")[0]
    assert text(pick(movers, "ol li")[0]).startswith("Russia → China")
    assert "/who-can-move/CHN" in links(movers).values()


def test_what_it_does_is_a_chart_with_the_same_as_a_table(client: TestClient) -> None:
    section = pick(page(client, "/actors/CHN"), "section[aria-labelledby=deeds]")[0]
    assert pick(section, "figure")[0].get("data-chart") == "/charts/deeds.json?actor=CHN"
    (row,) = pick(section, "tbody tr")
    assert [text(cell) for cell in row] == ["talks (CONSULT)", "cooperation in words", "", "1"]
    assert asks(links(row)["1"]) == {
        "kind": ["development"],
        "country": ["CHN"],
        "role": ["recipient"],
        "type": ["CONSULT"],
    }
    drawn = client.get("/charts/deeds.json?actor=CHN").json()
    assert drawn["width"] == "container"
    assert client.get("/charts/deeds.svg?actor=CHN&theme=dark").headers["content-type"] == "image/svg+xml"
    assert client.get("/charts/deeds.svg?actor=nobody").status_code == 404


def test_partners_lead_to_the_page_of_the_two(client: TestClient) -> None:
    partners = links(page(client, "/actors/CHN"), "section[aria-labelledby=partners]")
    assert partners == {"United States": "/dyads/CHN/USA", "1 happening": "/dyads/CHN/USA#events"}


def test_the_page_of_a_person_speaks_of_them_and_of_their_country(client: TestClient) -> None:
    found = page(client, "/actors/person:mara-holt")
    assert "2 statements of their own" in text(pick(found, "p.lede")[0])
    assert "a lecturer at the Lowland Institute" in text(pick(found, "section[aria-labelledby=called]")[0])
    assert not pick(found, "section[aria-labelledby=offices]")
    biden = page(client, "/actors/person:joe-biden")
    assert "President" in text(pick(biden, "section[aria-labelledby=offices]")[0])
    assert "No statement of theirs is told" in text(biden)


def test_who_foretells_has_the_predictions_with_how_they_stand(client: TestClient) -> None:
    section = pick(page(client, "/actors/unnamed:experts"), "section[aria-labelledby=foretold]")[0]
    assert "open due 31 December 2024" in text(section)
    assert "“unlikely”, 20–45 %" in text(section)
    assert links(section)["Beijing would cut trade with Moscow"].startswith("/predictions/")


@pytest.mark.parametrize("part", actors.PARTS)
def test_each_part_has_an_address_of_its_own(client: TestClient, part: str) -> None:
    found = page(client, f"/actors/CHN/{part}")
    assert pick(found, "section#part")
    assert links(found)["China"] == "/actors/CHN"


def test_in_a_large_store_slow_parts_are_links_that_a_script_fills(
    client: TestClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(actors, "_is_small", lambda shelf: False)
    later = {each.get("data-part") for each in pick(page(client, "/actors/CHN"), "div[data-part]")}
    assert later == {f"/actors/CHN/{part}" for part in actors.PARTS}


def test_whom_nobody_knows_is_not_found(client: TestClient) -> None:
    assert "No stored article speaks of 'XXX'" in text(page(client, "/actors/XXX", 404))
    assert "has no part 'soul'" in text(page(client, "/actors/CHN/soul", 404))


def test_hostile_names_stay_text(serve: Serve, tmp_path: Path) -> None:
    document = Document(text=f"{HOSTILE} spoke.", published="2024-10-01", publisher="Harbour Post (sample)")
    span = Evidence.cut(document.text, 0, len(HOSTILE), "mention")
    actor = Actor(id="org:sons", document=document.id, name=HOSTILE, kind="organisation", evidence=(span,))
    with Store.open(tmp_path / "hostile.db") as store:
        store.add(document, (actor,))
    client = serve(tmp_path / "hostile.db")
    for address in ("/actors", "/actors/org:sons"):
        answer = client.get(address)
        assert HOSTILE not in answer.text
        assert HOSTILE in text(page(client, address))


def test_with_a_desk_positions_stand_on_the_page_in_the_actors_own_words(
    serve: Serve, told: Path, tmp_path: Path
) -> None:
    desk = tmp_path / "desk.toml"
    desk.write_text('[[actors]]\nid = "CHN"\n[[issues]]\nid = "calm"\nwords = ["matter"]\n', encoding="utf-8")
    section = pick(page(serve(told, desk=desk), "/actors/CHN"), "section[aria-labelledby=positions]")[0]
    assert "that what two neighbours do is a matter for them" in text(section)
    assert "1 statement, 1 origin" in text(section)
