"""The whole pipeline over all sample articles: what must hold for every record of every kind."""

import json
import subprocess
import sys
from collections.abc import Iterator
from importlib import resources
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from legation import pipeline
from legation.annotations import Sentence
from legation.errors import PipelineError, StepError
from legation.pipeline import Coder
from legation.read import documents
from legation.records import Document, as_dict
from legation.step import Reading, Step
from legation.view.schema import schema

Coded = tuple[dict[str, Any], list[dict[str, Any]]]
FOLDER = Path(str(resources.files("legation").joinpath("data", "samples")))
# The 66 articles of the situation are read by its bench; these are of every format and on many matters.
FORMATS = (".jsonl", ".txt", ".html", ".eml")
SAMPLES = [str(each) for each in sorted(FOLDER.iterdir()) if each.suffix in FORMATS and each.stem != "situation"]


@pytest.fixture(scope="session")
def code() -> Coder:
    return pipeline.load()


@pytest.fixture(scope="session")
def readings(code: Coder) -> list[Coded]:
    found = []
    for document in documents(SAMPLES):
        if isinstance(document, Document):
            records = json.loads(json.dumps([as_dict(r) for r in code(document)]))
            found.append((records[0], records[1:]))
    return found


def spans(value: object) -> Iterator[dict[str, Any]]:
    """Every evidence and span inside a record."""
    if isinstance(value, dict):
        if {"start", "end", "text"} <= value.keys():
            yield value
        for inner in value.values():
            yield from spans(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from spans(inner)


@pytest.mark.model
def test_every_span_is_cut_from_the_stored_text(readings: list[Coded]) -> None:
    assert len(readings) >= 24
    for document, records in readings:
        for record in records:
            assert record["evidence"], record
            for span in spans(record):
                assert document["text"][span["start"] : span["end"]] == span["text"] != ""


@pytest.mark.model
def test_records_are_valid_against_the_published_schema(readings: list[Coded]) -> None:
    validator = jsonschema.Draft202012Validator(schema())
    for document, records in readings:
        for record in (document, *records):
            validator.validate(record)


@pytest.mark.model
def test_whoever_a_record_names_has_a_record(readings: list[Coded]) -> None:
    for _, records in readings:
        actors = {r["id"] for r in records if r["record"] == "actor"}
        statements = {r["id"] for r in records if r["record"] == "statement"}
        for record in records:
            named = [record.get(key) or [] for key in ("actor", "recipient", "pressers", "intermediary", "targets")]
            named += [record.get(key) or [] for key in ("actors", "addressee", "about", "holder", "asked_by")]
            flat = {i for n in named for i in ([n] if isinstance(n, str) else n)}
            speaker = record.get("speaker", {}).get("actor")
            assert flat | ({speaker} if speaker else set()) <= actors, record
            for link in ("nested_in", "statement"):
                assert record.get(link) is None or record[link] in statements


@pytest.mark.model
def test_every_kind_of_record_is_found_in_the_samples(readings: list[Coded]) -> None:
    kinds = {r["record"] for _, records in readings for r in records}
    assert {"actor", "mention", "event", "pressure", "statement", "silence", "tie", "prediction"} <= kinds


@pytest.mark.model
def test_ids_are_unique_and_the_same_in_another_process(readings: list[Coded]) -> None:
    ids = [(r["document"], r["record"], r["id"]) for _, records in readings for r in records]
    assert len(ids) == len(set(ids))
    command = [sys.executable, "-m", "legation", "read", *SAMPLES, "--format", "jsonl"]
    printed = subprocess.run(command, capture_output=True, text=True, encoding="utf-8", check=True).stdout
    again = [json.loads(line) for line in printed.splitlines()]
    assert [(r["document"], r["record"], r["id"]) for r in again if r["record"] != "document"] == ids


@pytest.mark.model
@pytest.mark.parametrize(
    "text",
    [
        " ",
        "…",
        "\n\n\n",
        "“",
        "''''''''''",
        "He said.",
        "—",
        "A\u0000B said C.",
        "İstanbul'da HAYIR: “ſtraße” ﬁne",
        "😀 said “😀” to 😀.",
        "said " * 300,
        "“" * 50 + "Kim" + "”" * 50,
        "China, " * 200 + "met.",
    ],
)
def test_odd_texts_break_nothing(code: Coder, text: str) -> None:
    for record in code(Document(text=text))[1:]:
        for span in spans(json.loads(json.dumps(as_dict(record)))):
            assert text[span["start"] : span["end"]] == span["text"]


def test_a_step_that_needs_what_none_gives_is_refused() -> None:
    lonely = Step("lonely", lambda reading: (), needs=frozenset({Sentence}))
    with pytest.raises(PipelineError, match="step 'lonely' needs Sentence; no earlier step gives it"):
        pipeline.check((lonely,))


def test_a_failing_step_is_named_with_its_document() -> None:
    def fail(reading: Reading) -> Iterator[object]:
        raise ValueError("no")

    document = Document(text="a")
    with pytest.raises(StepError, match=f"step 'sad' failed on document {document.id}: ValueError: no"):
        pipeline.read(document, (Step("sad", fail),))
