"""Who acts behind an opening place, beside an office or before a name for something is put right in the parse."""

import re

import pytest

from legation.annotate.misread import mend
from legation.annotate.prose import dropped, title_pattern
from legation.annotations import Token
from legation.models import SpacyParser
from legation.tables import yaml_table


@pytest.fixture(scope="module")
def parser() -> SpacyParser:
    return SpacyParser()


@pytest.fixture(scope="module")
def titles() -> re.Pattern[str]:
    return title_pattern(yaml_table("annotate/portfolios.yaml"))


def _mended(parser: SpacyParser, text: str) -> list[Token]:
    (tokens,) = next(iter(parser.parse([text])))
    mend(tokens)
    return tokens


@pytest.mark.parametrize(
    ("text", "name", "verb"),
    [
        ("In Kisangani, Moise Kalonji, the governor of the province, denied the report.", "Kalonji", "denied"),
        ("From Havana, Rauf Osman, who leads the exiles, said he was ready.", "Osman", "said"),
        (
            "In Addis Ababa, Ivo Lindqvist, the Danish envoy, called it a fraud.",
            "Lindqvist",
            "called",
        ),
        ("At the United Nations, Vernon Tate, speaking for Canada, said so.", "Tate", "said"),
        ("In Vienna, Iran rejected the plan.", "Iran", "rejected"),
        ("Moise Kalonji, the commander of the garrison, accused the rebels of looting.", "Kalonji", "accused"),
        ("Moise Kalonji, the army chief, called the plan a fraud.", "Kalonji", "called"),
    ],
)
def test_who_is_named_has_the_verb(parser: SpacyParser, text: str, name: str, verb: str) -> None:
    tokens = _mended(parser, text)
    subject, told = (next(t for t in tokens if t.text == word) for word in (name, verb))
    assert (subject.dep, subject.head, told.dep) == ("nsubj", told.i, "ROOT")


@pytest.mark.parametrize("text", ["In Paris, France, the talks ended.", "In March, on a Sunday, he left."])
def test_a_place_or_a_day_says_nothing(parser: SpacyParser, text: str) -> None:
    tokens = _mended(parser, text)
    assert [t.text for t in tokens if t.dep == "nsubj"] in (["talks"], ["he"])


@pytest.mark.parametrize(
    ("text", "name", "office"),
    [
        ("A member of the ruling party, Ejup Rugo, called the plan a fraud.", "Rugo", "member"),
        ("The chief Israeli delegate, Menachem Begin, said he was ready to talk.", "Begin", "delegate"),
        ("The king's press aide and cousin, Anouk Osman, denied the report.", "Osman", "aide"),
    ],
)
def test_a_name_stands_beside_the_one_whose_it_is(parser: SpacyParser, text: str, name: str, office: str) -> None:
    tokens = _mended(parser, text)
    one, subject = (next(t for t in tokens if t.text == word) for word in (name, office))
    assert (one.dep, one.head) == ("appos", subject.i)


@pytest.mark.parametrize(
    "text", ["The brother of the president, Ali Nuri, said so.", "The wife of the minister, Ana, wept."]
)
def test_behind_an_office_he_may_be_its_holder(parser: SpacyParser, text: str) -> None:
    assert {t.text for t in _mended(parser, text) if t.dep == "nsubj"} <= {"brother", "wife"}


def test_what_something_is_called_is_no_part_of_it(parser: SpacyParser) -> None:
    tokens = _mended(parser, 'The mayor called the fall of the cabinet "good news".')
    news, cabinet = (next(t for t in tokens if t.text == word) for word in ("news", "cabinet"))
    assert (news.dep, tokens[news.head].text) == ("oprd", "called")
    assert (cabinet.dep, tokens[cabinet.head].text) == ("pobj", "of")


def test_an_elided_article_belongs_to_the_name(parser: SpacyParser) -> None:
    tokens = _mended(parser, "Ludovic Marchand d'Orval, the army chief, accused the rebels of looting.")
    assert [t.text for t in tokens if t.dep == "nsubj"] == ["d'Orval"]


@pytest.mark.parametrize(
    ("text", "seen"),
    [
        ("He met Brig. Omar Said.", "He met Brig Omar Said."),
        ("He met Lieut. Gen. K. S. Rao.", "He met Lieut Gen. K. S. Rao."),
        ("Yu. V. Orlov met A. N. Petrov.", "Yu V. Orlov met A. N. Petrov."),
        ("He met Mr. Yu. The talks ended.", "He met Mr. Yu. The talks ended."),
        ("He met Gen. Omar Said.", "He met Gen. Omar Said."),
    ],
)
def test_the_dot_of_a_short_title_is_not_seen(titles: re.Pattern[str], text: str, seen: str) -> None:
    drop = dropped(text, (), titles)
    assert "".join(c for at, c in enumerate(text) if at not in drop) == seen
