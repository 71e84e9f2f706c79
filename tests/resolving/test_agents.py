"""Nouns and the words before them, in a table of a dozen nouns."""

import pytest

import small_world
from legation.knowledge import Title
from legation.resolving.agents import Agents, Sectors, plural

TITLES = small_world.knowledge().titles
AGENTS = Agents(TITLES, small_world.AGENTS)


@pytest.mark.parametrize(
    ("word", "many"),
    [
        ("farmer", "farmers"),
        ("jury", "juries"),
        ("envoy", "envoys"),
        ("gunman", "gunmen"),
        ("German", "Germans"),
        ("church", "churches"),
        ("boss", "bosses"),
        ("tax", "taxes"),
    ],
)
def test_plurals_are_regular(word: str, many: str) -> None:
    assert plural(word) == many


@pytest.mark.parametrize(
    ("words", "phrase", "sector", "second"),
    [
        ("farmers", "farmer", "AGR", None),  # a noun of the heads is no generic one
        ("juries", "jury", "JUD", None),
        ("heads of mission", "head of mission", "GOV", None),
        ("livestock", "livestock", "AGR", None),
        ("priest", "priest", "REL", "CHR"),
        ("presidents", "president", "GOV", None),
        ("officials", "official", "GOV", None),
        ("men", "man", "CVL", None),
        ("dozens", "dozen", "UNK", None),
        ("marshmen", "marshman", "CVL", None),
        ("lanternists", "lanternist", "REL", None),
    ],
)
def test_a_noun_has_a_sense(words: str, phrase: str, sector: str, second: str | None) -> None:
    sense = AGENTS.sense(words.split())
    assert sense is not None
    assert (sense.phrase, sense.sector, sense.second) == (phrase, sector, second)


@pytest.mark.parametrize("words", ["head of missions", "livestocks", "ferry", "sparrow", "sparrows", "wombat", ""])
def test_other_words_have_none(words: str) -> None:
    assert AGENTS.sense(words.split()) is None


def test_an_ambiguous_people_counts_in_the_plural() -> None:
    ferries = AGENTS.sense(["ferries"])
    assert ferries is not None
    assert (ferries.people, ferries.country) == (True, "BET")


def test_a_list_of_nouns_keeps_the_title() -> None:
    table = {**small_world.AGENTS, "heads": [{"words": ["general"], "sector": "UAF"}]}
    sense = Agents({"general": Title("general", "person-title", "MIL")}, table).sense(["general"])
    assert sense is not None
    assert sense.sector == "UAF"
    assert sense.title is not None
    assert sense.title.sector == "MIL"


def test_a_container_says_what_the_other_lists_say() -> None:
    table = {**small_world.AGENTS, "containers": [{"words": ["priest", "heap"], "kind": "count", "sector": "SOC"}]}
    agents = Agents(TITLES, table)
    priest, heap = agents.sense(["priests"]), agents.sense(["heap"])
    assert priest is not None
    assert heap is not None
    assert (priest.sector, priest.second, priest.generic, priest.container) == ("REL", "CHR", False, "count")
    assert (heap.sector, heap.generic, heap.container) == ("SOC", True, "count")


def test_the_longest_noun_ends_a_phrase() -> None:
    found = AGENTS.ending(["the", "betanian", "defence", "minister"])
    assert found is not None
    assert (found[0], found[1].phrase) == (2, "defence minister")
    assert AGENTS.ending(["the", "wombat"]) is None


def test_nouns_within_a_phrase_come_from_the_right() -> None:
    words = ["a", "farmer", "of", "the", "army", "and", "two", "heads", "of", "mission"]
    assert [(first, last, sense.phrase) for first, last, sense in AGENTS.within(words)] == [
        (7, 10, "head of mission"),
        (4, 5, "army"),
        (1, 2, "farmer"),
    ]


@pytest.mark.parametrize(
    ("before", "head", "start", "end", "reasons"),
    [
        ("masked", "man", Sectors("CVL"), Sectors("UAF"), ["'masked' tells UAF"]),
        ("masked", "farmer", Sectors("AGR"), Sectors("AGR"), []),
        ("striking", "farmer", Sectors("AGR"), Sectors("AGR", "OPP"), ["'striking' tells OPP"]),
        ("field", "medical officer", Sectors("UNK"), Sectors("MED"), ["'field' tells MED"]),
        ("field", "farmer", Sectors("AGR"), Sectors("AGR"), []),
        ("reed backed", "fighter", Sectors("REB", "X"), Sectors("PRM", None, "BET"), ["'reed backed' tells PRM"]),
        # the nearest word first: it makes the man one to whom no later rule applies
        ("former masked", "man", Sectors("CVL"), Sectors("UAF"), ["'masked' tells UAF"]),
        ("masked former", "general", Sectors("MIL"), Sectors("ELI"), ["'former' tells ELI"]),
        ("two tall", "man", Sectors("CVL"), Sectors("CVL"), []),
    ],
)
def test_words_before_a_noun_change_its_sector(
    before: str, head: str, start: Sectors, end: Sectors, reasons: list[str]
) -> None:
    why: list[str] = []
    assert AGENTS.modified(before.split(), head, start, why) == end
    assert why == reasons


def test_modifiers_are_known_by_their_word() -> None:
    assert AGENTS.modifies("masked")
    assert not AGENTS.modifies("farmer")


@pytest.mark.parametrize(
    ("written", "named"),
    [("ANS Tern", True), ("ans Tern", False), ("ANS tern", False), ("ANS", False), ("XYZ Tern", False)],
)
def test_a_ship_is_known_by_its_letters(written: str, named: bool) -> None:
    sense = AGENTS.ship(written.split())
    assert (sense is not None) == named
    assert sense is None or (sense.phrase, sense.country, sense.sector) == ("ANS Tern", "ALP", "MIL")


def test_things_and_times() -> None:
    assert {"mechanism", "mechanisms"} <= AGENTS.not_actors
    assert AGENTS.times == {"monday", "mondays"}
