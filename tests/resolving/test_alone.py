"""One mention by itself in a small world: a phrase, its day and context, and what the answer says."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

import small_world
from legation.knowledge import load as load_knowledge
from legation.resolving.alone import Alone
from legation.tables import yaml_table

ALONE = small_world.alone()
NOBODY = {"id": None, "country": None, "sector": None, "resolved": False}


def answer(text: str, day: str | None = None, context: str = "") -> dict[str, Any]:
    return ALONE.resolve(text, date.fromisoformat(day) if day else None, ALONE.hints(context)).as_dict()


def said(found: dict[str, Any], expected: dict[str, Any]) -> dict[str, Any]:
    return {key: found[key] for key in expected}


def check(text: str, expected: dict[str, Any], day: str | None = None, context: str = "") -> None:
    assert said(answer(text, day, context), expected) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Alphaland", {"id": "ALP", "kind": "state", "country": "ALP", "sector": None, "wiki": None, "resolved": True}),
        ("ALPHALAND", {"id": "ALP"}),
        ("“the Alphan”", {"id": "ALP", "why": ["'Alphan': demonym"]}),
        ("Alphapolis", {"id": "ALP", "sector": "GOV", "wiki": "Alphapolis upon Rell"}),
        ("the Round House", {"id": "ALP", "sector": "GOV", "wiki": "Round House"}),
        ("Home Guard", {"id": "org:alp-guard", "sector": "MIL", "wiki": "Home Guard (Alphaland)"}),
        ("HC", {"id": "org:council", "country": "IGO", "sector": "IGO", "wikidata": "Q10"}),
        ("hc", NOBODY),
        ("the two shores", {"members": ["ALP", "BET"], "kind": "group", "country": None, "resolved": True}),
        ("the lone shore", {"id": "GAM", "members": [], "kind": "state"}),
        ("Deltia", {"id": "XDE", "country": "BET", "sector": "PRE"}),
        ("the Delta Coast", {"id": "XDE", "country": "BET", "name": "Deltia"}),
        ("Alphaland and Betania", {"members": ["ALP", "BET"], "sector": None}),
        ("Alphaland, Betania and the HC", {"members": ["ALP", "BET", "org:council"]}),
        ("Alphaland and Betania in Gammaria", {"members": []}),
        ("Alphaland, Betania", {"members": []}),
        ("Alphaland and Nowhere", {"members": [], "country": "ALP", "resolved": False}),
    ],
)
def test_a_name_of_the_tables(text: str, expected: dict[str, Any]) -> None:
    check(text, expected)


@pytest.mark.parametrize(
    ("text", "day", "context", "expected"),
    [
        ("Old Shore", None, "", {"id": "BET"}),  # the tables prefer it
        ("Old Shore", None, "Alphans", {"id": "ALP"}),
        ("Shared Name", None, "", {"id": "GAM"}),  # a state before a body
        ("Front", None, "", {"id": None, "candidates": ["group:reeds", "org:times"], "confidence": 0.3}),
        ("Front", None, "Betania", {"id": "group:reeds", "candidates": []}),
        ("Jon Falk", None, "", {"id": None, "kind": "person", "country": None}),
        ("Jon Falk", "2012-01-01", "", {"id": "person:jon-falk-bet"}),  # in office then
        ("Jon Falk", "2012-01-01", "Alphaland", {"id": "person:jon-falk"}),
        ("Betanian envoy Jon Falk", None, "", {"id": "person:jon-falk-bet", "role": "Betanian envoy"}),
        ("Ledger", None, "", {"id": "org:times", "confidence": 0.6}),
        ("Ledger", None, "Alphaland", {"id": "org:times", "confidence": 0.95}),
        ("the Old Army", None, "", {"id": None, "sector": "MIL", "country": None}),  # its noun tells more than a guess
        ("the mighty Old Army", None, "", {"id": None, "sector": "MIL"}),
        ("the Old Army", None, "Alphaland", {"id": "org:alp-guard"}),
        ("Salt League", "2020-01-01", "", {"sector": "REB"}),
        ("Salt League", "2022-01-01", "", {"sector": "GOV"}),  # it governs then
    ],
)
def test_day_and_context_choose_among_owners(
    text: str, day: str | None, context: str, expected: dict[str, Any]
) -> None:
    check(text, expected, day, context)


@pytest.mark.parametrize(
    ("text", "day", "expected"),
    [
        ("Ida Lund", "2012-05-05", {"id": "person:ida-lund", "sector": "GOV", "office": "ALP:head_of_state"}),
        ("Ida Lund", "2017-05-15", {"sector": "ELI", "office": None, "role": None}),
        ("Ida Lund", "2008-05-05", {"sector": None, "office": None}),
        ("Ida Lund", None, {"sector": "ELI"}),
        ("Per Holm", None, {"sector": "GOV", "role": "President"}),
        ("Tor Vik", None, {"country": "BET", "sector": "BUS", "office": None}),
        ("Jon Falk, who fell", "2012-05-05", {"id": None, "candidates": ["person:jon-falk", "person:jon-falk-bet"]}),
        ("former Alphan President Ida Lund", "2012-05-05", {"sector": "ELI", "role": "former Alphan President"}),
        ("Alphaland's President Ida Lund", "2012-05-05", {"role": "Alphaland's President"}),
        ("Enna Quist", "2016-01-01", {"country": "IGO", "sector": "IGO", "office": "org:council:secretary_general"}),
        ("Secretary-General Enna Quist", "2014-01-01", {"country": "GAM", "role": "Secretary-General"}),
        ("Quist Enna", None, {"id": "person:enna-quist"}),
        ("John Al Ahmadi-Nor", None, {"id": "person:john-ahmadi-nor"}),
        ("Ida Marie Lund", None, {"id": "person:ida-lund", "confidence": 0.6}),
        ("ida marie lund", None, NOBODY),
        ("Tor Vik's brother", None, {"id": None, "country": "BET"}),
        ("Tor Vik allies", None, {"id": None, "country": "BET"}),
        ("an ally of Tor Vik", None, {"id": None}),
        ("Tor Vik Osk", None, {"id": None, "country": None}),
    ],
)
def test_a_person_by_full_name(text: str, day: str | None, expected: dict[str, Any]) -> None:
    check(text, expected, day)


def test_the_ministry_of_defence_is_told_as_second_sector() -> None:
    check("Jon Falk", {"sector": "GOV", "second_sector": "MIL", "role": "Minister of Defence"}, "2012-01-01")


@pytest.mark.parametrize(
    ("text", "day", "context", "expected"),
    [
        ("President Lund", "2012-05-05", "", {"id": "person:ida-lund", "confidence": 0.95, "role": "President"}),
        ("President Lund", "2008-05-05", "", {"id": None, "kind": "person", "sector": "GOV"}),
        ("President Lund", "2012-05-05", "Betania", {"id": None, "country": "BET", "name": "Lund"}),
        ("President Berg", None, "", {"id": "person:ola-berg"}),
        ("President Dahl", "2004-01-01", "", {"id": "person:arn-dahl"}),
        ("President Dahl", "2012-01-01", "", {"id": "person:bo-dahl"}),  # of two, whoever is in office
        ("President Dahl", None, "", {"id": "person:bo-dahl"}),
        ("Betanian President Dahl", None, "", {"id": "person:arn-dahl", "sector": "ELI"}),
        ("Betanian Foreign Minister Berg", None, "", {"id": "person:mara-berg"}),
        ("General Osk-Dahl", None, "", {"id": None, "name": "Osk-Dahl", "sector": "MIL", "confidence": 0.5}),
        ("former General Osk", None, "", {"sector": "ELI", "role": "former General"}),
        ("Secretary-General Osk", None, "", {"sector": None}),
        ("envoy to Betania General Osk", None, "", {"name": "Osk", "country": None}),
        ("envoy to the Betania General Osk", None, "", {"country": None}),
        ("Sir Osk", None, "Betania", {"country": None, "kind": None}),
        ("President Alphaland", None, "", {"id": "ALP"}),
        ("Lund", None, "", {"id": "person:ida-lund", "confidence": 0.7}),
        ("LUND", None, "", {"id": "person:ida-lund"}),
        ("lund", None, "", NOBODY),
        ("Osk", None, "", NOBODY),
        ("Berg", "2006-01-01", "", {"id": "person:ola-berg"}),  # head of state then
        ("Berg", None, "", {"id": "person:ola-berg"}),  # head of state at some time
        ("Berg", "2006-01-01", "Betania", {"id": "person:mara-berg"}),
        ("Falk", None, "", {"id": None, "candidates": ["person:jon-falk", "person:jon-falk-bet"]}),
    ],
)
def test_a_person_by_title_or_surname(text: str, day: str | None, context: str, expected: dict[str, Any]) -> None:
    check(text, expected, day, context)


@pytest.mark.parametrize(
    ("day", "holder", "resolved"),
    [
        ("2005-05-05", "person:ola-berg", True),
        ("2012-05-05", "person:ida-lund", True),
        ("2020-05-05", "person:per-holm", True),
        ("1995-05-05", None, False),
        (None, None, False),
    ],
)
def test_an_office_has_a_holder_on_a_day(day: str | None, holder: str | None, resolved: bool) -> None:
    expected = {"id": holder, "resolved": resolved, "office": "ALP:head_of_state", "country": "ALP", "sector": "GOV"}
    check("the Alphan president", expected, day)


@pytest.mark.parametrize(
    ("text", "day", "holder"),
    [
        ("the Alphan president-elect", "2008-12-05", "person:ida-lund"),
        ("the incoming president of Alphaland", "2017-05-01", "person:per-holm"),
        ("the Alphan president-elect", "2012-05-05", None),  # nobody takes office within the half year
        ("the Alphan president-elect", None, None),
    ],
)
def test_who_is_about_to_take_an_office(text: str, day: str | None, holder: str | None) -> None:
    check(text, {"id": holder, "resolved": holder is not None, "country": "ALP"}, day)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("the president", {"id": None, "office": None, "country": None}),
        ("the former Alphan president", {"id": None, "office": None, "sector": "ELI"}),
        ("the deputy Alphan president", {"id": None}),
        ("the Alphan president-elect", {"id": None}),
        ("the presidents of Alphaland and Betania", {"id": None, "country": "ALP"}),
        ("the president of Alphaland", {"id": "person:ida-lund", "role": "the president of Alphaland"}),
        ("the Betanian foreign minister", {"id": None, "office": "BET:foreign_minister"}),  # the table tells 2005–2012
    ],
)
def test_who_holds_no_office(text: str, expected: dict[str, Any]) -> None:
    check(text, expected, "2013-06-01" if "foreign" in text else "2012-05-05")


def test_a_body_has_an_office_of_its_own() -> None:
    expected = {"id": "person:enna-quist", "office": "org:council:secretary_general"}
    check("the secretary-general of the Harbour Council", expected, "2016-01-01")
    check("the secretary-general of Alphaland", {"id": None, "office": None}, "2016-01-01")


def test_the_state_of_the_context_is_whose_office_it_is() -> None:
    check("the president", {"id": "person:ida-lund"}, "2012-05-05", "Alphaland")
    why = ["noun 'president' (GOV)", "country from the context"]
    check("the president", {"id": None, "country": "BET", "why": why}, None, "Betania, Alphaland")


@pytest.mark.parametrize(
    ("text", "country", "sector", "second"),
    [
        ("farmers", None, "AGR", None),
        ("two Alphan farmers", "ALP", "AGR", None),
        ("striking farmers", None, "AGR", "OPP"),
        ("farmers in Reedmouth", "BET", "AGR", None),
        ("Brackport farmers", "GAM", "AGR", None),  # a town that only the gazetteer has
        ("Betanain farmers", "BET", "AGR", None),  # a slip
        ("farmers against Betania", None, "AGR", None),  # whom it goes against owns nothing
        ("priests", None, "REL", "CHR"),
        ("heads of mission", None, "GOV", None),
        ("officials of Alphaland", "ALP", "GOV", None),
        ("an Alphan official to Betania", "ALP", "GOV", None),
        ("field officials", None, "MED", None),
        ("field farmers", None, "AGR", None),
        ("masked men who fled", None, "UAF", None),
        ("reed-backed fighters", "BET", "PRM", None),
        ("Marshmen", "BET", "CVL", None),
        ("Lanternist priests", None, "REL", "CHR"),
        ("ANS Tern", "ALP", "MIL", None),
        ("a Heron-class vessel", "ALP", "MIL", None),
        ("the army", None, "MIL", None),
        ("the Reed Front leader", "BET", "REB", None),
        ("a member of the Reed Front", "BET", "REB", None),
        ("a member of the jury", None, "JUD", None),
        ("a spokesman for the Alphan army", "ALP", "MIL", None),
        ("a spokesman to the Alphan army", None, "UNK", None),
        ("the Alphan president's office", "ALP", "GOV", None),
        ("the Alphan president office", "ALP", "UNK", None),
        ("the Harbour Council ministry", "IGO", "IGO", None),
        ("a Home Guard official", "ALP", "MIL", None),
        ("a Home Guard president", "ALP", "GOV", None),  # the title tells more than where
        ("the blue Alphan wombat", "ALP", "UNK", None),
        ("the Alphan wombat in Betania", "ALP", None, None),
        ("masked wombats", None, "UAF", None),
        ("masked wombats in Reedmouth", "BET", "UAF", None),
        ("masked Alphan wombats in Reedmouth", "ALP", "UAF", None),
        ("masked wombats to Reedmouth", None, "UAF", None),
        ("BETANIAN FARMERS", "BET", "AGR", None),
        ("Alphan", "ALP", None, None),
    ],
)
def test_a_description(text: str, country: str | None, sector: str | None, second: str | None) -> None:
    check(text, {"country": country, "sector": sector, "second_sector": second})


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "dozens of Alphan farmers",
            {"kind": "group", "country": "ALP", "sector": "AGR", "name": "dozens of Alphan farmers"},
        ),
        ("dozens of Alphans", {"id": None, "country": "ALP", "sector": "CVL", "resolved": False}),
        ("a band of men", {"kind": "group", "sector": "UAF"}),
        ("a band of farmers", {"kind": "group", "sector": "AGR"}),
        ("a band of Alphans", {"kind": "unnamed", "country": "ALP", "sector": "UNK"}),
        ("dozens of wombats", {"kind": "unnamed", "sector": "UNK"}),
        ("ordinary Alphans", {"id": None, "country": "ALP", "sector": "CVL", "resolved": False}),
        ("the Alphans", {"id": "ALP", "sector": None}),
        ("some Alphan", {"id": "ALP"}),
        ("a Betanian Alphan", {"id": None, "country": "ALP", "sector": "CVL"}),
        ("the army", {"kind": "group", "role": None}),
        ("the officials", {"kind": "unnamed", "role": None}),
        ("the president", {"kind": "unnamed", "role": "the president"}),
        ("the blue Alphan wombat", {"why": ["only the country is told"]}),
        ("the Reed Front force", {"id": "group:reeds", "resolved": True}),
        ("the Reed Front force in Betania", {"id": None, "sector": "REB"}),
        ("the Reed Front farmer", {"id": None, "sector": "AGR"}),
        ("the Home Guard force", {"id": None, "sector": "MIL"}),  # a body, no group
        ("a force of the Reed Front", {"id": None, "country": "BET", "sector": "REB"}),
        ("the reed-backed Salt League", {"id": "group:salt"}),
        ("Home Guard in Betania", {"id": "org:alp-guard"}),
        ("Betanian Home Guard", NOBODY),  # it is Alphaland's
    ],
)
def test_some_of_a_group_and_the_group_again(text: str, expected: dict[str, Any]) -> None:
    check(text, expected)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Reedmouth", {"kind": "place", "country": "BET", "sector": "CVL", "wiki": "Reedmouth", "resolved": True}),
        ("Saltwater Hills", {"kind": "place", "country": "BET", "sector": None}),
        ("Open Sea", {"kind": "place", "country": None, "sector": None}),
        ("Brackport", {"kind": "place", "country": "GAM", "sector": "CVL"}),
        ("brackport", NOBODY),
        ("reedmouth", NOBODY),
        ("Reedmoth", {"name": "Reedmouth", "confidence": 0.65}),
        ("Betaniaa", {"id": "BET", "confidence": 0.8, "why": ["read as 'betania'", "'Betania': name in the tables"]}),
        ("Per Holn", NOBODY),  # too short a name for a slip
        ("Enna Quisd", {"id": "person:enna-quist"}),
    ],
)
def test_places_and_slips(text: str, expected: dict[str, Any]) -> None:
    check(text, expected)


@pytest.mark.parametrize(
    "text", ["", " ", "...", "“”", "the mechanism", "Leon Osk", "Leon Farmer Osk", "an envoy to Betania", "of"]
)
def test_nobody_is_named(text: str) -> None:
    found = ALONE.resolve(text)
    assert found.nobody
    assert not found.resolved
    assert found.why


def test_what_follows_is_read_up_to_a_length() -> None:
    check(f"a spokesman for the {'tall ' * 23}army", {"sector": "MIL"})
    check(f"a spokesman for the {'tall ' * 24}army", {"sector": "UNK"})


def test_pronouns_and_times_are_told_from_actors() -> None:
    check("They", {"sector": "UNK", "resolved": False, "id": None})
    check("Mondays", {"sector": "JNK"})
    check("the Monday", {"sector": "JNK"})


def test_the_answer_repeats_the_question() -> None:
    found = ALONE.resolve(" the Alphan president ", date(2012, 5, 5))
    assert (found.text, found.date) == (" the Alphan president ", "2012-05-05")
    assert replace(ALONE.resolve("farmers"), text="") == replace(ALONE.resolve("farmers."), text="", name="farmers")


def test_hints_are_the_names_of_a_context_and_their_countries() -> None:
    assert ALONE.hints("Alphan defence, the Reed Front, Reedmouth and Osk") == ("ALP", "group:reeds", "BET")
    assert ALONE.hints("Reedmouth") == ("BET",)
    assert ALONE.hints("Front") == ()  # nobody knows whose


@pytest.fixture(scope="module")
def bundled() -> Alone:
    knowledge = load_knowledge()
    return small_world.alone(
        knowledge, agents=yaml_table("resolve/agents.yaml"), words=yaml_table("resolve/alone.yaml")
    )


@pytest.mark.parametrize(
    ("text", "day", "expected"),
    [
        ("the French president", "2010-01-01", {"id": "person:nicolas-sarkozy"}),
        ("the French president", "2018-01-01", {"id": "person:emmanuel-macron"}),
        ("dozens of Kenyan farmers", None, {"country": "KEN", "sector": "AGR", "kind": "group"}),
        ("masked gunmen in Nigeria", None, {"country": "NGA", "sector": "UAF"}),
        ("China's foreign ministry", None, {"country": "CHN", "sector": "GOV"}),
        ("NATO", None, {"id": "org:NATO"}),
        ("the Kremlin", None, {"id": "RUS", "sector": "GOV"}),
        ("the agreement", None, NOBODY),
    ],
)
def test_the_bundled_tables(bundled: Alone, text: str, day: str | None, expected: dict[str, Any]) -> None:
    found = bundled.resolve(text, date.fromisoformat(day) if day else None).as_dict()
    assert said(found, expected) == expected
