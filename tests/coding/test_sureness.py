"""What the arbiter is sure of stands, and parties are where the words put them: complaints, visits, protests."""

import pytest

from coding.conftest import Code

pytestmark = pytest.mark.model
Act = tuple[str, str, str]


def _acts(code: Code, text: str, date: str = "2010-05-15") -> set[Act]:
    """Types with the countries, or bodies, on both sides."""
    return {(e.type, _sides(e.actor), _sides(e.recipient)) for e in code(text, date)}


def _sides(ids: tuple[str, ...]) -> str:
    names = {i.split(":")[1] if i.startswith(("group:", "unnamed:", "office:")) else i for i in ids} - {"-"}
    return "+".join(sorted(names))


def test_several_who_visit_a_neighbour_meet_him(code: Code) -> None:
    told = _acts(code, "The presidents of Kenya, Uganda and Rwanda flew to Kampala on Tuesday to meet Tanzania's.")
    assert any(kind == "CONSULT" for kind, _, _ in told)


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Kenya's president came home to Kenya on Tuesday.", "CONSULT"),
        ("The Kenyan president arrived back in Nairobi from Kampala on Tuesday.", "CONSULT"),
    ],
)
def test_who_comes_home_visits_nobody(code: Code, text: str, kind: str) -> None:
    assert not any(found == kind and actor == recipient for found, actor, recipient in _acts(code, text))


def test_those_who_fight_one_another_do_not_fight_the_ground(code: Code) -> None:
    text = "Kenyan and Somali troops exchanged fire for an hour on Wednesday across a frontier post in Ethiopia."
    told = {act for act in _acts(code, text) if act[0] == "ASSAULT"}
    assert told == {("ASSAULT", "KEN+SOM", "KEN+SOM")}


@pytest.mark.parametrize(
    ("text", "accused"),
    [
        ("Lesotho complained to the United Nations that South Africa was holding up food at the border.", "ZAF"),
        ("Chad protested to the Security Council that Libyan aircraft had bombed a village.", "LBY"),
        ("Guyana complained to the Commonwealth about Venezuela.", "VEN"),
        ("Syria complained to the United Nations of an Israeli air raid.", "ISR"),
        ("Chad protested to Libya that its aircraft had bombed a village.", "LBY"),
    ],
)
def test_a_complaint_to_a_body_is_about_somebody_else(code: Code, text: str, accused: str) -> None:
    assert {whom for kind, _, whom in _acts(code, text, "1983-05-05") if kind == "ACCUSE"} == {accused}


def test_an_accord_stands_over_the_objections_of_others(code: Code) -> None:
    text = (
        "Ethiopia, Rwanda, Tanzania and Uganda signed a treaty on sharing the waters of the Nile over the objections "
        "of Egypt and Sudan."
    )
    everybody = "ETH+RWA+TZA+UGA"
    assert ("AGREE", everybody, everybody) in _acts(code, text)


def test_an_accord_against_somebody_is_none_with_him(code: Code) -> None:
    told = _acts(code, "The European Union agreed to impose sanctions on Iran.")
    assert not any(kind == "AGREE" and "IRN" in (actor, whom) for kind, actor, whom in told)


@pytest.mark.parametrize(
    ("text", "date"),
    [
        ("Yemen asked donors meeting in London for five billion dollars a year.", "2010-01-20"),
        ("Tanzania's home affairs minister begged donors to take over the feeding of the camp.", "1994-06-20"),
    ],
)
def test_donors_are_no_people_of_ones_own(code: Code, text: str, date: str) -> None:
    told = [(actor, whom) for kind, actor, whom in _acts(code, text, date) if kind == "REQUEST"]
    assert told
    assert all(actor != whom for actor, whom in told)


def test_a_strike_is_aimed_at_ones_own_government(code: Code) -> None:
    text = "Nigerian doctors begin nationwide strike over unpaid allowances after talks with labour ministry fail"
    assert ("PROTEST", "NGA", "NGA") in _acts(code, text, "2021-08-02")


def test_who_resigns_does_so_before_nobody(code: Code) -> None:
    text = "Guatemala president quits after months of weekly rallies against him over customs fraud"
    assert {whom for kind, _, whom in _acts(code, text, "2015-09-03") if kind == "RETREAT"} == {""}


def test_thanks_conveyed_for_ones_country_do_not_thank_it(code: Code) -> None:
    text = "Norwegian fishermen rescued a Polish crew, after which Warsaw's legation conveyed the thanks of Poland."
    assert not any(kind == "SUPPORT" and "POL" in whom for kind, _, whom in _acts(code, text, "1955-05-05"))


def test_states_that_agree_make_one_party(code: Code) -> None:
    text = "The leaders of Japan and South Korea met and committed themselves to consult at once in any crisis."
    told = [(actor, whom) for kind, actor, whom in _acts(code, text, "2023-08-18") if kind == "AGREE"]
    assert told
    assert all(actor == whom for actor, whom in told)


def test_armies_that_leave_the_line_between_them_leave_one_another(code: Code) -> None:
    text = "Kyrgyzstan and Tajikistan finished pulling their troops back from the border on Saturday."
    assert ("RETREAT", "KGZ+TJK", "KGZ+TJK") in _acts(code, text, "2021-05-03")


def test_whose_army_goes_home_leaves_nobody_of_its_own(code: Code) -> None:
    told = _acts(code, "Egypt pulled its troops back from the canal.", "1985-05-05")
    assert not any(kind == "RETREAT" and whom == "EGY" for kind, _, whom in told)


def test_politics_may_speak_of_games(code: Code) -> None:
    text = "The two Koreas agreed in Pyongyang to close guard posts and to bid together for the 2032 Olympics."
    assert any(kind == "AGREE" for kind, _, _ in _acts(code, text, "2018-09-19"))


@pytest.mark.parametrize(
    ("text", "actor", "recipient"),
    [
        ("Mali protested at the storming by Burkinabe troops of a Malian post.", "BFA", "MLI"),
        ("Mali protested at the bombing by Burkinabe aircraft of a Malian post.", "BFA", "MLI"),
        ("Mali protested at the sinking by Ghanaian gunboats of a Malian launch.", "GHA", "MLI"),
        ("Mali protested at the killing of ten Malian herders by Ghanaian soldiers.", "GHA", "MLI"),
    ],
)
def test_a_deed_whose_doer_stands_before_its_victim(code: Code, text: str, actor: str, recipient: str) -> None:
    assert ("ASSAULT", actor, recipient) in _acts(code, text, "1985-05-05")


def test_the_government_of_a_state_does_nothing_to_its_president(code: Code) -> None:
    told = _acts(code, "The plan could be undone by bombing raids by the government of President Bashar al-Assad.")
    assert not any(kind == "ASSAULT" and whom for kind, _, whom in told)


@pytest.mark.parametrize(
    ("text", "actor", "recipient", "date"),
    [
        ("U.A.R. BREAKS OFF RELATIONS WITH JORDAN", "EGY", "JOR", "1961-10-05"),
        ("The U.A.R. has broken off relations with Jordan.", "EGY", "JOR", "1961-10-05"),
        ("Algiers broke with the Saharan Arab Democratic Republic.", "DZA", "ESH", "1986-03-05"),
    ],
)
def test_states_by_names_of_their_day(code: Code, text: str, actor: str, recipient: str, date: str) -> None:
    assert ("SANCTION", actor, recipient) in _acts(code, text, date)


@pytest.mark.parametrize(
    ("text", "country"),
    [
        ("President Bordaberry of Uruguay dissolved Congress on Wednesday.", "ury"),
        ("President Quadros of Brazil asked Congress for money on Friday.", "bra"),
        ("The American president asked Congress for money on Friday.", "usa"),
        (
            "BOGOTA - Colombia's president asked Congress for money. Colombian rebels are to meet his men in Ecuador.",
            "col",
        ),
    ],
)
def test_a_congress_is_that_of_the_state_which_is_spoken_of(code: Code, text: str, country: str) -> None:
    parties = {i for e in code(text, "1973-06-28") for i in e.recipient}
    assert any(i.startswith(f"org:{country}-") for i in parties)
    assert not any(i.startswith("org:usa-") for i in parties if country != "usa")
