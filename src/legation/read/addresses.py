"""The address of an article, without what only tracks its readers, and who publishes there."""

from urllib.parse import unquote, urljoin, urlsplit, urlunsplit

from legation.read.marks import publishers, tracking


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


def publisher(address: str | None) -> str | None:
    """The outlet that publishes at an address, by its host or one above it ("edition.cnn.com" is in "cnn.com")."""
    host = (urlsplit(address or "").hostname or "").lower().removeprefix("www.")
    labels = host.split(".")
    names = (".".join(labels[start:]) for start in range(len(labels) - 1))
    return next((publishers()[name] for name in names if name in publishers()), None)
