"""Other projects' events are kept once each, found by their parties and days, and removed by data set."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Connection, text

from legation.codings import Coding
from legation.store import outside
from legation.store.outside import Counted, Dataset
from legation.store.store import Store


def coding(number: int = 1, **changes: Any) -> Coding:
    """India accuses Pakistan."""
    day = changes.get("day", "2025-05-07")
    values: dict[str, Any] = dict.fromkeys(Coding._fields) | {
        **{"dataset": "gdelt", "id": str(number), "day": day, "told": day, "actor": "IND", "recipient": "PAK"},
        **{"actor_name": "INDIA", "code": "112", "type": "ACCUSE", "quad": 3, "intensity": -2.0, "articles": 4},
        "line": number,
    }
    return Coding(**values | changes)


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with Store.open(tmp_path / "a.db") as made:
        yield made


def keep(store: Store, *codings: Coding, name: str = "a.CSV") -> int:
    file = store.tell(outside.begun(codings[0].dataset, name))
    return store.tell(outside.keep(file, codings))


def test_a_row_is_kept_once(store: Store) -> None:
    assert keep(store, coding(1), coding(2)) == 2
    assert keep(store, coding(2, code="057"), coding(3), name="b.CSV") == 1
    assert keep(store, coding(3)) == 0
    found = store.ask(outside.page("gdelt", {}, 10))
    assert [(each.coding.id, each.coding.code, each.file) for each in found] == [
        ("3", "112", "b.CSV"),
        ("2", "112", "a.CSV"),
        ("1", "112", "a.CSV"),
    ]
    assert found[2].coding == coding(1)


def test_the_same_number_in_another_data_set_or_on_another_day_is_another_row(store: Store) -> None:
    assert keep(store, coding(1), coding(1, day="2025-05-08")) == 2
    assert keep(store, coding(1, dataset="gdelt1")) == 1


def test_an_empty_batch_keeps_nothing(store: Store) -> None:
    file = store.tell(outside.begun("gdelt", "a.CSV"))
    assert store.tell(outside.keep(file, [])) == 0
    assert store.ask(outside.datasets) == ()


def test_data_sets_are_listed_and_removed_apart(store: Store) -> None:
    keep(store, coding(1), coding(2, day="2024-01-01", told="2025-05-09"))
    keep(store, coding(3), name="b.CSV")
    keep(store, coding(1, dataset="icews"))
    one, other = store.ask(outside.datasets)
    assert one == Dataset(dataset="gdelt", files=2, rows=3, days=2, first="2025-05-07", last="2025-05-09")
    assert (other.dataset, other.rows) == ("icews", 1)
    assert store.tell(outside.remove("gdelt")) == 3
    assert [each.dataset for each in store.ask(outside.datasets)] == ["icews"]
    assert store.ask(outside.covered("gdelt", None, None)) == ()
    assert keep(store, coding(1)) == 1


def test_pages_follow_one_another_without_gaps(store: Store) -> None:
    keep(store, *(coding(number, day=f"2025-05-{number % 3 + 1:02}") for number in range(20)))
    whole = store.ask(outside.page("gdelt", {}, 100))
    assert [each.coding.day for each in whole] == sorted((each.coding.day for each in whole), reverse=True)
    pages: list[outside.Stored] = []
    after = None
    while found := store.ask(outside.page("gdelt", {}, 6, after)):
        pages += found
        after = found[-1]
    assert pages == list(whole)


@pytest.mark.parametrize(
    ("where", "ids"),
    [
        ({"actor": "IND"}, {"1", "2"}),
        ({"recipient": "IND"}, {"3"}),
        ({"actor": "IND", "recipient": "PAK"}, {"1", "2"}),
        ({"since": "2025-05-02"}, {"2", "3", "4"}),
        ({"until": "2025-05-02"}, {"1", "2"}),
        ({"type": "AID"}, {"4"}),
        ({"actor": None, "since": None}, {"1", "2", "3", "4"}),
        ({"actor": "USA"}, set()),
    ],
)
def test_rows_are_found_by_what_is_asked(store: Store, where: outside.Where, ids: set[str]) -> None:
    rows = [coding(n, day=f"2025-05-0{n}") for n in (1, 2)]
    rows += [coding(3, day="2025-05-03", actor="PAK", recipient="IND")]
    keep(store, *rows, coding(4, day="2025-05-04", actor=None, recipient=None, type="AID"))
    assert {each.coding.id for each in store.ask(outside.page("gdelt", where, 10))} == ids


def test_what_lies_between_two_is_counted_by_day_and_type(store: Store) -> None:
    keep(
        store,
        *(coding(1), coding(2, articles=6), coding(3, type=None, code="010")),
        *(coding(4, actor="PAK", recipient="IND"), coding(5, actor=None), coding(6, day="2025-06-01", type="AID")),
    )
    forward = (Counted("2025-05-07", None, 1, 4), Counted("2025-05-07", "ACCUSE", 2, 10))
    assert store.ask(outside.between("gdelt", [("IND", "PAK")], None, "2025-05-31")) == forward
    both = store.ask(outside.between("gdelt", [("IND", "PAK"), ("PAK", "IND")], "2025-05-01", None))
    assert both == (*forward, Counted("2025-06-01", "AID", 1, 4), Counted("2025-05-07", "ACCUSE", 1, 4))


def test_questions_meet_their_indexes(store: Store) -> None:
    pair = "SELECT day, type, count(*), sum(articles) FROM outside WHERE actor = 'A' AND recipient = 'B' AND"
    actor = "SELECT * FROM outside WHERE dataset = 'gdelt' AND actor = 'A'"
    asked = {
        f"{pair} dataset = 'gdelt' AND day BETWEEN '2025' AND '2026' GROUP BY day, type": "COVERING INDEX outside_pair",
        "SELECT * FROM outside WHERE recipient = 'B' AND dataset = 'gdelt' AND day > '2025'": "outside_recipient",
        "SELECT * FROM outside WHERE dataset = 'gdelt' ORDER BY day DESC, \"row\" DESC LIMIT 5": "outside_when",
        f'{actor} ORDER BY day DESC, "row" DESC': "outside_actor",
    }

    def plans(connection: Connection) -> list[str]:
        found = (connection.execute(text(f"EXPLAIN QUERY PLAN {each}")) for each in asked)
        return [" ".join(row.detail for row in rows) for rows in found]

    for plan, index in zip(store.ask(plans), asked.values(), strict=True):
        assert index in plan
        assert "SCAN" not in plan
        assert "TEMP B-TREE" not in plan
