"""What the guard lets through, what it refuses, and what it adds to every answer."""

import pytest
from starlette.testclient import TestClient

from legation.view.web.guard import LONGEST, MOST


@pytest.mark.parametrize(
    ("host", "status"),
    [
        ("localhost", 200),
        ("localhost:8470", 200),
        ("LOCALHOST:1", 200),
        ("127.0.0.1:8470", 200),
        ("[::1]:8470", 200),
        ("evil.example", 421),
        ("localhost.evil.example", 421),
        ("localhost@evil.example", 421),
        ("", 421),
        ("127.0.0.1.nip.example:8470", 421),
    ],
)
def test_a_server_answers_only_to_its_own_names(client: TestClient, host: str, status: int) -> None:
    assert client.get("/", headers={"host": host}).status_code == status


@pytest.mark.parametrize(
    ("headers", "is_taken"),
    [
        ({}, True),
        ({"sec-fetch-site": "same-origin"}, True),
        ({"sec-fetch-site": "none"}, True),
        ({"sec-fetch-site": "cross-site"}, False),
        ({"sec-fetch-site": "same-site"}, False),
        ({"origin": "http://localhost"}, True),
        ({"origin": "https://evil.example"}, False),
        ({"origin": "null"}, False),
        ({"sec-fetch-site": "cross-site", "origin": "http://localhost"}, False),
    ],
)
def test_changes_come_from_own_pages(client: TestClient, headers: dict[str, str], is_taken: bool) -> None:
    # There is nothing to change at this address: 405 says that the guard let the request through.
    assert client.post("/", headers=headers).status_code == (405 if is_taken else 403)


def test_reading_is_allowed_from_everywhere_but_no_page_may_be_framed_or_run_scripts(client: TestClient) -> None:
    answer = client.get("/", headers={"sec-fetch-site": "cross-site"})
    assert answer.status_code == 200
    policy = answer.headers["content-security-policy"]
    assert "frame-ancestors 'none'" in policy
    assert "unsafe" not in policy
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert answer.headers["cross-origin-resource-policy"] == "same-origin"


def test_what_is_too_large_is_refused_before_it_is_read(client: TestClient) -> None:
    assert client.post("/", headers={"content-length": str(MOST + 1)}).status_code == 413
    assert client.post("/", headers={"content-length": "many"}).status_code == 413
    assert client.get("/?q=" + "a" * LONGEST).status_code == 414


def test_an_address_where_nothing_is_says_so_as_page_and_as_problem(client: TestClient) -> None:
    assert "There is nothing at this address" in client.get("/nowhere").text
    problem = client.get("/api/nowhere")
    assert problem.headers["content-type"] == "application/problem+json"
    assert problem.json() == {
        "type": "about:blank",
        "title": "Not Found",
        "status": 404,
        "detail": "There is nothing at this address.",
    }
