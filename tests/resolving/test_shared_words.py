"""A word that a state's papers use for a body of their own is that one's where the text plays there."""

import pytest

from who_is_who import who

pytestmark = pytest.mark.model

Case = tuple[str, str | None, tuple[str, ...]]
PARTY, USUAL = ("group:inc",), ("org:usa-congress",)

CASES: dict[str, Case] = {
    "filed from there, with an article": ("[The Congress] split. American envoys were surprised.", "NEW DELHI", PARTY),
    "the same in the rest of the text": (
        "A Congress leader left. He had been in [Congress] for years, said an American envoy.",
        "NEW DELHI",
        PARTY,
    ),
    "of a text that tells of it more": (
        "India and the Indian army praised Indian farmers and the American envoy. [Congress] cheered.",
        None,
        PARTY,
    ),
    "as much and with a sign": (
        "India's army and Indian farmers praised the American envoy. [The Congress] cheered.",
        None,
        PARTY,
    ),
    "filed from there, of an accord with the other state": (
        "India signed a pact with the United States. [Congress] must approve it in Washington.",
        "NEW DELHI",
        USUAL,
    ),
    "named in full once": (
        "Indian farmers wrote to India's envoy at the US Congress. [The Congress] replied.",
        "NEW DELHI",
        USUAL,
    ),
    "of a text on the other state": (
        "The United States praised India. American envoys left. [The Congress] cheered.",
        None,
        USUAL,
    ),
}


@pytest.mark.parametrize("case", CASES.values(), ids=CASES)
def test_whose_body_a_word_means(case: Case) -> None:
    text, dateline, ids = case
    assert who(text, "1999-03-03", dateline) == ids
