"""Makes a narrower listener: fewer inner units in each layer, taught by a teacher's chances for every word.

    python narrow.py answer --model TEACHER --weights teacher.pt --data rows.jsonl --out answers.pkl
    python narrow.py learn --model FOLDER --weights wide.pt --inner 640,704,704,896,1152,1216 \
        --data rows.jsonl more.jsonl --answers answers.pkl more.pkl --out narrow.pt

`answer` writes what a trained teacher thinks of every word: chances of acts, of denial, of forecasts, and of
roles for each cue. `learn` keeps the inner units of the `weights` that weigh most on the first rows of each file, and
goes on with them on those answers, and on the labels of the files that have any.
"""

import argparse
import pickle
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
import torch
from torch import Tensor, nn
from transformers import AutoTokenizer

from train import LABELS, Item, Model, batches, items, loss_of, padded, pairs, planned, rows_of, wanted, widths_of

BATCH = 24
# From this chance on a word is a cue whose roles the teacher tells.
LIVE = 0.1
# How much the labels count beside the teacher's answers.
HARD = 0.4
# Rows of each file by which units are weighed.
WEIGHED = 1500
# Chances of the acts of each word and of forecasts, and for each cue its word, the chance of denial, chances of roles.
Answer = tuple[Any, Any, list[tuple[int, float, Any]]]


def answer(options: argparse.Namespace) -> None:
    """Write the teacher's answers, one for each row."""
    tokenizer = AutoTokenizer.from_pretrained(options.model)
    model = Model(options.model)
    model.load_state_dict(torch.load(options.weights))
    model.eval()
    data = items(rows_of(*options.data), tokenizer)
    found: list[Answer | None] = [None] * len(data)
    order = sorted(range(len(data)), key=lambda i: len(data[i].ids))
    for at in range(0, len(order), BATCH):
        batch = [data[i] for i in order[at : at + BATCH]]
        given = padded(batch, tokenizer.pad_token_id)
        with torch.no_grad(), torch.autocast("cpu", dtype=torch.bfloat16):
            words, act, flags = model.reader(*given)
            acts, chances = act.float().softmax(-1), flags.float().sigmoid()
            live = {(int(b), int(w)) for b, w in ((1 - acts[..., 0] > LIVE) & (given[2] >= 0)).nonzero()}
            cues = sorted(live | {(b, label["cue"]) for b, item in enumerate(batch) for label in wanted(item)})
            told: list[list[tuple[int, float, Any]]] = [[] for _ in batch]
            if cues:
                way, apart = pairs(batch, cues, given[2].shape[1])
                rows, places = torch.tensor([b for b, _ in cues]), torch.tensor([w for _, w in cues])
                role = model.roles(words[rows, places], words[rows], way, apart)[0].float().sigmoid().numpy()
                for (b, w), part in zip(cues, role, strict=True):
                    told[b].append((w, float(chances[b, w, 0]), part[: len(batch[b].firsts)].astype(np.float16)))
        for n, i in enumerate(order[at : at + BATCH]):
            size = len(data[i].firsts)
            found[i] = (acts[n, :size].numpy().astype(np.float16), chances[n, :size, 1].numpy(), told[n])
    options.out.write_bytes(pickle.dumps(found))


def weights_of_units(model: Model, data: Sequence[Item], pad: int) -> list[Tensor]:
    """How much each inner unit of each layer gives to what the layer adds, on average over the words of `data`."""
    layers = model.reader.encoder.encoder.layer
    sums = [torch.zeros(layer.intermediate.dense.out_features) for layer in layers]

    def listen(place: int) -> Any:
        def hook(_module: nn.Module, _given: Any, out: Tensor) -> None:
            sums[place] += out.float().pow(2).reshape(-1, out.shape[-1]).sum(0)

        return hook

    hooks = [layer.intermediate.register_forward_hook(listen(n)) for n, layer in enumerate(layers)]
    with torch.no_grad():
        for at in range(0, len(data), BATCH):
            ids, mask, *_ = padded(data[at : at + BATCH], pad)
            model.reader.encoder(input_ids=ids, attention_mask=mask)
    for hook in hooks:
        hook.remove()
    return [total * layer.output.dense.weight.detach().pow(2).sum(0) for total, layer in zip(sums, layers, strict=True)]


def narrowed(model: Model, inner: Sequence[int], data: Sequence[Item], pad: int) -> None:
    """Keep in each layer so many inner units, those that weigh most."""
    model.eval()
    scores = weights_of_units(model, data, pad)
    layers = model.reader.encoder.encoder.layer
    wide = [(layer.intermediate.dense, layer.output.dense) for layer in layers]
    model.widths(inner)
    for layer, (first, last), size, score in zip(layers, wide, inner, scores, strict=True):
        keep = score.topk(size).indices.sort().values
        with torch.no_grad():
            layer.intermediate.dense.weight.copy_(first.weight[keep])
            layer.intermediate.dense.bias.copy_(first.bias[keep])
            layer.output.dense.weight.copy_(last.weight[:, keep])
            layer.output.dense.bias.copy_(last.bias)


def taught(model: Model, batch: Sequence[Item], answers: Sequence[Answer], pad: int) -> Tensor:
    """How far the model is from the teacher's answers: acts and forecasts by word, roles and denial by cue."""
    ids, mask, firsts, marks = padded(batch, pad)
    size, inside = firsts.shape[1], firsts >= 0
    acts = torch.zeros(*firsts.shape, len(LABELS))
    acts[..., 0] = 1
    forecasts = torch.zeros(firsts.shape)
    cues = []
    for b, (item, (act, forecast, told)) in enumerate(zip(batch, answers, strict=True)):
        seen = min(len(act), len(item.firsts))
        acts[b, :seen] = torch.from_numpy(act[:seen].astype(np.float32))
        forecasts[b, :seen] = torch.from_numpy(np.asarray(forecast[:seen], dtype=np.float32))
        cues += [(b, *one) for one in told if one[0] < len(item.firsts)]
    with torch.autocast("cpu", dtype=torch.bfloat16):
        words, act, flags = model.reader(ids, mask, firsts, marks)
    act, flags = act.float(), flags.float()
    acts = acts / acts.sum(-1, keepdim=True)
    apart = (acts * ((acts + 1e-8).log() - act.log_softmax(-1))).sum(-1)
    loss = nn.functional.binary_cross_entropy_with_logits
    total = apart[inside].sum() / inside.sum() * 12 + loss(flags[..., 1][inside], forecasts[inside])
    if not cues:
        return total
    way, far = pairs(batch, [(b, w) for b, w, _, _ in cues], size)
    rows, places = torch.tensor([b for b, *_ in cues]), torch.tensor([w for _, w, *_ in cues])
    with torch.autocast("cpu", dtype=torch.bfloat16):
        role, _ = model.roles(words[rows, places], words[rows], way, far)
    role = role.float()
    gold = torch.zeros(role.shape)
    for n, (*_, part) in enumerate(cues):
        gold[n, : len(part)] = torch.from_numpy(part.astype(np.float32))
    # A word that the teacher hardly takes for a cue has roles that hardly count.
    sure = (1 - acts[rows, places, 0]).clamp(min=0.2)[:, None, None].expand_as(role)
    seen_words = inside[rows].unsqueeze(-1).expand_as(role)
    far_off = loss(role, gold, reduction="none") * sure
    total = total + 2 * far_off[seen_words].sum() / sure[seen_words].sum()
    return total + 0.3 * loss(flags[rows, places, 0], torch.tensor([denied for _, _, denied, _ in cues]))


def learn(options: argparse.Namespace) -> None:
    """Narrow the weights, teach them, keep them."""
    tokenizer = AutoTokenizer.from_pretrained(options.model)
    pad = tokenizer.pad_token_id
    model, begun = Model(options.model), torch.load(options.weights)
    model.widths(widths_of(begun))
    model.load_state_dict(begun)
    parts = [items(rows_of(path), tokenizer) for path in options.data]
    told: list[Answer] = [one for path in options.answers for one in pickle.loads(path.read_bytes())]
    data = [item for part in parts for item in part]
    known = sum(len(part) for part in parts[: options.labelled])
    if options.inner:
        narrowed(model, options.inner, [item for part in parts for item in part[:WEIGHED]], pad)
    plan = [b for n in range(options.epochs) for b in batches([len(i.ids) for i in data], options.seed + n, BATCH)]
    steps = len(plan)
    optimizer, planner = planned(model, options, steps)
    began, losses = time.time(), []
    model.train()
    for step, chosen in enumerate(plan, 1):
        batch = [data[i] for i in chosen]
        loss = taught(model, batch, [told[i] for i in chosen], pad)
        labelled = [data[i] for i in chosen if i < known]
        if labelled:
            loss = loss + HARD * len(labelled) / len(batch) * loss_of(model, labelled, pad)
        loss.backward()
        nn.utils.clip_grad_norm_(model.parameters(), 1.0)
        optimizer.step()
        planner.step()
        optimizer.zero_grad()
        losses.append(loss.item())
        if step % 100 == 0:
            print(f"step {step} of {steps}: loss {np.mean(losses[-100:]):.3f}, {time.time() - began:.0f} s", flush=True)
    torch.save(model.state_dict(), options.out)


def main() -> None:
    """Do what was asked for."""
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    asked.add_argument("task", choices=["answer", "learn"])
    asked.add_argument("--model", required=True, help="folder of the encoder")
    asked.add_argument("--weights", required=True, help="trained weights: of the teacher, or those to narrow")
    asked.add_argument("--data", type=Path, nargs="+", required=True)
    asked.add_argument("--answers", type=Path, nargs="+", default=[], help="the teacher's, one file for each of --data")
    asked.add_argument("--labelled", type=int, default=1, help="so many of the files of --data, the first, have labels")
    asked.add_argument("--inner", type=lambda s: [int(n) for n in s.split(",")], help="inner units of each layer")
    asked.add_argument("--out", type=Path, required=True)
    asked.add_argument("--epochs", type=int, default=2)
    asked.add_argument("--rate", type=float, default=1e-4)
    asked.add_argument("--head-rate", type=float, default=4e-4)
    asked.add_argument("--seed", type=int, default=3)
    options = asked.parse_args()
    torch.set_num_threads(1)
    torch.manual_seed(options.seed)
    (answer if options.task == "answer" else learn)(options)


if __name__ == "__main__":
    main()
