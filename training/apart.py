"""Makes the look at all parties of a sentence faster: `python apart.py FILE --out FILE`, on a file of fixed steps.

Two matrices read each two parties side by side: what such a pair asks of the words, and the first layer above it. Of n
parties that is what one of them is n times over, and so is the other. Here each matrix is cut into the rows that read
the one, the other and both, and the first two are asked once for each party, not for each pair. The same whole numbers
are multiplied by the same weights: answers stay what they were but for the order of sums. Weights and their names stay
too, so `restore.py` reads either file, and a file that is done so already comes out as it went in.
"""

import argparse
import base64
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import onnx
from onnx import helper, numpy_helper

from compact import MICROSOFT, drop_unused

PART = "survey"
# What both matrices read first, the vectors of one party and of the other, and the vectors of all parties.
_BOTH, _PARTIES = "/Concat_3", "/GatherElements_output_0"
_ASKS, _FIRST = "/asks/MatMul_quant", "/first/MatMul_quant"
# Their product, and all that the first layer reads: both, the product, and what they see of the words.
_PRODUCT, _READ = "/Mul_5", "/Concat_5"
# Along which axes the one and the other of a pair are told apart: (batch, one, other, numbers).
_ONE, _OTHER = "apart/one", "apart/other"


def apart(model: Any) -> Any:
    """The file with the look's matrices cut; raises KeyError or ValueError for a graph that is another."""
    prop = next((each for each in model.metadata_props if each.key == PART), None)
    if prop is None:
        raise ValueError(f"its meta data hold no {PART}")
    look = onnx.load_from_string(base64.b64decode(prop.value))
    if all(node.op_type != "Split" or node.name != _ASKS for node in look.graph.node):
        _cut(look.graph)
        onnx.checker.check_model(look)
        prop.value = base64.b64encode(look.SerializeToString()).decode()
    return model


def cut(node: Any) -> list[tuple[str, str]]:
    """Of a node that cuts the weights of a matrix, that matrix as its node was named, and its weights."""
    return [(node.name, node.input[0])] if node.op_type == "Split" and node.name in (_ASKS, _FIRST) else []


def _cut(graph: Any) -> None:
    named = {node.name: node for node in graph.node}
    sizes = {each.name: each.dims for each in graph.initializer}
    size = sizes[named[_ASKS].input[1]][0] // 2
    # An axis of length 1 in the place of the other of a pair for what is of the one, and the other way round.
    for name, axis in ((_ONE, 2), (_OTHER, 1)):
        graph.initializer.append(numpy_helper.from_array(np.array([axis], dtype=np.int64), name))
    asks, first, product, read = (named[name] for name in (_ASKS, _FIRST, _PRODUCT, _READ))
    rest = sizes[first.input[1]][0] - 2 * size
    if named[_BOTH].output[0] != read.input[0] or rest <= 0:
        raise ValueError(f"{_READ} does not begin with what both parties are")
    new = [
        *_apart(graph, asks, [size, size]),
        *_apart(graph, first, [size, size, rest]),
        *(helper.make_node("Unsqueeze", [_PARTIES, axis], [f"{axis}/party"]) for axis in (_ONE, _OTHER)),
        helper.make_node("Mul", [f"{_ONE}/party", f"{_OTHER}/party"], list(product.output), name=product.name),
        helper.make_node("Concat", list(read.input)[1:], list(read.output), name=read.name, axis=-1),
    ]
    for node in (asks, first, product, read):
        graph.node.remove(node)
    graph.node.extend(new)
    _arrange(graph)
    drop_unused(graph)


def _apart(graph: Any, matrix: Any, sizes: Sequence[int]) -> Iterator[Any]:
    """The nodes of a matrix that is cut into rows for the one, the other and perhaps both, its bias with the last."""
    name, (whole, weights, scale, scales, zero, _, bias) = matrix.name, matrix.input
    graph.initializer.append(numpy_helper.from_array(np.array(sizes, dtype=np.int64), f"{name}/rows"))
    rows = [f"{name}/rows {n}" for n in range(len(sizes))]
    yield helper.make_node("Split", [weights, f"{name}/rows"], rows, name=name, axis=0)
    yield helper.make_node("QuantizeLinear", [_PARTIES, scale, zero], [f"{name}/party"])
    told = []
    for n, (part, given) in enumerate(zip(rows, (f"{name}/party", f"{name}/party", whole), strict=False)):
        last = [bias] if n == len(sizes) - 1 else []
        inputs = [given, part, scale, scales, zero, *(["", *last] if last else [])]
        yield helper.make_node("MatMulIntegerToFloat", inputs, [f"{name}/{n}"], domain=MICROSOFT)
        if n < 2:
            yield helper.make_node("Unsqueeze", [f"{name}/{n}", (_ONE, _OTHER)[n]], [f"{name}/{n} of each"])
        told.append(f"{name}/{n} of each" if n < 2 else f"{name}/{n}")
    while len(told) > 1:
        added = f"{name}/sum {len(told)}" if len(told) > 2 else matrix.output[0]
        yield helper.make_node("Add", told[:2], [added])
        told[:2] = [added]


def _arrange(graph: Any) -> None:
    """Each node behind all that it reads."""
    there = {each.name for each in (*graph.initializer, *graph.input)} | {""}
    waiting, done = list(graph.node), []
    while waiting:
        ready = [node for node in waiting if there.issuperset(node.input)]
        if not ready:
            raise ValueError(f"nothing gives what {waiting[0].name} reads")
        for node in ready:
            there.update(node.output)
        done.extend(ready)
        waiting = [node for node in waiting if not there.issuperset(node.output)]
    del graph.node[:]
    graph.node.extend(done)


def main() -> None:
    """Read, cut, write."""
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    asked.add_argument("file", type=Path)
    asked.add_argument("--out", type=Path, required=True)
    options = asked.parse_args()
    try:
        made = apart(onnx.load(str(options.file)))
    except (KeyError, ValueError) as error:
        sys.exit(f"{options.file} is no file of the event coder with fixed steps: {error}")
    onnx.save(made, str(options.out))


if __name__ == "__main__":
    main()
