"""What goes out: the same news as a mail with two parts and as a few lines for a chat."""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Letter:
    """A message. `text` and `html` are the parts of a mail, `chat` is what other services get.

    `id` is the same whenever the same things are told, so that a mail that a server doubled is known as one; mails of
    one `thread` stand together.
    """

    subject: str
    text: str
    html: str
    chat: str
    id: str
    thread: str


def mark(*words: str) -> str:
    """A short mark of words, the same for the same words."""
    return hashlib.sha256("\n".join(words).encode("utf-8", "replace")).hexdigest()[:24]


def mark_of(kind: str, keys: Iterable[str]) -> str:
    """The mark of a message that tells things with these keys, in whatever order."""
    return mark(kind, *sorted(keys))


def long(key: str) -> str:
    """The id of an alert in the addresses of pages: of its key, which holds signs that an address can't."""
    return mark(key)


def short(key: str) -> str:
    """The beginning of that id, which a user can type."""
    return long(key)[:8]
