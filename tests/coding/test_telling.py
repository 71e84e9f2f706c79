"""Which word tells an act that no frame reads."""

from collections.abc import Mapping
from typing import Any

import pytest

from coding.conftest import Code
from legation.coding.telling import TellingWords
from legation.errors import KnowledgeError
from legation.records import EVENT_TYPES
from legation.tables import yaml_table

WEIGHTS = {
    **dict.fromkeys(("word", "typed", "under both"), 1.0),
    **{f"{where} {side}": 0.0 for where in ("under", "far", "behind") for side in ("actor", "recipient")},
}
WORDS = {"blame": {"times": 10, "ACCUSE": 9}, "call": {"times": 100, "ACCUSE": 1, "REQUEST": 40}}
TABLE = {
    "weights": WEIGHTS,
    "unknown": -1,
    "blur": 2,
    "words in all": 1000,
    "acts in all": {"ACCUSE": 50, "REQUEST": 50},
    "words": WORDS,
}


def test_the_odds_of_a_word_are_those_of_its_counts_beside_all_words() -> None:
    words = TellingWords.of(TABLE)
    # (9 + 2 * .05) of 12 is fifteen times the share that words have on average
    assert words.odds("blame", "ACCUSE") == pytest.approx(2.7191, abs=1e-4)
    assert words.odds("call", "REQUEST") > 0 > words.odds("call", "ACCUSE")
    assert words.odds("blame", "REQUEST") < words.odds("nobody", "REQUEST") == -1


def test_a_word_seen_seldom_proves_little() -> None:
    seldom = TellingWords.of({**TABLE, "words": {"blame": {"times": 1, "ACCUSE": 1}}})
    assert 0 < seldom.odds("blame", "ACCUSE") < TellingWords.of(TABLE).odds("blame", "ACCUSE")


def test_a_word_that_tells_several_acts_each_time_is_no_surer_than_certain() -> None:
    often = TellingWords.of({**TABLE, "words": {"trade": {"times": 2, "ACCUSE": 4}}})
    assert often.odds("trade", "ACCUSE") == pytest.approx(2.6150, abs=1e-4)  # four times of four


@pytest.mark.parametrize(
    "broken",
    [
        {"weights": {"word": 1.0}},
        {"words": {"blame": {"ACCUSE": 9}}},
        {"words": {"blame": {"times": 9, "SCOLD": 9}}},
        {"words in all": 0},
        {"acts in all": ["ACCUSE"]},
        {"blur": "some"},
        {"blur": 0},
        {"acts in all": {"ACCUSE": 0, "REQUEST": 50}},
    ],
)
def test_a_broken_table_is_named(broken: Mapping[str, Any]) -> None:
    with pytest.raises(KnowledgeError, match="telling"):
        TellingWords.of({**TABLE, **broken})


def test_the_bundled_counts_know_what_plain_words_tell() -> None:
    words = TellingWords.of(yaml_table("events/telling.yaml"))
    plain = {"accuse": "ACCUSE", "meet": "CONSULT", "sign": "AGREE", "bomb": "ASSAULT", "sanction": "SANCTION"}
    for word, kind in plain.items():
        assert max(EVENT_TYPES, key=lambda k: words.odds(word, k)) == kind


@pytest.mark.model
@pytest.mark.parametrize(
    ("text", "kind", "word"),
    [
        (
            "Last week Nepal called up its reserves, asked India for more helicopters and closed two passes.",
            "REQUEST",
            "asked",
        ),
        (
            "Bolivia's foreign ministry on Friday rejected the note, called on Chile to end its campaign and said it"
            " was ready to sit down with Chile at any time.",
            "AGREE",
            "said",
        ),
    ],
)
def test_evidence_stands_on_the_word_that_tells_the_act(code: Code, text: str, kind: str, word: str) -> None:
    told = [e.evidence[0].text for e in code(text) if e.type == kind]
    assert told
    assert all(each in word for each in told)


_RECEIVED = (
    "The Malian minister had arrived unannounced and was received by the {0} minister. Mali freed two fishermen."
)


@pytest.mark.model
@pytest.mark.parametrize(
    ("scene", "people", "word"),
    [
        (
            "OSLO — Rival envoys found themselves in the same lobby of the Norwegian foreign ministry on Monday, while "
            "a crisis that had begun with a burnt harbour grew.",
            "Norwegian",
            "begun",
        ),
        (
            "RABAT — Two emissaries from opposite banks of the river found themselves in the same corridors of the "
            "Moroccan foreign ministry on Monday, while a crisis begun with a burnt harbour took on the look of a war.",
            "Moroccan",
            "took",
        ),
    ],
)
def test_a_word_of_no_meeting_tells_none_with_whom_another_sentence_names(
    scene: str, people: str, word: str, code: Code
) -> None:
    met = [each for each in code(f"{scene} {_RECEIVED.format(people)}") if each.type == "CONSULT"]
    told = [span.text for each in met for span in each.evidence if span.role == "trigger"]
    assert "received" in told
    assert word not in told
