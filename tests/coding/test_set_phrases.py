"""Set phrases and rarer verbs of newspapers tell their acts: each line of `set_phrases.txt`, by frames alone."""

from collections.abc import Iterable
from pathlib import Path

import pytest

from legation import pipeline
from legation.coding.sides import counts_for
from legation.knowledge import load
from legation.models import SpacyParser
from legation.pipeline import Coder
from legation.read.plain import document
from legation.records import Actor, Event

pytestmark = pytest.mark.model

LINES = (Path(__file__).parent / "set_phrases.txt").read_text(encoding="utf-8").splitlines()
CASES = tuple(tuple(line.split(" | ")) for line in LINES if line and not line.startswith("#"))


@pytest.fixture(scope="module")
def framed() -> Coder:
    return pipeline.coder(pipeline.standard(SpacyParser(), load(), None))


def told(code: Coder, text: str) -> set[str]:
    """The acts of a sentence of June 2015 as "TYPE who>whom", parties by the countries or bodies they count for."""
    records = code(document(text, published="2015-06-01"))
    actors = {record.id: record for record in records if isinstance(record, Actor)}

    def side(keys: Iterable[str]) -> str:
        return "+".join(counts_for(key, actors) for key in keys)

    return {f"{e.type} {side(e.actor)}>{side(e.recipient)}" for e in records if isinstance(e, Event)}


def test_there_are_some_of_each_type() -> None:
    kinds = [act.split()[0] for _, act in CASES]
    assert len(set(kinds)) == 16
    assert min(map(kinds.count, kinds)) > 20


@pytest.mark.parametrize(("text", "act"), CASES, ids=[text for text, _ in CASES])
def test_a_phrase_tells_its_act(text: str, act: str, framed: Coder) -> None:
    assert told(framed, text) == {act}
