"""What is done and not said, and whose an attitude is. All sentences and speakers are made up."""

from collections.abc import Callable

import pytest

from legation.pipeline import Coder
from legation.records import Document, Statement

Heard = Callable[[str], list[tuple[str | None, str, str]]]
Stood = Callable[[str], dict[str, float]]

pytestmark = pytest.mark.model


@pytest.fixture(scope="module")
def said(whole: Coder) -> Heard:
    """Speaker, act and content of each statement."""

    def run(text: str) -> list[tuple[str | None, str, str]]:
        found = (r for r in whole(Document(text=text)) if isinstance(r, Statement))
        return [(s.speaker.actor, s.act, " | ".join(c.text for c in s.content)) for s in found]

    return run


@pytest.mark.parametrize(
    "text",
    [
        "Chile's general committed suicide.",
        "Chile committed troops to the mission in Haiti.",
        "Two parties in Chile contested the election.",
        "Chile's army defended the bridge.",
        "Chile's president dismissed his defence minister.",
        "Chile celebrates its independence in September.",
        "Chile's police questioned the minister.",
        "Chile referred Peru to the tribunal.",
        "Chile admitted Peru to the league.",
        "They set out on a march to the capital of Chile.",
    ],
)
def test_a_deed_is_no_statement(said: Heard, text: str) -> None:
    assert said(text) == []


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Chile committed ten million dollars to the fund.", ("CHL", "promise", "ten million dollars")),
        ("Chile contested the claim of the tribunal.", ("CHL", "deny", "the claim of the tribunal")),
        ("Chile defended the decision of the tribunal.", ("CHL", "praise", "the decision of the tribunal")),
        ("Chile dismissed the report as a fairy tale.", ("CHL", "reject", "the report as a fairy tale")),
        ("Chile questioned the fairness of the vote.", ("CHL", "ask", "the fairness of the vote")),
    ],
)
def test_the_same_verbs_tell_of_words(said: Heard, text: str, found: tuple[str, str, str]) -> None:
    assert found in said(text)


@pytest.mark.parametrize(
    ("text", "whose"),
    [
        ("Chile's abstention shows its reluctance to take sides.", ("CHL", "reject", "to take sides")),
        (
            "Despite its criticism of the Peruvian raid, Chile sold ships.",
            ("CHL", "criticise", "the Peruvian raid"),
        ),
        ("Lima's trade with Chile grew despite its criticism of Chile.", ("PER", "criticise", "Chile")),
    ],
)
def test_an_attitude_is_of_the_owner_of_the_subject_or_of_the_subject(
    said: Heard, text: str, whose: tuple[str, str, str]
) -> None:
    assert whose in said(text)


@pytest.mark.parametrize("text", ["The move reflects its criticism of Peru.", "Its support for Peru was costly."])
def test_an_attitude_of_nobody_known_is_not_told(said: Heard, text: str) -> None:
    assert said(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "An adviser to President Gabriel Boric, Luis Rojas, said the pact was dead.",
        "The lawyer of President Gabriel Boric, Luis Rojas, said the pact was dead.",
        "Luis Rojas, an adviser to President Gabriel Boric, said the pact was dead.",
    ],
)
def test_who_serves_somebody_speaks_by_his_own_name(said: Heard, text: str) -> None:
    assert said(text) == [("person:luis-rojas", "say", "the pact was dead")]


def test_whoever_is_accused_by_a_name_between_commas_does_not_speak(said: Heard) -> None:
    found = said("The widow of Pedro Luna, Ana Quispe, accused Luis Rojas of theft.")
    assert [(who, act) for who, act, _ in found] == [("person:ana-quispe", "accuse")]


@pytest.fixture(scope="module")
def stances(whole: Coder) -> Stood:
    """How the first speaker of a text stands to whom."""

    def run(text: str) -> dict[str, float]:
        first = next(r for r in whole(Document(text=text)) if isinstance(r, Statement))
        return {s.target: s.value for s in first.stance}

    return run


@pytest.mark.parametrize(
    "text",
    [
        "Chile said its navy had seized a trawler.",
        "Chile said that troops supported the war against Peru.",
        "Chile stressed the critical role that Peru could play.",
        "Chile said that Peru walked a fine line with respect to Bolivia.",
    ],
)
def test_what_says_nothing_for_or_against_anybody(stances: Stood, text: str) -> None:
    assert not any(stances(text).values())


def test_a_quality_is_its_owners(stances: Stood) -> None:
    found = stances("Chile said that Peru knew of Bolivia's aggression.")
    assert found.get("PER", 0.0) == 0.0
    assert found["BOL"] < 0


@pytest.mark.parametrize(
    "text", ["Chile said that Peru's navy had seized a trawler.", "Chile called Peru a reckless neighbour."]
)
def test_what_speaks_against_others_still_does(stances: Stood, text: str) -> None:
    assert any(value < 0 for target, value in stances(text).items() if "PER" in target.upper())


def test_what_a_thing_is_intended_for_is_nobodys_intention(said: Heard) -> None:
    assert said("Chile said the talks were intended to end the strike.") == [
        ("CHL", "say", "the talks were intended to end the strike")
    ]


def test_an_admission_is_acknowledged(said: Heard) -> None:
    assert said("Chile's admission that its frigate had sunk the trawler came late.") == [
        ("CHL", "acknowledge", "its frigate had sunk the trawler")
    ]
