"""Predictions told by surprise and disbelief, and demands or bare facts that are none, with the bundled listener."""

import pytest

from legation.knowledge import load as load_knowledge
from legation.listener import OnnxAttribution
from legation.models import SpacyParser
from legation.pipeline import Coder, coder, standard
from legation.records import Document, Prediction, Statement

pytestmark = pytest.mark.model


@pytest.fixture(scope="module")
def heard() -> Coder:
    return coder(standard(SpacyParser(), load_knowledge(), None, OnnxAttribution()))


def claims(code: Coder, text: str) -> list[Prediction]:
    return [r for r in code(Document(text=text)) if isinstance(r, Prediction)]


@pytest.mark.parametrize(
    ("text", "claim", "words", "chance"),
    [
        (
            "“I'd be astonished if Oslo left the pact,” a trader said.",
            "Oslo left the pact",
            "'d be astonished",
            (5, 20),
        ),
        ("“I wouldn't be surprised if Oslo left,” a trader said.", "Oslo left", "wouldn't be surprised", (45, 95)),
        ("“It is hard to imagine Oslo leaving,” a trader said.", "Oslo leaving", "hard to imagine", (5, 20)),
        ("Chances are that Oslo leaves the pact, a trader said.", "Oslo leaves the pact", "chances are", (55, 80)),
        ("“Don't expect Oslo to leave the pact,” a trader said.", "Oslo to leave the pact", "Don't expect", (20, 45)),
        ("Oslo might not be willing to sign, a trader said.", "Oslo might not be willing to sign", "might", (5, 95)),
    ],
)
def test_what_is_disbelieved_has_a_chance(
    heard: Coder, text: str, claim: str, words: str, chance: tuple[int, int]
) -> None:
    [found] = claims(heard, text)
    assert claim in found.claim.text
    assert found.certainty is not None
    assert (found.certainty.phrase, (found.certainty.low, found.certainty.high)) == (words, chance)


@pytest.mark.parametrize(
    "text",
    [
        "Pressure is growing on Oslo to rein in the shipyards.",
        "Brussels is counting on Oslo to bring the shipyards back to the table.",
        "It can call Oslo tonight, a trader said.",
        "“Neither can pay for a long strike,” a trader said.",
        "Tokyo expects every state to honour the 1995 agreement.",
        "A trader was surprised that Oslo had left.",
    ],
)
def test_demands_and_abilities_are_no_forecasts(heard: Coder, text: str) -> None:
    assert claims(heard, text) == []


def test_who_does_not_rule_a_war_out_holds_it_possible(heard: Coder) -> None:
    [found] = claims(heard, "The Turkish general would not rule out a new war.")
    assert found.holder is not None


def test_a_year_that_names_a_thing_is_no_deadline(heard: Coder) -> None:
    [found] = claims(heard, "Analysts expect a revision of the 1995 agreement.")
    assert found.due is None


def test_what_is_tied_to_how_often_it_was_said_begins_with_that(heard: Coder) -> None:
    text = "The minister acknowledged for the first time that Peru had sent soldiers."
    (told,) = [r for r in heard(Document(text=text)) if isinstance(r, Statement)]
    assert [span.text for span in told.content] == ["Peru had sent soldiers"]
