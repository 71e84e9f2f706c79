"""What is read off the tables: holders, terms before and after, genders of given names, other forms of names."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import date

import pytest

from legation.knowledge import Alias, AliasKind, Holding, Knowledge, Known, load


def term(person: str, since: str, until: str = "", office: str = "head_of_state", polity: str = "ALP") -> Holding:
    return Holding(f"person:{person}", office, polity, "President", "GOV", since, until)


def person(key: str, name: str, surname: str | None, gender: str | None = None, *short: str) -> Known:
    return Known(f"person:{key}", name, "person", "ALP", None, gender=gender, surname=surname, short_names=short)


def alias(phrase: str, key: str, kind: AliasKind = "name") -> Alias:
    return Alias(phrase, key, kind)


def tables(
    *known: Known,
    holdings: Sequence[Holding] = (),
    aliases: Sequence[Alias] = (),
    ambiguous: dict[str, tuple[str, str]] | None = None,
) -> Knowledge:
    by_office, by_person = defaultdict(list), defaultdict(list)
    for each in holdings:
        by_office[each.office, each.polity].append(each)
        by_person[each.person].append(each)
    return Knowledge(
        known={each.id: each for each in known},
        aliases=tuple(aliases),
        titles={},
        modifiers={},
        holdings=tuple(holdings),
        coalitions={},
        places={},
        ambiguous=ambiguous or {},
        _by_office={key: tuple(terms) for key, terms in by_office.items()},
        _by_person={key: tuple(terms) for key, terms in by_person.items()},
    )


TERMS = (term("a", "2001-01-10", "2005-01-20"), term("b", "2005-01-20", "2009-06"), term("c", "2009-07"))


@pytest.mark.parametrize(
    ("day", "holder"),
    [
        (date(2001, 1, 9), None),
        (date(2001, 1, 10), "person:a"),
        (date(2005, 1, 19), "person:a"),
        (date(2005, 1, 20), "person:b"),  # on the day of the handover, the new one
        (date(2009, 6, 30), "person:b"),  # a month that is all we know counts whole
        (date(2009, 7, 1), "person:c"),
        (date(2040, 1, 1), "person:c"),  # still in office
        (None, None),
    ],
)
def test_who_holds_an_office_on_a_day(day: date | None, holder: str | None) -> None:
    assert tables(holdings=TERMS).holder("head_of_state", "ALP", day) == holder


def test_two_holders_since_one_day_are_no_holder() -> None:
    both = tables(holdings=(term("a", "2001"), term("b", "2001")))
    assert both.holder("head_of_state", "ALP", date(2001, 5, 1)) is None
    once = tables(holdings=(term("a", "2001"), term("a", "2001", "2003")))
    assert once.holder("head_of_state", "ALP", date(2001, 5, 1)) == "person:a"


def test_another_office_or_polity_has_another_holder() -> None:
    world = tables(holdings=TERMS)
    assert world.holder("head_of_government", "ALP", date(2003, 1, 1)) is None
    assert world.holder("head_of_state", "BET", date(2003, 1, 1)) is None


@pytest.mark.parametrize(
    ("day", "before"),
    [
        (date(2005, 1, 19), None),
        (date(2005, 1, 20), "person:a"),
        (date(2005, 7, 22), "person:a"),  # 183 days later
        (date(2005, 7, 23), None),
        (date(2009, 8, 1), "person:b"),
        (date(2010, 1, 1), None),
    ],
)
def test_who_held_an_office_until_lately(day: date, before: str | None) -> None:
    assert tables(holdings=TERMS).predecessor("head_of_state", "ALP", day) == before


@pytest.mark.parametrize(
    ("day", "after"),
    [
        (date(2000, 7, 10), None),
        (date(2000, 7, 11), "person:a"),  # 183 days earlier
        (date(2001, 1, 9), "person:a"),
        (date(2001, 1, 10), None),
        (date(2004, 12, 1), "person:b"),
        (date(2009, 6, 30), "person:c"),
        (date(2015, 1, 1), None),
    ],
)
def test_who_will_hold_an_office_soon(day: date, after: str | None) -> None:
    assert tables(holdings=TERMS).successor("head_of_state", "ALP", day) == after


def test_a_year_is_known_to_its_middle() -> None:
    world = tables(holdings=(term("a", "2001", "2004"), term("b", "2006")))
    assert world.predecessor("head_of_state", "ALP", date(2004, 12, 31)) == "person:a"
    assert world.predecessor("head_of_state", "ALP", date(2005, 3, 1)) is None
    assert world.successor("head_of_state", "ALP", date(2005, 12, 30)) is None
    assert world.successor("head_of_state", "ALP", date(2005, 12, 31)) == "person:b"


def test_the_last_of_several_terms_is_the_one_before() -> None:
    world = tables(holdings=(term("b", "2002-02", "2002-05"), term("a", "2001", "2002-02")))
    assert world.predecessor("head_of_state", "ALP", date(2002, 6, 1)) == "person:b"
    assert world.successor("head_of_state", "ALP", date(2001, 12, 31)) == "person:b"


def test_offices_of_russia_stood_under_the_soviet_union_until_its_last_day() -> None:
    union = (
        term("gorbachev", "1988-10-01", "1991-12-25", polity="SUN"),
        term("yeltsin", "1991-07-10", "1999-12-31", polity="RUS"),
    )
    world = tables(holdings=union)
    assert world.holder("head_of_state", "RUS", date(1991, 12, 25)) == "person:gorbachev"
    assert world.holder("head_of_state", "RUS", date(1991, 12, 26)) == "person:yeltsin"
    assert world.holder("head_of_state", "RUS", date(1991, 8, 19)) == "person:gorbachev"
    assert world.holder("head_of_state", "SUN", date(1991, 8, 19)) == "person:gorbachev"
    assert world.holder("head_of_state", "SUN", date(1995, 8, 19)) is None


def test_the_gender_of_a_given_name_is_that_of_nearly_all_who_bear_it() -> None:
    def bearers(given: str, women: int, men: int) -> list[Known]:
        genders = ["female"] * women + ["male"] * men
        return [person(f"{given}-{n}", f"{given} Berg{n}", f"Berg{n}", g) for n, g in enumerate(genders)]

    world = tables(
        *bearers("Ida", 3, 0),
        *bearers("Ola", 0, 3),
        *bearers("Kim", 2, 2),
        *bearers("Per", 0, 2),  # too few
        *bearers("Tor", 1, 19),  # one in twenty is not many
        *bearers("Jan", 1, 9),
        person("x", "Berg Una", "Berg", "female"),  # the family name first
        person("y", "Berg Eva", "Berg", "female"),
        person("z", "Berg Lea", "Berg", "female"),
    )
    found = {name: world.gender_of(name) for name in ("Ida", "Ola", "Kim", "Per", "Tor", "Jan", "Berg", "Nobody")}
    assert found == {
        "Ida": "female",
        "Ola": "male",
        "Kim": None,
        "Per": None,
        "Tor": "male",
        "Jan": None,
        "Berg": None,
        "Nobody": None,
    }


@pytest.mark.parametrize(
    ("known", "forms"),
    [
        (person("g", "Abel Gül", "Gül"), {"Gül", "Gul"}),
        (person("l", "Abel Łukaš", "Łukaš"), {"Łukaš", "Lukas"}),
        (person("s", "Abel Øst", "Øst"), {"Øst", "Ost"}),
        (person("a", "Abel al-Assad", "al-Assad"), {"al-Assad", "Assad"}),
        (person("v", "Abel de Vîlle", "de Vîlle"), {"de Vîlle", "de Ville", "Vîlle", "Ville"}),
        (person("b", "Abel bin Hamad", "bin Hamad"), {"bin Hamad", "Hamad"}),
        (person("n", "Abel Alba", "Alba"), {"Alba"}),  # no particle
        (person("w", "Abel Berg", "Berg", None, "Bergy"), {"Berg", "Bergy"}),
    ],
)
def test_a_person_is_found_under_all_forms_of_the_surname(known: Known, forms: set[str]) -> None:
    assert {form for form, ids in tables(known).by_surname.items() if known.id in ids} == forms


def test_a_surname_is_known_in_the_spellings_of_other_names() -> None:
    valery = person("v", "Valerii Zaluzhnyi", "Zaluzhnyi")
    xi = person("x", "Xi Lin", "Xi")  # the family name first: the last word of another name is no surname
    world = tables(valery, xi, aliases=(alias("Valery Zaluzhny", valery.id), alias("Xi Linn", xi.id)))
    assert world.by_surname["Zaluzhny"] == (valery.id,)
    assert "Linn" not in world.by_surname


def test_people_of_one_surname_are_all_found_once_and_others_not_at_all() -> None:
    world = tables(
        person("a", "Abel Berg", "Berg"),
        person("b", "Ida Berg", "Berg", None, "Berg"),
        person("c", "Abel II", None),
        Known("org:berg", "Berg", "organisation", "ALP"),
    )
    assert world.by_surname == {"Berg": ("person:a", "person:b")}


def test_people_by_the_first_word_of_their_names() -> None:
    world = tables(person("a", "Dawda Kairaba", "Kairaba"), person("b", "Dawda II", None), person("c", "Madonna", None))
    assert world.by_given == {"Dawda": ("person:a", "person:b")}


STATES = tables(
    Known("ALP", "Alphaland", "state", "ALP"),
    Known("BET", "Betania", "state", "BET"),
    Known("org:alp", "Alpha Bank", "organisation", "ALP"),
    aliases=(
        alias("Islamic Republic of Alphaland", "ALP"),
        alias("Alphaland", "ALP"),
        alias("Alphan", "ALP", "demonym"),
        alias("Alphans", "ALP", "people"),
        alias("Alphapolis", "ALP", "city"),
        alias("Twinport", "ALP", "city"),
        alias("Twinport", "BET", "city"),
        alias("Round House", "ALP", "building"),
        alias("Republic of Betania", "BET"),
        alias("Alpha Bank", "org:alp"),
        alias("Bank", "org:alp"),
    ),
)


def test_the_styles_of_states_are_the_words_of_their_names() -> None:
    assert STATES.styles == {
        "ALP": {"islamic", "republic", "of", "alphaland"},
        "BET": {"republic", "of", "betania"},
    }
    assert STATES.all_styles == {"republic", "of"}


def test_the_single_words_of_a_state_and_its_people() -> None:
    assert STATES.state_words == {"ALP": {"Alphaland", "Alphan", "Alphans"}}


def test_capitals_by_name_and_buildings_are_none() -> None:
    assert STATES.capitals == {"Alphapolis": ("ALP",), "Twinport": ("ALP", "BET")}


def test_a_body_is_named_by_the_adjective_of_its_state_or_by_the_state() -> None:
    world = tables(
        Known("ALP", "Alphaland", "state", "ALP", adjective="Alphan"), Known("BET", "Betania", "state", "BET")
    )
    assert world.body_name("ALP", "upper house") == "Alphan upper house"
    assert world.body_name("BET", "upper house") == "Betania upper house"


def test_what_the_rules_say_about_shared_names() -> None:
    rules = {"Congo": ("prefer", "ALP"), "Front": ("context", "group:a"), "Council": ("never", "")}
    world = tables(ambiguous=rules)
    assert [world.preferred(name) for name in ("Congo", "the Congo", "Front", "Council", "Peru")] == [
        "ALP",
        "ALP",
        None,
        None,
        None,
    ]
    assert [world.needs_context(name) for name in ("Congo", "Front", "the Front", "Council", "Peru")] == [
        False,
        True,
        True,
        True,
        False,
    ]
    assert [world.is_shared(name) for name in ("Congo", "The Front", "Council", "Peru")] == [True, True, True, False]


@pytest.fixture(scope="module")
def world() -> Knowledge:
    return load()


@pytest.mark.parametrize(
    ("office", "polity", "day", "holder"),
    [
        ("head_of_state", "USA", date(2001, 1, 20), "person:george-w-bush"),
        ("head_of_government", "GBR", date(1990, 11, 27), "person:margaret-thatcher"),
        ("head_of_government", "GBR", date(1990, 11, 29), "person:john-major"),
        ("head_of_state", "RUS", date(1990, 6, 1), "person:mikhail-gorbachev"),
        ("foreign_minister", "RUS", date(1988, 6, 1), "person:eduard-shevardnadze"),
        ("head_of_state", "RUS", date(1992, 6, 1), "person:boris-yeltsin"),
        ("head", "org:UN", date(2010, 6, 1), "person:ban-ki-moon"),
        ("head", "org:NATO", date(2016, 6, 1), "person:jens-stoltenberg"),
    ],
)
def test_holders_in_the_bundled_tables(world: Knowledge, office: str, polity: str, day: date, holder: str) -> None:
    assert world.holder(office, polity, day) == holder


def test_before_and_after_in_the_bundled_tables(world: Knowledge) -> None:
    assert world.predecessor("head_of_state", "EGY", date(2011, 3, 1)) == "person:hosni-mubarak"
    assert world.successor("head_of_state", "USA", date(2008, 12, 1)) == "person:barack-obama"
    assert world.predecessor("head_of_state", "USA", date(2012, 6, 1)) is None
    assert world.successor("head_of_state", "USA", date(2014, 6, 1)) is None


def test_genders_in_the_bundled_tables(world: Knowledge) -> None:
    assert (world.gender_of("Maria"), world.gender_of("John"), world.gender_of("Xyzzy")) == ("female", "male", None)


def test_surnames_in_the_bundled_tables(world: Knowledge) -> None:
    assert "person:abdullah-gul" in world.by_surname["Gul"]
    assert "person:bashar-al-assad" in world.by_surname["Assad"]
    assert "person:dominique-de-villepin" in world.by_surname["Villepin"]


def test_capitals_and_styles_in_the_bundled_tables(world: Knowledge) -> None:
    assert world.capitals["Brazzaville"] == ("COG",)
    assert {"islamic", "republic"} <= world.styles["IRN"]
    assert "Brazilian" in world.state_words["BRA"]
