"""What lies between two parties is found at the level of countries, through indexes, and counted by origin."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import Connection, event

import dyad_story as story
from legation.link.intensity import Telling
from legation.records import Event
from legation.store import dyads
from legation.store.store import Store

LAST = "2025-12-31"
PAPERS = [story.paper(f"paper-{n}", story.day(n), f"Paper {n}") for n in range(6)]


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with Store.open(tmp_path / "news.db") as opened:
        yield opened


def between(store: Store, one: str = "ALP", other: str = "BET", as_of: str = LAST) -> list[dyads.Event]:
    return sorted(store.ask(dyads.events(one, other, as_of=as_of)))


def test_rows_are_what_tension_is_reckoned_from() -> None:
    assert dyads.Event._fields == Telling._fields
    assert dyads.Event.__annotations__ == Telling.__annotations__


def test_officials_act_for_their_country_in_their_direction(store: Store) -> None:
    made = [
        story.event(PAPERS[0], -9.0),
        story.event(PAPERS[0], -3.0, actor=("BET",), recipient=("person:ada-minister",), type="ACCUSE"),
        story.event(PAPERS[0], 2.5, actor=("ALP", "BET"), recipient=("ALP", "BET"), type="CONSULT"),
        story.event(PAPERS[0], -2.0, actor=("ALP", "BET"), recipient=("org:LEAGUE",), type="REJECT"),
        story.event(PAPERS[0], -1.0, actor=("ALP",), recipient=("person:ada-minister",), type="REJECT"),
    ]
    story.fill(store, (PAPERS[0], made))
    found = {(each.intensity, each.forward, each.backward) for each in between(store)}
    assert found == {(-9.0, True, False), (-3.0, False, True), (2.5, True, True)}
    turned = {(each.intensity, each.forward, each.backward) for each in between(store, "BET", "ALP")}
    assert turned == {(value, backward, forward) for value, forward, backward in found}


def test_a_body_of_no_state_is_a_party_of_its_own(store: Store) -> None:
    story.fill(store, (PAPERS[0], [story.event(PAPERS[0], -6.0, recipient=("org:LEAGUE",), type="SANCTION")]))
    (found,) = between(store, "ALP", "org:LEAGUE")
    assert (found.intensity, found.forward) == (-6.0, True)
    (turned,) = between(store, "org:LEAGUE", "ALP")
    assert turned.backward
    assert between(store, "ALP", "BET") == []


def test_only_what_happened_with_an_intensity_in_a_dated_article_counts(store: Store) -> None:
    undated = story.paper("undated", None)
    made = [
        story.event(PAPERS[0], 1.0, status=status, type=kind)
        for status, kind in (("future", "AID"), ("negated", "AID"))
    ]
    story.fill(store, (PAPERS[0], [*made, story.event(PAPERS[0], None)]), (undated, [story.event(undated, -9.0)]))
    assert between(store) == []


def test_what_was_published_later_is_not_known_yet(store: Store) -> None:
    story.fill(store, *((paper, [story.event(paper, -9.0)]) for paper in PAPERS))
    assert len(between(store, as_of=story.day(2))) == 3
    assert sum(store.ask(dyads.read_on(as_of=story.day(2))).values()) == 3


def test_own_day_is_taken_when_it_is_exact(store: Store) -> None:
    from legation.records import DateRange

    vague = DateRange(start="2025-01-01", end="2025-01-31", precision="month")
    exact, noon = (
        story.own_day("2025-02-27"),
        DateRange(start="2025-02-26T12:00", end="2025-02-26T12:00", precision="minute"),
    )
    story.fill(
        store, *((PAPERS[n], [story.event(PAPERS[n], 1.0, date=date)]) for n, date in enumerate((vague, exact, noon)))
    )
    assert [each.own for each in between(store)] == [None, "2025-02-27", "2025-02-26"]


def test_events_of_one_development_are_one_happening_that_begins_with_its_first_report(store: Store) -> None:
    # The first report names nobody whom it struck, so it is no event between the two.
    lead = story.event(PAPERS[0], -9.0, recipient=())
    others = [story.event(paper, -9.0) for paper in PAPERS[1:4]]
    story.fill(store, *zip(PAPERS[:4], ([each] for each in (lead, *others)), strict=True))
    story.join(store, [lead, *others[:2]])
    found = between(store)
    assert [each.reported for each in found] == [story.day(0), story.day(0), story.day(3)]
    assert [each.published for each in found] == [story.day(n) for n in (1, 2, 3)]
    assert found[0].happening == found[1].happening != found[2].happening == found[2].record


def test_copies_and_papers_of_one_publisher_are_one_origin(store: Store) -> None:
    again = story.paper("again", story.day(0), "PAPER 5")
    nameless = story.paper("nameless", story.day(0), None)  # type: ignore[arg-type]
    papers = [*PAPERS[:3], PAPERS[5], again, nameless]
    story.fill(store, *((paper, [story.event(paper, -9.0)]) for paper in papers))
    story.copies(store, *PAPERS[:3])
    origins = {each.document: each.origin for each in between(store)}
    assert [origins[paper.id] for paper in papers] == ["paper 0"] * 3 + ["paper 5"] * 2 + [nameless.id]


def test_ties_come_with_both_ends_and_their_countries(store: Store) -> None:
    paper = PAPERS[0]
    made = [
        story.tie(paper, actors=("person:ada-minister", "BET")),
        story.tie(paper, "membership", actors=("BET", "org:LEAGUE")),
        story.tie(paper, "rivalry", -1, status="historical", as_described=None),
    ]
    story.fill(store, (paper, made))
    found = {each.kind: each for each in store.ask(dyads.ties("BET", as_of=LAST))}
    assert {each.record for each in found.values()} == {each.id for each in made}
    one = found["alliance"]
    assert (one.first, one.first_country, one.second, one.second_country) == (
        "person:ada-minister",
        "ALP",
        "BET",
        "BET",
    )
    assert (found["membership"].second, found["membership"].second_country) == ("org:LEAGUE", "IGO")
    assert (found["rivalry"].sign, found["rivalry"].status, found["rivalry"].words) == (-1, "historical", None)
    assert (one.day, one.origin, one.words) == (story.day(0), "paper 0", "old ally")
    assert [each.kind for each in store.ask(dyads.ties("org:LEAGUE", as_of=LAST))] == ["membership"]
    assert {each.kind for each in store.ask(dyads.ties("ALP", as_of=LAST))} == {"alliance", "rivalry"}
    assert store.ask(dyads.ties("ALP", as_of="2025-02-01")) == ()


def test_a_tie_between_two_of_one_country_is_one_row(store: Store) -> None:
    story.fill(store, (PAPERS[0], [story.tie(PAPERS[0], actors=("ALP", "person:ada-minister"))]))
    assert len(store.ask(dyads.ties("ALP", as_of=LAST))) == 1


def test_records_actors_and_days_by_what_names_them(store: Store) -> None:
    assert store.ask(dyads.last_day) is None
    made = story.event(PAPERS[0], -9.0)
    story.fill(store, (PAPERS[0], [made]), (PAPERS[3], []), (story.paper("undated", None), []))
    (row,) = (each.record for each in between(store))
    assert store.ask(dyads.records([row])) == {row: made}
    assert isinstance(made, Event)
    found = store.ask(dyads.seen(["ALP", "person:ada-minister", "NOBODY"]))
    assert {key: actor.name for key, actor in found.items()} == {
        "ALP": "Alphaland",
        "person:ada-minister": "Ada Minister",
    }
    assert store.ask(dyads.last_day) == story.day(3)
    assert store.ask(dyads.read_on(as_of=LAST)) == {story.day(0): 1, story.day(3): 1}


def test_types_of_events_by_their_numbers(store: Store) -> None:
    made = [story.event(PAPERS[0], -9.0), story.event(PAPERS[0], 2.5, type="CONSULT")]
    story.fill(store, (PAPERS[0], made))
    found = store.ask(dyads.types(each.record for each in between(store)))
    assert sorted(found.values()) == ["ASSAULT", "CONSULT"]
    assert store.ask(dyads.types([])) == {}


def test_ties_of_two_are_those_of_one_with_the_other(store: Store) -> None:
    own = [story.tie(PAPERS[0]), story.tie(PAPERS[0], "membership", actors=("ALP", "org:LEAGUE"))]
    story.fill(store, (PAPERS[0], own), (PAPERS[1], [story.tie(PAPERS[1], "hostility", -1)]))
    all_of_them = store.ask(dyads.ties("ALP", as_of=LAST))
    for other, kinds in (("BET", ["alliance", "hostility"]), ("org:LEAGUE", ["membership"])):
        both = store.ask(dyads.ties("ALP", other, as_of=LAST))
        assert [each.kind for each in both] == kinds
        assert set(both) <= set(all_of_them)
        assert set(store.ask(dyads.ties(other, "ALP", as_of=LAST))) == set(both)
    assert [each.kind for each in store.ask(dyads.ties("ALP", "BET", as_of=LAST, most=1))] == ["hostility"]


def test_what_two_share_is_told_apart_by_who_does_it(store: Store) -> None:
    forth = story.event(PAPERS[0], -9.0)
    back = story.event(PAPERS[1], -3.0, actor=("BET",), recipient=("person:ada-minister",), type="ACCUSE")
    both = story.event(PAPERS[2], 2.5, actor=("ALP", "BET"), recipient=("ALP", "BET"), type="CONSULT")
    story.fill(store, (PAPERS[0], [forth]), (PAPERS[1], [back]), (PAPERS[2], [both]))

    def shared(one: str, other: str, **limits: object) -> list[tuple[str, bool, bool]]:
        values = {"as_of": LAST, "most": 9, **limits}
        found = store.ask(dyads.shared("event", one, other, (("actor",), ("recipient",)), **values))  # type: ignore[arg-type]
        return [tuple(each)[1:] for each in found]  # type: ignore[misc]

    days = [story.day(number) for number in range(3)]
    assert shared("ALP", "BET") == [(days[2], True, True), (days[1], False, True), (days[0], True, False)]
    assert shared("BET", "ALP") == [(days[2], True, True), (days[1], True, False), (days[0], False, True)]
    assert shared("ALP", "BET", most=1) == [(days[2], True, True)]
    assert shared("ALP", "BET", as_of=days[0]) == [(days[0], True, False)]
    assert shared("ALP", "org:LEAGUE") == []


@pytest.mark.parametrize("pair", [("ALP", "BET"), ("ALP", "org:LEAGUE"), ("org:LEAGUE", "org:OTHER")])
def test_no_question_looks_over_all_records(store: Store, pair: tuple[str, str]) -> None:
    asked: list[tuple[str, object]] = []

    def note(connection: Connection, cursor: object, statement: str, values: object, *_: object) -> None:
        asked.append((statement, values))

    event.listen(store._engine, "before_cursor_execute", note)
    store.ask(dyads.events(*pair, as_of=LAST))
    store.ask(dyads.ties(pair[0], as_of=LAST))
    store.ask(dyads.ties(*pair, as_of=LAST, most=5))
    store.ask(dyads.shared("statement", *pair, (("speaker",), ("about",)), as_of=LAST, most=5))
    store.ask(dyads.read_on(as_of=LAST))
    store.ask(dyads.last_day)
    event.remove(store._engine, "before_cursor_execute", note)
    plans = []
    with store._engine.connect() as connection:
        for statement, values in [each for each in asked if each[0].lstrip().startswith(("WITH", "SELECT"))]:
            plans += [row[3] for row in connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {statement}", values)]  # type: ignore[arg-type]
    scans = [step for step in plans if step.startswith("SCAN")]
    derived = (
        "here",
        "mine",
        "shared",
        "wanted",
        "up",
        "type",
        "json_each",
        "(subquery",
        "(subquery-1)",
        "(subquery-2)",
    )
    assert len(plans) > 10
    assert not [step for step in scans if step.split()[1] not in derived and "USING COVERING INDEX" not in step]
    assert not [step for step in plans if "AUTOMATIC" in step]
