"""The state, or the two, that a text is about: whose people and bodies are that nothing beside them ties to one."""

import pytest

from who_is_who import who

pytestmark = pytest.mark.model

Case = tuple[str, str | None, tuple[str, ...]]

KENYA = "Kenya raised taxes in June. Kenyan newspapers were angry. Kenya owes much. "
# Of two quarrelling states and a third one that is named once.
TWO = (
    "Ethiopia and Eritrea closed the border. Ethiopia blamed Eritrea. Djibouti was silent. Eritrea and Ethiopia armed. "
)

ABOUT_ONE: dict[str, Case] = {
    "police": (KENYA + "[The police] fired tear gas.", None, ("group:KEN:COP:police",)),
    "soldiers": (KENYA + "[Soldiers] closed the road.", None, ("group:KEN:MIL:soldiers",)),
    "students": (KENYA + "Stones were thrown by [students].", None, ("group:KEN:EDU:students",)),
    "the mayor": (KENYA + "[The mayor] forbade all rallies.", None, ("unnamed:KEN:GOV:mayor",)),
    "the government": (KENYA + "[The government] gave no reason.", None, ("KEN",)),
    "the police of the place with which a sentence opens": (
        KENYA + "In Oslo, [the police] closed a road.",
        None,
        ("group:NOR:COP:police",),
    ),
    "the parliament of the place with which a sentence opens": (
        KENYA + "In Norway, [the parliament] voted for aid.",
        None,
        ("org:nor-storting",),
    ),
    "the police of the text behind another place": (
        KENYA + "In Oslo, Kenya said [the police] erred.",
        None,
        ("group:KEN:COP:police",),
    ),
    "the country, though another was named last": (
        KENYA + "Norway sent wheat. [The country] has ports.",
        None,
        ("KEN",),
    ),
}
NOT_ITS_OWN: dict[str, Case] = {
    "diplomats": (KENYA + "[Diplomats] wondered why.", None, ("group:-:GOV:diplomats",)),
    "foreign soldiers": (KENYA + "[Foreign soldiers] closed the road.", None, ("group:-:MIL:soldiers",)),
    "both governments": (KENYA + "[Two governments] protested.", None, ("group:-:GOV:governments",)),
    "soldiers, where two states are named as often": (
        TWO + "[Soldiers] closed the road.",
        None,
        ("group:-:MIL:soldiers",),
    ),
    "soldiers, where one is named once": ("Kenya raised taxes. [Soldiers] closed it.", None, ("group:-:MIL:soldiers",)),
    "an agency, which may be anybody's": (KENYA + "[The agency] sent tents.", None, ("group:-:GOV:agency",)),
}
ABOUT_TWO: dict[str, Case] = {
    "both countries": (TWO + "Kenya urged [both countries] to talk.", None, ("ERI", "ETH")),
    "both armies": (TWO + "[Both armies] dug in.", None, ("group:ERI:MIL:armies", "group:ETH:MIL:armies")),
    "its neighbour": (TWO + "Kenya was uneasy. Ethiopia accused [its neighbour] of lying.", None, ("ERI",)),
    "its large northern neighbour": (TWO + "Ethiopia accused [its large northern neighbour].", None, ("ERI",)),
    "the neighbour": (TWO + "Ethiopian ministers sealed the road to [the neighbour].", None, ("ERI",)),
    "ministers of both": (TWO + "[The defence ministers] signed a truce.", None, ("ERI", "ETH")),
    "ministers of one": (TWO + "[The defence ministers] resigned.", None, ("group:-:GOV:defence-ministers",)),
    "both, who are not the subject": (TWO + "Ethiopia accepted [both].", None, ()),
}
IN_OTHER_WORDS: dict[str, Case] = {
    "the king, who is nobody's name": (
        "Jordan is calm. Jordan owes much. In that year [the King] joined the war. Jordan lost it.",
        "1967-12-01",
        ("person:hussein-bin-talal",),
    ),
    "the island, though another was named last": (
        "Cyprus closed the road. Cyprus sent police. Britain was silent. [The island] is divided.",
        None,
        ("CYP",),
    ),
    "the sheikhdom": ("Kuwait armed. Egypt was silent. [The sheikhdom] is rich.", None, ("KWT",)),
}
NAMED_SO: dict[str, Case] = {
    "the union of workers": (
        "The Soviet Union armed. Solidarity called a strike in Poland. [The union] has members. The Soviet Union paid.",
        "1980-12-05",
        ("group:solidarity",),
    ),
    "the union": (
        "The African Union met in Kenya. NATO was silent. [The Union] deplored the coup.",
        None,
        ("org:AU",),
    ),
    "the organization": (
        "The Organization of American States met. ASEAN was silent. [The organization] sent observers.",
        None,
        ("org:OAS",),
    ),
    "the bloc of ten members": ("ASEAN met in Laos. [The ten-member bloc] was split.", None, ("org:ASEAN",)),
    "the bloc of which the text tells": (
        "The EU met. The EU fined Poland. NATO was silent. [The bloc] was split.",
        None,
        ("org:EU",),
    ),
    "the alliance, which fights": (
        "NATO met in Norway. The EU was silent. [The alliance] sent ships.",
        None,
        ("org:NATO",),
    ),
}


def test_a_report_filed_abroad_is_about_the_state_that_it_names_most() -> None:
    text = KENYA + "Kenya has debts. Kenya cut wages. [The government] gave no reason."
    assert who(text, dateline="GENEVA") == ("KEN",)
    both = "Kenya met Switzerland. Kenya and Switzerland agreed. Kenya paid. [The army] is small."
    assert who(both, dateline="GENEVA") == ("org:CHE-army",)


def check(case: Case) -> None:
    text, day, ids = case
    assert sorted(who(text, day)) == sorted(ids)


@pytest.mark.parametrize("case", ABOUT_ONE.values(), ids=ABOUT_ONE)
def test_who_is_unowned_is_of_the_state_that_the_text_is_about(case: Case) -> None:
    check(case)


@pytest.mark.parametrize("case", NOT_ITS_OWN.values(), ids=NOT_ITS_OWN)
def test_where_others_may_be_meant_nobody_guesses(case: Case) -> None:
    check(case)


@pytest.mark.parametrize("case", ABOUT_TWO.values(), ids=ABOUT_TWO)
def test_of_two_states_each_is_the_others_neighbour(case: Case) -> None:
    check(case)


@pytest.mark.parametrize("case", IN_OTHER_WORDS.values(), ids=IN_OTHER_WORDS)
def test_other_words_for_it_mean_the_state_of_the_text(case: Case) -> None:
    check(case)


@pytest.mark.parametrize("case", NAMED_SO.values(), ids=NAMED_SO)
def test_a_noun_in_the_name_of_a_body_takes_it_up(case: Case) -> None:
    check(case)


@pytest.mark.parametrize(
    ("text", "ids"),
    [
        ("[Israel] will not withdraw, Defence Minister Israel Katz said.", ("ISR",)),
        ("Defence Minister Israel Katz said [Israel] had struck.", ("ISR",)),
        ("[Chad] expelled two diplomats, Chad Ostrowitz said.", ("TCD",)),
    ],
)
def test_a_state_is_no_given_name(text: str, ids: tuple[str, ...]) -> None:
    assert who(text, None) == ids


def test_a_given_name_that_comes_behind_the_whole_name_is_the_persons() -> None:
    (actor,) = who("Chad Ostrowitz opened a shop. [Chad] sold bread to his friends.", None)
    assert actor.endswith("ostrowitz")
