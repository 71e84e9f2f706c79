"""Masking: names go, what the parties are and what is done stays."""

import pytest

from legation.coding.masking import Masks
from legation.tables import yaml_table


@pytest.fixture(scope="module")
def masks() -> Masks:
    return Masks.of(yaml_table("events/masks.yaml"))


def span(text: str, words: str) -> tuple[int, int]:
    start = text.index(words)
    return start, start + len(words)


def test_names_go_and_words_stay(masks: Masks) -> None:
    text = "Peru's navy detained 12 Chilean fishermen near Tacna."
    shown = masks.sentence(text, span(text, "Peru's navy"), span(text, "12 Chilean fishermen"), ["army", "people"])
    assert shown == ("[unused1] army navy [unused2] detained [unused3] people fishermen [unused4] near Tacna.")


def test_a_party_that_is_not_named_stands_behind_the_end(masks: Masks) -> None:
    text = "Two newspapers were shut down."
    shown = masks.sentence(text, None, span(text, "Two newspapers"), [masks.absent, "press"])
    assert shown == "[unused3] press newspapers [unused4] were shut down. [unused1] nobody [unused2]"


def test_a_party_within_the_other_stands_behind_the_end(masks: Masks) -> None:
    text = "the Swedish embassy in Oslo was shut"
    shown = masks.sentence(text, span(text, "Swedish"), span(text, "the Swedish embassy in Oslo"), ["country", "place"])
    assert shown == "[unused3] place embassy [unused4] was shut [unused1] country [unused2]"


@pytest.mark.parametrize(
    ("kind", "sector", "word"),
    [
        ("state", None, "country"),
        ("state", "GOV", "country"),
        ("organisation", "MIL", "army"),
        ("person", "GOV", "official"),
        ("person", None, "man"),
        ("person", "UAF", "rebels"),
        ("group", None, "group"),
        (None, None, "someone"),
    ],
)
def test_the_word_for_an_actor(masks: Masks, kind: str | None, sector: str | None, word: str) -> None:
    assert masks.word(kind, sector) == word


def test_all_parties_of_a_sentence_are_masked_in_order_one_within_another_too(masks: Masks) -> None:
    text = "China's ambassador to Chad met the rebels."
    parties = [((0, 26), "official"), ((0, 5), "country"), ((22, 26), "country"), ((31, 41), "rebels")]
    assert [text[slice(*span)] for span, _ in parties] == ["China's ambassador to Chad", "China", "Chad", "the rebels"]
    shown = masks.shown(text, parties)
    assert " ".join(one.word for one in shown) == (
        "[unused1] official [unused1] country [unused2] s ambassador to [unused1] country [unused2] [unused2] "
        "met [unused1] rebels [unused2] ."
    )
    assert {one.word: one.party for one in shown if one.party is not None and one.word.isalpha()} == {
        "official": 0,
        "country": 2,
        "s": 0,
        "ambassador": 0,
        "to": 0,
        "rebels": 3,
    }
    assert [(one.word, one.at) for one in shown if one.at is not None] == [("met", 27), (".", 41)]


def test_a_sentence_without_parties_stays_as_it_is(masks: Masks) -> None:
    assert [(one.word, one.at) for one in masks.shown("Rain  fell.", [])] == [("Rain", 0), ("fell.", 6)]
