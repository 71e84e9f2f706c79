"""Whose a crew is: of the state of the ship or plane that was told of last."""

import pytest

from who_is_who import who

pytestmark = pytest.mark.model

CASES: dict[str, tuple[str, tuple[str, ...]]] = {
    "who is seized with it": (
        "A Danish trawler was stopped off Norway on Monday. The Norwegian coast guard arrested [the crew].",
        ("group:DNK:LAB:crew",),
    ),
    "in one sentence": (
        "China rammed a Vietnamese fishing boat near the Paracels and detained [the fishermen].",
        ("group:VNM:AGR:fishermen",),
    ),
    "of a body of the state": (
        "A U.S. Navy plane landed on Hainan. China held [the crew members].",
        ("group:USA:LAB:crew-members",),
    ),
    "none of those who seize them": (
        "A Peruvian plane met a Chilean jet over the sea. Chile detained [the pilots].",
        ("group:PER:MIL:pilots",),
    ),
    "whose word stands beside them": (
        "A Danish trawler was stopped off Norway. Norway arrested [the Polish crew].",
        ("group:POL:LAB:crew",),
    ),
}


@pytest.mark.parametrize("case", CASES.values(), ids=CASES)
def test_whose_the_crew_is(case: tuple[str, tuple[str, ...]]) -> None:
    text, ids = case
    assert who(text, "2012-05-01") == ids
