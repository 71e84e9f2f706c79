"""Where a paper was made, or in whose house others wait, is no party to what is told of."""

import pytest

from coding.conftest import Code
from legation.knowledge import load as load_knowledge
from legation.models import OnnxClassifier, SpacyParser
from legation.pipeline import coder, standard
from legation.read.plain import document
from legation.records import Event

pytestmark = pytest.mark.model


@pytest.mark.parametrize(
    ("text", "kind", "parties"),
    [
        ("Rwanda accepted the plan under a deal signed in Luanda.", "AGREE", (("RWA",), ())),
        ("Sudan rejected a declaration signed in Jeddah.", "REJECT", (("SDN",), ())),
        ("Eritrea welcomed the agreement signed in Pretoria.", "SUPPORT", (("ERI",), ())),
        # With whom it was made, or who made it, is one.
        ("Somalia rejected the memorandum signed with Ethiopia in Addis Ababa.", "REJECT", (("SOM",), ("ETH",))),
        ("Sudan rejected a declaration issued by Saudi Arabia.", "REJECT", (("SDN",), ("SAU",))),
    ],
)
def test_where_a_paper_was_made_is_no_party(
    text: str, kind: str, parties: tuple[tuple[str, ...], tuple[str, ...]], code: Code
) -> None:
    assert [(each.actor, each.recipient) for each in code(text) if each.type == kind] == [parties]


def test_in_whose_halls_others_wait_strikes_nobody() -> None:
    text = (
        "NAIROBI — Two envoys of distant states waited in the halls of the Kenyan foreign ministry on Monday, as a "
        "quarrel begun with a raid on a market took on, week by week, the look of a war. Idriss Mahamat, the Chadian "
        "minister, had come by air and was met by the Kenyan president. Chad said that it had freed a herdsman."
    )
    read = coder(standard(SpacyParser(), load_knowledge(), OnnxClassifier()))
    found = [each for each in read(document(text)) if isinstance(each, Event)]
    assert {each.type for each in found} == {"CONSULT", "RETREAT"}


def test_whose_rooms_are_struck_is_a_party(code: Code) -> None:
    [blow] = code("A bomb went off in the offices of the Turkish airline in Paris.")
    assert blow.recipient == ("group:TUR:BUS:airline",)
