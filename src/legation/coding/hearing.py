"""Hearing: the step that asks the attribution model about every sentence of a document, once."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from legation.annotations import Clause, Hearing, Quote, Sentence
from legation.coding.features import Lists, distances, ways, word_features
from legation.coding.scene import Scene
from legation.listener import AttributionModel, Heeded
from legation.step import Reading, Step


@dataclass(frozen=True, slots=True)
class Chances:
    """The table of `hearing.yaml`: from which chance on the model's word counts."""

    heard: float
    cue: float
    nested: float
    around: float
    listed: float
    unreal: float
    role: float
    doubt: float
    mended: float
    claim: float
    unclaimed: float
    silent: frozenset[str]
    hearsay: frozenset[str]
    unowned: frozenset[str]
    whole: float
    confidence: float

    @classmethod
    def of(cls, table: Mapping[str, Any]) -> "Chances":
        """Take the table as loaded from `hearing.yaml`."""
        return cls(**{**table, **{name: frozenset(table[name]) for name in ("silent", "hearsay", "unowned")}})


def hearing(model: AttributionModel, chances: Chances) -> Step:
    """Make the step that hears cues, roles, stances and forecasts."""
    lists = Lists.of(*model.tables)

    def run(reading: Reading) -> Iterator[Hearing]:
        scene = Scene(reading)
        yield from model.hear([_heeded(scene, s, lists) for s in scene.sentences], chances.heard)

    return Step("hearing", run, needs=frozenset({Sentence, Clause, Quote}), gives=frozenset({Hearing}))


def _heeded(scene: Scene, sentence: Sentence, lists: Lists) -> Heeded:
    def towards(cue: int) -> tuple[list[int], list[int]]:
        return ways(sentence, sentence.tokens[cue], lists), distances(len(sentence.tokens), cue)

    return Heeded(sentence.index, [t.text for t in sentence.tokens], word_features(scene, sentence, lists), towards)
