"""Lets a larger encoder teach the coder's look at all parties what it sees in rows that nobody needs to have labelled.

    python teach.py train  --model TEACHER --data ROWS.jsonl … --out TEACHER.pt [--seed N]
    python teach.py label  --model TEACHER --weights TEACHER.pt --data ROWS.jsonl --out SOFT.npz
    python teach.py distil --model STUDENT --coder FLOAT.pt --weights LOOK.pt --data ROWS.jsonl … --soft SOFT.npz …
                           --out LOOK.pt
    python teach.py answer --model STUDENT --coder FLOAT.pt --weights LOOK.pt --data ROWS.jsonl --out SOFT.npz
    python teach.py go-on  as distil

The teacher is the look of `survey.py` on an encoder of which all layers learn; the student is that look itself, on the
lower layers of the pair coder. Rows are those of `survey_rows.py`; of rows without labels ("unlabelled": true) only the
teacher's answers are learned. `answer` writes the look's own answers, by which it keeps what it knows when it goes on
because the labels of some pairs are read otherwise than before.
"""

import argparse
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
import torch
from torch import Tensor, nn

import survey
from survey import Learner, Row, Surveyor, batches, bias, loss_of, only, rows_of, tensors
from train import build

# How much the labels count beside the teacher's answers, and how far the student begins from what it knew: the rest of
# its upper layers is the pair coder's once more, since it knows its rows by heart.
HARD, KEPT = 0.4, 0.6
NEVER = -20.0


class Teacher(Surveyor):
    """The look on an encoder of its own, all of whose layers learn; it is told the parse halfway up."""

    def __init__(self, coder: nn.Module) -> None:
        """Take an encoder like MPNet's or BERT's."""
        super().__init__(coder)
        encoder: Any = coder.encoder
        self.upper = encoder.encoder.layer[survey.SHARED :]
        self.nearness = getattr(encoder.encoder, "relative_attention_bias", None)
        # Not a part of its own: what it reads is the table above.
        self._far = [encoder.encoder.compute_position_bias] if self.nearness is not None else []
        for weight in self.parameters():
            weight.requires_grad = True

    def forward(self, ids: Tensor, mask: Tensor, at: Tensor, marks: Tensor, way: Tensor) -> tuple[Tensor, Tensor]:
        """As `Surveyor.forward`."""
        hidden = self.embeddings(input_ids=ids)
        place = {"position_bias": self._far[0](hidden)} if self._far else {}
        layers = [*self.lower, *self.upper]
        for number, layer in enumerate(layers):
            if number == len(layers) // 2:
                hidden = hidden + self.classes(marks[..., 0]) + self.relations(marks[..., 1])
            hidden = only(layer(hidden, bias(mask), **place))
        return self.pairs(hidden, mask, at, way)


def teacher(options: argparse.Namespace) -> tuple[Teacher, Any, int]:
    """The teacher, with weights if there are any, its tokenizer, and the id of the mark that opens a party."""
    coder, tokenizer = build(options.model)
    network = Teacher(coder)
    if options.weights:
        network.load_state_dict(torch.load(options.weights))
    return network, tokenizer, tokenizer.convert_tokens_to_ids(survey.SOURCE)


def label(options: argparse.Namespace) -> None:
    """Write the teacher's answers: the logits of types and statuses for each two parties of each row."""
    network, tokenizer, opening = teacher(options) if options.task == "label" else survey.network(options)
    network.eval()
    rows = rows_of(options, tokenizer, opening)
    answers: list[np.ndarray] = [np.zeros(0)] * len(rows)
    order = sorted(range(len(rows)), key=lambda n: len(rows[n]["ids"]))
    for begin in range(0, len(order), survey.BATCH):
        some = order[begin : begin + survey.BATCH]
        with torch.no_grad(), torch.autocast("cpu", dtype=torch.bfloat16):
            both = torch.cat(network(*tensors([rows[n] for n in some], tokenizer.pad_token_id)), -1).float().numpy()
        for answer, n in zip(both, some, strict=True):
            size = len(rows[n]["at"])
            answers[n] = answer[:size, :size].astype(np.float16)
    flat = np.concatenate([answer.reshape(-1, answer.shape[-1]) for answer in answers])
    np.savez(options.out, flat=flat, sizes=np.array([len(answer) for answer in answers]))


def taught(rows: Sequence[Row], paths: Sequence[Path]) -> None:
    """Lay the teacher's answers beside the rows; raises ValueError where they are those of other rows."""
    sizes: list[int] = []
    parts = []
    for path in paths:
        told = np.load(path)
        sizes += told["sizes"].tolist()
        parts.append(told["flat"])
    if sizes != [len(row["at"]) for row in rows]:
        raise ValueError(f"the answers in {', '.join(map(str, paths))} are not those to these rows")
    flat, at = np.concatenate(parts), 0
    for row, size in zip(rows, sizes, strict=True):
        row["soft"] = flat[at : at + size * size].reshape(size, size, -1)
        at += size * size


def own(row: Row) -> Tensor:
    """1 for two parties of one country, and where one is nobody's in particular: of these the labels say more."""
    size = len(row["at"])
    places = ["", *row.get("places", ())][:size]
    free = [False, *row.get("free", ())][:size]
    if len(places) < size:  # of labelled pairs alone
        return torch.zeros(size, size)
    same = [[float(a == b or free[i] or free[j]) for j, b in enumerate(places)] for i, a in enumerate(places)]
    return torch.tensor(same)


def soft_loss(types: Tensor, status: Tensor, batch: Sequence[Row], *, anew: bool) -> Tensor:
    """How far the answers are from the teacher's: types of all pairs, statuses as far as it sees an act.

    With `anew` what a country does to its own people is left to the labels.
    """
    n, width = types.shape[1], types.shape[-1]
    told = torch.full((len(batch), n, n, width + status.shape[-1]), NEVER)
    mask = torch.zeros(len(batch), n, n)
    for number, row in enumerate(batch):
        size = len(row["soft"])
        told[number, :size, :size] = torch.from_numpy(row["soft"].astype(np.float32))
        mask[number, :size, :size] = 1 - torch.eye(size)
        if anew and not row.get("unlabelled"):
            mask[number, :size, :size] *= 1 - own(row)
    chance = told[..., :width].sigmoid()
    each = nn.functional.binary_cross_entropy_with_logits(types, chance, reduction="none")
    stands = told[..., width:].log_softmax(-1)
    apart = (stands.exp() * (stands - status.log_softmax(-1))).sum(-1)
    total = (each * mask[..., None]).sum() + survey.STATUS_WEIGHT * (apart * chance.amax(-1) * mask).sum()
    return total / len(batch)


def student(options: argparse.Namespace) -> tuple[Surveyor, Any, int]:
    """The look to be taught: its upper layers stand between what it knew and the pair coder's."""
    network, tokenizer, opening = survey.network(options)
    if options.task == "go-on":
        return network, tokenizer, opening
    coder, _ = build(options.model, options.coder)
    fresh = Surveyor(coder).state_dict()
    known = network.state_dict()
    mixed = {k: KEPT * v + (1 - KEPT) * fresh[k] if k.startswith("upper.") else v for k, v in known.items()}
    network.load_state_dict(mixed)
    return network, tokenizer, opening


def remember(network: Surveyor, rows: Sequence[Row], pad: int) -> None:
    """Keep what the lower layers, which stay as they are, make of each row: no epoch reckons it again."""
    network.eval()
    order = sorted(rows, key=lambda row: len(row["ids"]))
    for begin in range(0, len(order), survey.BATCH):
        some = order[begin : begin + survey.BATCH]
        ids, mask, *_ = tensors(some, pad)
        with torch.no_grad(), torch.autocast("cpu", dtype=torch.bfloat16):
            hidden = network.beneath(ids, mask)
        for row, found in zip(some, hidden, strict=True):
            row["hidden"] = found[: len(row["ids"])].to(torch.bfloat16).clone()


def seen(network: Surveyor, batch: Sequence[Row], pad: int) -> tuple[Tensor, Tensor]:
    """What the network makes of a batch, from what is kept of its lower layers, if anything is."""
    ids, mask, at, marks, way = tensors(list(batch), pad)
    if "hidden" not in batch[0]:
        return network(ids, mask, at, marks, way)  # type: ignore[no-any-return]
    hidden = nn.utils.rnn.pad_sequence([row["hidden"].float() for row in batch], batch_first=True)
    return network.above(hidden, mask, at, marks, way)


def train(options: argparse.Namespace) -> None:
    """Train the teacher on labels, or the student on labels and the teacher's answers; keep the weights each epoch."""
    teaches, anew = options.task == "train", options.task == "go-on"
    network, tokenizer, opening = teacher(options) if teaches else student(options)
    rows = rows_of(options, tokenizer, opening)
    if not teaches:
        taught(rows, options.soft)
        remember(network, rows, tokenizer.pad_token_id)
    learner = Learner(network, options, len(rows))
    began = time.time()
    for epoch in range(options.epochs):
        network.train()
        losses = []
        for batch in batches(rows, options.seed + epoch):
            with torch.autocast("cpu", dtype=torch.bfloat16):
                types, status = (each.float() for each in seen(network, batch, tokenizer.pad_token_id))
            labelled = [n for n, row in enumerate(batch) if not row.get("unlabelled")]
            loss = torch.zeros(()) if teaches else soft_loss(types, status, batch, anew=anew)
            if labelled:
                told = loss_of(types[labelled], status[labelled], [batch[n] for n in labelled])
                loss = loss + (1.0 if teaches or anew else HARD) * told * len(labelled) / len(batch)
            losses.append(learner.learn(loss))
        print(f"epoch {epoch + 1}: loss {np.mean(losses):.3f}, {time.time() - began:.0f} s", flush=True)
        torch.save(network.state_dict(), options.out)


def main() -> None:
    """Do what was asked for."""
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    asked.add_argument("task", choices=["train", "label", "distil", "answer", "go-on"])
    asked.add_argument("--model", required=True, help="folder of the encoder")
    asked.add_argument("--coder", help="float weights of the pair coder, from restore.py; for the student")
    asked.add_argument("--weights", help="the teacher's to label, the look's to go on from")
    asked.add_argument("--data", type=Path, nargs="+", required=True)
    asked.add_argument(
        "--soft", type=Path, nargs="+", default=[], help="the teacher's answers, in the order of the data"
    )
    asked.add_argument("--out", type=Path, required=True)
    asked.add_argument("--epochs", type=int, default=2)
    asked.add_argument("--rate", type=float, default=5e-5)
    asked.add_argument("--head-rate", type=float, default=7e-4)
    asked.add_argument("--seed", type=int, default=7)
    asked.add_argument("--threads", type=int, default=1)
    options = asked.parse_args()
    torch.set_num_threads(options.threads)
    torch.manual_seed(options.seed)
    {"train": train, "label": label, "distil": train, "answer": label, "go-on": train}[options.task](options)


if __name__ == "__main__":
    main()
