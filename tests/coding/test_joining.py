"""What a look finds likely is told beside what frames tell: no bystander for an object, a blow back by its own word."""

import pytest

from coding.conftest import Code

pytestmark = pytest.mark.model


def _told(code: Code, text: str, kind: str) -> list[tuple[str, str, str]]:
    """Who does an act of a type to whom, and the words that tell it."""
    found = [event for event in code(text, "2024-05-01") if event.type == kind]
    trigger = [next(e.text for e in event.evidence if e.role == "trigger") for event in found]
    return [("+".join(e.actor), "+".join(e.recipient), word) for e, word in zip(found, trigger, strict=True)]


def test_who_stands_nearby_is_not_acted_upon_beside_the_object(code: Code) -> None:
    text = "Kenya moved infantry to its border with Ethiopia after Somalia shelled the town of Mandera on Thursday."
    assert [(who, whom) for who, whom, _ in _told(code, text, "MOBILIZE")] == [("KEN", "ETH")]


def test_a_blow_back_is_told_by_a_word_of_its_own(code: Code) -> None:
    text = "Chad said it had destroyed two Sudanese tanks after shells fired by Sudan hit a market in Tine."
    found = _told(code, text, "ASSAULT")
    assert {(who, whom) for who, whom, _ in found} == {("TCD", "SDN"), ("SDN", "TCD")}
    assert len({word for _, _, word in found}) == 2


def test_a_clash_is_told_once(code: Code) -> None:
    (found,) = _told(code, "Chadian and Sudanese soldiers clashed near Tine, and nine were killed.", "ASSAULT")
    assert found[0] == found[1]


def test_the_subject_of_a_verb_does_what_it_tells(code: Code) -> None:
    text = "Peru expels Chilean ambassador, giving him a week to go, after he accused its judges of bias"
    ((who, whom, _),) = _told(code, text, "ACCUSE")
    assert (who.split(":")[1], whom.split(":")[1]) == ("CHL", "PER")


def test_nobody_does_to_himself_what_a_frame_tells_him_to_do_to_another(code: Code) -> None:
    text = (
        "Ghana has broken off relations with Togo, whose President ordered the expulsion of two of its diplomats last "
        "week after a Ghanaian passenger disappeared."
    )
    found = {(who, whom.split(":")[-1], word) for who, whom, word in _told(code, text, "SANCTION")}
    assert {(whom, word) for _, whom, word in found} == {("TGO", "broken off relations"), ("diplomats", "expulsion")}


def test_where_somebody_acts_is_no_actor(code: Code) -> None:
    text = (
        "Mali and Niger vowed in a pact signed on the banks of the Volta not to shelter each other's rebels, a bargain "
        "that was denounced in Accra by the Togolese government."
    )
    assert {who for who, _, _ in _told(code, text, "ACCUSE")} == {"TGO"}


def test_whose_pilot_is_captured_is_no_matter_of_the_subject(code: Code) -> None:
    text = "Kenya shot down a Somali fighter and captured its pilot a day after Somali jets had bombed a camp."
    assert "KEN" not in {whom for _, whom, _ in _told(code, text, "COERCE")}


def test_what_came_before_does_not_tell_the_blow(code: Code) -> None:
    text = "Chadian missiles crashed down on nine places in Sudan at dawn, fifteen days after the slaughter at Tine."
    assert _told(code, text, "ASSAULT") == [("TCD", "SDN", "crashed")]


def test_of_two_who_do_the_same_neither_is_the_others(code: Code) -> None:
    text = "India and Pakistan exchanged fire on Monday. Both armies were put on alert."
    assert [(who, whom) for who, whom, _ in _told(code, text, "MOBILIZE")] == [("IND+PAK", "")]


def test_a_likelier_recipient_takes_the_place_of_one_that_a_frame_misread(code: Code) -> None:
    text = (
        "Bahrain and Sudan followed Riyadh in breaking with Tehran on Monday, and the Emirates reduced their mission "
        "there, after Saudi Arabia's execution of a cleric led Iranian protesters to burn its embassy."
    )
    assert {whom for who, whom, _ in _told(code, text, "SANCTION") if who == "ARE"} == {"IRN"}


def test_a_demand_is_told_by_its_own_verb_beside_a_summons(code: Code) -> None:
    text = "Mali called in the French ambassador on Monday to demand an apology."
    ((who, whom, word),) = _told(code, text, "REQUEST")
    assert (who, whom.split(":")[1], word) == ("MLI", "FRA", "demand")


def test_who_tells_his_hosts_something_visits_them(code: Code) -> None:
    text = "The Gambian foreign minister told his hosts in Rabat that the port would be finished in March."
    ((who, _, word),) = _told(code, text, "CONSULT")
    assert ("MAR" in who, word) == (True, "hosts")


def test_a_word_tells_of_nobody_else_who_is_far_less_likely(code: Code) -> None:
    text = (
        "Bolivia broke with Israel over the shelling of Gaza; Chile and Peru called their ambassadors home, and Israel "
        "charged La Paz with yielding to Iran."
    )
    assert {whom for _, whom, _ in _told(code, text, "SANCTION")} == {"ISR"}
