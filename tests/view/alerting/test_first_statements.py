"""The first statement of an actor on an issue is told, where enough was read to say that there was none before."""

from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest

from alert_story import Article, in_orders, paper, put, rule, told, watching
from desk_story import said, speaker
from legation.records import Actor
from legation.store.store import Store

RULE = rule("first-statement", actors=("IND",))
FIRST = paper("2025-05-20", "India said that it saw no room for mediation.")
SAME = paper("2025-05-21", "India said that mediation was out of the question.", publisher="Herald (sample)")


def background(days: int = 20) -> list[Article]:
    """Articles of many days on which nobody speaks."""
    start = date(2025, 5, 19)
    return [
        (paper((start - timedelta(n)).isoformat(), f"Pakistan spoke of mediation, day {n}."), []) for n in range(days)
    ]


def spoken(day: str, words: str, country: str = "IND", sector: str | None = "GOV") -> Article:
    article = paper(day, f"India said that {words}.")
    who = speaker("person:somebody", country=country, sector=sector)
    person = Actor(document=article.id, id="person:somebody", name="S. Body", kind="person", country=country)
    return article, [replace(person, sector=sector), said(article, who, words)]


@pytest.fixture
def store(tmp_path: Path) -> Store:
    with Store.open(tmp_path / "news.db") as made:
        for each in background():
            put(made, each)
        put(made, (FIRST, [said(FIRST, speaker("IND"), "it saw no room for mediation")]))
        return made


def test_the_first_statement_with_how_much_was_read_before(store: Store) -> None:
    (alert,) = told(store, watching(RULE), "2025-05-20")
    assert alert.title == "First statement of India on Mediation by others in 60 days"
    assert alert.because == (
        "On 20 May 2025, India (Post (sample)): “it saw no room for mediation”.",
        "In the 60 days before, none is in the 20 articles that were read, 20 of them with words of the issue, of "
        "which the earliest is of 30 April 2025 (wanted: 60 days without one).",
        "Told by 1 independent origin (rule wants 1).",
    )
    assert (alert.day, alert.issue, alert.actors) == ("2025-05-20", "talks", ("IND",))


def test_who_spoke_in_the_days_before_makes_no_first(store: Store) -> None:
    put(store, spoken("2025-04-01", "a third party would only harm"))
    assert told(store, watching(RULE), "2025-05-20") == ()


@pytest.mark.parametrize(("day", "sector"), [("2025-03-01", "GOV"), ("2025-05-10", "JUD")])
def test_what_was_said_long_ago_or_by_somebody_else_of_the_country_hinders_nothing(
    store: Store, day: str, sector: str
) -> None:
    put(store, spoken(day, "mediation would only harm", sector=sector))
    assert len(told(store, watching(RULE), "2025-05-20")) == 1


def test_where_little_was_read_before_nobody_can_say_it_is_the_first(tmp_path: Path) -> None:
    with Store.open(tmp_path / "news.db") as store:
        for each in background(9):
            put(store, each)
        put(store, (FIRST, [said(FIRST, speaker("IND"), "it saw no room for mediation")]))
        assert told(store, watching(RULE), "2025-05-20") == ()


def test_only_the_issues_of_the_rule_count(store: Store) -> None:
    assert told(store, watching(rule("first-statement", actors=("IND",), issues=("water",))), "2025-05-20") == ()


def test_a_second_article_and_an_earlier_one_read_late_give_no_second_key(tmp_path: Path) -> None:
    early = spoken("2025-05-18", "no third party was wanted")
    articles = (
        (FIRST, [said(FIRST, speaker("IND"), "it saw no room for mediation")]),
        (SAME, [said(SAME, speaker("IND"), "mediation was out of the question")]),
        early,
    )

    def with_background(store: Store, article: Article) -> None:
        for each in background():
            put(store, each)
        put(store, article)

    orders = list(in_orders(tmp_path, articles, watching(RULE), "2025-05-21", add=with_background))
    assert {len(keys) for keys in orders} == {1}
