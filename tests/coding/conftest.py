"""One parser for all tests of this room, and `read`, which takes a text as far as clauses and parties."""

from collections.abc import Callable, Mapping

import pytest

from coding.names import NAMES, parties
from legation.annotate.blocks import blocks
from legation.annotate.clauses import Control, clauses
from legation.annotate.prose import title_pattern
from legation.annotate.quotes import quotes
from legation.annotate.sentences import sentences
from legation.models import SpacyParser
from legation.records import Document
from legation.step import Reading, Step
from legation.tables import yaml_table

Read = Callable[..., Reading]


@pytest.fixture(scope="session")
def annotate() -> tuple[Step, ...]:
    """The steps of the annotate room."""
    names = frozenset(name.lower() for name in NAMES)
    return (
        blocks(yaml_table("annotate/furniture.yaml")),
        quotes(),
        sentences(SpacyParser(), names, title_pattern(yaml_table("annotate/portfolios.yaml"))),
        clauses(Control.of(yaml_table("annotate/control.yaml"))),
    )


@pytest.fixture(scope="session")
def read(annotate: tuple[Step, ...]) -> Read:
    """Read a text: sentences, clauses, and a party for each of `names` (ids by word)."""

    def run(text: str, names: Mapping[str, str] = NAMES, published: str | None = "2024-10-20") -> Reading:
        reading = Reading(Document(text=text, published=published))
        for step in annotate:
            reading = reading.plus(step.run(reading), step.replaces)
        return reading.plus(parties(reading, names))

    return run
