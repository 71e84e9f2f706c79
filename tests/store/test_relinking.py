"""Linking article by article, in any order, gives what linking all at once gives; a second time too."""

import random
from collections.abc import Iterable
from pathlib import Path

import pytest

from legation.batch import relink
from legation.link import linked
from legation.records import Actor, AnyRecord, DateRange, Derived, Document, Event, Evidence, Span, Speaker, Statement
from legation.store.store import Store

WORDS = ("harbour", "dam", "ferry", "bridge", "quarry")
SIDES = ("NLD", "SLD", "ELD")


def article(n: int, rng: random.Random) -> tuple[Document, tuple[AnyRecord, ...]]:
    """A made-up article with a few events, now and then a copy of a common text, and a denial."""
    place, day = rng.choice(WORDS), rng.randint(1, 9)
    wire = (
        f"GENEVA (Sample Wire) — Envoys met near the {place}. " + "They went home without a word of what was said. " * 3
    )
    body = wire if rng.random() < 0.3 else f"Story {n}: soldiers fired at the {place}. Talks on the {place} were held."
    text = f"{body} {SIDES[0]} blamed them. {SIDES[1]} said it had no part in that."
    document = Document(text=text, publisher=f"Paper {n % 5} (sample)", published=f"2024-05-{day:02}")
    actors = [Actor(document=document.id, id=s, name=s, kind="state", country=s, sector="GOV") for s in SIDES]
    records: list[AnyRecord] = [*actors]
    for kind, word in (("ASSAULT", "fired"), ("CONSULT", "met"), ("CONSULT", "held")):
        if word in text:
            start = text.index(word)
            actor, recipient = rng.sample(SIDES, 2)
            dated = DateRange(start=f"2024-05-{day:02}", end=f"2024-05-{day:02}", precision="day")
            evidence = (
                Evidence.cut(text, start, start + len(word), "trigger"),
                Evidence.cut(text, max(0, start - 20), start + 20, "clause"),
            )
            records.append(
                Event(
                    document=document.id,
                    type=kind,
                    actor=(actor,),
                    recipient=(recipient,),
                    date=dated if rng.random() < 0.5 else None,
                    evidence=evidence,
                )
            )
    for who, act, said in ((SIDES[0], "accuse", "them"), (SIDES[1], "say", "it had no part in that")):
        start = text.rindex(said)
        records.append(
            Statement(
                document=document.id,
                speaker=Speaker(actor=who, as_written=who, named=True, sector="GOV", country=who),
                cue=act,
                act=act,
                quotation="indirect",
                content=(Span.cut(text, start, start + len(said)),),
                about=(SIDES[1],),
            )
        )
    return document, tuple(records)


def made(seed: int, number: int) -> list[tuple[Document, tuple[AnyRecord, ...]]]:
    rng = random.Random(seed)
    return list({d.id: (d, r) for d, r in (article(n, rng) for n in range(number))}.values())


def derived(store: Store) -> list[AnyRecord]:
    found = store.records(kind=("report", "development", "contradiction"))
    return sorted(found, key=lambda r: (r.record, r.id))


def at_once(articles: Iterable[tuple[Document, tuple[AnyRecord, ...]]]) -> list[Derived]:
    records = [each for document, found in articles for each in (document, *found)]
    return sorted(linked(records), key=lambda r: (r.record, r.id))


@pytest.mark.parametrize("seed", range(6))
def test_the_order_of_adding_has_no_effect(tmp_path: Path, seed: int) -> None:
    articles = made(seed, 24)
    expected = at_once(articles)
    assert {each.record for each in expected} == {"report", "development", "contradiction"}
    shuffled = random.Random(seed + 100).sample(articles, len(articles))
    with Store.open(tmp_path / "one.db") as store:
        for n, (document, records) in enumerate(shuffled):
            store.add(document, records)
            if n % 5 == seed % 5:  # in portions, as articles come in
                relink(store)
        relink(store)
        assert derived(store) == expected


def test_linking_all_anew_gives_the_same(tmp_path: Path) -> None:
    with Store.open(tmp_path / "one.db") as store:
        for document, records in made(7, 20):
            store.add(document, records)
        relink(store)
        before, lines = derived(store), list(store.lines())
        relink(store, anew=True)
        assert (derived(store), list(store.lines())) == (before, lines)


def test_what_was_stored_and_not_linked_is_linked_by_the_next_run(tmp_path: Path) -> None:
    articles = made(8, 12)
    with Store.open(tmp_path / "one.db") as store:
        for document, records in articles[:6]:
            store.add(document, records)
        relink(store)
        for document, records in articles[6:]:
            store.add(document, records)  # and then the machine stopped
        relink(store)
        assert derived(store) == at_once(articles)


def test_an_article_whose_mark_is_gone_is_linked_again(tmp_path: Path) -> None:
    from sqlalchemy import text

    articles = made(9, 16)
    with Store.open(tmp_path / "one.db") as store:
        for document, records in articles:
            store.add(document, records)
        relink(store)
        expected = derived(store)
        store.tell(lambda connection: connection.execute(text("DELETE FROM linked WHERE document % 3 = 0")))
        relink(store)
        assert derived(store) == expected
