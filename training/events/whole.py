"""Trains the sentence reader: all parties of a sentence at once, and what each does to each other.

    python whole.py prepare OUT.jsonl                       labelled sentences of `text/` and `sentences/`, masked
    python whole.py train   --model FOLDER --coder v1.pt --data ROWS.jsonl --out whole.pt
    python whole.py predict --model FOLDER --coder v1.pt --weights whole.pt --data ROWS.jsonl

It stands on the lower layers of the event coder, which stay as they are, and has upper layers of its own. A party that
no word names (0) is read off the token that begins the sentence.
"""

import argparse
import copy
import json
import random
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np

HERE = Path(__file__).parent
SHARED = int(__import__("os").environ.get("SHARED", "3"))
HIDDEN, LOOK = 256, 128
LENGTH, BATCH = 192, 24
TYPES = ("AGREE", "CONSULT", "SUPPORT", "CONCEDE", "COOPERATE", "AID", "RETREAT", "REQUEST", "ACCUSE", "REJECT",
         "THREATEN", "PROTEST", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT")  # fmt: skip
STATUSES = ("actual", "negated", "future", "hypothetical", "historical")


def of_text() -> Iterator[dict[str, Any]]:
    """The labelled pairs of `text/`, sentence by sentence."""
    import corpus
    from legation.coding.masking import Masks
    from legation.coding.subtypes import Subtypes
    from legation.lookup import standard
    from legation.pairs import Masker
    from legation.tables import yaml_table

    table = yaml_table("events/subtypes.yaml")
    rows = Subtypes.of(table).rows
    mutual = frozenset(name for name, row in rows.items() if row.mutual)
    masks = Masks.of(yaml_table("events/masks.yaml"))
    masker = Masker(standard(), masks)
    for s in corpus.load(rows):
        order = sorted(s.parties, key=lambda n: (s.parties[n][0], -s.parties[n][1]))
        place = {number: i for i, number in enumerate(order, 1)} | {0: 0}
        spans = [s.parties[n] for n in order]
        text = masker._uncapitalised(s.text, spans[0], None) if spans else s.text
        masked = masks.everyone(text, [(span, masker._word(text[slice(*span)])) for span in spans])
        found: dict[tuple[int, int], tuple[set[str], str]] = {}
        for p in (*s.pairs, *corpus.opposite(s, mutual)):
            types, status = found.setdefault((place[p.source], place[p.target]), (set(), p.status))
            if p.subtype != corpus.NONE:
                types.add(rows[p.subtype].filed(p.status)[0])
        yield {
            "id": f"{s.file}:{s.line}",
            "text": masked,
            "n": len(order),
            "whole": s.whole,
            "pairs": [[i, j, sorted(types), status] for (i, j), (types, status) in found.items()],
        }


def of_sentences(paths: list[Path]) -> Iterator[dict[str, Any]]:
    """The whole sentences of `sentences/`: acts between countries, of whom a sentence may name several parties."""
    sys.path.insert(0, str(HERE.parents[1] / "bench"))
    import triples
    from legation import pipeline
    from legation.coding.masking import Masks
    from legation.coding.sweeping import Sweeper
    from legation.knowledge import load
    from legation.models import OnnxAttribution, OnnxClassifier, SpacyParser
    from legation.read.plain import document
    from legation.tables import yaml_table

    masks = Masks.of(yaml_table("events/masks.yaml"))
    steps = pipeline.standard(SpacyParser(), load(), OnnxClassifier(), OnnxAttribution())
    heard: list[Any] = []
    plain = Sweeper.spots

    def listening(self: Any, sentence: Any) -> Any:
        found = plain(self, sentence)
        known = [self._roles.actors.get(spot.role.actors[0]) for spot in found]
        words = [masks.unknown if a is None else masks.word(a.kind, a.sector) for a in known]
        heard.append((sentence, list(found), words))
        return found

    Sweeper.spots = listening  # type: ignore[method-assign]
    for path in paths:
        for line in path.read_text(encoding="utf-8").splitlines():
            row = json.loads(line)
            heard.clear()
            pipeline.read(document(row["sentence"], published=row["date"]), steps)
            for sentence, spots, words in heard:
                pairs = sorted(zip(spots, words, strict=True), key=lambda p: (p[0].role.start, -p[0].role.end))
                at = sentence.start
                inside = [((s.role.start - at, s.role.end - at), w) for s, w in pairs]
                acts = []
                for event in row["events"]:
                    where = row["sentence"].lower().find(event["trigger"].lower())
                    if sentence.start <= where < sentence.end:
                        for actor, recipient, kind in sorted(triples.gold_triples(event)):
                            acts.append([actor, recipient, kind, event["status"], bool(event.get("mutual"))])
                yield {
                    "id": row["id"],
                    "text": masks.everyone(row["sentence"][at : sentence.end], inside),
                    "n": len(pairs),
                    "whole": True,
                    "places": [s.place for s, _ in pairs],
                    "acts": acts,
                }
    Sweeper.spots = plain  # type: ignore[method-assign]


def network(folder: str, coder: str) -> Any:
    """The reader on the event coder's lower layers, its tokenizer, and the id of the token that opens a party."""
    import torch
    from torch import nn

    from train import build

    base, tokenizer = build(folder, coder)

    class Reader(nn.Module):
        def __init__(self) -> None:
            super().__init__()
            encoder = base.encoder
            self.embeddings = encoder.embeddings
            self.lower = encoder.encoder.layer[:SHARED]
            self.upper = copy.deepcopy(encoder.encoder.layer[SHARED:])
            size = encoder.config.hidden_size
            self.asks = nn.Linear(2 * size, LOOK)
            self.tells = nn.Linear(size, LOOK)
            self.first = nn.Linear(4 * size, HIDDEN)
            self.last = nn.Linear(HIDDEN, len(TYPES) + len(STATUSES))
            self.drop = nn.Dropout(0.15)
            for part in (self.embeddings, self.lower):
                for p in part.parameters():
                    p.requires_grad = False
            with torch.no_grad():
                self.last.bias[: len(TYPES)] = -4.0  # most pairs do nothing to one another

        def forward(self, ids: Any, mask: Any, at: Any) -> Any:
            bias = (1.0 - mask[:, None, None, :].float()) * -1e4
            with torch.no_grad():
                hidden = self.embeddings(input_ids=ids)
                for layer in self.lower:
                    hidden = _one(layer(hidden, bias))
            return self.above(hidden, mask, at)

        def above(self, hidden: Any, mask: Any, at: Any) -> Any:
            bias = (1.0 - mask[:, None, None, :].float()) * -1e4
            for layer in self.upper:
                hidden = _one(layer(hidden, bias))
            hidden = self.drop(hidden)
            n = at.shape[1]
            party = hidden.gather(1, at[..., None].expand(-1, -1, hidden.shape[-1]))
            one = party[:, :, None, :].expand(-1, n, n, -1)
            other = party[:, None, :, :].expand(-1, n, n, -1)
            both = torch.cat([one, other], -1)
            looks = torch.einsum("bijd,btd->bijt", self.asks(both), self.tells(hidden)) / LOOK**0.5
            looks = looks + bias
            seen = torch.einsum("bijt,bth->bijh", looks.softmax(-1), hidden)
            given = torch.cat([both, one * other, seen], -1)
            inner = self.drop(nn.functional.gelu(self.first(given)))
            out = self.last(inner)
            return out[..., : len(TYPES)], out[..., len(TYPES) :]

    opening = tokenizer.convert_tokens_to_ids("[unused1]")
    return Reader(), tokenizer, opening


def _one(given: Any) -> Any:
    return given[0] if isinstance(given, tuple) else given


def encoded(rows: list[dict[str, Any]], tokenizer: Any, opening: int) -> None:
    """Put the ids of the pieces into the rows, and where the parties open; a party that is cut off stands nowhere."""
    made = tokenizer([r["text"] for r in rows], truncation=True, max_length=LENGTH)["input_ids"]
    for row, ids in zip(rows, made, strict=True):
        row["ids"] = ids
        row["at"] = [0, *(i for i, t in enumerate(ids) if t == opening)][: row["n"] + 1]


def tensors(batch: list[dict[str, Any]], pad: int) -> Any:
    """Ids, mask and places of a batch."""
    import torch

    width, most = max(len(r["ids"]) for r in batch), max(len(r["at"]) for r in batch)
    ids = torch.tensor([r["ids"] + [pad] * (width - len(r["ids"])) for r in batch])
    mask = torch.tensor([[1] * len(r["ids"]) + [0] * (width - len(r["ids"])) for r in batch])
    at = torch.tensor([r["at"] + [0] * (most - len(r["at"])) for r in batch])
    return ids, mask, at


def loss_of(types: Any, status: Any, batch: list[dict[str, Any]]) -> Any:
    """Cross-entropy of each type for each known pair, and of the status where an act is told."""
    import torch
    from torch import nn

    want = torch.zeros_like(types)
    weight = torch.zeros_like(types)
    stands: list[tuple[int, int, int, int]] = []
    for b, row in enumerate(batch):
        n = len(row["at"])
        if row["whole"]:
            weight[b, :n, :n] = 1.0
            for i in range(n):
                weight[b, i, i] = 0.0
        for i, j, kinds, standing in row.get("pairs", ()):
            if max(i, j) >= n or i == j:
                continue
            # A pair that does something may do more than was labelled, unless all is.
            weight[b, i, j] = 1.0 if row["whole"] or not kinds else 0.5
            for kind in kinds:
                want[b, i, j, TYPES.index(kind)] = weight[b, i, j, TYPES.index(kind)] = 1.0
                stands.append((b, i, j, STATUSES.index(standing)))
        places = ["", *row.get("places", ())][:n]
        for actor, recipient, kind, standing, mutual in row.get("acts", ()):
            k = TYPES.index(kind)
            for one, two in ((actor, recipient), (recipient, actor))[: 1 + mutual]:
                found = [(i, j) for i in range(n) for j in range(n) if i != j and (places[i], places[j]) == (one, two)]
                if not found:
                    continue
                i, j = max(found, key=lambda p: float(types[b, p[0], p[1], k]))
                for p in found:
                    weight[b, p[0], p[1], k] = 0.0
                want[b, i, j, k] = weight[b, i, j, k] = 1.0
                stands.append((b, i, j, STATUSES.index(standing)))
    each = nn.functional.binary_cross_entropy_with_logits(types, want, reduction="none")
    total = (each * weight).sum() / len(batch)
    if stands:
        b, i, j, s = map(torch.tensor, zip(*stands, strict=True))
        total = total + 0.3 * nn.functional.cross_entropy(status[b, i, j], s, reduction="sum") / len(batch)
    return total


def batches(rows: list[dict[str, Any]], seed: int) -> list[list[dict[str, Any]]]:
    """Batches of sentences of like length, in random order."""
    dice = random.Random(seed)
    order = sorted(rows, key=lambda r: len(r["ids"]) + dice.random() * 8)
    made = [order[i : i + BATCH] for i in range(0, len(order), BATCH)]
    dice.shuffle(made)
    return made


def train(options: argparse.Namespace) -> None:
    """Train, and keep the weights after each epoch."""
    import torch
    from torch import nn

    torch.set_num_threads(options.threads)
    torch.manual_seed(options.seed)
    reader, tokenizer, opening = network(options.model, options.coder)
    if options.weights:
        reader.load_state_dict(torch.load(options.weights))
    rows = [r for path in options.data for r in map(json.loads, path.read_text(encoding="utf-8").splitlines())]
    encoded(rows, tokenizer, opening)
    rows = [r for r in rows if len(r["at"]) > 1]
    upper = [p for n, p in reader.named_parameters() if n.startswith("upper.")]
    heads = [p for n, p in reader.named_parameters() if not n.startswith(("upper.", "lower.", "embeddings."))]
    best = torch.optim.AdamW([{"params": upper, "lr": options.rate}, {"params": heads, "lr": options.head_rate}],
                             weight_decay=0.01)  # fmt: skip
    steps = options.epochs * -(-len(rows) // BATCH)
    planner = torch.optim.lr_scheduler.LambdaLR(
        best, lambda n: min((n + 1) / (0.06 * steps), max(0.02, (steps - n) / (0.94 * steps)))
    )
    began = time.time()
    for epoch in range(options.epochs):
        reader.train()
        losses = []
        for batch in batches(rows, options.seed + epoch):
            with torch.autocast("cpu", dtype=torch.bfloat16):
                types, status = reader(*tensors(batch, tokenizer.pad_token_id))
            loss = loss_of(types.float(), status.float(), batch)
            loss.backward()
            nn.utils.clip_grad_norm_(reader.parameters(), 1.0)
            best.step()
            planner.step()
            best.zero_grad()
            losses.append(loss.item())
            if len(losses) % 50 == 0:
                print(f"  {len(losses)} {np.mean(losses[-50:]):.3f} {time.time() - began:.0f} s", flush=True)
        print(f"epoch {epoch + 1}: loss {np.mean(losses):.3f}, {time.time() - began:.0f} s", flush=True)
        torch.save(reader.state_dict(), options.out)


def scored(rows: list[dict[str, Any]], answers: list[Any]) -> Iterator[str]:
    """Precision and recall of triples over countries from some chances on."""
    for least in (0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8):
        hit = told = gold = 0
        for row, types in zip(rows, answers, strict=True):
            places = ["", *row["places"]][: len(row["at"])]
            found = set()
            for i, one in enumerate(places):
                for j, two in enumerate(places):
                    if i != j:
                        for k, kind in enumerate(TYPES):
                            if types[i, j, k] >= least:
                                found.add((one, two, kind))
            for a, r, k, _, mutual in row["acts"]:
                gold += 1
                names = {(a, r, k), (r, a, k)} if mutual else {(a, r, k)}
                if names & found:
                    hit += 1
                    told += 1
                    found -= names
            found = {(*sorted(f[:2]), f[2]) if (f[1], f[0], f[2]) in found else f for f in found}
            told += len(found)
        yield f"from {least}: precision {hit / max(1, told):.3f} recall {hit / max(1, gold):.3f} ({told})"


def predict(options: argparse.Namespace) -> None:
    """Print what the weights are worth on whole sentences."""
    import torch

    torch.set_num_threads(options.threads)
    reader, tokenizer, opening = network(options.model, options.coder)
    reader.load_state_dict(torch.load(options.weights))
    reader.eval()
    rows = [r for path in options.data for r in map(json.loads, path.read_text(encoding="utf-8").splitlines())]
    encoded(rows, tokenizer, opening)
    answers = []
    for row in rows:
        with torch.no_grad(), torch.autocast("cpu", dtype=torch.bfloat16):
            types, _ = reader(*tensors([row], tokenizer.pad_token_id))
        answers.append(types[0].float().sigmoid().numpy())
    print("\n".join(scored(rows, answers)))


def export(options: argparse.Namespace) -> None:
    """Split the event coder's file into lower and upper layers, and put the reader's beside its upper ones."""
    import base64
    import tempfile

    import onnx
    import torch
    from onnx.utils import Extractor
    from onnxruntime.quantization import QuantType, quantize_dynamic
    from torch import nn

    reader, _, opening = network(options.model, options.coder)
    reader.load_state_dict(torch.load(options.weights))
    reader.eval()

    class Upper(nn.Module):
        def __init__(self) -> None:
            super().__init__()
            self.reader = reader

        def forward(self, hidden: Any, attention_mask: Any, at: Any) -> Any:
            return self.reader.above(hidden, attention_mask, at)[0].sigmoid()

    coder = onnx.load(str(options.onnx))
    seam = next(
        node.output[0]
        for node in coder.graph.node
        if node.op_type == "LayerNormalization" and f"layer.{SHARED - 1}/output" in node.name
    )
    lower = _renamed(Extractor(coder).extract_model(["input_ids", "attention_mask"], [seam]), seam)
    for (
        node
    ) in coder.graph.node:  # the upper layers ask the embeddings for nothing but their shape, which is the seam's
        if node.op_type == "Shape" and "embeddings/LayerNorm" in node.input[0]:
            node.input[0] = seam
    split = Extractor(coder)
    pairs = _renamed(split.extract_model([seam, "input_ids", "attention_mask"], ["subtypes", "statuses"]), seam)
    size = reader.tells.in_features
    given = (torch.zeros((2, 16, size)), torch.ones((2, 16), dtype=torch.long), torch.zeros((2, 3), dtype=torch.long))
    with tempfile.TemporaryDirectory() as folder:
        raw, small = Path(folder) / "raw.onnx", Path(folder) / "small.onnx"
        axes = {name: {0: "batch", 1: "length"} for name in ("hidden", "attention_mask")}
        torch.onnx.export(
            Upper().eval(), given, str(raw), input_names=["hidden", "attention_mask", "at"], output_names=["types"],
            dynamic_axes=axes | {"at": {0: "batch", 1: "n"}, "types": {0: "batch", 1: "n", 2: "n"}},
            opset_version=17, dynamo=False,
        )  # fmt: skip
        quantize_dynamic(raw, small, per_channel=True, weight_type=QuantType.QInt8,
                         op_types_to_quantize=["MatMul", "Gemm"])  # fmt: skip
        survey = small.read_bytes()
    facts = {prop.key: prop.value for prop in coder.metadata_props} | {
        "version": options.version,
        "types": json.dumps(TYPES),
        "opening": str(opening),
        "survey length": str(LENGTH),
        "pairs": base64.b64encode(pairs.SerializeToString()).decode(),
        "survey": base64.b64encode(survey).decode(),
    }
    del lower.metadata_props[:]
    for key, value in facts.items():
        lower.metadata_props.add(key=key, value=value)
    onnx.save(lower, str(options.out))
    print(options.out, options.out.stat().st_size)


def _renamed(model: Any, seam: str) -> Any:
    """The same graph with a plain name for what passes from lower to upper layers."""
    for node in model.graph.node:
        for names in (node.input, node.output):
            for i, name in enumerate(names):
                if name == seam:
                    names[i] = "hidden"
    for value in (*model.graph.input, *model.graph.output):
        if value.name == seam:
            value.name = "hidden"
    return model


def main() -> None:
    """Do what was asked for."""
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    asked.add_argument("task", choices=["prepare", "train", "predict", "export"])
    asked.add_argument("out", type=Path, nargs="?")
    asked.add_argument("--sentences", type=Path, nargs="*")
    asked.add_argument("--model")
    asked.add_argument("--coder")
    asked.add_argument("--weights")
    asked.add_argument("--onnx", type=Path, help="the event coder's file, to be split")
    asked.add_argument("--version", default="2")
    asked.add_argument("--data", type=Path, nargs="+")
    asked.add_argument("--save", dest="out", type=Path)
    asked.add_argument("--epochs", type=int, default=3)
    asked.add_argument("--rate", type=float, default=6e-5)
    asked.add_argument("--head-rate", type=float, default=1e-3)
    asked.add_argument("--seed", type=int, default=7)
    asked.add_argument("--threads", type=int, default=1)
    options = asked.parse_args()
    if options.task == "prepare":
        rows = of_sentences(options.sentences) if options.sentences else of_text()
        options.out.write_text("".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows), encoding="utf-8")
    elif options.task == "train":
        train(options)
    elif options.task == "export":
        export(options)
    else:
        predict(options)


if __name__ == "__main__":
    main()
