"""Who says what a paper says, what a verb only leads up to, and what is told as not said, in new sentences.

All speakers are made up; rules and listener work together.
"""

from collections.abc import Callable

import pytest

from legation.knowledge import load as load_knowledge
from legation.listener import OnnxAttribution
from legation.models import SpacyParser
from legation.pipeline import coder, standard
from legation.read.plain import document
from legation.records import Prediction, Statement

Row = tuple[str, str, str]
Told = Callable[[str], list[Statement]]

pytestmark = pytest.mark.model


@pytest.fixture(scope="module")
def told() -> Told:
    code = coder(standard(SpacyParser(), load_knowledge(), None, OnnxAttribution()))
    return lambda text: [r for r in code(document(text)) if isinstance(r, Statement)]


def row(one: Statement) -> Row:
    source = " ".join(e.text for e in one.evidence if e.role == "source")
    return source, one.cue, " | ".join(c.text for c in one.content)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "The harbour board issued a statement saying the pilot would not resign.",
            ("The harbour board", "say", "the pilot would not resign"),
        ),
        (
            "Nine deputies signed a letter demanding that the ministry open the files.",
            ("Nine deputies", "demand", "the ministry open the files"),
        ),
        (
            "Marsh wrote a letter to the premier urging him to delay the vote.",
            ("Marsh", "urge", "him to delay the vote"),
        ),
        (
            "The union sent an email to members saying the talks had failed.",
            ("The union", "say", "the talks had failed"),
        ),
    ],
)
def test_who_issues_a_paper_says_what_it_says_once(told: Told, text: str, expected: Row) -> None:
    assert [row(one) for one in told(text)] == [expected]


def test_a_recording_of_somebody_has_his_words(told: Told) -> None:
    found = [row(one) for one in told("State radio aired a tape of the mayor admitting that the bridge was unsafe.")]
    assert ("the mayor", "admit", "the bridge was unsafe") in found


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Marsh went on to say that the tax was unjust.", ("Marsh", "say", "the tax was unjust")),
        ("The envoy stood up to say that he was leaving.", ("The envoy", "say", "he was leaving")),
        # A colon opens the account that somebody gives.
        (
            "The envoy offered another explanation: the valve had failed.",
            ("The envoy", "explanation", "the valve had failed"),
        ),
        # Names of works are nobody's words.
        (
            'In an interview on "Face the Island," Marsh said the bridge should stay open.',
            ("Marsh", "say", "the bridge should stay open"),
        ),
        ('In his memoir, "Long Road," Marsh says the king lied.', ("Marsh", "say", "the king lied")),
        # Whoever cites a thing says it.
        (
            "Citing national security, the board refused to release the memo.",
            ("the board", "cite", "national security"),
        ),
        # The phrase of a cue ends before the verb that it is the subject of.
        (
            "The surgeon who told the family that the boy would live was wrong.",
            ("who", "tell", "the boy would live"),
        ),
        # What the speaker will not tell is none of what was told.
        ("The chief said three men had been held but gave no names.", ("The chief", "say", "three men had been held")),
        # A quoted piece belongs to the report that it stands in.
        (
            "Marsh called on the mayor to quit, saying he had “betrayed the city.”",
            ("Marsh", "call", "the mayor to quit"),
        ),
    ],
)
def test_what_is_told(told: Told, text: str, expected: Row) -> None:
    assert expected in [row(one) for one in told(text)]


@pytest.mark.parametrize(
    ("text", "content"),
    [
        ("The minister refused to condemn the attack.", "the attack"),
        ("The minister would not condemn the attack.", "the attack"),
        ("The minister refused to rule out a tax increase.", "a tax increase"),
        ("The union refused to accept the plan.", "the plan"),
        ("He refused to admit that he had known.", "he had known"),
    ],
)
def test_what_is_refused_to_be_said_is_not_said(told: Told, text: str, content: str) -> None:
    found = [one for one in told(text) if content in [c.text for c in one.content]]
    assert found
    assert all(one.negated for one in found)


def test_each_of_a_series_of_speakers_says_it(told: Told) -> None:
    found = [row(one)[0] for one in told("The governor, the mayor and the sheriff said the levee was safe.")]
    assert found == ["The governor", "the mayor", "the sheriff"]


def test_parliaments_have_abbreviations(told: Told) -> None:
    (one,) = told("The hon. Member for Norwick asked whether the treasury had been consulted.")
    assert row(one)[0] == "The hon. Member for Norwick"


@pytest.mark.parametrize(
    "text",
    [
        "The bishop, asked about the transfer, had no comment.",
        "“I think so,” said the bishop when asked whether the road was safe.",
    ],
)
def test_whoever_is_asked_asks_nothing(told: Told, text: str) -> None:
    asked = [row(one) for one in told(text) if one.act == "ask"]
    assert all(source == "" for source, *_ in asked)


def test_who_is_described_between_commas_may_ask(told: Told) -> None:
    found = [row(one) for one in told("The mayor, a farmer, asked whether the road was safe.")]
    assert [(source.split(",")[0], content) for source, _, content in found] == [
        ("The mayor", "whether the road was safe")
    ]


def test_who_never_fails_to_say_it_says_it(told: Told) -> None:
    found = told("The king never failed to thank the army.")
    assert found
    assert not any(one.negated for one in found)


@pytest.mark.parametrize(
    "text",
    [
        "Tehran would not accept the plan.",
        "The union will not agree to the terms.",
        "Norway would not support the plan.",
    ],
)
def test_a_refusal_is_not_denied_once_more(told: Told, text: str) -> None:
    assert [(one.act, one.negated) for one in told(text)] == [("reject", False)]


@pytest.mark.parametrize(
    ("text", "rows"),
    [
        (
            "Officials say, and satellite images show, that the site was emptied.",
            {
                ("Officials", "say", "the site was emptied"),
                ("satellite images", "show", "the site was emptied"),
            },
        ),
        (
            "Kyiv says, but Moscow denies, that the ship was hit.",
            {("Kyiv", "say", "the ship was hit"), ("Moscow", "deny", "the ship was hit")},
        ),
        (
            "Officials said the site was emptied, and drivers said that trucks had left.",
            {("Officials", "say", "the site was emptied"), ("drivers", "say", "trucks had left")},
        ),
    ],
)
def test_two_may_share_what_they_say(told: Told, text: str, rows: set[Row]) -> None:
    assert {row(s) for s in told(text)} == rows


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The general shrugged. “We did what we could.”", ("The general", "shrug", "“We did what we could.”")),
        ("The minister shook his head. “That is not so.”", ("The minister", "shake", "“That is not so.”")),
        ("The mayor was blunt. “The city is broke.”", ("The mayor", "be", "“The city is broke.”")),
    ],
)
def test_a_quotation_beside_a_gesture_is_theirs_who_make_it(told: Told, text: str, expected: Row) -> None:
    assert [row(one) for one in told(text)] == [expected]


def test_a_gesture_comes_before_whoever_spoke_last(told: Told) -> None:
    text = "“It is late,” Harker said. “Very late.”\n\nThe general sighed. “We did what we could.”"
    assert [row(one)[0] for one in told(text)] == ["Harker", "The general"]


def test_things_make_no_gestures(told: Told) -> None:
    assert told("The market fell. “We did what we could.”") == []


def test_who_says_we_holds_what_we_foresee() -> None:
    code = coder(standard(SpacyParser(), load_knowledge(), None, OnnxAttribution()))
    text = "Simon Ashby said the verdict was wrong. “We are confident it will be overturned within a year,” he said."
    (found,) = [r for r in code(document(text)) if isinstance(r, Prediction)]
    assert found.holder is not None
    assert found.holder.endswith("simon-ashby")
    (place,) = [e.text for e in found.evidence if e.role == "source"]
    assert place == "he"


@pytest.mark.parametrize(
    ("text", "rows"),
    [
        (
            "The network, citing two officials, said the raid had failed.",
            {("The network", "say", "the raid had failed"), ("two officials", "cite", "the raid had failed")},
        ),
        ("Norland to expel 12 diplomats - minister", {("minister", "—", "Norland to expel 12 diplomats")}),
        ("Russia picks its next target - Georgia", set()),
        ("Germany has still not said whether it supports the ban.", set()),
        ("He declined to say how many cuts he expected this year.", set()),
        ("Valdez pleaded not guilty to all charges.", {("Valdez", "plead", "all charges")}),
        (
            "“Where is my son?” asked Mira Tolan, 34.",
            {("Mira Tolan, 34", "ask", "“Where is my son?”")},
        ),
    ],
)
def test_who_is_told_to_say_what(told: Told, text: str, rows: set[Row]) -> None:
    assert {row(one) for one in told(text)} == rows


def test_what_somebody_will_not_tell_is_not_foretold() -> None:
    code = coder(standard(SpacyParser(), load_knowledge(), None, OnnxAttribution()))
    for text in (
        "He declined to say how many cuts he expected this year.",
        "The firm did not say how many jobs it expected to cut.",
    ):
        assert [r for r in code(document(text)) if isinstance(r, Prediction)] == []


@pytest.mark.parametrize(
    ("text", "actor"),
    [
        ("A statement by Norway said the talks had failed.", "NOR"),
        ("A statement by the news agency Tass said Oslo had spied.", "org:rus-tass"),
        ("A statement from Oslo said the talks had failed.", "NOR"),
        ("A Norwegian statement said the talks had failed.", None),
    ],
)
def test_a_document_speaks_for_whoever_issued_it(told: Told, text: str, actor: str | None) -> None:
    assert {one.speaker.actor for one in told(text) if not one.nested_in} == {actor}
