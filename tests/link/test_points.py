"""What the words of a claim say is so or is not so."""

import pytest

from legation.link.points import load, points


def told(text: str, *, denied: bool = False) -> dict[str, bool]:
    return {point.kind: point.holds for point in points(text, denied=denied)}


@pytest.mark.parametrize(
    ("text", "kind", "holds"),
    [
        ("its gunners had fired rockets at a village", "attack", True),
        ("its gunners had fired no rockets", "attack", False),
        ("there was no attack on the harbour", "attack", False),
        ("the jets had violated Northland's airspace", "cross", True),
        ("the jets had kept to international waters and crossed no border", "cross", False),
        ("no agreement on the dam has been reached", "agree", False),
        ("it refused the offer of mediation", "agree", False),
        ("the mayor was not arrested", "arrest", False),
        ("its commander was alive and well", "death", False),
        ("the town remained under its control", "take", False),
        ("it had no hand in the sinking", "blame", False),
        ("it had nothing to do with the bomb", "blame", False),
        ("its men had respected the ceasefire", "truce", False),
        ("the soldiers broke the long ceasefire of March", "truce", True),
        ("soldiers are still in two districts", "leave", False),
        ("reports of a raid on the port were invented", "attack", False),
        ("it had failed to withdraw its troops", "leave", False),
    ],
)
def test_what_is_so_and_what_is_not(text: str, kind: str, holds: bool) -> None:
    assert told(text)[kind] is holds


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("it would not attack its neighbour", "attack"),
        ("it had agreed to withdraw its patrols", "leave"),
        ("whoever attacks the island", "attack"),
        ("the town could be captured within days", "take"),
    ],
)
def test_plans_duties_and_possibilities_are_no_facts(text: str, kind: str) -> None:
    assert kind not in told(text)


def test_a_negation_reaches_no_farther_than_its_clause() -> None:
    assert told("trade had not figured in the talks")["meet"]
    assert told("it did not move, and its guns shelled the town")["attack"]


def test_what_is_denied_is_denied_up_to_the_next_clause() -> None:
    found = told("that it had supplied the missile which the rebels fired", denied=True)
    assert found["support"] is False
    assert found["attack"] is True


def test_every_kind_says_what_is_so_and_no_pattern_fits_nothing() -> None:
    for kind in load().kinds.values():
        assert not kind.positive.fullmatch("")
        assert kind.negative is None or not kind.negative.fullmatch("")
