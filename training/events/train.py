"""Trains the event coder: a teacher (MPNet), and the small student (MiniLM) that learns from labels and teacher alike.

    python train.py teacher --model FOLDER --data pairs.jsonl --out teacher.pt
    python train.py label   --model FOLDER --weights teacher.pt --data more.jsonl --out soft.npz
    python train.py student --model FOLDER --data pairs.jsonl --soft soft.npz … --out student.pt
    python train.py predict --model FOLDER --weights FILE --data rows.jsonl --out soft.npz

Rows are what `prepare.py` writes. One thread and bfloat16: the fastest on two cores, where two jobs run side by side.
"""

import argparse
import json
import random
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
import torch
import yaml
from torch import Tensor, nn
from transformers import AutoModel, AutoTokenizer, PreTrainedTokenizerBase

from legation.coding.masking import SOURCE, SOURCE_END, TARGET, TARGET_END
from legation.coding.subtypes import Subtypes

STATUSES = ("actual", "negated", "future", "hypothetical", "historical")
TABLE = Path(__file__).parents[2] / "src/legation/data/events/subtypes.yaml"
SUBTYPES = tuple(yaml.safe_load(TABLE.read_text(encoding="utf-8")))
NAMES = (*(s["name"] for s in SUBTYPES), "none")
ROOTS = (*dict.fromkeys(s["root"] for s in SUBTYPES), "none")
ROOT_OF = torch.tensor([*(ROOTS.index(s["root"]) for s in SUBTYPES), len(ROOTS) - 1])
KINDS = (*dict.fromkeys(s["type"] for s in SUBTYPES), "none")
LENGTH, BATCH = 112, 32
# What a whole sentence tells of two of its parties, of which only the type is labelled, counts so much.
WHOLE_WEIGHT = 1.2


def _fits() -> Tensor:
    """Which subtypes are filed under a type with a status; shape (types + none, statuses, subtypes + none)."""
    rows = Subtypes.of(SUBTYPES).rows
    found = torch.zeros((len(KINDS), len(STATUSES), len(NAMES)), dtype=torch.bool)
    for s, status in enumerate(STATUSES):
        for n, name in enumerate(NAMES[:-1]):
            found[KINDS.index(rows[name].filed(status)[0]), s, n] = True
    found[-1, :, -1] = True
    return found


FITS = _fits()


class Coder(nn.Module):
    """An encoder, and two linear heads over the mean of the tokens and the tokens that open the two parties."""

    def __init__(self, folder: str, opening: tuple[int, int], dropout: float = 0.1) -> None:
        """Load the encoder from a folder; `opening` are the ids of the tokens that open source and target."""
        super().__init__()
        self.encoder = AutoModel.from_pretrained(folder)
        size = self.encoder.config.hidden_size
        self.opening = opening
        self.drop = nn.Dropout(dropout)
        self.middle = nn.Linear(3 * size, size)
        self.subtype = nn.Linear(size, len(NAMES))
        self.status = nn.Linear(size, len(STATUSES))

    def forward(self, input_ids: Tensor, attention_mask: Tensor) -> tuple[Tensor, Tensor]:
        """Logits of subtype and status; shapes (batch, subtypes + none) and (batch, statuses)."""
        hidden = self.encoder(input_ids=input_ids, attention_mask=attention_mask).last_hidden_state
        weight = attention_mask.unsqueeze(-1).to(hidden.dtype)
        views = [(hidden * weight).sum(1) / weight.sum(1)]
        for token in self.opening:
            at = (input_ids == token).unsqueeze(-1).to(hidden.dtype)
            views.append((hidden * at).sum(1) / at.sum(1).clamp(min=1))
        seen = torch.nn.functional.gelu(self.middle(self.drop(torch.cat(views, -1))))
        seen = self.drop(seen)
        return self.subtype(seen), self.status(seen)


def tokenizer_of(folder: str) -> tuple[PreTrainedTokenizerBase, tuple[int, int]]:
    """The tokenizer with the four marks as tokens of its own, and the ids of the two that open."""
    tokenizer = AutoTokenizer.from_pretrained(folder)
    tokenizer.add_special_tokens({"additional_special_tokens": [SOURCE, SOURCE_END, TARGET, TARGET_END]})
    first, second = tokenizer.convert_tokens_to_ids([SOURCE, TARGET])
    return tokenizer, (first, second)


def build(folder: str, weights: str | None = None) -> tuple[Coder, PreTrainedTokenizerBase]:
    """The coder on the encoder in `folder`, with trained `weights` if given."""
    tokenizer, opening = tokenizer_of(folder)
    coder = Coder(folder, opening)
    if len(tokenizer) > coder.encoder.get_input_embeddings().num_embeddings:
        coder.encoder.resize_token_embeddings(len(tokenizer))
    if weights:
        coder.load_state_dict(torch.load(weights))
    return coder, tokenizer


def rows_of(*paths: Path) -> list[dict[str, Any]]:
    """The rows of JSON lines files."""
    return [json.loads(line) for path in paths for line in path.read_text(encoding="utf-8").splitlines()]


def batches(lengths: list[int], seed: int) -> list[list[int]]:
    """Batches of rows of like length, in random order."""
    dice = random.Random(seed)
    order = sorted(range(len(lengths)), key=lambda i: lengths[i] + dice.random() * 8)
    made = [order[i : i + BATCH] for i in range(0, len(order), BATCH)]
    dice.shuffle(made)
    return made


def padded(ids: list[list[int]], pad: int) -> tuple[Tensor, Tensor]:
    """Token ids and their attention mask as tensors."""
    width = max(map(len, ids))
    tokens = torch.tensor([row + [pad] * (width - len(row)) for row in ids])
    mask = torch.tensor([[1] * len(row) + [0] * (width - len(row)) for row in ids])
    return tokens, mask


def loss_of(subtype: Tensor, status: Tensor, row: dict[str, Tensor], smooth: float) -> Tensor:
    """What is learned: subtype, root, status of what is labelled; the teacher's answers where there are any.

    Of rows with a type alone any of the subtypes that are filed under it is right.
    """
    total = torch.zeros(())
    hard = row["subtype"] >= 0
    if hard.any():
        gold, logits = row["subtype"][hard], subtype[hard]
        total = total + hard.float().mean() * nn.functional.cross_entropy(logits, gold, label_smoothing=smooth)
        roots = by_root(logits.log_softmax(-1))
        total = total + 0.5 * hard.float().mean() * nn.functional.nll_loss(roots, ROOT_OF[gold])
    typed = row["type"] >= 0
    if typed.any():
        fits = FITS[row["type"][typed], row["status"][typed].clamp(min=0)]
        logs = subtype[typed].log_softmax(-1).masked_fill(~fits, -1e9).logsumexp(-1)
        total = total - WHOLE_WEIGHT * typed.float().mean() * logs.mean()
    told = row["status"] >= 0
    if told.any():
        total = total + 0.3 * nn.functional.cross_entropy(status[told], row["status"][told])
    soft = row["weight"]
    if soft.any():
        apart = nn.functional.kl_div(subtype.log_softmax(-1), row["soft"], reduction="none").sum(-1)
        total = total + (apart * soft).mean()
        apart = nn.functional.kl_div(status.log_softmax(-1), row["soft_status"], reduction="none").sum(-1)
        total = total + 0.3 * (apart * soft).mean()
    return total


def by_root(logs: Tensor) -> Tensor:
    """Log probabilities of roots out of those of subtypes."""
    return torch.stack([logs[:, r == ROOT_OF].logsumexp(-1) for r in range(len(ROOTS))], -1)


def targets(rows: list[dict[str, Any]]) -> dict[str, Tensor]:
    """Labels and the teacher's answers of all rows."""
    blank = [1.0 / len(NAMES)] * len(NAMES)
    flat = [1.0 / len(STATUSES)] * len(STATUSES)
    return {
        "subtype": torch.tensor([NAMES.index(r["subtype"]) if "subtype" in r else -1 for r in rows]),
        "type": torch.tensor([KINDS.index(r["type"]) if "type" in r else -1 for r in rows]),
        "status": torch.tensor(
            [STATUSES.index(r["status"]) if r.get("subtype", r.get("type", "none")) != "none" else -1 for r in rows]
        ),
        "soft": torch.tensor(np.array([r.get("soft", blank) for r in rows], dtype=np.float32)),
        "soft_status": torch.tensor(np.array([r.get("soft_status", flat) for r in rows], dtype=np.float32)),
        "weight": torch.tensor([1.0 if "soft" in r else 0.0 for r in rows]),
    }


def train(options: argparse.Namespace, rows: list[dict[str, Any]]) -> None:
    """Train on the rows and keep the weights."""
    coder, tokenizer = build(options.model, options.weights)
    ids = tokenizer([r["text"] for r in rows], truncation=True, max_length=LENGTH)["input_ids"]
    wanted = targets(rows)
    still = (coder.encoder.embeddings, *coder.encoder.encoder.layer[: options.still]) if options.still else ()
    for part in still:
        part.requires_grad_(requires_grad=False)
    moving = [weight for weight in coder.encoder.parameters() if weight.requires_grad]
    groups: list[dict[str, Any]] = [{"params": moving, "lr": options.rate}]
    heads = [weight for name, weight in coder.named_parameters() if not name.startswith("encoder.")]
    groups.append({"params": heads, "lr": options.head_rate})
    optimizer = torch.optim.AdamW(groups, weight_decay=0.01, fused=True)
    steps = options.epochs * -(-len(rows) // BATCH)
    planner = torch.optim.lr_scheduler.LambdaLR(
        optimizer, lambda n: min((n + 1) / (0.06 * steps), max(0.02, (steps - n) / (0.94 * steps)))
    )
    coder.train()
    began = time.time()
    for epoch in range(options.epochs):
        losses = []
        for batch in batches([len(i) for i in ids], options.seed + epoch):
            tokens, mask = padded([ids[i] for i in batch], tokenizer.pad_token_id)
            with torch.autocast("cpu", dtype=torch.bfloat16):
                subtype, status = coder(tokens, mask)
            loss = loss_of(subtype.float(), status.float(), {k: v[batch] for k, v in wanted.items()}, options.smooth)
            loss.backward()
            nn.utils.clip_grad_norm_(coder.parameters(), 1.0)
            optimizer.step()
            planner.step()
            optimizer.zero_grad()
            losses.append(loss.item())
            if len(losses) % 100 == 0:
                print(f"  {len(losses)} {np.mean(losses[-100:]):.3f} {time.time() - began:.0f} s", flush=True)
        print(f"epoch {epoch + 1}: loss {np.mean(losses):.3f}, {time.time() - began:.0f} s", flush=True)
        torch.save(coder.state_dict(), options.out)
        if options.watch:
            watch(coder, tokenizer, rows_of(options.watch))
            coder.train()


def answers(coder: Coder, tokenizer: PreTrainedTokenizerBase, texts: list[str]) -> Iterator[tuple[int, Any, Any]]:
    """The probabilities for each text, with its place, in no particular order."""
    coder.eval()
    ids = tokenizer(texts, truncation=True, max_length=LENGTH)["input_ids"]
    order = sorted(range(len(ids)), key=lambda i: len(ids[i]))
    for at in range(0, len(order), BATCH):
        batch = order[at : at + BATCH]
        tokens, mask = padded([ids[i] for i in batch], tokenizer.pad_token_id)
        with torch.no_grad(), torch.autocast("cpu", dtype=torch.bfloat16):
            subtype, status = coder(tokens, mask)
        yield from zip(batch, subtype.float().softmax(-1).numpy(), status.float().softmax(-1).numpy(), strict=True)


def probabilities(coder: Coder, tokenizer: PreTrainedTokenizerBase, texts: list[str]) -> tuple[Any, Any]:
    """The probabilities of subtypes and statuses for each text."""
    subtypes = np.zeros((len(texts), len(NAMES)), np.float32)
    statuses = np.zeros((len(texts), len(STATUSES)), np.float32)
    for at, subtype, status in answers(coder, tokenizer, texts):
        subtypes[at], statuses[at] = subtype, status
    return subtypes, statuses


def watch(coder: Coder, tokenizer: PreTrainedTokenizerBase, rows: list[dict[str, Any]]) -> None:
    """Print the macro-F1 of roots on rows with a `gold` root; for looking on only."""
    subtypes, _ = probabilities(coder, tokenizer, [r["text"] for r in rows])
    roots = np.zeros((len(rows), len(ROOTS)))
    for i, r in enumerate(ROOT_OF.tolist()):
        roots[:, r] += subtypes[:, i]
    found = [ROOTS[i] for i in roots[:, :-1].argmax(-1)]
    gold = [r["gold"] for r in rows]
    scores = []
    for root in ROOTS[:-1]:
        hits = sum(a == b == root for a, b in zip(gold, found, strict=True))
        scores.append(2 * hits / max(1, gold.count(root) + found.count(root)))
    right = np.mean([a == b for a, b in zip(gold, found, strict=True)])
    shown = " ".join(f"{r[:4]}{s:.2f}" for r, s in zip(ROOTS, scores, strict=False))
    print(f"  watched: macro-F1 {np.mean(scores):.3f}, accuracy {right:.3f}; none {roots[:, -1].mean():.2f}; {shown}")


def main() -> None:
    """Do what was asked for."""
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    asked.add_argument("task", choices=["train", "label"])
    asked.add_argument("--model", required=True, help="folder of the encoder")
    asked.add_argument("--weights")
    asked.add_argument("--data", type=Path, nargs="+", required=True)
    asked.add_argument("--soft", type=Path, nargs="*", default=[], help="teachers' answers to the data, file by file")
    asked.add_argument("--watch", type=Path)
    asked.add_argument("--out", type=Path, required=True)
    asked.add_argument("--epochs", type=int, default=3)
    asked.add_argument("--rate", type=float, default=3e-5)
    asked.add_argument("--head-rate", type=float, default=1e-3)
    asked.add_argument("--still", type=int, default=0, help="so many lower layers, and the words, stay as they are")
    asked.add_argument("--smooth", type=float, default=0.05)
    asked.add_argument("--seed", type=int, default=7)
    asked.add_argument("--threads", type=int, default=1)
    options = asked.parse_args()
    torch.set_num_threads(options.threads)
    torch.manual_seed(options.seed)
    if options.task == "label":
        coder, tokenizer = build(options.model, options.weights)
        rows = rows_of(*options.data)
        subtypes, statuses = probabilities(coder, tokenizer, [r["text"] for r in rows])
        np.savez_compressed(options.out, subtypes=subtypes.astype(np.float16), statuses=statuses.astype(np.float16))
        if rows and "gold" in rows[0]:
            watch(coder, tokenizer, rows)
        return
    rows = rows_of(*options.data)
    if options.soft:
        told = [np.load(path) for path in options.soft]
        subtypes = np.concatenate([t["subtypes"] for t in told]).astype(np.float32)
        statuses = np.concatenate([t["statuses"] for t in told]).astype(np.float32)
        if len(subtypes) > len(rows):
            asked.error(f"there are {len(subtypes)} answers to {len(rows)} rows")
        # Rows behind those that a teacher answered have their labels alone.
        for row, subtype, status in zip(rows, subtypes, statuses, strict=False):
            row["soft"], row["soft_status"] = subtype / subtype.sum(), status / status.sum()
    train(options, rows)


if __name__ == "__main__":
    main()
