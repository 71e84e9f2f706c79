"""Whole classes of who is who on the real tables: armed movements by date, capacities, namesakes, kin, spellings."""

import pytest

from legation.lookup import standard

pytestmark = pytest.mark.model


@pytest.mark.parametrize(
    ("phrase", "day", "sector"),
    [
        ("UNITA", "1990-05-01", "REB"),
        ("UNITA", "2010-05-01", "PTY"),
        ("Jonas Savimbi", "1990-05-01", "REB"),
        ("the FMLN", "2010-05-01", "PTY"),
    ],
)
def test_a_movement_fights_before_it_is_a_party(phrase: str, day: str, sector: str) -> None:
    assert standard()(phrase, day).sector == sector


@pytest.mark.parametrize(
    ("context", "mention", "day", "sector"),
    [
        ("As president of Mercosur, Luis Lacalle Pou opened the session.", "Luis Lacalle Pou", "2022-12-06", "IGO"),
        ("Luis Lacalle Pou opened the session in Montevideo.", "Luis Lacalle Pou", "2022-12-06", "GOV"),
        ("Macky Sall spoke on behalf of the African Union on Friday.", "Macky Sall", "2022-06-03", "IGO"),
        ("As army commander, Prayuth Chan-ocha reviewed the parade.", "Prayuth Chan-ocha", "2014-06-04", "MIL"),
        ("Macky Sall praised her as leader of the African Union.", "Macky Sall", "2022-06-03", "GOV"),
    ],
)
def test_the_capacity_in_which_somebody_acts_tells_his_sector(
    context: str, mention: str, day: str, sector: str
) -> None:
    assert standard()(mention, day, context).sector == sector


@pytest.mark.parametrize(
    ("context", "mention", "day", "expected"),
    [
        ("Mali and Burkina Faso laid down their arms last night.", "Mali and Burkina Faso", "1985-12-30", "MLI BFA"),
        (
            "The widow of Mozambique's first president sat on the platform in Maputo.",
            "The widow of Mozambique's first president",
            "1997-07-23",
            "person:graca-machel",
        ),
        ("LA PAZ - President Paz flew home.", "President Paz", "1992-01-29", "person:jaime-paz-zamora"),
        ("LA PAZ - President Paz flew home.", "President Paz", "1986-03-12", "person:victor-paz-estenssoro"),
        (
            "KUWAIT CITY - Sheikh Sabah dissolved the chamber.",
            "Sheikh Sabah",
            "2009-03-18",
            "person:sabah-al-ahmad-al-sabah",
        ),
        ("The Panamanian strongman received him.", "The Panamanian strongman", "1976-08-18", "person:omar-torrijos"),
    ],
)
def test_who_is_told_in_other_words(context: str, mention: str, day: str, expected: str) -> None:
    found = standard()(mention, day, context)
    assert " ".join(found.members or (found.id or "",)) == expected


@pytest.mark.parametrize(
    ("context", "mention", "country"),
    [
        ("Growers in Georgia heard the senator from Atlanta.", "Georgia", "USA"),
        ("Growers in Georgia heard the president in Tbilisi and a guest from Atlanta.", "Georgia", "GEO"),
        ("Georgia pulled its troops out of Gori. In New York an envoy told the council so.", "Georgia", "GEO"),
        ("The Lebanese army kept them apart in Tripoli.", "Tripoli", "LBN"),
        ("The Lebanese army sent help to Libya and to Tripoli.", "Tripoli", "LBY"),
    ],
)
def test_a_namesake_of_a_state_or_capital_lies_where_the_text_is(context: str, mention: str, country: str) -> None:
    assert standard()(mention, "2008-09-08", context).country == country


@pytest.mark.parametrize(
    ("written", "key"),
    [
        ("Moammar Kaddafi", "person:muammar-gaddafi"),
        ("Menghistu Hailemariam", "person:mengistu-haile-mariam"),
        ("Mikhaeel Gorbatshev", None),
        ("Hawari Boumedienne", "person:houari-boumediene"),
    ],
)
def test_a_name_is_known_by_its_sound_but_not_by_a_likeness(written: str, key: str | None) -> None:
    assert standard()(written, "1980-05-01").id == key


def test_a_king_is_nobody_whose_name_begins_like_his() -> None:
    assert standard()("Minister Juan Carlos Brisklethorpe", "2022-04-01").id is None


@pytest.mark.parametrize(
    ("phrase", "expected"),
    [
        ("Xinhua", ("CHN", "GOV", "JRN")),
        ("the Canadian Broadcasting Corporation", ("CAN", "JRN", None)),
        ("targets in Syria", ("SYR", None, None)),
        ("ethnic Uzbeks in Kyrgyzstan", ("KGZ", "CVL", None)),
        ("municipal officials in Chiang Mai", ("THA", "GOV", None)),
    ],
)
def test_phrases_alone(phrase: str, expected: tuple[str | None, ...]) -> None:
    found = standard()(phrase)
    assert (found.country, found.sector, found.second_sector) == expected


def test_an_institution_written_as_a_name_has_its_article() -> None:
    assert standard()("Brisklethorpe College").wiki == "Brisklethorpe College"
    assert standard()("Kenyan universities").wiki is None


@pytest.mark.parametrize(
    ("context", "mention", "day", "person"),
    [
        (
            "AUSTIN - The governor of Texas signed the bill on Friday.",
            "The governor of Texas",
            "2020-11-20",
            "greg-abbott",
        ),
        ("ATLANTA - Georgia's governor signed the bill on Friday.", "Georgia's governor", "2020-11-20", "brian-kemp"),
        ("HAVANA - Raul Castro thanked His Holiness after the mass.", "His Holiness", "2015-09-20", "pope-francis"),
        ("RANGOON - Thousands came to hear Daw Suu Kyi.", "Daw Suu Kyi", "1996-06-01", "aung-san-suu-kyi"),
    ],
)
def test_posts_by_place_and_styles_with_a_pronoun_in_them(context: str, mention: str, day: str, person: str) -> None:
    assert standard()(mention, day, context).id == f"person:{person}"


def test_who_leads_the_opposition_speaks_for_it_before_the_party() -> None:
    found = standard()("Daw Suu Kyi", "1996-06-01", "RANGOON - Thousands came to hear Daw Suu Kyi.")
    assert found.sector == "OPP"


def test_a_congress_of_unions_is_no_parliament() -> None:
    context = "LUSAKA - Frederick Chiluba spoke this time as chairman of the congress of trade unions."
    assert standard()("Frederick Chiluba", "1990-08-10", context).sector == "LAB"
