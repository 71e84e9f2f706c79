"""`legation.resolve`: dates as people write them, hints, and mentions where they stand in a passage."""

import doctest
from contextlib import nullcontext
from datetime import UTC, date, datetime
from typing import Any

import pytest

import legation
import small_world
from legation import lookup
from legation.errors import QueryError
from legation.knowledge import load as load_knowledge
from legation.lookup import Lookup, _places, parsed_day
from legation.models import Parser, SpacyParser


def no_parser() -> Parser:
    raise AssertionError("a hint needs no parser")


LOOK = Lookup(small_world.knowledge(), no_parser)


@pytest.mark.parametrize(
    ("written", "day"),
    [
        ("2017-05-10", date(2017, 5, 10)),
        (" 2017-05-10 ", date(2017, 5, 10)),
        ("2017-05-10T23:30:00+02:00", date(2017, 5, 10)),
        ("10 May 2015", date(2015, 5, 10)),
        ("May 10, 2015", date(2015, 5, 10)),
        ("2017-05", date(2017, 5, 15)),  # the middle of the month
        ("2017", date(2017, 7, 1)),  # the middle of the year
        (date(2017, 5, 10), date(2017, 5, 10)),
        (datetime(2017, 5, 10, 23, 30, tzinfo=UTC), date(2017, 5, 10)),
        (None, None),
        ("", None),
        ("today", None),
        ("None", None),
    ],
)
def test_a_day_as_people_write_it(written: date | str | None, day: date | None) -> None:
    found = parsed_day(written)
    assert found == day
    assert type(found) is type(day)


@pytest.mark.parametrize(
    "written", ["soon", "2017-02-30", "2017-13", "0000", "5/6/2024", "10 May", "20170510", "1517-05-10x"]
)
def test_what_is_no_date_is_refused(written: str) -> None:
    with pytest.raises(QueryError, match=f"'{written}' is no date: write 2017-05-10"):
        LOOK("the Alphan president", written)


@pytest.mark.parametrize(
    ("day", "holder"),
    [("2005", "person:ola-berg"), ("10 May 2015", "person:ida-lund"), ("2017-06", "person:per-holm"), (None, None)],
)
def test_the_same_words_mean_another_on_another_day(day: str | None, holder: str | None) -> None:
    found = LOOK("the Alphan president", day)
    assert (found.id, found.office, found.resolved) == (holder, "ALP:head_of_state", holder is not None)


def test_a_context_of_few_words_is_a_hint() -> None:
    assert LOOK("the president", "2012", "Alphaland").id == "person:ida-lund"
    # The mention is there, but what is there besides is no passage.
    assert LOOK("president", "2012", "Alphan president").id == "person:ida-lund"
    assert LOOK("president", "2012", "Alphan vicepresident of the whole wide country").id == "person:ida-lund"
    assert LOOK(" ", "2012", "Alphaland is a country by the sea").nobody


def test_a_mention_is_read_in_its_passage_if_it_stands_there() -> None:
    passage = "Alphaland sent its envoys to the sea."
    with pytest.raises(AssertionError, match="a hint needs no parser"):
        LOOK("Alphaland", None, passage)
    assert LOOK("Alphaland", None, passage, nth=1).id == "ALP"  # it does not stand there twice
    assert LOOK("land", None, passage).nobody  # a part of a word is no mention
    assert LOOK("officials", None, passage).country == "ALP"


def test_tables_say_the_same_whatever_was_asked_before() -> None:
    first = LOOK("the president", "2012", "Alphaland")
    LOOK("the president", "2005", "Betania")
    assert LOOK("the president", "2012", "Alphaland") == first


def test_the_package_offers_it() -> None:
    assert legation.resolve("the Turkish president", "2017-03-01").id == "person:recep-tayyip-erdogan"
    assert "resolve" not in vars(legation), "loaded only when asked for"
    with pytest.raises(AttributeError, match="no attribute 'resolved'"):
        _ = legation.resolved


@pytest.mark.parametrize(
    ("words", "office", "holders"),
    [
        (
            "the U.S. secretary of state",
            "USA:foreign_minister",
            {"2009-06-01": "hillary-clinton", "2017-06-01": "rex-tillerson", "2023-06-01": "antony-blinken"},
        ),
        (
            "the American president",
            "USA:head_of_state",
            {"2009-06-01": "barack-obama", "2017-06-01": "donald-trump", "2023-06-01": "joe-biden"},
        ),
        (
            "the French president",
            "FRA:head_of_state",
            {"2009-06-01": "nicolas-sarkozy", "2017-05-01": "francois-hollande", "2023-06-01": "emmanuel-macron"},
        ),
    ],
)
def test_three_days_three_holders(words: str, office: str, holders: dict[str, str]) -> None:
    for day, person in holders.items():
        found = legation.resolve(words, day)
        assert (found.id, found.office, found.date, found.resolved) == (f"person:{person}", office, day, True)
        assert day in found.why[0]
    undated = legation.resolve(words)
    assert (undated.id, undated.office, undated.date, undated.resolved) == (None, office, None, False)


def test_the_example_in_the_docstring() -> None:
    found = doctest.testmod(lookup)
    assert found.attempted
    assert not found.failed


@pytest.mark.model
def test_a_mention_in_a_passage() -> None:
    look = Lookup(load_knowledge(), SpacyParser)
    passage = (
        "Angela Merkel met Donald Tusk in Gdansk. He praised her. The French president joined them, he said later."
    )
    assert look("He", "2015-03-01", passage).id == "person:donald-tusk"
    assert look("The French president", "2015-03-01", passage).id == "person:francois-hollande"
    assert look("The French president", None, passage).id is None
    assert look("she", "2015-03-01", "Angela Merkel came to Gdansk. She met the mayor.").id == "person:angela-merkel"


@pytest.mark.parametrize("value", [None, 5, b"NATO", ["NATO"]])
def test_what_is_no_text_is_refused(value: Any) -> None:
    with pytest.raises(TypeError, match=r"^`text` must be text \(str\), not "):
        legation.resolve(value)
    with pytest.raises(TypeError, match=r"^`context` must be text") if value is not None else nullcontext():
        legation.resolve("NATO", None, value)


@pytest.mark.parametrize(("text", "context"), [("Orb\udce9n", None), ("NATO", "\ud800")])
def test_half_a_character_is_refused(text: str, context: str | None) -> None:
    with pytest.raises(QueryError, match="a lone surrogate"):
        legation.resolve(text, None, context)


def test_a_word_in_capitals_is_no_pronoun_of_the_passage() -> None:
    assert _places("us", "They told US forces and Us both") == [24]
    assert _places("she", "She said she left") == [9]
    assert _places("x", "X or y") == [0]
    assert _places(" ", "any text") == []


def test_a_name_for_an_id() -> None:
    look = lookup.standard()
    assert (look.name("person:angela-merkel"), look.name("person:nobody-at-all")) == ("Angela Merkel", None)
