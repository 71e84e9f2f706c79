"""Polarity: telling words, what turns them, and whom they are said of. All sentences are made up."""

import pytest

from coding.conftest import Read
from legation.coding.polarity import Polarity, PolarityWords
from legation.coding.scene import Scene
from legation.tables import yaml_table

pytestmark = pytest.mark.model

WORDS = PolarityWords.of(yaml_table("coding/polarity.yaml"))


def told(read: Read, text: str, target: str) -> float:
    scene = Scene(read(text))
    [sentence] = scene.sentences
    polarity = Polarity(scene, WORDS)
    word = next(t.i for t in sentence.tokens if t.text == target)
    return polarity.towards(sentence, polarity.signs(sentence, [(0, len(text))]), word, ()).value


@pytest.mark.parametrize(
    "text",
    [
        "We trust Germany.",
        "Germany rescued our sailors.",
        "We shall defend Germany.",
        "Germany is a loyal friend.",
        "Germany's courage was plain to see.",
        "Warsaw spoke of its gratitude to Germany.",
        "Germany kept every promise.",
        "Germany did not hesitate.",
        "It would be unfair to blame Germany.",
        "No one doubts the honesty of Germany.",
        "Germany sent us doctors.",
        "We have no better friend than Germany.",
    ],
)
def test_words_that_speak_for_somebody(read: Read, text: str) -> None:
    assert told(read, text, "Germany") >= 0.4


@pytest.mark.parametrize(
    "text",
    [
        "We blame Germany.",
        "Germany betrayed its neighbours.",
        "Germany was reckless.",
        "These are lies from Germany.",
        "Warsaw spoke of its mistrust of Germany.",
        "Germany tore up the treaty.",
        "Germany has not honoured the pact.",
        "Germany is no longer a friend.",
        "Germany failed to help.",
        "Germany is playing a double game.",
        "We do not trust Germany.",
    ],
)
def test_words_that_speak_against_somebody(read: Read, text: str) -> None:
    assert told(read, text, "Germany") <= -0.3


@pytest.mark.parametrize(
    ("text", "target"),
    [
        ("Germany exported more steel.", "Germany"),
        ("Russia bombed Germany.", "Germany"),  # who suffers a deed is not blamed for it
        ("Poland did not thank Germany.", "Germany"),  # an act of speech that did not take place
        ("Germany sent Poland doctors.", "Germany"),  # a gift to others is a mere report
        ("Our friends voted on Monday.", "friends"),  # the name itself
    ],
)
def test_words_that_say_nothing_of_somebody(read: Read, text: str, target: str) -> None:
    assert told(read, text, target) == 0


def test_a_good_deed_that_is_missed_is_a_reproach(read: Read) -> None:
    assert told(read, "Germany should have helped.", "Germany") < 0 < told(read, "Germany has helped.", "Germany")


def test_a_turn_of_phrase_replaces_the_words_in_it(read: Read) -> None:
    scene = Scene(read("Germany is no longer a friend."))
    signs = Polarity(scene, WORDS).signs(scene.sentences[0], [(0, len(scene.text))])
    assert [(s.kind, scene.text[slice(*s.span)]) for s in signs] == [("idiom", "no longer a friend")]


def test_signs_outside_the_stretch_are_left_alone(read: Read) -> None:
    scene = Scene(read("Germany betrayed us and Poland helped."))
    signs = Polarity(scene, WORDS).signs(scene.sentences[0], [(0, 19)])
    assert [scene.text[slice(*s.span)] for s in signs] == ["betrayed"]


@pytest.mark.parametrize("text", ["they came to our aid", "a model neighbour", "ministers met in the capital"])
def test_one_search_tells_whether_there_is_any_idiom(text: str) -> None:
    assert bool(WORDS.any_idiom.search(text)) == any(pattern.search(text) for pattern, _ in WORDS.idioms)
