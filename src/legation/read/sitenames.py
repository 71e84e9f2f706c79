"""The name of an outlet in a page's title: "Eight parties sign in Belfast - Salt Marsh Advertiser".

Method: the title is parted at its dashes and bars. A part is the outlet's name when it and the host's name hold one
another, as "Salt Marsh Advertiser" does "saltmarsh" of saltmarsh.example; the parts of a headline do not.
"""

import re
from urllib.parse import urlsplit

_PARTS = re.compile(r"\s+(?:[-–—|·•»«]|--|::)\s+|\s*[|｜]\s*")
_LEAST = 5  # letters that have to agree: a shorter name is found in too many words
_LONGEST = 6  # words of a name
_LETTERS = re.compile(r"[\W_]+")
_GENERAL = frozenset({"www", "m", "amp", "mobile", "news", "edition", "en", "com", "co", "org", "net", "gov", "info"})


def named(title: str, address: str | None) -> str | None:
    """The part of a title that is the name of the outlet at `address`; None when none is for sure."""
    labels = [_squeezed(each) for each in (urlsplit(address or "").hostname or "").split(".")[:-1]]
    hosts = [each for each in labels if len(each) >= _LEAST and each not in _GENERAL]
    return next((part for part in _parts(title) if any(_is_name(part, host) for host in hosts)), None)


def without(title: str, name: str | None) -> str:
    """A title without the name of its outlet at either end."""
    parts = _parts(title)
    if name is None or len(parts) < 2 or _squeezed(name) not in (_squeezed(parts[0]), _squeezed(parts[-1])):
        return title
    at_start = _squeezed(name) == _squeezed(parts[0])
    cut = _PARTS.search(title) if at_start else list(_PARTS.finditer(title))[-1]
    assert cut is not None
    return title[cut.end() :].strip() if at_start else title[: cut.start()].strip()


def _parts(title: str) -> list[str]:
    return [part.strip() for part in _PARTS.split(title) if part.strip()]


def _is_name(part: str, host: str) -> bool:
    letters = _squeezed(re.sub(r"\(.*?\)", "", part)).removeprefix("the")
    return len(part.split()) <= _LONGEST and len(letters) >= _LEAST and (host in letters or letters in host)


def _squeezed(written: str) -> str:
    return _LETTERS.sub("", written.casefold())
