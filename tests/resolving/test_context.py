"""Names with several owners are settled by what else the document names."""

import pytest

from legation.knowledge import Knowledge, load
from legation.resolving.context import in_context
from legation.resolving.gazetteer import Gazetteer
from legation.resolving.names import SentenceNames


@pytest.fixture(scope="module")
def knowledge() -> Knowledge:
    return load()


def ids(knowledge: Knowledge, text: str) -> list[tuple[str, tuple[str, ...]]]:
    matches = tuple(Gazetteer(knowledge).find(text, 0, len(text)))
    (names,) = in_context([SentenceNames(matches, (), ())], knowledge)
    return [(text[m.start : m.end], m.ids) for m in names.matches if m.ids]


@pytest.mark.parametrize(
    ("text", "phrase", "who"),
    [
        ("Pyongyang fired a missile; the North said more would follow.", "the North", ("PRK",)),
        ("Fighting spread in the North of Nigeria.", "the North", None),
        ("Georgia rejected what Tbilisi had signed.", "Georgia", ("GEO",)),
        ("Voters queued in Georgia and Ohio.", "Georgia", None),
        ("The European Union met; the bloc agreed.", "the bloc", None),  # a noun that takes it up, not a name
        ("ECOWAS met; the bloc agreed.", "the bloc", None),
        ("The ISI denied it.", "ISI", ("org:pak-isi",)),
    ],
)
def test_a_shared_name_needs_its_owner_in_other_words(
    knowledge: Knowledge, text: str, phrase: str, who: tuple[str, ...] | None
) -> None:
    assert dict(ids(knowledge, text)).get(phrase) == who


def test_a_direction_is_no_country_where_a_longer_name_goes_on(knowledge: Knowledge) -> None:
    text = "North Korea and South Korea watched ships in the South Pacific and the North Sea."
    assert ids(knowledge, text) == [("North Korea", ("PRK",)), ("South Korea", ("KOR",))]


def test_nothing_is_lost_that_needs_no_context(knowledge: Knowledge) -> None:
    text = "France and NATO met Hamas."
    assert [who for _, who in ids(knowledge, text)] == [("FRA",), ("org:NATO",), ("group:hamas",)]


@pytest.mark.parametrize("text", ["Ghana spoke to the", "the", "The"])
def test_a_text_may_break_off_after_an_article(knowledge: Knowledge, text: str) -> None:
    assert {m.end for m in Gazetteer(knowledge).find(text, 0, len(text))} <= {5}
