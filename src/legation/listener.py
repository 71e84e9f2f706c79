"""The listener's trained weights behind a small protocol: who says what, and what is told of the future."""

import base64
import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol

from legation.annotations import Heard, Hearing
from legation.errors import PipelineError
from legation.models import ModelInfo, padded, sessions
from legation.tables import data_file
from legation.wordpieces import WordPieces

ATTRIBUTION_WEIGHTS = "models/attribution.onnx"
# Sentences go through the attribution model one by one: int8 weights are scaled by the whole batch, so that with others
# beside it a sentence would be heard otherwise. It costs a fifth more time than three. The cues go together.
SENTENCE_BATCH = 1
CUE_BATCH = 64


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
        from tokenizers import Tokenizer  # here, like spaCy: whoever only shows what is stored need not wait

        source, session = data_file(ATTRIBUTION_WEIGHTS) if weights is None else weights, sessions(threads)
        try:
            self._reader = session(source.read_bytes())
            facts = self._reader.get_modelmeta().custom_metadata_map
            self._roles = session(base64.b64decode(facts["roles"]))
            self.labels: Sequence[str] = tuple(json.loads(facts["labels"]))
            self.tables = (
                tuple(json.loads(facts["classes"])),
                tuple(json.loads(facts["relations"])),
                tuple(json.loads(facts["names"])),
            )
            self._reach = int(facts["words"])
            tokenizer = Tokenizer.from_str(facts["tokenizer"])
            tokenizer.no_truncation()
            tokenizer.no_padding()  # `padded` does it
            self._pieces = WordPieces(tokenizer, int(facts["pieces"]))
        except Exception as exc:  # the library has no tree of errors: whatever it says, the file is at fault
            raise PipelineError(f"the attribution model's weights can't be used ({source}): {exc}") from exc
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
        cut = [self._pieces.words(one) for one in words]
        most = max(map(len, words))
        firsts = numpy.full((len(batch), most), -1, dtype=numpy.int64)
        marks = numpy.zeros((len(batch), most, 4), dtype=numpy.int64)
        for row, (one, (_, first)) in enumerate(zip(batch, cut, strict=True)):
            size = len(words[row])
            firsts[row, :size] = first  # a word of no pieces, or beyond the reach, is read as the opening mark
            marks[row, :size] = one.marks[:size]
        given = {**padded([ids for ids, _ in cut]), "firsts": firsts, "marks": marks}
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
