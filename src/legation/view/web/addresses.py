"""Where things are: the address of each record, actor, pair and list. Every link of every page is made here."""

from collections.abc import Mapping, Sequence
from functools import lru_cache
from urllib.parse import quote, urlencode

KNOWN = 4096  # parts of addresses that are remembered: the same actors stand on every page
LONGEST = 2000  # characters of an address to which a form leads back
Value = str | int | None | Sequence[str]  # several values of one name: all of them stand in the address


@lru_cache(KNOWN)
def _path(*parts: str) -> str:
    return "/" + "/".join(quote(part, safe=":", errors="replace") for part in parts)


def _query(values: Mapping[str, Value]) -> str:
    given = {name: value for name, value in values.items() if value not in (None, "", (), [])}
    return f"?{urlencode(given, doseq=True, errors='replace')}" if given else ""


def article(document: str, record: str | None = None) -> str:
    """An article in the reader; with a record, at the words that it rests on."""
    return _path("articles", document) + (f"?record={quote(record)}#at" if record else "")


def record(record: str) -> str:
    """The permanent address of a record."""
    return _path("records", record)


def development(development: str) -> str:
    """A development with all its reports."""
    return _path("developments", development)


def actor(actor: str) -> str:
    """What is known of an actor."""
    return _path("actors", actor)


def dyad(one: str, other: str) -> str:
    """Two actors and what is between them; the same address whoever is named first."""
    return _path("dyads", *sorted((one, other)))


def prediction(prediction: str) -> str:
    """A prediction, where it is decided."""
    return _path("predictions", prediction)


def outlet(publisher: str) -> str:
    """What is known of an outlet."""
    return _path("sources", publisher)


def alert(alert: str) -> str:
    """The permanent address of an alert."""
    return _path("alerts", alert)


def search(**filters: Value) -> str:
    """The list of records that the filters leave, as the search page shows it."""
    return "/search" + _query(filters)


def at(path: str, **values: Value) -> str:
    """A path of our own with a query."""
    return path + _query(values)


def outside(url: str | None) -> str | None:
    """An address of the web that may become a link; an article may claim any, "javascript:" too."""
    return url if url and url.lower().startswith(("https://", "http://")) else None


def inside(address: str) -> str | None:
    """An address of this server, as a form says where it leads back; any other is none."""
    is_path = address.startswith("/") and not address.startswith("//") and "\\" not in address
    return address if is_path and address.isprintable() and len(address) < LONGEST else None
