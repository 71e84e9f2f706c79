"""Rebels and the state that they fight are two speakers, so what the one claims the other can deny."""

import pytest

from legation import pipeline
from legation.link import linked
from legation.read import document
from legation.records import Contradiction

pytestmark = pytest.mark.model

THEIRS = "Rebels in western Uganda have halted their advance on Kasese, their spokesman said on Tuesday."
ARMY = "Rebels in western Uganda have kept advancing on Kasese, an officer of Uganda's army said on Tuesday."
OTHER = "Rebels in western Uganda have kept advancing on Kasese, a rebel officer said on Tuesday."


@pytest.mark.parametrize(("second", "wanted"), [(ARMY, 1), (OTHER, 0)], ids=["their enemy", "one of their own"])
def test_who_contradicts_them(second: str, wanted: int) -> None:
    code = pipeline.load()
    articles = [document(text, published="2007-03-13", publisher=f"The {n}") for n, text in enumerate((THEIRS, second))]
    found = [each for each in linked([r for a in articles for r in (a, *code(a))]) if isinstance(each, Contradiction)]
    assert len(found) == wanted
