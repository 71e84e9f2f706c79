"""Writes the trained student as one ONNX file: int8 weights, with its tokenizer, labels and temperatures inside."""

import argparse
import json
import tempfile
from pathlib import Path

import onnx
import torch
from onnxruntime.quantization import QuantType, quantize_dynamic
from torch import Tensor, nn

from train import LENGTH, NAMES, STATUSES, build


class Probabilities(nn.Module):
    """The coder with its temperatures: token ids in, probabilities out."""

    def __init__(self, coder: nn.Module, warmth: tuple[float, float]) -> None:
        """`warmth` are the temperatures of subtype and status."""
        super().__init__()
        self.coder = coder
        self.warmth = warmth

    def forward(self, input_ids: Tensor, attention_mask: Tensor) -> tuple[Tensor, Tensor]:
        """Probabilities of subtypes (none last) and of statuses."""
        subtype, status = self.coder(input_ids, attention_mask)
        return (subtype / self.warmth[0]).softmax(-1), (status / self.warmth[1]).softmax(-1)


def main() -> None:
    """Export, quantise, and put in all that is needed to run it."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--model", required=True)
    asked.add_argument("--weights", required=True)
    asked.add_argument("--warmth", type=float, nargs=2, default=(1.0, 1.0))
    asked.add_argument("--version", required=True)
    asked.add_argument("--out", type=Path, required=True)
    options = asked.parse_args()
    coder, tokenizer = build(options.model, options.weights)
    whole = Probabilities(coder, tuple(options.warmth)).eval()
    ids = torch.ones((2, 16), dtype=torch.long)
    with tempfile.TemporaryDirectory() as folder:
        raw = Path(folder) / "raw.onnx"
        torch.onnx.export(
            whole,
            (ids, ids),
            str(raw),
            input_names=["input_ids", "attention_mask"],
            output_names=["subtypes", "statuses"],
            dynamic_axes={n: {0: "batch", 1: "length"} for n in ("input_ids", "attention_mask")}
            | {n: {0: "batch"} for n in ("subtypes", "statuses")},
            opset_version=17,
            dynamo=False,
        )
        quantize_dynamic(
            raw,
            options.out,
            per_channel=True,
            weight_type=QuantType.QInt8,
            op_types_to_quantize=["MatMul", "Gather", "Gemm"],
        )
    made = onnx.load(str(options.out))
    facts = {
        "name": "legation-events",
        "version": options.version,
        "licence": "Apache-2.0",
        "subtypes": json.dumps(NAMES),
        "statuses": json.dumps(STATUSES),
        "length": str(LENGTH),
        "tokenizer": tokenizer.backend_tokenizer.to_str(),
    }
    for key, value in facts.items():
        made.metadata_props.add(key=key, value=value)
    onnx.save(made, str(options.out))


if __name__ == "__main__":
    main()
