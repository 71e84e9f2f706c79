"""Certainty: words of probability and numbers as ranges."""

import pytest

from legation.coding.certainty import Likelihoods
from legation.tables import yaml_table

LIKELIHOODS = Likelihoods.of(yaml_table("coding/certainty.yaml"))


@pytest.mark.parametrize(
    ("words", "low", "high"),
    [
        ("one in three", 28, 38),
        ("one chance in five", 15, 25),
        ("three chances in four", 70, 80),
        ("three out of four", 70, 80),
        ("a one-in-four chance", 20, 30),
        ("9 in 10", 85, 95),
        ("one in a hundred", 0, 6),
        ("ninety per cent sure", 85, 95),
        ("a 40 percent probability", 35, 45),
        ("a 60-percent chance", 55, 65),
        ("a 70% likelihood", 65, 75),
        ("2.5 percent", 0, 7),
        ("99.9 per cent", 95, 100),
        ("twenty-five percent", 20, 30),
        ("a hundred percent", 95, 100),
        ("110 percent certain", 95, 100),
    ],
)
def test_a_number_is_a_range_around_it(words: str, low: int, high: int) -> None:
    found = LIKELIHOODS.chance(words)
    assert found is not None
    assert (found.phrase, found.low, found.high) == (words, low, high)


@pytest.mark.parametrize("words", ["four to one", "a chance", "three in three", "some percent", "half a percent", "in"])
def test_words_without_a_share_are_no_number(words: str) -> None:
    assert LIKELIHOODS.chance(words) is None


@pytest.mark.parametrize(
    ("text", "words", "low", "high"),
    [
        ("I am ninety per cent sure that he goes.", "ninety per cent sure", 85, 95),
        ("There is a 40 percent probability of war.", "40 percent probability", 35, 45),
        ("We are 99.9% certain.", "99.9% certain", 95, 100),
        ("It is Twenty-Five percent likely to hold.", "Twenty-Five percent likely", 20, 30),
        ("It has three chances in four to hold.", "three chances in four", 70, 80),
        ("The odds are one in three that it holds.", "one in three that", 28, 38),
        ("Give it a one-in-four chance.", "one-in-four chance", 20, 30),
    ],
)
def test_a_number_beside_a_word_of_chance_is_found_where_it_stands(text: str, words: str, low: int, high: int) -> None:
    found = LIKELIHOODS.number(text)
    assert found is not None
    certainty, (start, end) = found
    assert text[start:end] == words
    assert (certainty.low, certainty.high) == (low, high)


@pytest.mark.parametrize(
    "text",
    [
        "Prices rose by 40 percent.",
        "One in three voters stayed at home.",
        "Nine of ten seats are certain.",
        "They came in two to three weeks.",
        "A chance meeting in 2024.",
    ],
)
def test_other_numbers_are_no_chances(text: str) -> None:
    assert LIKELIHOODS.number(text) is None


@pytest.mark.parametrize(
    ("text", "phrase"),
    [
        ("Perhaps the bridge will hold.", "perhaps"),
        ("Probably the bridge will hold.", "probably"),
        ("In all likelihood, the bridge will hold.", "in all likelihood"),
        ("Highly unlikely, said the mason.", "highly unlikely"),
        ("ALMOST CERTAIN TO HOLD", "almost certain"),
        ("The bridge may hold.", "may"),
        ("It is very likely to hold.", "very likely"),
        ("The bridge holds, it is all but certain.", "all but certain"),
    ],
)
def test_a_word_counts_at_the_beginning_of_a_sentence_too(text: str, phrase: str) -> None:
    found = LIKELIHOODS.place(text, 0, len(text))
    assert found is not None
    certainty, (start, end) = found
    assert certainty.phrase == phrase == text[start:end].lower()
    assert LIKELIHOODS.first(text, 0, len(text)) == certainty


@pytest.mark.parametrize(
    "text",
    [
        "May 3 is a day off.",
        "The bridge opened in May.",
        "Will Ortiz, a mason, left.",
        "The bridge will hold.",
        "Ms. May could not confirm it.",
        "The mayor will go to the maybes.",
        "Might is right.",
    ],
)
def test_months_names_and_plain_words_are_no_chances(text: str) -> None:
    assert LIKELIHOODS.first(text, 0, len(text)) is None


def test_only_the_stretch_asked_for_is_read() -> None:
    text = "It may rain. The bridge holds. It is likely."
    assert LIKELIHOODS.first(text, 12, 30) is None
    assert LIKELIHOODS.first(text, 12, len(text)) == LIKELIHOODS.certainty("likely")


def test_every_range_lies_between_nought_and_a_hundred() -> None:
    tables = (LIKELIHOODS.ranges, LIKELIHOODS.verdicts, LIKELIHOODS.grades)
    assert all(0 <= low < high <= 100 for table in tables for low, high in table.values())
    assert LIKELIHOODS.plain | LIKELIHOODS.open <= set(LIKELIHOODS.ranges)


@pytest.mark.parametrize(
    ("text", "words", "low", "high"),
    [
        ("quoted 4-1 on that they will return", "4-1 on", 75, 85),
        ("quoted nine to one against", "nine to one against", 5, 15),
        ("at odds of 3 to 1", "odds of 3 to 1", 20, 30),
    ],
)
def test_a_bookmakers_odds_are_a_range(text: str, words: str, low: int, high: int) -> None:
    found = LIKELIHOODS.betting(text)
    assert found is not None
    assert (found[0].phrase, found[0].low, found[0].high) == (words, low, high)


def test_the_score_of_a_match_is_no_bet() -> None:
    assert LIKELIHOODS.betting("won 4-1 on Sunday") is None
