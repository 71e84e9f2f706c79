"""What a feed or a sitemap lists: pages, with what it says about each."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Literal
from urllib.parse import urljoin

ListSource = Literal["feed", "sitemap"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """A page that is listed. `published` is what the list says (ISO); `moment` orders entries, also by later changes.

    `page` is the article as HTML and `text` as plain text, where the list carries it itself. `revision` is another one
    when the text of a page that lists itself is another one.
    """

    url: str | None
    title: str | None = None
    byline: str | None = None
    publisher: str | None = None
    language: str | None = None
    published: str | None = None
    moment: datetime | None = None
    page: str | None = None
    text: str | None = None
    source: ListSource = "feed"
    revision: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Listing:
    """Entries in the order of the list, and other lists that an index names, with when they changed."""

    entries: tuple[Entry, ...] = ()
    lists: tuple[Entry, ...] = ()


def newest(entries: Iterable[Entry]) -> list[Entry]:
    """Order entries from the newest; those without a date come last, in the order of their list."""
    oldest = datetime.min.replace(tzinfo=UTC)
    return sorted(entries, key=lambda each: each.moment or oldest, reverse=True)


def placed(address: str | None, base: str) -> str | None:
    """An address as a list at `base` writes it, made whole; a broken one stays as it is, to be refused."""
    if not address:
        return None
    try:
        return urljoin(base, address)
    except ValueError:
        return address


def moment(written: str | None) -> datetime | None:
    """The moment of an ISO date; a day alone is its beginning, at Greenwich."""
    try:
        found = datetime.fromisoformat(written) if written else None
    except ValueError:
        return None
    return found if found is None or found.tzinfo else found.replace(tzinfo=UTC)
