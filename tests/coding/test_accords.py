"""Accords: among whom they are, whom they are to fall on, and who is meant when they are taken up."""

import pytest

from legation.coding.agreeing import agreed
from legation.coding.shared import shared
from legation.knowledge import load as load_knowledge
from legation.models import OnnxClassifier, SpacyParser
from legation.pipeline import Coder, coder, standard
from legation.read.plain import document
from legation.records import Event

pytestmark = pytest.mark.model
Act = tuple[str, set[str], set[str]]


@pytest.fixture(scope="module")
def code() -> Coder:
    return coder(standard(SpacyParser(), load_knowledge(), OnnxClassifier()))


def acts(code: Coder, text: str) -> list[Act]:
    events = (r for r in code(document(text, published="2025-03-03")) if isinstance(r, Event))
    return [(e.type, set(e.actor), set(e.recipient)) for e in events]


@pytest.mark.parametrize(
    ("text", "accords"),
    [
        (
            "Britain and the United States agreed to tighten sanctions on Myanmar.",
            [("AGREE", {"GBR", "USA"}, {"GBR", "USA"})],
        ),
        ("The European Union agreed to impose sanctions on Iran.", []),
        ("Norway offered to mediate between Serbia and Kosovo.", [("AGREE", {"NOR"}, {"SRB", "XKX"})]),
        ("Russia and Iran agreed to build a railway.", [("AGREE", {"RUS", "IRN"}, {"RUS", "IRN"})]),
        ("Brazil and Paraguay signed a treaty on the river.", [("AGREE", {"BRA", "PRY"}, {"BRA", "PRY"})]),
        # A treaty that is in force is no new one.
        ("The treaty by which the waters of the Nile are shared between Egypt and Sudan has outlived three wars.", []),
    ],
)
def test_an_accord_is_among_those_who_reach_it(code: Coder, text: str, accords: list[Act]) -> None:
    assert [act for act in acts(code, text) if act[0] == "AGREE"] == accords


@pytest.mark.parametrize(
    ("text", "judgment"),
    [
        (
            "Sudan and Chad agreed on a truce on Monday. The European Union welcomed the truce.",
            ("SUPPORT", {"org:EU"}, {"SDN", "TCD"}),
        ),
        (
            "Serbia and Kosovo signed an agreement in Brussels. Russia rejected the deal.",
            ("REJECT", {"RUS"}, {"SRB", "XKX"}),
        ),
    ],
)
def test_who_judges_an_accord_judges_all_who_share_in_it(code: Coder, text: str, judgment: Act) -> None:
    assert judgment in acts(code, text)


def test_nothing_to_do_is_nothing_done() -> None:
    assert agreed([], ()) == shared([], ()) == []
