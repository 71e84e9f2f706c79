"""Carried events: who only tells of a blow did not suffer it, their state did."""

from collections.abc import Callable

import pytest

from legation.knowledge import load as load_knowledge
from legation.listener import OnnxAttribution
from legation.models import OnnxClassifier, SpacyParser
from legation.pipeline import coder, standard
from legation.read.plain import document
from legation.records import Event

Struck = Callable[[str], set[str]]

pytestmark = pytest.mark.model


@pytest.fixture(scope="module")
def struck() -> Struck:
    """Whom the blows of a text reach."""
    code = coder(standard(SpacyParser(), load_knowledge(), OnnxClassifier(), OnnxAttribution()))

    def run(text: str) -> set[str]:
        found = [r for r in code(document(text, published="2024-05-20")) if isinstance(r, Event)]
        return {key for event in found if event.type == "ASSAULT" for key in event.recipient}

    return run


def test_the_state_of_those_who_tell_of_it_is_struck(struck: Struck) -> None:
    text = (
        "Peru closed a crossing on Monday. "
        "Ecuador fired rockets which, Peruvian officials said, struck a clinic in the valley."
    )
    assert struck(text) == {"PER", "group:-:MED:clinic"}


def test_who_is_struck_and_does_not_tell_stays(struck: Struck) -> None:
    assert "PER" not in struck("Peru protested. Ecuador shelled a convoy of Peruvian officials near the border.")


def test_who_says_that_there_was_a_blow_and_is_not_in_it_tells_for_the_state(struck: Struck) -> None:
    said = "Peru protested. Peru's president, Dina Boluarte, said that Ecuador had shelled {}."
    assert struck(said.format("the border")) == {"PER"}
    assert "person:dina-boluarte" in struck(said.format("her on the border"))
