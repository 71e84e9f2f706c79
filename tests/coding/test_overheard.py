"""Overheard: what a listener hears beside the rules, with hearings made by hand. All speakers are made up."""

from collections.abc import Callable

import pytest

from coding.conftest import Read, statement_tables
from coding.hearings import CHANCES, LABELS, heard, hearing
from legation.annotations import Hearing, Sentence
from legation.coding.statements import statements
from legation.records import Statement
from legation.step import Step

Code = Callable[[str, Callable[[Sentence], Hearing]], list[Statement]]

pytestmark = pytest.mark.model

WINKED = "The old envoy winked that the road was closed."
CONTENT = "road was closed"  # without its article: whole phrases are taken


@pytest.fixture(scope="module")
def step() -> Step:
    return statements(statement_tables(LABELS, CHANCES))


@pytest.fixture(scope="module")
def code(read: Read, step: Step) -> Code:
    def run(text: str, listen: Callable[[Sentence], Hearing]) -> list[Statement]:
        reading = read(text)
        reading = reading.plus([listen(s) for s in reading.of(Sentence)])
        return [r for r in step.run(reading) if isinstance(r, Statement)]

    return run


def winking(chance: float, act: str = "say", denied: float = 0.0) -> Callable[[Sentence], Hearing]:
    def listen(s: Sentence) -> Hearing:
        return hearing(
            s, heard(s, "winked", act, chance=chance, denied=denied, source="The old envoy", content=CONTENT)
        )

    return listen


def told(found: list[Statement]) -> list[tuple[str, str, str]]:
    return [(s.speaker.as_written, s.act, " | ".join(c.text for c in s.content)) for s in found]


def noting(source: str) -> Callable[[Sentence], Hearing]:
    return lambda s: hearing(s, heard(s, "notes", source=source))


def test_a_reporter_behind_its_words_is_found_by_the_commas(code: Code) -> None:
    found = told(code("The growers blame the traders, a bank memorandum of 1988 notes.", noting("a bank memorandum")))
    assert "The growers blame the traders" in [content for *_, content in found]


def test_a_phrase_that_leads_in_is_nothing_that_is_reported(code: Code) -> None:
    found = told(code("In a clip for the new show, the singer notes the price.", noting("the singer")))
    assert "In a clip for the new show" not in [content for *_, content in found]


def test_a_step_that_hears_needs_hearings(step: Step) -> None:
    assert Hearing in step.needs
    assert Hearing not in statements(statement_tables()).needs


def test_a_cue_that_no_rule_knows_makes_a_statement_with_source_and_whole_phrases(code: Code) -> None:
    [statement] = found = code(WINKED, winking(0.9))
    assert told(found) == [("The old envoy", "say", "the road was closed")]
    assert [(e.role, e.text) for e in statement.evidence] == [
        ("source", "The old envoy"),
        ("cue", "winked"),
        ("content", "the road was closed"),
    ]
    assert not statement.negated
    assert statement.confidence == pytest.approx(0.9 * CHANCES.confidence * 0.9)  # the envoy is no known actor


@pytest.mark.parametrize(("chance", "number"), [(0.79, 0), (0.81, 1)])
def test_a_cue_is_heard_from_its_chance_on(code: Code, chance: float, number: int) -> None:
    assert len(code(WINKED, winking(chance))) == number


def test_the_likeliest_act_is_taken(code: Code) -> None:
    assert [s.act for s in code(WINKED, winking(0.9, "warn"))] == ["warn"]


@pytest.mark.parametrize(("denied", "negated"), [(0.4, False), (0.6, True)])
def test_a_denied_cue_is_a_negated_statement(code: Code, denied: float, negated: bool) -> None:
    assert [s.negated for s in code(WINKED, winking(0.9, denied=denied))] == [negated]


def test_a_heard_silence_is_no_statement(code: Code) -> None:
    assert code(WINKED, winking(0.95, "silence")) == []


def test_a_word_within_a_name_is_no_cue(code: Code) -> None:
    def listen(s: Sentence) -> Hearing:
        return hearing(s, heard(s, "Support", "praise", source="Forces", content="Forces to lift the siege"))

    assert code("Egypt spoke with the Rapid Support Forces to lift the siege.", listen) == []


def test_a_cue_without_content_is_no_statement(code: Code) -> None:
    assert code(WINKED, lambda s: hearing(s, heard(s, "winked", source="The old envoy"))) == []


@pytest.mark.parametrize(
    ("text", "cue", "content"),
    [
        ("The envoy said that the road was closed.", "said", "the road was closed"),
        ("Berlin voiced concern about the arrests.", "concern", "the arrests"),
    ],
)
def test_a_cue_that_a_rule_knows_is_not_doubled(code: Code, text: str, cue: str, content: str) -> None:
    assert [c for *_, c in told(code(text, lambda s: hearing(s, heard(s, cue, content=content))))] == [content]


@pytest.mark.parametrize(("chance", "number"), [(0.04, 0), (0.06, 1)])
def test_a_rule_that_is_doubted_is_dropped(code: Code, chance: float, number: int) -> None:
    found = code(
        "The envoy said that the road was closed.", lambda s: hearing(s, chances={"said": chance, "closed": 0})
    )
    assert len(found) == number


@pytest.mark.parametrize(
    ("chance", "content"), [(0.95, "the road was closed"), (0.5, "the road was closed on Monday at dawn near Lima")]
)
def test_the_content_of_a_rule_is_mended_where_the_cue_is_heard_well(code: Code, chance: float, content: str) -> None:
    text = "The envoy said that the road was closed on Monday at dawn near Lima."
    found = code(text, lambda s: hearing(s, heard(s, "said", chance=chance, content="the road was closed")))
    assert told(found) == [("The envoy", "say", content)]


@pytest.mark.parametrize(("chance", "speakers"), [(0.55, ["the mayor"]), (0.65, ["the mayor", "The envoy"])])
def test_a_cue_inside_a_quotation_has_a_chance_of_its_own(code: Code, chance: float, speakers: list[str]) -> None:
    def listen(s: Sentence) -> Hearing:
        inner = heard(s, "winked", chance=chance, source="The envoy", content=CONTENT)
        return hearing(s, inner, chances={"said": 0.9})

    found = code("“The envoy winked that the road was closed,” the mayor said.", listen)
    assert [s.speaker.as_written for s in found] == speakers
    assert [s.nested_in for s in found[1:]] == [found[0].id] * (len(found) - 1)
    assert all("“" not in c.text for s in found[1:] for c in s.content)


def test_sources_that_are_joined_each_have_their_statement(code: Code) -> None:
    def listen(s: Sentence) -> Hearing:
        return hearing(s, heard(s, "winked", source="Japan and France", content=CONTENT))

    found = code("Japan and France winked that the road was closed.", listen)
    assert {s.speaker.actor for s in found} == {"JPN", "FRA"}


def test_words_beyond_those_heard_are_left_to_the_rules(code: Code) -> None:
    def listen(s: Sentence) -> Hearing:
        return Hearing(s.index, (), cue_chances=[0.0], forecasts=[0.0])

    assert told(code("The envoy said that the road was closed.", listen)) == [
        ("The envoy", "say", "the road was closed")
    ]


def test_what_is_heard_of_a_cue_that_waits_for_a_quotation_is_kept(code: Code) -> None:
    def listen(s: Sentence) -> Hearing:
        return hearing(s, heard(s, "added", source="The envoy", content="a word about the road"))

    assert told(code("The envoy added a word about the road.", listen)) == [
        ("The envoy", "say", "a word about the road")
    ]


def test_a_verb_is_a_cue_beside_its_object_where_it_tells_the_object(code: Code) -> None:
    def listen(s: Sentence) -> Hearing:
        return hearing(s, heard(s, "shelved", "warn", source="The envoy", content="warnings that the road was closed"))

    found = code("The envoy shelved warnings that the road was closed.", listen)
    assert told(found) == [
        ("The envoy", "warn", "warnings that the road was closed"),
        ("", "warn", "the road was closed"),
    ]
    assert found[1].nested_in == found[0].id


@pytest.mark.parametrize(
    ("text", "source"),
    [
        ("Chad accused the envoy of winking that the road was closed.", "the envoy"),  # not whoever is heard
        ("Lima recalled the envoy winking that the road was closed.", "the envoy"),
    ],
)
def test_the_syntax_tells_whose_gerund_it_is(code: Code, text: str, source: str) -> None:
    def listen(s: Sentence) -> Hearing:
        return hearing(s, heard(s, "winking", "warn", source=text.split()[0], content="the road was closed"))

    assert (source, "warn", "the road was closed") in told(code(text, listen))


def test_an_article_alone_is_nobody(code: Code) -> None:
    def listen(s: Sentence) -> Hearing:
        return hearing(s, heard(s, "word", "warn", source="The", content="a closed road"), chances={"word": 0.95})

    found = code("The envoy, in a word of a closed road, left.", listen)
    assert [s.speaker.as_written for s in found] == ["The envoy"]


@pytest.mark.parametrize(("act", "number"), [("praise", 2), ("silence", 1)])
def test_a_noun_of_nobody_counts_inside_a_report_where_its_act_may_be_unowned(
    code: Code, act: str, number: int
) -> None:
    def listen(s: Sentence) -> Hearing:
        return hearing(s, heard(s, "hymns", act, content="the harbour"), chances={"said": 0.9})

    assert len(code("The mayor said that hymns on the harbour were sung.", listen)) == number


def test_an_adjective_is_part_of_its_cue(code: Code) -> None:
    def listen(s: Sentence) -> Hearing:
        return hearing(s, heard(s, "is", "warn", source="The envoy", content="skittish of a truce"))

    assert told(code("The envoy is skittish of a truce.", listen)) == [("The envoy", "warn", "a truce")]


def test_whom_a_participle_speaks_of_suspects_nobody(code: Code) -> None:
    def listen(s: Sentence) -> Hearing:
        return hearing(s, heard(s, "suspected", "warn", source="persons", content="smuggling"))

    assert told(code("The guards held eleven persons suspected of smuggling.", listen)) == []
