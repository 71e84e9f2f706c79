"""Descriptions of offices mean their holders: on the day, in several states, of bodies, before and after a term."""

import pytest

from who_is_who import actor, who

pytestmark = pytest.mark.model

Case = tuple[str, str | None, tuple[str, ...]]

# the phenomenon: a text with the phrase in square brackets, the day, and the ids
ON_A_DAY: dict[str, Case] = {
    "a president": ("[The French president] left.", "2009-06-01", ("person:nicolas-sarkozy",)),
    "his successor": ("[The French president] left.", "2014-06-01", ("person:francois-hollande",)),
    "the next one": ("[The French president] left.", "2020-06-01", ("person:emmanuel-macron",)),
    "the new one on the day of the handover": (
        "[The American president] left.",
        "2017-01-20",
        ("person:donald-trump",),
    ),
    "with of": ("[The foreign minister of Germany] left.", "2002-06-01", ("person:joschka-fischer",)),
    "with a possessive": ("[Germany's foreign minister] left.", "2002-06-01", ("person:joschka-fischer",)),
    "under the state's own title": (
        "[The U.S. secretary of state] left.",
        "1995-06-01",
        ("person:warren-christopher",),
    ),
    "of a prime minister": ("[The Russian prime minister] left.", "2010-06-01", ("person:vladimir-putin",)),
    "of the Soviet Union": ("[The Soviet president] left.", "1991-06-01", ("person:mikhail-gorbachev",)),
    "a minister of the Soviet Union": (
        "[The Soviet foreign minister] left.",
        "1988-06-01",
        ("person:eduard-shevardnadze",),
    ),
    "of a defence minister of the Fifties": (
        "[Poland's defence minister] left.",
        "1952-06-01",
        ("person:konstantin-rokossovsky",),
    ),
    "of a foreign minister of the Sixties": (
        "[Venezuela's foreign minister] left.",
        "1966-06-01",
        ("person:ignacio-iribarren-borges",),
    ),
    "of one who led the government before": (
        "[Ireland's foreign minister] left.",
        "1955-06-01",
        ("person:liam-cosgrave",),
    ),
    "of a minister who lost with his president": (
        "[Ivory Coast's foreign minister] left.",
        "2011-03-01",
        ("person:alcide-djedje",),
    ),
    "under a hard name": ("[The Belarusian tyrant] left.", "2021-11-12", ("person:alexander-lukashenko",)),
    "the office alone where the day is unknown": ("[The French president] left.", None, ("office:FRA:head_of_state",)),
    "somebody of the text rather than of the tables": (
        "Chadian President Ruritan Voss resigned. [The president of Chad] left.",
        "2015-06-01",
        ("person:ruritan-voss",),
    ),
    "somebody of the text, whose state stands behind the name": (
        "President Ruritan Voss of Chad resigned. Envoys met [the Chadian president].",
        "2015-06-01",
        ("person:ruritan-voss",),
    ),
    "a deputy is not the holder": (
        "[The deputy foreign minister of Germany] left.",
        "2002-06-01",
        ("unnamed:DEU:GOV:deputy-foreign-minister",),
    ),
}
LUX = ("person:jean-claude-juncker",)
TWO_OFFICES: dict[str, Case] = {
    "by the first of them": ("[Luxembourg's prime minister] and finance minister left.", "2008-06-01", LUX),
    "and so the second": ("Luxembourg's prime minister and [finance minister] left.", "2008-06-01", LUX),
    "by the second, where the first says nothing": (
        "[Germany's vice chancellor] and foreign minister left.",
        "2000-06-01",
        ("person:joschka-fischer",),
    ),
    "a deputy prime minister and finance minister": (
        "[Japan's deputy prime minister] and finance minister left.",
        "2015-03-01",
        ("person:taro-aso",),
    ),
    "with a second article it is somebody else": (
        "[Germany's chancellor] and the foreign minister of Chad left.",
        "2012-06-01",
        ("person:angela-merkel",),
    ),
}
COUNTERPARTS: dict[str, Case] = {
    "of a foreign minister": (
        "Sergei Lavrov met [his Norwegian counterpart].",
        "2009-06-01",
        ("person:jonas-gahr-store",),
    ),
    "of two states": (
        "Sergei Lavrov met [his French and British counterparts].",
        "2009-06-01",
        ("person:bernard-kouchner", "person:david-miliband"),
    ),
    "of a president": ("Barack Obama met [his French counterpart].", "2009-06-01", ("person:nicolas-sarkozy",)),
    "of a chancellor": ("Angela Merkel met [her British counterpart].", "2011-06-01", ("person:david-cameron",)),
    "of a pronoun": (
        "Sergei Lavrov flew to Oslo. He met [his Norwegian counterpart].",
        "2009-06-01",
        ("person:jonas-gahr-store",),
    ),
    "an opposite number, told by the way": (
        "Sergei Lavrov telephoned [his opposite number] in Norway on Sunday.",
        "2009-06-01",
        ("person:jonas-gahr-store",),
    ),
    "an opposite number of the other of two states": (
        "Russia recalled its envoy to Norway. Norway denied it. Norway and Russia will talk. Sergei Lavrov met "
        "[his opposite number].",
        "2009-06-01",
        ("person:jonas-gahr-store",),
    ),
    "a colleague of another state": (
        "Angela Merkel praised [her British colleague].",
        "2011-06-01",
        ("person:david-cameron",),
    ),
    "a colleague at home": ("Angela Merkel praised [her colleague].", "2011-06-01", ("unnamed:-:LAB:colleague",)),
    "of somebody without an office": (
        "Ola Vik met [his French counterpart].",
        "2009-06-01",
        ("unnamed:FRA:GOV:counterpart",),
    ),
    "of no state": ("Sergei Lavrov met [his counterpart].", "2009-06-01", ("unnamed:-:GOV:counterpart",)),
    "on an unknown day": ("Sergei Lavrov met [his Norwegian counterpart].", None, ("unnamed:NOR:GOV:counterpart",)),
}
IN_SEVERAL_STATES: dict[str, Case] = {
    "with of": (
        "[The presidents of Russia and France] met.",
        "2012-06-01",
        ("person:vladimir-putin", "person:francois-hollande"),
    ),
    "with demonyms": (
        "[The French and American presidents] met.",
        "2009-06-01",
        ("person:nicolas-sarkozy", "person:barack-obama"),
    ),
    "ministers": (
        "[The foreign ministers of Russia and Norway] met.",
        "2009-06-01",
        ("person:sergei-lavrov", "person:jonas-gahr-store"),
    ),
    "on an unknown day": (
        "[The presidents of Russia and France] met.",
        None,
        ("group:RUS:GOV:presidents", "group:FRA:GOV:presidents"),
    ),
}
OF_A_BODY: dict[str, Case] = {
    "a secretary general": ("[NATO's secretary general] left.", "2010-06-01", ("person:anders-fogh-rasmussen",)),
    "the next one": ("[NATO's secretary general] left.", "2016-06-01", ("person:jens-stoltenberg",)),
    "the body before it": ("[The UN secretary-general] left.", "2010-06-01", ("person:ban-ki-moon",)),
    "the body behind it": (
        "Chad thanked [the secretary-general of the United Nations].",
        "2010-06-01",
        ("person:ban-ki-moon",),
    ),
    "a title of two words, the body behind it": (
        "[The director general of the World Health Organization] praised Chad.",
        "2020-06-01",
        ("person:tedros-adhanom-ghebreyesus",),
    ),
    "a title of two words, the body before it": (
        "[The WHO's director general] left.",
        "2015-06-01",
        ("person:margaret-chan",),
    ),
    "a president": (
        "[The president of the European Commission] left.",
        "2015-06-01",
        ("person:jean-claude-juncker",),
    ),
    "a managing director": ("[The managing director of the IMF] left.", "2015-06-01", ("person:christine-lagarde",)),
    "just its head": ("[The head of the IMF] praised Chad.", "2015-06-01", ("person:christine-lagarde",)),
    "a spokesman is not its head": (
        "[A spokesman for NATO] left.",
        "2018-06-01",
        ("unnamed:IGO:MIL:north-atlantic-treaty-organization-spokesman",),
    ),
}
BEFORE_AND_AFTER: dict[str, Case] = {
    "ousted": ("[Egypt's ousted president] was held in a barracks.", "2013-08-01", ("person:mohammed-morsi",)),
    "ousted, the state behind it": (
        "[The ousted president of Ukraine] spoke in Rostov.",
        "2014-03-10",
        ("person:viktor-yanukovych",),
    ),
    "ousted years ago": (
        "[Ukraine's ousted president] spoke in Rostov.",
        "2019-03-10",
        ("person:viktor-yanukovych",),
    ),
    "slain": ("[The slain Swedish prime minister] was buried.", "1986-03-10", ("person:olof-palme",)),
    "slain, of its own state": ("Israel mourned [its slain prime minister].", "1995-11-10", ("person:yitzhak-rabin",)),
    "president-elect": ("[The U.S. president-elect] thanked voters.", "2008-12-01", ("person:barack-obama",)),
    "president-elect of": (
        "[The president-elect of the United States] thanked voters.",
        "2016-12-01",
        ("person:donald-trump",),
    ),
    "incoming": ("[France's incoming president] thanked voters.", "2012-05-10", ("person:francois-hollande",)),
    "president-elect, and none in the tables": (
        "[The U.S. president-elect] thanked voters.",
        "2010-12-01",
        ("unnamed:USA:GOV:president",),
    ),
    "former, of this text": (
        "Jimmy Carter flew to Nepal. Nepal thanked [the former American president].",
        "2015-06-01",
        ("person:jimmy-carter",),
    ),
    "former, and two of this text were": (
        "Jimmy Carter met Bill Clinton. Nepal thanked [the former American president].",
        "2015-06-01",
        ("unnamed:USA:GOV:president",),
    ),
    "former, and nobody of this text was": (
        "[The former American president] gave a talk.",
        "2015-06-01",
        ("unnamed:USA:GOV:president",),
    ),
}
# the phenomenon: a text, the day, the dateline, and the ids
AT_HOME: dict[str, tuple[str, str | None, str | None, tuple[str, ...]]] = {
    "somebody of the text holds the office": (
        "Angela Merkel flew to Oslo. [The chancellor] smiled.",
        "2012-05-05",
        None,
        ("person:angela-merkel",),
    ),
    "an office of few states, where one of them is named": (
        "Germany is tired. [The chancellor] told Putin to wait.",
        "2012-05-05",
        "ACCRA",
        ("person:angela-merkel",),
    ),
    "an office of few states, where two are": (
        "Germany and Austria are tired. [The chancellor] told Putin to wait.",
        "2012-05-05",
        "ACCRA",
        ("unnamed:-:GOV:chancellor",),
    ),
    "filed from the capital": (
        "[The president] left the palace.",
        "2014-06-01",
        "PARIS",
        ("person:francois-hollande",),
    ),
    "filed from a town": ("[The president] left the palace.", "2014-06-01", "LYON", ("person:francois-hollande",)),
    "about to take office": (
        "[The president-elect] thanked voters.",
        "2012-05-10",
        "PARIS",
        ("person:francois-hollande",),
    ),
    "about to take office, and none in the tables": (
        "[The president-elect] thanked voters.",
        "2014-06-01",
        "PARIS",
        ("unnamed:FRA:GOV:president",),
    ),
    "of another office": (
        "[The prime minister] left the palace.",
        "2014-06-01",
        "LONDON",
        ("person:david-cameron",),
    ),
    "on an unknown day": ("[The president] left the palace.", None, "PARIS", ("office:FRA:head_of_state",)),
    "filed from nowhere": ("[The president] left the palace.", "2014-06-01", None, ("unnamed:-:GOV:president",)),
    "a spokesman of the state that the report is filed from": (
        "[A military spokesman] left the palace.",
        "2014-06-01",
        "PARIS",
        ("unnamed:FRA:MIL:military-spokesman",),
    ),
    "but not where another one has been named": (
        "Italy was silent. [A military spokesman] left the palace.",
        "2014-06-01",
        "PARIS",
        ("unnamed:-:MIL:military-spokesman",),
    ),
    "a president is not the president": (
        "[A president] left the palace.",
        "2014-06-01",
        "PARIS",
        ("unnamed:-:GOV:president",),
    ),
    "a former one is not the president": (
        "[The former president] left the palace.",
        "2014-06-01",
        "PARIS",
        ("unnamed:-:GOV:president",),
    ),
    "somebody of the text has the title": (
        "President Ruritan Voss of Chad resigned. [The president] left.",
        "2015-06-01",
        "PARIS",
        ("person:ruritan-voss",),
    ),
    "an office of one state only": (
        "[The Holy Father] flew to Cuba.",
        "2015-06-01",
        "HAVANA",
        ("person:pope-francis",),
    ),
    "a title that other states give too": (
        "Peru's cabinet has fallen. [The treasurer] left the palace.",
        "2024-06-01",
        "LIMA",
        ("unnamed:-:GOV:treasurer",),
    ),
    "the title of a state that is named": (
        "Australia will pay. [The treasurer] told reporters so.",
        "2024-06-01",
        "LONDON",
        ("person:jim-chalmers",),
    ),
    "the title of the state where the report is filed": (
        "[The treasurer] told reporters that he would pay.",
        "2024-06-01",
        "CANBERRA",
        ("person:jim-chalmers",),
    ),
    "the commander in chief of other generals": (
        "Myanmar's generals met. [The commander in chief] spoke of a plot.",
        "2024-06-01",
        "YANGON",
        ("unnamed:-:MIL:commander-in-chief",),
    ),
}
LEADER: dict[str, Case] = {
    "whom the text has named": (
        "President Bashar al-Assad met envoys. [The Syrian leader] smiled.",
        "2010-06-01",
        ("person:bashar-al-assad",),
    ),
    "whom it has not": ("[The Norwegian leader] smiled.", "2010-06-01", ("unnamed:NOR:GOV:leader",)),
}


def cases(table: dict[str, Case]) -> pytest.MarkDecorator:
    return pytest.mark.parametrize(("text", "day", "ids"), table.values(), ids=table)


@cases(ON_A_DAY)
def test_the_holder_on_the_day(text: str, day: str | None, ids: tuple[str, ...]) -> None:
    assert who(text, day) == ids


@cases(TWO_OFFICES)
def test_two_offices_of_one_person(text: str, day: str | None, ids: tuple[str, ...]) -> None:
    assert who(text, day) == ids


@cases(COUNTERPARTS)
def test_a_counterpart_holds_the_same_office(text: str, day: str | None, ids: tuple[str, ...]) -> None:
    assert who(text, day) == ids


@cases(IN_SEVERAL_STATES)
def test_the_holders_in_several_states(text: str, day: str | None, ids: tuple[str, ...]) -> None:
    assert who(text, day) == ids


@cases(OF_A_BODY)
def test_who_leads_a_body(text: str, day: str | None, ids: tuple[str, ...]) -> None:
    assert who(text, day) == ids


def test_who_led_a_body_before_does_not_lead_it() -> None:
    (key,) = who("[The former NATO secretary general] left.", "2016-06-01")
    assert key.startswith("unnamed:IGO:")


@cases(BEFORE_AND_AFTER)
def test_who_held_an_office_before_or_will_after(text: str, day: str | None, ids: tuple[str, ...]) -> None:
    assert who(text, day) == ids


@cases(LEADER)
def test_the_leader_of_a_state(text: str, day: str | None, ids: tuple[str, ...]) -> None:
    assert who(text, day) == ids


@pytest.mark.parametrize(("text", "day", "dateline", "ids"), AT_HOME.values(), ids=AT_HOME)
def test_a_bare_office_is_of_the_state_that_the_report_is_filed_from(
    text: str, day: str | None, dateline: str | None, ids: tuple[str, ...]
) -> None:
    assert who(text, day, dateline) == ids


def test_the_record_says_why_the_holder_is_meant() -> None:
    holder = actor("The French president left.", "person:nicolas-sarkozy", "2009-06-01")
    assert "president of FRA on 2009-06-01" in holder.why
    assert (holder.country, holder.sector) == ("FRA", "GOV")


def test_the_record_of_an_office_says_that_the_day_is_missing() -> None:
    office = actor("The French president left.", "office:FRA:head_of_state")
    assert office.name == "president of France"
    assert office.why == ("'president': no date, so the office only",)
