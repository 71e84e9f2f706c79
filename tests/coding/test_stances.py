"""Stances: how a speaker stands towards those spoken of, heard by a listener or shown by rules. All is made up."""

from collections.abc import Callable, Mapping, Sequence

import pytest

from coding.conftest import Read, statement_tables
from coding.hearings import CHANCES, LABELS, NEITHER, heard, hearing
from legation.annotations import Hearing, Sentence
from legation.coding.statements import statements
from legation.records import Statement

Shown = tuple[str, float, str | None]
Code = Callable[[str, Callable[[Sentence], Hearing] | None], list[Statement]]

pytestmark = pytest.mark.model

FOR, AGAINST, TORN = (0.1, 0.1, 0.8), (0.9, 0.1, 0.0), (0.4, 0.2, 0.4)


@pytest.fixture(scope="module")
def code(read: Read) -> Code:
    alone, listening = statements(statement_tables()), statements(statement_tables(LABELS, CHANCES))

    def run(text: str, listen: Callable[[Sentence], Hearing] | None = None) -> list[Statement]:
        reading = read(text)
        if listen is None:
            return [r for r in alone.run(reading) if isinstance(r, Statement)]
        reading = reading.plus([listen(s) for s in reading.of(Sentence)])
        return [r for r in listening.run(reading) if isinstance(r, Statement)]

    return run


def shown(statement: Statement) -> list[Shown]:
    return [(s.target, s.value, None if s.words is None else s.words.text) for s in statement.stance]


def saying(content: str, stances: Mapping[str, Sequence[float]], cue: str = "said") -> Callable[[Sentence], Hearing]:
    return lambda s: hearing(s, heard(s, cue, content=content, stances=stances))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Poland praised Germany for its help.", [("DEU", 1.0, "praised")]),
        ("Poland condemned Russia over the raid.", [("RUS", -1.0, "condemned")]),
        ("Poland said Germany is a friend.", [("DEU", 0.72, "friend")]),
        ("Poland said Russia is reckless.", [("RUS", -0.64, "reckless")]),
        ("Poland said Germany had voted.", []),
        ("Poland said Germany is not a friend.", [("DEU", -0.54, "not a friend")]),
        ("Poland said Poland is a friend.", []),
    ],
)
def test_rules_show_stances_by_acts_and_describing_words(code: Code, text: str, expected: list[Shown]) -> None:
    [statement] = code(text, None)
    assert shown(statement) == expected


def test_a_denied_act_shows_nothing_by_rules(code: Code) -> None:
    found = code("Poland did not say that Germany is a friend.", None)
    assert [(s.negated, s.stance) for s in found] == [(True, ())]


@pytest.mark.parametrize(
    ("chances", "value", "words"),
    [
        (FOR, 0.49, "visited"),
        (AGAINST, -0.63, "visited"),
        (TORN, 0.0, None),
        ((0.3, 0.2, 0.5), 0.0, None),  # too weak to be one
        ((0.1, 0.3, 0.6), 0.35, "visited"),
    ],
)
def test_a_heard_stance_is_for_less_against(
    code: Code, chances: Sequence[float], value: float, words: str | None
) -> None:
    content = "Germany had visited Ukraine"
    [statement] = code(f"Poland said {content}.", saying(content, {"Germany": chances}))
    assert shown(statement) == [("DEU", value, words), ("UKR", 0.0, None)]


@pytest.mark.parametrize(
    ("text", "cue", "content", "target", "chances", "words"),
    [
        (
            "Poland said Germany is a reliable friend.",
            "said",
            "Germany is a reliable friend",
            "Germany",
            FOR,
            "reliable",
        ),
        (
            "Poland said Russia is a reckless friend.",
            "said",
            "Russia is a reckless friend",
            "Russia",
            AGAINST,
            "reckless",
        ),
        ("Poland praised Germany for its help.", "praised", "Germany for its help", "Germany", FOR, "praised"),
        ("Poland said Russia bombed Ukraine.", "said", "Russia bombed Ukraine", "Russia", AGAINST, "bombed"),
    ],
)
def test_the_words_are_those_that_point_the_same_way(
    code: Code, text: str, cue: str, content: str, target: str, chances: Sequence[float], words: str
) -> None:
    [statement] = code(text, saying(content, {target: chances}, cue))
    assert {s.target: s.words and s.words.text for s in statement.stance if s.value} == {statement.about[0]: words}
    for stance in statement.stance:
        if stance.words is not None:
            assert text[stance.words.start : stance.words.end] == stance.words.text


def test_telling_words_and_what_is_heard_weigh_together(code: Code) -> None:
    text, content = "Poland said Germany is a friend.", "Germany is a friend"
    values = [code(text, saying(content, {"Germany": heard}))[0].stance[0].value for heard in (FOR, NEITHER, AGAINST)]
    assert values == [0.92, 0.43, -0.2]


def test_what_the_speaker_says_of_their_own_mind_counts_as_theirs(code: Code) -> None:
    text = "Poland said that we had seen Germany at work."

    def listen(s: Sentence) -> Hearing:
        outer = heard(s, "said", content="we had seen Germany at work")
        inner = heard(s, "seen", source="we", content="Germany at work", stances={"Germany": AGAINST})
        return hearing(s, outer, inner)

    assert ("DEU", -0.63, "seen") in shown(code(text, listen)[0])


def test_in_other_sentences_of_a_quotation_telling_words_count_alone(code: Code) -> None:
    text = "“We waited for days,” Poland said. “Germany betrayed us.”"
    [statement] = [s for s in code(text, None) if s.cue == "say"]
    assert shown(statement) == [("DEU", -0.6, "betrayed")]


def test_the_strongest_stance_is_kept_where_an_actor_is_named_twice(code: Code) -> None:
    text = "Poland said Germany had voted while Berlin had waited."
    [statement] = code(text, saying(text[12:-1], {"Germany": (0, 0.6, 0.4), "Berlin": AGAINST}))
    assert shown(statement) == [("DEU", -0.63, "waited")]


def test_a_speaker_takes_no_stance_to_themselves(code: Code) -> None:
    text = "Poland said Warsaw had helped Germany."
    [statement] = code(text, saying(text[12:-1], {"Warsaw": FOR, "Germany": FOR}))
    assert [target for target, *_ in shown(statement)] == ["DEU"]
