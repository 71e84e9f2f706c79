"""What is read once of a key's order gives what the table would give each time, whatever comes between."""

import sqlite3
from contextlib import closing
from random import Random

import pytest

from legation.store import nearby
from legation.store.nearby import Nearby, When

KEYS = ("a", "b", "c")
Told = list[tuple[str, int, int, int]]  # key, moment, rank, record


def told_before(told: Told, when: When, key: str, most: int) -> list[int]:
    rows = sorted((row[1:] for row in told if row[0] == key and row[1:3] < when), reverse=True)
    return [record for _, _, record in rows[:most]]


def told_after(told: Told, when: When, key: str, most: int) -> list[int]:
    rows = sorted(row[1:] for row in told if row[0] == key and row[1:3] > when)
    return [record for _, _, record in rows[:most]]


@pytest.mark.parametrize("seed", range(12))
@pytest.mark.parametrize("held", [2, 100])  # fewer stretches than keys, and enough
def test_what_was_read_and_what_came_since_are_told_together(
    seed: int, held: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(nearby, "STRETCHES", held)
    monkeypatch.setattr(nearby, "AT_ONCE", 2)
    dice, told, whens = Random(seed), Told(), dict[int, When]()
    places = [(moment, rank) for moment in (-3, 5, 1 << 62) for rank in range(12)]
    with closing(sqlite3.connect(":memory:")) as driver:
        driver.execute(
            "CREATE TABLE happening_key (key, moment, rank, record, PRIMARY KEY (key, moment, rank, record))"
        )
        found = Nearby(driver, whens)
        for record, when in enumerate(dice.sample(places, k=len(places))):
            for _ in range(3):
                asked = dice.choice((*places, when))
                keys, most = dice.sample(KEYS, k=dice.randint(1, 3)), dice.randint(1, 4)
                assert found.before(asked, keys, most) == [told_before(told, asked, key, most) for key in keys]
                assert found.after(asked, keys, most) == [told_after(told, asked, key, most) for key in keys]
            entered = dice.sample(KEYS, k=dice.randint(1, 3))
            rows = [(key, *when, record) for key in entered]
            driver.executemany("INSERT INTO happening_key VALUES (?, ?, ?, ?)", rows)
            found.enter(when, record, [*entered, entered[0]])
            told += rows
        assert {record: when for _, *when, record in told if record in whens} == {k: [*v] for k, v in whens.items()}


def test_a_stretch_is_read_again_where_many_are_told_at_one_place_and_when_rows_have_gone() -> None:
    with closing(sqlite3.connect(":memory:")) as driver:
        driver.execute(
            "CREATE TABLE happening_key (key, moment, rank, record, PRIMARY KEY (key, moment, rank, record))"
        )
        rows = [("a", 1, 1, record) for record in range(9)] + [("a", 2, 0, 9), ("a", 3, 0, 10)]
        driver.executemany("INSERT INTO happening_key VALUES (?, ?, ?, ?)", rows)
        found = Nearby(driver, {})
        assert found.after((1, 1), ("a",), 2) == [[9, 10]]
        driver.execute("DELETE FROM happening_key WHERE record = 9")
        assert found.after((1, 1), ("a",), 2) == [[9, 10]]
        found.forget()
        assert found.after((1, 1), ("a",), 2) == [[10]]
