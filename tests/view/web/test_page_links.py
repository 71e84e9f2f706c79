"""Every link of ours leads somewhere: pages are followed from the first one on."""

import re
from collections import Counter, deque

from starlette.testclient import TestClient

from web_pages import pick, read

MOST = 160  # addresses followed
ALIKE = 2  # of one shape: the same page with other values


def shape(address: str) -> str:
    """What addresses of one page have in common."""
    path, _, query = address.partition("?")
    named = re.sub(r"(?<=/)[^/]*(?:[0-9a-f]{16}|:|%)[^/]*|(?<=/)[A-Z]{3}(?=/|$)", "X", path)
    return f"{named}?{'&'.join(sorted({each.partition('=')[0] for each in query.split('&')}))}"


def test_all_that_pages_link_to_is_there(client: TestClient) -> None:
    to_do, seen, alike = deque(["/"]), {"/": "a reader"}, Counter[str]()
    broken: list[str] = []
    for _ in range(MOST):
        if not to_do:
            break
        address = to_do.popleft()
        answer = client.get(address, follow_redirects=False)
        if answer.status_code >= 400:
            broken.append(f"{answer.status_code} {address}, to which {seen[address]} leads")
        if not answer.headers.get("content-type", "").startswith("text/html"):
            continue
        for link in [each.get("href") for each in pick(read(answer.text), "a[href]")]:
            place = link.partition("#")[0]
            # The API says what it lacks with its status: without a desk there are no positions.
            is_page = place.startswith("/") and not place.startswith("/api/")
            if is_page and place not in seen and alike[shape(place)] < ALIKE:
                alike[shape(place)] += 1
                seen[place] = address
                to_do.append(place)
    assert len(seen) > 100
    assert not broken, "\n".join(broken)
