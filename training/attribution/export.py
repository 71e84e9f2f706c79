"""Writes the trained model as one ONNX file: int8 weights, the part that gives roles, tokenizer and labels inside."""

import argparse
import base64
import json
import sys
import tempfile
from pathlib import Path
from typing import Any

import onnx
import torch
from onnxruntime.quantization import QuantType, quantize_dynamic
from torch import Tensor, nn
from transformers import AutoTokenizer

sys.path.append(str(Path(__file__).parents[1]))  # the modules that all folders of training text share

from compact import compact
from train import CLASSES, DISTANCES, LABELS, LENGTH, LISTS, NAMES, RELATIONS, WIDE, WORDS, Model, widths_of


class Reading(nn.Module):
    """The reader with probabilities in place of logits."""

    def __init__(self, reader: nn.Module, warmth: float) -> None:
        """`warmth` is the temperature of the acts."""
        super().__init__()
        self.reader, self.warmth = reader, warmth

    def forward(
        self, input_ids: Tensor, attention_mask: Tensor, firsts: Tensor, marks: Tensor
    ) -> tuple[Tensor, Tensor, Tensor]:
        """Word vectors, chances of acts, chances of (denied, forecast)."""
        words, acts, flags = self.reader(input_ids, attention_mask, firsts, marks)
        return words, (acts / self.warmth).softmax(-1), flags.sigmoid()


class Giving(nn.Module):
    """The roles with probabilities in place of logits."""

    def __init__(self, roles: nn.Module) -> None:
        super().__init__()
        self.roles = roles

    def forward(self, cues: Tensor, words: Tensor, way: Tensor, apart: Tensor) -> tuple[Tensor, Tensor]:
        """Chances of roles, and of stances."""
        roles, stance = self.roles(cues, words, way, apart)
        return roles.sigmoid(), stance.softmax(-1)


def mean(states: list[dict[str, Tensor]]) -> dict[str, Tensor]:
    """The mean of weights that began alike: as good as asking all of them, at the price of one."""
    return {key: sum(state[key] for state in states) / len(states) for key in states[0]}


def written(
    module: nn.Module, example: tuple[Tensor, ...], names: tuple[list[str], list[str]], axes: dict[str, Any], out: Path
) -> None:
    """Export and quantise."""
    with tempfile.TemporaryDirectory() as folder:
        raw = Path(folder) / "raw.onnx"
        torch.onnx.export(
            module.eval(),
            example,
            str(raw),
            input_names=names[0],
            output_names=names[1],
            dynamic_axes=axes,
            opset_version=17,
            dynamo=False,
        )
        quantize_dynamic(
            raw, out, per_channel=True, weight_type=QuantType.QInt8, op_types_to_quantize=["MatMul", "Gather", "Gemm"]
        )


def main() -> None:
    """Export both parts and put in all that is needed to run them."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--model", required=True)
    asked.add_argument("--layers", type=lambda s: [int(n) for n in s.split(",")])
    asked.add_argument("--weights", required=True, nargs="+", help="trained weights; of several the mean is taken")
    asked.add_argument("--warmth", type=float, default=1.0, help="temperature of the acts")
    asked.add_argument("--version", required=True)
    asked.add_argument("--out", type=Path, required=True)
    options = asked.parse_args()
    model = Model(options.model, options.layers)
    weights = mean([torch.load(path) for path in options.weights])
    model.widths(widths_of(weights))
    model.load_state_dict(weights)
    model.eval()
    tokenizer = AutoTokenizer.from_pretrained(options.model)
    ids, firsts = torch.ones((2, 16), dtype=torch.long), torch.arange(9).repeat(2, 1)
    marks = torch.zeros((2, 9, 4), dtype=torch.long)
    batch = {
        "input_ids": {0: "batch", 1: "pieces"},
        "attention_mask": {0: "batch", 1: "pieces"},
        "firsts": {0: "batch", 1: "words"},
    }
    batch |= {name: {0: "batch", 1: "words"} for name in ("marks", "vectors", "acts", "flags")}
    given = ["input_ids", "attention_mask", "firsts", "marks"]
    written(
        Reading(model.reader, options.warmth),
        (ids, ids, firsts, marks),
        (given, ["vectors", "acts", "flags"]),
        batch,
        options.out,
    )
    way = torch.zeros((3, 9), dtype=torch.long)
    pairs = {"cues": {0: "cues"}} | {
        name: {0: "cues", 1: "words"} for name in ("words", "way", "apart", "roles", "stances")
    }
    with tempfile.TemporaryDirectory() as folder:
        second = Path(folder) / "roles.onnx"
        example = (torch.zeros((3, WIDE)), torch.zeros((3, 9, WIDE)), way, way)
        written(Giving(model.roles), example, (["cues", "words", "way", "apart"], ["roles", "stances"]), pairs, second)
        roles = base64.b64encode(second.read_bytes()).decode()
    made = onnx.load(str(options.out))
    facts = {
        "name": "legation-attribution",
        "version": options.version,
        "licence": "Apache-2.0",
        "labels": json.dumps(LABELS),
        "classes": json.dumps(CLASSES),
        "relations": json.dumps(RELATIONS),
        "names": json.dumps(NAMES),
        "ways": str(LISTS.ways),
        "distances": str(DISTANCES),
        "pieces": str(LENGTH),
        "words": str(WORDS),
        "roles": roles,
        "tokenizer": tokenizer.backend_tokenizer.to_str(),
    }
    for key, value in facts.items():
        made.metadata_props.add(key=key, value=value)
    onnx.save(compact(made), str(options.out))


if __name__ == "__main__":
    main()
