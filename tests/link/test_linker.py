"""Linking gives the same for every order of articles, in one go, in portions and one by one; and a second time too."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from legation.link import Memory, limits, link, linked, sources
from legation.link.happenings import Happening
from legation.link.linker import stood_on
from legation.records import (
    Actor,
    AnyRecord,
    Claim,
    Contradiction,
    Development,
    Document,
    Event,
    Evidence,
    Report,
    Span,
)
from tidings import LINES, Line, Tiding, derived, shelf, tiding, tidings

BOMBED, BOMBS_FELL, ACCUSED, DENIED = LINES[0], LINES[1], LINES[3], LINES[4]
TOLD = "Rain fell on the plain for a week and the ferries of the strait stayed in their harbours until it was over."


def made(memory: Memory, kind: type[Any]) -> list[Any]:
    found = (record for kept in memory.derived.values() for record in kept if isinstance(record, kind))
    return sorted(found, key=lambda record: (record.document, record.id))


def portions(articles: Sequence[Tiding], cuts: Sequence[bool]) -> list[list[Tiding]]:
    found: list[list[Tiding]] = [[]]
    for article, cut in zip(articles, cuts, strict=True):
        found[-1].append(article)
        if cut:
            found.append([])
    return [portion for portion in found if portion]


@settings(max_examples=120, deadline=None)
@given(tidings(), st.data())
def test_every_order_and_every_portion_gives_the_same(articles: list[Tiding], data: st.DataObject) -> None:
    expected = derived(shelf([articles]))
    order = data.draw(st.permutations(articles))
    cuts = data.draw(st.lists(st.booleans(), min_size=len(order), max_size=len(order)))
    assert derived(shelf(portions(order, cuts))) == expected
    assert derived(shelf([article] for article in order)) == expected


@settings(max_examples=60, deadline=None)
@given(tidings(2, 9), st.integers(1, 4), st.randoms(use_true_random=False))
def test_it_does_so_where_more_lies_near_than_is_looked_at(articles: list[Tiding], most: int, dice: Any) -> None:
    expected = derived(shelf([articles], most_candidates=most))
    dice.shuffle(articles)
    assert derived(shelf(([article] for article in articles), most_candidates=most)) == expected


@settings(max_examples=60, deadline=None)
@given(tidings(), st.data())
def test_linking_articles_again_changes_nothing(articles: list[Tiding], data: st.DataObject) -> None:
    memory = shelf([articles])
    expected = derived(memory)
    again = data.draw(st.lists(st.sampled_from(articles)))
    link([article.document.id for article in again], memory, limits())  # one may be named twice
    assert derived(memory) == expected


@settings(max_examples=60, deadline=None)
@given(tidings(), st.data())
def test_an_article_whose_records_change_is_linked_as_if_they_had_always_been_so(
    articles: list[Tiding], data: st.DataObject
) -> None:
    memory = shelf([articles])
    changed = list(articles)
    for place in data.draw(st.sets(st.integers(0, len(articles) - 1), min_size=1)):
        article = articles[place]
        kept = tuple(record for record in article.records if data.draw(st.booleans()))
        changed[place] = Tiding(article.document, kept)
    altered = [new for old, new in zip(articles, changed, strict=True) if old is not new]
    assert derived(shelf([altered], memory)) == derived(shelf([changed]))


def test_when_a_copy_finds_a_liker_original_the_report_it_leaves_is_gone() -> None:
    words = "Envoys of the two sides met on the lake, talked until dawn and left without a word to those who waited."
    other = "A fleet of small boats took them home, past the nets of the fishermen, who looked up and said nothing."
    early = tiding([Line(words), Line(TOLD)], publisher="A", published="2024-10-20")
    copy = tiding([Line(words), Line(other)], publisher="C", published="2024-10-23")
    better = tiding([Line(words), Line(other)], publisher="B", published="2024-10-22")
    memory = shelf([[early, copy]])
    assert [report.documents for report in made(memory, Report)] == [(early.document.id, copy.document.id)]
    shelf([[better]], memory)
    assert derived(memory) == derived(shelf([[early, copy, better]]))


def test_a_copy_of_a_wire_is_no_second_origin_whenever_the_wire_comes() -> None:
    story = [Line("PARIS (Sample Wire) — Ships sailed."), Line(TOLD), BOMBED]
    first = tiding(story, publisher="A", published="2024-10-21")
    second = tiding(story, publisher="B", published="2024-10-22")
    own = tiding([BOMBED], publisher="D", published="2024-10-23")
    for order in ([first, second, own], [own, second, first], [second, own, first]):
        (found,) = made(shelf([article] for article in order), Development)
        assert (found.origins, len(found.documents), found.standing) == (2, 3, "corroborated")


def test_a_claim_and_its_denial_make_a_development_disputed() -> None:
    article = tiding([BOMBED, BOMBS_FELL, ACCUSED, DENIED], publisher="A")
    memory = shelf([[article]])
    (contradiction,) = [each for each in made(memory, Contradiction) if each.kind == "occurrence"]
    assert [claim.speaker for claim in contradiction.claims] == ["BET", "ALP"]
    about = {development.id: development for development in made(memory, Development)}.get(contradiction.about)
    assert about is None or about.standing == "disputed"


def test_what_only_says_when_something_was_is_not_what_is_claimed() -> None:
    text = "Guns were moved up two days after Rao met Dela in Oslo, and a bridge was blown up after midnight."
    says = Span.cut(text, 0, len(text))
    claim = Claim(record="s", document="d", side="claimed", says=says, reported=None, origin="a")
    told = [
        Happening(id=word, document="d", moment=0.0, start=text.index(word), end=text.index(word) + 5, type="ASSAULT")
        for word in ("moved", "met", "blown")
    ]
    events = [replace(each, word=each.start) for each in told]
    dispute = replace(events[0], claims=(claim,))
    assert list(stood_on(dispute, events, text)) == ["moved", "blown"]


@pytest.mark.parametrize(
    "text",
    ["", " ", "…", "Ja.", "\x00", "word " * 3000, "ﬀ ß İ ǅ", "12 34 56", "\ud800 half"],
    ids=["none", "blank", "mark", "word", "null", "long", "letters", "numbers", "surrogate"],
)
def test_texts_of_any_kind_are_linked(text: str) -> None:
    documents = [Document(text=text, publisher=name, published=when) for name, when in (("A", None), ("B", "2024"))]
    assert len(linked(documents)) <= 1
    event = Event(document=documents[0].id, type="ASSAULT")
    assert [record.record for record in linked([*documents, event])][-1] == "development"


def test_events_without_parties_words_or_evidence_are_developments_of_their_own() -> None:
    documents = [Document(text=f"Story {n}.", publisher=f"P{n}", published="2024-10-22") for n in range(3)]
    events = [Event(document=each.id, type="ASSAULT") for each in documents]
    found = [each for each in linked([*documents, *events]) if isinstance(each, Development)]
    assert [each.records for each in found] == [(each.id,) for each in sorted(events, key=lambda e: e.document)]


def test_two_hundred_events_in_one_article_are_linked() -> None:
    text = " ".join(f"Ships of Alphaland fired at boat {n} of Betania." for n in range(200))
    document = Document(text=text, publisher="A", published="2024-10-22")
    records: list[AnyRecord] = [
        Actor(document=document.id, id=key, name=key, kind="state", country=key) for key in ("ALP", "BET")
    ]
    for n in range(200):
        start = text.index(f"boat {n} ")
        proof = (Evidence.cut(text, start, start + 6, "trigger"),)
        records.append(Event(document=document.id, type="ASSAULT", actor=("ALP",), recipient=("BET",), evidence=proof))
    found = [each for each in linked([document, *records]) if isinstance(each, Development)]
    assert sum(len(each.records) for each in found) == 200
    memory = shelf([[Tiding(document, tuple(records))]])
    assert derived(shelf([[Tiding(document, tuple(records))]], memory)) == derived(
        shelf([[Tiding(document, tuple(records))]])
    )


def test_what_is_said_twice_in_one_article_counts_once() -> None:
    article = tiding([BOMBED, DENIED], publisher="A")
    doubled = sources(article.document, article.records * 2)
    assert doubled == sources(article.document, tuple(reversed(article.records)))
    assert len(doubled.events) == 2
