"""The API answers with the records that the store has, page by page, and takes what the command line takes."""

import gzip
import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from starlette.testclient import TestClient

import brief_story
from legation import batch
from legation.records import Certainty, Document, Event, Evidence, Prediction
from legation.store.codec import to_json
from legation.store.store import Store
from legation.tables import yaml_table
from legation.view import schema, who
from legation.view.rest.asked import Developments
from legation.view.rest.description import EXAMPLES, described
from legation.view.web.jobs import Job
from legation.view.web.shelf import Shelf

Serve = Callable[..., TestClient]
API = "/api/v1"
HOSTILE = "<script>alert(1)</script> \u202eevil"


@pytest.fixture
def mine(serve: Serve, told: Path, tmp_path: Path) -> TestClient:
    """A server over a store that may be changed."""
    path = tmp_path / "mine.db"
    shutil.copy(told, path)
    return serve(path)


def items(client: TestClient, address: str) -> list[Any]:
    answer = client.get(f"{API}/{address}")
    assert answer.status_code == 200, answer.text
    found: list[Any] = answer.json()["items"]
    return found


def test_records_are_those_of_the_store(client: TestClient, told: Path) -> None:
    with Store.open(told) as store:
        wanted = [json.loads(to_json(each)) for each in store.records(kind="event", actor=("PRK",))]
    found = items(client, "records?kind=event&actor=North+Korea")
    assert sorted(each["id"] for each in found) == sorted(each["id"] for each in wanted)
    assert {each["id"]: each for each in found} == {each["id"]: each for each in wanted}


def test_records_fit_their_schema(client: TestClient) -> None:
    validator = jsonschema.Draft202012Validator(schema.schema())
    for each in items(client, "records?limit=500"):
        validator.validate(each)
    assert client.get(f"{API}/schema").json() == schema.schema()
    assert client.get(f"{API}/schema").headers["content-type"] == "application/schema+json"


def test_pages_follow_one_another(client: TestClient) -> None:
    whole = items(client, "records?kind=statement&kind=event&limit=500")
    found, address = [], f"{API}/records?kind=statement&kind=event&limit=2"
    while address:
        answer = client.get(address)
        found += answer.json()["items"]
        address = answer.json()["next"]
        assert answer.headers.get("link") == (f'<{address}>; rel="next"' if address else None)
    assert found == whole
    assert len(whole) > 4


def test_a_cursor_belongs_to_one_list(client: TestClient) -> None:
    cursor = client.get(f"{API}/records?kind=event&limit=1").json()["next"].partition("cursor=")[2]
    assert client.get(f"{API}/records?kind=event&limit=3&cursor={cursor}").status_code == 200
    for address in (f"records?kind=statement&cursor={cursor}", f"documents?cursor={cursor}", "records?cursor=W10"):
        wrong = client.get(f"{API}/{address}")
        assert (wrong.status_code, wrong.json()["errors"][0]["parameter"]) == (422, "cursor")


def test_an_unchanged_answer_costs_nothing_and_a_long_one_comes_packed(client: TestClient) -> None:
    address = f"{API}/records?limit=500"
    first = client.get(address)
    again = client.get(address, headers={"if-none-match": first.headers["etag"]})
    assert (again.status_code, again.content) == (304, b"")
    assert first.headers["content-encoding"] == "gzip"
    plain = client.get(address, headers={"accept-encoding": "identity"})
    assert "content-encoding" not in plain.headers
    assert plain.json() == first.json()
    head = client.head(address, headers={"accept-encoding": "identity"})
    assert (head.status_code, head.content) == (200, b"")
    assert head.headers["content-length"] == str(len(plain.content))
    assert len(gzip.compress(plain.content)) < len(plain.content)


@pytest.mark.parametrize(
    ("address", "parameter"),
    [
        ("records?kind=nonsense", "kind.0"),
        ("records?acter=USA", "acter"),
        ("records?since=yesterday", "since"),
        ("records?since=99999w", "since"),
        ("records?until=0001-01-01", "until"),
        ("records?limit=501", "limit"),
        ("records?limit=0", "limit"),
        ("records?actor=Nobody+at+all", "actor"),
        ("records?role=speaker", "role"),
        ("records?document=nothing", "document"),
        ("developments?standing=great", "standing"),
        ("predictions?holder=Nobody+at+all", "holder"),
        ("search", "q"),
        ("board?issue=x", "issue"),
        ("tension/CHN/KOR?since=2024-10-30&until=2024-10-01", "until"),
        ("brief?about=Nobody+at+all", "about"),
    ],
)
def test_what_is_asked_wrongly_is_refused_with_the_parameter(client: TestClient, address: str, parameter: str) -> None:
    wrong = client.get(f"{API}/{address}")
    assert wrong.status_code == 422
    assert wrong.headers["content-type"] == "application/problem+json"
    assert [each["parameter"] for each in wrong.json()["errors"]] == [parameter]
    assert wrong.json()["errors"][0]["detail"] in wrong.json()["detail"]


@pytest.mark.parametrize(
    "address", ["documents/x", "documents/x/records", "records/x", "actors/x", "jobs/x", "nowhere"]
)
def test_what_is_not_there_is_said_not_to_be(client: TestClient, address: str) -> None:
    missing = client.get(f"{API}/{address}")
    assert (missing.status_code, missing.json()["title"]) == (404, "Not Found")


def test_an_article_comes_with_its_text_and_lists_come_without(client: TestClient) -> None:
    heads = items(client, "documents")
    assert [each["id"] for each in heads] == [
        each.id
        for each in sorted(
            (brief_story.POST, brief_story.LEDGER, brief_story.TIMES),
            key=lambda each: each.published or "",
            reverse=True,
        )
    ]
    assert not any("text" in each for each in heads)
    whole = client.get(f"{API}/documents/{brief_story.POST.id}").json()
    assert whole == json.loads(to_json(brief_story.POST))
    found = items(client, f"documents/{brief_story.POST.id}/records?kind=event")
    assert {each["document"] for each in found} == {brief_story.POST.id}
    for each in found:
        for words in each["evidence"]:
            assert whole["text"][words["start"] : words["end"]] == words["text"]


def test_actors_are_listed_once_and_counted(client: TestClient) -> None:
    ids = [each["id"] for each in items(client, "actors")]
    assert ids == sorted(set(ids))
    assert [each["id"] for each in items(client, "actors?name=china")] == ["CHN"]
    found = client.get(f"{API}/actors/CHN").json()
    assert (found["actor"]["name"], found["articles"] > 0, found["statements"] > 0) == ("China", True, True)
    first = client.get(f"{API}/actors?limit=1").json()
    assert client.get(first["next"]).json()["items"][0]["id"] == ids[1]


def test_what_is_told_together_is_what_the_store_has(client: TestClient, told: Path) -> None:
    with Store.open(told) as store:
        for kind, address in (
            ("development", "developments"),
            ("contradiction", "contradictions"),
            ("report", "reports"),
        ):
            ids = {each.id for each in store.records(kind=kind)}
            assert {each["id"] for each in items(client, address)} == ids
    one = items(client, "developments?standing=one+origin")
    assert {each["standing"] for each in one} <= {"one origin"}
    assert set(Developments.model_fields) > {"actor", "type", "standing", "origins", "document", "since", "until"}


@pytest.mark.parametrize(
    "address",
    [
        *("ties/CHN", "ties/CHN/PRK", "tension/PRK/KOR", "tension/PRK/KOR?by=week", "who-can-move/PRK", "board"),
        *("predictions/scores", "predictions?open=true", "search?q=troops", "resolve?text=China", "brief", "health"),
    ],
)
def test_each_answer_fits_its_description(client: TestClient, address: str) -> None:
    document = described()
    path = address.partition("?")[0]
    node = next(
        each["get"]["responses"]["200"]["content"]["application/json"]["schema"]
        for template, each in document["paths"].items()
        if "get" in each and _fits(f"{API}/{path}", template)
    )
    answer = client.get(f"{API}/{address}")
    assert answer.status_code == 200, answer.text
    validator = jsonschema.Draft202012Validator({**node, "components": document["components"]})
    validator.validate(answer.json())


def _fits(path: str, template: str) -> bool:
    pairs = list(zip(path.split("/"), template.split("/"), strict=False))
    same_length = path.count("/") == template.count("/")
    return same_length and all(wanted == given or wanted.startswith("{") for given, wanted in pairs)


def test_each_example_fits_its_description() -> None:
    document, examples = described(), yaml_table(EXAMPLES)
    operations = [each for path in document["paths"].values() for each in path.values()]
    assert {each["operationId"] for each in operations} - examples.keys() == {"getSchema"}
    for each in operations:
        assert each["tags"]
        assert each["summary"]
        assert each["description"]
        good = next(node for status, node in each["responses"].items() if status.startswith("2"))
        node = next(iter(good["content"].values()))
        if "example" in node:
            whole = {**node["schema"], "components": document["components"]}
            jsonschema.Draft202012Validator(whole).validate(node["example"])


def test_the_brief_comes_as_it_is_asked_for(client: TestClient) -> None:
    address = f"{API}/brief"
    assert client.get(address).json()["articles"] == 3
    markdown = client.get(address, headers={"accept": "text/markdown"})
    assert markdown.headers["content-type"] == "text/markdown; charset=utf-8"
    assert markdown.text.startswith("# ")
    assert client.get(f"{address}?format=text").headers["content-type"] == "text/plain; charset=utf-8"
    page = client.get(f"{address}?format=html", headers={"accept": "text/markdown"})
    assert page.headers["content-disposition"].startswith("attachment")
    assert "unsafe" not in page.headers["content-security-policy"]


def test_without_a_desk_positions_say_what_is_missing(client: TestClient) -> None:
    missing = client.get(f"{API}/positions")
    assert (missing.status_code, "--desk" in missing.json()["detail"]) == (422, True)


def test_positions_are_the_same_whether_kept_for_pages_or_asked_for_alone(
    serve: Serve, told: Path, tmp_path: Path
) -> None:
    desk = tmp_path / "desk.toml"
    actors = "".join(f'[[actors]]\nid = "{each}"\n' for each in ("CHN", "PRK"))
    issues = "".join(f'[[issues]]\nid = "{each}"\nwords = ["{each}"]\n' for each in ("matter", "troops"))
    desk.write_text(actors + issues, encoding="utf-8")
    client = serve(told, desk=desk)
    whole = items(client, "positions")
    assert whole
    assert items(client, "positions?since=1990-01-01") == whole
    assert items(client, "positions?issue=troops&issue=matter") == whole
    assert items(client, "positions?actor=CHN") == [each for each in whole if each["actor"] == "CHN"]
    assert items(client, "positions?issue=matter") == [each for each in whole if each["issue"] == "matter"]


def test_the_tension_of_two_is_worked_out_once_for_pages_and_askers(serve: Serve, told: Path) -> None:
    client = serve(told)
    assert client.get("/dyads/KOR/PRK").status_code == 200
    shelf: Shelf = client.app.state.shelf  # type: ignore[attr-defined]
    before = client.get(f"{API}/tension/KOR/PRK?by=week").json()
    assert shelf.kept(("tension", "KOR", "PRK"), lambda: {"week": None})["week"] is not None
    last = before["as_of"]
    assert client.get(f"{API}/tension/KOR/PRK?by=week&as_of={last}").json() == before


def test_who_is_meant_follows_the_tables_of_the_user(client: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    assert client.get(f"{API}/resolve?text=China").json()["id"] == "CHN"
    known = who.lookup()
    assert known is who.lookup()
    monkeypatch.setattr(who, "_stamp", lambda: (("people.csv", 1),))
    assert who.lookup() is not known


def test_hostile_words_stay_text(serve: Serve, tmp_path: Path) -> None:
    path = tmp_path / "hostile.db"
    document = Document(text=f"{HOSTILE} attacked.", title=HOSTILE, publisher=HOSTILE, published="2024-10-01")
    says = Evidence.cut(document.text, 0, 8, "trigger")
    with Store.open(path) as store:
        store.add(document, [Event(document=document.id, type="ASSAULT", evidence=(says,))])
        batch.relink(store)
    client = serve(path)
    answer = client.get(f"{API}/documents/{document.id}")
    assert answer.headers["content-type"] == "application/json"
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert answer.json()["title"] == HOSTILE
    problem = client.get(f"{API}/records?actor={HOSTILE}")
    assert "\u202e" not in problem.text


def test_a_verdict_is_kept_and_taken_back(mine: TestClient) -> None:
    event = items(mine, "records?kind=event")[0]
    address = f"{API}/records/{event['id']}/verdict"
    rejected = mine.post(address, json={"verdict": "reject", "by": "A. Reader", "note": "Not said."})
    assert rejected.status_code == 201
    assert (rejected.json()["of"], rejected.json()["by"], rejected.json()["note"]) == (
        "event",
        "A. Reader",
        "Not said.",
    )
    assert mine.get(f"{API}/records/{event['id']}").status_code == 404
    assert mine.get(f"{API}/records/{rejected.json()['id']}").json() == rejected.json()
    assert mine.delete(address).json()["id"] == rejected.json()["id"]
    assert mine.get(f"{API}/records/{event['id']}").json() == event
    gone = mine.delete(address)
    assert (gone.status_code, "was not judged" in gone.json()["detail"]) == (404, True)


def test_a_correction_changes_the_fields_that_it_names(mine: TestClient) -> None:
    event = next(each for each in items(mine, "records?kind=event") if each["type"] != "AID")
    address = f"{API}/records/{event['id']}/verdict"
    assert mine.post(address, json={"verdict": "correct", "fields": {"type": "AID"}}).status_code == 201
    assert mine.get(f"{API}/records/{event['id']}").json()["type"] == "AID"
    for body, parameter in (
        ({"verdict": "correct"}, "body.fields"),
        ({"verdict": "accept", "fields": {"type": "AID"}}, "body.fields"),
        ({"verdict": "perhaps"}, "body.verdict"),
        ({"verdict": "accept", "more": 1}, "body.more"),
        ({"verdict": "accept", "note": "\ud800"}, "body.note"),
    ):
        wrong = mine.post(address, content=json.dumps(body), headers={"content-type": "application/json"})
        assert (wrong.status_code, wrong.json()["errors"][0]["parameter"]) == (422, parameter)
    assert mine.post(address, json={"verdict": "correct", "fields": {"nonsense": "x"}}).status_code == 422


def test_a_prediction_is_decided_and_opened_again(serve: Serve, tmp_path: Path) -> None:
    path = tmp_path / "foretold.db"
    document = Document(text="War is likely.", published="2024-10-01")
    foretold = Prediction(
        document=document.id,
        holder=None,
        claim=brief_story.span(document, "War is likely"),
        certainty=Certainty(phrase="likely", low=55, high=80),
    )
    with Store.open(path) as store:
        store.add(document, [foretold])
    client = serve(path)
    address = f"{API}/predictions/{foretold.id}/outcome"
    decided = client.put(address, json={"outcome": "true", "on": "2024-10-20", "note": "It came."})
    assert decided.status_code == 200
    assert (decided.json()["outcome"], decided.json()["decided"]["on"]) == (True, "2024-10-20")
    assert items(client, "predictions?open=true") == []
    assert client.get(f"{API}/records/{foretold.id}").json() == decided.json()
    early = client.put(address, json={"outcome": "true", "on": "2024-01-01"})
    assert (early.status_code, "before the prediction" in early.json()["detail"]) == (422, True)
    assert client.put(address, json={"outcome": "open"}).json()["outcome"] is None
    assert client.put(address, json={"outcome": "open", "note": "x"}).status_code == 422
    assert client.put(f"{API}/predictions/nothing/outcome", json={"outcome": "true"}).status_code == 404


class Taking:
    """Takes articles, and reads none."""

    def __init__(self) -> None:
        self.taken: list[str] = []

    def start(self, title: str, files: dict[str, bytes]) -> Job:
        self.taken = [title, *files["articles.jsonl"].decode().splitlines()]
        return Job(id="one", title=title)


@pytest.fixture
def taking(client: TestClient) -> Taking:
    found = Taking()
    client.app.state.jobs = found  # type: ignore[attr-defined]
    return found


def test_articles_are_taken_one_by_one_and_together(client: TestClient, taking: Taking) -> None:
    one = client.post(f"{API}/documents", json={"text": "A said B.", "date": "2024-10-01", "title": "B"})
    assert (one.status_code, one.headers["location"]) == (202, f"{API}/jobs/one")
    assert taking.taken == ["B", '{"text": "A said B.", "date": "2024-10-01", "title": "B"}']
    client.post(f"{API}/documents", json=[{"text": "A"}, {"text": "B", "id": "mine"}])
    assert taking.taken == ["2 articles", '{"text": "A"}', '{"text": "B", "id": "mine"}']
    lines = b'{"text": "A"}\n\n{"text": "B"}\r\n'
    client.post(f"{API}/documents", content=lines, headers={"content-type": "application/x-ndjson; charset=utf-8"})
    assert taking.taken == ["2 articles", '{"text": "A"}', '{"text": "B"}']


@pytest.mark.parametrize(
    ("body", "media", "status", "parameter"),
    [
        (b'{"text": "A"}', "text/plain", 415, None),
        (b'{"text": "A"}', "application/x-www-form-urlencoded", 415, None),
        (b"{", "application/json", 400, None),
        (b"[" * 100_000, "application/json", 400, None),
        (b"\xff", "application/json", 400, None),
        (b"[]", "application/json", 422, "body"),
        (b"{}", "application/json", 422, "body.0.text"),
        (b'{"text": "  "}', "application/json", 422, "body.0.text"),
        (b'{"text": 1}', "application/json", 422, "body.0.text"),
        (b'{"text": "A", "more": 1}', "application/json", 422, "body.0.more"),
        (b'{"text": "A"}\n{"text": ""}', "application/x-ndjson", 422, "body.1.text"),
    ],
)
def test_what_is_no_article_is_refused(
    client: TestClient, taking: Taking, body: bytes, media: str, status: int, parameter: str | None
) -> None:
    wrong = client.post(f"{API}/documents", content=body, headers={"content-type": media})
    assert (wrong.status_code, taking.taken) == (status, [])
    assert [each["parameter"] for each in wrong.json().get("errors", ())] == ([parameter] if parameter else [])


def test_a_change_says_that_it_is_json(mine: TestClient) -> None:
    event = items(mine, "records?kind=event")[0]
    body = '{"verdict": "reject"}'
    for media in ("text/plain", "application/x-www-form-urlencoded", "multipart/form-data"):
        refused = mine.post(f"{API}/records/{event['id']}/verdict", content=body, headers={"content-type": media})
        assert refused.status_code == 415
    assert mine.get(f"{API}/records/{event['id']}").status_code == 200
