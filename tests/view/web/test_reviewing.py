"""Review in the browser: verdicts by buttons, corrections by a form, undo, the list, and servers that refuse."""

import json
import shutil
from pathlib import Path

import pytest
from starlette.testclient import TestClient

import brief_story
from legation.records import Event
from legation.store import corrections
from legation.store.store import Store
from web_pages import page, pick, text
from web_server import Serve

POST = brief_story.POST
EVENT = next(each for each in brief_story.RECORDS if isinstance(each, Event) and each.document == POST.id)


@pytest.fixture
def news(told: Path, tmp_path: Path) -> Path:
    path = tmp_path / "news.db"
    shutil.copy(told, path)
    return path


@pytest.fixture
def desk(serve: Serve, news: Path) -> TestClient:
    return serve(news)


def judge(client: TestClient, verdict: str, record: str = EVENT.id, **more: str) -> str:
    answer = client.post(f"/records/{record}/verdict", data={"verdict": verdict, **more}, follow_redirects=False)
    assert answer.status_code == 303, answer.text
    return answer.headers["location"]


def filled(client: TestClient, address: str = f"/records/{EVENT.id}/correct") -> dict[str, str]:
    """What the form would send if nothing were changed."""
    root = page(client, address)
    sent = {each.get("name"): each.get("value") or "" for each in pick(root, "main form input")}
    sent |= {each.get("name"): (each.text or "").removeprefix("\n") for each in pick(root, "main form textarea")}
    for each in pick(root, "main form select"):
        chosen = pick(each, "option[selected]")
        sent[each.get("name")] = chosen[0].get("value") if chosen else pick(each, "option")[0].get("value")
    return sent


def standing(news: Path) -> tuple[corrections.Standing, ...]:
    with Store.open(news) as store:
        return store.ask(corrections.standing)


def test_accepting_leads_back_to_the_record_and_shows_who_did(desk: TestClient, news: Path) -> None:
    back = f"/articles/{POST.id}"
    assert judge(desk, "accept", by="Ann Ö", back=back) == f"{back}#r-{EVENT.id}"
    (made,) = standing(news)
    assert (made.correction.verdict, made.correction.by, made.correction.target) == ("accept", "Ann Ö", EVENT.id)
    root = page(desk, back)
    (card,) = pick(root, f"#r-{EVENT.id}")
    assert "Accepted by Ann Ö on" in text(card)
    assert "100" in text(pick(card, ".why")[0])


def test_the_name_is_remembered_in_a_cookie(desk: TestClient, news: Path) -> None:
    judge(desk, "accept", by="Ann Ö; Path=/evil\r\nSet-Cookie: x=1")
    judge(desk, "reject")
    (made,) = standing(news)
    assert made.correction.by == "Ann Ö; Path=/evil Set-Cookie: x=1"
    assert set(desk.cookies) == {"legation-reviewer"}


def test_a_rejected_record_is_gone_from_answers_but_stands_crossed_out_with_undo(desk: TestClient) -> None:
    judge(desk, "reject", by="Ann", note="No such thing")
    root = page(desk, f"/articles/{POST.id}")
    (card,) = pick(root, f"#r-{EVENT.id}")
    assert "gone" in card.get("class").split()
    assert "Rejected by Ann" in text(card)
    assert "No such thing" in text(card)
    assert pick(card, "[value=undo]")
    assert "Rejected by Ann" in text(page(desk, f"/records/{EVENT.id}"))
    judge(desk, "undo")
    assert not pick(page(desk, f"/articles/{POST.id}"), ".gone")
    assert "Nobody has judged this record yet" in text(page(desk, f"/records/{EVENT.id}"))


def test_a_form_that_is_sent_as_it_came_changes_nothing(desk: TestClient, news: Path) -> None:
    for record in (
        each
        for each in brief_story.RECORDS
        if each.record in ("event", "statement", "pressure", "tie", "silence", "prediction")
    ):
        address = f"/records/{record.id}/correct"
        answer = desk.post(address, data=filled(desk, address), follow_redirects=False)
        assert answer.status_code == 200, (record, answer.headers.get("location"))
        assert "This changes nothing" in answer.text, record
    assert standing(news) == ()


def test_a_correction_is_kept_as_the_command_line_keeps_it(desk: TestClient, news: Path) -> None:
    sent = filled(desk) | {
        "field-type": "ASSAULT",
        "field-mode": "aerial",
        "field-recipient": "Russia; South Korea",
        "by": "Ann",
        "note": "arms",
    }
    answer = desk.post(f"/records/{EVENT.id}/correct", data=sent, follow_redirects=False)
    assert (answer.status_code, answer.headers["location"]) == (303, f"/records/{EVENT.id}#r-{EVENT.id}")
    (made,) = standing(news)
    changes = {each.field: json.loads(each.now) for each in made.correction.changes}
    assert (changes["type"], changes["mode"], changes["recipient"]) == ("ASSAULT", "aerial", ["RUS", "KOR"])
    assert {"intensity", "quad"} <= changes.keys()
    said = text(page(desk, f"/records/{EVENT.id}"))
    assert "Corrected by Ann" in said
    assert "did: mobilisation (MOBILIZE) → attack (ASSAULT)" in said
    assert "North Korea attacked Russia and South Korea from the air" in said


def test_a_second_correction_adds_to_the_first(desk: TestClient, news: Path) -> None:
    address = f"/records/{EVENT.id}/correct"
    desk.post(address, data=filled(desk) | {"field-status": "future"})
    assert filled(desk)["field-status"] == "future"
    desk.post(address, data=filled(desk) | {"field-date": "2024-10"})
    (made,) = standing(news)
    assert {each.field for each in made.correction.changes} == {"status", "date"}
    with Store.open(news) as store:
        (found,) = [each for each in store.records(kind="event") if each.id == EVENT.id]
    assert isinstance(found, Event)
    assert (found.status, found.date and found.date.precision) == ("future", "month")


def test_what_is_wrong_is_told_at_its_field_and_nothing_typed_is_lost(desk: TestClient, news: Path) -> None:
    sent = filled(desk) | {"field-actor": "Nobody <b>At</b> All", "field-date": "someday", "note": "keep me"}
    answer = desk.post(f"/records/{EVENT.id}/correct", data=sent, follow_redirects=False)
    assert answer.status_code == 200
    from web_pages import read

    root = read(answer.text)
    assert {each.get("id") for each in pick(root, "[aria-invalid=true]")} == {"field-actor", "field-date"}
    assert "is no date" in text(pick(root, "#wrong-date")[0])
    assert pick(root, "#field-actor")[0].get("value") == "Nobody <b>At</b> All"
    assert pick(root, "#note")[0].get("value") == "keep me"
    assert not pick(root, "main b")
    assert standing(news) == ()


def test_a_mode_must_fit_its_type(desk: TestClient) -> None:
    answer = desk.post(f"/records/{EVENT.id}/correct", data=filled(desk) | {"field-mode": "drone"})
    assert "is no mode" in answer.text


def test_the_list_of_verdicts_has_scores_and_undo(desk: TestClient, news: Path) -> None:
    assert "Nobody has judged a record yet" in text(page(desk, "/review"))
    judge(desk, "accept", by="Ann")
    judge(desk, "reject", record=brief_story.COUNTED.id, by="Ben")
    root = page(desk, "/review")
    assert len(pick(root, ".finding")) == 2
    assert "right as read" in text(pick(root, "table")[0])
    assert [text(each) for each in pick(page(desk, "/review?verdict=reject"), ".verdict strong")] == ["Rejected"]
    (button,) = pick(page(desk, "/review?kind=event"), "[value=undo]")
    answer = desk.post(button.get("formaction"), data={"verdict": "undo", "back": "/review"}, follow_redirects=False)
    assert answer.headers["location"].startswith("/review#")
    assert [each.correction.by for each in standing(news)] == ["Ben"]


def test_an_actor_is_judged_with_its_article(desk: TestClient, news: Path) -> None:
    judge(desk, "accept", record="CHN", document=POST.id)
    (made,) = standing(news)
    assert (made.correction.of, made.correction.document) == ("actor", POST.id)
    assert "Correct a record" in text(page(desk, f"/records/CHN/correct?document={POST.id}"))


@pytest.mark.parametrize(
    "back", ["https://evil.example/", "//evil.example/x", "/\\evil.example", "javascript:alert(1)", "/a\r\nX: y"]
)
def test_nobody_is_led_away(desk: TestClient, back: str) -> None:
    assert judge(desk, "accept", back=back) == f"/records/{EVENT.id}#r-{EVENT.id}"
    root = page(desk, f"/records/{EVENT.id}/correct?back=//evil.example")
    assert not [each for each in pick(root, "main a") if "evil" in (each.get("href") or "")]


def test_unknown_records_and_verdicts_are_refused(desk: TestClient) -> None:
    assert desk.post("/records/nothing/verdict", data={"verdict": "accept"}).status_code == 404
    assert desk.post(f"/records/{EVENT.id}/verdict", data={"verdict": "maybe"}).status_code == 422
    assert desk.post(f"/records/{EVENT.id}/verdict").status_code == 422
    assert desk.get("/records/nothing/correct").status_code == 404


def test_a_read_only_server_shows_no_form_and_refuses(serve: Serve, news: Path) -> None:
    client = serve(news, read_only=True)
    for address in (f"/articles/{POST.id}", f"/records/{EVENT.id}", "/review"):
        assert not pick(page(client, address), "main form[method=post]")
        assert not pick(page(client, address), ".judge")
    assert client.post(f"/records/{EVENT.id}/verdict", data={"verdict": "accept"}).status_code == 403
    assert client.post(f"/records/{EVENT.id}/correct", data={}).status_code == 403
    assert client.get(f"/records/{EVENT.id}/correct").status_code == 403
    assert standing(news) == ()
