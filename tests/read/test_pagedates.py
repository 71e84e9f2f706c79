import pytest

from legation.read.dates import moment
from legation.read.pagedata import parsed
from legation.read.pagedates import Dated, address_day, dated

DAY, ZONED, NAIVE = "2024-10-31", "2024-10-31T22:15:00-04:00", "2024-10-31T22:15:00"


@pytest.mark.parametrize(
    ("body", "article", "metas", "expected"),
    [
        ("", {"datePublished": ZONED}, {"date": DAY}, Dated(ZONED, "json-ld")),
        ("", {}, {"article:published_time": ZONED}, Dated(ZONED, "meta")),
        ("", {}, {"article:modified_time": ZONED}, None),
        (f"<article><time datetime='{ZONED}'>today</time></article>", {}, {}, Dated(ZONED, "time")),
        ("<h1>T</h1><p>Oct. 31, 2024 at 10:15 pm EDT</p>", {}, {}, Dated(ZONED, "text")),
        ("<h1>T</h1><p>Updated Oct. 31, 2024</p>", {}, {}, None),
        ("<h1>T</h1><nav><p>Oct. 31, 2024</p></nav>", {}, {}, None),
        # A clock time without a zone names no moment: another mark of the same day may.
        (f"<time datetime='{ZONED}'>x</time>", {"datePublished": NAIVE}, {}, Dated(ZONED, "time")),
        ("", {"datePublished": NAIVE}, {"date": "2024-11-01T02:15:00Z"}, Dated("2024-11-01T02:15:00Z", "meta")),
        ("", {"datePublished": NAIVE}, {"date": "2024-11-05T02:15:00Z"}, Dated(DAY, "json-ld")),
        ("", {"datePublished": "soon"}, {}, None),
        (f"<abbr class='x published' title='{ZONED}'>today</abbr>", {}, {}, Dated(ZONED, "time")),
        ("<h1>T</h1><p>Geneva, June 25, 1921</p>", {}, {}, Dated("1921-06-25", "text")),
        ("<h1>T</h1><p>Geneva met on June 25, 1921</p>", {}, {}, None),
        ("", {}, {"mediator_published_time": ZONED}, Dated(ZONED, "meta")),
        (f"<span itemprop='datePublished' content='{ZONED}'>today</span>", {}, {}, Dated(ZONED, "microdata")),
    ],
)
def test_dated(body: str, article: dict[str, str], metas: dict[str, str], expected: Dated | None) -> None:
    assert dated(parsed(f"<html><body>{body}</body></html>"), article, metas, None) == expected


def test_address_is_asked_last() -> None:
    found = dated(parsed("<html></html>"), {}, {}, "https://a.example/2024/10/31/talks")
    assert found == Dated(DAY, "url")


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("/2024/10/31/talks", DAY),
        ("/world/2024-10-31-talks", DAY),
        ("/news/20241031/talks", DAY),
        ("/2024/oct/31/talks", DAY),
        ("/2024/10/talks", None),
        ("/id/20249931", None),
        ("/id/1202410311", None),
    ],
)
def test_day_in_an_address(path: str, expected: str | None) -> None:
    assert address_day(f"https://a.example{path}") == expected


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("Thu, 31 Oct 2024 22:15:00 -0400", ZONED),
        ("20241031T221500-0400", "2024-10-31T22:15:00-0400"),
        ("20241031", DAY),
        ("2024-10-31 22:15:00", DAY),
        ("31 October 2024", DAY),
        ("yesterday", None),
        (20241031, None),
    ],
)
def test_moment(written: object, expected: str | None) -> None:
    assert moment(written) == expected
