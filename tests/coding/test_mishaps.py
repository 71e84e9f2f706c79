"""What is nobody's deed, is asked, or is done without those who are named: what the bundled weights make of it."""

import pytest

from coding.conftest import Code

pytestmark = pytest.mark.model
_BREACH = (
    "Uganda and Kenya agreed to stop firing. There had been repeated breaches of the understanding, the Kenyan foreign "
    "minister told reporters toward midnight, and the forces had orders to deal with them firmly."
)


@pytest.mark.parametrize(
    "text",
    [
        "Kenya accused Somalia of piracy. Three fishermen were killed in a flood.",
        "Bolivia said that eight policemen, not seven, had been killed in the bus crash of 3 May.",
        "Togo and Benin said thirty people were killed when a barge capsized on the lagoon.",
        "Oman blamed Yemen for the blockade. Five sailors died in a storm on Monday.",
    ],
)
def test_nobody_is_told_to_have_done_what_an_accident_did(code: Code, text: str) -> None:
    assert [e for e in code(text) if e.type == "ASSAULT"] == []


def test_the_crash_of_a_plane_that_was_shot_down_is_a_deed(code: Code) -> None:
    found = [
        e for e in code("Two Syrian pilots died in the crash of a jet that Israel shot down.") if e.type == "ASSAULT"
    ]
    assert [e.actor for e in found] == [("ISR",)]


@pytest.mark.parametrize(
    ("text", "makers", "hit"),
    [
        ("Turkish-made drones struck Khartoum on Sunday.", "TUR", ("SDN",)),
        ("Swedish-built guns shelled a Kenyan post.", "SWE", ("KEN",)),
        ("Armenia shot down six drones of Israeli make.", "ISR", ()),
    ],
)
def test_who_makes_arms_strikes_nobody_with_them(code: Code, text: str, makers: str, hit: tuple[str, ...]) -> None:
    found = [e for e in code(text) if e.type == "ASSAULT"]
    assert found
    assert all(makers not in (*e.actor, *e.recipient) for e in found)
    assert all(e.recipient == hit for e in found)


@pytest.mark.parametrize(
    "text",
    [
        "The Arab League met behind closed doors on Friday at Sudan's request.",
        "The Arab League met on Friday at the request of Sudan.",
    ],
)
def test_who_asks_for_a_meeting_is_not_told_to_attend_it(code: Code, text: str) -> None:
    (met,) = (e for e in code(text) if e.type == "CONSULT")
    assert (met.actor, met.recipient) == (("org:Arab-League",), ())


@pytest.mark.parametrize(
    ("text", "actor", "asking"),
    [
        ("Mali closed the base at the request of Moscow.", "MLI", "RUS"),
        ("Benin seized the ship on Monday at the behest of Havana.", "BEN", "CUB"),
        ("At Togo's insistence Benin arrested four smugglers.", "BEN", "TGO"),
    ],
)
def test_who_asks_for_a_hostile_deed_is_not_its_target(code: Code, text: str, actor: str, asking: str) -> None:
    found = [e for e in code(text) if actor in e.actor and e.type in ("COERCE", "REJECT", "SANCTION", "ASSAULT")]
    assert all(asking not in e.recipient for e in found)
    assert [e.recipient for e in code(text) if e.type == "REQUEST" and asking in e.actor] in ([], [(actor,)])


def test_who_objects_is_not_the_one_who_is_helped(code: Code) -> None:
    found = code("On Monday the World Bank paid out a loan of $90 million, Ethiopia's abstention notwithstanding.")
    assert all("ETH" not in e.recipient for e in found if e.type == "AID")


@pytest.mark.parametrize("text", ["Did Peru shell Ecuador on Monday?", "“Did Peru bomb Ecuador?” he asked."])
def test_what_is_asked_has_not_been_done(code: Code, text: str) -> None:
    assert [e for e in code(text) if e.type == "ASSAULT" and e.status == "actual"] == []


def test_a_breach_of_an_accord_is_no_accord(code: Code) -> None:
    found = code(_BREACH)
    words = [each.text for e in found if e.type == "AGREE" for each in e.evidence if each.role == "trigger"]
    assert "understanding" not in words


def test_a_model_of_arms_acts_for_those_whose_it_is(code: Code) -> None:
    text = (
        "Kenya and Somalia exchanged mortar fire along the border on Monday and a Kenyan F-5 bombed a Somali army camp."
    )
    sides = [(e.actor, e.recipient) for e in code(text) if any(each.text == "bombed" for each in e.evidence)]
    assert sides == [(("KEN",), ("SOM",))]


def test_nobody_promises_something_to_his_own_state(code: Code) -> None:
    found = code("On 22 May President Emmanuel Macron, in Calais, vowed to keep France's share of the fish.")
    assert found
    assert all("FRA" not in e.recipient for e in found)


def test_who_is_accused_by_name_stays_accused(code: Code) -> None:
    found = code("Mali accused Chad today of breaking a pact between them by letting rebels leave through Niger.")
    assert [(e.actor, e.recipient) for e in found if e.type == "ACCUSE"] == [(("MLI",), ("TCD",))]


def test_who_calls_an_allegation_unfounded_does_not_make_it(code: Code) -> None:
    found = code("Peru said that Chile had moved the buoys. Chile said the allegation was unfounded.")
    assert all("CHL" not in e.actor for e in found if e.type == "ACCUSE")
    assert [e.actor for e in found if e.type == "REJECT"] == [("CHL",)]


@pytest.mark.parametrize(
    ("text", "counted"),
    [
        ("Sudan handed over two Chadian soldiers on Friday.", [("troops", 2.0, 2.0)]),
        ("Sudan bombed El Obeid, an air base near the capital, plus at least two others.", []),
        ("Sudanese envoys met Chadian officials for three rounds of talks in Abeche.", []),
        ("Sudan fired three rounds of mortar fire at Chadian posts.", [("shells", 3.0, 3.0)]),
        ("Sudan killed six soldiers and two others.", [("dead", 6.0, 6.0), ("dead", 2.0, 2.0)]),
    ],
)
def test_numbers_count_what_is_named(code: Code, text: str, counted: list[tuple[str, float, float]]) -> None:
    assert [(m.unit, m.low, m.high) for e in code(text) for m in e.magnitude] == counted


@pytest.mark.parametrize(
    ("text", "type_", "teller"),
    [
        (
            "Later on Saturday Philip Davis, the prime minister of the Bahamas, announced that Petro and Vance had "
            "agreed to meet in his country on December 14.",
            "AGREE",
            "person:philip-davis",
        ),
        (
            "Kenya and Uganda agreed on Saturday to stop fighting. The foreign secretary of Kenya, Musalia Mudavadi, "
            "confirmed that the two countries' directors general of military operations had spoken by telephone in the "
            "afternoon and would speak again on Monday.",
            "CONSULT",
            "person:musalia-mudavadi",
        ),
        (
            _BREACH,
            "CONSULT",
            "person:musalia-mudavadi",
        ),
    ],
)
def test_who_tells_what_others_did_has_no_part_in_it(code: Code, text: str, type_: str, teller: str) -> None:
    assert all(teller not in (*e.actor, *e.recipient) for e in code(text) if e.type == type_)
