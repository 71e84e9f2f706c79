"""The words of a stretch are those of the same stretch read alone, wherever it begins and ends."""

from hypothesis import given
from hypothesis import strategies as st

from legation.link import passages, words
from legation.link.wording import Wording

TEXT = (
    "The U.N.’s envoy can't say why 3.5 million fled. Mr Ode’s ally, Port-Said's mayor, met 1,200 of them.\n\nRain fell"
)


def read(text: str, first: int, last: int) -> list[tuple[int, str, str]]:
    """The words of a stretch cut out of the text, found anew."""
    found = []
    for stem, match in words.load().words(text[first:last]):
        name = match[0][0].isupper() and match[0].casefold() not in words.load().titles
        compared = stem.capitalize() if name and not passages.opens(text, first + match.start()) else stem
        found.append((first + match.start(), stem, compared))
    return found


def test_every_stretch_has_the_words_of_its_own() -> None:
    wording = Wording(TEXT)
    for first in range(len(TEXT) + 1):
        for last in range(first, len(TEXT) + 1):
            told = [(word.start, word.stem, word.compared) for word in wording.within(first, last)]
            assert told == read(TEXT, first, last), TEXT[first:last]


def test_words_keep_their_places() -> None:
    assert [TEXT[word.start : word.end] for word in Wording(TEXT).within(0, 20)] == ["envoy"]


@given(st.text(alphabet="aB1.,' ’\n", max_size=30), st.integers(0, 30), st.integers(0, 30))
def test_cuts_within_words_make_other_words(text: str, first: int, last: int) -> None:
    told = [(word.start, word.stem, word.compared) for word in Wording(text).within(first, last)]
    assert told == read(text, first, last)
