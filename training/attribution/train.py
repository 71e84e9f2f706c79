"""Trains the attribution model on rows of `prepare.py`.

    python train.py train --model FOLDER --layers 0,2,4 --data rows.jsonl … --out weights.pt
    python train.py label --model FOLDER --weights teacher.pt --data more.jsonl --out labelled.jsonl

One thread and bfloat16: the fastest on two cores, where two jobs run side by side.
"""

import argparse
import json
import random
import sys
import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import torch
from torch import Tensor, nn
from transformers import AutoModel, AutoTokenizer, PreTrainedTokenizerBase

sys.path.append(str(Path(__file__).parents[1]))  # the modules that all folders of training text share

from corpus import ACTS
from labels import CLASSES, NAMES, RELATIONS
from legation.annotations import Block, Sentence, Token
from legation.coding.features import DISTANCES, QUOTED, Lists, distances, ways

LABELS = ("none", *ACTS)
ROLES = ("source", "content")
LENGTH, WORDS, BATCH = 160, 110, 16
# A teacher is in doubt about a word whose chance to be a cue lies between this and its complement.
DOUBT = 0.3
WIDE, ROLE_WIDE = 192, 128
LISTS = Lists.of(CLASSES, RELATIONS, NAMES)


class Reader(nn.Module):
    """Sentence in, for each word: which act it is the cue of, whether it is denied, whether it lies in a forecast."""

    def __init__(self, folder: str, layers: Sequence[int] | None = None, dropout: float = 0.1) -> None:
        """Load the encoder; of its layers keep those named."""
        super().__init__()
        self.encoder = AutoModel.from_pretrained(folder)
        if layers:
            self.encoder.encoder.layer = nn.ModuleList(self.encoder.encoder.layer[i] for i in layers)
            self.encoder.config.num_hidden_layers = len(layers)
        size = self.encoder.config.hidden_size
        self.tables = nn.ModuleList(
            [
                nn.Embedding(len(CLASSES) + 1, 16),
                nn.Embedding(len(RELATIONS) + 1, 32),
                nn.Embedding(len(NAMES) + 1, 8),
                nn.Embedding(len(QUOTED), 8),
            ]
        )
        self.drop = nn.Dropout(dropout)
        self.word = nn.Linear(size + 64, WIDE)
        self.around = nn.Conv1d(WIDE, WIDE, 3, padding=1)
        self.acts = nn.Linear(WIDE, len(LABELS))
        self.flags = nn.Linear(WIDE, 2)

    def forward(
        self, input_ids: Tensor, attention_mask: Tensor, firsts: Tensor, marks: Tensor
    ) -> tuple[Tensor, Tensor, Tensor]:
        """Word vectors (batch, words, WIDE), logits of acts, and of (denied, forecast).

        `firsts` are the first pieces of the words, (batch, words), -1 beyond the sentence; `marks` (batch, words, 4)
        their features.
        """
        hidden = self.encoder(input_ids=input_ids, attention_mask=attention_mask).last_hidden_state
        at = firsts.clamp(min=0).unsqueeze(-1).expand(-1, -1, hidden.shape[-1])
        words = torch.cat([hidden.gather(1, at), *(table(marks[..., n]) for n, table in enumerate(self.tables))], -1)
        words = nn.functional.gelu(self.word(self.drop(words))) * (firsts >= 0).unsqueeze(-1)
        words = words + nn.functional.gelu(self.around(words.transpose(1, 2)).transpose(1, 2))
        words = self.drop(words)
        return words, self.acts(words), self.flags(words)


class Roles(nn.Module):
    """Cue and words in, for each word: is it of the source, of the content, and how the speaker stands to it."""

    def __init__(self, dropout: float = 0.1) -> None:
        super().__init__()
        self.cue = nn.Linear(WIDE, ROLE_WIDE)
        self.word = nn.Linear(WIDE, ROLE_WIDE)
        self.way = nn.Embedding(LISTS.ways, ROLE_WIDE)
        self.apart = nn.Embedding(DISTANCES, ROLE_WIDE)
        self.drop = nn.Dropout(dropout)
        self.first = nn.Conv1d(ROLE_WIDE, ROLE_WIDE, 5, padding=2)
        self.second = nn.Conv1d(ROLE_WIDE, ROLE_WIDE, 5, padding=2)
        self.roles = nn.Linear(ROLE_WIDE, len(ROLES))
        self.stance = nn.Linear(ROLE_WIDE, 3)

    def forward(self, cues: Tensor, words: Tensor, way: Tensor, apart: Tensor) -> tuple[Tensor, Tensor]:
        """Logits of roles (cues, words, 2) and of stance (cues, words, 3: against, neither, for).

        `cues` (cues, WIDE) and `words` (cues, words, WIDE) are vectors of the reader.
        """
        pair = nn.functional.gelu(self.word(words) + self.cue(cues).unsqueeze(1) + self.way(way) + self.apart(apart))
        for layer in (self.first, self.second):
            pair = pair + nn.functional.gelu(layer(self.drop(pair).transpose(1, 2)).transpose(1, 2))
        return self.roles(pair), self.stance(pair)


class Model(nn.Module):
    """Both parts."""

    def __init__(self, folder: str, layers: Sequence[int] | None = None) -> None:
        super().__init__()
        self.reader = Reader(folder, layers)
        self.roles = Roles()

    def widths(self, inner: Sequence[int]) -> None:
        """Give each layer so many inner units, not trained yet; `narrow.py` makes fewer of them."""
        for layer, size in zip(self.reader.encoder.encoder.layer, inner, strict=True):
            first, last = layer.intermediate.dense, layer.output.dense
            layer.intermediate.dense = nn.Linear(first.in_features, size)
            layer.output.dense = nn.Linear(size, last.out_features)


def widths_of(weights: Mapping[str, Tensor]) -> list[int]:
    """How many inner units each layer of the reader has in some weights."""
    found = {name: len(value) for name, value in weights.items() if name.endswith("intermediate.dense.bias")}
    return [found[name] for name in sorted(found, key=lambda name: int(name.split("layer.")[1].split(".")[0]))]


@dataclass(slots=True)
class Item:
    """A sentence as numbers."""

    row: dict[str, Any]
    ids: list[int]
    firsts: list[int]
    marks: list[tuple[int, int, int, int]]
    sentence: Sentence


def sentence_of(row: dict[str, Any]) -> Sentence:
    """The parsed sentence of a row, cut to the words that the model reads."""
    keep = range(min(len(row["words"]), WORDS))
    tokens = tuple(
        Token(
            i,
            i,
            i + 1,
            row["words"][i],
            "",
            row["pos"][i],
            "",
            row["dep"][i],
            min(row["head"][i], len(keep) - 1),
            ent=row["ent"][i],
        )
        for i in keep
    )
    return Sentence(0, 0, len(tokens), Block(0, len(tokens), "paragraph"), tokens)


def items(rows: Sequence[dict[str, Any]], tokenizer: PreTrainedTokenizerBase) -> list[Item]:
    """All rows as numbers."""
    made = []
    for row in rows:
        words = row["words"][:WORDS]
        coded = tokenizer(words, is_split_into_words=True, truncation=True, max_length=LENGTH)
        firsts = [-1] * len(words)
        for at, word in reversed(list(enumerate(coded.word_ids()))):
            if word is not None:
                firsts[word] = at
        if -1 in firsts:  # a word of no pieces, or one cut off
            firsts = [max(f, 0) for f in firsts]
        marks = [
            (LISTS.classes.get(p, 0), LISTS.relations.get(d, 0), LISTS.names.get(e, 0), q)
            for p, d, e, q in zip(row["pos"], row["dep"], row["ent"], row["quoted"], strict=True)
        ][:WORDS]
        made.append(Item(row, coded["input_ids"], firsts, marks, sentence_of(row)))
    return made


def batches(lengths: list[int], seed: int, size: int = BATCH) -> list[list[int]]:
    """Batches of rows of like length, in random order."""
    dice = random.Random(seed)
    order = sorted(range(len(lengths)), key=lambda i: lengths[i] + dice.random() * 8)
    made = [order[i : i + size] for i in range(0, len(order), size)]
    dice.shuffle(made)
    return made


def padded(batch: Sequence[Item], pad: int) -> tuple[Tensor, Tensor, Tensor, Tensor]:
    """Inputs of the reader."""
    width, words = max(len(i.ids) for i in batch), max(len(i.firsts) for i in batch)
    ids = torch.tensor([i.ids + [pad] * (width - len(i.ids)) for i in batch])
    mask = torch.tensor([[1] * len(i.ids) + [0] * (width - len(i.ids)) for i in batch])
    firsts = torch.tensor([i.firsts + [-1] * (words - len(i.firsts)) for i in batch])
    marks = torch.tensor([i.marks + [(0, 0, 0, 0)] * (words - len(i.marks)) for i in batch])
    return ids, mask, firsts, marks


def pairs(batch: Sequence[Item], cues: Sequence[tuple[int, int]], words: int) -> tuple[Tensor, Tensor]:
    """Ways and distances from each cue (row of the batch, word)."""
    way, apart = [], []
    for b, cue in cues:
        sentence = batch[b].sentence
        fill = words - len(sentence.tokens)
        way.append(ways(sentence, sentence.tokens[cue], LISTS) + [LISTS.ways - 1] * fill)
        apart.append(distances(len(sentence.tokens), cue) + [0] * fill)
    return torch.tensor(way), torch.tensor(apart)


def wanted(item: Item) -> list[dict[str, Any]]:
    """The labels of a sentence whose cue the model reads; of two with one cue word the first."""
    seen: set[int] = set()
    kept = []
    for label in item.row["labels"]:
        if label["cue"] < len(item.firsts) and label["cue"] not in seen and label["act"]:
            seen.add(label["cue"])
            kept.append(label)
    return kept


def loss_of(model: Model, batch: Sequence[Item], pad: int) -> Tensor:
    """What is learned: acts, denial and forecasts by word; roles and stances by cue."""
    ids, mask, firsts, marks = padded(batch, pad)
    size = firsts.shape[1]
    acts = torch.zeros(firsts.shape, dtype=torch.long)
    acts[firsts < 0] = -100
    claims = torch.zeros(firsts.shape)
    told = []
    for b, item in enumerate(batch):
        claims[b, [c for c in item.row["claims"] if c < size and c < len(item.firsts)]] = 1
        for label in wanted(item):
            acts[b, label["cue"]] = LABELS.index(label["act"])
            told.append((b, label))
    with torch.autocast("cpu", dtype=torch.bfloat16):
        words, act, flags = model.reader(ids, mask, firsts, marks)
    act, flags = act.float(), flags.float()
    inside = firsts >= 0
    total = (
        nn.functional.cross_entropy(act.reshape(-1, len(LABELS)), acts.reshape(-1), ignore_index=-100, reduction="sum")
        / inside.sum()
        * 12
    )
    if any("claims" in item.row for item in batch):
        total = total + nn.functional.binary_cross_entropy_with_logits(flags[..., 1][inside], claims[inside])
    if not told:
        return total
    at = [(b, label["cue"]) for b, label in told]
    way, apart = pairs(batch, at, size)
    rows, places = torch.tensor([b for b, _ in at]), torch.tensor([c for _, c in at])
    with torch.autocast("cpu", dtype=torch.bfloat16):
        role, stance = model.roles(words[rows, places], words[rows], way, apart)
    role, stance = role.float(), stance.float()
    gold = torch.zeros(role.shape)
    stand = torch.full(stance.shape[:2], -100)
    for n, (_, label) in enumerate(told):
        for r, name in enumerate(ROLES):
            gold[n, [w for w in label[name] if w < size], r] = 1
        for first, last, value in label["targets"]:
            stand[n, [w for w in range(first, last + 1) if w < size]] = value + 1
    seen = inside[rows].unsqueeze(-1).expand_as(role)
    total = total + 2 * nn.functional.binary_cross_entropy_with_logits(role[seen], gold[seen])
    denied = torch.tensor([float(label["denied"]) for _, label in told])
    total = total + 0.3 * nn.functional.binary_cross_entropy_with_logits(flags[rows, places, 0], denied)
    if (stand >= 0).any():
        total = total + 0.3 * nn.functional.cross_entropy(stance.reshape(-1, 3), stand.reshape(-1), ignore_index=-100)
    return total


def rows_of(*paths: Path) -> list[dict[str, Any]]:
    """The rows of JSON lines files."""
    return [json.loads(line) for path in paths for line in path.read_text(encoding="utf-8").splitlines()]


def planned(
    model: Model, options: argparse.Namespace, steps: int
) -> tuple[torch.optim.Optimizer, torch.optim.lr_scheduler.LRScheduler]:
    """What moves the weights, the heads faster than the encoder, and the rate: up, then slowly down to nothing."""
    encoder = list(model.reader.encoder.parameters())
    ours = {id(p) for p in encoder}
    groups = [
        {"params": encoder, "lr": options.rate},
        {"params": [p for p in model.parameters() if id(p) not in ours], "lr": options.head_rate},
    ]
    optimizer = torch.optim.AdamW(groups, weight_decay=0.01, fused=True)
    return optimizer, torch.optim.lr_scheduler.LambdaLR(
        optimizer, lambda n: min((n + 1) / (0.06 * steps), max(0.02, (steps - n) / (0.94 * steps)))
    )


def train(options: argparse.Namespace) -> None:
    """Train on the rows and keep the weights."""
    tokenizer = AutoTokenizer.from_pretrained(options.model)
    model = Model(options.model, options.layers)
    if options.weights:
        model.load_state_dict(torch.load(options.weights))
    data = items(rows_of(*options.data), tokenizer)
    steps = options.epochs * -(-len(data) // BATCH)
    optimizer, planner = planned(model, options, steps)
    began = time.time()
    for epoch in range(min(options.epochs, options.stop)):
        model.train()
        losses = []
        for batch in batches([len(i.ids) for i in data], options.seed + epoch):
            loss = loss_of(model, [data[i] for i in batch], tokenizer.pad_token_id)
            loss.backward()
            nn.utils.clip_grad_norm_(model.parameters(), 1.0)
            optimizer.step()
            planner.step()
            optimizer.zero_grad()
            losses.append(loss.item())
        print(f"epoch {epoch + 1}: loss {np.mean(losses):.3f}, {time.time() - began:.0f} s", flush=True)
        torch.save(model.state_dict(), options.out)


def answers(model: Model, data: Sequence[Item], pad: int, chance: float = 0.3) -> Iterator[tuple[int, Any, list[Any]]]:
    """For each sentence its place, the chance of each word to lie in a forecast, and what is said at each cue."""
    model.eval()
    order = sorted(range(len(data)), key=lambda i: len(data[i].ids))
    for at in range(0, len(order), 2 * BATCH):
        batch = [data[i] for i in order[at : at + 2 * BATCH]]
        with torch.no_grad(), torch.autocast("cpu", dtype=torch.bfloat16):
            inputs = padded(batch, pad)
            words, act, flags = model.reader(*inputs)
            chances, flags = act.float().softmax(-1), flags.float().sigmoid()
            live = (1 - chances[..., 0] > chance) & (inputs[2] >= 0)
            cues = [(int(b), int(c)) for b, c in live.nonzero()]
            found: list[list[Any]] = [[] for _ in batch]
            if cues:
                way, apart = pairs(batch, cues, inputs[2].shape[1])
                rows, places = torch.tensor([b for b, _ in cues]), torch.tensor([c for _, c in cues])
                role, _ = model.roles(words[rows, places], words[rows], way, apart)
                for (b, c), told in zip(cues, role.float().sigmoid().numpy(), strict=True):
                    found[b].append((c, chances[b, c].numpy(), told[: len(batch[b].firsts)], float(flags[b, c, 0])))
        for n, i in enumerate(order[at : at + 2 * BATCH]):
            yield i, flags[n, : len(data[i].firsts), 1].numpy(), found[n]


def label(options: argparse.Namespace) -> None:
    """Write the rows of sentences that nobody labelled with the labels of a trained teacher, where it has no doubt."""
    tokenizer = AutoTokenizer.from_pretrained(options.model)
    model = Model(options.model, options.layers)
    model.load_state_dict(torch.load(options.weights))
    data = items(rows_of(*options.data), tokenizer)
    kept = 0
    with options.out.open("w", encoding="utf-8") as out:
        for i, forecast, cues in answers(model, data, tokenizer.pad_token_id, DOUBT):
            if any(1 - acts[0] < 1 - DOUBT for _, acts, _, _ in cues):
                continue
            kept += 1
            row = dict(data[i].row)
            row["claims"] = [w for w, chance in enumerate(forecast.tolist()) if chance > 0.5]
            row["labels"] = [
                {
                    "cue": cue,
                    "act": LABELS[1 + int(acts[1:].argmax())],
                    "denied": denied > 0.5,
                    **{name: [w for w, c in enumerate(role[:, r].tolist()) if c > 0.5] for r, name in enumerate(ROLES)},
                    "targets": [],
                }
                for cue, acts, role, denied in cues
            ]
            out.write(json.dumps(row, ensure_ascii=False) + "\n")
    print(f"{kept} of {len(data)} sentences labelled without doubt")


def main() -> None:
    """Do what was asked for."""
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    asked.add_argument("task", choices=["train", "label"])
    asked.add_argument("--model", required=True, help="folder of the encoder")
    asked.add_argument(
        "--layers", type=lambda s: [int(n) for n in s.split(",")], help="the layers to keep; all by default"
    )
    asked.add_argument("--weights")
    asked.add_argument("--data", type=Path, nargs="+", required=True)
    asked.add_argument("--out", type=Path, required=True)
    asked.add_argument("--epochs", type=int, default=4, help="over so many epochs the rate falls to nothing")
    asked.add_argument("--stop", type=int, default=99, help="stop after so many of them")
    asked.add_argument("--rate", type=float, default=1e-4)
    asked.add_argument("--head-rate", type=float, default=1e-3)
    asked.add_argument("--seed", type=int, default=7)
    asked.add_argument("--threads", type=int, default=1)
    options = asked.parse_args()
    torch.set_num_threads(options.threads)
    torch.manual_seed(options.seed)
    (train if options.task == "train" else label)(options)


if __name__ == "__main__":
    main()
