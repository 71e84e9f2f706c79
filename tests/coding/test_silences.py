"""Silences: who has not spoken, of what kind, on what, asked by whom."""

from collections.abc import Callable

import pytest

from coding.conftest import Read
from legation.coding.silence_words import SilenceWords
from legation.coding.silences import SilenceConfidence, silences
from legation.knowledge import load as load_knowledge
from legation.listener import OnnxAttribution
from legation.models import SpacyParser
from legation.pipeline import Coder, coder, standard
from legation.records import Actor, Document, Silence
from legation.tables import yaml_table

Code = Callable[..., list[Silence]]

pytestmark = pytest.mark.model


@pytest.fixture(scope="module")
def code(read: Read) -> Code:
    table = yaml_table("coding/silences.yaml")
    people = frozenset(yaml_table("coding/cues.yaml")["people"])
    step = silences(SilenceWords.of(table, people), SilenceConfidence.of(table))

    def run(text: str) -> list[Silence]:
        return [r for r in step.run(read(text)) if isinstance(r, Silence)]

    return run


@pytest.fixture(scope="module")
def whole() -> Coder:
    """Who is who as the program knows it, what "it" stands for included."""
    return coder(standard(SpacyParser(), load_knowledge(), None, None))


@pytest.fixture(scope="module")
def heard() -> Coder:
    """The same with the bundled listener."""
    return coder(standard(SpacyParser(), load_knowledge(), None, OnnxAttribution()))


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Beijing has refrained from public comment.", "refrained"),
        ("Beijing has avoided commenting on the raid.", "refrained"),
        ("Beijing remained silent.", "refrained"),
        ("Beijing has been non-committal.", "refrained"),
        ("Beijing's silence on the raid puzzled diplomats.", "refrained"),
        ("Beijing has yet to comment on the raid.", "refrained"),
        ("Beijing has said nothing about the raid.", "refrained"),
        ("Beijing has not issued any statement.", "refrained"),
        ("Beijing did not react to the raid.", "no-response"),
        ("Beijing referred questions to the army.", "declined"),
        ("Beijing declined to comment.", "declined"),
        ("Beijing would not say who had ordered the raid.", "declined"),
        ("Beijing had no comment.", "declined"),
        ("Beijing would not confirm that the ships had left.", "declined"),
        ("Beijing would not be drawn on the raid.", "declined"),
        ("Beijing refused to be drawn.", "declined"),
        ("Beijing did not respond to a request for comment.", "no-response"),
        ("Beijing did not answer directly, but asked what Moscow would give.", "declined"),
        ("Asked about the plan, Beijing did not respond directly.", "declined"),
        ("There was no response from Beijing.", "no-response"),
        ("Beijing did not answer an email.", "no-response"),
        ("Beijing has given no reply.", "no-response"),
        ("Beijing has offered no reaction to the plan.", "no-response"),
        ("Beijing did not say whether the ships had left.", "withheld"),
        ("Beijing has not disclosed the terms.", "withheld"),
        ("Beijing could not be reached for comment.", "unreachable"),
        ("Beijing was not available for comment.", "unreachable"),
        ("Calls to Beijing went unanswered.", "no-response"),
        ("Messages to Beijing were not returned.", "no-response"),
    ],
)
def test_kinds(code: Code, text: str, kind: str) -> None:
    assert [(s.actor, s.kind) for s in code(text)] == [("CHN", kind)]


@pytest.mark.parametrize(
    "text",
    [
        "Beijing refused to vote.",
        "Beijing did not respond in kind.",
        "Beijing did not say that the ships had left.",
        "Beijing would not be drawn into the war.",
        "A diplomat who declined to be named was there.",
        "Beijing broke its silence on the raid.",
        "Beijing did not provide weapons.",
        "If Beijing declines to comment, the paper will print the letter.",
        "Beijing could remain silent.",
        "Beijing commented on the raid.",
    ],
)
def test_what_is_no_silence(code: Code, text: str) -> None:
    assert code(text) == []


@pytest.mark.parametrize(
    ("text", "topic"),
    [
        ("Moscow declined to say whether the ships had left.", "whether the ships had left"),
        ("Moscow declined to comment on the arrests.", "the arrests"),
        ("Moscow did not disclose the price.", "the price"),
        ("Moscow declined to provide details about the cargo.", "the cargo"),
        ("Moscow declined to comment on Monday.", None),
        ("Moscow declined to comment.", None),
        # Neither confirmed nor denied: the thing, a request too, or what is said to be so.
        ("Moscow neither confirmed nor denied the request.", "the request"),
        ("Moscow could neither verify nor rule out that a drone had crossed the line.", "a drone had crossed the line"),
        ("Officials in Moscow have so far neither confirmed nor dismissed the report.", "the report"),
        # What a relative clause takes up.
        ("The pact, which Moscow neither confirmed nor denied, cost millions.", "The pact"),
        ("The loan, which Moscow would not discuss, falls due in May.", "The loan"),
        ("Asked about the layoffs, the company declined to comment.", "the layoffs"),
        ("Asked if he would run again, the mayor declined to answer.", "if he would run again"),
        ("The minister refused to answer when asked about the leak.", "the leak"),
        ("The bank would not confirm or deny the breach.", "the breach"),
    ],
)
def test_topics(code: Code, text: str, topic: str | None) -> None:
    assert [s.topic for s in code(text)] == [topic]


@pytest.mark.parametrize(
    ("text", "asker"),
    [
        ("Moscow did not respond to questions from reporters.", "unnamed:-:MED:reporters"),
        ("Moscow declined to comment when asked by the Harbour Wire.", "org:harbour-wire"),
        ("Moscow did not respond to a request for comment from the Harbour Wire.", "org:harbour-wire"),
        ("Asked by reporters about the raid, Moscow declined to comment.", "unnamed:-:MED:reporters"),
        ("Moscow did not respond to Berlin's request.", "DEU"),
        ("Moscow did not respond to a request.", None),
    ],
)
def test_askers(code: Code, text: str, asker: str | None) -> None:
    assert [s.asked_by for s in code(text)] == [asker]


def test_an_actor_that_is_not_known_keeps_the_words_of_the_text(code: Code) -> None:
    [silence] = code("The harbour office declined to comment.")
    assert silence.actor == "unnamed:-:UNK:harbour-office"


@pytest.mark.parametrize(
    "text",
    [
        "Moscow lodged a protest with Beijing. It has yet to reply.",
        "Moscow lodged a protest with Beijing over Kyiv's claims; it has yet to reply.",
        "Moscow asked Beijing for an explanation, but it did not respond.",
        "Moscow wrote to the Chinese government. It has not answered.",
    ],
)
def test_it_that_does_not_answer_is_whoever_was_asked(whole: Coder, text: str) -> None:
    assert [r.actor for r in whole(Document(text=text)) if isinstance(r, Silence)] == ["CHN"]


def test_it_that_stands_for_nobody_is_not_silent(code: Code, whole: Coder) -> None:
    assert not code("It did not respond.")
    assert not [r for r in whole(Document(text="It did not respond.")) if isinstance(r, Silence)]


def test_a_singular_verb_has_one_subject_whatever_stands_beside_it(code: Code) -> None:
    silences_found = code("China, its closest partner and ally, has yet to comment.")
    assert [s.actor for s in silences_found] == ["CHN"]


def test_evidence_lies_where_it_says(code: Code) -> None:
    text = "Moscow and Kyiv declined to comment on the arrests.\n"
    found = code(text)
    assert {s.actor for s in found} == {"RUS", "UKR"}
    for silence in found:
        assert [e.role for e in silence.evidence] == ["source", "cue", "topic"]
        assert all(text[e.start : e.end] == e.text for e in silence.evidence)


def test_everyone_silent_or_asking_has_a_record(read: Read) -> None:
    table = yaml_table("coding/silences.yaml")
    words = SilenceWords.of(table, frozenset(yaml_table("coding/cues.yaml")["people"]))
    step = silences(words, SilenceConfidence.of(table))
    found = tuple(step.run(read("The harbour office declined to comment when asked by reporters.")))
    [silence] = [r for r in found if isinstance(r, Silence)]
    known = {r.id: r for r in found if isinstance(r, Actor)}
    assert set(known) == {silence.actor, silence.asked_by}
    assert not known[silence.actor].resolved
    assert known[silence.actor].kind == "unnamed"


def test_a_capital_that_keeps_silent_is_its_state(code: Code) -> None:
    assert [s.actor for s in code("The silence from Beijing on the raid worries Delhi.")] == ["CHN"]


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Neither Seoul nor Tokyo commented.", "refrained"),
        ("Neither Seoul nor Tokyo responded to a request for comment.", "no-response"),
        ("Neither Seoul nor Tokyo could be reached.", "unreachable"),
    ],
)
def test_neither_of_two_speaks(code: Code, text: str, kind: str) -> None:
    assert [(s.actor, s.kind) for s in code(text)] == [("KOR", kind), ("JPN", kind)]


def test_calls_for_a_thing_have_nobody_who_is_silent(code: Code) -> None:
    assert code("Calls for restraint went unanswered.") == []


@pytest.mark.parametrize(
    "text",
    [
        "“No comment,” Beijing said.",
        "Asked whether the ships had left, Beijing said: “No comment.”",
        "“We have nothing to add,” Beijing said.",
        "“We do not comment on intelligence matters,” Beijing said.",
        "Beijing said: “There will be no further comment.”",
    ],
)
def test_a_reply_that_tells_nothing_is_a_silence(heard: Coder, text: str) -> None:
    found = [r for r in heard(Document(text=text)) if isinstance(r, Silence)]
    assert [(s.actor, s.kind) for s in found] == [("CHN", "declined")]


def test_on_what_a_reply_tells_nothing(whole: Coder) -> None:
    found = [
        r for r in whole(Document(text="“We have no comment on the raid,” Beijing said.")) if isinstance(r, Silence)
    ]
    assert [s.topic for s in found] == ["the raid"]


@pytest.mark.parametrize(
    "text",
    [
        "“No comment on the raid would be fair,” Beijing said.",
        "“We have nothing to hide,” Beijing said.",
        "“We will comment on the raid tomorrow,” Beijing said.",
        "“No one should comment,” Beijing said.",
    ],
)
def test_other_replies_are_none(whole: Coder, text: str) -> None:
    assert not [r for r in whole(Document(text=text)) if isinstance(r, Silence)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # What a speaker will not tell besides, whatever verb a parser joins it to.
        ("Beijing said three men had been held but would not give details.", ("CHN", "declined", "details")),
        ("Beijing said two people had died, without giving further details.", ("CHN", "withheld", "further details")),
        ("Paris blamed Rome, and Beijing, without confirming it, said arms could be used.", ("CHN", "withheld", None)),
        # The topic, however far down.
        ("Beijing did not respond to a request for comment on the arrests.", ("CHN", "no-response", "the arrests")),
        ("Beijing gave no details of the talks.", ("CHN", "withheld", "the talks")),
        ("Beijing withheld the names of the victims.", ("CHN", "withheld", "the names of the victims")),
        # Passives and nouns.
        (
            "Messages left for the Chinese embassy were not returned.",
            ("unnamed:-:UNK:chinese-embassy", "no-response", None),
        ),
        (
            "Attempts to reach the Chinese embassy were unsuccessful.",
            ("unnamed:-:UNK:chinese-embassy", "unreachable", None),
        ),
        (
            "The newspaper was unable to reach the Chinese embassy.",
            ("unnamed:-:UNK:chinese-embassy", "unreachable", None),
        ),
        # Who was asked is silent, not who asked.
        ("The newspaper asked Beijing for figures but received no answer.", ("CHN", "no-response", None)),
        ("Moscow asked Beijing for help last week and has had no reply.", ("CHN", "no-response", None)),
        ("Moscow asked Beijing to press Tehran, and is still waiting for an answer.", ("CHN", "no-response", None)),
        ("Beijing was tight-lipped about the talks.", ("CHN", "refrained", "the talks")),
    ],
)
def test_who_is_silent_on_what(code: Code, text: str, expected: tuple[str, str, str | None]) -> None:
    assert [(s.actor, s.kind, s.topic) for s in code(text)] == [expected]


@pytest.mark.parametrize(
    "text",
    [
        "An agreement could not be reached before the deadline.",
        "Villages in the north could not be reached by road on Sunday.",
        "The trapped miners could not be reached by rescuers.",
        "The ministers refused to talk to the guerrillas.",
        "The king would not speak to his brother.",
        "The suspect's name was not released.",
    ],
)
def test_what_is_not_reached_or_met_is_no_silence(code: Code, text: str) -> None:
    assert code(text) == []


def test_who_does_not_speak_either_is_silent_too(code: Code) -> None:
    assert [found.kind for found in code("Beijing did not comment. Nor did Cairo.")] == ["refrained", "refrained"]
    assert [found.kind for found in code("Beijing did not comment. Nor did Cairo send ships.")] == ["refrained"]


@pytest.mark.parametrize(
    ("text", "silent", "asker"),
    [
        ("Cairo is still waiting for an answer from Ankara.", "TUR", "EGY"),
        ("Egypt was awaiting a reply from Turkey to its note.", "TUR", "EGY"),
        ("Egypt awaits word from Turkey on the prisoners.", "TUR", "EGY"),
        ("Egypt said on Friday that Cairo had heard nothing from Ankara.", "TUR", "EGY"),
        ("Egypt has not heard from Turkey.", "TUR", "EGY"),
        ("The Egyptian government, which had asked for talks, has yet to hear from Turkey.", "TUR", "EGY"),
    ],
)
def test_those_who_wait_for_an_answer_tell_who_is_silent(code: Code, text: str, silent: str, asker: str) -> None:
    assert [(s.actor, s.kind, s.topic, s.asked_by) for s in code(text)] == [(silent, "no-response", None, asker)]


@pytest.mark.parametrize(
    "text",
    [
        "Egypt waited two days for a reply from Turkey and got it.",
        "Egypt is not waiting for an answer from Turkey.",
        "Egypt heard nothing from Turkey in those years.",
        "Egypt has not heard shots from the Turkish camp.",
        "Egypt was waiting for grain from Turkey.",
    ],
)
def test_other_waiting_tells_of_no_silence(code: Code, text: str) -> None:
    assert code(text) == []


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Turkey has so far made no comment on the raid.", "refrained"),
        ("Turkey issued no statement on the raid.", "refrained"),
        ("Turkey had no comment on the raid.", "declined"),
        ("Turkey made no comment on the raid when asked by reporters.", "declined"),
    ],
)
def test_who_makes_no_comment_was_not_asked(code: Code, text: str, kind: str) -> None:
    assert [(s.kind, s.topic) for s in code(text)] == [(kind, "the raid")]
