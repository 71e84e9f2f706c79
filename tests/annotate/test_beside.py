"""Names beside offices and kin: no name is a time, and nobody is his own brother."""

import pytest

from legation.annotate.misread import mend
from legation.annotations import Token
from legation.models import SpacyParser


@pytest.fixture(scope="module")
def parser() -> SpacyParser:
    return SpacyParser()


def _parsed(parser: SpacyParser, text: str) -> tuple[Token, ...]:
    (tokens,) = next(iter(parser.parse([text])))
    mend(tokens)
    return tuple(tokens)


def _word(tokens: tuple[Token, ...], word: str) -> Token:
    return next(t for t in tokens if t.text == word)


@pytest.mark.model
def test_a_name_behind_an_office_is_beside_it(parser: SpacyParser) -> None:
    text = "The league's secretary-general, Amr Haddad, who met Mr Assad last month, was not consulted."
    tokens = _parsed(parser, text)
    name = _word(tokens, "Haddad")
    assert (name.dep, tokens[name.head].text) == ("appos", "general")


@pytest.mark.model
def test_who_is_told_of_by_a_participle_says_it(parser: SpacyParser) -> None:
    text = (
        "Tan Ki-moon, the South Korean trade minister nominated on Monday as head of the bank, said he would visit "
        "Geneva."
    )
    tokens = _parsed(parser, text)
    name, noun = _word(tokens, "moon"), _word(tokens, "minister")
    assert (name.dep, tokens[name.head].text) == ("nsubj", "said")
    assert (noun.dep, noun.head) == ("appos", name.i)


@pytest.mark.model
def test_kin_with_a_name_is_one_of_a_list(parser: SpacyParser) -> None:
    tokens = _parsed(parser, "The council froze the money of Bashar Assad, his wife Asma and three aides.")
    wife = _word(tokens, "wife")
    assert (wife.dep, tokens[wife.head].text) == ("conj", "Assad")


@pytest.mark.model
def test_kin_without_a_name_stays_beside(parser: SpacyParser) -> None:
    tokens = _parsed(parser, "Asma Assad, his wife, declined to comment.")
    wife = _word(tokens, "wife")
    assert (wife.dep, tokens[wife.head].text) == ("appos", "Assad")


@pytest.mark.model
def test_what_became_of_them_is_no_part_of_whom_it_was_done_to(parser: SpacyParser) -> None:
    tokens = _parsed(parser, "Bandits shot dead nine farmers in the hills.")
    outcome = _word(tokens, "dead")
    assert tokens[outcome.head].text == "shot"
