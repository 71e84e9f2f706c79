"""What is linked is found by who takes part, when it was reported, how it stands; and by indexes."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import Connection, text

import crisis
from legation.batch import relink
from legation.records import DateRange, Development
from legation.store import linked
from legation.store.linked import Kind, Wanted
from legation.store.store import Store

PLAN = "EXPLAIN QUERY PLAN "


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with Store.open(tmp_path / "s.db") as opened:
        for article in crisis.ARTICLES:
            opened.add(article, crisis.code(article))
        opened.replace_derived(crisis.LINKED)
        yield opened


def found(store: Store, kind: Kind, **wanted: Any) -> list[str]:
    names = {
        each.id: name for name in ("STRUCK", "THANKED", "DISPUTE", "TOLL", "COPIES") if (each := getattr(crisis, name))
    }
    asked: Wanted = wanted  # type: ignore[assignment]
    return [names[each.id] for each in store.ask(linked.linked(kind, asked))]


@pytest.mark.parametrize(
    ("kind", "wanted", "expected"),
    [
        ("development", {}, ["STRUCK", "THANKED"]),
        ("development", {"limit": 1}, ["STRUCK"]),
        ("development", {"type": "support"}, ["THANKED"]),
        ("development", {"standing": "disputed"}, ["STRUCK"]),
        ("development", {"standing": "denied"}, []),
        ("development", {"origins": 2}, ["STRUCK"]),
        ("development", {"origins": 3}, []),
        ("development", {"actor": ("GAM",)}, ["STRUCK"]),
        ("development", {"actor": ("person:ann-bright", "DEL")}, ["STRUCK", "THANKED"]),
        # Reported on 5 and 7 March, so in every window that holds or lies between the two.
        ("development", {"since": "2024-03-07"}, ["STRUCK"]),
        ("development", {"since": "2024-03-08"}, []),
        ("development", {"until": "2024-03-05"}, ["STRUCK"]),
        ("development", {"until": "2024-03-04"}, []),
        ("development", {"since": "2024-03-06", "until": "2024-03-06"}, ["STRUCK"]),
        ("development", {"document": (crisis.WIRE.id,)}, ["STRUCK"]),
        ("development", {"beginning": crisis.THANKED.id[:5]}, ["THANKED"]),
        ("development", {"beginning": "%"}, []),
        ("contradiction", {"type": "number"}, ["TOLL"]),
        ("contradiction", {"since": "2024-03-07"}, ["TOLL", "DISPUTE"]),
        ("contradiction", {"since": "2024-03-08"}, []),
        ("contradiction", {"until": "2024-03-04"}, []),
        ("contradiction", {"actor": ("BET",)}, ["DISPUTE"]),
        ("contradiction", {"actor": ("DEL",)}, []),
        ("contradiction", {"document": (crisis.REPRINT.id,)}, ["DISPUTE"]),
        ("report", {}, ["COPIES"]),
        ("report", {"since": "2024-03-05", "until": "2024-03-05"}, ["COPIES"]),
        ("report", {"since": "2024-03-06"}, []),
        ("report", {"actor": ("BET",)}, ["COPIES"]),
        ("report", {"actor": ("DEL",)}, []),
        ("report", {"document": (crisis.REPRINT.id,)}, ["COPIES"]),
    ],
)
def test_linked_records_are_found_by_what_is_asked(
    store: Store, kind: Kind, wanted: dict[str, Any], expected: list[str]
) -> None:
    assert sorted(found(store, kind, **wanted)) == sorted(expected)


def test_newest_stand_first_and_undated_last(store: Store) -> None:
    assert found(store, "development") == ["STRUCK", "THANKED"]


def test_an_officials_act_and_claim_are_found_for_the_state(tmp_path: Path) -> None:
    with Store.open(tmp_path / "s.db") as store:
        store.add(crisis.WIRE, crisis.code(crisis.WIRE))
        relink(store)  # an official alone acts in it
        for actor in ("ALP", "person:ann-bright", "GAM"):
            (only,) = store.ask(linked.linked("development", {"actor": (actor,)}))
            assert isinstance(only, Development)
            assert only.actor == ("person:ann-bright",)
        assert not store.ask(linked.linked("development", {"actor": ("DEL",)}))
        (only,) = store.ask(linked.linked("development", {"document": (crisis.WIRE.id,)}))


def test_what_belongs_to_a_development_comes_in_the_order_asked(store: Store) -> None:
    wanted = [crisis.STRIKES[2].id, crisis.STRIKES[0].id]
    assert [each.id for each in store.ask(linked.by_ids("event", wanted))] == wanted
    assert not store.ask(linked.by_ids("statement", wanted))
    assert {each.id for each in store.ask(linked.about([crisis.STRUCK.id]))} == {crisis.DISPUTE.id, crisis.TOLL.id}
    assert not store.ask(linked.about([crisis.THANKED.id]))
    assert [each.id for each in store.ask(linked.copies([crisis.REPRINT.id]))] == [crisis.COPIES.id]
    assert not store.ask(linked.copies([crisis.OTHER.id]))
    (ann,) = store.ask(linked.actors([(crisis.WIRE.id, "person:ann-bright"), (crisis.CALM.id, "ALP")]))
    assert ann.name == "Ann Bright"


def test_a_thousand_ids_are_one_question(store: Store) -> None:
    wanted = [*(f"{n:016x}" for n in range(40_000)), crisis.STRIKES[0].id]
    assert [each.id for each in store.ask(linked.by_ids("event", wanted))] == wanted[-1:]


DAYS = st.dates(min_value=date(2024, 1, 1), max_value=date(2024, 1, 9))


@st.composite
def developments(draw: st.DrawFn) -> Development:
    first, last = sorted((draw(DAYS), draw(DAYS)))
    day = draw(st.none() | DAYS)
    return Development(
        document=crisis.CALM.id,
        type=draw(st.sampled_from(("AID", "ASSAULT"))),
        records=(f"{draw(st.integers(0, 10**9)):x}",),
        origins=draw(st.integers(1, 3)),
        first_report=first.isoformat(),
        last_report=last.isoformat(),
        standing=draw(st.sampled_from(("one origin", "corroborated", "disputed"))),
        date=DateRange(start=day.isoformat(), end=day.isoformat(), precision="day") if day else None,
    )


@settings(max_examples=30, deadline=None)
@given(
    made=st.lists(developments(), max_size=8, unique_by=lambda each: each.id),
    since=st.none() | DAYS,
    until=st.none() | DAYS,
    origins=st.none() | st.integers(1, 3),
    standing=st.none() | st.sampled_from(("one origin", "corroborated", "disputed")),
    limit=st.none() | st.integers(1, 4),
)
def test_filters_say_what_a_reader_of_all_records_would(
    tmp_path_factory: pytest.TempPathFactory, made: list[Development], **asked: Any
) -> None:
    since, until = (day and day.isoformat() for day in (asked["since"], asked["until"]))
    wanted: Wanted = {**asked, "since": since, "until": until}  # type: ignore[typeddict-item]
    with Store.open(tmp_path_factory.mktemp("s") / "s.db") as store:
        store.add(crisis.CALM, ())
        store.replace_derived(made)
        answer = store.ask(linked.linked("development", wanted))
    expected = {
        each.id: each.date.start if each.date else each.first_report or ""
        for each in made
        if (not since or (each.last_report or "") >= since)
        and (not until or (each.first_report or "") <= until)
        and (not asked["origins"] or each.origins >= asked["origins"])
        and (not asked["standing"] or each.standing == asked["standing"])
    }
    days = [expected[each.id] for each in answer]
    assert days == sorted(expected.values(), reverse=True)[: asked["limit"]]


def test_ids_parties_days_and_happenings_are_looked_up_in_indexes(store: Store) -> None:
    def steps(connection: Connection, query: str, **values: str) -> list[str]:
        return [row.detail for row in connection.execute(text(f"{PLAN}{query}"), values)]

    def plan(connection: Connection) -> dict[str, list[str]]:
        def asked(**wanted: Any) -> list[str]:
            query = linked.selected("development", wanted)  # type: ignore[arg-type]
            return steps(connection, str(query.compile(connection, compile_kwargs={"literal_binds": True})))

        return {
            "ids": steps(connection, linked._BY_ID.text, ids="[]", kind="event"),
            "actors": steps(connection, linked._ACTORS.text, pairs="[]"),
            "parties": asked(actor=("ALP",)),
            "newest": asked(limit=20),
            "beginning": asked(beginning="abcd"),
        }

    told = {name: "; ".join(each) for name, each in store.ask(plan).items()}
    assert "record_id" in told["ids"]
    assert "development_party USING PRIMARY KEY (party=?)" in told["parties"]
    assert "development_when" in told["newest"]
    assert "record_id" in told["beginning"]
    for steps_taken in told.values():
        assert not [table for table in ("record", "happening", "derived") if f"SCAN {table}" in steps_taken]
