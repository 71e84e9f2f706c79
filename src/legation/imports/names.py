"""Names: ids made of them, the surname in them, which of other people's aliases are names at all."""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from typing import Any

from legation.tables import yaml_table
from legation.vetting import steers

# Letters that do not fall apart into a base letter and an accent.
_WHOLE = str.maketrans(
    {"ø": "o", "Ø": "O", "ł": "l", "Ł": "L", "đ": "d", "Đ": "D", "ð": "d", "Ð": "D", "ı": "i", "ß": "ss"}
    | {"æ": "ae", "Æ": "Ae", "œ": "oe", "Œ": "Oe", "þ": "th", "Þ": "Th", "ə": "e", "Ə": "E"}
)


def ascii_form(text: str) -> str:
    """The text in plain ASCII letters; what has no Latin letters vanishes."""
    return unicodedata.normalize("NFKD", text.translate(_WHOLE)).encode("ascii", "ignore").decode()


def slug(name: str) -> str:
    """A name as lower-case ASCII with hyphens, for ids; empty when it has no Latin letter."""
    return re.sub(r"[^a-z0-9]+", "-", re.sub(r"['’]", "", ascii_form(name).lower())).strip("-")


def surname(name: str, country: str, given: str = "") -> str:
    """What texts call the person later on; empty where no rule says."""
    rules = _rules()
    words = name.split()
    while len(words) > 1 and words[-1].lower() in rules["suffixes"]:
        words.pop()
    if given and name.endswith(rest := name.removeprefix(given).strip()) and name.startswith(given) and rest:
        return rest
    if len(words) < 2 or re.fullmatch(rules["numbers"], words[-1]) or country in rules["no_guess"]:
        return ""
    if country in rules["family_first"] or country in rules["given_first"]:
        return words[0]
    start = len(words) - 1
    while start > 1 and words[start - 1].lower() in rules["particles"]:
        start -= 1
    return " ".join(words[start:])


def person_aliases(name: str, aliases: Iterable[str]) -> Iterator[str]:
    """Those aliases of a careless source that are full names: sharing a word with the name, and no title in front."""
    own = {word for word in slug(name).split("-") if len(word) > 2}
    for alias in aliases:
        words = alias.split()
        shares = own & set(slug(alias).split("-"))
        if len(words) > 1 and shares and words[0].lower() not in _titles() and words[0][0].isupper():
            yield alias


def body_aliases(aliases: Iterable[str]) -> Iterator[str]:
    """Those aliases of a careless source that are names: longer than two letters, and a capital in front."""
    for alias in aliases:
        bare = alias.removeprefix("the ")
        if len(bare) > 2 and (bare[0].isupper() or bare[0].isdigit()) and bare.lower() not in _titles():
            yield alias


def clean(texts: Iterable[str]) -> Iterator[str]:
    """The texts in order, once each, spaces made single, without what a list in a cell can't hold."""
    seen = set()
    for text in texts:
        plain = " ".join(text.split())
        if plain and ";" not in plain and plain not in seen and not steers(plain):
            seen.add(plain)
            yield plain


@cache
def _rules() -> Mapping[str, Any]:
    table: Mapping[str, Any] = yaml_table("imports/names.yaml")
    return table


@cache
def _titles() -> frozenset[str]:
    table = yaml_table("actors/titles.yaml")
    return frozenset(entry["phrase"] for entries in table.values() for entry in entries)
