"""Trains the coder's look at all parties of a sentence at once: what each does to each other, by types.

    python survey.py train  --model FOLDER --coder FLOAT.pt --data ROWS.jsonl … --out WEIGHTS.pt [--weights BEFORE.pt]
    python survey.py worth  --model FOLDER --coder FLOAT.pt --data ROWS.jsonl … --weights WEIGHTS.pt
    python survey.py export --model FOLDER --coder FLOAT.pt --weights WEIGHTS.pt --onnx CODER.onnx --out EVENTS.onnx

It stands on the lower layers of the event coder, which stay as they are (`FLOAT.pt` is what `restore.py` makes of the
coder's file), and has upper layers of its own, which know each word's class and relation. Each two parties look for
their words knowing the way through the parse that leads from either to each word. Whoever isn't named is read off the
mark that begins the sentence. Rows are what `survey_rows.py` writes.
"""

import argparse
import base64
import copy
import json
import random
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
import onnx
import torch
from onnx.utils import Extractor
from onnxruntime.quantization import QuantType, quantize_dynamic
from torch import Tensor, nn

sys.path.append(str(Path(__file__).parents[1]))  # the modules that all folders of training text share

from compact import compact
from labels import CLASSES, RELATIONS
from legation.annotations import Block, Sentence, Token
from legation.coding.features import Lists, owners_at, ways
from legation.coding.masking import SOURCE
from train import STATUSES, build

LISTS = Lists.of(CLASSES, RELATIONS)
FAR = LISTS.ways - 1
# So many layers are the pair coder's; a pair is read by so many units, looks for its words by so many, and has so many
# for a way through the parse.
SHARED, HIDDEN, LOOK, WAY = 3, 256, 128, 48
LENGTH, BATCH, DROPOUT, STATUS_WEIGHT = 192, 24, 0.15, 0.3
TYPES = (
    *("AGREE", "CONSULT", "SUPPORT", "CONCEDE", "COOPERATE", "AID", "RETREAT", "REQUEST", "ACCUSE", "REJECT"),
    *("THREATEN", "PROTEST", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT"),
)
# A pair with one label may do more than was labelled, unless all of its sentence is.
PARTLY = 0.5
# Most pairs do nothing to one another.
RARE = -4.0

Row = dict[str, Any]


class Surveyor(nn.Module):
    """Shared lower layers, upper layers, and a network over both parties and the words that a pair looks for."""

    def __init__(self, coder: nn.Module) -> None:
        """Stand on the encoder of the pair coder."""
        super().__init__()
        encoder: Any = coder.encoder
        self.embeddings = encoder.embeddings
        self.lower = encoder.encoder.layer[:SHARED]
        self.upper = copy.deepcopy(encoder.encoder.layer[SHARED:])
        size = encoder.config.hidden_size
        self.asks = nn.Linear(2 * size, LOOK)
        self.tells = nn.Linear(size, LOOK)
        self.classes, self.relations = (nn.Embedding(len(each) + 1, size) for each in (CLASSES, RELATIONS))
        self.leads, self.comes = (nn.Embedding(LISTS.ways, LOOK) for _ in range(2))
        self.path, self.back = (nn.Embedding(LISTS.ways, WAY) for _ in range(2))
        self.first = nn.Linear(4 * size + 4 * WAY, HIDDEN)
        self.last = nn.Linear(HIDDEN, len(TYPES) + len(STATUSES))
        self.drop = nn.Dropout(DROPOUT)
        for weight in (*self.embeddings.parameters(), *self.lower.parameters()):
            weight.requires_grad = False
        with torch.no_grad():
            self.last.bias[: len(TYPES)] = RARE
            for table in (self.classes, self.relations, self.leads, self.comes):
                table.weight.zero_()

    def forward(self, ids: Tensor, mask: Tensor, at: Tensor, marks: Tensor, way: Tensor) -> tuple[Tensor, Tensor]:
        """Logits of types and statuses, of shape (batch, n, n, each); `at` is where the n parties open.

        `marks` (batch, pieces, 2) are class and relation, `way` (batch, n, pieces) leads from each party to each piece.
        """
        with torch.no_grad():
            hidden = self.beneath(ids, mask)
        return self.above(hidden, mask, at, marks, way)

    def beneath(self, ids: Tensor, mask: Tensor) -> Tensor:
        """What the lower layers give, of shape (batch, pieces, size)."""
        hidden: Tensor = self.embeddings(input_ids=ids)
        for layer in self.lower:
            hidden = only(layer(hidden, bias(mask)))
        return hidden

    def above(self, hidden: Tensor, mask: Tensor, at: Tensor, marks: Tensor, way: Tensor) -> tuple[Tensor, Tensor]:
        """The same, from what the lower layers give."""
        hidden = hidden + self.classes(marks[..., 0]) + self.relations(marks[..., 1])
        for layer in self.upper:
            hidden = only(layer(hidden, bias(mask)))
        return self.pairs(hidden, mask, at, way)

    def pairs(self, hidden: Tensor, mask: Tensor, at: Tensor, way: Tensor) -> tuple[Tensor, Tensor]:
        """The same, from what the last layer gives: each two parties look for their words."""
        hidden = self.drop(hidden)
        n = at.shape[1]
        party = hidden.gather(1, at[..., None].expand(-1, -1, hidden.shape[-1]))
        one = party[:, :, None, :].expand(-1, n, n, -1)
        other = party[:, None, :, :].expand(-1, n, n, -1)
        both = torch.cat([one, other], -1)
        asks = self.asks(both)
        looks = torch.einsum("bijd,btd->bijt", asks, self.tells(hidden))
        looks = looks + torch.einsum("bijd,bitd->bijt", asks, self.leads(way))
        looks = looks + torch.einsum("bijd,bjtd->bijt", asks, self.comes(way))
        looks = (looks / LOOK**0.5 + bias(mask)).softmax(-1)
        seen = torch.einsum("bijt,bth->bijh", looks, hidden)
        there, back = self.path(way), self.back(way)
        between = way.gather(2, at[:, None, :].expand(-1, n, -1))
        along = (
            torch.einsum("bijt,bitw->bijw", looks, there),
            torch.einsum("bijt,bjtw->bijw", looks, back),
            self.path(between),
            self.back(between.transpose(1, 2)),
        )
        inner = self.drop(nn.functional.gelu(self.first(torch.cat([both, one * other, seen, *along], -1))))
        out = self.last(inner)
        return out[..., : len(TYPES)], out[..., len(TYPES) :]


def bias(mask: Tensor) -> Tensor:
    """What a layer adds where there is nothing to look at."""
    return (1.0 - mask[:, None, None, :].float()) * -1e4


def only(given: Any) -> Tensor:
    """What a layer gives: some versions of the library put it into a tuple."""
    found: Tensor = given[0] if isinstance(given, tuple) else given
    return found


def network(options: argparse.Namespace) -> tuple[Surveyor, Any, int]:
    """The network, with weights if there are any, its tokenizer, and the id of the mark that opens a party."""
    coder, tokenizer = build(options.model, options.coder)
    surveyor = Surveyor(coder)
    if options.weights:
        _load(surveyor, torch.load(options.weights))
    opening: int = tokenizer.convert_tokens_to_ids(SOURCE)
    return surveyor, tokenizer, opening


def _load(surveyor: Surveyor, state: dict[str, Tensor]) -> None:
    """Take weights, also those of a network that did not know the parse; it begins by heeding it not at all."""
    own = surveyor.state_dict()
    narrow = state["first.weight"]
    if narrow.shape != own["first.weight"].shape:
        state["first.weight"] = torch.zeros_like(own["first.weight"])
        state["first.weight"][:, : narrow.shape[1]] = narrow
    surveyor.load_state_dict(own | state)


def rows_of(options: argparse.Namespace, tokenizer: Any, opening: int) -> list[Row]:
    """All rows with the ids of their pieces and where parties open; those beyond the last piece stand nowhere."""
    rows = [json.loads(line) for path in options.data for line in path.read_text(encoding="utf-8").splitlines()]
    texts = [row["text"] for row in rows]
    made = tokenizer(texts, truncation=True, max_length=LENGTH, return_offsets_mapping=True)
    for row, ids, offsets in zip(rows, made["input_ids"], made["offset_mapping"], strict=True):
        row["ids"] = ids
        row["at"] = [0, *(i for i, piece in enumerate(ids) if piece == opening)][: row["n"] + 1]
        row["marks"], row["ways"] = _parsed(row, [start for start, _ in offsets])
    return [row for row in rows if len(row["at"]) > 1]


def _parsed(row: Row, starts: list[int]) -> tuple[list[tuple[int, int]], list[list[int]]]:
    """Class and relation of each piece, and the ways from each party to it; what frames the text is no word of it."""
    parse = zip(row["pos"], row["dep"], row["head"], strict=True)
    tokens = tuple(Token(i, i, i + 1, "", "", pos, "", dep, head) for i, (pos, dep, head) in enumerate(parse))
    sentence = Sentence(0, 0, len(tokens), Block(0, len(tokens), "paragraph"), tokens)
    words = owners_at(row["owners"], starts)
    kinds = [*((LISTS.classes.get(t.pos, 0), LISTS.relations.get(t.dep, 0)) for t in tokens), (0, 0)]
    marks = [(0, 0), *(kinds[w] for w in words[1:-1]), (0, 0)]
    found = [[FAR] * len(words)]
    for head in row["heads"][: len(row["at"]) - 1]:
        way = [FAR] * (len(tokens) + 1) if head < 0 else [*ways(sentence, tokens[head], LISTS), FAR]
        found.append([FAR, *(way[w] for w in words[1:-1]), FAR])
    return marks, found


def tensors(batch: list[Row], pad: int) -> tuple[Tensor, Tensor, Tensor, Tensor, Tensor]:
    """Ids, mask, places, marks and ways of a batch."""
    width, most = max(len(row["ids"]) for row in batch), max(len(row["at"]) for row in batch)
    ids = torch.tensor([row["ids"] + [pad] * (width - len(row["ids"])) for row in batch])
    mask = torch.tensor([[1] * len(row["ids"]) + [0] * (width - len(row["ids"])) for row in batch])
    at = torch.tensor([row["at"] + [0] * (most - len(row["at"])) for row in batch])
    marks = torch.zeros((len(batch), width, 2), dtype=torch.long)
    way = torch.full((len(batch), most, width), FAR)
    for b, row in enumerate(batch):
        marks[b, : len(row["marks"])] = torch.tensor(row["marks"])
        way[b, : len(row["ways"]), : len(row["ids"])] = torch.tensor(row["ways"])
    return ids, mask, at, marks, way


class Scene:
    """Who of a row's parties may be meant by the countries of an act; number 0 is nobody."""

    def __init__(self, row: Row) -> None:
        """Take whose they are, where their words stand, and who is nobody's in particular ("soldiers")."""
        n = len(row["at"])
        self._n = n
        self._places = ["", *row["places"]][:n]
        self._who = ["", *row["who"]][:n]
        self._spans = [(-1, -1), *map(tuple, row["spans"])][:n]
        self._free = [False, *row["free"]][:n]
        self._home = row["home"]

    def between(self, actor: str, recipient: str) -> tuple[list[tuple[int, int]], list[tuple[int, int]]]:
        """The pairs that may be meant, and those of which for want of a country nothing is known.

        What a country does to its own people is done by or to somebody whom no word ties to it, as a rule: "Fijian
        police arrested strikers".
        """
        own = bool(actor) and actor == recipient
        told, perhaps = [], []
        for i in range(self._n):
            for j in range(self._n):
                if not self._are_two(i, j) or not (self._may_be(i, actor) and self._may_be(j, recipient)):
                    continue
                known = self._is(i, actor), self._is(j, recipient)
                (told if all(known) or (own and any(known)) else perhaps).append((i, j))
        if own and not told:
            return self.between(actor, "")
        return told, perhaps

    def _is(self, party: int, place: str) -> bool:
        return self._places[party] == place or (self._free[party] and self._home == place)

    def _may_be(self, party: int, place: str) -> bool:
        return self._is(party, place) or (self._free[party] and place not in ("", "other"))

    def _are_two(self, one: int, other: int) -> bool:
        """Whether they can act on one another: not the same named twice, and not one within the other's words."""
        if one == other or not one or not other:
            return one != other
        (start, end), (begin, stop) = self._spans[one], self._spans[other]
        apart = end <= begin or stop <= start or min(start, begin) < 0
        plural = (start, end) == (begin, stop)
        return self._who[one] != self._who[other] and (apart or plural)


class Wanted:
    """What is to be learned of a batch: types, how much each counts, and where an act stands how."""

    def __init__(self, types: Tensor) -> None:
        """Nothing yet; `types` are the present answers."""
        self.types = types.detach()
        self.want, self.weight = torch.zeros_like(types), torch.zeros_like(types)
        self.stands: list[tuple[int, int, int, int]] = []

    def add(self, b: int, row: Row) -> None:
        """Take in the row of number `b`."""
        n = len(row["at"])
        if row["whole"]:
            self.weight[b, :n, :n] = 1.0 - torch.eye(n)[:, :, None]
        for i, j, kinds, status in row.get("pairs", ()):
            if max(i, j) < n and i != j:
                self.weight[b, i, j] = 1.0 if row["whole"] or not kinds else PARTLY
                for kind in kinds:
                    self._put(b, (i, j), TYPES.index(kind), status)
        told = sorted(row.get("acts", ()), key=lambda act: not act[5])  # what may be told says least
        for actor, recipient, kind, status, mutual, maybe in told:
            for way in ((actor, recipient), (recipient, actor))[: 1 + mutual]:
                self._between(b, row, way, TYPES.index(kind), None if maybe else status)

    def _between(self, b: int, row: Row, way: tuple[str, str], kind: int, status: str | None) -> None:
        """An act of two countries: of their parties the likeliest two do it, of the others nothing is known.

        Without a status nothing is known of any.
        """
        told, perhaps = Scene(row).between(*way)
        for i, j in (*told, *perhaps):
            if not self.want[b, i, j, kind]:
                self.weight[b, i, j, kind] = 0.0
        if told and status is not None:
            self._put(b, max(told, key=lambda p: float(self.types[b, p[0], p[1], kind])), kind, status)

    def _put(self, b: int, pair: tuple[int, int], kind: int, status: str) -> None:
        self.want[b, *pair, kind] = self.weight[b, *pair, kind] = 1.0
        self.stands.append((b, *pair, STATUSES.index(status)))


def loss_of(types: Tensor, status: Tensor, batch: list[Row]) -> Tensor:
    """Cross-entropy of each type for each known pair, and of the status where an act is told."""
    wanted = Wanted(types)
    for b, row in enumerate(batch):
        wanted.add(b, row)
    each = nn.functional.binary_cross_entropy_with_logits(types, wanted.want, reduction="none")
    total = (each * wanted.weight).sum() / len(batch)
    if wanted.stands:
        b, i, j, s = map(torch.tensor, zip(*wanted.stands, strict=True))
        told = nn.functional.cross_entropy(status[b, i, j], s, reduction="sum")
        total = total + STATUS_WEIGHT * told / len(batch)
    return total


def batches(rows: list[Row], seed: int) -> list[list[Row]]:
    """Batches of sentences of like length, in random order."""
    dice = random.Random(seed)
    order = sorted(rows, key=lambda row: len(row["ids"]) + dice.random() * 8)
    made = [order[i : i + BATCH] for i in range(0, len(order), BATCH)]
    dice.shuffle(made)
    return made


class Learner:
    """Moves what may learn of a network: its layers at one rate, what is above them at another; both rise and fall."""

    def __init__(self, network: nn.Module, options: argparse.Namespace, rows: int) -> None:
        """Take the rates and the number of epochs of the options, and how many rows one has."""
        learning = [(name, weight) for name, weight in network.named_parameters() if weight.requires_grad]
        inner = ("embeddings.", "lower.", "upper.", "nearness.")
        layers = [weight for name, weight in learning if name.startswith(inner)]
        heads = [weight for name, weight in learning if not name.startswith(inner)]
        groups = [{"params": layers, "lr": options.rate}, {"params": heads, "lr": options.head_rate}]
        steps = options.epochs * -(-rows // BATCH)
        self._network = network
        self._optimizer = torch.optim.AdamW(groups, weight_decay=0.01, fused=True)
        self._planner = torch.optim.lr_scheduler.LambdaLR(
            self._optimizer, lambda n: min((n + 1) / (0.06 * steps), max(0.02, (steps - n) / (0.94 * steps)))
        )

    def learn(self, loss: Tensor) -> float:
        """Go one step towards a smaller loss, and return this one."""
        loss.backward()
        nn.utils.clip_grad_norm_(self._network.parameters(), 1.0)
        self._optimizer.step()
        self._planner.step()
        self._optimizer.zero_grad()
        return float(loss.item())


def train(options: argparse.Namespace) -> None:
    """Train, and keep the weights after each epoch."""
    surveyor, tokenizer, opening = network(options)
    rows = rows_of(options, tokenizer, opening)
    learner = Learner(surveyor, options, len(rows))
    began = time.time()
    for epoch in range(options.epochs):
        surveyor.train()
        losses = []
        for batch in batches(rows, options.seed + epoch):
            with torch.autocast("cpu", dtype=torch.bfloat16):
                types, status = surveyor(*tensors(batch, tokenizer.pad_token_id))
            loss = loss_of(types.float(), status.float(), batch)
            losses.append(learner.learn(loss))
        print(f"epoch {epoch + 1}: loss {np.mean(losses):.3f}, {time.time() - began:.0f} s", flush=True)
        torch.save(surveyor.state_dict(), options.out)


def worth(options: argparse.Namespace) -> None:
    """Print precision and recall of acts between countries, from some chances on; of whole sentences."""
    surveyor, tokenizer, opening = network(options)
    surveyor.eval()
    rows = rows_of(options, tokenizer, opening)
    answers = []
    for row in rows:
        with torch.no_grad(), torch.autocast("cpu", dtype=torch.bfloat16):
            types, _ = surveyor(*tensors([row], tokenizer.pad_token_id))
        answers.append(types[0].float().sigmoid().numpy())
    for least in np.arange(0.1, 0.85, 0.1):
        right = told = gold = 0
        for row, types in zip(rows, answers, strict=True):
            found = set(_found(row, types, least))
            acts, maybe = (
                {_ordered(a, r, kind, mutual) for a, r, kind, _, mutual, may in row["acts"] if may == which}
                for which in (False, True)
            )
            found -= maybe - acts
            right, told, gold = right + len(found & acts), told + len(found), gold + len(acts)
        print(f"from {least:.1f} on: precision {right / max(1, told):.3f}, recall {right / gold:.3f} ({told})")


def _found(row: Row, types: Any, least: float) -> Iterator[tuple[str, str, str]]:
    places = ["", *row["places"]][: len(row["at"])]
    for i, j, k in np.argwhere(types >= least).tolist():
        if i != j:
            yield _ordered(places[i], places[j], TYPES[k], TYPES[k] == "CONSULT" or types[j, i, k] >= least)


def _ordered(actor: str, recipient: str, kind: str, mutual: bool) -> tuple[str, str, str]:
    first, second = sorted((actor, recipient)) if mutual else (actor, recipient)
    return first, second, kind


class Upper(nn.Module):
    """What goes into the file: chances of types and statuses, from what the lower layers give."""

    def __init__(self, surveyor: Surveyor) -> None:
        """Take the trained network."""
        super().__init__()
        self.surveyor = surveyor

    def forward(
        self, hidden: Tensor, attention_mask: Tensor, at: Tensor, marks: Tensor, ways: Tensor
    ) -> tuple[Tensor, Tensor]:
        """Chances, in the shapes of `Surveyor.above`: types may be told together, statuses sum to 1."""
        types, statuses = self.surveyor.above(hidden, attention_mask, at, marks, ways)
        return types.sigmoid(), statuses.softmax(-1)


def export(options: argparse.Namespace) -> None:
    """Split the pair coder's file into lower and upper layers, and put the surveyor's beside its upper ones."""
    surveyor, _, opening = network(options)
    coder = onnx.load(str(options.onnx))
    lower, pairs = _split(coder)
    facts = {prop.key: prop.value for prop in coder.metadata_props} | {
        "version": options.version,
        "types": json.dumps(TYPES),
        "opening": str(opening),
        "survey length": str(LENGTH),
        "classes": json.dumps(CLASSES),
        "relations": json.dumps(RELATIONS),
        "pairs": base64.b64encode(pairs.SerializeToString()).decode(),
        "survey": base64.b64encode(_quantised(Upper(surveyor).eval(), surveyor.tells.in_features)).decode(),
    }
    del lower.metadata_props[:]
    for key, value in facts.items():
        lower.metadata_props.add(key=key, value=value)
    onnx.save(compact(lower), str(options.out))


def _split(coder: Any) -> tuple[Any, Any]:
    """The pair coder's lower and upper layers; what passes between them is named "hidden"."""
    told = {prop.key: prop.value for prop in coder.metadata_props}
    if "pairs" in told:  # split before
        return coder, onnx.load_from_string(base64.b64decode(told["pairs"]))
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
    upper = Extractor(coder).extract_model([seam, "input_ids", "attention_mask"], ["subtypes", "statuses"])
    return lower, _renamed(upper, seam)


def _renamed(model: Any, seam: str) -> Any:
    for node in model.graph.node:
        for names in (node.input, node.output):
            for i, name in enumerate(names):
                if name == seam:
                    names[i] = "hidden"
    for value in (*model.graph.input, *model.graph.output):
        if value.name == seam:
            value.name = "hidden"
    return model


def _quantised(upper: Upper, size: int) -> bytes:
    whole = torch.ones((2, 16), dtype=torch.long)
    at, marks, way = (torch.zeros(shape, dtype=torch.long) for shape in ((2, 3), (2, 16, 2), (2, 3, 16)))
    axes = {name: {0: "batch", 1: "length"} for name in ("hidden", "attention_mask", "marks")}
    with tempfile.TemporaryDirectory() as folder:
        raw, small = Path(folder) / "raw.onnx", Path(folder) / "small.onnx"
        torch.onnx.export(
            upper,
            (torch.zeros((2, 16, size)), whole, at, marks, way),
            str(raw),
            input_names=["hidden", "attention_mask", "at", "marks", "ways"],
            output_names=["types", "statuses"],
            dynamic_axes=axes
            | {"at": {0: "batch", 1: "n"}, "ways": {0: "batch", 1: "n", 2: "length"}}
            | {name: {0: "batch", 1: "n", 2: "n"} for name in ("types", "statuses")},
            opset_version=17,
            dynamo=False,
        )
        quantize_dynamic(
            raw, small, per_channel=True, weight_type=QuantType.QInt8, op_types_to_quantize=["MatMul", "Gemm"]
        )
        return small.read_bytes()


def main() -> None:
    """Do what was asked for."""
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    asked.add_argument("task", choices=["train", "worth", "export"])
    asked.add_argument("--model", required=True, help="folder of the encoder")
    asked.add_argument("--coder", required=True, help="float weights of the pair coder, from restore.py")
    asked.add_argument("--weights", help="the surveyor's own, to go on from, to measure or to export")
    asked.add_argument("--data", type=Path, nargs="+", default=[])
    asked.add_argument("--onnx", type=Path, help="the pair coder's file, from export.py or of the package")
    asked.add_argument("--out", type=Path)
    asked.add_argument("--epochs", type=int, default=5)
    asked.add_argument("--rate", type=float, default=1.2e-4)
    asked.add_argument("--head-rate", type=float, default=1e-3)
    asked.add_argument("--seed", type=int, default=7)
    asked.add_argument("--version", default="2")
    options = asked.parse_args()
    torch.set_num_threads(1)
    torch.manual_seed(options.seed)
    {"train": train, "worth": worth, "export": export}[options.task](options)


if __name__ == "__main__":
    main()
