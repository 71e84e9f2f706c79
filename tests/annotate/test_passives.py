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
    ("text", "verb", "dep"),
    [
        ("US drone shot down over Yemen", "shot", "nsubjpass"),
        ("Two Turkish drones shot down, Syria says.", "shot", "nsubjpass"),
        ("Three ministers sacked, says Lukashenko.", "sacked", "nsubjpass"),
        ("Four French tourists kidnapped in Mali", "kidnapped", "nsubjpass"),
        ("British ambassador expelled, according to Moscow.", "expelled", "nsubjpass"),
        ("Two Russian ships sunk, Ukraine claims", "sunk", "nsubjpass"),
        ("Iranian tanker seized off Gibraltar", "seized", "nsubjpass"),
        ("Three ministers sacked Monday, aides say.", "sacked", "nsubjpass"),
        ("Marines seized an Iranian tanker off Gibraltar.", "seized", "nsubj"),
        ("The rebels attacked at dawn.", "attacked", "nsubj"),
        ("Tanks and helicopters attacked along the whole front.", "attacked", "nsubj"),
        ("The envoy had dismissed the offer.", "dismissed", "nsubj"),
        ("The premier, whom Congress removed and police arrested on his way home, was calm.", "arrested", "nsubj"),
        ("The spokesman dismissed as kite-flying a report of talks.", "dismissed", "nsubj"),
        ("Police seized and later burned the boats.", "seized", "nsubj"),
        ("Rebels captured, looted and then lost the town.", "captured", "nsubj"),
    ],
)
def test_a_verb_without_the_object_that_it_needs_is_a_passive(
    parser: SpacyParser, text: str, verb: str, dep: str
) -> None:
    assert _subject(parser, text, verb) == dep


def test_a_place_behind_a_particle_hangs_on_a_preposition(parser: SpacyParser) -> None:
    (tokens,) = next(iter(parser.parse(["Iranian tanker seized off Gibraltar"])))
    mend(tokens)
    assert next(t.dep for t in tokens if t.text == "off") == "prep"
