"""Arabic names: fathers and families behind a given name, as many as a paper writes ("bin Zayed al-Nahyan")."""

import re
from collections.abc import Iterator

# "al-Sabah", "Al Thani", "as-Said"; and the words for a son, a daughter or a descendant.
_ARTICLE = r"(?:[Aa]l|[Ee]l|[Aa]s|[Aa]d|[Aa]n|[Aa]r|[Aa]sh|[Aa]t|[Aa]z)-"
_PART = rf"(?:{_ARTICLE}|(?:[AE]l|al|el|bin|ibn|bint|ben|ould) (?:{_ARTICLE})?)[^\W\d_a-z][^\W\d_]+"
_REST = re.compile(rf"(?: {_PART})+(?![\w-])")
_BEHIND = re.compile(rf" {_PART}(?![\w-])")
SONS = frozenset({"bin", "ibn", "bint", "ben", "ould"})


def whole_name(text: str, end: int) -> int:
    """Where a name that seems to end at an offset ends, with the fathers and families behind it."""
    match = _REST.match(text, end)
    return match.end() if match is not None else end


def shorter(name: str) -> Iterator[str]:
    """The name without its last fathers and families, as long as one is left ("Abdullah al-Salem" al-Sabah)."""
    starts = [match.start() for match in _BEHIND.finditer(name)]
    whole = bool(starts) and whole_name(name, starts[0]) == len(name)
    yield from (name[:start] for start in starts[1:] if whole)
