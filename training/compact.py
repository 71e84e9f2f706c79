"""Makes the graphs of an ONNX file of ours smaller, so that they run faster: `python compact.py FILE --out FILE`.

What the exporter writes spends nearly half of its time beside the matrices: it works out shapes and masks anew in each
layer, and asks queries, keys and values one after another. Here each layer's attention becomes one node that ONNX
Runtime has for it, on the same int8 weights; the types of tokens, which are all the same, are looked up once. Answers
stay what they were but for the order of sums. Inputs, outputs, weights and their names stay too, so `restore.py` reads
either file, and compacting twice changes nothing.
"""

import argparse
import base64
from pathlib import Path
from typing import Any

import numpy as np
import onnx
from onnx import helper, numpy_helper

MICROSOFT = "com.microsoft"
# Where a file keeps further graphs in its meta data.
PARTS = ("pairs", "survey", "roles")
_SIDES = ("query", "key", "value")
_QUERY = "/query/MatMul_quant"
_JOINED = "weights"
# The size of one head in all encoders of ours.
_HEAD = 32
_MASK = "compact/mask"
# What is added where there is nothing to look at. It leaves nothing that a float can add to the largest share (e**-60),
# but not so little that a processor reckons with numbers too small for its quick ways: the default takes a tenth more.
_NOTHING = -60.0
_FILTER = "mask_filter_value"


def compact(model: Any) -> Any:
    """The model with attention as single nodes; the graphs in its meta data likewise."""
    graph = model.graph
    layers = [node.name.removesuffix(_QUERY) for node in graph.node if node.name.endswith(_QUERY)]
    for layer in layers:
        _attend(graph, layer)
    if layers:
        mask = helper.make_node("Cast", ["attention_mask"], [_MASK], name=_MASK, to=onnx.TensorProto.INT32)
        graph.node.insert(0, mask)
        _one_type(graph)
        if all(each.domain != MICROSOFT for each in model.opset_import):
            model.opset_import.append(helper.make_opsetid(MICROSOFT, 1))
    for node in graph.node:
        if node.op_type == "QAttention" and all(each.name != _FILTER for each in node.attribute):
            node.attribute.append(helper.make_attribute(_FILTER, _NOTHING))
    drop_unused(graph)
    for prop in model.metadata_props:
        if prop.key in PARTS:
            inner = compact(onnx.load_from_string(base64.b64decode(prop.value)))
            prop.value = base64.b64encode(inner.SerializeToString()).decode()
    onnx.checker.check_model(model)
    return model


def joined(node: Any) -> list[tuple[str, str]]:
    """Of a node that joins the weights of an attention's sides, those sides as nodes were named, and their weights."""
    layer, _, what = node.name.rpartition("/")
    if node.op_type != "Concat" or what != _JOINED:
        return []
    return [(f"{layer}/{side}/MatMul_quant", name) for side, name in zip(_SIDES, node.input, strict=True)]


def _attend(graph: Any, layer: str) -> None:
    """Put one node in the place of a layer's attention; the weights of its three sides are joined when it is loaded."""
    named = {node.name: node for node in graph.node}
    made = {name: node for node in graph.node for name in node.output}
    asked = [named[f"{layer}/{side}/MatMul_quant"] for side in _SIDES]
    inputs, zero = asked[0].input[0], asked[0].input[2]
    scale = made[inputs].output[1]
    biases = [next(i for i in named[f"{layer}/{side}/Add"].input if i not in made) for side in _SIDES]
    rows = {
        _JOINED: (1, [node.input[1] for node in asked]),
        "scales": (0, [node.input[1].removesuffix("_quantized") + "_scale" for node in asked]),
        "zeros": (0, [node.input[3] for node in asked]),
        "biases": (0, biases),
    }
    nodes = [
        helper.make_node("Concat", names, [f"{layer}/{what}"], name=f"{layer}/{what}", axis=axis)
        for what, (axis, names) in rows.items()
    ]
    told = _context(graph, layer)
    (bias,) = (each for each in graph.initializer if each.name == biases[0])
    given = [inputs, f"{layer}/{_JOINED}", f"{layer}/biases", scale, f"{layer}/scales", _MASK, zero, f"{layer}/zeros"]
    heads = bias.dims[0] // _HEAD
    nodes.append(
        helper.make_node("QAttention", given, [told], name=f"{layer}/QAttention", domain=MICROSOFT, num_heads=heads)
    )
    for node in graph.node:  # nobody reads what gave it before
        for i, name in enumerate(node.output):
            if name == told:
                node.output[i] = f"{told}/before"
    at = next(i for i, node in enumerate(graph.node) if inputs in node.output) + 1
    for node in reversed(nodes):
        graph.node.insert(at, node)


def _context(graph: Any, layer: str) -> str:
    """The name of what a layer's attention gives to its dense part."""
    dense = f"{layer.removesuffix('/self')}/output/dense/MatMul_quant"
    made = {name: node for node in graph.node for name in node.output}
    (node,) = (each for each in graph.node if each.name == dense)
    return str(made[node.input[0]].input[0])


def _one_type(graph: Any) -> None:
    """All tokens are of type 0: one row of that table is added to all of them."""
    for node in graph.node:
        if node.op_type == "Gather" and "token_type_embeddings" in node.input[0]:
            first = numpy_helper.from_array(np.zeros((1, 1), dtype=np.int64), "compact/type")
            graph.initializer.append(first)
            node.input[1] = first.name


def drop_unused(graph: Any) -> None:
    """Leave out the nodes that lead nowhere; weights stay."""
    wanted = {each.name for each in graph.output}
    kept = []
    for node in reversed(graph.node):
        if not wanted.isdisjoint(node.output):
            wanted.update(node.input)
            kept.append(node)
    del graph.node[:]
    graph.node.extend(reversed(kept))
    used = [each for each in graph.initializer if each.name in wanted]
    del graph.initializer[:]
    graph.initializer.extend(used)


def main() -> None:
    """Read, compact, write."""
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    asked.add_argument("file", type=Path)
    asked.add_argument("--out", type=Path, required=True)
    options = asked.parse_args()
    onnx.save(compact(onnx.load(str(options.file))), str(options.out))


if __name__ == "__main__":
    main()
