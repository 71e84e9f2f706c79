"""Writes the trained student as one ONNX file: int8 weights, with its tokenizer, labels and temperatures inside."""

import argparse
import json
import tempfile
from pathlib import Path
from typing import Any

import onnx
import torch
from onnxruntime.quantization import QuantType, quantize_dynamic
from torch import Tensor, nn

from train import LENGTH, NAMES, ROOT_OF, STATUSES, build, by_root, probabilities, rows_of


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


def mean(states: list[dict[str, Tensor]]) -> dict[str, Tensor]:
    """The mean of weights that began alike ("model soup"): as good as asking all of them, at the price of one."""
    return {key: sum(state[key] for state in states) / len(states) for key in states[0]}


def temperatures(coder: nn.Module, tokenizer: Any, rows: list[dict[str, Any]]) -> tuple[float, float]:
    """The temperatures that make the held-out labels likeliest; half of the sentences are kept for measuring."""
    used = [row for row in rows if row["fits"]]
    subtypes, statuses = probabilities(coder, tokenizer, [row["text"] for row in used])
    gold = ROOT_OF[torch.tensor([NAMES.index(row["subtype"]) for row in used])]
    told = [i for i, row in enumerate(used) if row["subtype"] != "none"]
    standing = [STATUSES.index(used[i]["status"]) for i in told]
    # What is told with a probability is the root: the temperature is set for roots.
    return warmest(subtypes, gold, roots=True), warmest(statuses[told], torch.tensor(standing))


def warmest(chances: Any, gold: Tensor, *, roots: bool = False) -> float:
    """The temperature, out of a fine row of them, with the least loss."""
    logs = torch.tensor(chances).clamp(min=1e-9).log()

    def loss(warmth: float) -> float:
        warmed = (logs / warmth).log_softmax(-1)
        return float(nn.functional.nll_loss(by_root(warmed) if roots else warmed, gold))

    return min((0.6 + 0.02 * n for n in range(120)), key=loss)


def main() -> None:
    """Export, quantise, and put in all that is needed to run it."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--model", required=True)
    asked.add_argument("--weights", required=True, nargs="+", help="trained weights; of several the mean is taken")
    asked.add_argument("--calibrate", type=Path, help="held-out rows, for the temperatures")
    asked.add_argument("--version", required=True)
    asked.add_argument("--out", type=Path, required=True)
    options = asked.parse_args()
    coder, tokenizer = build(options.model)
    coder.load_state_dict(mean([torch.load(path) for path in options.weights]))
    warmth = temperatures(coder, tokenizer, rows_of(options.calibrate)) if options.calibrate else (1.0, 1.0)
    print(f"temperatures: subtype {warmth[0]:.2f}, status {warmth[1]:.2f}")
    whole = Probabilities(coder, warmth).eval()
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
