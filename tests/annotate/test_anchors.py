"""Times that count from another happening, seen from Friday, 25 October 2024."""

from collections.abc import Callable

import pytest

from legation.annotate.anchors import anchors
from legation.annotate.blocks import blocks
from legation.annotate.prose import title_pattern
from legation.annotate.quotes import quotes
from legation.annotate.sentences import sentences
from legation.annotate.when import when
from legation.annotations import DayTold, When
from legation.models import SpacyParser
from legation.records import Document
from legation.step import Reading
from legation.tables import yaml_table

pytestmark = pytest.mark.model
Read = Callable[[str], Reading]


@pytest.fixture(scope="module")
def read() -> Read:
    table = yaml_table("annotate/when.yaml")
    steps = (
        blocks(yaml_table("annotate/furniture.yaml")),
        quotes(),
        sentences(SpacyParser(), frozenset(), title_pattern(yaml_table("annotate/portfolios.yaml"))),
        when(table),
        anchors(table),
    )

    def run(text: str) -> Reading:
        reading = Reading(Document(text=text, published="2024-10-25"))
        for step in steps:
            reading = reading.plus(step.run(reading), step.replaces)
        return reading

    return run


RAID = "Police raided the mill on Monday. "


@pytest.mark.parametrize(
    ("text", "words", "first", "last"),
    [
        (RAID + "Two days later the owner fled.", "Two days later", "2024-10-23", "2024-10-23"),
        (RAID + "The next day the owner fled.", "The next day", "2024-10-22", "2024-10-22"),
        (RAID + "That evening the owner fled.", "That evening", "2024-10-21", "2024-10-21"),
        (RAID + "The owner fled the same night.", "the same night", "2024-10-21", "2024-10-21"),
        (RAID + "Hours later the owner fled.", "Hours later", "2024-10-21", "2024-10-21"),
        (RAID + "Within an hour the owner fled.", "Within an hour", "2024-10-21", "2024-10-21"),
        (RAID + "The day before, the owner had fled.", "The day before", "2024-10-20", "2024-10-20"),
        (RAID + "A week earlier the owner had fled.", "A week earlier", "2024-10-13", "2024-10-15"),
        (RAID + "The owner fled at dusk.", "at dusk", "2024-10-21", "2024-10-21"),
        (RAID + "The owner has since fled.", "since", "2024-10-21", "2024-10-25"),
        # The Sunday is none after which a week could have passed, and the day of the saying is none of the raid's.
        ("Police raided the mill on Sept. 2, a spokesman said on Tuesday. The owner fled a day later.", "a day later",
         "2024-09-03", "2024-09-03"),
        # What is told as past does not lie ahead.
        ("Rome protested on Friday after police raided its mission on Oct. 10. It apologised the following day.",
         "the following day", "2024-10-11", "2024-10-11"),
        # The day is that of something else.
        ("Police raided the mill on Monday, ahead of the vote of Oct. 30. The owner fled the next day.", "the next day",
         "2024-10-22", "2024-10-22"),
        # What it counts from is told behind it, here or before.
        (RAID + "The owner fled two days after the raid.", "two days after", "2024-10-23", "2024-10-23"),
    ],
)  # fmt: skip
def test_days_counted(read: Read, text: str, words: str, first: str, last: str) -> None:
    found = [(w.first, w.last) for w in read(text).of(When) if text[w.start : w.end] == words]
    assert found == [(first, last)]


def test_what_is_told_behind_gets_the_day_that_follows(read: Read) -> None:
    text = "The envoys met on Friday, two days after gunmen attacked a bridge."
    found = {w.dates: w.first for w in read(text).of(When)}
    assert found[text.index("attacked")] == "2024-10-23"


@pytest.mark.parametrize(
    ("text", "of", "first", "last"),
    [
        ("The day-old strike at the mill is over.", "strike", "2024-10-23", "2024-10-24"),
        ("A two-week-old strike closed the mill on Thursday.", "strike", "2024-10-08", "2024-10-12"),
        ("The owner fled a strike three days old.", "strike", "2024-10-21", "2024-10-22"),
        ("Four days in, the strike at the mill is spreading.", "strike", "2024-10-20", "2024-10-21"),
        ("Days into the strike, the owner is still away.", "strike", "2024-10-18", "2024-10-23"),
        ("A day into the strike, the owner is still away.", "strike", "2024-10-24", "2024-10-24"),
    ],
)
def test_how_old_a_thing_is_says_when_it_began(read: Read, text: str, of: str, first: str, last: str) -> None:
    found = [(w.first, w.last) for w in read(text).of(When) if w.dates == text.index(of)]
    assert found == [(first, last)]


@pytest.mark.parametrize(
    "text",
    [
        "A three-month-old baby was born at the mill.",
        "The 75-year-old owner fled.",  # the age of a person is no time of any news
        "The owner walked three days in rain.",
    ],
)
def test_other_ages_are_no_times(read: Read, text: str) -> None:
    assert read(text).of(When) == ()


@pytest.mark.parametrize(
    "text",
    [
        "Two days later the owner fled.",  # nothing was told before
        RAID
        + "It was loud. Nobody slept. The dogs barked. The men sang. The hens laid. Two days later the owner fled.",
    ],
)
def test_no_day_to_count_from(read: Read, text: str) -> None:
    assert [w.first for w in read(text).of(When) if w.anchor] == [None]


def test_an_hour_beside_a_day_is_no_time_of_its_own(read: Read) -> None:
    assert [(w.first, w.last) for w in read("Police raided it at dawn on Monday.").of(When)] == [("2024-10-21",) * 2]


def test_the_tale_stands_for_one_sentence_of_its_paragraph(read: Read) -> None:
    text = RAID + "They took three men. They sang.\n\nThe town slept."
    assert [d.first for d in read(text).of(DayTold)] == ["2024-10-21"]


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("ROME, Oct. 23 (Agency) — Police raided the mill today.", "2024-10-23"),
        ("ROME, Thursday. — Police raided the mill this morning.", "2024-10-24"),
        ("ROME, 22 October - Police raided the mill on Monday.", "2024-10-21"),
        ("ROME, Oct. 23, is calm, but police raided the mill today.", "2024-10-25"),
    ],
)
def test_a_dateline_is_the_day_from_which_a_text_is_seen(read: Read, text: str, first: str) -> None:
    assert read(text).of(When)[-1].first == first
