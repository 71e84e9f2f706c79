"""Asides: reporting clauses between commas, whatever the parse makes of them. All sentences are made up."""

import pytest

from coding.conftest import Read
from legation.coding.asides import Asides
from legation.coding.attribution import Attribution
from legation.coding.cues import Cues
from legation.coding.scene import Scene
from legation.tables import yaml_table

pytestmark = pytest.mark.model

CUES = Cues.of(yaml_table("coding/cues.yaml"))


def found(read: Read, text: str) -> list[tuple[str, str, list[str]]]:
    made = Asides(Scene(read(text)), CUES).joined([])
    return [(a.sources[0].text, a.lemma, [text[s:e] for s, e in a.content]) for a in made]


@pytest.mark.parametrize(
    ("text", "source", "cue", "content"),
    [
        (
            "Britain, the French minister said, had not waited for others.",
            "minister",
            "say",
            ["Britain", "had not waited for others"],
        ),
        (
            "Germany came when nobody else would, the Polish envoy recalled with warmth.",
            "envoy",
            "recall",
            ["Germany came when nobody else would"],
        ),
        (
            "Japan, said the Indian minister, had behaved like a cousin.",
            "minister",
            "say",
            ["Japan", "had behaved like a cousin"],
        ),
        (
            "France keeps its word, the Egyptian minister told the council.",
            "minister",
            "tell",
            ["France keeps its word"],
        ),
        (
            "The answer was short: Japan, the Indian minister said, would wait.",
            "minister",
            "say",
            ["Japan", "would wait"],
        ),
        (
            "The bridge is safe, said the mayor, a former judge.",
            "mayor",
            "say",
            ["The bridge is safe"],
        ),
    ],
)
def test_an_aside_has_its_speaker_and_all_around_it(
    read: Read, text: str, source: str, cue: str, content: list[str]
) -> None:
    assert (source, cue, content) in found(read, text)


@pytest.mark.parametrize(
    "text",
    [
        "On Monday, the French minister said the talks had failed.",
        "In Paris, the minister said, talks would resume.",
        "When asked, the minister said nothing.",
        "Germany, the minister of which said that talks had failed, went home.",
        "“Germany came late,” the Polish envoy recalled.",
    ],
)
def test_other_commas_make_no_aside(read: Read, text: str) -> None:
    assert found(read, text) == []


def test_a_find_with_the_same_speaker_is_kept(read: Read) -> None:
    text = "France keeps its word, the Egyptian minister said."
    scene = Scene(read(text))
    [made] = Asides(scene, CUES).joined([])
    assert Asides(scene, CUES).joined([made]) == [made]


def test_a_find_that_mistakes_the_speaker_gives_way(read: Read) -> None:
    text = "Britain, the French minister said, had not waited."
    scene = Scene(read(text))
    [made] = Asides(scene, CUES).joined([])
    wrong = Attribution(
        made.sentence,
        made.cue,
        made.span,
        made.lemma,
        made.act,
        "clause",
        ((35, len(text) - 1),),
        sources=(made.sentence.tokens[0],),
    )
    assert Asides(scene, CUES).joined([wrong]) == [made]


@pytest.mark.parametrize(
    "text",
    [
        "The offer stands, Ana Lobo, the finance minister, told reporters.",
        "The offer stands, Ana Lobo, who chairs the talks, warned the council.",
    ],
)
def test_whom_it_is_told_to_behind_an_apposition_is_no_speaker(read: Read, text: str) -> None:
    assert all(source not in ("reporters", "council") for source, *_ in found(read, text))
