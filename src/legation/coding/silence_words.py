"""The words of reported silence, ready to look up."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, fields
from typing import Any

_PATTERNS = ("replies", "replies_asked")


@dataclass(frozen=True, slots=True)
class SilenceWords:
    """The word lists of `silences.yaml`; each field is the list of that name there."""

    speaking: frozenset[str]
    with_information: frozenset[str]
    information: frozenset[str]
    refusals: frozenset[str]
    refused_nouns: frozenset[str]
    refrains: frozenset[str]
    dodges: frozenset[str]
    dodged_nouns: frozenset[str]
    no_response: frozenset[str]
    squarely: frozenset[str]
    not_said: frozenset[str]
    general: frozenset[str]
    withheld: frozenset[str]
    withheld_nouns: frozenset[str]
    of_others: frozenset[str]
    unreachable: frozenset[str]
    available: frozenset[str]
    available_for: frozenset[str]
    quiet: frozenset[str]
    unanswered: frozenset[str]
    keep: frozenset[str]
    nouns: frozenset[str]
    ended: frozenset[str]
    nouns_said: frozenset[str]
    issued: frozenset[str]
    had: frozenset[str]
    uttering: frozenset[str]
    waiting: frozenset[str]
    quantities: frozenset[str]
    none: frozenset[str]
    requests: frozenset[str]
    askers: frozenset[str]
    asking: frozenset[str]
    outlets: frozenset[str]
    passing_on: frozenset[str]
    passed_on: frozenset[str]
    otherwise: frozenset[str]
    asked: frozenset[str]
    poles: frozenset[str]
    pronouns: frozenset[str]
    not_reported: frozenset[str]
    no_topic: frozenset[str]
    people: frozenset[str]
    added: frozenset[str]
    brushes: frozenset[str]
    questions: frozenset[str]
    passes: frozenset[str]
    another: frozenset[str]
    subjects: frozenset[str]
    matters: frozenset[str]
    accounts: frozenset[str]
    saying: frozenset[str]
    strikingly: frozenset[str]
    debates: frozenset[str]
    kept_to: frozenset[str]
    appeals: frozenset[str]
    replies: re.Pattern[str]
    replies_asked: re.Pattern[str]

    @classmethod
    def of(cls, table: Mapping[str, Any], people: frozenset[str]) -> "SilenceWords":
        """Take the lists as loaded from `silences.yaml`; `people` are nouns of those who can speak."""
        lists = {f.name: frozenset(table[f.name]) for f in fields(cls) if f.name not in ("people", *_PATTERNS)}
        replies, asked = (re.compile("|".join(table[name]), re.IGNORECASE) for name in _PATTERNS)
        return cls(people=people, replies=replies, replies_asked=asked, **lists)
