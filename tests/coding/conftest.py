"""One parser and one set of tables for all tests of this room, and `read`: a text as far as clauses and parties."""

from collections.abc import Callable, Mapping, Sequence

import pytest

from coding.names import NAMES, parties
from legation.annotate.blocks import blocks
from legation.annotate.clauses import Control, clauses
from legation.annotate.prose import title_pattern
from legation.annotate.quotes import quotes
from legation.annotate.sentences import sentences
from legation.coding.allegiance import AllegianceWords
from legation.coding.anonymity import Anonymity
from legation.coding.certainty import Likelihoods
from legation.coding.cues import Cues
from legation.coding.hearing import Chances
from legation.coding.idioms import Idioms
from legation.coding.stances import StanceWords
from legation.coding.statements import Acts, StatementTables, statements
from legation.coding.venues import Venues
from legation.knowledge import load as load_knowledge
from legation.models import OnnxClassifier, SpacyParser
from legation.pipeline import Coder, coder, standard
from legation.records import Document, Event, Statement
from legation.step import Reading, Step
from legation.tables import yaml_table

Read = Callable[..., Reading]
# A text, and of each of its statements the words for the speaker, the act, the content.
Told = Callable[[str], list[tuple[str, str, str]]]
# The events of a text, and perhaps the day on which it was published.
Code = Callable[..., list[Event]]


def statement_tables(labels: Sequence[str] = (), chances: Chances | None = None) -> StatementTables:
    """The bundled tables; with `labels` and `chances` those of a step that hears."""
    told = yaml_table("coding/acts.yaml")
    return StatementTables(
        cues=Cues.of(yaml_table("coding/cues.yaml")),
        idioms=Idioms.of(yaml_table("coding/idioms.yaml")),
        acts=Acts.of(told),
        likelihoods=Likelihoods.of(yaml_table("coding/certainty.yaml")),
        venues=Venues.of(yaml_table("coding/venues.yaml")),
        stances=StanceWords.of(told, yaml_table("coding/polarity.yaml")),
        anonymity=Anonymity.of(yaml_table("coding/anonymity.yaml")),
        allegiance=AllegianceWords.of(yaml_table("coding/allegiance.yaml")),
        labels=labels,
        chances=chances,
    )


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


@pytest.fixture(scope="module")
def told(read: Read) -> Told:
    """Words for the speaker, act, content of each statement that rules alone find."""
    step = statements(statement_tables())

    def run(text: str) -> list[tuple[str, str, str]]:
        found = [r for r in step.run(read(text)) if isinstance(r, Statement)]
        return [(s.speaker.as_written, s.act, " | ".join(c.text for c in s.content)) for s in found]

    return run


@pytest.fixture(scope="session")
def code() -> Code:
    """The events that frames and the bundled weights find together."""
    read = coder(standard(SpacyParser(), load_knowledge(), OnnxClassifier()))

    def run(text: str, published: str | None = None) -> list[Event]:
        return [record for record in read(Document(text=text, published=published)) if isinstance(record, Event)]

    return run


@pytest.fixture(scope="session")
def whole() -> Coder:
    """All steps, by their rules alone."""
    return coder(standard(SpacyParser(), load_knowledge(), None, None))
