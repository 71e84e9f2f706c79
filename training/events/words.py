"""The small network that says what a word tells of two parties, on what the look makes of their sentence.

    python words.py open   FILE.onnx --out FILE.onnx
    python words.py rows   FILE.onnx --out ROWS.npz [--paragraphs] [JSONL ...]
    python words.py train  --data ROWS.npz ... --out words.pt
    python words.py export FILE.onnx --weights words.pt --out FILE.onnx

The pair coder reads each pair by itself, which costs six layers each. The look has read the sentence already; what its
layers make of both parties, of the word that may tell an act and of what the pair looks for is enough to answer as the
pair coder would. It is taught by that coder alone: `rows` keeps what it answers about acts in sentences and articles of
any hand, whose labels have no part in this. `open` lets a file of `survey.py` give what is needed, with weights drawn
by chance.
"""

import argparse
import base64
import json
import time
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, ClassVar

import numpy as np
import onnx
import torch
from onnx import helper, numpy_helper
from torch import Tensor, nn

from legation import pipeline
from legation.coding.candidates import Candidate
from legation.coding.deciding import Decider, Question
from legation.coding.features import Lists
from legation.coding.subtypes import Reading
from legation.coding.sweeping import Look
from legation.knowledge import load
from legation.listener import OnnxAttribution
from legation.models import OnnxClassifier, SpacyParser, given
from legation.read.plain import document
from survey_rows import UNDATED, unlabelled

# The network: so many units, so many for a way through the parse.
HIDDEN, WAY = 224, 16
BATCH, EPOCHS, RATE, DROPOUT, STATUS_WEIGHT = 128, 12, 1e-3, 0.15, 0.5
PART = "words"
# The steps that whole documents need before their events.
STEPS = ("blocks", "wording", "quotes", "sentences", "clauses", "when", "anchors", "parties", "events")


class Words(nn.Module):
    """Two layers over the vectors of parties, word and pair, and over the ways from either party to the word."""

    def __init__(self, size: int, ways: int, subtypes: int, statuses: int) -> None:
        """`size` numbers go in beside the ways."""
        super().__init__()
        self.leads, self.comes = (nn.Embedding(ways, WAY) for _ in range(2))
        self.drop = nn.Dropout(DROPOUT)
        self.first = nn.Linear(size + 2 * WAY, HIDDEN)
        self.last = nn.Linear(HIDDEN, subtypes + statuses)
        self.subtypes = subtypes

    def forward(self, vectors: Tensor, ways: Tensor) -> tuple[Tensor, Tensor]:
        """Logits of subtypes (batch, subtypes) and statuses (batch, statuses)."""
        whole = torch.cat([self.drop(vectors), self.leads(ways[:, 0]), self.comes(ways[:, 1])], -1)
        told = self.last(self.drop(nn.functional.gelu(self.first(whole))))
        return told[:, : self.subtypes], told[:, self.subtypes :]


def facts_of(model: Any) -> dict[str, str]:
    """The meta data of a file."""
    return {prop.key: prop.value for prop in model.metadata_props}


def network(facts: Mapping[str, str]) -> Words:
    """A network that fits a file, with weights drawn by chance."""
    look = onnx.load_from_string(base64.b64decode(facts["survey"])).graph
    held = {each.name: each for each in look.initializer}
    size, units = held["surveyor.classes.weight"].dims[1], held["surveyor.first.bias"].dims[0]
    lists = Lists.of(json.loads(facts["classes"]), json.loads(facts["relations"]))
    return Words(3 * size + units, lists.ways, len(json.loads(facts["subtypes"])), len(json.loads(facts["statuses"])))


def open_up(model: Any) -> Any:
    """Let the look of a file give what it makes of pieces and pairs, halved: a long text has thousands of sentences."""
    graph = onnx.load_from_string(base64.b64decode(facts_of(model)["survey"]))
    nodes = graph.graph.node
    if all(each.name != "pieces" for each in graph.graph.output):
        pieces = [node for node in nodes if node.op_type == "LayerNormalization"][-1].output[0]
        (last,) = (node for node in nodes if node.name.startswith("/last/MatMul"))
        (rounded,) = (node for node in nodes if last.input[0] in node.output)
        for name, of, rank in (("pieces", pieces, 3), ("pairs", rounded.input[0], 4)):
            nodes.append(helper.make_node("Cast", [of], [name], name=name, to=onnx.TensorProto.FLOAT16))
            shape = [f"{name} {n}" for n in range(rank)]
            graph.graph.output.append(helper.make_tensor_value_info(name, onnx.TensorProto.FLOAT16, shape))
    _put(model, "survey", graph)
    return model


def _put(model: Any, key: str, graph: Any) -> None:
    onnx.checker.check_model(graph)
    told = base64.b64encode(graph.SerializeToString()).decode()
    for prop in model.metadata_props:
        if prop.key == key:
            prop.value = told
            return
    model.metadata_props.add(key=key, value=told)


def written(words: Words) -> Any:
    """The network as a graph of its own: weights as whole numbers of 8 bits, each column with a step of its own.

    They are made floats again when it is loaded, so nothing that goes in is rounded.
    """
    nodes: list[Any] = []
    held: list[Any] = []

    def node(kind: str, inputs: Sequence[str], output: str, **attributes: Any) -> str:
        nodes.append(helper.make_node(kind, list(inputs), [output], name=output, **attributes))
        return output

    def kept(name: str, values: Any) -> str:
        held.append(numpy_helper.from_array(np.array(values, order="C"), name))
        return name

    def layer(name: str, of: nn.Linear, value: str) -> str:
        weights = of.weight.detach().numpy().T
        step = np.abs(weights).max(0) / 127
        kept(f"{name}/whole", np.round(weights / step).astype(np.int8))
        floats = node("Cast", [f"{name}/whole"], f"{name}/floats", to=onnx.TensorProto.FLOAT)
        weighed = node("Mul", [floats, kept(f"{name}/step", step.astype(np.float32))], f"{name}/weights")
        summed = node("MatMul", [value, weighed], f"{name}/product")
        return node("Add", [summed, kept(f"{name}/bias", of.bias.detach().numpy())], f"{name}/out")

    tables = []
    for n, (name, table) in enumerate((("leads", words.leads), ("comes", words.comes))):
        at = node("Gather", ["ways", kept(f"{name}/column", np.int64(n))], f"{name}/way", axis=1)
        tables.append(node("Gather", [kept(name, table.weight.detach().numpy()), at], f"{name}/row"))
    whole = node("Concat", ["vectors", *tables], "whole", axis=1)
    inner = layer("first", words.first, whole)
    half = node("Div", [inner, kept("root", np.float32(2**0.5))], "scaled")
    risen = node("Add", [node("Erf", [half], "erf"), kept("one", np.float32(1.0))], "risen")
    bent = node("Mul", [node("Mul", [inner, risen], "doubled"), kept("half", np.float32(0.5))], "bent")
    told = layer("last", words.last, bent)
    sizes = kept("sizes", np.array([words.subtypes, words.last.out_features - words.subtypes], dtype=np.int64))
    nodes.append(helper.make_node("Split", [told, sizes], ["of subtypes", "of statuses"], name="split", axis=1))
    for name in ("subtypes", "statuses"):
        node("Softmax", [f"of {name}"], name, axis=1)
    info = helper.make_tensor_value_info
    given = [
        info("vectors", onnx.TensorProto.FLOAT, ["asked", words.first.in_features - 2 * WAY]),
        info("ways", onnx.TensorProto.INT64, ["asked", 2]),
    ]
    out = [info(name, onnx.TensorProto.FLOAT, ["asked", None]) for name in ("subtypes", "statuses")]
    graph = helper.make_graph(nodes, PART, given, out, held)
    return helper.make_model(graph, opset_imports=[helper.make_opsetid("", 17)], ir_version=8)


class Teacher(Decider):
    """A decider that asks the pair coder about everything, and keeps what it was asked and answered."""

    kept: ClassVar[list[tuple[Any, Any, Any, Any]]] = []

    def _told(self, questions: Sequence[Question], looks: Mapping[int, Look]) -> list[Reading | None]:
        acts = [
            Candidate(
                sentence=sentence,
                trigger=word,
                clause=None,
                actors=tuple(actors),
                recipients=tuple(recipients),
                standing="actual",
                construction="",
            )
            for sentence, word, actors, recipients in questions
        ]
        coder: Any = self.surveyor
        texts = [self.asker._masked(self.text, self.roles, act) for act in acts]
        answers = coder.classify(texts)
        for act, answer in zip(acts, answers, strict=True):
            look = looks.get(act.sentence.index)
            if look is not None and (one := look.asks(act.trigger, act.actors, act.recipients)):
                put = given([one])
                self.kept.append((put["vectors"][0].astype(np.float16), put["ways"][0], *map(np.float16, answer)))
        return [self.asker.read(answer) for answer in answers]

    def settle(self, text: str, roles: Any, *rest: Any) -> Any:
        """As the program's, of a text that is kept for what follows."""
        self.text, self.roles = text, roles
        return super().settle(text, roles, *rest)


def texts(files: Sequence[str], *, paragraphs: bool) -> Iterator[tuple[str, str]]:
    """Sentences and articles of files with the days when they were published, and paragraphs, if they are wanted."""
    for name in files:
        for line in Path(name).read_text(encoding="utf-8").splitlines():
            row = json.loads(line)
            yield row.get("text") or row["sentence"], row["date"]
    if paragraphs:
        yield from ((text, UNDATED) for _, text in unlabelled())


def rows(options: argparse.Namespace) -> None:
    """Keep what the pair coder answers about the acts of texts."""
    pipeline.Decider = Teacher  # type: ignore[misc] # whose steps are made by the pipeline
    every = pipeline.standard(SpacyParser(), load(), OnnxClassifier(options.file), OnnxAttribution())
    steps = [step for step in every if step.name in STEPS]
    for text, date in texts(options.texts, paragraphs=options.paragraphs):
        pipeline.read(document(text, published=date), steps)
    vectors, ways, subtypes, statuses = (np.stack(column) for column in zip(*Teacher.kept, strict=True))
    np.savez(options.out, vectors=vectors, ways=ways, subtypes=subtypes, statuses=statuses)
    print(f"{len(vectors)} questions")


def train(options: argparse.Namespace) -> None:
    """Teach the network what the pair coder answered."""
    every = [np.load(path) for path in options.data]
    names = ("vectors", "ways", "subtypes", "statuses")
    vectors, ways, subtypes, statuses = (
        torch.tensor(np.concatenate([part[name] for part in every]).astype(np.int64 if name == "ways" else np.float32))
        for name in names
    )
    words = network(facts_of(onnx.load(str(options.file))))
    optimizer = torch.optim.AdamW(words.parameters(), lr=options.rate, weight_decay=0.02)
    steps = options.epochs * -(-len(vectors) // BATCH)
    planner = torch.optim.lr_scheduler.LambdaLR(optimizer, lambda n: min((n + 1) / 200, max(0.02, 1 - n / steps)))
    began = time.time()
    for epoch in range(options.epochs):
        words.train()
        losses = []
        for batch in torch.randperm(len(vectors)).split(BATCH):
            told, standing = words(vectors[batch], ways[batch])
            loss = _crossed(told, subtypes[batch]) + STATUS_WEIGHT * _crossed(standing, statuses[batch])
            optimizer.zero_grad()
            loss.backward()
            optimizer.step()
            planner.step()
            losses.append(loss.item())
        print(f"epoch {epoch + 1}: loss {np.mean(losses):.3f}, {time.time() - began:.0f} s", flush=True)
    torch.save(words.state_dict(), options.out)


def _crossed(logits: Tensor, wanted: Tensor) -> Tensor:
    return -(wanted * logits.log_softmax(-1)).sum(-1).mean()


def worth(options: argparse.Namespace) -> None:
    """Print how often the network's likeliest subtype and status are the pair coder's, on rows it did not learn."""
    words = network(facts_of(onnx.load(str(options.file))))
    words.load_state_dict(torch.load(options.weights))
    words.eval()
    for path in options.data:
        part = np.load(path)
        with torch.no_grad():
            told, standing = words(torch.tensor(part["vectors"].astype(np.float32)), torch.tensor(part["ways"]))
        same = [
            float(np.mean(mine.numpy().argmax(-1) == part[name].argmax(-1)))
            for name, mine in (("subtypes", told), ("statuses", standing))
        ]
        print(f"{path}: {len(told)} questions, same subtype {same[0]:.3f}, same status {same[1]:.3f}")


def export(options: argparse.Namespace) -> None:
    """Put the network into a file; without weights one of chance."""
    model = open_up(onnx.load(str(options.file)))
    words = network(facts_of(model))
    if options.weights:
        words.load_state_dict(torch.load(options.weights))
    _put(model, PART, written(words.eval()))
    for prop in model.metadata_props:
        if prop.key == "version" and options.version:
            prop.value = options.version
    onnx.save(model, str(options.out))


def main() -> None:
    """Do what was asked for."""
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    asked.add_argument("task", choices=["open", "rows", "train", "worth", "export"])
    asked.add_argument("file", type=Path, help="the event coder's file")
    asked.add_argument("texts", nargs="*", help="files of sentences or articles, for rows")
    asked.add_argument("--paragraphs", action="store_true")
    asked.add_argument("--data", type=Path, nargs="+", default=[])
    asked.add_argument("--weights", help="what train has written")
    asked.add_argument("--out", type=Path)
    asked.add_argument("--epochs", type=int, default=EPOCHS)
    asked.add_argument("--rate", type=float, default=RATE)
    asked.add_argument("--seed", type=int, default=7)
    asked.add_argument("--version", help="of the file that export writes, if it is to have another")
    options = asked.parse_args()
    torch.set_num_threads(1)
    torch.manual_seed(options.seed)
    tasks = {"open": export, "rows": rows, "train": train, "worth": worth, "export": export}
    tasks[options.task](options)


if __name__ == "__main__":
    main()
