"""Numbers as they are told: what they count, between which bounds, and where they stand."""

from math import inf

import pytest
from hypothesis import given
from hypothesis import strategies as st

from legation.link.figures import Figure, figures, is_lost, revised


@pytest.mark.parametrize(
    ("text", "unit", "low", "high"),
    [
        # Digits and words for numbers.
        ("12 soldiers", "troops", 12, 12),
        ("twelve soldiers", "troops", 12, 12),
        ("seventy-two vessels", "ships", 72, 72),
        ("1,200 refugees", "displaced", 1200, 1200),
        ("2.5 million dollars", "money", 2_500_000, 2_500_000),
        ("a thousand protesters", "protesters", 1000, 1000),
        ("three dozen hostages", "arrested", 36, 36),
        ("two hundred thousand refugees", "displaced", 200_000, 200_000),
        # Bounds.
        ("between 35 and 40 people", "people", 35, 40),
        ("three to five jets", "aircraft", 3, 5),
        ("10-12 missiles", "missiles", 10, 12),
        ("at least 40 wounded", "injured", 40, inf),
        ("more than 300 drones", "drones", 300, inf),
        ("no fewer than 20 ships", "ships", 20, inf),
        ("up to 8,000 troops", "troops", 0, 8000),
        ("fewer than 300 troops", "troops", 0, 300),
        ("about 100 villagers died", "dead", 85, 115),
        ("nearly 200 sites", "sites", 170, 230),
        ("as many as 40 soldiers", "troops", 0, 40),
        ("ten ships or more", "ships", 10, inf),
        ("20 or so tanks", "vehicles", 17, 23),
        # What is counted: the dead, whatever they were; else the noun behind.
        ("40 soldiers were killed", "dead", 40, 40),
        ("26 lives were lost", "dead", 26, 26),
        ("the strike killed nine people", "dead", 9, 9),
        ("nine unarmed coastal fishing boats", "ships", 9, 9),
        ("four F-16s took off", "aircraft", 4, 4),
        ("two Su-35 fighters", "aircraft", 2, 2),
        ("F-16s met six fighters", "aircraft", 6, 6),
        ("six fighters in trucks", "troops", 6, 6),
        # What was done to people, or what they did.
        ("nearly 3,000 soldiers have been detained", "arrested", 2550, 3450),
        ("the number of soldiers in detention is under 800", "arrested", 0, 800),
        ("eighty thousand people marched to parliament", "protesters", 80_000, 80_000),
        ("300 Rohingya have crossed the river", "people", 300, 300),
        # Numbers in several words, and vague ones.
        ("a hundred and ninety lorries", "vehicles", 190, 190),
        ("two thousand five hundred people", "people", 2500, 2500),
        ("three hundred and seventy thousand refugees", "displaced", 370_000, 370_000),
        ("between one hundred and two hundred soldiers", "troops", 100, 200),
        ("a few hundred soldiers", "troops", 200, 900),
        ("hundreds of people were killed", "dead", 200, inf),
        ("eleven thousand marchers at most", "protesters", 0, 11_000),
        ("not even five hundred refugees", "displaced", 0, 500),
        ("it did not amount to 300 barrels", "goods", 0, 300),
        ("nine soldiers were buried", "dead", 9, 9),
        # What the clause is about that ends in the number.
        ("the death toll in Varn as 107", "dead", 107, 107),
        ("losses of the army in the north came to 34", "dead", 34, 34),
        ("the procession numbered 171,000", "people", 171_000, 171_000),
        ("the number of those who crossed is below 50", "people", 0, 50),
        # Or the noun before it.
        ("estimated the crowd at 20,000", "people", 20_000, 20_000),
        ("put the number of ships at 12", "ships", 12, 12),
        ("put the number of soldiers killed at 35 to 40", "dead", 35, 40),
        # The dead and the wounded together.
        ("1,900 of its men were killed or wounded", "casualties", 1900, 1900),
        ("350 soldiers out of action", "casualties", 350, 350),
        # A place before a number is no name of a thing.
        ("in Varn 12 were killed", "dead", 12, 12),
        ("on the road 12 soldiers were killed", "dead", 12, 12),
    ],
)
def test_a_number_has_a_unit_and_bounds(text: str, unit: str, low: float, high: float) -> None:
    (found,) = figures(text)
    assert (found.unit, found.low, found.high) == pytest.approx((unit, low, high))


@pytest.mark.parametrize(
    "text",
    [
        "on 7 May",
        "at 3:35 pm",
        "article 5 of the treaty",
        "resolution 1701",
        "20 percent of the votes",
        "15 days of talks",
        "aged 34",
        "a T-72 tank",
        "F-16s took off",
        "chapter 7",
        "200 kilometres from the border",
        "one of the envoys",
        "in 1982 Argentina sent word",
        "not one was lost",
        "every one of them",
        "no numbers here",
        "five more than on Monday",
        "six other places",
        "they are civilians one and all",
        "until the war of 1967",
        "in Vladivostok on Oct. 8",
        "123 survivors",
        "600 had now been found",
        "17 to none",
        # What belongs to a name.
        "the frigate Orkan 310 and its crew",
        "wreckage of Flight 17 was found",
        "men of Brigade 22 fled",
        "",
    ],
)
def test_what_counts_nothing_is_no_figure(text: str) -> None:
    assert [f for f in figures(text) if f.unit is not None or f.echo] == []


def test_a_number_does_not_count_what_the_next_one_counts() -> None:
    told = figures("the number of its fallen soldiers at 84, with some 200 hurt")
    assert [(each.unit, each.low) for each in told] == [("dead", 84), ("injured", pytest.approx(170))]


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ("two patrol boats", "nine fishing boats", True),
        ("two patrol boats", "nine boats", True),  # the two can be among the nine
        ("two boats", "nine patrol boats", False),
        ("two boats", "nine boats", False),
        ("300 mercenaries", "2,000 conscripts", True),
        ("64 soldiers were killed", "133 residents were killed", True),
        ("64 soldiers were killed", "133 people were killed", False),
        ("8,000 soldiers", "9,000 men", False),
        ("8,000 soldiers", "11,000 were in the hills", False),  # a bare number counts what was counted before
    ],
)
def test_what_is_of_another_sort_may_be_counted_otherwise(one: str, other: str, expected: bool) -> None:
    (ours,), (theirs,) = figures(one), figures(other)
    assert ours.is_other(theirs) is theirs.is_other(ours) is expected


@pytest.mark.parametrize(
    ("text", "echo"),
    [
        ("put the figure at 11", True),
        ("the toll had risen to 19", True),
        ("the loss of six", True),
        ("2000 turned up", True),
    ],
)
def test_a_number_that_stands_alone_may_point_at_what_was_counted_before(text: str, echo: bool) -> None:
    (found,) = figures(text)
    assert (found.unit, found.echo) == (None, echo)


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ("40 soldiers", "11 soldiers", True),
        ("40 soldiers", "40 soldiers", False),
        ("at least 30 soldiers", "35 soldiers", False),
        ("at least 30 soldiers", "12 soldiers", True),
        ("up to 30 soldiers", "35 soldiers", True),
        ("between 35 and 40 soldiers", "38 soldiers", False),
        ("about 100 soldiers", "110 soldiers", False),
        ("about 100 soldiers", "150 soldiers", True),
    ],
)
def test_two_numbers_exclude_one_another_where_their_bounds_lie_apart(one: str, other: str, expected: bool) -> None:
    (ours,), (theirs,) = figures(one), figures(other)
    assert ours.excludes(theirs) is theirs.excludes(ours) is expected


def test_places_count_from_the_offset() -> None:
    text = "They said that five jets and two ships were lost."
    first, second = figures(text, 100)
    assert (text[first.start - 100 : first.end - 100], text[second.start - 100 : second.end - 100]) == ("five", "two")


WORDS = st.sampled_from(
    ("at least", "about", "12", "5,000", "forty", "two", "million", "dozen", "soldiers", "killed", "dead", "and", "to",
     "-", ",", "the", "May", "%", "a", "figure", "jets", "1.", ".5", "0")
)  # fmt: skip


@given(st.lists(WORDS, max_size=14).map(" ".join))
def test_any_words_give_figures_that_stand_in_them(text: str) -> None:
    for found in figures(text):
        assert isinstance(found, Figure)
        assert 0 <= found.low <= found.high
        assert text[found.start : found.end].strip() == text[found.start : found.end]


def test_who_was_listed_as_dead_and_lives_is_no_number_of_the_dead() -> None:
    text = "four sailors who had been listed as dead were found alive on a raft"
    assert [each.unit for each in figures(text)] == []
    (dead, *_) = figures("eight sailors were killed and four survived")
    assert (dead.unit, dead.low) == ("dead", 8)


@pytest.mark.parametrize(
    ("text", "unit", "low"),
    [
        ("The navy lowered to six the number of sailors killed in the fire.", "dead", 6),
        ("The ministry corrected the death toll from the fire on the quay to 17 and apologised.", "dead", 17),
        ("It revised the number of wounded to 30.", "injured", 30),
        ("The raid killed 14 soldiers, not 17 as first reported.", "dead", 14),
        ("The search has involved 113 ships, not 115 as was thought.", "ships", 113),
        ("The fire killed nine men and not twelve.", "dead", 9),
        ("The toll was nine, not twelve as it had earlier said.", "dead", 9),
    ],
)
def test_a_number_is_put_in_the_place_of_another(text: str, unit: str, low: float) -> None:
    found = revised(text, text)
    assert found is not None
    assert (found.unit, found.low) == (unit, low)


@pytest.mark.parametrize(
    "text",
    [
        "The navy raised its strength to 9,000 men after six were killed.",
        "Six were killed when the navy sent 30 men to the island.",
        "The bank lowered its rate to three.",
        "The raid killed 14 soldiers, not 17 as the rebels claimed.",
        "The raid killed 14 soldiers, not far from the town.",
    ],
)
def test_other_numbers_put_nothing_right(text: str) -> None:
    assert revised(text, text) is None


def test_things_that_were_lost_are_told_from_those_that_are_there() -> None:
    assert is_lost("vehicles", "the enemy left three tanks on the field")
    assert not is_lost("vehicles", "120 tanks stand on the road")
    assert not is_lost("dead", "the enemy left 31 dead")
    assert not is_lost("casualties", "its losses stood at 31 killed or wounded")
