"""Seats and names mean the state of their day; company shows which owner of a name is meant."""

from datetime import date
from functools import partial

import pytest

from legation import pipeline
from legation.entries import Alias
from legation.knowledge import Knowledge, load
from legation.models import SpacyParser
from legation.records import Actor, Document, Mention
from legation.resolving.context import Company, in_context
from legation.resolving.eras import Era, Eras
from legation.resolving.gazetteer import Gazetteer, NameMatch
from legation.resolving.names import SentenceNames
from legation.step import Reading, Step
from legation.tables import csv_rows, yaml_table

ERAS = tuple(map(Era.of, csv_rows("resolve/eras.csv")))


@pytest.fixture(scope="module")
def knowledge() -> Knowledge:
    return load()


@pytest.fixture(scope="module")
def finding(knowledge: Knowledge) -> tuple[Step, ...]:
    return pipeline.finding(SpacyParser(), knowledge)


def test_the_table_names_actors_of_the_tables(knowledge: Knowledge) -> None:
    for era in ERAS:
        assert knowledge.known[era.today].kind == knowledge.known[era.then].kind
        assert era.sort in ("seat", "people", "name")
        assert era.since < era.until == date.fromisoformat(era.until).isoformat()


@pytest.mark.parametrize(
    ("alias", "day", "who"),
    [
        (Alias("Moscow", "RUS", "city"), "1968-08-21", "SUN"),
        (Alias("Moscow", "RUS", "city"), "1991-12-25", "SUN"),
        (Alias("Moscow", "RUS", "city"), "1991-12-26", "RUS"),
        (Alias("Russian", "RUS", "demonym"), "1983-09-01", "SUN"),
        (Alias("Russian", "RUS", "demonym"), "1991-08-20", "RUS"),
        (Alias("Belgrade", "SRB", "city"), "1961-09-01", "YUG"),
        (Alias("Belgrade", "SRB", "city"), "1999-03-24", "SCG"),
        (Alias("Belgrade", "SRB", "city"), "2010-01-01", "SRB"),
        (Alias("Serbian", "SRB", "demonym"), "1999-03-24", "SRB"),
        (Alias("Yugoslavia", "YUG", "name"), "1999-03-24", "SCG"),
        (Alias("Aden", "YEM", "city"), "1979-03-14", "YMD"),
        (Alias("Sanaa", "YEM", "city"), "1979-03-14", "YAR"),
        (Alias("East Pakistan", "BGD", "name"), "1971-12-07", "PAK"),
        (Alias("Bangladesh", "BGD", "name"), "1971-12-07", "BGD"),  # a row for one name says nothing of another
    ],
)
def test_words_mean_the_state_of_their_day(alias: Alias, day: str, who: str) -> None:
    (match,) = Eras(ERAS, date.fromisoformat(day)).read((NameMatch(0, 1, (alias,)),))
    assert match.ids == (who,)


def test_without_a_day_words_mean_what_they_mean_now() -> None:
    matches = (NameMatch(0, 6, (Alias("Moscow", "RUS", "city"),)),)
    assert Eras(ERAS, None).read(matches) == matches


@pytest.mark.parametrize(("day", "members"), [("1987-08-25", ("USA", "SUN")), ("2023-08-25", ())])
def test_a_set_phrase_with_a_state_that_is_gone_means_nobody(day: str, members: tuple[str, ...]) -> None:
    (match,) = Eras(ERAS, date.fromisoformat(day)).read((NameMatch(0, 15, members=("USA", "SUN")),))
    assert match.ids == members


@pytest.mark.parametrize(
    ("text", "phrase", "who"),
    [
        ("Georgia and Moldova applied.", "Georgia", ("GEO",)),
        ("Georgia's foreign minister resigned.", "Georgia", ("GEO",)),
        ("Georgia's governor thanked America and Ukraine.", "Georgia", ()),
        ("Voters queued in Georgia and Ohio.", "Georgia", ()),
        ("Seoul warned the North.", "the North", ("PRK",)),
        ("The North met the South's soldiers.", "The North", ("PRK",)),
        ("Rumania and the Soviet Union wrote to the Federal Republic.", "the Federal Republic", ("DEU",)),
    ],
)
def test_company_shows_who_bears_a_name(knowledge: Knowledge, text: str, phrase: str, who: tuple[str, ...]) -> None:
    company = Company.of(yaml_table("resolve/company.yaml"))
    matches = tuple(Gazetteer(knowledge).find(text, 0, len(text)))
    (names,) = in_context([SentenceNames(matches, (), ())], knowledge, None, partial(company.shown, text))
    found = {text[m.start : m.end].lower().removeprefix("the "): m.ids for m in names.matches}
    assert found[phrase.lower().removeprefix("the ")] == who


@pytest.mark.model
@pytest.mark.parametrize(
    ("text", "day", "countries"),
    [
        ("Mr Gorbachev would not accept the plan.", "1986-10-12", {"SUN"}),
        ("Mr Gromyko, M. Schumann and Mr Rogers met.", "1971-06-17", {"SUN", "FRA", "USA"}),
        ("General de Gaulle cut short his tour.", "1967-07-24", {"FRA"}),
        ("The Pope sent a letter to the rebels.", "1999-03-01", {"VAT"}),
        ("The decision was welcomed in Berlin and in Lisbon.", "2017-03-09", {"DEU", "PRT"}),
        ("The minister spoke in Berlin and in Lisbon.", "2017-03-09", set()),
        ("Messages of congratulation arrived from Sofia.", "1976-12-02", {"BGR"}),
        ("The envoys arrived from Sofia.", "1976-12-02", set()),
        ("Radio Moscow denounced the pact.", "1955-02-24", {"SUN"}),
        ("Crowds in Benghazi stoned the office.", "2012-09-12", {"LBY"}),
        ("East Berliners streamed through the gate.", "1989-11-10", {"DDR"}),
        ("The two Korean leaders clasped hands.", "2018-04-27", {"KOR", "PRK"}),
        ("Envoys of the Russian Federation flew home.", "1991-08-01", {"RUS"}),
        ("Croatia reopened the road at the urging of Brussels.", "2015-09-22", {"HRV", "EUR"}),
        ("Angola asked for the consent of Havana.", "1976-09-22", {"AGO", "CUB"}),
        ("The docks of Havana were empty when Angola's envoy came.", "1976-09-22", {"AGO"}),
        ("The Hungarian Red Cross sent blood to Angola.", "1989-12-28", {"HUN", "AGO"}),
    ],
)
def test_who_is_spoken_of(finding: tuple[Step, ...], text: str, day: str, countries: set[str]) -> None:
    reading = Reading(Document(text=text, published=day))
    for step in finding:
        reading = reading.plus(step.run(reading), step.replaces)
    spoken = {m.actor for m in reading.of(Mention)}
    assert {a.country for a in reading.of(Actor) if a.id in spoken} - {None} == countries


@pytest.mark.parametrize(
    ("country", "day", "state"),
    [
        ("RUS", "1959-02-12", "SUN"),
        ("RUS", "1995-02-12", "RUS"),
        ("CZE", "1970-02-12", "CSK"),
        ("CZE", "1999-02-12", "CZE"),
        ("SRB", "1961-09-01", "YUG"),
        ("FIN", "1959-02-12", "FIN"),
    ],
)
def test_a_town_that_no_government_sits_in_lies_in_the_state_of_its_day(country: str, day: str, state: str) -> None:
    names = SentenceNames((), (), (), ((0, 9, country),))
    assert names.in_time(Eras(ERAS, date.fromisoformat(day))).places == ((0, 9, state),)
