"""Turns the package's int8 weights back into float ones, so that training can go on from them.

    python restore.py --model FOLDER --onnx events.onnx --out v1.pt

What quantisation rounded stays rounded: answers differ from the file's own by a hair.
"""

import argparse
import base64
from pathlib import Path

import numpy as np
import onnx
import torch
from onnx import numpy_helper

from train import build


def weights_of(path: Path) -> dict[str, torch.Tensor]:
    """The float weights of a file that `export.py` wrote, by the names that the coder gives them."""
    lower = onnx.load(str(path))
    told = {prop.key: prop.value for prop in lower.metadata_props}
    graphs = [lower.graph]
    if "pairs" in told:  # the upper layers lie in the meta data
        graphs.append(onnx.load_from_string(base64.b64decode(told["pairs"])).graph)
    held = {each.name: numpy_helper.to_array(each) for graph in graphs for each in graph.initializer}
    found = {
        name.removeprefix("coder."): torch.tensor(np.array(value))
        for name, value in held.items()
        if value.dtype == np.float32 and name.startswith("coder.")
    }
    for node in (each for graph in graphs for each in graph.node):
        if node.op_type == "MatMulInteger":
            name = node.input[1]
            base = name.removesuffix("_quantized")
            scale, zero = held[f"{base}_scale"], held[f"{base}_zero_point"]
            value = (held[name].astype(np.float32) - zero.astype(np.float32)) * scale
            found[f"{_place(node.name)}.weight"] = torch.tensor(value.T.copy())
        elif node.op_type == "DequantizeLinear":
            base = node.input[1].removesuffix("_scale")
            scale, zero = held[node.input[1]], held[node.input[2]]
            value = (held[f"{base}_quantized"].astype(np.float32) - zero.astype(np.float32)) * scale
            found[base.removeprefix("coder.")] = torch.tensor(value)
    return found


def _place(node: str) -> str:
    """The name of the layer in the coder, out of the name of its node in the graph."""
    parts = [part for part in node.strip("/").split("/") if not part.startswith(("MatMul", "Gemm"))]
    return ".".join(parts).removeprefix("coder.")


def main() -> None:
    """Write the weights, after checking that each has its place."""
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    asked.add_argument("--model", required=True, help="folder of the encoder")
    asked.add_argument("--onnx", type=Path, required=True)
    asked.add_argument("--out", type=Path, required=True)
    options = asked.parse_args()
    coder, _ = build(options.model)
    found = weights_of(options.onnx)
    state = coder.state_dict()
    missing = [name for name in state if name not in found and "position_ids" not in name]
    wrong = [name for name in found if name not in state or found[name].shape != state[name].shape]
    print("missing", missing, "\nwithout a place", wrong)
    state.update({name: value for name, value in found.items() if name not in wrong})
    torch.save(state, options.out)


if __name__ == "__main__":
    main()
