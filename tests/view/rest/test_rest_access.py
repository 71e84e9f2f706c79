"""Who is let in: on this machine everybody; from elsewhere those with a token, and what that token allows."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from legation.errors import QueryError
from legation.store import tokens as stored
from legation.store.store import Store
from legation.store.tokens import Scope
from legation.view import tokens
from legation.view.web import serving
from legation.view.web.buckets import Buckets
from legation.view.web.limits import Rate
from legation.view.web.sessions import COOKIE, Sessions
from legation.view.web.settings import Settings

Serve = Callable[..., TestClient]
COUNTS = "/api/v1/counts"
BODY = {"text": "India criticised Pakistan."}


@pytest.fixture
def made(tmp_path: Path) -> Callable[[str, Scope], str]:
    """Make a token for the store of `serve`; return its secret."""

    def make(name: str, scope: Scope) -> str:
        secret, token = tokens.new(name, scope, date(2024, 11, 1))
        with Store.open(tmp_path / "empty.db") as store:
            store.tell(stored.keep(token))
        return secret

    return make


def bearer(secret: str) -> dict[str, str]:
    return {"authorization": f"Bearer {secret}"}


def test_on_this_machine_no_token_is_needed_but_a_wrong_one_is_refused(client: TestClient) -> None:
    assert client.get(COUNTS).status_code == 200
    refused = client.get(COUNTS, headers=bearer("legation_wrong"))
    assert refused.status_code == 401
    assert refused.headers["content-type"] == "application/problem+json"
    assert refused.headers["www-authenticate"].startswith("Bearer")
    assert client.get(COUNTS, headers={"authorization": "Basic abc"}).status_code == 401


def test_from_elsewhere_nothing_is_answered_without_a_token(serve: Serve, made: Callable[..., str]) -> None:
    secret = made("desk", "write")
    client = serve(host="0.0.0.0")
    for address in (COUNTS, "/api/v1/health", "/api/nowhere"):
        assert client.get(address).status_code == 401
        assert client.head(address).status_code == 401
    for address in ("/", "/openapi.json", "/docs", "/records/x", "/charts/tension.svg", "/nowhere"):
        answer = client.get(address, follow_redirects=False)
        assert (answer.status_code, answer.headers["location"].partition("?")[0]) == (303, "/login")
        assert "empty.db" not in answer.text
    assert client.post("/add").status_code == 401
    assert client.get(COUNTS, headers=bearer(secret)).json() == {}
    assert client.get("/", headers=bearer(secret)).status_code == 200


def test_a_person_gives_the_token_once_and_leaves_again(serve: Serve, made: Callable[..., str]) -> None:
    secret = made("desk", "read")
    client = serve(host="0.0.0.0")
    form = client.get("/docs?x=1")
    assert 'name="next" value="/docs?x=1"' in form.text
    wrong = client.post("/login", data={"token": "legation_wrong", "next": "/docs"})
    assert (wrong.status_code, "This is no token of this server." in wrong.text) == (401, True)
    entered = client.post("/login", data={"token": f" {secret} ", "next": "/docs?x=1"}, follow_redirects=False)
    assert (entered.status_code, entered.headers["location"]) == (303, "/docs?x=1")
    cookie = entered.headers["set-cookie"].casefold()
    assert all(part in cookie for part in ("httponly", "samesite=strict", "path=/"))
    assert "secure" not in cookie
    assert secret.casefold() not in cookie
    assert 'action="/logout"' in client.get("/docs").text
    assert client.get(COUNTS).status_code == 200
    assert client.post("/api/v1/documents", json=BODY).status_code == 403
    name = client.cookies[COOKIE]
    client.post("/logout")
    assert COOKIE not in client.cookies
    client.cookies.set(COOKIE, name)
    assert client.get(COUNTS).status_code == 401


def test_over_https_the_cookie_goes_over_https_alone(serve: Serve, made: Callable[..., str]) -> None:
    secret = made("desk", "read")
    client = serve(host="0.0.0.0")
    client.base_url = "https://localhost"
    entered = client.post("/login", data={"token": secret}, follow_redirects=False)
    assert "secure" in entered.headers["set-cookie"].casefold()


@pytest.mark.parametrize("address", ["https://evil.example/", "//evil.example", "/\\evil.example", "evil", "/\n/x", ""])
def test_after_the_door_comes_a_page_of_ours(serve: Serve, made: Callable[..., str], address: str) -> None:
    secret = made("desk", "read")
    client = serve(host="0.0.0.0")
    entered = client.post("/login", data={"token": secret, "next": address}, follow_redirects=False)
    assert entered.headers["location"] == "/"


def test_a_revoked_token_lets_nobody_in_any_more(serve: Serve, made: Callable[..., str], tmp_path: Path) -> None:
    secret = made("desk", "write")
    client = serve(host="0.0.0.0")
    client.post("/login", data={"token": secret})
    assert client.get(COUNTS).status_code == 200
    with Store.open(tmp_path / "empty.db") as store:
        store.tell(stored.revoke("desk"))
    assert client.get(COUNTS).status_code == 401
    assert client.get(COUNTS, headers=bearer(secret)).status_code == 401


def test_a_token_that_may_read_can_change_nothing(serve: Serve, made: Callable[..., str]) -> None:
    reader, writer = made("reader", "read"), made("writer", "write")
    client = serve()
    changes = (("POST", "/api/v1/documents"), ("PUT", "/api/v1/predictions/x/outcome"), ("POST", "/add"))
    for method, address in (*changes, ("DELETE", "/api/v1/records/x/verdict")):
        refused = client.request(method, address, headers=bearer(reader))
        assert refused.status_code == 403
        assert "may only read" in refused.text
        assert client.request(method, address, headers=bearer(writer)).status_code != 403


def test_nothing_changes_on_a_server_that_is_read_only(serve: Serve, made: Callable[..., str]) -> None:
    writer = made("writer", "write")
    client = serve(read_only=True)
    for headers in ({}, bearer(writer)):
        refused = client.post("/api/v1/documents", json=BODY, headers=headers)
        assert refused.status_code == 403
        assert "--read-only" in refused.json()["detail"]


def test_the_day_of_use_is_noted(serve: Serve, made: Callable[..., str], tmp_path: Path) -> None:
    secret = made("desk", "read")
    client = serve(today=lambda: date(2024, 11, 5))
    client.get(COUNTS, headers=bearer(secret))
    with Store.open(tmp_path / "empty.db") as store:
        assert [each.last_used for each in store.ask(stored.every)] == ["2024-11-05"]


def test_wrong_tokens_are_taken_a_bounded_number_of_times(serve: Serve, made: Callable[..., str]) -> None:
    made("desk", "read")
    client = serve(host="0.0.0.0")
    found = [client.get(COUNTS, headers=bearer(f"wrong{number}")).status_code for number in range(12)]
    assert found == [401] * 10 + [429] * 2
    answer = client.post("/login", data={"token": "wrong"})
    assert answer.status_code == 429
    assert int(answer.headers["retry-after"]) > 0


def test_who_asks_too_fast_is_told_to_wait(client: TestClient) -> None:
    client.app.state.doors.requests = Buckets(Rate(at_once=2, per_second=0.5), 10)  # type: ignore[attr-defined]
    first, second, third = (client.get(COUNTS) for _ in range(3))
    assert (first.status_code, first.headers["ratelimit"]) == (200, '"requests";r=1;t=2')
    assert first.headers["ratelimit-policy"] == '"requests";q=2;w=4'
    assert (second.status_code, third.status_code) == (200, 429)
    assert third.headers["retry-after"] == "2"
    assert third.json()["status"] == 429
    assert client.get("/docs").status_code == 200  # pages of people are not counted


def test_a_bucket_fills_with_time_and_memory_is_bounded() -> None:
    now = [0.0]
    buckets = Buckets(Rate(at_once=2, per_second=1), 2, lambda: now[0])
    assert [buckets.take("a").may for _ in range(3)] == [True, True, False]
    assert buckets.take("b").left == 1
    now[0] = 1.0
    assert [buckets.take("a").may for _ in range(2)] == [True, False]
    buckets.take("c")
    buckets.take("d")  # two are remembered: "a" begins anew
    assert buckets.take("a").left == 1
    assert buckets.take("z", 0).left == 2


def test_a_session_ends_by_itself() -> None:
    now = [0.0]
    sessions = Sessions(2, 1, lambda: now[0])
    one, two = sessions.begin("h"), sessions.begin("h")
    assert one != two
    assert sessions.digest(one) == "h"
    now[0] = 3601
    assert sessions.digest(one) is None


def test_a_server_for_others_does_not_start_without_a_token(tmp_path: Path) -> None:
    path = tmp_path / "news.db"
    with Store.open(path) as store:
        settings = Settings(database=path, host="0.0.0.0")
        with pytest.raises(QueryError, match=r"legation token new NAME --db .*news\.db"):
            serving.refuse_strangers(settings, store)
        serving.refuse_strangers(Settings(database=path), store)
        store.tell(stored.keep(tokens.new("desk", "read", date(2024, 11, 1))[1]))
        serving.refuse_strangers(settings, store)


@pytest.mark.parametrize(
    ("host", "address"),
    [("127.0.0.1", "http://127.0.0.1:80/"), ("::1", "http://[::1]:80/"), ("desk", "http://desk:80/")],
)
def test_the_address_is_one_that_a_browser_takes(host: str, address: str) -> None:
    assert serving.address(host, 80) == address


def test_guards_answer_programs_in_json(client: TestClient) -> None:
    for headers, status in (({"host": "evil.example"}, 421), ({"sec-fetch-site": "cross-site"}, 403)):
        answer = client.post("/api/v1/documents", json=BODY, headers=headers)
        assert (answer.status_code, answer.json()["status"]) == (status, status)
        assert answer.headers["content-type"] == "application/problem+json"
