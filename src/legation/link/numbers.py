"""The words by which numbers are told, and the nouns that they count."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from legation.tables import yaml_table

FILE = "link/denials.yaml"


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """What `data/link/denials.yaml` says of numbers, under the same names, its patterns compiled."""

    pattern: re.Pattern[str]
    numerals: Mapping[str, float]
    vague: Mapping[str, tuple[float, float]]
    made: Mapping[str, frozenset[str]]
    alike: Mapping[str, str]
    multiples: Mapping[str, float]
    counted: Mapping[str, str]
    death: frozenset[str]
    mortal: frozenset[str]
    figure: frozenset[str]
    crowd: frozenset[str]
    predicates: frozenset[str]
    losses: frozenset[str]
    persons: frozenset[str]
    vague_phrases: frozenset[str]
    alone_before: frozenset[str]
    of_them: frozenset[str]
    no_count_before: frozenset[str]
    no_count_after: frozenset[str]
    about: float
    about_words: tuple[str, ...]
    least_words: tuple[str, ...]
    most_words: tuple[str, ...]
    or_more: frozenset[str]
    or_so: frozenset[str]
    or_less: frozenset[str]
    aircraft: re.Pattern[str]
    may_fly: frozenset[str]
    saved: frozenset[str]
    alive: frozenset[str]
    joining: frozenset[str]
    gone: re.Pattern[str]
    pointing: frozenset[str]
    revising: re.Pattern[str]
    instead: re.Pattern[str]
    first_told: re.Pattern[str]
    people: re.Pattern[str]
    before_year: frozenset[str]
    of_numbered: frozenset[str]
    articles: frozenset[str]
    before_place: frozenset[str]
    timed: frozenset[str]
    behind_name: frozenset[str]
    sorts: Mapping[str, str]
    casualties: re.Pattern[str]
    listing: re.Pattern[str]
    shares: Mapping[str, float]
    share: re.Pattern[str]


def _number(values: Mapping[str, Any]) -> re.Pattern[str]:
    """What a number looks like, in digits or words, with the one behind "to" or "and"."""
    numeral = "|".join(sorted(values["numerals"], key=len, reverse=True))
    multiple = "|".join(values["multiples"])
    vague = "|".join(sorted(values["vague"], key=len, reverse=True))
    word = rf"(?:{numeral})(?:[- ](?:{numeral}))?"
    lead = rf"(?:\d[\d,]*(?:\.\d+)?|{word}|a(?= (?:{multiple})))"
    # "A hundred and ninety", "two thousand five hundred"; but "one hundred and two hundred" are two numbers.
    more = rf"(?: and (?:{word})(?! (?:{multiple}))| (?:{word})(?: (?:{multiple}))*)"
    large = rf"(?<!between )(?<!from ){lead} hundred and (?:{word}) (?:thousand|million)"
    one = rf"(?:(?:{vague})|{large}|{lead}(?: ?(?:{multiple}))+{more}+|{lead}(?: ?(?:{multiple}))*)(?: (?:{multiple}))*"
    return re.compile(rf"(?<![\w.,:/-])({one})(?:(?: to | and |-|–)({one}))?(?![\w:/])", re.IGNORECASE)


def _share(values: Mapping[str, Any]) -> re.Pattern[str]:
    """What a number looks like that is told by another one: "a third as many"."""
    share = "|".join(sorted(values["shares"], key=len, reverse=True))
    return re.compile(rf"\b({share})(?:{values['share_of']})", re.IGNORECASE)


_SETS = (
    "death",
    "mortal",
    "figure",
    "crowd",
    "predicates",
    "losses",
    "persons",
    "alone_before",
    "of_them",
    "no_count_before",
    "no_count_after",
    "or_more",
    "or_so",
    "or_less",
    "may_fly",
    "saved",
    "alive",
    "joining",
    "pointing",
    "before_year",
    "of_numbered",
    "articles",
    "before_place",
    "timed",
    "behind_name",
)


@cache
def load() -> Told:
    """Read the words that come with the package."""
    values: dict[str, Any] = yaml_table(FILE)
    sets = {name: frozenset(values[name]) for name in _SETS}
    vague_phrases = frozenset(each for row in ("about_words", "least_words", "most_words") for each in values[row])
    return Told(
        pattern=_number(values),
        numerals=values["numerals"],
        multiples=values["multiples"],
        vague={words: (bounds[0], bounds[1]) for words, bounds in values["vague"].items()},
        made={unit: frozenset(words) for unit, words in values["made"].items()},
        alike={unit: row[-1] for row in values["alike"] for unit in row},
        counted={noun: unit for unit, nouns in values["counted"].items() for noun in nouns},
        sorts={word: sort for sort, named in values["sorts"].items() for word in named},
        about=values["about"],
        vague_phrases=vague_phrases,
        about_words=tuple(values["about_words"]),
        least_words=tuple(values["least_words"]),
        most_words=tuple(values["most_words"]),
        aircraft=re.compile(values["aircraft"]),
        gone=re.compile(values["gone"], re.IGNORECASE),
        revising=re.compile(values["revising"], re.IGNORECASE),
        instead=re.compile(values["instead"], re.IGNORECASE),
        first_told=re.compile(values["first_told"], re.IGNORECASE),
        people=re.compile(values["peoples"]),
        casualties=re.compile(values["casualties"]),
        listing=re.compile(values["listing"]),
        shares=values["shares"],
        share=_share(values),
        **sets,
    )
