"""An acronym means the body that the text introduces it for."""

import pytest

from who_is_who import actor, who

pytestmark = pytest.mark.model

GROWERS = "org:lowland-growers-federation"
# the phenomenon: a text with the phrase in square brackets, and the ids
CASES = {
    "a body that no table has": (
        "The Lowland Growers Federation (LGF) marched in Peru. On Monday the [LGF] went home.",
        (GROWERS,),
    ),
    "known as": (
        "The Uruguayan Workers Council (known as UWC) met Brazil's ministers. [UWC] leaders left.",
        ("org:uruguayan-workers-council",),
    ),
    "the right one of two": (
        "The Union of Highland Weavers (UHW) and the Coastal Carriers Union (CCU) met. The [UHW] left.",
        ("org:union-of-highland-weavers",),
    ),
    "of two bodies with one acronym, the armed group": (
        "The Allied Democratic Forces (ADF) attacked a camp in Uganda. The [ADF] withdrew.",
        ("group:adf-uganda",),
    ),
    "of two bodies with one acronym, the army": (
        "The Australian Defence Force (ADF) flew to Fiji. The [ADF] stayed.",
        ("org:aus-adf",),
    ),
    "the body of the tables, its full name written in another way": (
        "The Zimbabwe Council for Elections (ZEC) delayed the count. Ghana blamed the [ZEC].",
        ("org:zwe-zec",),
    ),
    "an acronym that no table has, of a group of the tables": (
        "The Justice and Equality Movement (JEM) attacked Darfur. Talks with the [JEM] failed.",
        ("group:jem",),
    ),
    "an acronym that the name finder takes for a person": (
        "The Justice and Equality Movement (JEM) attacked Darfur. The [JEM] then withdrew.",
        ("group:jem",),
    ),
    "an army's acronym behind the name of its state does not stand for the state": (
        "Soldiers of Uganda (UPDF) and Kenya (KDF) met. The [UPDF] left first.",
        ("org:uga-updf",),
    ),
    "nor does the acronym of a body whose name ends with its state": (
        "The Electoral Commission of Zimbabwe (ZEC) delayed the count. The [ZEC] blamed the rain.",
        ("org:zwe-zec",),
    ),
    "what is no acronym": ("Peru joined the Pacific Growers Council (Lima). [Lima] was glad.", ("PER",)),
    "an acronym of other words": (
        "The Lowland Growers Federation (NATO was absent) met envoys. [NATO] sent a letter.",
        ("org:NATO",),
    ),
    "an acronym that begins none of the words": (
        "The Lowland Growers Federation (UNESCO) met in Peru. [UNESCO] sent a letter.",
        ("org:UNESCO",),
    ),
}


@pytest.mark.parametrize(("text", "ids"), CASES.values(), ids=CASES)
def test_an_acronym_means_the_body_that_it_is_introduced_for(text: str, ids: tuple[str, ...]) -> None:
    assert who(text) == ids


def test_a_new_body_has_its_full_name_in_the_records() -> None:
    text = "The Lowland Growers Federation (LGF) marched in Peru. Police blamed the LGF."
    assert actor(text, GROWERS).name == "Lowland Growers Federation"
