"""What parties hold over others is the same, whether it is read alone, with others, or was read before."""

from collections.abc import Iterator
from datetime import date
from itertools import permutations
from pathlib import Path

import pytest

from influence_story import STATES, story
from legation.link.routes import bounds
from legation.store.store import Store
from legation.view.influence_levers import Levers


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with Store.open(tmp_path / "news.db") as opened:
        for each in story():
            each.add(opened)
        yield opened


def test_what_lies_between_parties_is_read_at_once_as_one_by_one(store: Store) -> None:
    def new() -> Levers:
        return Levers(store, date(2024, 12, 31), target="GAM", limits=bounds(3))

    pairs = list(permutations(STATES, 2))
    together = new().between(pairs)
    assert together == {pair: new().between([pair])[pair] for pair in pairs}
    assert any(step.hold for step in together.values())
    known = new()
    for party in STATES:
        known.onto(party)
    assert known.between(pairs) == together
