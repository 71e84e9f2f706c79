"""The canonical form of a web address: the one under which an article or a feed is known, however a link writes it."""

from dataclasses import dataclass
from functools import cache
from urllib.parse import unquote, urljoin, urlsplit, urlunsplit

from legation.errors import KnowledgeError
from legation.tables import yaml_table

FILE = "read/tracking.yaml"


@dataclass(frozen=True, slots=True)
class Tracking:
    """Parameters of addresses that track readers, by name and by how their names begin (lower case)."""

    names: frozenset[str]
    beginnings: tuple[str, ...]


@cache
def tracking() -> Tracking:
    """Load `read/tracking.yaml`."""
    data = yaml_table(FILE)
    try:
        return Tracking(frozenset(data["names"]), tuple(data["beginnings"]))
    except (KeyError, TypeError) as error:
        raise KnowledgeError(FILE, None, f"expected the keys names and beginnings: {error}") from error


def canonical(address: str, base: str | None = None) -> str | None:
    """The address without fragment and tracking parameters, made whole by `base`; None for what is no web address."""
    try:
        parts = urlsplit(urljoin(base or "", address.strip()))
        host = parts.hostname
    except ValueError:
        return None
    if parts.scheme not in ("http", "https") or not host:
        return None
    kept = (each for each in parts.query.split("&") if not is_tracking(unquote(each.partition("=")[0])))
    return urlunsplit((parts.scheme, parts.netloc, parts.path, "&".join(kept), ""))


def is_tracking(parameter: str) -> bool:
    """Whether a parameter of an address tells only where a reader came from."""
    name, known = parameter.lower(), tracking()
    return name in known.names or name.startswith(known.beginnings)
