"""Grows the trees that say how likely two tellings are one happening.

usage: python training/link/chances.py [--coded FOLDER] [--left-out] [--out FILE]

Each two events that the coder finds on marked words of the development situations of `bench/situations` are one
happening or are not; scikit-learn grows small trees on what `legation.link.chances` sees of them. A situation counts by
the root of its number of pairs, so that the largest does not count for all. `--left-out` leaves each situation out in
turn and prints what is made of it by trees that never saw it. The four situations that are held out are never read.
"""

import argparse
import json
import os
import sys
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from pathlib import Path
from typing import Any

import numpy as np

HERE = Path(__file__).parent
ROOT = HERE.parents[1]
sys.path.insert(0, str(ROOT / "bench"))

import linking  # noqa: E402 - the bench's own reader of the situations
from legation.link import chances, limits, linked, linker, memory  # noqa: E402 - `limits` is a function
from legation.records import AnyRecord, Document  # noqa: E402
from situations import corpus  # noqa: E402

OUT = ROOT / "src" / "legation" / "data" / chances.FILE
# 80 trees, 300 at half the rate and 100 of eight leaves were no better (left out in turn, before the safeguards).
DEPTH = 5
GROWTH = {
    "max_iter": 150,
    "learning_rate": 0.06,
    "max_leaf_nodes": 15,
    "max_depth": DEPTH,
    "min_samples_leaf": 40,
    "l2_regularization": 5.0,
    "early_stopping": False,
    "random_state": 0,
}


@dataclass(frozen=True, slots=True)
class Told:
    """A situation with what is coded of it, and each two of its tellings that may be one happening."""

    situation: corpus.Situation
    records: Sequence[AnyRecord]
    rows: Any
    right: Any


def told(name: str, cache: Path | None) -> Told:
    """Read a situation; what was coded of it before is taken from the folder."""
    situation = corpus.load(name)
    records = linking.coded(situation, cache and cache / name)
    tags = linking.aligned(situation, records)
    items = [each for each in happenings(records) if each.id in tags]
    found = [
        (row, tags[one.id] == tags[other.id])
        for one, other in combinations(items, 2)
        if (row := chances.signs(one, other, limits())) is not None
    ]
    rows, right = zip(*found, strict=True)
    return Told(situation, records, np.array(rows, dtype=float), np.array(right))


def happenings(records: Sequence[AnyRecord]) -> Iterator[Any]:
    """Yield what is compared of each event, as linking makes it."""
    shelf = memory.Memory()
    documents = [each for each in records if isinstance(each, Document)]
    for document in documents:
        own = [each for each in records if getattr(each, "document", None) == document.id]
        shelf.take(linker.sources(document, own))
    for document in documents:
        for number in linker._taken(document.id, shelf, limits()):
            if (item := shelf.placed(number).happening).of == "event":
                yield item


def grown(situations: Sequence[Told]) -> dict[str, Any]:
    """The trees that grow on these situations, as the data file holds them."""
    from sklearn.ensemble import HistGradientBoostingClassifier

    weights = np.concatenate([np.full(len(each.rows), len(each.rows) ** -0.5) for each in situations])
    weights *= len(weights) / weights.sum()
    model = HistGradientBoostingClassifier(**GROWTH)
    model.fit(
        np.concatenate([each.rows for each in situations]), np.concatenate([each.right for each in situations]), weights
    )
    trees = [[_node(node) for node in tree.nodes] for (tree,) in model._predictors]
    return {
        "signs": list(chances.SIGNS),
        "bias": round(float(model._baseline_prediction.item()), 6),
        "depth": DEPTH,
        "trees": trees,
    }


def _node(node: Any) -> list[float]:
    if node["is_leaf"]:
        return [round(float(node["value"]), 5)]
    limit = round(float(node["num_threshold"]), 5)
    return [int(node["feature_idx"]), limit, int(node["left"]), int(node["right"])]


def left_out(situations: Mapping[str, Told]) -> None:
    """Print what is made of each situation by trees that grew on the others."""
    shares = []
    for name, each in situations.items():
        forest = chances.Forest(grown([other for key, other in situations.items() if key != name]))
        chances.load.cache_clear()
        real, chances.load = chances.load, lambda forest=forest: forest  # type: ignore[assignment]
        try:
            derived = linked(each.records)
        finally:
            chances.load = real
        share, _ = linking.developments(linking.aligned(each.situation, each.records), derived)
        shares.append(share.f1)
        print(f"{name:<16} {share}", flush=True)
    print(f"mean F1 {sum(shares) / len(shares):.3f}")


def main() -> None:
    """Grow the trees and write them, or say what they are worth."""
    os.environ["LEGATION_KNOWLEDGE"] = ""
    parser = argparse.ArgumentParser(description="Grow the trees that say how likely two tellings are one happening.")
    parser.add_argument("--coded", type=Path, help="a folder that keeps the coded records")
    parser.add_argument("--left-out", action="store_true", help="leave each situation out in turn, write nothing")
    parser.add_argument("--out", type=Path, default=OUT)
    chosen = parser.parse_args()
    if chosen.coded:
        chosen.coded.mkdir(parents=True, exist_ok=True)
    situations = {name: told(name, chosen.coded) for name in linking.DEVELOPMENT}
    if chosen.left_out:
        left_out(situations)
        return
    forest = grown(list(situations.values()))
    lines = ",\n".join(json.dumps(tree, separators=(",", ":")) for tree in forest.pop("trees"))
    head = json.dumps(forest, indent=None)[1:-1]
    chosen.out.write_text(f'{{{head}, "trees": [\n{lines}\n]}}\n', encoding="utf-8")
    pairs = sum(len(each.rows) for each in situations.values())
    print(f"{pairs} pairs, {sum(int(each.right.sum()) for each in situations.values())} of them one happening")


if __name__ == "__main__":
    main()
