"""Words, beginnings of words and phrases as terms of the full-text index."""

import re
from collections.abc import Sequence
from functools import cache

from legation.errors import KnowledgeError
from legation.tables import yaml_table

FILE = "store/endings.yaml"


def term(words: str, *, prefix: bool) -> str:
    """Return the term for a word or phrase, or for all that begins so; nothing where there is no word."""
    if not re.search(r"[^\W_]", words):
        return ""
    quoted = words.rstrip("*").replace('"', "").replace("\0", "").encode("utf-8", "replace").decode()
    if not prefix:
        return f'"{quoted}"'
    whole = (f'"{quoted}{ending}"' for ending in _endings())
    return f'("{quoted}"* OR {" OR ".join(whole)})'


def any_of(wanted: Sequence[str]) -> str:
    """Return the query for texts that hold any of these words, phrases or beginnings of words (word*)."""
    return " OR ".join(filter(None, (term(each, prefix=each.endswith("*")) for each in wanted)))


@cache
def _endings() -> tuple[str, ...]:
    try:
        return tuple(yaml_table(FILE)["endings"])
    except (KeyError, TypeError) as error:
        raise KnowledgeError(FILE, None, str(error)) from error
