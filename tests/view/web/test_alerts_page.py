"""What the rules found is shown with its reason, its words and how it went; muting works where it may."""

from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from starlette.testclient import TestClient

import brief_story
from legation import batch
from legation.records import Found
from legation.store import alerts as stored
from legation.store.store import Store
from legation.view.alerting.alert import Alert, Proof
from legation.view.alerting.letter import long, short
from watch_story import DESK, Story, alert, written
from web_pages import asks, links, page, pick, read, text

Serve = Callable[..., TestClient]
NOW = datetime(2024, 11, 1, 12, 0, tzinfo=UTC)
HOSTILE = "<script>alert(1)</script>\u202e{{ 7 * 7 }}"


def proof(**more: Any) -> Proof:
    words = next(each.text for each in brief_story.SPOKE.evidence)
    values = {"text": words, "document": brief_story.TIMES.id, "publisher": brief_story.TIMES.publisher}
    return Proof(**{**values, "published": "2024-11-02", "record": brief_story.SPOKE.id, **more})


FOUND = (
    alert("China", proofs=(proof(),), issue="troops"),
    alert(
        "Korea",
        kind="pressure",
        rule="pressure",
        group="unsure",
        actors=("PRK",),
        proofs=(proof(document="gone", record="gone"),),
    ),
    alert("Russia", group="held", actors=("RUS",), origins=1),
    alert("hush", kind="first-statement", rule="first", group="muted", actors=("CHN",)),
    alert("lost", kind="tension", rule="tense", group="failed", actors=("CHN", "RUS")),
    alert("early", group="old", day="2024-10-20"),
)


@pytest.fixture
def desk(tmp_path: Path) -> Path:
    return written(tmp_path)


@pytest.fixture
def start(serve: Serve, tmp_path: Path, desk: Path) -> Callable[..., TestClient]:
    """A server over three articles, with these alerts."""

    def started(found: Sequence[Alert] = FOUND, **settings: Any) -> TestClient:
        path = tmp_path / "mine.db"
        with Store.open(path) as store:
            for document in (brief_story.POST, brief_story.LEDGER, brief_story.TIMES):
                records = (r for r in brief_story.RECORDS if isinstance(r, Found) and r.document == document.id)
                store.add(document, records)
            batch.relink(store)
            Story(store=store, now=NOW).raise_all(found)
        return serve(path, **{"desk": desk, "now": lambda: NOW, **settings})

    return started


def titles(client: TestClient, address: str = "/alerts") -> list[str]:
    return [text(each).partition(" speaks")[0] for each in pick(page(client, address), "article h3")]


def of(client: TestClient, one: Alert) -> str:
    return f"/alerts/{long(one.key)}"


def test_the_last_found_comes_first_and_what_was_there_before_is_apart(start: Callable[..., TestClient]) -> None:
    client = start()
    assert titles(client) == ["lost", "hush", "Russia", "Korea", "China"]
    assert titles(client, "/alerts?state=old") == ["early"]
    nav = links(page(client, "/alerts"), "nav.states")
    assert list(nav) == [
        *("All news 5", "Sent 1", "Perhaps sent already 1", "Could not be sent 1", "Held back 1", "Muted 1"),
        "There before 1",
    ]
    assert titles(client, nav["Held back 1"]) == ["Russia"]


@pytest.mark.parametrize(
    ("query", "wanted"),
    [
        ("kind=pressure", ["Korea"]),
        ("rule=talk", ["Russia", "China"]),
        ("actor=China", ["lost", "hush", "China"]),
        ("actor=CHN&state=failed", ["lost"]),
        ("since=2024-10-29", ["lost", "hush", "Russia", "Korea", "China"]),
        ("since=2024-11-01", []),
    ],
)
def test_alerts_are_narrowed_by_what_is_asked(start: Callable[..., TestClient], query: str, wanted: list[str]) -> None:
    assert titles(start(), f"/alerts?{query}") == wanted


@pytest.mark.parametrize("query", ["kind=x", "state=x", "since=x", "actor=Nobody+at+all"])
def test_what_cannot_be_asked_is_refused(start: Callable[..., TestClient], query: str) -> None:
    assert start().get(f"/alerts?{query}").status_code == 422


def test_a_long_list_is_paged(start: Callable[..., TestClient]) -> None:
    client = start([alert(f"A{number:02}") for number in range(35)])
    first = page(client, "/alerts?kind=silence-ended")
    older = links(first, "nav.pager")["Older"]
    assert asks(older) == {"kind": ["silence-ended"], "start": ["30"]}
    assert titles(client, older) == ["A04", "A03", "A02", "A01", "A00"]
    assert links(page(client, older), "nav.pager")["Newer"] == "/alerts?kind=silence-ended"


def test_an_alert_opens_its_article_at_the_words_and_says_how_it_went(start: Callable[..., TestClient]) -> None:
    client = start()
    (card,) = [each for each in pick(page(client, "/alerts"), "article") if "China speaks" in text(each)]
    words = f"/articles/{brief_story.TIMES.id}?record={brief_story.SPOKE.id}#at"
    assert links(card, "q.words") == {proof().text: words}
    assert "China had said nothing for 9 days." in text(card)
    assert "mail: sent, 29 October 2024, 03:00" in text(card)
    assert "hook: on its way, 29 October 2024, 03:00 (it can't be reached); again today, 13:00" in text(card)
    assert links(card, ".source")["China"] == "/actors/CHN"
    assert links(card, ".source")["Troops abroad"] == "/silences?issue=troops"
    assert links(card, "h3") == {"China speaks again on the troops": of(client, FOUND[0])}


def test_why_an_alert_was_not_sent_is_said(start: Callable[..., TestClient]) -> None:
    shown = text(pick(page(start(), "/alerts"), "main")[0])
    assert "Held back: the rule talk sends at most 3 a day." in shown
    assert "Muted: first is muted." in shown
    assert "hook: perhaps sent already, 29 October 2024, 03:01 (it hung up)" in shown


def test_a_permanent_address_shows_what_stands_behind(start: Callable[..., TestClient]) -> None:
    client = start()
    shown = page(client, of(client, FOUND[0]))
    assert text(pick(shown, "h1")[0]) == "China speaks again on the troops"
    assert f"/records/{brief_story.SPOKE.id}" in links(shown, "article").values()
    assert [text(each) for each in pick(shown, "tbody th")] == ["hook", "mail"]
    assert client.get(f"/alerts/{short(FOUND[0].key)}").text == client.get(of(client, FOUND[0])).text.replace(
        long(FOUND[0].key), short(FOUND[0].key)
    )
    assert client.get("/alerts/0123456789abcdef").status_code == 404


def test_an_alert_on_two_parties_leads_to_both(start: Callable[..., TestClient]) -> None:
    client = start()
    assert links(page(client, of(client, FOUND[4])), ".source")["both together"] == "/dyads/CHN/RUS"


def test_words_of_an_article_that_is_not_stored_are_no_link(start: Callable[..., TestClient]) -> None:
    client = start()
    shown = page(client, of(client, FOUND[1]))
    assert not pick(shown, "q.words a")
    assert "the article is not stored here" in text(pick(shown, "main")[0])


def test_hostile_words_stay_words(start: Callable[..., TestClient]) -> None:
    bad = alert(
        "x", title=HOSTILE, because=(HOSTILE,), actors=(HOSTILE,), proofs=(proof(text=HOSTILE, publisher=HOSTILE),)
    )
    client = start([bad])
    for address in ("/alerts", of(client, bad), "/"):
        body = client.get(address).text
        assert "<script>alert" not in body, address
        shown = text(pick(read(body), "main")[0])
        assert "{{ 7 * 7 }}" in shown, address
        assert "\u202e" not in shown, address


def muted(client: TestClient) -> list[str]:
    return [text(each).partition(",")[0] for each in pick(page(client, "/alerts"), "ul.muted-list li")]


def test_what_is_about_an_alert_is_muted_and_unmuted_there(start: Callable[..., TestClient]) -> None:
    client = start()
    (form,) = pick(page(client, of(client, FOUND[0])), "form[action=/alerts/mute]")
    choices = {text(each): str(each.get("value")) for each in pick(form, "option")}
    assert choices == {
        "the rule “talk”": "talk",
        "all of the kind “A silence has ended”": "silence-ended",
        "all about China": "CHN",
        "all on “Troops abroad”": "troops",
    }
    back = str(pick(form, "input[name=back]")[0].get("value"))
    sent = {"what": "CHN", "until": "2024-11-05", "back": back}
    answer = client.post("/alerts/mute", data=sent, follow_redirects=False)
    assert (answer.status_code, answer.headers["location"]) == (303, back)
    assert muted(client) == ["all about China until 5 November 2024"]
    store: Store = client.app.state.shelf.store  # type: ignore[attr-defined]
    assert store.ask(stored.mutes)[0].what == "CHN"
    (button,) = pick(page(client, "/alerts"), "ul.muted-list button")
    assert client.post("/alerts/unmute", data={"what": button.get("value")}).status_code == 200
    assert muted(client) == []


def test_a_mute_ends_with_its_day(start: Callable[..., TestClient]) -> None:
    client = start()
    client.post("/alerts/mute", data={"what": "talk", "until": "2024-11-01"})
    assert muted(client) == ["the rule “talk” until 1 November 2024"]
    settings = client.app.state.shelf.settings  # type: ignore[attr-defined]
    object.__setattr__(settings, "now", lambda: datetime(2024, 11, 1, 23, 30, tzinfo=UTC))  # the 2nd, in Berlin
    assert muted(client) == []


@pytest.mark.parametrize(
    "sent",
    [{"what": "nothing like it"}, {"what": "talk", "until": "2024-10-31"}, {"what": "talk", "until": "soon"}, {}],
)
def test_what_cannot_be_muted_is_refused(start: Callable[..., TestClient], sent: dict[str, str]) -> None:
    client = start()
    assert client.post("/alerts/mute", data=sent).status_code == 422
    assert client.post("/alerts/unmute", data={"what": "talk"}).status_code == 422
    assert muted(client) == []


def test_muting_leads_back_to_this_server_alone(start: Callable[..., TestClient]) -> None:
    client = start()
    for back in ("https://elsewhere.example/", "//elsewhere.example", "/\\elsewhere.example"):
        answer = client.post("/alerts/mute", data={"what": "talk", "back": back}, follow_redirects=False)
        assert answer.headers["location"] == "/alerts#muted"


def test_another_site_may_mute_nothing(start: Callable[..., TestClient]) -> None:
    client = start()
    answer = client.post("/alerts/mute", data={"what": "talk"}, headers={"sec-fetch-site": "cross-site"})
    assert answer.status_code == 403
    assert muted(client) == []


def test_a_server_that_is_read_only_shows_no_form_and_refuses(start: Callable[..., TestClient]) -> None:
    client = start(read_only=True)
    for address in ("/alerts", of(client, FOUND[0])):
        assert not pick(page(client, address), "form[method=post]"), address
    assert client.post("/alerts/mute", data={"what": "talk"}).status_code == 403


def test_rules_of_the_desk_are_told_with_what_mutes_them(start: Callable[..., TestClient]) -> None:
    client = start()
    client.post("/alerts/mute", data={"what": "pressure"})
    rows = [[text(cell) for cell in pick(row, "td")] for row in pick(page(client, "/alerts"), "tbody tr")]
    assert [row[2:] for row in rows] == [
        ["3", "mail, hook", "no"],
        ["5", "hook", "for good"],
        ["5", "mail, hook", "for good (in the desk’s file)"],
    ]


def test_empty_states_say_what_to_do(start: Callable[..., TestClient], desk: Path) -> None:
    assert "legation serve --desk FILE" in text(pick(page(start((), desk=None), "/alerts"), ".nothing")[0])
    written(desk.parent, DESK.partition("[[alerts]]")[0])
    assert 'on = "silence-ended"' in text(pick(page(start(()), "/alerts"), ".nothing")[0])
    written(desk.parent)
    assert "legation alerts check" in text(pick(page(start(()), "/alerts"), ".nothing")[0])
    assert "No alert fits." in text(pick(page(start(()), "/alerts?kind=pressure"), ".nothing")[0])


def test_the_first_page_shows_the_newest_since_the_chosen_day(start: Callable[..., TestClient]) -> None:
    client = start()
    newest = pick(page(client, "/"), "section[aria-labelledby=alerts]")[0]
    assert list(links(newest, ".says")) == [
        f"{name} speaks again on the troops" for name in ("lost", "hush", "Russia", "Korea")
    ]
    assert links(newest)["All alerts"] == "/alerts"
    none = pick(page(client, "/?since=2024-11-01"), "section[aria-labelledby=alerts]")[0]
    assert "No rule of the desk found anything new since then." in text(none)
