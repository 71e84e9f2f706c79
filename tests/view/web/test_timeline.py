"""The timeline: developments by day with their evidence, filters as on the command line, paging, and the chart."""

from pathlib import Path

import pytest
from starlette.testclient import TestClient

from drawn import rows
from legation import batch
from legation.record_parts import EVENT_TYPES
from legation.records import Actor, Document, Event, Evidence
from legation.store.store import Store
from legation.store.timeline import Told
from legation.view.web import days
from legation.view.web.days import binned
from web_pages import asks, links, page, pick, text
from web_server import Serve

HOSTILE = "<img src=x onerror=alert(1)>"


def shown(client: TestClient, address: str) -> list[str]:
    """The days that a page shows, in their order."""
    return [each.get("id").removeprefix("day-") for each in pick(page(client, address), "section.day")]


def told_on(number: int) -> tuple[Document, tuple[Actor | Event, ...]]:
    """An article of its own day and outlet in which Alphaland does something to another country each time."""
    others = " ".join(f"word{number}{letter}" for letter in "abcdefghijklmnop")  # else the texts were copies of one
    name = f"{'BCDEFGHIJKLMN'[number]}etania"
    text = f"Alphaland struck {name} at dawn {HOSTILE} {others}."
    document = Document(text=text, published=f"2025-03-{number:02}", publisher=f"Outlet {number} (sample)")

    def evidence(words: str, role: str) -> Evidence:
        start = text.index(words)
        return Evidence.cut(text, start, start + len(words), role)

    other = "BCDEFGHIJKLMN"[number] * 3
    states = (("AAA", "Alphaland"), (other, name))
    actors = tuple(
        Actor(id=key, document=document.id, name=name, kind="state", country=key, evidence=(evidence(name, "mention"),))
        for key, name in states
    )
    event = Event(
        document=document.id,
        type=EVENT_TYPES[-number],
        actor=("AAA",),
        recipient=(other,),
        intensity=-9.0,
        evidence=(evidence("struck", "trigger"), evidence(text, "clause")),
    )
    return document, (*actors, event)


@pytest.fixture(scope="module")
def month(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store with a happening on each of the first eleven days of a month."""
    path = tmp_path_factory.mktemp("timeline") / "month.db"
    with Store.open(path) as store:
        for number in range(1, 12):
            store.add(*told_on(number))
        batch.relink(store)
    return path


@pytest.fixture
def eleven(serve: Serve, month: Path) -> TestClient:
    """A server over the store of eleven days."""
    return serve(month)


def test_days_are_headings_newest_first_with_what_happened(client: TestClient) -> None:
    found = page(client, "/timeline")
    assert shown(client, "/timeline") == ["2024-10-31", "2024-10-29"]
    first = pick(found, "section.day")[0]
    assert text(pick(first, "h2 time")[0]) == "31 October 2024"
    happening = pick(first, "li.happening")[0]
    assert "quad-4" in happening.get("class")
    assert "mobilisation (MOBILIZE)" in text(happening)
    assert "disputed" in text(happening)
    evidence = links(happening)
    assert evidence["North Korea"] == "/actors/PRK"
    assert evidence["Harbour Post (sample), Delta Ledger (sample)"].startswith("/articles/")
    assert any(link.startswith("/developments/") for link in evidence.values())


def test_oldest_first_turns_the_order(client: TestClient) -> None:
    assert shown(client, "/timeline?order=oldest") == ["2024-10-29", "2024-10-31"]


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("actor=China", ["2024-10-29"]),
        ("actor=PRK&type=MOBILIZE", ["2024-10-31"]),
        ("type=consult", ["2024-10-29"]),
        ("standing=disputed", ["2024-10-31"]),
        ("origins=2", ["2024-10-31", "2024-10-29"]),
        ("origins=3", []),
        ("since=2024-11-02", []),
        ("until=2024-10-30", []),
        ("q=Seoul", []),
        ("q=Pyongyang", ["2024-10-31", "2024-10-29"]),
    ],
)
def test_filters_are_those_of_the_command(client: TestClient, query: str, expected: list[str]) -> None:
    assert shown(client, f"/timeline?{query}") == expected


def test_what_cannot_be_meant_is_told_at_its_field_and_the_rest_holds(client: TestClient) -> None:
    found = page(client, "/timeline?actor=Atlantis&q=---&origins=many&type=CONSULT")
    assert "no stored article speaks of 'Atlantis'" in text(pick(found, "#wrong-actor")[0])
    assert "holds no word" in text(pick(found, "#wrong-q")[0])
    assert "no number of origins" in text(pick(found, "#wrong-origins")[0])
    assert pick(found, "input[name=actor]")[0].get("aria-describedby") == "wrong-actor"
    assert [each.get("id") for each in pick(found, "section.day")] == ["day-2024-10-29"]


def test_other_records_stand_by_the_day_of_their_article_and_predictions_on_the_day_they_fall_due(
    client: TestClient,
) -> None:
    found = page(client, "/timeline?kind=development&kind=statement&kind=silence&kind=prediction")
    by_day = {each.get("id"): text(each) for each in pick(found, "section.day")}
    assert next(iter(by_day)) == "day-2024-12-31"
    assert "1 prediction that falls due" in by_day["day-2024-12-31"]
    assert "what two neighbours do is a matter for them" in by_day["day-2024-11-02"]
    assert "1 silence" in by_day["day-2024-10-31"]
    assert "North Korea sent about 10,000 troops" in by_day["day-2024-10-31"]
    assert shown(client, "/timeline?kind=silence") == ["2024-10-31"]
    assert shown(client, "/timeline?kind=statement&actor=org:mfa") == ["2024-11-02"]
    assert shown(client, "/timeline?kind=statement&actor=CHN&order=oldest") == ["2024-10-31", "2024-11-02"]
    assert shown(client, "/timeline?kind=prediction&until=2024-12-30") == []


@pytest.mark.parametrize("order", ["", "&order=oldest"])
def test_pages_follow_one_another_without_a_gap_or_a_day_twice(
    eleven: TestClient, monkeypatch: pytest.MonkeyPatch, order: str
) -> None:
    monkeypatch.setattr(days, "MOST", 5)
    address, seen, back = f"/timeline?kind=development{order}", [], []
    while address:
        seen += shown(eleven, address)
        nav = pick(page(eleven, address), "nav.pager")
        found = {each.get("rel"): each.get("href") for each in pick(nav[-1], "a")} if nav else {}
        back.append(found.get("prev"))
        address = found.get("next", "")
    expected = [f"2025-03-{number:02}" for number in range(1, 12)]
    assert seen == (expected if order else expected[::-1])
    assert back[0] is None
    middle = expected[5] if order else expected[-6]
    assert shown(eleven, str(back[-1]).partition("#")[0])[0] == middle


@pytest.mark.parametrize("order", ["", "&order=oldest"])
def test_of_a_country_pages_follow_one_another(eleven: TestClient, monkeypatch: pytest.MonkeyPatch, order: str) -> None:
    monkeypatch.setattr(days, "MOST", 3)
    address, seen = f"/timeline?actor=AAA{order}", []
    while address:
        seen += shown(eleven, address)
        nav = pick(page(eleven, address), "nav.pager")
        address = {each.get("rel"): each.get("href") for each in pick(nav[-1], "a")}.get("next", "") if nav else ""
    expected = [f"2025-03-{number:02}" for number in range(1, 12)]
    assert seen == (expected if order else expected[::-1])


def test_a_day_that_is_too_full_goes_on_over_the_page(
    serve: Serve, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(days, "MOST", 3)
    with Store.open(tmp_path / "full.db") as store:
        for number in (1, 3, 5, 7, 9):
            document, (one, other, event) = told_on(number)
            moved = Document(text=document.text, published="2025-03-01", publisher=document.publisher)
            for each in (one, other, event):
                object.__setattr__(each, "document", moved.id)
            store.add(moved, (one, other, event))
        batch.relink(store)
    client = serve(tmp_path / "full.db")
    seen, address = [], "/timeline"
    while address:
        found = page(client, address)
        seen += [each.get("id") for each in pick(found, "li.happening")]
        nav = pick(found, "nav.pager")
        address = {each.get("rel"): each.get("href") for each in pick(nav[-1], "a")}.get("next", "") if nav else ""
    assert len(seen) == len(set(seen)) > 3


def test_the_chart_has_a_sentence_and_a_table_whose_numbers_lead_to_their_day(eleven: TestClient) -> None:
    found = page(eleven, "/timeline?actor=Alphaland")
    figure = pick(found, "figure")[0]
    assert figure.get("data-chart") == "/charts/timeline.json?actor=Alphaland"
    caption = text(pick(figure, "figcaption")[0])
    assert caption.startswith("11 developments from 1 March 2025 to 11 March 2025; most on 1 March 2025: 1.")
    row = pick(figure, "tbody tr")[0]
    assert [text(cell) for cell in row] == ["1 March 2025", "", "", "", "1", "1"]
    assert links(row)["1"] == "/timeline?actor=Alphaland&at=2025-03-01#day-2025-03-01"
    bars, _ = rows(eleven.get("/charts/timeline.json?actor=Alphaland").json())
    assert {each["link"] for each in bars} >= {"/timeline?actor=Alphaland&at=2025-03-11#day-2025-03-11"}
    assert {each["class"] for each in bars} >= {"cooperation in deeds", "conflict in words", "conflict in deeds"}
    assert all((each["high"] > 0) == each["class"].startswith("cooperation") for each in bars)


def test_hostile_words_stay_text(eleven: TestClient) -> None:
    answer = eleven.get("/timeline")
    assert HOSTILE not in answer.text
    assert HOSTILE in text(page(eleven, "/timeline"))


def test_an_empty_store_says_what_to_do(serve: Serve) -> None:
    found = page(serve(), "/timeline")
    assert "Add articles" in text(found)
    assert not pick(found, "figure")


@pytest.mark.parametrize(
    ("told", "step", "bins"),
    [
        (
            [Told("2025-03-01", "AID", 2), Told("2025-03-03", "ASSAULT", 1)],
            "day",
            ["2025-03-01", "2025-03-02", "2025-03-03"],
        ),
        ([Told("2025-01-01", "AID", 1), Told("2025-06-01", "AID", 1)], "week", ["2024-12-30"]),
        ([Told("2020-01-15", "AID", 1), Told("2025-06-01", "AID", 1)], "month", ["2020-01-01", "2020-02-01"]),
    ],
)
def test_long_spans_are_shown_in_longer_steps_without_a_gap(told: list[Told], step: str, bins: list[str]) -> None:
    found = binned(told)
    assert found.step == step
    assert [each.first for each in found.bins][: len(bins)] == bins
    assert found.total == sum(each.number for each in told)
    assert found.bins[0].numbers[1] == told[0].number


def test_more_of_a_day_leads_to_the_search(client: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(days, "MOST", 1)
    more = links(page(client, "/timeline?kind=statement&at=2024-10-31"))["More of this day: statements"]
    assert asks(more) == {"kind": ["statement"], "since": ["2024-10-31"], "until": ["2024-10-31"]}
