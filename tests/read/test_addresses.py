import re

import pytest

from legation.read import addresses
from legation.read.marks import publishers


@pytest.mark.parametrize(
    ("address", "base", "expected"),
    [
        ("https://a.example/1?id=2&utm_source=x&fbclid=y#top", None, "https://a.example/1?id=2"),
        ("https://a.example/1?utm_source=x", None, "https://a.example/1"),
        ("https://a.example/1?q=a%20b&q=c", None, "https://a.example/1?q=a%20b&q=c"),
        ("/1", "https://a.example/2?x=1", "https://a.example/1"),
        (" https://a.example/1 ", None, "https://a.example/1"),
        ("javascript:alert(1)", "https://a.example/", None),
        ("/1", None, None),
        ("https://[broken", None, None),
    ],
)
def test_canonical(address: str, base: str | None, expected: str | None) -> None:
    assert addresses.canonical(address, base) == expected


@pytest.mark.parametrize(
    ("address", "expected"),
    [
        ("https://edition.cnn.com/2024/10/31/x", "CNN"),
        ("https://www.bbc.co.uk/news/1", "BBC"),
        ("https://g1.globo.com/mundo", "G1"),
        ("https://notcnn.com/", None),
        ("https://a.example/", None),
        (None, None),
    ],
)
def test_publisher(address: str | None, expected: str | None) -> None:
    assert addresses.publisher(address) == expected


def test_registry_holds_hosts_as_they_are_compared() -> None:
    assert len(publishers()) >= 150
    assert not [host for host in publishers() if not re.fullmatch(r"[a-z0-9-]+(?:\.[a-z0-9-]+)+", host)]
    assert not [host for host in publishers() if host.startswith("www.")]
