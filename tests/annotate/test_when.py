"""Time expressions: what they name, seen from Friday, 25 October 2024."""

from collections.abc import Callable

import pytest

from legation.annotate.blocks import blocks
from legation.annotate.prose import title_pattern
from legation.annotate.quotes import quotes
from legation.annotate.sentences import sentences
from legation.annotate.when import when
from legation.annotations import When
from legation.models import SpacyParser
from legation.records import Document
from legation.step import Reading
from legation.tables import yaml_table

pytestmark = pytest.mark.model

PUBLISHED = "2024-10-25"
Find = Callable[..., list[tuple[str, When]]]


@pytest.fixture(scope="module")
def find() -> Find:
    steps = (
        blocks(yaml_table("annotate/furniture.yaml")),
        quotes(),
        sentences(SpacyParser(), frozenset(), title_pattern(yaml_table("annotate/portfolios.yaml"))),
        when(yaml_table("annotate/when.yaml")),
    )

    def run(text: str, published: str | None = PUBLISHED) -> list[tuple[str, When]]:
        reading = Reading(Document(text=text, published=published))
        for step in steps:
            reading = reading.plus(step.run(reading), step.replaces)
        return [(text[w.start : w.end], w) for w in reading.of(When)]

    return run


DATED = [
    # written out
    ("The two sides met on 30 October 2024 in Geneva.", "30 October 2024", "2024-10-30", "2024-10-30", "day"),
    ("The war ended on May 8, 1945.", "May 8, 1945", "1945-05-08", "1945-05-08", "day"),
    ("The vote of 2024-11-05 was close.", "2024-11-05", "2024-11-05", "2024-11-05", "day"),
    ("They signed it on the 3rd of June 2021.", "3rd of June 2021", "2021-06-03", "2021-06-03", "day"),
    ("He spoke on Thursday, Oct. 17, in Oslo.", "Thursday, Oct. 17", "2024-10-17", "2024-10-17", "day"),
    # a day without a year lies on the side that the tense points to
    ("Talks began on Nov. 2.", "Nov. 2", "2023-11-02", "2023-11-02", "day"),
    ("Talks will begin on Nov. 2.", "Nov. 2", "2024-11-02", "2024-11-02", "day"),
    ("The trial starts on Jan. 9.", "Jan. 9", "2025-01-09", "2025-01-09", "day"),
    ("The pact, signed on 19 June, was published.", "19 June", "2024-06-19", "2024-06-19", "day"),
    ("A parade will be held on Sept. 9.", "Sept. 9", "2025-09-09", "2025-09-09", "day"),
    # stretches of days
    (
        "Ships carried men between Oct. 8 and Oct. 13.",
        "between Oct. 8 and Oct. 13",
        "2024-10-08",
        "2024-10-13",
        "range",
    ),
    ("The talks of 12-14 March 2019 failed.", "12-14 March 2019", "2019-03-12", "2019-03-14", "range"),
    ("The forum took place on Sept. 3-5.", "Sept. 3-5", "2024-09-03", "2024-09-05", "range"),
    # months
    ("They signed the pact in October.", "October", "2024-10-01", "2024-10-31", "month"),
    ("They signed the pact in December.", "December", "2023-12-01", "2023-12-31", "month"),
    ("Thousands marched in May.", "May", "2024-05-01", "2024-05-31", "month"),
    ("He was arrested last October.", "last October", "2023-10-01", "2023-10-31", "month"),
    ("It opened in March 2023.", "March 2023", "2023-03-01", "2023-03-31", "month"),
    ("Arms have arrived since August of last year.", "since August of last year", "2023-08-01", "2024-10-25", "range"),
    ("In mid-November there will be a vote.", "mid-November", "2024-11-11", "2024-11-20", "range"),
    ("Late last month, two men died.", "Late last month", "2024-09-21", "2024-09-30", "range"),
    ("Early in October he came back.", "Early in October", "2024-10-01", "2024-10-10", "range"),
    # years and longer
    ("The envoy left in 2016.", "2016", "2016-01-01", "2016-12-31", "year"),
    ("The 2015 deal was scrapped.", "2015", "2015-01-01", "2015-12-31", "year"),
    ("They fought in the 1980s.", "the 1980s", "1980-01-01", "1989-12-31", "decade"),
    ("They fought in the late 1990s.", "the late 1990s", "1996-09-01", "1999-12-31", "range"),
    ("The border is a work of the 19th century.", "the 19th century", "1801-01-01", "1900-12-31", "range"),
    ("They fought from 2014 to 2016.", "2014 to 2016", "2014-01-01", "2016-12-31", "range"),
    ("The 2014-15 war cost much.", "2014-15", "2014-01-01", "2015-12-31", "range"),
    ("Beijing said so in late 2022.", "late 2022", "2022-09-01", "2022-12-31", "range"),
    ("The first half of 2024 was quiet.", "The first half of 2024", "2024-01-01", "2024-06-30", "range"),
    (
        "In the third quarter of last year it fell.",
        "the third quarter of last year",
        "2023-07-01",
        "2023-09-30",
        "range",
    ),
    ("Growth fell in the second quarter.", "in the second quarter", "2024-04-01", "2024-06-30", "range"),
    ("Growth will fall in the first quarter.", "in the first quarter", "2025-01-01", "2025-03-31", "range"),
    # ahead
    ("It will fall in coming weeks.", "in coming weeks", "2024-10-25", "2024-12-06", "range"),
    ("It will fall in the next few months.", "in the next few months", "2024-10-25", "2025-01-25", "range"),
    ("It will fall at Christmas.", "Christmas", "2024-12-25", "2024-12-25", "day"),
    # seasons
    ("They fought in the winter of 2021.", "in the winter of 2021", "2021-12-01", "2022-02-28", "season"),
    ("This summer a truce was signed.", "This summer", "2024-06-01", "2024-08-31", "season"),
    # weekdays
    ("Ministers met on Monday.", "Monday", "2024-10-21", "2024-10-21", "day"),
    ("The council will meet on Monday.", "Monday", "2024-10-28", "2024-10-28", "day"),
    ("Ministers spoke on Friday.", "Friday", "2024-10-25", "2024-10-25", "day"),
    ("The envoy is expected in Seoul next Tuesday.", "next Tuesday", "2024-10-29", "2024-10-29", "day"),
    ("Last Friday they did not meet.", "Last Friday", "2024-10-18", "2024-10-18", "day"),
    ("The council is scheduled to vote on Wednesday.", "Wednesday", "2024-10-30", "2024-10-30", "day"),
    ("The ministers meet on Thursday to sign it.", "Thursday", "2024-10-31", "2024-10-31", "day"),
    ("Drones hit the port early Wednesday.", "early Wednesday", "2024-10-23", "2024-10-23", "day"),
    ("Ahead of Tuesday's election, missiles flew.", "Tuesday", "2024-10-29", "2024-10-29", "day"),
    # near days, weeks, months
    ("He arrived yesterday.", "yesterday", "2024-10-24", "2024-10-24", "day"),
    ("He spoke this morning.", "this morning", "2024-10-25", "2024-10-25", "day"),
    ("He leaves tomorrow.", "tomorrow", "2024-10-26", "2024-10-26", "day"),
    ("Last week the army withdrew.", "Last week", "2024-10-14", "2024-10-20", "week"),
    ("Earlier this week, envoys met.", "Earlier this week", "2024-10-21", "2024-10-25", "week"),
    ("He will speak later this week.", "later this week", "2024-10-25", "2024-10-27", "week"),
    ("Next month it will return.", "Next month", "2024-11-01", "2024-11-30", "month"),
    ("He has spoken three times this year.", "this year", "2024-01-01", "2024-10-25", "year"),
    ("It would act early next year.", "early next year", "2025-01-01", "2025-04-30", "range"),
    ("Fighting spread over the weekend.", "over the weekend", "2024-10-19", "2024-10-20", "range"),
    # counted back and ahead
    ("Two weeks ago the border was closed.", "Two weeks ago", "2024-10-08", "2024-10-14", "range"),
    ("He left three days ago.", "three days ago", "2024-10-22", "2024-10-22", "day"),
    ("More than two years ago the war began.", "More than two years ago", "2022-01-01", "2022-12-31", "year"),
    ("Years ago, they fought.", "Years ago", "2004-10-25", "2022-10-25", "range"),
    ("In recent months the exchanges have grown.", "In recent months", "2024-04-25", "2024-10-25", "range"),
    (
        "Over the past three years they have traded.",
        "Over the past three years",
        "2021-10-25",
        "2024-10-25",
        "range",
    ),
    ("Prices have risen since February.", "since February", "2024-02-01", "2024-10-25", "range"),
    ("The troops will leave by next month.", "by next month", "2024-10-25", "2024-11-30", "range"),
    ("They will decide in the coming days.", "in the coming days", "2024-10-25", "2024-11-01", "range"),
    ("The vote will be held by the end of the year.", "by the end of the year", "2024-10-25", "2024-12-31", "range"),
    ("Within 48 hours, the troops must leave.", "Within 48 hours", "2024-10-25", "2024-10-27", "range"),
]


@pytest.mark.parametrize(("text", "words", "first", "last", "precision"), DATED)
def test_days_named(find: Find, text: str, words: str, first: str, last: str, precision: str) -> None:
    found = find(text)
    assert [(w, x.first, x.last, x.precision) for w, x in found] == [(words, first, last, precision)]


@pytest.mark.parametrize(
    "text",
    [
        "The talks may march on, he said.",
        "Theresa May met the president.",
        "The women's march drew a crowd.",
        "For a second day, nobody spoke.",
        "It was the second attack in two weeks.",
        "More than 1950 soldiers died.",
        "About 2000 people fled.",
        "Resolution 1973 was adopted.",
        "The ship cost $2024 million.",
        "Bloody Sunday is remembered there.",
        "They fled after the fall of the city.",
        "The two-day visit was a success.",
    ],
)
def test_no_time(find: Find, text: str) -> None:
    assert find(text) == []


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Earlier this week, three envoys met.", "Earlier this week"),
        ("The envoy left on Monday.", "Monday"),
        ("He arrived yesterday.", "yesterday"),
        ("They signed it in October.", "October"),
        ("The border was closed on Oct. 30.", "Oct. 30"),
        ("Two weeks ago the border was closed.", "Two weeks ago"),
        ("In recent months the exchanges have grown.", "In recent months"),
        ("Fighting spread over the weekend.", "over the weekend"),
    ],
)
def test_no_date_without_a_day_of_publication(find: Find, text: str, words: str) -> None:
    assert [(w, x.first, x.last) for w, x in find(text, None)] == [(words, None, None)]


@pytest.mark.parametrize(
    ("text", "first"),
    [("They met on 30 October 2024.", "2024-10-30"), ("The envoy left in 2016.", "2016-01-01")],
)
def test_full_dates_need_no_day_of_publication(find: Find, text: str, first: str) -> None:
    assert [x.first for _, x in find(text, None)] == [first]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("A day earlier, he had met the president.", "A day earlier"),
        ("The next day he flew home.", "The next day"),
        ("That year, the two met twice.", "That year"),
    ],
)
def test_times_told_from_another_happening_have_no_date(find: Find, text: str, words: str) -> None:
    assert [(w, x.first) for w, x in find(text)] == [(words, None)]


@pytest.mark.parametrize(
    ("text", "future"),
    [
        ("The council will meet on Monday.", True),
        ("The council met on Monday.", False),
        ("They will decide in the coming days.", True),
        ("He is in office until 2030.", True),
        ("He left last year.", False),
    ],
)
@pytest.mark.parametrize("published", [PUBLISHED, None])
def test_what_points_ahead(find: Find, text: str, published: str | None, future: bool) -> None:
    assert [x.future for _, x in find(text, published)] == [future]


def test_clock_time_and_zone_of_publication_do_not_matter(find: Find) -> None:
    assert [x.first for _, x in find("He left on Monday.", "2024-10-25T23:40:00+09:00")] == ["2024-10-21"]


@pytest.mark.parametrize(
    "text",
    [
        "It stood there 300 centuries ago.",
        "It will end in 900 centuries.",
        "They met on Feb. 30.",
        "They met on Feb. 29.",
        "It happened 900 decades ago.",
    ],
)
def test_days_outside_the_calendar_do_no_harm(find: Find, text: str) -> None:
    assert all((x.first is None) == (x.last is None) for _, x in find(text))


@pytest.mark.parametrize(
    ("text", "last"),
    [
        ("In 1990 the tribes met and signed a pact on 4 March.", "1990-03-04"),
        ("On 2 May 1990 they met, and on 4 June they signed.", "1990-06-04"),
        ("The tribe, which rose in 1990, signed a pact on 4 March.", "2024-03-04"),
        ("Since 1990 they have met, and on 4 March they signed.", "2024-03-04"),
    ],
)
def test_a_day_is_of_the_year_that_its_clause_or_one_beside_it_names(find: Find, text: str, last: str) -> None:
    assert find(text)[-1][1].first == last
