"""A truce is of both who fight, though another announces it."""

import pytest

from legation import pipeline
from legation.pipeline import Coder
from legation.records import Document, Event

pytestmark = pytest.mark.model

BLOWS = "Eritrea shelled Ethiopian lines on Monday and Ethiopian jets bombed Eritrean posts. "
# the phenomenon: a text, and who keeps the truce with whom
KEPT: dict[str, tuple[str, set[str], set[str]]] = {
    "announced by another, with its sides": (
        "Qatar's emir announced a ceasefire between Israel and Iran late on Tuesday.",
        {"ISR", "IRN"},
        {"ISR", "IRN"},
    ),
    "announced by another, with no side": (
        "Israel struck Iranian air defences on Monday and Iran fired missiles at Israel. "
        "Qatar's emir announced a ceasefire on Tuesday, and the guns fell silent.",
        {"ISR", "IRN"},
        {"ISR", "IRN"},
    ),
    "mediated by another": (
        "Rwanda's army pounded Congolese positions. The truce mediated by Angola came into force at noon.",
        {"RWA", "COD"},
        {"RWA", "COD"},
    ),
    "of one side": (
        "Israel bombed Lebanon and Hezbollah fired rockets at Israel. Israel declared a unilateral truce.",
        {"ISR"},
        {"LBN"},
    ),
    "an end of one side's attacks before it": (
        f"{BLOWS}Eritrea halted its attacks on Ethiopia before the truce.",
        {"ERI"},
        {"ETH"},
    ),
    "of others who say with whom": (
        f"{BLOWS}In the west, Niger declared a ceasefire with Chad.",
        {"NER"},
        {"TCD"},
    ),
}


@pytest.fixture(scope="module")
def coder() -> Coder:
    return pipeline.load()


def truces(coder: Coder, text: str) -> list[Event]:
    found = coder(Document(text=text, publisher="Courier", published="2026-03-06"))
    return [r for r in found if isinstance(r, Event) and (r.type, r.mode) == ("RETREAT", "ceasefire")]


@pytest.mark.parametrize("name", KEPT)
def test_a_truce_is_of_both_who_fight(coder: Coder, name: str) -> None:
    text, actors, recipients = KEPT[name]
    (found,) = truces(coder, text)
    assert (set(found.actor), set(found.recipient), found.status) == (actors, recipients, "actual")
