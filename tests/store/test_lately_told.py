"""Questions by days: between whom, who may have spoken for whom, which predictions fall due."""

from dataclasses import replace
from pathlib import Path

import pytest

from dyad_story import cast, day, event, fill, paper
from legation.records import Actor, Certainty, DateRange, Decision, Prediction, Span, Speaker, Statement
from legation.store import lately
from legation.store.issues import Voice
from legation.store.store import Store

OLD, NEW, LAST = (paper(f"paper {number}", day(number)) for number in (0, 10, 12))


@pytest.fixture
def store(tmp_path: Path) -> Store:
    with Store.open(tmp_path / "news.db") as made:
        fill(
            made,
            (OLD, [event(OLD, -5.0)]),
            (NEW, [event(NEW, -5.0, actor=("person:ada-minister",))]),
            (LAST, [event(LAST, -5.0, actor=("BET",), recipient=("org:LEAGUE",)), event(LAST, 1.0, status="future")]),
        )
        return made


def test_between_whom_something_happened_in_the_days(store: Store) -> None:
    parties = ("BET", "ALP", "org:LEAGUE", "GAM")
    found = store.ask(lately.between(parties, day(5), day(12)))
    assert [each[:3] for each in found] == [("ALP", "BET", 1), ("BET", "org:LEAGUE", 1)]
    assert store.ask(lately.between(parties, day(13), day(20))) == ()
    assert [each.events for each in store.ask(lately.between(("ALP", "BET"), day(0), day(12)))] == [2]
    assert store.ask(lately.between((), day(0), day(12))) == ()


def test_more_that_is_told_of_a_pair_changes_the_answer(store: Store) -> None:
    before = store.ask(lately.between(("ALP", "BET"), day(5), day(20)))
    more = paper("one more", day(11))
    store.add(more, (*cast(more), event(more, -9.0)))
    assert store.ask(lately.between(("ALP", "BET"), day(5), day(20))) != before


def spoken(number: int, actor: str, sector: str | None) -> tuple[Actor, Statement]:
    document = paper(f"spoken {number} {actor} {sector}", day(number))
    who = Actor(document=document.id, id=actor, name=actor, kind="person", country="ALP", sector=sector)
    speaker = Speaker(actor=actor, as_written=actor, named=True, sector=sector, country="ALP")
    content = (Span.cut(document.text, 0, 9),)
    said = Statement(document=document.id, speaker=speaker, cue="say", act="say", quotation="direct", content=content)
    return who, said


def test_who_may_have_spoken_for_a_country(store: Store) -> None:
    for number, actor, sector in (
        (1, "person:a", "GOV"),
        (2, "person:b", "JUD"),
        (3, "ALP", None),
        (4, "person:holder", None),
        (9, "person:a", "GOV"),
    ):
        document = paper(f"spoken {number} {actor} {sector}", day(number))
        store.add(document, spoken(number, actor, sector))
    whole = (day(0), day(8))

    def days(rows: frozenset[int] | None, **options: tuple[str, ...]) -> list[str]:
        asked = lately.said(Voice(party="ALP"), rows, whole, **{"official": ("GOV",), "people": (), **options})
        return [each for each, _ in store.ask(asked)]

    assert days(None) == [day(1), day(3)]
    assert days(None, people=("person:holder",)) == [day(1), day(3), day(4)]
    assert days(frozenset()) == []
    body = lately.said(Voice(actors=("person:b",)), None, whole, official=(), people=())
    assert [each for each, _ in store.ask(body)] == [day(2)]


def test_predictions_that_are_due_and_undecided_by_or_about_somebody(store: Store) -> None:
    document = paper("foretold", day(1))
    one = Prediction(
        document=document.id,
        holder="person:ada-minister",
        about=("org:LEAGUE",),
        claim=Span.cut(document.text, 0, 9),
        certainty=Certainty(phrase="likely", low=55, high=80),
        due=DateRange(start="2025-04-01", end="2025-04-02", precision="range"),
    )
    other = replace(one, claim=Span.cut(document.text, 0, 15), due=None, id="")
    store.add(document, (*cast(document), one, other))

    def due(since: str, before: str, *actors: str) -> list[str]:
        return [each.id for each in store.ask(lately.due(actors, since, before, 10))]

    assert due("2025-04-02", "2025-04-03", "ALP") == [one.id]
    assert due("2025-04-02", "2025-04-03", "org:LEAGUE") == [one.id]
    assert due("2025-04-02", "2025-04-03", "BET") == []
    assert due("2025-04-01", "2025-04-02", "ALP") == due("2025-04-03", "2025-05-01", "ALP") == []
    store.decide(one.id, came_true=False, decision=Decision(on="2025-04-02", document=None, note=None))
    assert due("2025-04-02", "2025-04-03", "ALP") == []


def test_on_how_many_days_something_was_read(store: Store) -> None:
    store.add(paper("the same day", day(10)), ())
    assert store.ask(lately.read_days(day(0), day(11))) == 2
    assert store.ask(lately.read_days(day(13), day(20))) == 0
