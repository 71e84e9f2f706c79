"""Text in capitals is read in sentence case, and stays as it is stored."""

import pytest

from legation.annotate.blocks import blocks
from legation.annotate.capitals import in_capitals, wording
from legation.annotations import Block
from legation.knowledge import Knowledge, load
from legation.records import Document
from legation.step import Reading, wording_of
from legation.tables import yaml_table

# the text as stored, and as it is read
CASES = {
    "names of the tables": (
        "WARSAW PACT INVADES CZECHOSLOVAKIA; RUMANIA REFUSES PART",
        "Warsaw Pact invades Czechoslovakia; Rumania refuses part",
    ),
    "initials": ("U.S. AND NATO WARN THE FLN OFF; U.N. SILENT", "U.S. and NATO warn the FLN off; U.N. silent"),
    "a possessive": ("FRANCE’S ENVOY MEETS KENYA'S", "France’s envoy meets Kenya's"),
    "a plain word that is a name too": ("RICE PRICE MAY FALL IN JAPAN", "Rice price may fall in Japan"),
    "the same behind a title": ("PRICE OF OIL WORRIES PRESIDENT BUSH", "Price of oil worries President Bush"),
    "a verb behind a title": ("THE MINISTER SAID CHILE OBJECTS", "The minister said Chile objects"),
    "inside a full name": ("LONDON SENDS GORDON BROWN", "London sends Gordon Brown"),
    "a title of two words": ("FOREIGN MINISTER GROMYKO REFUSES", "Foreign Minister Gromyko refuses"),
    "a month": ("TALKS MAY OPEN ON MAY 5 IN GENEVA", "Talks may open on May 5 in Geneva"),
    "a new sentence": (
        "THE EMBASSY REPORTS RIOTS. THE KING LEFT FOR JORDAN. HE WAS CALM.",
        "The embassy reports riots. The king left for Jordan. He was calm.",
    ),
    "the story tells": (
        "QUOLL QUITS ZEMBLIA TALKS\n\nA Zemblian envoy, Ada Quoll, left. She had been in Zemblia for talks.",
        "Quoll quits Zemblia talks\n\nA Zemblian envoy, Ada Quoll, left. She had been in Zemblia for talks.",
    ),
    "hard-wrapped below": (
        "MOSCOW SIGNS PACT WITH PEKING AFTER MANY WEEKS OF TALKS\n"
        "Three ministers of the two countries signed the long paper\nin the evening.",
        "Moscow signs pact with Peking after many weeks of talks\n"
        "Three ministers of the two countries signed the long paper\nin the evening.",
    ),
}


@pytest.fixture(scope="module")
def knowledge() -> Knowledge:
    """The bundled tables."""
    return load()


@pytest.mark.parametrize("name", CASES)
def test_wording(name: str, knowledge: Knowledge) -> None:
    stored, read = CASES[name]
    reading = Reading(Document(text=stored, title=None))
    reading = reading.plus(blocks(yaml_table("annotate/furniture.yaml")).run(reading))
    reading = reading.plus(wording(knowledge, yaml_table("annotate/capitals.yaml")).run(reading))
    assert wording_of(reading) == read
    assert reading.document.text == stored


def test_other_text_has_no_wording(knowledge: Knowledge) -> None:
    text = "NATO and UNICEF met in Geneva."
    reading = Reading(Document(text=text, title=None), {Block: (Block(0, len(text), "paragraph"),)})
    assert not list(wording(knowledge, yaml_table("annotate/capitals.yaml")).run(reading))


@pytest.mark.parametrize(
    ("text", "loud"),
    [
        ("REAGAN SHOT; SUSPECT HELD", True),
        ("NATO and UNESCO talk", False),
        ("STOP", False),
        ("", False),
        ("Iran Quits Talks", False),
    ],
)
def test_in_capitals(text: str, loud: bool) -> None:
    assert in_capitals(text) is loud
