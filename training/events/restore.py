"""Turns int8 weights in the package back into float ones, so that training can go on from them.

    python restore.py pairs    --model FOLDER --onnx events.onnx      --out v1.pt
    python restore.py look     --model FOLDER --onnx events.onnx      --out look.pt --coder v1.pt
    python restore.py listener --model FOLDER --onnx attribution.onnx --out listener.pt

What quantisation rounded stays rounded: answers differ from the file's own by a hair.
"""

import argparse
import base64
import importlib.util
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import numpy as np
import onnx
import torch
from onnx import numpy_helper
from torch import Tensor, nn

import survey
from apart import cut
from compact import joined
from train import build

LISTENER = Path(__file__).parents[1] / "attribution"
# The nodes of whole numbers, before and after `fixed.py`.
PRODUCTS = ("MatMulInteger", "MatMulIntegerToFloat")
# The graphs that hold a network's weights: the file's own, and those in its meta data; and what their names begin with.
PARTS = {
    "pairs": (("", "pairs"), "coder."),
    "look": (("survey",), "surveyor."),
    "listener": (("", "roles"), ""),
}


def graphs(path: Path, names: tuple[str, ...]) -> Iterator[Any]:
    """The graphs of a file, "" being its own; what isn't there is left out."""
    whole = onnx.load(str(path))
    told = {prop.key: prop.value for prop in whole.metadata_props}
    for name in names:
        if not name:
            yield whole.graph
        elif name in told:
            yield onnx.load_from_string(base64.b64decode(told[name])).graph


def weights_of(path: Path, part: str) -> dict[str, Tensor]:
    """The float weights of a part of a file, by the names that the network gives them."""
    names, prefix = PARTS[part]
    found: dict[str, Tensor] = {}
    for graph in graphs(path, names):
        held = {each.name: numpy_helper.to_array(each) for each in graph.initializer}
        found |= {
            name.removeprefix(prefix): torch.tensor(np.array(value))
            for name, value in held.items()
            if value.dtype == np.float32 and not name.startswith("onnx::")
        }
        for node in graph.node:
            whole = node.op_type in PRODUCTS and node.input[1] in held  # not a part of one that `apart.py` cut
            sides = [(node.name, node.input[1])] if whole else [*joined(node), *cut(node)]
            for place, name in sides:
                value = _float(held, name.removesuffix("_quantized"), held[name])
                found[f"{_place(place)}.weight".removeprefix(prefix)] = torch.tensor(value.T.copy())
            if node.op_type == "DequantizeLinear":
                base = node.input[1].removesuffix("_scale")
                found[base.removeprefix(prefix)] = torch.tensor(_float(held, base, held[f"{base}_quantized"]))
    return found


def _float(held: Mapping[str, Any], base: str, whole: Any) -> Any:
    # Weights that `fixed.py` joined with their scales lie about zero.
    scale, zero = held[f"{base}_scale"], held.get(f"{base}_zero_point", np.zeros(1, dtype=np.int8))
    return (whole.astype(np.float32) - zero.astype(np.float32)) * scale


def _place(node: str) -> str:
    """The name of a layer in its network, out of the name of its node in the graph."""
    parts = [part for part in node.strip("/").split("/") if not part.startswith(("MatMul", "Gemm"))]
    return ".".join(parts)


def empty(options: argparse.Namespace, found: Mapping[str, Tensor]) -> nn.Module:
    """The network without its weights, as wide as those that were found."""
    if options.part == "listener":
        given = importlib.util.spec_from_file_location("listener_train", LISTENER / "train.py")
        if given is None or given.loader is None:
            sys.exit(f"{LISTENER / 'train.py'} is missing")
        sys.path.insert(0, str(LISTENER))
        module = importlib.util.module_from_spec(given)
        sys.modules["listener_train"] = module
        given.loader.exec_module(module)
        model = module.Model(options.model)
        model.widths(module.widths_of(found))
        return model  # type: ignore[no-any-return]
    coder, _ = build(options.model, options.coder)
    return survey.Surveyor(coder) if options.part == "look" else coder


def main() -> None:
    """Write the weights, after checking that each has its place."""
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    asked.add_argument("part", choices=list(PARTS))
    asked.add_argument("--model", required=True, help="folder of the encoder")
    asked.add_argument("--coder", help="for the look: the pair coder that it stands on, from this script")
    asked.add_argument("--onnx", type=Path, required=True)
    asked.add_argument("--out", type=Path, required=True)
    options = asked.parse_args()
    found = weights_of(options.onnx, options.part)
    state = empty(options, found).state_dict()
    beneath = ("embeddings.", "lower.") if options.part == "look" else ()
    missing = [
        name
        for name in state
        if name not in found and not name.startswith(beneath or "?") and "position_ids" not in name
    ]
    wrong = [
        name
        for name in found
        if not name.endswith("_scale") and (name not in state or found[name].shape != state[name].shape)
    ]
    print("missing", missing, "\nwithout a place", wrong)
    state.update({name: value for name, value in found.items() if name in state and name not in wrong})
    torch.save(state, options.out)


if __name__ == "__main__":
    main()
