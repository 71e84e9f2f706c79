"""Whose the police, lawmakers and the government are in a report that names another state more often than its own."""

import pytest

from who_is_who import who

pytestmark = pytest.mark.model

Case = tuple[str, str | None, tuple[str, ...]]

OTHER_SIDE: dict[str, Case] = {
    "police who arrest people of the other state": (
        "OSLO, May 3 (WN) - [Police] arrested two Russian spies. Russia denied it and Russian papers laughed.",
        "2019-05-03",
        ("group:NOR:COP:police",),
    ),
    "the government, behind the other state's answer": (
        "OSLO, May 3 (WN) - Two Russian spies fled. Russia denied the charge. [The government] expelled two diplomats.",
        "2019-05-03",
        ("NOR",),
    ),
    "the army that denies what the other state says": (
        "OSLO, May 3 (WN) - Russian jets came near. Russia said they did not. [The army] rejected Russia's word.",
        "2019-05-03",
        ("org:NOR-army",),
    ),
    "lawmakers": (
        "OSLO, May 3 (WN) - Russian ships came. Russia said they were lost. [Lawmakers] accused Russia of lying.",
        "2019-05-03",
        ("group:NOR:LEG:lawmakers",),
    ),
    "a junta, where soldiers rule": (
        "BUENOS AIRES, May 3 (WN) - A British ship sank a boat. [The junta] condemned the attack.",
        "1982-05-03",
        ("ARG",),
    ),
}
SCENE: dict[str, Case] = {
    "where the text finds them": (
        "OSLO, May 3 (WN) - In Caracas, police shot two students. Venezuela's press fumed. [The opposition] marched.",
        "2019-05-03",
        ("group:VEN:OPP:opposition",),
    ),
    "where the people of the state act": (
        "OSLO, May 3 (WN) - Sudanese doctors went on strike. Sudan owes much, Sudan pays. [Police] looked on.",
        "2019-05-03",
        ("group:SDN:COP:police",),
    ),
    "where its rebels fight": (
        "HAVANA, May 3 (WN) - The FARC met Colombia's president. It is tired. [The government] offered peace.",
        "2016-05-03",
        ("COL",),
    ),
    "in a part of a place": (
        "OSLO, May 3 (WN) - The king sent aid. On Monday [police] beat two boys in the north of Benin.",
        "2019-05-03",
        ("group:BEN:COP:police",),
    ),
    "from the seat of a body of many states": (
        "GENEVA, May 3 (WN) - Sudan is angry. Sudanese officials said Sudan would wait. [The government] slept.",
        "2019-05-03",
        ("SDN",),
    ),
}


def check(case: Case) -> None:
    text, day, ids = case
    assert sorted(who(text, day)) == sorted(ids)


@pytest.mark.parametrize("case", OTHER_SIDE.values(), ids=OTHER_SIDE)
def test_whoever_deals_with_another_state_is_of_that_of_the_dateline(case: Case) -> None:
    check(case)


@pytest.mark.parametrize("case", SCENE.values(), ids=SCENE)
def test_a_text_that_plays_elsewhere_speaks_of_those_there(case: Case) -> None:
    check(case)
