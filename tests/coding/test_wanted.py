"""What somebody is asked or expected to say, nobody has said: the record says so, and has no stance."""

import pytest

from legation import pipeline
from legation.link.wanted import is_wanted
from legation.pipeline import Coder
from legation.records import Document, Statement

pytestmark = pytest.mark.model


@pytest.fixture(scope="module")
def code() -> Coder:
    return pipeline.load()


@pytest.mark.parametrize(
    ("text", "actor"),
    [
        ("Canada appealed to Ethiopia to make public what it had done with the gates.", "ETH"),
        ("Diplomats expect the African Union to call another summit within a week.", "org:AU"),
        ("France urged Iran to announce a halt.", "IRN"),
        ("Peru asked Chile to condemn the raid.", "CHL"),
        ("France asked Germany to stop and to announce a halt.", "DEU"),
    ],
)
def test_what_is_only_wanted_is_marked(code: Coder, text: str, actor: str) -> None:
    told = [r for r in code(Document(text=text, published="2001-04-14")) if isinstance(r, Statement)]
    assert all(is_wanted(s) and not s.stance for s in told if s.speaker.actor == actor)
    assert any(not is_wanted(s) for s in told)


@pytest.mark.parametrize(
    "text",
    [
        "Ethiopia said it planned to announce a date.",
        "Peru said that Chile had announced a halt.",
        "Chile urged restraint.",
    ],
)
def test_what_is_told_as_said_is_not(code: Coder, text: str) -> None:
    told = [r for r in code(Document(text=text, published="2001-04-14")) if isinstance(r, Statement)]
    assert told
    assert not any(map(is_wanted, told))
