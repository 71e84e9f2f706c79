"""What two commas or a semicolon close is no part of what follows."""

import pytest

from legation.annotate.misread import mend
from legation.annotations import Token
from legation.models import SpacyParser

pytestmark = pytest.mark.model


@pytest.fixture(scope="module")
def parser() -> SpacyParser:
    return SpacyParser()


def _heads(parser: SpacyParser, text: str, *words: str) -> list[tuple[str, str]]:
    (tokens,) = next(iter(parser.parse([text])))
    mend(tokens)
    found = [next(t for t in tokens if t.text == word) for word in words]
    return [(t.dep, tokens[t.head].text) for t in found if isinstance(t, Token)]


def test_a_clause_of_time_between_commas_ends_there(parser: SpacyParser) -> None:
    text = (
        "President Voss telephoned Chinese President Hu Jintao on Friday, days after Iran said it had fired a rocket, "
        "and asked him to use his influence."
    )
    assert _heads(parser, text, "asked") == [("conj", "telephoned")]


def test_without_the_commas_the_nearest_verb_goes_on(parser: SpacyParser) -> None:
    text = "The minister resigned after the union said it would strike and asked for talks."
    assert _heads(parser, text, "asked") != [("conj", "resigned")]


def test_a_semicolon_parts_two_sentences(parser: SpacyParser) -> None:
    text = "Workneh Tarvik said three presidents would fly to Juba; he did not say when."
    assert _heads(parser, text, "fly", "say") == [("ccomp", "said"), ("conj", "said")]
