"""The phrases of the brief are complete, and the grammar fits them together."""

import pytest

from legation.records import EVENT_TYPES, Magnitude, Status
from legation.view.brief_words import be, closed, conjugate, fill, listed, load

WORDS = load()


def test_every_event_type_has_its_phrases() -> None:
    assert set(WORDS.events) == set(EVENT_TYPES)
    for kind, phrases in WORDS.events.items():
        modes = phrases.get("modes", {}).values()
        words = (word for each in (phrases, *modes) for word in each.get("words", {}).values())
        for table in (phrases, *modes, *words):
            assert "[" in table["alone"], kind
            assert "[" in table["to"], kind
            assert "{recipient}" not in table["alone"], kind
        assert phrases.get("noun"), kind


def test_what_one_side_alone_tells_is_no_accord_yet() -> None:
    assert "signal" in WORDS.event_phrases("AGREE", None, "told")["to"]
    assert "promise" in WORDS.event_phrases("AGREE", None, "pledged")["to"]
    assert "reach" in WORDS.event_phrases("AGREE", None, "agreed")["to"]


@pytest.mark.parametrize(
    ("kind", "mode", "trigger", "verb"),
    [
        ("SANCTION", "withdraw", "recalled", "recall"),
        ("SANCTION", "withdraw", "withdrew", "pull"),
        ("SANCTION", "discontinue", "sanctioned", "impose"),
        ("SANCTION", "discontinue", "suspended", "suspend"),
        ("MOBILIZE", "weapons", "shadowed two destroyers", "shadow"),
        ("MOBILIZE", "troops", "Scrambled", "scramble"),
        ("MOBILIZE", "troops", "sent", "deploy"),
        ("CONSULT", "phone", "delivered a letter", "send"),
        ("CONSULT", "phone", "telephoned", "speak"),
    ],
)
def test_the_word_that_tells_an_event_chooses_among_the_phrases_of_its_mode(
    kind: str, mode: str, trigger: str, verb: str
) -> None:
    phrases = WORDS.event_phrases(kind, mode, trigger)
    assert phrases["to"].startswith(f"[{verb}|")
    assert set(phrases) == {"to", "alone", "together", "noun"}


def test_every_phrase_of_the_tables_reads_as_text() -> None:
    def walk(value: object) -> list[str]:
        if isinstance(value, str):
            return [value]
        parts = value.values() if isinstance(value, dict) else value if isinstance(value, list) else [None]
        return [text for part in parts for text in walk(part)] if value is not None else ["<null>"]

    assert "<null>" not in walk(WORDS.table) + walk(WORDS.events)
    assert all(isinstance(word, str) for word in WORDS.table["article"]["determiners"])


@pytest.mark.parametrize(
    ("names", "expected"), [([], ""), (["A"], "A"), (["A", "B"], "A and B"), (["A", "B", "C"], "A, B and C")]
)
def test_listed(names: list[str], expected: str) -> None:
    assert listed(names) == expected


@pytest.mark.parametrize(
    ("status", "plural", "verb", "state"),
    [
        ("actual", False, "went", "is"),
        ("actual", True, "went", "are"),
        ("negated", True, "did not go", "are not"),
        ("future", False, "is set to go", "will be"),
        ("future", True, "are set to go", "will be"),
        ("hypothetical", False, "could go", "could be"),
        ("historical", True, "went", "were"),
    ],
)
def test_verbs_fit_status_and_number(status: Status, plural: bool, verb: str, state: str) -> None:
    assert conjugate("[go|went]", status, plural=plural) == verb
    assert be(status, plural=plural) == state


def test_a_name_that_looks_like_a_slot_stays_a_name() -> None:
    assert fill("{a} met {b}", a="{b}", b="B") == "{b} met B"


@pytest.mark.parametrize(
    ("text", "expected"), [("It ended", "It ended."), ("“It ended.”", "“It ended.”"), ("“No limits”", "“No limits”.")]
)
def test_closed(text: str, expected: str) -> None:
    assert closed(text) == expected


@pytest.mark.parametrize(
    ("text", "unit", "expected"),
    [
        ("10,000", "troops", "10,000 troops"),
        ("thousands", "troops", "thousands of troops"),
        ("thousands of troops", "troops", "thousands of troops"),
        ("$60 million", "money", "$60 million"),
        ("12", "parsecs", "12"),
    ],
)
def test_amounts_say_what_they_count(text: str, unit: str, expected: str) -> None:
    assert WORDS.amount(Magnitude(unit=unit, low=1, high=None, text=text)) == expected
