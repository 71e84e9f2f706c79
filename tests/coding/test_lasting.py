"""What goes on between two as a rule is told as a tie, and not as aid or cooperation once more."""

import pytest

from legation import pipeline
from legation.records import Document, Event, Tie

pytestmark = pytest.mark.model


@pytest.mark.parametrize(
    ("text", "types", "ties"),
    [
        ("Russia, the main supplier of arms to Syria, has been silent.", [], ["military"]),
        ("Turkey buys two thirds of its gas from Russia.", [], ["dependence"]),
        ("Turkey bought 40 tanks from Russia last week.", ["COOPERATE"], []),
    ],
)
def test_what_lasts_is_a_tie_and_no_event(text: str, types: list[str], ties: list[str]) -> None:
    records = pipeline.load()(Document(text=text, published="1998-10-05"))
    assert [e.type for e in records if isinstance(e, Event) and e.status == "actual"] == types
    assert [t.kind for t in records if isinstance(t, Tie)] == ties
