"""Who made a coup, and who rules since, belongs to the state of which the text tells one."""

import pytest

from who_is_who import who

pytestmark = pytest.mark.model

Case = tuple[str, tuple[str, ...]]

# Filed in a third state, which each text names as often.
LISBON = "LISBON, Portugal, 3 May"
COUP = "Portugal condemned the coup in Guinea-Bissau. Portugal wants talks. "

TOLD: dict[str, Case] = {
    "by its place": (COUP + "[The junta] closed the ports.", ("GNB",)),
    "by the place behind its makers": (
        "Portugal will talk to Guinea-Bissau, but Portugal gave the junta in Bissau a week. [The putschists] slept.",
        ("group:GNB:REB:putschists",),
    ),
    "by its owner": (
        "Portugal wrote to Guinea-Bissau's junta. Portugal wants talks. [The putschists] closed the ports.",
        ("group:GNB:REB:putschists",),
    ),
    "by whom it removes": (
        "Portugal wants talks after soldiers overthrew Umaro Sissoco Embaló. [The junta] closed the ports.",
        ("GNB",),
    ),
    "by whom it is to give back power": (
        "The junta must reinstate President Umaro Sissoco Embaló, Portugal says. [The colonels] closed the ports.",
        ("GNB",),
    ),
    "by the end of his rule": (
        "Portugal wants talks since the overthrow of President Umaro Sissoco Embaló. [The soldiers] closed the ports.",
        ("group:GNB:MIL:soldiers",),
    ),
    "by a government of soldiers": (
        "Guinea-Bissau's military government spoke. Portugal wants talks. [The junta] closed the ports.",
        ("GNB",),
    ),
    "where power is taken": (
        "Officers seized power in Bissau. Portugal and Brazil want talks. [The military rulers] closed the ports.",
        ("group:GNB:GOV:military-rulers",),
    ),
}

WHO: dict[str, Case] = {
    "officers": (COUP + "[The officers] closed the ports.", ("group:GNB:MIL:officers",)),
    "the new authorities": (COUP + "[The new authorities] closed the ports.", ("group:GNB:GOV:authorities",)),
    "the new rulers": (COUP + "[The new rulers] closed the ports.", ("group:GNB:GOV:rulers",)),
    "the guard": (COUP + "[The guard] closed the ports.", ("unnamed:GNB:MIL:guard",)),
    "soldiers of another state": (
        COUP + "[The Portuguese soldiers] closed the ports.",
        ("group:PRT:MIL:soldiers",),
    ),
    "some soldiers": (COUP + "[Foreign soldiers] closed the ports.", ("group:-:MIL:soldiers",)),
}


@pytest.mark.parametrize("name", TOLD)
def test_state_of_a_coup(name: str) -> None:
    marked, ids = TOLD[name]
    assert who(marked, "2025-12-03", LISBON) == ids


@pytest.mark.parametrize("name", WHO)
def test_who_made_it(name: str) -> None:
    marked, ids = WHO[name]
    assert who(marked, "2025-12-03", LISBON) == ids


def test_without_a_coup_soldiers_are_where_the_text_plays() -> None:
    assert who("Portugal taxed cork. Portugal owes much. [The soldiers] went home.", "2025-12-03", LISBON) == (
        "group:PRT:MIL:soldiers",
    )
