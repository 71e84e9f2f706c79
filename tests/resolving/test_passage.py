"""A mention in a passage means whom the reading says; what the reading leaves open, the mention alone tells."""

import re
from typing import Any

import pytest

import small_world
from legation.annotations import Block, Party, Sentence, Token
from legation.knowledge import Knowledge
from legation.records import Actor, Document
from legation.resolving.passage import in_passage, party_at
from legation.step import Reading

KNOWLEDGE = small_world.knowledge()
ALONE = small_world.alone()
TEXT = "Alphaland sent two envoys to Reedmouth. They met masked farmers."


def sentences(text: str) -> tuple[Sentence, ...]:
    """The sentences of a text without a parse: every word is a head, so the last word of a phrase heads it."""
    found = []
    for index, stretch in enumerate(re.finditer(r"[^.]+\.", text)):
        words = list(re.finditer(r"\w+|[^\w\s]", text[: stretch.end()]))
        inside = [word for word in words if word.start() >= stretch.start()]
        tokens = tuple(
            Token(i, word.start(), word.end(), word.group(), word.group(), "NOUN", "NN", "ROOT", i)
            for i, word in enumerate(inside)
        )
        block = Block(0, len(text), "paragraph")
        found.append(Sentence(index, tokens[0].start, tokens[-1].end, block, tokens))
    return tuple(found)


def actor(key: str, kind: str = "state", **fields: Any) -> Actor:
    entry = KNOWLEDGE.known.get(key)
    name = fields.pop("name", entry.name if entry else key)
    country = fields.pop("country", entry.country if entry else None)
    return Actor(document="d", id=key, name=name, kind=kind, country=country, **fields)  # type: ignore[arg-type]


def read(
    text: str,
    phrase: str,
    *actors: Actor,
    kind: str = "name",
    about_place: bool = False,
    published: str | None = "2012-05-05",
    dateline: str | None = None,
    knowledge: Knowledge = KNOWLEDGE,
) -> dict[str, Any]:
    """What is said of `phrase` in a reading that gives it these actors (none: the reading knows no party there)."""
    start = text.index(phrase)
    end = start + len(phrase)
    items: list[object] = [*actors, *sentences(text)]
    sentence = next(s for s in sentences(text) if s.start <= start < s.end)
    head = [token for token in sentence.tokens if token.end <= end][-1]
    if actors:
        ids = tuple(each.id for each in actors)
        items.append(Party(sentence.index, head.i, start, end, ids, kind, about_place))
    reading = Reading(Document(text=text, published=published, dateline=dateline)).plus(items)
    return in_passage(reading, start, end, ALONE, knowledge).as_dict()


@pytest.mark.parametrize(
    ("kind", "about_place", "expected"),
    [
        ("name", False, {"kind": "state", "sector": None}),
        ("metonym", False, {"kind": "state", "sector": "GOV"}),
        ("pronoun", False, {"kind": "state", "sector": "GOV"}),
        ("metonym", True, {"kind": "place", "sector": None}),
    ],
)
def test_a_state_is_itself_its_government_or_a_place(kind: str, about_place: bool, expected: dict[str, Any]) -> None:
    found = read(TEXT, "Alphaland", actor("ALP", wikidata="Q1"), kind=kind, about_place=about_place)
    expected = {**expected, "text": "Alphaland", "date": "2012-05-05", "id": "ALP", "resolved": True, "wiki": None}
    assert {key: found[key] for key in expected} == expected


def test_a_body_keeps_what_the_reading_says_and_gets_its_article() -> None:
    found = read(TEXT, "They", actor("org:council", "organisation", sector="IGO", confidence=0.7, why=("a reason",)))
    assert (found["id"], found["sector"], found["wiki"]) == ("org:council", "IGO", "Harbour Council")
    assert (found["confidence"], found["why"], found["resolved"]) == (0.7, ["a reason"], True)


@pytest.mark.parametrize(
    ("published", "sector", "office"),
    [("2012-05-05", "GOV", "ALP:head_of_state"), ("2018-05-05T10:00:00Z", "ELI", None), (None, "ELI", None)],
)
def test_a_person_is_who_they_are_on_the_day(published: str | None, sector: str, office: str | None) -> None:
    person = actor("person:ida-lund", "person", role="envoy", why=("first", "last"))
    found = read(TEXT, "They", person, published=published)
    assert (found["id"], found["sector"], found["office"]) == ("person:ida-lund", sector, office)
    assert (found["role"], found["why"][0]) == ("envoy", "last")
    assert found["date"] == (published[:10] if published else None)


def test_several_actors_are_members() -> None:
    pair = (actor("ALP"), actor("BET", confidence=0.6, why=("why",)))
    found = read(TEXT, "They", *pair)
    assert (found["members"], found["kind"], found["id"]) == (["ALP", "BET"], "group", None)
    assert (found["country"], found["sector"], found["confidence"]) == (None, None, 0.6)
    assert found["resolved"]
    mixed = read(TEXT, "They", actor("ALP", sector="GOV"), actor("org:council", "organisation", sector="IGO"))
    assert mixed["sector"] == "IGO"  # a state has none of its own
    unsure = read(TEXT, "They", actor("ALP"), actor("unnamed:ALP:GOV:envoy", "unnamed", country="ALP", resolved=False))
    assert (unsure["country"], unsure["resolved"]) == ("ALP", False)


@pytest.mark.parametrize(
    ("key", "kind", "expected"),
    [
        ("unnamed:BET:UNK:farmers", "unnamed", {"id": None, "office": None, "resolved": False}),
        ("group:-:UNK:farmers", "group", {"id": None, "resolved": False}),
        ("group:BET:UNK:farmers", "group", {"id": "group:BET:UNK:farmers", "resolved": False}),
        ("office:BET:head_of_state", "unnamed", {"id": None, "office": "BET:head_of_state"}),
        ("org:tidewater", "organisation", {"id": "org:tidewater", "resolved": True}),
        ("person:osk", "person", {"id": "person:osk", "resolved": False}),
    ],
)
def test_whom_only_the_text_names(key: str, kind: str, expected: dict[str, Any]) -> None:
    found = read(TEXT, "masked farmers", actor(key, kind, country="BET"))
    assert {name: found[name] for name in expected} == expected


def test_the_mention_alone_completes_a_description() -> None:
    found = read("Masked men met striking farmers.", "striking farmers", actor("unnamed:x", "unnamed", sector="UNK"))
    assert (found["sector"], found["second_sector"]) == ("AGR", "OPP")
    kept = read("Masked men met wombats.", "wombats", actor("unnamed:x", "unnamed", sector="SOC"))
    assert (kept["sector"], kept["second_sector"]) == ("SOC", None)
    named = read(TEXT, "farmers", actor("org:tidewater", "organisation", sector="BUS"))
    assert named["sector"] == "BUS"  # a name is no description


def test_where_the_report_is_filed_decides_what_is_left_open() -> None:
    farmers = actor("unnamed:x", "unnamed", sector="AGR", confidence=0.9)
    home = read(TEXT, "They", farmers, dateline="ALPHAPOLIS, May 5")
    assert (home["country"], home["confidence"], home["why"]) == ("ALP", 0.6, ["country of the report"])
    assert read(TEXT, "They", farmers)["country"] is None
    assert read(TEXT, "They", actor("unnamed:x", "unnamed"), dateline="Alphapolis")["country"] is None


def test_without_a_party_the_mention_stands_alone_in_its_context() -> None:
    found = read(TEXT, "masked farmers", dateline="Alphapolis")
    assert (found["text"], found["date"], found["country"], found["sector"]) == (
        "masked farmers",
        "2012-05-05",
        "ALP",
        "AGR",
    )


def test_the_party_of_a_stretch_is_at_its_head_or_most_like_it() -> None:
    text = "The very old army marched."
    (sentence,) = sentences(text)
    army = Party(0, 3, 4, 17, ("x",), "group")
    old = Party(0, 1, 4, 8, ("y",), "group")

    def at(start: int, end: int, *parties: Party) -> Party | None:
        return party_at(Reading(Document(text=text)).plus([sentence, *parties]), start, end)

    assert at(0, 17, army, old) is army
    short = Party(0, 3, 13, 17, ("x",), "group")
    assert at(4, 17, short, Party(0, 1, 4, 13, ("y",), "group")) is short
    assert at(4, 13, army, old) is None  # "very old": too little of "very" alone
    assert at(4, 9, army, old) is old
    assert at(0, 12, old) is None
    assert at(0, 5, Party(0, 0, 0, 8, ("z",), "group")) is not None
    assert at(0, 26) is None
