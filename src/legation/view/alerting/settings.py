"""The numbers and words of `data/view/sending.yaml`: pauses, limits, and what mails say that no alert brings."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from legation.errors import KnowledgeError
from legation.tables import yaml_table

FILE = "view/sending.yaml"


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What it means when the notes of a service fit a pattern: that the message failed, or that it may have arrived."""

    pattern: re.Pattern[str]
    state: str
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """What `data/view/sending.yaml` says, under the same names."""

    pauses: tuple[int, ...]
    deadline: float
    patience: float
    doubt: int
    subject: int
    title: int
    because: int
    proof: int
    address: int
    publisher: int
    chat: int
    proofs_in_chat: int
    proofs: int
    digest_alerts: int
    digest_proofs: int
    digest_proof: int
    digest_outlets: int
    digest_lines: int
    digest_failures: int
    usual_days: int
    usual_least: int
    quiet: float
    quiet_least: int
    states: Mapping[str, str]
    reasons: Mapping[str, str]
    answers: tuple[Answer, ...]
    unknown: str
    partly: str
    slow: str
    crashed: str


@cache
def settings() -> Settings:
    """Read the settings that come with the package."""
    values: dict[str, Any] = yaml_table(FILE)
    try:
        answers = tuple(Answer(**{**each, "pattern": re.compile(each["pattern"])}) for each in values["answers"])
        return Settings(**{**values, "pauses": tuple(values["pauses"]), "answers": answers})
    except (KeyError, TypeError, re.error) as error:
        raise KnowledgeError(FILE, None, str(error)) from error
