"""Nouns of the long list of agents act and are taken up; pronouns: "I", "we", genders learnt, how far "she" reaches."""

from typing import Any

import pytest

from legation.knowledge import Title
from legation.resolving.nouns import with_agents
from who_is_who import actor, who

HEADS: dict[str, Any] = {
    "heads": [
        {"kind": "person", "words": ["Welder", "judge"], "sector": "LAB"},
        {
            "kind": "person",
            "words": ["chief of works"],
            "sector": "BUS",
            "plurals": {"chief of works": "chiefs of works"},
        },
        {"kind": "people", "words": ["livestock"], "sector": "AGR", "plurals": {"livestock": "none"}},
        {"kind": "body", "words": ["panel", "mining industry"], "sector": "EDU"},
        {"kind": "body", "words": ["harbour ministry"], "sector": "GOV"},
        {"kind": "body", "words": ["youth ministry"], "sector": "REL"},
        {"kind": "place", "words": ["harbour"], "sector": "BUS"},
    ],
    "acting": {"person": ["owner"], "body": ["squad"]},
    "no_party": ["industry"],
}


def titles() -> dict[str, Title]:
    return with_agents({"judge": Title("judge", "person-title", "JUD")}, HEADS)


@pytest.mark.parametrize(
    ("phrase", "kind", "sector", "plural"),
    [
        ("welder", "role-noun", "LAB", False),
        ("welders", "role-noun", "LAB", True),
        ("judges", "role-noun", "LAB", True),
        ("chief of works", "role-noun", "BUS", False),
        ("chiefs of works", "role-noun", "BUS", True),
        ("livestock", "collective", "AGR", False),
        ("panel", "collective", "EDU", False),
        ("panels", "collective", "EDU", True),
        ("harbour ministry", "generic-body", "GOV", False),  # it needs a country
        ("harbour ministries", "collective", "GOV", True),
        ("youth ministry", "collective", "REL", False),  # of a church: it needs none
        ("owner", "role-noun", "UNK", False),
        ("squads", "collective", "UNK", True),
    ],
)
def test_a_noun_of_the_list_becomes_a_title(phrase: str, kind: str, sector: str, plural: bool) -> None:
    found = titles()[phrase]
    assert (found.kind, found.sector, found.plural) == (kind, sector, plural)


@pytest.mark.parametrize("phrase", ["harbour", "harbours", "mining industry", "mining industries", "livestocks"])
def test_places_branches_of_life_and_plurals_that_are_none_become_no_titles(phrase: str) -> None:
    assert phrase not in titles()


def test_a_title_wins_over_the_noun_of_the_list() -> None:
    assert titles()["judge"].sector == "JUD"


def test_bodies_speak_for_themselves_and_people_do_not() -> None:
    assert titles()["panel"].speaks_for
    assert not titles()["welder"].speaks_for


Case = tuple[str, str | None, tuple[str, ...]]

IN_TEXTS: dict[str, Case] = {
    "one": ("[A young welder from Tampico] climbed the tower.", None, ("unnamed:-:LAB:welder",)),
    "many": ("[Peruvian beekeepers] met.", None, ("group:PER:AGR:beekeepers",)),
    "a body": ("[The jury of Chile] met.", None, ("group:CHL:JUD:jury",)),
    "taken up again": (
        "A Peruvian midwife left. Chile kept quiet. [The midwife] waved.",
        None,
        ("unnamed:PER:MED:midwife",),
    ),
    "a ministry of a state": ("[The Norwegian fisheries ministry] kept quiet.", None, ("org:NOR-fisheries-ministry",)),
    "a branch of life is nobody": ("[The Peruvian mining industry] shrank.", None, ()),
    "a noun that no list has": ("[The harpoonist of Norway] left.", None, ()),
}
FIRST: dict[str, Case] = {
    "the speaker behind it": (
        '"[I] will go to Lima," said Ana Quispe, a Peruvian senator.',
        None,
        ("person:ana-quispe",),
    ),
    "the speaker is a pronoun": (
        'Ana Quispe, a Peruvian senator, met Ola Vik. "[I] will go home," she said.',
        None,
        ("person:ana-quispe",),
    ),
    "the speaker of the sentence before": (
        'Ana Quispe, a Peruvian senator, spoke first. "[My] family waits in Lima."',
        None,
        ("person:ana-quispe",),
    ),
    "an unnamed speaker": ('"[I] will go home," said a Chilean envoy.', None, ("unnamed:CHL:GOV:envoy",)),
    "a state is no I": ('"[I] will strike," said Norway.', None, ()),
    "outside quotation marks": ("Ana Quispe told the envoy that [I] am a fool.", None, ()),
}
WE: dict[str, Case] = {
    "of whose spokesman": ('NATO\'s spokesman said: "[We] will stay."', None, ("org:NATO",)),
    "of whose president": (
        '"[We] will strike," said Ola Vik, president of the Union of Coastal Carriers.',
        None,
        ("org:union-of-coastal-carriers",),
    ),
    "for whom": ('"[Our] boats will stay," said a spokesman for Greenpeace.', None, ("org:Greenpeace",)),
    "of nobody's speaker": ('"[We] will strike," said Ola Vik.', None, ()),
    "outside quotation marks": ("NATO's spokesman smiled, and [we] waited.", None, ()),
}
FAR = "opened the talks. Peru was glad. Chile was glad. Bolivia was glad."
GENDERS: dict[str, Case] = {
    "known of both": ("Sergei Lavrov met Hillary Clinton. [She] smiled.", "2009-06-01", ("person:hillary-clinton",)),
    "known of both, the other": (
        "Sergei Lavrov met Hillary Clinton. [He] smiled.",
        "2009-06-01",
        ("person:sergei-lavrov",),
    ),
    "learnt from she": (
        "Ruri Voss met Tala Brandt. She spoke first. [He] spoke next.",
        None,
        ("person:tala-brandt",),
    ),
    "learnt of unnamed ones": (
        "The Peruvian minister met the Chilean envoy. She spoke first. [He] spoke next.",
        None,
        ("unnamed:CHL:GOV:envoy",),
    ),
    "learnt from a style": (
        "Mrs. Voss met Tala Brandt. [He] smiled.",
        None,
        ("person:tala-brandt",),
    ),
    "the same verb's subject is not him": (
        "Sergei Lavrov met Bernard Kouchner. Kouchner thanked [him].",
        "2009-06-01",
        ("person:sergei-lavrov",),
    ),
    "but himself": (
        "Sergei Lavrov met Bernard Kouchner. Kouchner praised [himself].",
        "2009-06-01",
        ("person:bernard-kouchner",),
    ),
    "far back, known": (f"Angela Merkel {FAR} [She] left for home.", "2015-03-01", ("person:angela-merkel",)),
    "far back, another's gender": (f"Angela Merkel {FAR} [He] left for home.", "2015-03-01", ()),
    "far back, unknown": (f"Ruri Voss {FAR} [She] left for home.", None, ()),
    "too far back": (
        f"Angela Merkel {FAR} Fiji was glad. Spain was glad. Norway was glad. [She] left for home.",
        "2015-03-01",
        (),
    ),
}
THEY: dict[str, Case] = {
    "of the main clause, not the town": (
        "The foreign ministers of Chile and Peru flew to La Paz, where [they] signed a pact.",
        None,
        ("group:CHL:GOV:foreign-ministers", "group:PER:GOV:foreign-ministers"),
    ),
    "of the main clause, not its object": (
        "Officials of Norway met farmers of Fiji before [they] flew home.",
        None,
        ("group:NOR:GOV:officials",),
    ),
    "who say it of themselves": ("The Peruvian nurses said [they] would strike.", None, ("group:PER:MED:nurses",)),
    "two persons": ("Ana Quispe told Ola Vik a secret. [They] agreed.", None, ("person:ana-quispe", "person:ola-vik")),
    "ahead": ("Before [they] met, Chile and Peru agreed on terms.", None, ("CHL", "PER")),
    "a group with a plural name": ("The Sandinistas took the town. [They] held it.", None, ("group:sandinistas",)),
}
OWNERS: dict[str, Case] = {
    "his, of an understood subject": (
        "Sergei Lavrov urged Bernard Kouchner to use [his] influence.",
        "2009-06-01",
        ("person:bernard-kouchner",),
    ),
    "it, ahead": ("Though [it] lost the war, Peru stayed calm.", None, ("PER",)),
    "he, ahead": ("Though [he] lost the vote, Ola Vik stayed calm.", None, ("person:ola-vik",)),
    "whose": ("Eritrea, [whose] soldiers crossed the border, denied the report.", None, ("ERI",)),
    "whose are they": (
        "Eritrea, [whose soldiers] crossed the border, denied the report.",
        None,
        ("group:ERI:MIL:soldiers",),
    ),
}


def cases(table: dict[str, Case]) -> pytest.MarkDecorator:
    return pytest.mark.parametrize(("text", "day", "ids"), table.values(), ids=table)


@pytest.mark.model
@cases(IN_TEXTS)
def test_nouns_of_the_list_in_texts(text: str, day: str | None, ids: tuple[str, ...]) -> None:
    assert who(text, day) == ids


@pytest.mark.model
@cases(FIRST)
def test_i_is_who_speaks(text: str, day: str | None, ids: tuple[str, ...]) -> None:
    assert who(text, day) == ids


@pytest.mark.model
@cases(WE)
def test_we_are_the_body_that_the_speaker_belongs_to(text: str, day: str | None, ids: tuple[str, ...]) -> None:
    assert who(text, day) == ids


@pytest.mark.model
@cases(GENDERS)
def test_he_and_she_by_gender_and_distance(text: str, day: str | None, ids: tuple[str, ...]) -> None:
    assert who(text, day) == ids


@pytest.mark.model
@cases(THEY)
def test_they_are_the_many_spoken_of(text: str, day: str | None, ids: tuple[str, ...]) -> None:
    assert who(text, day) == ids


@pytest.mark.model
@cases(OWNERS)
def test_pronouns_of_a_clause(text: str, day: str | None, ids: tuple[str, ...]) -> None:
    assert who(text, day) == ids


@pytest.mark.model
def test_an_unnamed_worker_is_recorded_with_his_branch() -> None:
    welder = actor("A young welder from Tampico climbed the tower.", "unnamed:-:LAB:welder")
    assert (welder.kind, welder.sector) == ("unnamed", "LAB")


@pytest.mark.model
@pytest.mark.parametrize(
    ("text", "ids"),
    [
        ("Chad declared a [state] of emergency in the north.", ()),
        ("Chad thanked the [State of Kuwait] for it.", ("KWT",)),
        ("The Free [Democratic Party] left the coalition.", ("org:free-democratic-party",)),
        ("The [Democratic Party] lost the vote in Ohio.", ("group:democratic-party",)),
        ("New [African Union] sanctions hit Mali.", ("org:AU",)),
    ],
)
def test_a_condition_is_nobody_and_a_longer_name_is_another_party(text: str, ids: tuple[str, ...]) -> None:
    assert who(text) == ids
