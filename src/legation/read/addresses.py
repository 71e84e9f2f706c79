"""The address of an article, without what only tracks its readers, and who publishes there."""

from urllib.parse import urlsplit

from legation.canonical import canonical, is_tracking
from legation.read.marks import publishers

__all__ = ["canonical", "is_tracking", "publisher"]


def publisher(address: str | None) -> str | None:
    """The outlet that publishes at an address, by its host or one above it ("edition.cnn.com" is in "cnn.com")."""
    host = (urlsplit(address or "").hostname or "").lower().removeprefix("www.")
    labels = host.split(".")
    names = (".".join(labels[start:]) for start in range(len(labels) - 1))
    return next((publishers()[name] for name in names if name in publishers()), None)
