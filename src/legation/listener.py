"""The listener's trained weights behind a small protocol: who says what, and what is told of the future."""

import base64
import json
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol

from legation.annotations import Heard, Hearing
from legation.errors import PipelineError
from legation.models import ModelInfo, alike, padded, sessions
from legation.tables import data_file
from legation.wordpieces import WordPieces

ATTRIBUTION_WEIGHTS = "models/attribution.onnx"
CUE_BATCH = 64

# The pieces of a sentence, and which is the first of each of its words.
_Cut = tuple[list[int], list[int]]


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
        cut = [self._pieces.words(one.words[: self._reach]) for one in sentences]
        found: list[Hearing | None] = [None] * len(sentences)
        for batch in alike([len(pieces) for pieces, _ in cut]):
            answers = self._read([sentences[i] for i in batch], [cut[i] for i in batch], chance)
            for i, answer in zip(batch, answers, strict=True):
                found[i] = answer
        return [one for one in found if one is not None]

    def _read(self, batch: Sequence[Heeded], cut: Sequence[_Cut], chance: float) -> list[Hearing]:
        """Read a batch of sentences cut into pieces: all words at once, then the words towards each cue."""
        import numpy

        vectors, acts, flags = self._words_of(batch, cut)
        seen = [min(len(s.words), self._reach) for s in batch]
        inside = numpy.arange(acts.shape[1]) < numpy.array(seen)[:, None]
        live = (acts[..., 0] < 1 - chance) & inside
        cues = [
            list(self._cues(one, live[row, :size].nonzero()[0].tolist(), vectors[row, :size], acts[row], flags[row]))
            for row, (one, size) in enumerate(zip(batch, seen, strict=True))
        ]
        return [
            Hearing(
                sentence=one.index,
                cues=tuple(heard),
                cue_chances=(1 - acts[row, : seen[row], 0]).tolist(),
                forecasts=flags[row, : seen[row], 1].tolist(),
            )
            for row, (one, heard) in enumerate(zip(batch, cues, strict=True))
        ]

    def _words_of(self, batch: Sequence[Heeded], cut: Sequence[_Cut]) -> tuple[Any, Any, Any]:
        """Vectors, chances of acts, and flags (denied, in a forecast) of all words."""
        import numpy

        most = max(len(first) for _, first in cut)
        firsts = numpy.full((len(batch), most), -1, dtype=numpy.int64)
        marks = numpy.zeros((len(batch), most, 4), dtype=numpy.int64)
        for row, (one, (_, first)) in enumerate(zip(batch, cut, strict=True)):
            size = len(first)
            firsts[row, :size] = first  # a word of no pieces, or beyond the reach, is read as the opening mark
            marks[row, :size] = one.marks[:size]
        given = {**padded([ids for ids, _ in cut]), "firsts": firsts, "marks": marks}
        vectors, acts, flags = self._reader.run(["vectors", "acts", "flags"], given)
        return vectors, acts, flags

    def _cues(self, one: Heeded, words: Sequence[int], vectors: Any, acts: Any, flags: Any) -> Iterator[Heard]:
        """What is heard at some words of a sentence; of its words alone, since convolutions look over its end."""
        for at in range(0, len(words), CUE_BATCH):
            part = words[at : at + CUE_BATCH]
            for word, role, stance in zip(part, *self._roles_of(one, part, vectors), strict=True):
                source, content = role.T.tolist()
                yield Heard(
                    word=word,
                    acts=acts[word].tolist(),
                    denied=float(flags[word, 0]),
                    source=source,
                    content=content,
                    stances=stance.tolist(),
                )

    def _roles_of(self, one: Heeded, cues: Sequence[int], vectors: Any) -> tuple[Any, Any]:
        """Chances of roles and stances of all words of a sentence towards each cue."""
        import numpy

        size = len(vectors)
        way, apart = (numpy.array(each)[:, :size] for each in zip(*(one.towards(word) for word in cues), strict=True))
        given = {
            "cues": vectors[cues],
            "words": numpy.broadcast_to(vectors, (len(cues), *vectors.shape)),
            "way": way,
            "apart": apart,
        }
        roles, stances = self._roles.run(["roles", "stances"], given)
        return roles, stances
