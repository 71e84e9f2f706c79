"""Gives the matrices of an ONNX file of ours fixed steps, so that its answers are the same in any batch.

    python fixed.py FILE --out FILE

An int8 matrix is asked about numbers rounded to 256 steps. As exported, the steps are measured anew on all that is read
at once, so that a sentence is read otherwise with others beside it, and one by one costs a quarter more. Here the steps
are measured once, on paragraphs of `attribution/text` that the program reads with this very file: those with the least
squared error, whatever few numbers lie beyond them. Each matrix becomes one node with its scales and its bias. Inputs,
outputs, weights and their names stay, so `restore.py` reads either file; fixing twice changes nothing.
"""

import argparse
import base64
import random
import sys
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import onnx
from onnx import helper, numpy_helper

sys.path.append(str(Path(__file__).parent / "attribution"))

from compact import MICROSOFT, PARTS, drop_unused
from corpus import lines, paragraph
from legation import pipeline
from legation.knowledge import load
from legation.listener import OnnxAttribution
from legation.models import OnnxClassifier, SpacyParser, sessions
from legation.read.plain import document

TEXT = Path(__file__).parent / "attribution" / "text"
PARAGRAPHS, SEED = 400, 5
# Of what goes into a matrix at once so many numbers are looked at; the extremes always are.
NUMBERS = 4096
STEPS = 255
# Where a range may end, in parts of the way to the extreme.
ENDS = (1.0, 0.9, 0.8, 0.7, 0.6, 0.5, 0.4, 0.3)
# The sessions of a model by the name of their graph; "" is the file's own.
SESSIONS: Mapping[str, Mapping[str, str]] = {
    "roles": {"": "_reader", "roles": "_roles"},
    "pairs": {"": "_lower", "pairs": "_pairs", "survey": "_all"},
}

Given = list[Mapping[str, Any]]


class Recorder:
    """A session that keeps what it was asked."""

    def __init__(self, session: Any) -> None:
        """Ask `session`."""
        self.session, self.given = session, Given()

    def run(self, names: Sequence[str], given: Mapping[str, Any]) -> Any:
        """Run, and remember."""
        self.given.append(dict(given))
        return self.session.run(names, given)


def asked_of(path: Path) -> Mapping[str, Given]:
    """What each graph of a file is asked when the program reads paragraphs with it."""
    facts = {prop.key for prop in onnx.load(str(path)).metadata_props}
    kind = next(name for name in SESSIONS if name in facts)
    listener = OnnxAttribution(path if kind == "roles" else None)
    coder = OnnxClassifier(path if kind == "pairs" else None)
    model: Any = listener if kind == "roles" else coder
    kept = {part: Recorder(getattr(model, name)) for part, name in SESSIONS[kind].items()}
    for part, name in SESSIONS[kind].items():
        setattr(model, name, kept[part])
    read = pipeline.coder(pipeline.standard(SpacyParser(), load(), coder, listener))
    for text in paragraphs():
        for _ in read(document(text)):
            pass
    return {part: recorder.given for part, recorder in kept.items()}


def paragraphs() -> list[str]:
    """Paragraphs of all hands, the same every time."""
    every = [paragraph(line, f"{path.name}:{n}").text for path, n, line in lines(sorted(TEXT.glob("*.txt")))]
    return random.Random(SEED).sample(every, PARAGRAPHS)


def fix(model: Any, given: Mapping[str, Given], part: str = "") -> Any:
    """The model with fixed steps; the graphs in its meta data likewise."""
    graph = model.graph
    rounded = [node for node in graph.node if node.op_type == "DynamicQuantizeLinear"]
    if rounded:
        seen = numbers(model, [node.input[0] for node in rounded], given[part])
        for node in rounded:
            _hold(graph, node, *steps(*seen[node.input[0]]))
    for node in [each for each in graph.node if each.op_type == "MatMulInteger"]:
        _join(graph, node)
    drop_unused(graph)
    for prop in model.metadata_props:
        if prop.key in PARTS:
            inner = fix(onnx.load_from_string(base64.b64decode(prop.value)), given, prop.key)
            prop.value = base64.b64encode(inner.SerializeToString()).decode()
    if all(each.domain != MICROSOFT for each in model.opset_import):
        model.opset_import.append(helper.make_opsetid(MICROSOFT, 1))
    onnx.checker.check_model(model)
    return model


def numbers(model: Any, names: Sequence[str], given: Given) -> dict[str, tuple[float, float, Any]]:
    """The least, the greatest and some others of the numbers that go by each name."""
    probe = onnx.ModelProto()
    probe.CopyFrom(model)
    told = {each.name for each in probe.graph.output}
    for name in names:
        if name not in told:
            probe.graph.output.append(helper.make_tensor_value_info(name, onnx.TensorProto.FLOAT, None))
    session, draw = sessions(1)(probe.SerializeToString()), np.random.default_rng(SEED)
    found: dict[str, list[tuple[float, float, Any]]] = {name: [] for name in names}
    for one in given:
        for name, value in zip(names, session.run(list(names), one), strict=True):
            flat = value.ravel()
            some = flat if flat.size <= NUMBERS else draw.choice(flat, NUMBERS)
            found[name].append((float(flat.min()), float(flat.max()), some))
    return {
        name: (min(n for n, _, _ in seen), max(n for _, n, _ in seen), np.concatenate([some for _, _, some in seen]))
        for name, seen in found.items()
    }


def steps(least: float, most: float, some: Any) -> tuple[Any, Any]:
    """Scale and zero point of least squared error."""
    return min(_ranges(min(least, 0.0), max(most, 0.0)), key=lambda pair: _error(some, *pair))


def _ranges(least: float, most: float) -> Iterator[tuple[Any, Any]]:
    for low in ENDS:
        for high in ENDS:
            scale = np.float32((most * high - least * low) / STEPS)
            yield scale, np.uint8(np.clip(np.round(-least * low / scale), 0, STEPS))


def _error(some: Any, scale: Any, zero: Any) -> float:
    kept = np.clip(np.round(some / scale) + zero, 0, STEPS)
    return float((((kept - zero) * scale - some) ** 2).mean())


def _hold(graph: Any, node: Any, scale: Any, zero: Any) -> None:
    """Round by fixed steps; they go by the names that the measured ones had."""
    whole, *held = node.output
    for name, value in zip(held, (scale, zero), strict=True):
        graph.initializer.append(numpy_helper.from_array(np.array(value), name))
    fixed = helper.make_node("QuantizeLinear", [node.input[0], *held], [whole], name=node.name)
    _replace(graph, [node], fixed)


def _join(graph: Any, node: Any) -> None:
    """One node for a product of whole numbers, its scales and, if one is added, its bias."""
    held = {each.name: each for each in graph.initializer}
    made = {name: each for each in graph.node for name in each.output}
    (cast,) = _readers(graph, node.output[0])
    (scaled,) = _readers(graph, cast.output[0])
    (both,) = (made[name] for name in scaled.input if name != cast.output[0])
    of_input = node.input[0].removesuffix("_quantized") + "_scale"
    (of_weights,) = (name for name in both.input if name != of_input)
    gone, bias = [node, cast, scaled], ""
    readers = _readers(graph, scaled.output[0])
    if len(readers) == 1 and readers[0].op_type == "Add":
        others = [name for name in readers[0].input if name in held and len(held[name].dims) == 1]
        gone, bias = ([*gone, readers[0]], others[0]) if others else (gone, bias)
    if numpy_helper.to_array(held[node.input[3]]).any():
        raise ValueError(f"the weights of {node.name} are not about zero")
    given = [node.input[0], node.input[1], of_input, of_weights, node.input[2], *(["", bias] if bias else [])]
    one = helper.make_node("MatMulIntegerToFloat", given, [gone[-1].output[0]], name=node.name, domain=MICROSOFT)
    _replace(graph, gone, one)


def _readers(graph: Any, name: str) -> list[Any]:
    return [node for node in graph.node if name in node.input]


def _replace(graph: Any, gone: Sequence[Any], node: Any) -> None:
    """Put a node in the place of the last of those that go."""
    at = list(graph.node).index(gone[-1])
    for each in gone:
        graph.node.remove(each)
    graph.node.insert(at - len(gone) + 1, node)


def main() -> None:
    """Read, fix, write."""
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    asked.add_argument("file", type=Path)
    asked.add_argument("--out", type=Path, required=True)
    options = asked.parse_args()
    onnx.save(fix(onnx.load(str(options.file)), asked_of(options.file)), str(options.out))


if __name__ == "__main__":
    main()
