"""Who speaks for, leads or serves those who fight a state is none of its officials and none of its soldiers."""

import pytest

from who_is_who import actor, who

pytestmark = pytest.mark.model

MYANMAR = "Insurgents in eastern Myanmar burned two bridges on Sunday, the army said. "
CASES = {
    "by a word before the noun": (MYANMAR + "[A rebel spokesman] denied it.", "unnamed:MMR:REB:rebel-spokesman"),
    "by a title that says it": (MYANMAR + "[A rebel commander] denied it.", "unnamed:MMR:REB:rebel-commander"),
    "by whose he is": (MYANMAR + "[The insurgents' commander] denied it.", "unnamed:MMR:REB:insurgents-commander"),
    "by a pronoun": (MYANMAR + "[Their spokesman] denied it.", "unnamed:MMR:REB:insurgents-spokesman"),
    "by whom he speaks for": (MYANMAR + "[A spokesman for the insurgents] denied it.", None),
    "the group that is named": (
        "ELN guerrillas blew up a pipeline near Arauca, Colombia's army said. [A guerrilla commander] denied it.",
        "unnamed:COL:REB:national-liberation-army-of-colombia-commander",
    ),
    "who has commanders fights": (
        "Libyan opposition fighters shelled Sirte. [An opposition commander] said the city would fall.",
        "unnamed:LBY:REB:opposition-commander",
    ),
    "who speaks for the opposition": (
        "Hungary's opposition walked out. [A spokesman for the opposition] said it would return.",
        "unnamed:HUN:OPP:opposition-spokesman",
    ),
    "a militia is not the rebels who are named": (
        "ELN guerrillas blew up a pipeline near Arauca, Colombia's army said. [A militia commander] denied it.",
        "unnamed:COL:PRM:militia-commander",
    ),
    "soldiers where it is filed": (
        "[Rebel soldiers] shut the radio station of Mali on Monday.",
        "group:MLI:REB:rebel-soldiers",
    ),
    "by whom they speak of": (
        "[A separatist leader] said that Mali had shelled Kidal.",
        "unnamed:MLI:REB:separatist-leader",
    ),
    "a spokesman abroad": (
        "The rebels of Chad denied the raid. [A spokesman in Tripoli] said that none of their men had moved.",
        "unnamed:TCD:REB:rebels-spokesman",
    ),
    "where it is filed": (
        "Mali's army said that it had left Kidal. [A rebel spokesman] said that the army had fled.",
        "unnamed:MLI:REB:rebel-spokesman",
    ),
}


@pytest.mark.parametrize("case", CASES.values(), ids=CASES)
def test_it_is_of_those_who_fight(case: tuple[str, str | None]) -> None:
    text, wanted = case
    (found,) = who(text, "2012-04-02", "BAMAKO" if "Mali" in text else None)
    assert found == wanted if wanted else found.startswith("unnamed:MMR:REB:")


def test_whoever_serves_the_state_still_does() -> None:
    text = MYANMAR + "[An army spokesman] said that the rebels had fled."
    (found,) = who(text, "2012-04-02")
    assert actor(text.replace("[", "").replace("]", ""), found, "2012-04-02").sector == "MIL"


@pytest.mark.parametrize(
    "text",
    [
        "Rebels held the east of Libya. [A prisoner of the rebels] spoke of beatings.",
        "The rebels of Chad denied the raid. [A spokesman in N'Djamena] said that ten men had died.",
        "Rebels held the east of Libya. [The anti-guerrilla commander] spoke in Tripoli.",
        "Rebels held the east of Libya. [Rebel-held Benghazi officials] spoke of hunger.",
    ],
)
def test_whoever_they_hold_or_face_is_none_of_theirs(text: str) -> None:
    assert not any("REB" in each for each in who(text, "2011-04-02"))


def test_a_minister_who_breaks_with_his_party_fights_nobody() -> None:
    text = "Rebels held the north of Chad. [A rebel minister] resigned from the British cabinet."
    assert not any(":REB:" in each for each in who(text, "2003-03-17"))


def test_from_abroad_nobody_knows_whom_they_fight() -> None:
    (found,) = who("[A rebel spokesman] said that the army had fled.", "2012-04-02", "NAIROBI")
    assert found == "unnamed:-:REB:rebel-spokesman"
