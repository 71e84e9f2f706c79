"""Who foretells by a verb, what a claim depends on, and prophecies told after the event. All is made up."""

from collections.abc import Callable

import pytest

from legation.knowledge import load as load_knowledge
from legation.models import SpacyParser
from legation.pipeline import Coder, coder, standard
from legation.records import Document, Prediction

Claims = Callable[[str], list[tuple[str | None, str, str | None]]]

pytestmark = pytest.mark.model


@pytest.fixture(scope="module")
def whole() -> Coder:
    return coder(standard(SpacyParser(), load_knowledge(), None, None))


@pytest.fixture(scope="module")
def claims(whole: Coder) -> Claims:
    """Holder, claim and condition of each prediction."""

    def run(text: str) -> list[tuple[str | None, str, str | None]]:
        found = (r for r in whole(Document(text=text, published="2024-05-01")) if isinstance(r, Prediction))
        return [(p.holder, p.claim.text, p.condition.text if p.condition else None) for p in found]

    return run


@pytest.mark.parametrize(
    ("text", "claim"),
    [
        ("Chile expects a drought next year.", "a drought next year"),
        ("Chile anticipates a slump in trade.", "a slump in trade"),
    ],
)
def test_who_foretells_a_happening_holds_it(claims: Claims, text: str, claim: str) -> None:
    assert claims(text) == [("CHL", claim, None)]


@pytest.mark.parametrize(
    ("text", "condition"),
    [
        ("Fares will rise as long as the strike lasts, Chile said.", "as long as the strike lasts"),
        ("So long as the strike lasts, fares will rise, Chile said.", "So long as the strike lasts"),
        ("As long as the strike lasts, fares will rise, Chile said.", "As long as the strike lasts"),
        ("Fares will rise provided that the strike lasts, Chile said.", "provided that the strike lasts"),
        ("If the strike lasts, fares will rise, Chile said.", "If the strike lasts"),
    ],
)
def test_what_a_claim_depends_on(claims: Claims, text: str, condition: str) -> None:
    assert [(who, claim.lower(), on) for who, claim, on in claims(text)] == [("CHL", "fares will rise", condition)]


def test_a_condition_inside_a_quotation_is_no_more_than_its_words(claims: Claims) -> None:
    found = claims("“Fares will rise as long as the strike lasts,” Chile predicted.")
    assert found == [("CHL", "Fares will rise", "as long as the strike lasts")]


@pytest.mark.parametrize(
    "text",
    [
        "Chile foretold the collapse of the cartel.",
        "Chile foretold the collapse of the cartel in 2019.",
        "Chile predicted the collapse of the cartel in 2019.",
        "Chile had predicted last year that the cartel would collapse.",
    ],
)
def test_what_was_once_foretold_is_no_forecast_of_today(claims: Claims, text: str) -> None:
    assert claims(text) == []


@pytest.mark.parametrize(
    "text",
    ["Chile foretells the collapse of the cartel.", "Chile predicted the collapse of the cartel in 2026."],
)
def test_what_is_yet_to_come_is_foretold(claims: Claims, text: str) -> None:
    assert [holder for holder, _, _ in claims(text)] == ["CHL"]


def test_a_clause_of_time_before_a_claim_stays_whole(claims: Claims) -> None:
    [(_, claim, _)] = claims("As the quarrel drags on, Chile's fares will remain high.")
    assert claim.startswith("As the quarrel drags on")
