"""Who is who, as a table: a text, its date, a phrase of it, and the actors that the phrase stands for."""

import pytest

from legation import pipeline
from legation.annotations import Party
from legation.knowledge import load as load_knowledge
from legation.models import SpacyParser
from legation.records import Actor, Document
from legation.step import Reading, Step

pytestmark = pytest.mark.model

# (text, date, phrase, ids); an empty tuple: the phrase stands for nobody, or is a mere place
CASES = [
    # names, demonyms and metonyms
    ("Norway protested to Iceland over cod.", None, "Norway", ("NOR",)),
    ("The French delegation walked out.", None, "French delegation", ("group:FRA:GOV:delegation",)),
    ("Moscow rejected the plan of Kyiv.", None, "Moscow", ("RUS",)),
    ("The Kremlin rejected the plan.", None, "Kremlin", ("RUS",)),
    ("Brussels rejected the plan.", None, "Brussels", ("org:EU",)),
    ("They met in Brussels.", None, "Brussels", ()),
    ("Talks went on in Moscow for days.", None, "Moscow", ()),
    ("The envoys flew to Beijing on Sunday.", None, "Beijing", ()),
    ("Her words angered Ankara.", None, "Ankara", ("TUR",)),
    ("Ships gathered in the South China Sea.", None, "China", ()),
    ("The U.S.-Japan alliance held.", None, "U.S.-Japan", ("USA", "JPN")),
    ("Fighters of Hezbollah crossed the river.", None, "Hezbollah", ("group:hezbollah",)),
    # persons: full name, then surname; titles; appositions
    (
        "Angela Merkel met union leaders. Merkel thanked them.",
        "2015-03-01",
        "Merkel thanked",
        ("person:angela-merkel",),
    ),
    ("President Ruritan Voss of Chad resigned.", None, "Ruritan Voss", ("person:ruritan-voss",)),
    ("Peru's ambassador to Bolivia, Ana Quispe, left.", None, "ambassador to Bolivia", ("person:ana-quispe",)),
    ("A spokesman for Hugo Strand, Ana Quispe, left.", None, "spokesman", ("person:ana-quispe",)),
    ("Ola Berg, a professor at the University of Bergen, agreed.", None, "professor", ("person:ola-berg",)),
    (
        "Foreign Minister Sergei Lavrov spoke. Mr. Lavrov left early.",
        "2020-01-10",
        "Lavrov left",
        ("person:sergei-lavrov",),
    ),
    # offices at a date
    ("The American president signed the bill.", "2009-06-01", "American president", ("person:barack-obama",)),
    ("The American president signed the bill.", "2017-06-01", "American president", ("person:donald-trump",)),
    ("The American president signed the bill.", "2023-06-01", "American president", ("person:joe-biden",)),
    ("The American president signed the bill.", None, "American president", ("office:USA:head_of_state",)),
    (
        "The former British prime minister gave a talk.",
        "2019-01-01",
        "prime minister",
        ("unnamed:GBR:GOV:prime-minister",),
    ),
    # bodies
    (
        "China's foreign ministry said no. The ministry gave no reason.",
        None,
        "The ministry",
        ("org:chn-ministry-of-foreign-affairs",),
    ),
    ("The Egyptian army moved north.", None, "Egyptian army", ("org:egy-egyptian-armed-forces",)),
    ("The Chinese government protested.", None, "Chinese government", ("CHN",)),
    # unnamed ones and groups
    ("Three senior Turkish diplomats left.", None, "diplomats", ("group:TUR:GOV:diplomats",)),
    (
        "The talks drew Chinese, Japanese and South Korean officials.",
        None,
        "officials",
        ("group:CHN:GOV:officials", "group:JPN:GOV:officials", "group:KOR:GOV:officials"),
    ),
    # people of the only country that their sentence speaks of
    ("In Zambia nurses stayed at home.", None, "nurses", ("group:ZMB:MED:nurses",)),
    ("Zambia envies Malawi, nurses say.", None, "nurses", ("group:-:MED:nurses",)),
    ("Zambia is in debt, analysts say.", None, "analysts", ("group:-:EDU:analysts",)),
    ("Analysts doubted it.", None, "Analysts", ("group:-:EDU:analysts",)),
    ("Russia's allies kept quiet.", None, "allies", ("group:-:GOV:allies",)),
    # towns after which accords and meetings are called
    ("Georgia left the Moscow talks.", None, "Moscow", ()),
    ("Britain broke the Lima climate protocol.", None, "Lima", ()),
    ("Moscow talks with Washington ended.", None, "Moscow", ("RUS",)),
    ("Georgia condemned the Moscow government.", None, "Moscow", ("RUS",)),
    # towns in the names of families
    ("Secretary del Rosario wrote to Chile.", None, "Rosario", ()),
    ("Minister von Bern left.", None, "Bern", ()),
    ("The Banco de Chile shut.", None, "Chile", ("CHL",)),
    # pronouns and definite plurals
    ("China kept its troops at home.", None, "its", ("CHN",)),
    ("Austria and Hungary reopened their border.", None, "their", ("AUT", "HUN")),
    ("Mark Rutte met Donald Tusk. He praised the host.", "2024-11-01", "He", ("person:mark-rutte",)),
    (
        "Chile weighs its ties with Peru and Bolivia. Chile needs these two neighbours.",
        None,
        "two neighbours",
        ("BOL", "PER"),
    ),
    ("It is clear that Spain will pay.", None, "It", ()),
]


@pytest.fixture(scope="module")
def steps() -> tuple[Step, ...]:
    return pipeline.standard(SpacyParser(), load_knowledge())


def read(steps: tuple[Step, ...], text: str, day: str | None) -> Reading:
    document = Document(text=text, published=day)
    upto = next(n for n, step in enumerate(steps) if step.name == "parties")
    return pipeline.read(document, steps[: upto + 1])


@pytest.mark.parametrize(("text", "day", "phrase", "ids"), CASES)
def test_a_phrase_stands_for(
    steps: tuple[Step, ...], text: str, day: str | None, phrase: str, ids: tuple[str, ...]
) -> None:
    start = text.index(phrase)
    end = start + len(phrase)
    reading = read(steps, text, day)
    parties = [p for p in reading.of(Party) if p.start < end and start < p.end and not p.about_place]
    near = sorted(parties, key=lambda p: abs(p.start - start) + abs(p.end - end))
    assert (near[0].actors[: len(ids)] if near else ()) == ids


def actor(reading: Reading, name: str) -> Actor:
    return next(a for a in reading.of(Actor) if a.name == name)


def test_roles_and_countries_come_from_the_text(steps: tuple[Step, ...]) -> None:
    text = "Ana Quispe, a former Peruvian ambassador to Japan, met Col. Hugo Strand, the Danish army spokesman."
    reading = read(steps, text, None)
    ana, hugo = actor(reading, "Ana Quispe"), actor(reading, "Hugo Strand")
    assert (ana.country, ana.sector, ana.role) == ("PER", "ELI", "a former Peruvian ambassador to Japan")
    assert hugo.country == "DNK"
    assert ana.role_evidence is not None
    assert text[ana.role_evidence.start : ana.role_evidence.end] == ana.role


def test_who_is_never_introduced_stays_unresolved(steps: tuple[Step, ...]) -> None:
    reading = read(steps, "Despite Brandvold's remark, Norway kept calm.", None)
    brandvold = actor(reading, "Brandvold")
    assert not brandvold.resolved
    assert brandvold.country is None
    assert brandvold.why
