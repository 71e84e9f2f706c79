"""Sets the temperature of a finished coder's file: `python warm.py EVENTS.onnx OUT.onnx`.

`export.py` sets temperatures with float weights, before they are rounded to int8 and the graph is made faster; what is
told with a chance is what the finished file says. The half of the held-out sentences that sets temperatures sets it
again here, on the answers of the file itself; the other half measures (`bench/calibration.py`).
"""

import argparse
import base64
import sys
from pathlib import Path
from typing import Any

import numpy as np
import onnx

HERE = Path(__file__).parent
sys.path.insert(0, str(HERE.parents[1] / "bench"))

import calibration  # noqa: E402
import corpus  # noqa: E402
import prepare  # noqa: E402
from legation.coding.masking import Masks  # noqa: E402
from legation.coding.subtypes import NONE  # noqa: E402
from legation.lookup import standard  # noqa: E402
from legation.models import OnnxClassifier  # noqa: E402
from legation.pairs import Masker, Pair  # noqa: E402
from legation.tables import yaml_table  # noqa: E402

# The present temperature is made warmer by one of these.
FACTORS = tuple(round(0.8 + 0.01 * n, 2) for n in range(61))


def fitting(roots: dict[str, str]) -> list[tuple[Pair, str]]:
    """The pairs that set temperatures, of files that no stage of training saw, each with its root."""
    every = (s for s in corpus.load(roots.keys() - {NONE}) if s.file.startswith(calibration.UNSEEN))
    some = [s for s in every if prepare.held_out(s) and prepare.sets_temperature(s)]
    return [(Pair(s.text, s.span(p.source), s.span(p.target)), roots[p.subtype]) for s in some for p in s.pairs]


def loss(chances: Any, gold: Any, summed: Any, factor: float) -> float:
    """The mean surprise at the labelled roots; `summed` (subtypes, roots) adds chances up by roots."""
    warmed = chances ** (1 / factor)
    by_root = (warmed / warmed.sum(1, keepdims=True)) @ summed
    return float(-np.log(by_root[np.arange(len(gold)), gold] + 1e-9).mean())


def best(classifier: OnnxClassifier) -> float:
    """The factor with which the labelled roots surprise least."""
    root = {s["name"]: s["root"] for s in yaml_table("events/subtypes.yaml")} | {NONE: NONE}
    pairs = fitting(root)
    masker = Masker(standard(), Masks.of(yaml_table("events/masks.yaml")))
    texts = [masker.masked(pair.sentence, pair.source, pair.target) for pair, _ in pairs]
    chances = np.array([subtypes for subtypes, _ in classifier.classify(texts)])
    names = sorted(set(root.values()))
    summed = np.array([[float(root[label] == name) for name in names] for label in classifier.labels])
    gold = np.array([names.index(name) for _, name in pairs])
    return min(FACTORS, key=lambda factor: loss(chances, gold, summed, factor))


def warmed(model: Any, factor: float) -> Any:
    """The file with the temperature of its subtypes made warmer by a factor."""
    stored = next(prop for prop in model.metadata_props if prop.key == "pairs")
    pairs = onnx.load_from_string(base64.b64decode(stored.value))
    makers = {name: node for node in pairs.graph.node for name in node.output}
    divided = makers[makers["subtypes"].input[0]]
    if divided.op_type != "Div":
        raise SystemExit(f"before the subtypes' softmax stands {divided.op_type}, not the temperature's Div")
    name = divided.input[1]
    constant = next((one for one in pairs.graph.initializer if one.name == name), None)
    if constant is None:
        constant = next(a.t for a in makers[name].attribute if a.name == "value")
    value = onnx.numpy_helper.to_array(constant) * np.float32(factor)
    constant.CopyFrom(onnx.numpy_helper.from_array(value.astype(np.float32), constant.name))
    stored.value = base64.b64encode(pairs.SerializeToString()).decode()
    return model


def main() -> None:
    """Find the factor, and write the file with it."""
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    asked.add_argument("coder", type=Path)
    asked.add_argument("out", type=Path)
    options = asked.parse_args()
    factor = best(OnnxClassifier(options.coder))
    print(f"temperature of subtypes: {factor} times the present one")
    onnx.save(warmed(onnx.load(str(options.coder)), factor), str(options.out))


if __name__ == "__main__":
    main()
