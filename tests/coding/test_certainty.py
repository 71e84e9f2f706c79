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
        ("The odds are one in three that it holds.", "one in three", 28, 38),
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
        ("at odds of 3 to 1", "3 to 1", 20, 30),
    ],
)
def test_a_bookmakers_odds_are_a_range(text: str, words: str, low: int, high: int) -> None:
    found = LIKELIHOODS.number(text)
    assert found is not None
    assert (found[0].phrase, found[0].low, found[0].high) == (words, low, high)


def test_the_score_of_a_match_is_no_bet() -> None:
    assert LIKELIHOODS.number("won 4-1 on Sunday") is None


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [
        # Percent: plain, as a span, with a margin, with words that leave the number as it is.
        ("a seventy per cent probability that it holds", 65, 75),
        ("a fifty-five percent chance", 50, 60),
        ("a 70pc chance", 65, 75),
        ("at least a 90 per cent likelihood", 85, 95),
        ("the chance of rain is put at some 40%", 35, 45),
        ("the odds of a truce, she said, are no better than 15 per cent", 10, 20),
        ("between 30 and 40 per cent likely", 30, 40),
        ("a 30-40% chance", 30, 40),
        ("a 30 to 40 per cent risk", 30, 40),
        ("a probability of 70 per cent, plus or minus 10", 60, 80),
        ("he is ninety per cent confident", 85, 95),
        # So many in so many.
        ("the chances are two in five", 35, 45),
        ("a three-in-four shot at the seat", 70, 80),
        ("seven chances out of ten", 65, 75),
        ("give it nine chances in ten", 85, 95),
        ("a one in a hundred chance", 0, 6),
        ("a one-in-a-million chance", 0, 5),
        ("the likelihood is between one in four and one in three", 25, 33),
        ("a two-thirds chance", 62, 72),
        ("a one-third probability", 28, 38),
        # What bookmakers and markets quote.
        ("quoted 4-1 against a return", 15, 25),
        ("offer 7-4 on that he stays", 59, 69),
        ("a hundred-to-one shot", 0, 6),
        ("a 6-to-5 favorite", 50, 60),
        ("the 6-4 favourite", 35, 45),
        ("odds of 9/4", 26, 36),
        ("at odds of 3-1 on", 70, 80),
        ("price his win at 65 cents in the dollar", 60, 70),
        ("offers a fall at 30p in the pound", 25, 35),
    ],
)
def test_numbers_tell_chances_in_many_forms(text: str, low: int, high: int) -> None:
    found = LIKELIHOODS.number(text)
    assert found is not None
    assert (found[0].low, found[0].high) == (low, high)


@pytest.mark.parametrize(
    "text",
    [
        "Beaten 4-1 on penalties.",
        "The vote was 7-4 against the motion.",
        "Two to three weeks.",
        "The risk premium rose to 40 per cent.",
        "Turnout was 60 to 70 per cent.",
        "Bread costs 65 cents.",
        "A fifth of the voters stayed at home.",
        "A half-century of rule.",
    ],
)
def test_scores_shares_and_spans_are_no_chances(text: str) -> None:
    assert LIKELIHOODS.number(text) is None


@pytest.mark.parametrize(
    ("words", "low", "high"),
    [
        ("only a slim chance", 5, 20),
        ("every likelihood", 80, 95),
        ("a very good chance", 80, 95),
        ("no real prospect", 1, 5),
        ("next to no hope", 1, 5),
        ("precious little chance", 5, 20),
        ("not much of a chance", 5, 20),
        ("a better than even chance", 55, 80),
        ("less than an even chance", 20, 45),
        ("no better than an even chance", 45, 55),
        ("no more than a slim chance", 5, 20),
        ("hardly any chance", 5, 20),
        ("a serious risk", 20, 80),
    ],
)
def test_the_grade_of_a_chance_is_its_range(words: str, low: int, high: int) -> None:
    found = LIKELIHOODS.chance(words)
    assert found is not None
    assert (found.low, found.high) == (low, high)


@pytest.mark.parametrize(
    ("phrase", "low", "high"),
    [
        ("exceedingly likely", 80, 95),
        ("overwhelmingly probable", 80, 95),
        ("fairly likely", 55, 80),
        ("not particularly likely", 20, 45),
        ("far from likely", 5, 45),
        ("by no means unlikely", 55, 80),
        ("extremely improbable", 5, 20),
        ("well-nigh certain", 93, 99),
        ("practically inevitable", 93, 99),
        ("not entirely certain", 20, 80),
        ("anything but inevitable", 5, 95),
        ("practically impossible", 1, 5),
        ("scarcely conceivable", 1, 20),
        ("highly doubtful", 5, 20),
    ],
)
def test_degrees_move_a_word_on_its_scale(phrase: str, low: int, high: int) -> None:
    text = f"It is {phrase} that the bridge holds."
    found = LIKELIHOODS.first(text, 0, len(text))
    assert found is not None
    assert (found.phrase, found.low, found.high) == (phrase, low, high)
