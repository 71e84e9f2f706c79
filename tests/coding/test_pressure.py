"""Pressure: who presses whom to move whom, to do what, what for, by what means; a plain request is none."""

import pytest

from coding.conftest import Read
from legation.coding.pressure import pressure
from legation.coding.triggers import TABLES
from legation.records import Pressure
from legation.step import Step
from legation.tables import yaml_table


@pytest.fixture(scope="module")
def step() -> Step:
    return pressure({name: yaml_table(f"events/{name}.yaml") for name in TABLES})


def chains(step: Step, read: Read, text: str) -> list[Pressure]:
    return [p for p in step.run(read(text)) if isinstance(p, Pressure)]


@pytest.mark.model
@pytest.mark.parametrize(
    ("text", "chain"),
    [
        ("France and Japan urged China to use its influence over Iran and Syria.", "FRA+JPN>CHN>IRN+SYR"),
        ("Japan and India press China to halt Russia-Iran ties.", "JPN+IND>CHN>RUS+IRN"),
        ("Egypt called on Qatar to lean on Hamas.", "EGY>QAT>group:hamas"),
        ("Poland asked Beijing to raise the matter with Moscow.", "POL>CHN>RUS"),
        ("Germany wants China to rein in North Korea.", "DEU>CHN>PRK"),
        ("Egypt pressed Qatar to persuade Hamas to free the hostages.", "EGY>QAT>group:hamas"),
        ("Japan called on China to do more to restrain North Korea.", "JPN>CHN>PRK"),
        ("Japan stressed the role that China could play in urging North Korea to return to talks.", "JPN>CHN>PRK"),
        ("Blinken said that China should be asking Russia some hard questions.", "person:blinken>CHN>RUS"),
        ("The French government hopes that India will persuade Russia to end the war.", "FRA>IND>RUS"),
        ("American pressure on China to rein in North Korea has grown.", "USA>CHN>PRK"),
        ("Washington asked Turkey to stop Russian arms shipments.", "USA>TUR>RUS"),
        ("China has been asked to rein in North Korea.", ">CHN>PRK"),
        ("Other nations are looking to China to use its leverage with North Korea.", ">CHN>PRK"),
        ("Japan asked China for help in the face of cooperation between Russia and Iran.", "JPN>CHN>RUS+IRN"),
        ("Germany urged India to impose sanctions on Russia.", "DEU>IND>RUS"),
        ("Japan approached China to prevail upon North Korea to free the crew.", "JPN>CHN>PRK"),
        ("Japan turned to China for help in getting North Korea to free the crew.", "JPN>CHN>PRK"),
        ("Japan turned to China for help with North Korea.", "JPN>CHN>PRK"),
        ("India has come under pressure from Germany and France to get Russia to talk.", "DEU+FRA>IND>RUS"),
        ("India faces calls from Germany and France to persuade Russia to talk.", "DEU+FRA>IND>RUS"),
        ("Pressure is growing on China to rein in North Korea.", ">CHN>PRK"),
        ("Germany said that China had a responsibility to restrain North Korea.", "DEU>CHN>PRK"),
        ("Germany asked China to use its leverage over Moscow.", "DEU>CHN>RUS"),
        ("Germany asked China to use its influence in Moscow.", "DEU>CHN>RUS"),
        ("China did not respond to Egypt's appeal to use its influence on Ethiopia.", "EGY>CHN>ETH"),
        ("China received Egypt's request that it use its influence on Ethiopia.", "EGY>CHN>ETH"),
        ("China has yet to answer an appeal from Egypt to use its influence on Ethiopia.", "EGY>CHN>ETH"),
        ("Neither Beijing nor Moscow has replied to an Egyptian plea that they restrain Ethiopia.", "EGY>CHN+RUS>ETH"),
        ("Japan's request that India press Iran has gone unanswered.", "JPN>IND>IRN"),
        ("Turkey rejected Japan's demand that it press Iran to withdraw.", "JPN>TUR>IRN"),
        ("Blinken flew to Ankara to ask Turkey to put pressure on Ethiopia.", "person:blinken>TUR>ETH"),
        ("Egypt asked Saudi Arabia to make use of its close ties with Ethiopia.", "EGY>SAU>ETH"),
        ("Egypt urged China to make use of its friendship with Ethiopia.", "EGY>CHN>ETH"),
        ("Japan asked India to draw on its friendship with Iran.", "JPN>IND>IRN"),
        (
            "A diplomat said that Egypt had asked India and Japan, both of which have put large sums into its farms, "
            "to talk Ethiopia into a delay.",
            "EGY>IND+JPN>ETH",
        ),
    ],
)
def test_chain_has_its_three_roles(text: str, chain: str, read: Read, step: Step) -> None:
    found = chains(step, read, text)
    assert [">".join(map("+".join, (p.pressers, p.intermediary, p.targets))) for p in found] == [chain]


@pytest.mark.model
@pytest.mark.parametrize(
    "text",
    [
        "Britain urged Germany to send tanks to Ukraine.",
        "Germany urged China to stop supporting Russia.",
        "Blinken urged Israel to withdraw from Syria.",
        "France and Egypt urged Iran to return to talks.",
        "China has influence over North Korea.",
        "China used its influence over North Korea.",
        "Japan and China discussed North Korea.",
        "The U.S. and Japan condemned North Korea.",
        "The Chinese president told the Chinese envoy to warn Iran.",
        "China should be patient, Blinken said.",
        "Japan turned to China for help.",
        "Japan approached China to buy gas from Russia.",
        "India faces calls from Germany to withdraw from Syria.",
        "China has a responsibility to restrain North Korea.",
        "India rejected a call from China to stop attacks on Iran.",
        "China answered Egypt's request to help Ethiopia.",
        "India would heed any request from China to press Iran.",
    ],
)
def test_no_chain_without_a_third_to_be_moved(text: str, read: Read, step: Step) -> None:
    assert chains(step, read, text) == []


@pytest.mark.model
def test_demand_aim_and_means_are_told_apart(read: Read, step: Step) -> None:
    text = "France urges China to use its leverage over Iran to maintain stability. Japan asked India to warn Syria."
    first, second = chains(step, read, text)
    assert first.demand.text == "use its leverage over Iran"
    assert first.aim is not None
    assert first.aim.text == "maintain stability"
    [third] = chains(step, read, "India has turned to China for help in getting Iran to sign.")
    assert third.demand.text == "getting Iran"
    assert (first.means, second.means) == ("leverage", None)
    assert second.demand.text == "warn Syria"
    for chain in (first, second):
        assert all(text[e.start : e.end] == e.text for e in chain.evidence)


@pytest.mark.model
@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("Japan may ask China to press North Korea.", "hypothetical"),
        ("Japan will urge China to press North Korea.", "future"),
        ("Japan refused to ask China to press North Korea.", "negated"),
        ("China has not replied to Japan's request to press North Korea.", "actual"),
        ("China would not heed Japan's plea that it press North Korea.", "actual"),
    ],
)
def test_chain_has_the_status_of_the_pressing(text: str, status: str, read: Read, step: Step) -> None:
    assert [p.status for p in chains(step, read, text)] == [status]


@pytest.mark.model
@pytest.mark.parametrize(
    ("text", "demand", "aim"),
    [
        ("France asked India to demand that Iran stop the raids.", "demand that Iran", "stop the raids"),
        ("France urged India to insist that Iran open the border.", "insist that Iran", "open the border"),
        ("France called on India to make Iran withdraw.", "make Iran", "withdraw"),
        ("France asked India for help in persuading Iran to withdraw.", "persuading Iran", "withdraw"),
        ("France sought India's help in persuading Iran to withdraw.", "persuading Iran", "withdraw"),
    ],
)
def test_what_a_third_is_to_be_made_to_do(step: Step, read: Read, text: str, demand: str, aim: str) -> None:
    [chain] = chains(step, read, text)
    assert (chain.pressers, chain.intermediary, chain.targets) == (("FRA",), ("IND",), ("IRN",))
    assert (chain.demand.text, chain.aim.text if chain.aim else None) == (demand, aim)


@pytest.mark.model
@pytest.mark.parametrize(
    "text",
    [
        "France urged India to insist that Iran had broken the accord.",
        "France urged India to make peace with Iran.",
        "France urged India to ensure that its troops leave Iran.",
        "France asked India for help in the search for survivors in Iran.",
    ],
)
def test_what_moves_no_third(step: Step, read: Read, text: str) -> None:
    assert chains(step, read, text) == []
