"""What a headline tells of whom something befell is a passive; what somebody does stays an act of his."""

import pytest

from legation.annotate.misread import mend
from legation.models import SpacyParser


@pytest.fixture(scope="module")
def parser() -> SpacyParser:
    return SpacyParser()


def _subject(parser: SpacyParser, text: str, word: str) -> str:
    (tokens,) = next(iter(parser.parse([text])))
    mend(tokens)
    verb = next(t for t in tokens if t.text == word)
    return next(t.dep for t in tokens if t.head == verb.i and t.dep.startswith("nsubj"))


@pytest.mark.parametrize(
    ("text", "verb"),
    [
        ("US drone shot down over Yemen", "shot"),
        ("Two Turkish drones shot down, Syria says.", "shot"),
        ("Three ministers sacked, says Lukashenko.", "sacked"),
        ("Four French tourists kidnapped in Mali", "kidnapped"),
        ("British ambassador expelled, according to Moscow.", "expelled"),
        ("Two Russian ships sunk, Ukraine claims", "sunk"),
        ("Iranian tanker seized off Gibraltar", "seized"),
        ("Three ministers sacked Monday, aides say.", "sacked"),
    ],
)
def test_a_verb_that_needs_an_object_and_has_none_is_a_passive(parser: SpacyParser, text: str, verb: str) -> None:
    assert _subject(parser, text, verb) == "nsubjpass"


@pytest.mark.parametrize(
    ("text", "verb"),
    [
        ("Marines seized an Iranian tanker off Gibraltar.", "seized"),
        ("The rebels attacked at dawn.", "attacked"),
        ("Tanks and helicopters attacked along the whole front.", "attacked"),
        ("The envoy had dismissed the offer.", "dismissed"),
        ("The premier, whom Congress removed and police arrested on his way home, was calm.", "arrested"),
        ("The spokesman dismissed as kite-flying a report of talks.", "dismissed"),
        ("Police seized and later burned the boats.", "seized"),
        ("Rebels captured, looted and then lost the town.", "captured"),
    ],
)
def test_who_acts_stays_the_subject(parser: SpacyParser, text: str, verb: str) -> None:
    assert _subject(parser, text, verb) == "nsubj"


def test_a_place_behind_a_particle_hangs_on_a_preposition(parser: SpacyParser) -> None:
    (tokens,) = next(iter(parser.parse(["Iranian tanker seized off Gibraltar"])))
    mend(tokens)
    assert next(t.dep for t in tokens if t.text == "off") == "prep"
