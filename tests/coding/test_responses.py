"""Who answers whom where a noun takes up what was asked, offered or charged before."""

import pytest

from coding.conftest import Code

pytestmark = pytest.mark.model


@pytest.mark.parametrize(
    ("text", "kind", "actor", "recipient"),
    [
        ("Denmark asked Chad to free two pilots. The request was turned down at once.", "REJECT", "TCD", "DNK"),
        ("Denmark asked Chad for a map. It rained. The request was granted on Sunday.", "AGREE", "TCD", "DNK"),
        ("Denmark demanded an apology from Chad. The demand was not accepted.", "REJECT", "TCD", "DNK"),
        ("Denmark accused Chad of hiding a ship. The charge was dismissed by the spokesman.", "REJECT", "TCD", "DNK"),
    ],
)
def test_what_was_put_to_a_state_it_answers(code: Code, text: str, kind: str, actor: str, recipient: str) -> None:
    assert [(e.actor, e.recipient) for e in code(text) if e.type == kind] == [((actor,), (recipient,))]


@pytest.mark.parametrize(
    "text",
    [
        "Denmark accused Chad of hiding a ship. The request was turned down at once.",
        "Denmark and Chad asked Peru and Togo for maps. The request was turned down at once.",
        "Denmark asked Chad for a map. It rained. It snowed. Hail fell. The roads froze. The request was turned down.",
        "Denmark asked Chad for a map. The request was turned down in Oslo.",
        "Denmark asked Chad for a map. A request by the miners was turned down in May.",
    ],
)
def test_what_nobody_or_more_than_one_was_asked_is_answered_by_nobody(code: Code, text: str) -> None:
    assert not [e for e in code(text) if e.type == "REJECT" and e.actor and e.recipient]


@pytest.mark.parametrize(
    ("text", "kind", "actor", "recipients"),
    [
        (
            "Brazil and Peru called on Venezuela to free two men. An envoy flew to Cuba. Chile backed the appeal.",
            "SUPPORT",
            "CHL",
            {"BRA", "PER"},
        ),
        ("Denmark asked Chad for a map. Niger dismissed the request.", "REJECT", "NER", {"DNK"}),
        (
            "Denmark asked Chad for a map. Peru shelled Bolivia. Cuba armed Haiti. Mali met Togo. It snowed. "
            "Niger dismissed the request.",
            "REJECT",
            "NER",
            {"DNK"},
        ),
        ("Niger dismissed the request.", "REJECT", "NER", set()),
    ],
)
def test_who_backs_an_appeal_backs_whoever_made_it(
    code: Code, text: str, kind: str, actor: str, recipients: set[str]
) -> None:
    assert [set(e.recipient) for e in code(text) if e.type == kind and e.actor == (actor,)] == [recipients]
