"""Two who are spoken of as two are those of a quarrel or bargain, and not the two others who stand by."""

import pytest

from who_is_who import who

pytestmark = pytest.mark.model

Case = tuple[str, tuple[str, ...]]

CASES: dict[str, Case] = {
    "not who called for something": (
        "Chad sent tanks into Libya. Oman and Kenya called for a truce. [The two governments] said no.",
        ("LBY", "TCD"),
    ),
    "not who welcomed it": (
        "Mali and Benin agreed on a border. Ghana and Togo welcomed the step. [Both governments] will mark it.",
        ("BEN", "MLI"),
    ),
    "not who offered to host them": (
        "Peru shelled a post of Ecuador. Brazil and Chile offered to host talks. [The two countries] did not answer.",
        ("ECU", "PER"),
    ),
    "not one who praised either": (
        "Sudan bombed Ethiopian villages. Egypt praised Sudan. Kenya and Uganda offered help. [The two sides] slept.",
        ("ETH", "SDN"),
    ),
    "of whom one more was told since": (
        "Honduran troops entered El Salvador. Mexico deplored it. [The two governments] broke off relations.",
        ("HND", "SLV"),
    ),
    "by themselves": (
        "Laos arrested two guards of Thailand. Vietnam offered to mediate. [Both] refused.",
        ("LAO", "THA"),
    ),
    "who stand by are two where no others are": (
        "Norway and Sweden welcomed the vote. [The two governments] had asked for it.",
        ("NOR", "SWE"),
    ),
    "who do more than stand by are meant": (
        "Chad and Libya quarrel. Oman and Kenya signed a treaty. [The two governments] will build a port.",
        ("KEN", "OMN"),
    ),
    "who urge a third one that was told of alone": (
        "Greece missed a payment. France and Germany urged Greece to pay. [The two governments] will wait a week.",
        ("DEU", "FRA"),
    ),
}


@pytest.mark.parametrize("case", CASES.values(), ids=CASES)
def test_the_two_are_those_of_a_quarrel_or_bargain(case: Case) -> None:
    text, ids = case
    assert tuple(sorted(who(text, "1995-03-03"))) == ids
