"""What `data/link/oppositions.yaml` says: the kinds of claims that can't both hold, and how two claims are compared."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from legation.errors import KnowledgeError
from legation.link import figures, words
from legation.tables import yaml_table

FILE = "link/oppositions.yaml"
WORD = "~"  # the kind of a point that is no more than a word which a negation turns round


@dataclass(frozen=True, slots=True, kw_only=True)
class Kind:
    """What says that something of a kind is so, and what that it is not; and how two such claims are compared."""

    name: str
    positive: re.Pattern[str]
    negative: re.Pattern[str] | None
    lasts: bool
    others: bool
    party: bool
    placed: bool
    broad: bool
    named: int
    accused: bool
    own: bool
    turns: bool
    doer: str
    hints: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Oppositions:
    """What `data/link/oppositions.yaml` says, its patterns compiled."""

    kinds: Mapping[str, Kind]
    negators: frozenset[str]
    reach: int
    longest_subject: int
    failing: frozenset[str]
    ends: frozenset[str]
    passing: frozenset[str]
    no_aim: frozenset[str]
    achieving: frozenset[str]
    beginning: frozenset[str]
    implies: Mapping[str, Sequence[str]]
    acts: frozenset[str]
    objects: frozenset[str]
    modals: frozenset[str]
    conditional: frozenset[str]
    barring: frozenset[str]
    wished: re.Pattern[str]
    classed: re.Pattern[str]
    duties: frozenset[str]
    supposed: frozenset[str]
    intending: frozenset[str]
    subjects: frozenset[str]
    conjunctions: frozenset[str]
    auxiliaries: frozenset[str]
    helping: frozenset[str]
    prepositions: frozenset[str]
    reports: re.Pattern[str]
    untrue: re.Pattern[str]
    untrue_that: re.Pattern[str]
    alibis: Mapping[str, re.Pattern[str]]
    clauses: re.Pattern[str]
    such: re.Pattern[str]
    throughout: re.Pattern[str]
    nights: re.Pattern[str]
    days: int
    days_of_state: int
    days_of_answer: int
    days_of_numbers: int
    score: Mapping[str, float]
    least: float
    least_numbers: float
    least_voiced: float
    voiced: frozenset[str]
    relatives: re.Pattern[str]
    held_wrongly: re.Pattern[str]
    answering: re.Pattern[str]
    no_matter: frozenset[str]
    no_word: frozenset[str]
    least_word: float
    no_names: frozenset[str]
    by: re.Pattern[str]
    aimed: re.Pattern[str]
    parts: re.Pattern[str]
    parts_behind: re.Pattern[str]
    own: re.Pattern[str]
    losing: re.Pattern[str]
    toll_of: re.Pattern[str]
    reporting: frozenset[str]
    grown: re.Pattern[str]
    passive: re.Pattern[str]
    hitting: frozenset[str]
    bare_count: re.Pattern[str]
    countable: frozenset[str]
    most_times: float
    perceived: re.Pattern[str]
    needing: re.Pattern[str]


_SETS = (
    "negators",
    "subjects",
    "conjunctions",
    "auxiliaries",
    "helping",
    "prepositions",
    "failing",
    "achieving",
    "beginning",
    "ends",
    "passing",
    "no_aim",
    "objects",
    "modals",
    "conditional",
    "barring",
    "duties",
    "supposed",
    "intending",
    "voiced",
    "acts",
    "no_word",
    "reporting",
    "hitting",
    "countable",
)
_PATTERNS = (
    "wished",
    "classed",
    "reports",
    "untrue",
    "clauses",
    "such",
    "throughout",
    "nights",
    "relatives",
    "held_wrongly",
    "answering",
    "by",
    "aimed",
    "parts",
    "parts_behind",
    "own",
    "losing",
    "toll_of",
    "grown",
    "passive",
    "bare_count",
    "perceived",
    "needing",
)
_PLAIN = (
    "reach",
    "longest_subject",
    "days",
    "days_of_state",
    "days_of_answer",
    "days_of_numbers",
    "score",
    "least",
    "least_numbers",
    "least_voiced",
    "least_word",
    "implies",
    "most_times",
)


@cache
def load() -> Oppositions:
    """Read the kinds and scores that come with the package."""
    told = yaml_table(FILE)
    try:
        values: dict[str, Any] = {name: told[name] for name in _PLAIN}
        values |= {name: frozenset(told[name]) for name in _SETS}
        values |= {name: re.compile(told[name], re.IGNORECASE) for name in _PATTERNS}
        return Oppositions(
            kinds={name: _kind(name, row) for name, row in {**told["kinds"], WORD: _ANY_WORD}.items()},
            untrue_that=re.compile(rf"{told['untrue']}{told['untrue_that']}", re.IGNORECASE),
            alibis={name: _pattern(rows) for name, rows in told["alibis"].items()},
            no_matter=_stems(told["no_matter"]),
            no_names=_stems((*told["no_names"], *figures.numerals())),
            **values,
        )
    except (KeyError, TypeError, AttributeError, re.error) as error:
        raise KnowledgeError(FILE, None, str(error)) from error


def _stems(listed: Iterable[str]) -> frozenset[str]:
    return frozenset(words.load().stem(each) for each in listed)


_ANY_WORD = {"is": ["(?!)"], "broad": True}


def _kind(name: str, row: Mapping[str, object]) -> Kind:
    negative = row.get("not")
    return Kind(
        name=name,
        positive=_pattern(row["is"]),
        negative=_pattern(negative) if negative else None,
        lasts=bool(row.get("lasts")),
        others=bool(row.get("others")),
        party=bool(row.get("party")),
        placed=bool(row.get("placed")),
        broad=bool(row.get("broad")),
        named=int(str(row.get("named", 0))),
        accused=bool(row.get("accused")),
        own=bool(row.get("own")),
        turns=bool(row.get("turns")),
        doer=str(row.get("doer", "")),
        hints=tuple(_listed(row.get("hints", []))),
    )


def _listed(rows: object) -> list[str]:
    if not isinstance(rows, list):
        raise TypeError("a list of words is expected")
    return rows


def _pattern(rows: object) -> re.Pattern[str]:
    if not isinstance(rows, list):
        raise TypeError("a list of patterns is expected")
    rows = [row.replace(r"(\w+ )", r"([\w’'-]+ )") for row in rows]  # "violated Estonia's airspace"
    return re.compile("|".join(rf"\b(?:{row})s?(?!\w)" for row in rows), re.IGNORECASE)
