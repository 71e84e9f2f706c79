"""Events: each sentence of the table gives exactly the events that it tells, with the words that say so."""

from collections.abc import Iterable

import pytest

from coding.conftest import Read
from coding.event_cases import CASES
from coding.phrase_cases import PHRASES
from legation.coding.carried import carried
from legation.coding.events import events
from legation.coding.triggers import TABLES, Lexicon
from legation.errors import KnowledgeError
from legation.knowledge import load as load_knowledge
from legation.models import SpacyParser
from legation.pipeline import read as read_all
from legation.pipeline import standard
from legation.records import EVENT_TYPES, Document, Event, Evidence, Span, Speaker, Statement
from legation.step import Reading, Step
from legation.tables import yaml_table

QUADS = {
    "AGREE": 1,
    "COOPERATE": 2,
    "RETREAT": 2,
    "SANCTION": 3,
    "REQUEST": 3,
    "MOBILIZE": 4,
    "COERCE": 4,
    "ASSAULT": 4,
}


@pytest.fixture(scope="module")
def tables() -> dict[str, object]:
    return {name: yaml_table(f"events/{name}.yaml") for name in TABLES}


@pytest.fixture(scope="module")
def step(tables: dict[str, object]) -> Step:
    return events(tables)


def code(step: Step, reading: Reading) -> list[Event]:
    return [e for e in step.run(reading) if isinstance(e, Event)]


def told(found: Iterable[Event]) -> list[str]:
    lines = []
    for event in found:
        status = "" if event.status == "actual" else f" {event.status}"
        lines.append(f"{event.type} {'+'.join(event.actor)}>{'+'.join(event.recipient)}{status}")
    return sorted(lines)


def test_table_is_large_and_a_third_of_it_tells_nothing() -> None:
    assert len(CASES) >= 120
    assert sum(not expected for _, expected in CASES) >= 40
    assert {line.split()[0] for _, expected in CASES for line in expected} == set(EVENT_TYPES)


@pytest.mark.model
@pytest.mark.parametrize(("text", "expected"), CASES, ids=[text for text, _ in CASES])
def test_sentence_gives_just_the_events_it_tells(text: str, expected: tuple[str, ...], read: Read, step: Step) -> None:
    assert told(code(step, read(text))) == sorted(expected)


@pytest.mark.model
@pytest.mark.parametrize(("text", "expected"), PHRASES, ids=[text for text, _ in PHRASES])
def test_a_set_phrase_tells_its_act(text: str, expected: tuple[str, ...], read: Read, step: Step) -> None:
    assert told(code(step, read(text))) == sorted(expected)


@pytest.mark.model
@pytest.mark.parametrize(
    ("text", "mode"),
    [
        ("Macron spoke by phone with Zelensky.", "phone"),
        ("The Turkish president visited Germany.", "visit"),
        ("Israeli warplanes bombed Syria.", "explosives"),
        ("A Russian drone hit Ukraine.", "drone"),
        ("Hamas shot a Syrian official.", "firearms"),
        ("Egypt called on Israel to end the siege.", "yield"),
        ("Zelensky asked Poland for missiles.", None),
        ("Kyiv urged Paris to send weapons.", "assist"),
        ("Qatar urged Hamas to meet the Israeli delegation.", "meet"),
        ("Iran threatened to attack Israel.", "violence"),
        ("Russia threatened to expel Polish diplomats.", "expel"),
        ("North Korea sent troops to aid Russia.", "troops"),
        ("Iran released two French prisoners.", "release"),
    ],
)
def test_mode_follows_the_words(text: str, mode: str | None, read: Read, step: Step) -> None:
    found = code(step, read(text))
    assert [e.mode for e in found][:1] == [mode]


@pytest.mark.model
def test_scores_quads_and_contexts(read: Read, step: Step) -> None:
    text = (
        "Ukraine accused Belarus of jamming its signals. Japan condemned North Korea over its nuclear test."
        " Israeli warplanes bombed Syria. China and Russia signed a trade agreement."
    )
    found = code(step, read(text))
    assert [(e.type, e.intensity) for e in found] == [
        ("ACCUSE", -3.5),
        ("ACCUSE", -2.0),
        ("ASSAULT", -9.0),
        ("AGREE", 2.5),
    ]
    assert all(e.quad == QUADS.get(e.type, 3) for e in found)
    assert "cbrn" in found[1].contexts
    assert "economic" in found[3].contexts


@pytest.mark.model
def test_evidence_is_cut_from_the_text(read: Read, step: Step) -> None:
    text = "  “We wait,” he said.\n\nJapan imposed sanctions on Iran, and Turkey expelled three Russian diplomats."
    reading = read(text)
    found = code(step, reading)
    assert len(found) == 2
    for event in found:
        assert {e.role for e in event.evidence} == {"trigger", "actor", "recipient", "clause"}
        assert all(text[e.start : e.end] == e.text for e in event.evidence)
    assert found[0].evidence[0].text == "imposed sanctions"
    assert [e.id for e in code(step, read(text))] == [e.id for e in found]


@pytest.mark.model
def test_what_a_statement_tells_is_carried_by_the_innermost(read: Read, step: Step) -> None:
    text = "Officials said that Tokyo said Iran attacked Israel."
    reading = read(text)
    outer = statement(reading.document, "said that", "Tokyo said Iran attacked Israel")
    inner = statement(reading.document, "Tokyo said", "Iran attacked Israel")
    reading = reading.plus([outer, inner]).plus(code(step, reading))
    linked = [e for e in carried(frozenset({"urge"})).run(reading) if isinstance(e, Event)]
    assert [e.statement for e in linked if e.type == "ASSAULT"] == [inner.id]
    assert [e.id for e in linked] == [e.id for e in reading.of(Event)]


@pytest.mark.model
def test_an_act_of_speech_is_not_carried_by_its_own_statement(read: Read, step: Step) -> None:
    text = "Ukraine accused Belarus of jamming its signals."
    reading = read(text)
    own = statement(reading.document, "accused", text[:-1])
    reading = reading.plus([own]).plus(code(step, reading))
    assert [e.statement for e in carried(frozenset({"urge"})).run(reading) if isinstance(e, Event)] == [None]


def statement(document: Document, cue: str, content: str) -> Statement:
    at, start = document.text.index(cue), document.text.index(content)
    return Statement(
        document=document.id,
        evidence=(Evidence.cut(document.text, at, at + len(cue), "cue"),),
        speaker=Speaker(actor=None, as_written="officials", named=False),
        cue=cue,
        act="say",
        quotation="indirect",
        content=(Span.cut(document.text, start, start + len(content)),),
    )


@pytest.fixture(scope="module")
def whole() -> tuple[Step, ...]:
    return standard(SpacyParser(), load_knowledge())


@pytest.mark.model
@pytest.mark.parametrize("name", [name.lower() for name in EVENT_TYPES])
def test_examples_of_the_type_files_code_as_they_say(
    name: str, tables: dict[str, object], whole: tuple[Step, ...]
) -> None:
    table = yaml_table(f"events/{name}.yaml")
    for text in table["examples"]:
        found = read_all(Document(text=text, published="2024-10-20"), whole).of(Event)
        assert table["type"] in [e.type for e in found], text
    for text in table["counter_examples"]:
        found = read_all(Document(text=text, published="2024-10-20"), whole).of(Event)
        assert table["type"] not in [e.type for e in found], text


@pytest.mark.parametrize(
    ("broken", "reason"),
    [
        ({"verb": ["hail"], "colour": "red"}, "colour"),
        ({"verb": ["hail"], "object": ["NOSUCHCLASS"]}, "NOSUCHCLASS"),
        ({"verb": ["hail"], "to": ["object"], "unless": [True]}, "True"),
        ({"verb": ["hail"], "to": [True]}, "True is no word: quote it"),
        ({"verb": ["hail"], "with": {True: []}}, "True is no word: quote it"),
    ],
)
@pytest.mark.parametrize("key", ["verbs", "phrases"])
def test_broken_frames_are_named(key: str, broken: dict[str, object], reason: str, tables: dict[str, object]) -> None:
    support = {**yaml_table("events/support.yaml"), key: [broken]}
    with pytest.raises(KnowledgeError, match=reason):
        Lexicon.of({**tables, "support": support})


def test_every_mode_named_by_a_frame_is_defined(tables: dict[str, object]) -> None:
    lexicon = Lexicon.of(tables)
    for frame in {f for group in (lexicon.worded, lexicon.nouns) for frames in group.values() for f in frames}:
        modes = yaml_table(f"events/{frame.type.lower()}.yaml")["modes"]
        assert frame.mode is None or frame.mode in modes, (frame.type, frame.mode, sorted(frame.words)[:3])
