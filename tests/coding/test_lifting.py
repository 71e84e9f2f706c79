"""Who calls for an end of a measure or of attacks calls on all who do that, as other sentences tell."""

import pytest

from legation import pipeline
from legation.pipeline import Coder
from legation.records import Document, Event

pytestmark = pytest.mark.model

# the phenomenon: a text, who asks in it, and whom
ASKED: dict[str, tuple[str, str, set[str]]] = {
    "nobody named": (
        "Saudi Arabia and Egypt broke off relations with Qatar and closed the border on Monday. "
        "France called for the blockade to be lifted.",
        "FRA",
        {"SAU", "EGY"},
    ),
    "who suffers it": (
        "Saudi Arabia and Egypt broke off relations with Qatar and closed the border on Monday. "
        "Germany asked that the siege of Qatar be given up.",
        "DEU",
        {"SAU", "EGY"},
    ),
    "a plea": (
        "Russia and Belarus closed their borders to Poland on Monday and banned Polish meat. "
        "In Brussels the European Commission repeated its plea that the ban be dropped.",
        "org:European-Commission",
        {"RUS", "BLR"},
    ),
    "both who attack one another": (
        "Israel bombed Lebanon on Monday. Hezbollah fired rockets at Israel. "
        "France appealed for an end to the attacks.",
        "FRA",
        {"ISR", "group:hezbollah"},
    ),
    "one alone where the words say who suffers": (
        "Israel bombed Lebanon on Monday. Hezbollah fired rockets at Israel. "
        "France appealed for a halt to the bombing of Lebanon.",
        "FRA",
        {"ISR"},
    ),
    "who suffers it and is asked for something else": (
        "The United States imposed sanctions on Iran in May. "
        "Brazil urged Iran to return to the talks after Washington lifted some sanctions.",
        "BRA",
        {"IRN"},
    ),
    "who suffers it and is to do something before": (
        "The United States imposed sanctions on Iran in May. "
        "Brazil asked Iran to stop its raids before the sanctions are lifted.",
        "BRA",
        {"IRN"},
    ),
    "another who is named": (
        "Israel bombed Lebanon. Lebanon asked the United States to have the strikes stopped.",
        "LBN",
        {"USA"},
    ),
}


@pytest.fixture(scope="module")
def code() -> Coder:
    return pipeline.load()


@pytest.mark.parametrize(("text", "asker", "asked"), ASKED.values(), ids=ASKED)
def test_who_is_asked_to_end_it(code: Coder, text: str, asker: str, asked: set[str]) -> None:
    told = [r for r in code(Document(text=text, published="2017-06-12")) if isinstance(r, Event)]
    requests = [set(e.recipient) for e in told if e.type == "REQUEST" and asker in e.actor]
    assert requests == [asked]
