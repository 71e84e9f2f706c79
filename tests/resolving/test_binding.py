"""A title is nobody whom its own clause names: the office then is that of the dateline's state, or nobody's known."""

import pytest

from who_is_who import who

pytestmark = pytest.mark.model

Case = tuple[str, str, tuple[str, ...]]

TITLES: dict[str, Case] = {
    "a subject is none of the objects": (
        "SEOUL, July 2 (WN) - [The president] congratulated Trump.",
        "2018-07-02",
        ("person:moon-jae-in",),
    ),
    "nor whoever is met by it": (
        "SEOUL, July 2 (WN) - [The president] spoke with Trump.",
        "2018-07-02",
        ("person:moon-jae-in",),
    ),
    "nor who is named in what it says": (
        "SEOUL, July 2 (WN) - [The president] said that Trump was ill.",
        "2018-07-02",
        ("person:moon-jae-in",),
    ),
    "nor the leader of the state that stands beside": (
        "PRETORIA, July 2 (WN) - Zuma met Mugabe. [The president] urged the Zimbabwean leader to rest.",
        "2012-07-02",
        ("person:jacob-zuma",),
    ),
    "an agent is not the one who suffers it": (
        "SEOUL, July 2 (WN) - Trump was praised by [the president].",
        "2018-07-02",
        ("person:moon-jae-in",),
    ),
    "with nobody else to be": (
        "WASHINGTON, July 2 (WN) - [The president] congratulated Trump.",
        "2018-07-02",
        ("unnamed:-:GOV:president",),
    ),
    "whoever is at home comes before another named later": (
        "SEOUL, July 2 (WN) - [The president]'s aide phoned. Trump slept.",
        "2018-07-02",
        ("person:moon-jae-in",),
    ),
    "himself is the same": (
        "SEOUL, July 2 (WN) - Trump came. [The president] praised himself.",
        "2018-07-02",
        ("person:donald-trump",),
    ),
}


@pytest.mark.parametrize("case", TITLES.values(), ids=TITLES)
def test_a_title_is_nobody_named_in_its_clause(case: Case) -> None:
    text, day, ids = case
    assert who(text, day) == ids


def test_a_rank_that_fits_neither_of_two_stays_open() -> None:
    text = "CARACAS, July 2 (WN) - Maduro met Putin. [The colonel] slept."
    assert who(text, "2018-07-02") == ("unnamed:-:MIL:colonel",)


def test_of_two_of_whom_nothing_is_known_neither_has_a_rank() -> None:
    assert who("Juan Soto met Ana Rojas in Lima. [The colonel] slept.") == ("unnamed:-:MIL:colonel",)


def test_no_cleric_is_the_general() -> None:
    text = "Desmond Tutu met Thabo Mbeki. The archbishop laughed. [The former general] slept."
    assert who(text, "2002-07-02") == ("unnamed:-:MIL:general",)


THEY: dict[str, Case] = {
    "with whom something is theirs": (
        "Envoys of Chile wrote to the Peruvians. They reopened [their] border with Peru.",
        "2015-06-01",
        ("group:CHL:GOV:envoys",),
    ),
    "whom somebody has kept in touch with since": (
        "Washington has soldiers in Niger. It has kept contact with the officers. Nuland met several of [them].",
        "2023-09-08",
        ("group:-:MIL:officers",),
    ),
    "the officers, not whom they spare": (
        "The officers took care not to pick a fight with the Americans. [Their] anger goes to France.",
        "2023-09-08",
        ("group:-:MIL:officers",),
    ),
    "whom they act on": (
        "Envoys of Chile wrote to the Peruvians. [They] blamed Peru and its allies.",
        "2015-06-01",
        ("group:CHL:GOV:envoys",),
    ),
    "of whom the sentence before told, whoever was named since": (
        "Chad, Mali and Niger broke with Libya, accusing it of arming rebels. [They] recalled their envoys.",
        "2015-06-01",
        ("MLI", "NER", "TCD"),
    ),
    "where they act": (
        "An envoy of Chile wrote to the Peruvians. [They] met in Peru.",
        "2015-06-01",
        ("PER",),
    ),
}


@pytest.mark.parametrize("case", THEY.values(), ids=THEY)
def test_they_are_not_the_other_side_of_their_clause(case: Case) -> None:
    text, day, ids = case
    assert tuple(sorted(who(text, day))) == ids


SEVERAL: dict[str, Case] = {
    "of none of several who do it": (
        "Nigeria, Ghana and Togo cut ties with Mali on Monday and expelled [its] diplomats.",
        "2015-06-01",
        ("MLI",),
    ),
    "of the one who does it": (
        "Nigeria cut ties with Mali on Monday and recalled [its] diplomats.",
        "2015-06-01",
        ("NGA",),
    ),
}


@pytest.mark.parametrize("case", SEVERAL.values(), ids=SEVERAL)
def test_its_is_one(case: Case) -> None:
    text, day, ids = case
    assert who(text, day) == ids


REFLEXIVE: dict[str, Case] = {
    "the subject of its clause": (
        "Chad's president told Mali that Niger had isolated [itself].",
        "2023-07-30",
        ("NER",),
    ),
    "whoever is asked to do it": (
        "Algeria asked Tunisia to distance [itself] from the junta.",
        "2023-07-30",
        ("TUN",),
    ),
    "of whom a relative clause tells": (
        "Mahamat Deby met General Tchiani, who has declared [himself] head of state.",
        "2023-07-30",
        ("person:abdourahamane-tiani",),
    ),
    "what he calls himself": (
        "Mahamat Deby met General Tchiani, who has declared himself [head of state].",
        "2023-07-30",
        ("person:abdourahamane-tiani",),
    ),
    "nobody besides the thing that it stresses": (
        "Mali and Chad failed to settle the dispute [itself].",
        "2023-07-30",
        (),
    ),
}


def test_it_of_a_party_to_it_is_nobody() -> None:
    assert who("Xi replied that China was no party to [it].", "2024-05-07") == ()


@pytest.mark.parametrize("case", REFLEXIVE.values(), ids=REFLEXIVE)
def test_himself_is_whoever_does_it(case: Case) -> None:
    text, day, ids = case
    assert who(text, day) == ids
