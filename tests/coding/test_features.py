"""Features: ways through a parse, distances and word features, on sentences built by hand."""

from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from legation.annotations import Block, Quote, Sentence, Token
from legation.coding.features import (
    CLIMB,
    DISTANCES,
    QUOTED,
    Lists,
    distances,
    owners,
    viewed,
    ways,
    word_features,
)
from legation.coding.masking import Masks
from legation.coding.scene import Scene
from legation.records import Document
from legation.step import Reading
from legation.tables import yaml_table

LISTS = Lists.of(["NOUN", "VERB", "PROPN"], ["ROOT", "nsubj", "ccomp", "dobj"], ["GPE"])
ROOT, NSUBJ, CCOMP, DOBJ = 1, 2, 3, 4
# Each head higher up has ways of its own: unknown relation, the four known ones, the head itself.
SELF, WIDTH = 5, 6
FAR = 4 * WIDTH

Row = tuple[str, str, str, int, str]

SAID: Sequence[Row] = (
    ("Chile", "PROPN", "nsubj", 1, "GPE"),
    ("said", "VERB", "ROOT", 1, ""),
    ("Peru", "PROPN", "nsubj", 3, "PERSON"),
    ("left", "VERB", "ccomp", 1, ""),
    ("Lima", "PROPN", "dobj", 3, "GPE"),
    (".", "PUNCT", "punct", 1, ""),
)


def sentence(rows: Sequence[Row]) -> Sentence:
    tokens, at = [], 0
    for i, (text, pos, dep, head, ent) in enumerate(rows):
        tokens.append(Token(i, at, at + len(text), text, text, pos, pos, dep, head, ent=ent))
        at += len(text) + 1
    return Sentence(0, 0, at, Block(0, at, "paragraph"), tuple(tokens))


def chain(length: int) -> Sentence:
    """Every word the object of the word before it."""
    return sentence([("w", "NOUN", "dobj" if i else "ROOT", max(0, i - 1), "") for i in range(length)])


@pytest.mark.parametrize(
    ("cue", "expected"),
    [
        ("said", [NSUBJ, SELF, CCOMP, CCOMP, CCOMP, 0]),
        ("left", [WIDTH + NSUBJ, WIDTH + SELF, NSUBJ, SELF, DOBJ, WIDTH]),
        ("Lima", [2 * WIDTH + NSUBJ, 2 * WIDTH + SELF, WIDTH + NSUBJ, WIDTH + SELF, SELF, 2 * WIDTH]),
        ("Chile", [SELF, WIDTH + SELF, WIDTH + CCOMP, WIDTH + CCOMP, WIDTH + CCOMP, WIDTH]),
    ],
)
def test_a_way_counts_heads_and_keeps_the_branch(cue: str, expected: list[int]) -> None:
    here = sentence(SAID)
    at = next(t for t in here.tokens if t.text == cue)
    assert ways(here, at, LISTS) == expected


def test_a_word_too_many_heads_up_is_far() -> None:
    here = chain(8)
    found = ways(here, here.tokens[6], LISTS)
    climbed = [climb * WIDTH + SELF for climb in range(CLIMB + 1)]
    assert found == [FAR, FAR, FAR, *reversed(climbed), DOBJ]
    assert LISTS.ways - 1 == FAR


def test_labels_are_numbered_from_one_and_unknown_ones_are_nought() -> None:
    here = sentence(SAID)
    reading = Reading(Document(text=" ".join(t.text for t in here.tokens))).plus([here])
    assert word_features(Scene(reading), here, LISTS) == [
        (3, NSUBJ, 1, 0),
        (2, ROOT, 0, 0),
        (3, NSUBJ, 0, 0),
        (2, CCOMP, 0, 0),
        (3, DOBJ, 1, 0),
        (0, 0, 0, 0),
    ]


@pytest.mark.parametrize(("scare", "name"), [(False, "speech"), (True, "scare")])
def test_words_know_the_quotation_that_they_stand_in(scare: bool, name: str) -> None:
    here = sentence(SAID)
    quote = Quote(here.tokens[2].start, here.tokens[3].end, here.tokens[2].start, here.tokens[3].end, scare=scare)
    reading = Reading(Document(text=" ".join(t.text for t in here.tokens))).plus([here, quote])
    marks = [QUOTED[row[3]] for row in word_features(Scene(reading), here, LISTS)]
    assert marks == ["outside", "outside", name, name, "outside", "outside"]


@st.composite
def trees(draw: st.DrawFn) -> Sentence:
    """Sentences whose heads make a tree, with relations known and unknown, words in any order of the tree."""
    size = draw(st.integers(1, 25))
    order = draw(st.permutations(range(size)))
    head = {order[0]: order[0]}
    for n in range(1, size):
        head[order[n]] = order[draw(st.integers(0, n - 1))]
    deps = draw(st.lists(st.sampled_from(["nsubj", "ccomp", "dobj", "strange"]), min_size=size, max_size=size))
    return sentence([("w", "NOUN", "ROOT" if head[i] == i else deps[i], head[i], "") for i in range(size)])


@given(trees(), st.data())
def test_every_word_has_one_way_that_the_tables_hold(here: Sentence, data: st.DataObject) -> None:
    cue = here.tokens[data.draw(st.integers(0, len(here.tokens) - 1))]
    found = ways(here, cue, LISTS)
    assert len(found) == len(here.tokens)
    assert all(0 <= way < LISTS.ways for way in found)
    assert [i for i, way in enumerate(found) if way == SELF] == [cue.i]
    below = {t.i for t in here.subtree(cue)}
    assert {i for i, way in enumerate(found) if way < WIDTH} == below


def test_distances_are_classes_that_mirror_one_another() -> None:
    row = distances(81, 40)
    after, before = row[41:], row[39::-1]
    assert row[40] == 0
    assert [b - a for a, b in zip(after, before, strict=True)] == [DISTANCES // 2] * 40
    assert [n for n, (a, b) in enumerate(zip([0, *after], after, strict=False), 1) if a != b] == [
        *(1, 2, 3, 4, 6, 9, 15, 25)
    ]
    assert sorted(set(row)) == list(range(DISTANCES))


@given(st.integers(1, 200), st.data())
def test_every_word_has_one_distance_that_the_tables_hold(length: int, data: st.DataObject) -> None:
    row = distances(length, data.draw(st.integers(0, length - 1)))
    assert len(row) == length
    assert all(0 <= n < DISTANCES for n in row)


@pytest.mark.parametrize(("length", "cue"), [(1, 0), (256, 255), (257, 0), (600, 599), (600, 3)])
def test_long_sentences_have_the_same_classes(length: int, cue: int) -> None:
    near = distances(81, 40)
    expected = [near[40 + max(-40, min(40, n - cue))] for n in range(length)]
    assert distances(length, cue) == expected


def test_the_words_that_stand_for_a_party_show_its_head_and_all_others_themselves() -> None:
    here = sentence(SAID)
    masks = Masks.of(yaml_table("events/masks.yaml"))
    text = " ".join(t.text for t in here.tokens)
    shown = masks.shown(text, [((0, 5), "country"), ((11, 15), "rebels of a kind")])
    chile, peru = here.tokens[0], here.tokens[2]
    view = viewed(here, shown, [chile, peru], LISTS)
    assert view.text == "[unused1] country [unused2] said [unused1] rebels of a kind [unused2] left Lima ."
    places = [view.text.index(word) for word in ("[unused1]", "country", "said", "of", "kind", "left", "ma .", ".")]
    assert [here.tokens[i].text for i in view.words(places)] == [
        *("Chile", "Chile", "said", "Peru", "Peru", "left", "Lima", "."),
    ]
    assert list(view.ways) == [[*ways(here, chile, LISTS), FAR], [*ways(here, peru, LISTS), FAR]]
    assert (view.marks[2], view.marks[-1], view.far) == ((3, NSUBJ), (0, 0), FAR)


def test_a_party_that_the_sentence_does_not_name_is_told_behind_it_and_shows_no_word() -> None:
    here = sentence(SAID)
    text = " ".join(t.text for t in here.tokens)
    shown = Masks.of(yaml_table("events/masks.yaml")).shown(text, [((0, 5), "country")], ["rebels"])
    view = viewed(here, shown, [here.tokens[0], None], LISTS)
    assert view.text == "[unused1] country [unused2] said Peru left Lima . [unused1] rebels [unused2]"
    assert view.words([view.text.index("rebels"), view.text.index("Peru")]) == [-1, 2]
    assert view.ways[1] == [FAR] * 7


def test_a_stretch_of_a_masked_sentence_that_holds_several_words_shows_each() -> None:
    here = Sentence(
        *(0, 5, 12),
        Block(5, 12, "paragraph"),
        (
            Token(0, 5, 9, "left", "leave", "VERB", "VBD", "ROOT", 0),
            Token(1, 9, 10, ",", ",", "PUNCT", ",", "punct", 0),
            Token(2, 11, 12, "b", "b", "NOUN", "NN", "dobj", 0),
        ),
    )
    shown = Masks.of(yaml_table("events/masks.yaml")).shown("left, b", [])
    assert list(owners(here, shown, [])) == [(0, 0), (4, 1), (6, 2)]
