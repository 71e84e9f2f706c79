"""What a desk says of collecting is read whole or refused, each mistake with its line."""

from datetime import time

import pytest

from legation import desk_feeds
from legation.errors import DeskError
from legation.toml_tables import Sheet
from legation.watches import Collecting, Feed

WATCH = """
[watch]
zone = "Asia/Kathmandu"
contact = "desk@example.org"
every = "1h"
allow = ["localhost:8080", "News.Example"]

[[feeds]]
url = "https://example.org/feed"
every = "15m"
publisher = "The Post"
limit = 20
note = "the front page"

[[feeds]]
url = "https://example.org/world#top"
at = ["18:00", "06:00"]
paused = true
"""


def read(text: str) -> Collecting:
    sheet = Sheet("desk.toml", text)
    found = desk_feeds.collecting(sheet)
    sheet.check()
    return found


def complaints(text: str) -> list[str]:
    with pytest.raises(DeskError) as caught:
        read(text)
    return list(caught.value.complaints)


def feed(*lines: str) -> str:
    return "\n".join(("[[feeds]]", *lines))


def test_feeds_and_how_they_are_collected() -> None:
    found = read(WATCH)
    assert (found.zone, found.contact, found.every) == ("Asia/Kathmandu", "desk@example.org", 3600)
    assert found.allow == {"localhost:8080", "news.example"}
    assert found.feeds == (
        Feed(address="https://example.org/feed", every=900, publisher="The Post", limit=20, note="the front page"),
        Feed(address="https://example.org/world", at=(time(6), time(18)), paused=True),
    )


def test_a_desk_without_feeds_collects_nothing_in_utc() -> None:
    assert read("") == Collecting()
    assert read('[watch]\nevery = "2h"') == Collecting(every=7200)


@pytest.mark.parametrize(
    "text",
    [
        '[watch]\nevery = "5m"',
        '[watch]\nevery = "7d"',
        feed('url = "http://example.org"', "limit = 1000"),
        feed('url = "http://[::1]:8080/feed"'),
        feed('url = "https://example.org/a?id=1"', '[[feeds]]\nurl = "https://example.org/a?id=2"'),
        feed('url = "http://example.org/a"', '[[feeds]]\nurl = "https://example.org/a"'),
        feed('url = "https://a.example"', 'at = ["00:00", "00:05", "23:55"]'),
    ],
)
def test_what_lies_on_the_edge_is_right(text: str) -> None:
    read(text)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (
            '[watch]\nzone = "Europe/Berln"',
            "line 2: watch: zone: 'Europe/Berln' is no time zone; did you mean 'Europe/Berlin'?",
        ),
        ('[watch]\nzone = "Europe"', "line 2: watch: zone: 'Europe' is no time zone"),
        ('[watch]\nzone = "/etc/localtime"', "'/etc/localtime' is no time zone"),
        ('[watch]\nzone = "../Berlin"', "is no time zone"),
        ('[watch]\nzone = "a\\u0000b"', "is no time zone"),
        (
            '[watch]\ncontact = "me (here)"',
            "line 2: watch: contact: expected an address or mail address in plain ASCII",
        ),
        ('[watch]\ncontact = "a\\nB: c"', "line 2: watch: contact: expected"),
        ('[watch]\nevery = "4m"', "line 2: watch: every: expected a span of time from 5m to 7d, found 4m"),
        ('[watch]\nevery = "7d1m"', "expected a span of time from 5m to 7d, found 7d1m"),
        ("[watch]\nevery = 30", 'line 2: watch: every: expected a span of time, as "15m", "2h" or "1d", found 30'),
        ('[watch]\nallow = ["http://localhost"]', "found 'http://localhost' in it"),
        ("[watch]\nfeeds = 1", "watch: feeds: unknown key"),
        ("[[watch]]", "line 1: watch: expected one table [watch], found more than one"),
        ("[[feeds]]", "line 1: feeds: it lacks url"),
        ("[feeds]", "line 1: feeds: expected tables: [[feeds]] on a line, and url = … below it"),
        (
            feed('url = "ftp://example.org/"'),
            "line 2: feeds: url: expected an http or https address, found 'ftp://example",
        ),
        (feed('url = "example.org/feed"'), "found 'example.org/feed'; did you mean 'https://example.org/feed'?"),
        (feed('url = "https://"'), "expected an http or https address, found 'https://'"),
        (feed('url = "https://a b.example/"'), "expected an http or https address"),
        (feed('url = "https://a.example:99999/"'), "expected an http or https address"),
        (feed('url = "https://[::1/"'), "expected an http or https address"),
        (
            feed('url = "https://a.example"', 'every = "1m"'),
            "line 3: feeds: every: expected a span of time from 5m to 7d",
        ),
        (
            feed('url = "https://a.example"', 'every = "1h"', 'at = ["07:00"]'),
            "line 4: feeds: at: expected either every or at",
        ),
        (
            feed('url = "https://a.example"', 'at = ["25:00"]'),
            'expected a list of times of day, as ["06:00", "18:00"], found \'25:00\' in',
        ),
        (
            feed('url = "https://a.example"', 'at = ["06:00", "06:04"]'),
            "expected times that are 5m or more apart, found 06:00 and 06:04",
        ),
        (feed('url = "https://a.example"', 'at = ["00:01", "23:58"]'), "found 23:58 and 00:01"),
        (feed('url = "https://a.example"', 'at = ["06:00", "06:00"]'), "found 06:00 and 06:00"),
        (
            feed('url = "https://a.example"', "limit = 0"),
            "line 3: feeds: limit: expected a whole number from 1 to 1000, found 0",
        ),
        (feed('url = "https://a.example"', "limit = 2.5"), "expected a whole number from 1 to 1000, found 2.5"),
        (feed('url = "https://a.example"', "limit = inf"), "expected a whole number from 1 to 1000, found inf"),
        (
            feed('url = "https://a.example"', "pased = true"),
            "line 3: feeds: pased: unknown key; did you mean 'paused'?",
        ),
    ],
)
def test_what_is_wrong_is_named_with_its_place(text: str, told: str) -> None:
    (found,) = complaints(text)
    assert found.startswith("desk.toml, line ")
    assert told in found


@pytest.mark.parametrize(
    "other",
    [
        "https://example.org/feed",
        "HTTPS://Example.ORG/feed",
        "https://example.org:443/feed",
        "https://example.org/feed#latest",
        "https://example.org/feed?utm_source=desk",
    ],
)
def test_the_same_feed_in_another_spelling_is_refused(other: str) -> None:
    (found,) = complaints(f'[[feeds]]\nurl = "https://example.org/feed"\n[[feeds]]\nurl = "{other}"')
    assert "line 4: feeds: url: " in found
    assert "stands there twice" in found


def test_a_password_in_an_address_is_refused_and_not_repeated() -> None:
    (found,) = complaints(feed('url = "https://me:secret@example.org/feed"'))
    assert "names a user or password" in found
    assert "secret" not in found


def test_all_complaints_come_at_once() -> None:
    text = (
        '[watch]\nzone = "Nowhere"\nevery = "1m"\n[[feeds]]\nurl = "x"\n[[feeds]]\nurl = "https://a.example"\nlimit = 0'
    )
    assert [each.split(":")[0] for each in complaints(text)] == [f"desk.toml, line {n}" for n in (2, 3, 5, 8)]
