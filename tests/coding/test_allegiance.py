"""Allegiance and targets: for whom an official speaks, and on whom the words fall. All sentences are made up."""

from collections.abc import Callable

import pytest

from coding.conftest import statement_tables
from legation.coding.statements import statements
from legation.knowledge import load
from legation.models import SpacyParser
from legation.pipeline import finding, read
from legation.records import Document, Statement

Code = Callable[[str], list[Statement]]

pytestmark = pytest.mark.model


@pytest.fixture(scope="module")
def code() -> Code:
    steps = (*finding(SpacyParser(), load()), statements(statement_tables()))

    def run(text: str) -> list[Statement]:
        return list(read(Document(text=text, published="2003-05-06"), steps).of(Statement))

    return run


@pytest.mark.parametrize(
    ("text", "country", "why"),
    [
        ("The Jordanian court chamberlain said that the road was open.", "JOR", "Jordanian"),
        ("A communiqué from Cairo said that the road was open.", "EGY", "Cairo"),
        ("In Nepal's parliament the land minister accused India of theft.", "NPL", "beside the content"),
        ("Norway pays in May. The planning minister said that the road was open.", "NOR", "sentence before"),
    ],
)
def test_an_official_without_a_country_is_given_one(code: Code, text: str, country: str, why: str) -> None:
    [statement] = [s for s in code(text) if s.speaker.as_written]
    assert statement.speaker.country == country
    assert any(why in reason for reason in statement.why) or len(statement.why) == 2


@pytest.mark.parametrize(
    "text",
    [
        "The land minister said that the road was open.",
        "A land minister said in Geneva that India and Nepal had met.",
        "Norway and Sweden met. The planning minister said that the road was open.",
        "The analyst said that Norway had closed the road.",
        "The land minister accused Norway of theft.",
    ],
)
def test_where_the_text_does_not_tell_nothing_is_guessed(code: Code, text: str) -> None:
    [statement] = [s for s in code(text) if s.speaker.as_written]
    assert statement.speaker.country is None


def test_of_two_countries_the_one_that_is_judged_is_not_the_speakers(code: Code) -> None:
    [statement] = code("The land minister said that Nepal was patient and had been betrayed by India, a traitor.")
    assert statement.speaker.country in ("NPL", None)


@pytest.mark.parametrize(
    ("text", "target", "sign"),
    [
        ("Brazil voiced confidence in Malaysia.", "MYS", 1),
        (
            "Manila said that the best friend of the nation had come to its help, and Japan had done so at once.",
            "JPN",
            1,
        ),
        ("Accra told Guinea that a nest of liars should expect no letters.", "GIN", -1),
        ("Estonia's ministry spoke of nine lies from Moscow.", "RUS", -1),
        ("“It was a disgrace,” the Polish minister said of Hungary's police.", "HUN", -1),
        ("The Polish minister said: “They never asked for money. Germany is a loyal friend.”", "DEU", 1),
    ],
)
def test_stances_fall_on_whom_the_text_means(code: Code, text: str, target: str, sign: int) -> None:
    told = [s.value for statement in code(text) for s in statement.stance if s.target == target]
    assert told
    assert all(value * sign > 0 for value in told)


def test_a_place_is_no_target_where_nothing_is_said_of_it(code: Code) -> None:
    [statement] = code("Brazil said that its delegates would meet in Malaysia on Friday.")
    assert statement.stance == ()
