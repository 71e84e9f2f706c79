"""Statements: text in, speaker, act and content out. All sentences and speakers are made up."""

from collections.abc import Callable

import pytest

from coding.conftest import Read, statement_tables
from legation.coding.statements import statements
from legation.records import Statement
from legation.step import Step

Code = Callable[..., list[Statement]]

pytestmark = pytest.mark.model


@pytest.fixture(scope="module")
def step() -> Step:
    return statements(statement_tables())


@pytest.fixture(scope="module")
def code(read: Read, step: Step) -> Code:
    def run(text: str) -> list[Statement]:
        return [r for r in step.run(read(text)) if isinstance(r, Statement)]

    return run


def said(statement: Statement) -> str:
    return " | ".join(span.text for span in statement.content)


def told(statement: Statement) -> tuple[str, str, str]:
    return statement.speaker.as_written, statement.act, said(statement)


@pytest.mark.parametrize(
    ("text", "speaker", "act", "content"),
    [
        ("The minister said that the border was closed.", "The minister", "say", "the border was closed"),
        (
            "The talks, officials said, would resume in spring.",
            "officials",
            "say",
            "The talks | would resume in spring",
        ),
        ("The border is closed, the ministry said.", "the ministry", "say", "The border is closed"),
        ("As the envoy noted, the road was empty.", "the envoy", "say", "the road was empty"),
        ("Tehran denied the raid on the port.", "Tehran", "deny", "the raid on the port"),
        ("Poland warned of a wider war.", "Poland", "warn", "a wider war"),
        ("Japan urged China to open its markets.", "Japan", "urge", "China to open its markets"),
        ("France called on Turkey to withdraw its ships.", "France", "urge", "Turkey to withdraw its ships"),
        ("India promised to reopen the crossing.", "India", "promise", "to reopen the crossing"),
        ("Ankara described the raid as a mistake.", "Ankara", "describe", "the raid as a mistake"),
        ("Seoul called the launch a provocation.", "Seoul", "describe", "the launch a provocation"),
        ("Kyiv accused Moscow of delay.", "Kyiv", "accuse", "Moscow of delay"),
        ("According to a diplomat, the offer was sincere.", "a diplomat", "say", "the offer was sincere"),
        ("Cairo rejected Ethiopia's claim that the dam is safe.", "Ethiopia", "claim", "the dam is safe"),
        ("Berlin voiced concern about the arrests.", "Berlin", "fear", "the arrests"),
        ("Analysts think that the price will fall.", "Analysts", "believe", "the price will fall"),
        ("Berlin wants to send more trucks.", "Berlin", "intend", "to send more trucks"),
    ],
)
def test_constructions_give_speaker_act_and_content(
    code: Code, text: str, speaker: str, act: str, content: str
) -> None:
    assert (speaker, act, content) in [told(s) for s in code(text)]


@pytest.mark.parametrize(
    ("text", "contents", "quotation"),
    [
        ("“We will not leave,” the mayor said.", "“We will not leave,”", "direct"),
        ("The mayor said, “We will not leave.”", "“We will not leave.”", "direct"),
        ("“We waited,” the mayor said, “and nobody came to us.”", "“We waited,” | “and nobody came to us.”", "direct"),
        ("“We waited,” the mayor said. “Nobody came to us.”", "“We waited,” | “Nobody came to us.”", "direct"),
        ("The mayor added that “nobody came to help us.”", "“nobody came to help us.”", "direct"),
        (
            "The mayor said the town would be “open and free for all” by May.",
            "the town would be “open and free for all” by May",
            "mixed",
        ),
        ("The mayor said the town was calm.", "the town was calm", "indirect"),
    ],
)
def test_quotations_are_direct_mixed_or_indirect(code: Code, text: str, contents: str, quotation: str) -> None:
    [statement] = code(text)
    assert (said(statement), statement.quotation) == (contents, quotation)


def test_a_quotation_over_two_paragraphs_is_one_statement(code: Code) -> None:
    text = "The mayor said: “We waited for a week.\n\n“Then we left, and we took nothing with us.”\n"
    [statement] = code(text)
    assert said(statement) == "“We waited for a week. | “Then we left, and we took nothing with us.”"


def test_a_quotation_without_a_verb_belongs_to_the_last_speaker(code: Code) -> None:
    text = "The mayor said the town was calm. “There was no shooting here, none at all.”\n"
    assert [(s.speaker.as_written, s.quotation) for s in code(text)] == [
        ("The mayor", "indirect"),
        ("The mayor", "direct"),
    ]


def test_scare_quotes_are_no_statements(code: Code) -> None:
    assert code("The two countries have a “no limits” partnership.") == []


def test_what_a_speaker_says_of_another_speaker_is_nested(code: Code) -> None:
    outer, inner = code("Kyiv said that Moscow believed the truce was over.")
    assert (outer.nested_in, inner.nested_in) == (None, outer.id)
    assert inner.speaker.actor == "RUS"


def test_speakers_who_say_it_together_each_have_their_statement(code: Code) -> None:
    text = "Japan and France said the vote was fair."
    assert {s.speaker.actor for s in code(text)} == {"JPN", "FRA"}


def test_titles_stay_and_explanations_go(code: Code) -> None:
    [statement] = code("“It is late,” said Deputy Minister Ana Kolar, a former judge.")
    assert statement.speaker.as_written == "Deputy Minister Ana Kolar"
    source = next(e for e in statement.evidence if e.role == "source")
    assert source.text == "Deputy Minister Ana Kolar, a former judge"


@pytest.mark.parametrize(
    "text",
    [
        "The minister could say that the border is closed.",
        "The minister did not say whether the border was closed.",
        "The minister refused to say when the border would open.",
        "If the minister says that the border is closed, trade will stop.",
        "London has not confirmed the report.",
        "Rebels attacked the town.",
        "The minister spoke without saying who had closed the border.",
    ],
)
def test_reports_that_are_only_possible_or_denied_are_no_statements(code: Code, text: str) -> None:
    assert code(text) == []


@pytest.mark.parametrize("cue", ["is expected to", "is said to", "was believed to"])
def test_passives_have_no_speaker(code: Code, cue: str) -> None:
    [statement] = code(f"The pipeline {cue} carry gas to Egypt.")
    assert (statement.speaker.actor, statement.speaker.as_written) == (None, "")
    assert said(statement).startswith("The pipeline")


@pytest.mark.parametrize(
    ("text", "negated"),
    [
        ("Analysts doubt that the truce will hold.", True),
        ("Seoul did not doubt that the North would reply.", False),
        ("Analysts believe that the truce will hold.", False),
        ("Poland expressed doubt that the truce would hold.", True),
    ],
)
def test_who_doubts_a_thing_does_not_think_so(code: Code, text: str, negated: bool) -> None:
    [statement] = code(text)
    assert (statement.act, statement.negated) == ("believe", negated)


def test_of_whom_a_thing_is_expected_he_is_not_told(code: Code) -> None:
    [statement] = code("Analysts expect Poland to gain from it.")
    assert (statement.act, statement.addressee) == ("predict", ())


@pytest.mark.parametrize("text", ["Oman found itself at war.", "Honduras called an emergency meeting of the bloc."])
def test_where_somebody_lands_and_what_he_calls_together_is_not_said(code: Code, text: str) -> None:
    assert not code(text)


def test_what_stands_before_a_semicolon_is_another_matter(code: Code) -> None:
    found = code("Turkey was warned by Russia that its bases would be struck; Norway has protested to Washington.")
    assert [s.speaker.actor for s in found] == ["RUS"]


@pytest.mark.parametrize(
    "text",
    [
        "The junta denied the envoys access to the prison.",
        "Iran denied them visas.",
        "The opposition leader was denied a passport by the ministry.",
    ],
)
def test_who_keeps_something_from_somebody_says_nothing(code: Code, text: str) -> None:
    assert not code(text)


def test_a_denied_clause_is_a_negated_statement(code: Code) -> None:
    [statement] = code("Moscow did not say that the road was open.")
    assert statement.negated


def test_addressees_and_topics_are_actors(code: Code) -> None:
    [statement] = code("Poland told Germany that Russia was moving its army.")
    assert statement.addressee == ("DEU",)
    assert statement.about == ("RUS",)


@pytest.mark.parametrize(
    ("text", "venue"),
    [
        ("Speaking at a joint news conference, the minister said that the road was open.", "a joint news conference"),
        ("The minister said in a letter that the road was open.", "a letter"),
        ("The minister wrote on X that the road was open.", "X"),
        ("The minister said in March that the road was open.", None),
    ],
)
def test_venues(code: Code, text: str, venue: str | None) -> None:
    assert [s.venue for s in code(text)] == [venue]


@pytest.mark.parametrize(
    ("text", "phrase", "low", "high"),
    [
        ("The envoy said a deal was very likely.", "very likely", 80, 95),
        ("The envoy said a deal was unlikely.", "unlikely", 20, 45),
        ("The envoy said a deal might come.", "might", 5, 95),
    ],
)
def test_words_of_probability_become_ranges(code: Code, text: str, phrase: str, low: int, high: int) -> None:
    [statement] = code(text)
    assert statement.certainty is not None
    assert (statement.certainty.phrase, statement.certainty.low, statement.certainty.high) == (phrase, low, high)


def test_an_ability_denied_is_no_chance(code: Code) -> None:
    [statement] = code("The envoy said he could not confirm the figure.")
    assert statement.certainty is None


@pytest.mark.parametrize(
    ("text", "target", "sign"),
    [
        ("Poland praised Germany for its help.", "DEU", 1),
        ("Poland condemned Russia over the raid.", "RUS", -1),
        ("Poland said Germany is a friend.", "DEU", 1),
        ("Poland said Russia is a threat.", "RUS", -1),
    ],
)
def test_stance_follows_evaluative_words(code: Code, text: str, target: str, sign: int) -> None:
    [statement] = code(text)
    [stance] = statement.stance
    assert stance.target == target
    assert stance.value * sign > 0


def test_a_neutral_statement_has_no_stance(code: Code) -> None:
    [statement] = code("Poland said Germany had voted.")
    assert statement.stance == ()


def test_evidence_lies_where_it_says(code: Code) -> None:
    text = "“We waited,” said the mayor of the town, “and nobody came to us.” Kyiv denied it was late.\n"
    for statement in code(text):
        assert {e.role for e in statement.evidence} == {"source", "cue", "content"}
        places = [(e.start, e.end, e.text) for e in statement.evidence]
        places += [(c.start, c.end, c.text) for c in statement.content]
        assert all(text[start:end] == words for start, end, words in places)


def test_the_source_before_a_colon_speaks_in_headlines(code: Code) -> None:
    text = "Blinken: Talks With China Go On\n\nThe talks with China went on for days in the old palace.\n"
    [statement] = code(text)
    assert told(statement)[0::2] == ("Blinken", "Talks With China Go On")


@pytest.mark.parametrize(
    "text",
    ["Beijing claimed the islands.", "Beijing disputes Shoal.", "An envoy refused to be named."],
)
def test_a_bare_noun_says_nothing(code: Code, text: str) -> None:
    assert code(text) == []


@pytest.mark.parametrize(
    ("text", "act", "content"),
    [
        ("Beijing denied the charge.", "deny", "the charge"),
        ("Paris condemned the attack.", "condemn", "the attack"),
        ("Tokyo rejected the offer on Monday.", "reject", "the offer"),
    ],
)
def test_a_stance_to_a_bare_noun_is_a_statement(code: Code, text: str, act: str, content: str) -> None:
    [statement] = code(text)
    assert (statement.act, statement.content[0].text) == (act, content)


def test_an_appeal_in_a_headline_is_told_once(code: Code) -> None:
    body = "Washington on Monday urged Beijing to use its influence over Pyongyang and end the war."
    found = code(f"Washington Urges Beijing to Act on Pyongyang\n\n{body}\n")
    assert [s.content[0].text for s in found if s.act == "urge"] == [body[body.index("Beijing") : -1]]


@pytest.mark.parametrize(
    ("text", "mark", "speaker"),
    [
        ("MINISTER:  The road is open.", ":", "MINISTER"),
        ("Border talks have failed:   minister", ":", "minister"),
        ("“We shall all stay here until Monday.” --  Ana Lobo", "--", "Ana Lobo"),
        ("“We shall all stay here until Monday.” —Ana Lobo", "—", "Ana Lobo"),
    ],
)
def test_the_cue_of_a_label_is_its_mark(code: Code, text: str, mark: str, speaker: str) -> None:
    (statement,) = code(text)
    assert [e.text for e in statement.evidence if e.role == "cue"] == [mark]
    assert statement.speaker.as_written == speaker
