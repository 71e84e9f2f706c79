"""Sets the weights of the arbiter on whole sentences: `python arbitrate.py [--weights FILE.onnx] [--out FILE.yaml]`.

All acts of the sentences in `sentences/` and of the articles in `articles/` are labelled, in the conventions of
`bench/sentences`, which has no part in it. Each guess of the coder about a sentence is right or wrong; a logistic
regression with a penalty finds what each sign adds to the odds. Ten parts of the sentences and articles are left out
in turn to print what the weights are worth on others.
"""

import argparse
import json
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

HERE = Path(__file__).parent
ROOT = HERE.parents[1]
sys.path.insert(0, str(ROOT / "bench"))

import stories  # noqa: E402 - the bench's own reader of the same form
import triples  # noqa: E402
from legation import pipeline  # noqa: E402
from legation.annotations import Sentence  # noqa: E402
from legation.coding import arbiter  # noqa: E402
from legation.coding.guesses import Guess  # noqa: E402
from legation.knowledge import load as load_knowledge  # noqa: E402
from legation.listener import OnnxAttribution  # noqa: E402
from legation.models import OnnxClassifier, SpacyParser  # noqa: E402
from legation.read.plain import document as text_of  # noqa: E402
from legation.records import Document  # noqa: E402

PARTS, PENALTY, ROUNDS = 10, 400.0, 50
# Articles are numbered from here on.
FIRST = 1_000_000
# The look at all parties learned from the other files, so of those the arbiter would learn to trust it too much.
SETS = tuple(
    HERE / "sentences" / f"{hand}.jsonl"
    for hand in ("k1", "k2", "k3", "k17", "k18", "k30", "k31", "q1", "q10", "r4", "r8", "s1")
)
ARTICLES = tuple(
    HERE / "articles" / f"{hand}.jsonl" for hand in ("p1", "p2", "p3", "p26", "v1", "v2", "v3", "v4", "v5")
)
# Signs that mean more, or less, beside others; products that move the odds by less than this are left out.
TOGETHER = (
    *("looked", "coded", "coded chance", "half", "domestic", "opening", "implied", "implied, own", "away"),
    "own likelihood",
)
SLIGHT = 0.02


@dataclass(frozen=True, slots=True)
class Row:
    """One guess: its sentence, its signs, and whether the sentence tells it."""

    sentence: int
    signs: dict[str, float]
    right: bool


def labelled() -> Iterator[dict[str, Any]]:
    """All sentences with their events."""
    for path in SETS:
        for line in path.read_text(encoding="utf-8").splitlines():
            yield json.loads(line)


def gold(row: dict[str, Any]) -> set[tuple[str, str, str]]:
    """What a sentence tells; of mutual acts both orders."""
    told: set[tuple[str, str, str]] = set()
    for event in row.get("events", ()):
        for actor, recipient, kind in triples.gold_triples(event):
            told.add((actor, recipient, kind))
            if event.get("mutual"):
                told.add((recipient, actor, kind))
    return told


class Listener:
    """The pipeline, and what the arbiter guesses while it reads."""

    def __init__(self, weights: Path | None) -> None:
        self.steps = pipeline.standard(SpacyParser(), load_knowledge(), OnnxClassifier(weights), OnnxAttribution())
        self._heard: list[tuple[Sentence, list[Guess]]] = []
        plain = arbiter.guesses

        def listening(sentence: Sentence, *given: Any) -> list[Guess]:
            found = plain(sentence, *given)
            self._heard.append((sentence, found))
            return found

        arbiter.guesses = listening

    def guesses(self, document: Document) -> list[tuple[Sentence, Guess]]:
        """All guesses about a document, each with its sentence."""
        self._heard.clear()
        pipeline.read(document, self.steps)
        return [(sentence, guess) for sentence, found in self._heard for guess in found]


def of_sentences(listener: Listener) -> tuple[list[Row], int]:
    """All guesses about the single sentences, and the number of their labelled triples."""
    found: list[Row] = []
    number = 0
    for n, row in enumerate(labelled()):
        told = gold(row)
        number += sum(len(triples.gold_triples(event)) for event in row.get("events", ()))
        heard = listener.guesses(text_of(row["sentence"], published=row["date"]))
        found.extend(Row(n, dict(guess.signs), guess.triple in told) for _, guess in heard)
    return found, number


def of_articles(listener: Listener) -> tuple[list[Row], int]:
    """All guesses about the labelled articles, numbered from FIRST on, and the number of their labelled triples.

    What readers may differ on is left out.
    """
    found: list[Row] = []
    number = 0
    every = (story for path in ARTICLES for story in stories.stories(path))
    for n, story in enumerate(every, FIRST):
        number += sum(len(act.facts) for act in story.acts if not act.optional)
        for sentence, guess in listener.guesses(text_of(story.text, published=story.date)):
            told = (guess.triple, sentence.start, sentence.end)
            # What a frame tells with an open side may stand, or be filled.
            right = bool(guess.drafts) if story.tells_half(*told) else story.verdict(*told)
            if right is not None:
                found.append(Row(n, dict(guess.signs), right))
    return found, number


def fit(x: np.ndarray, y: np.ndarray, penalty: float) -> tuple[np.ndarray, float]:
    """Weights and bias that make the labels likeliest (Newton's method; the bias is not penalised)."""
    x = np.hstack([x, np.ones((len(x), 1))])
    w = np.zeros(x.shape[1])
    ridge = np.full(x.shape[1], penalty)
    ridge[-1] = 1e-6
    for _ in range(ROUNDS):
        p = 1 / (1 + np.exp(-x @ w))
        step = np.linalg.solve((x.T * (p * (1 - p))) @ x + np.diag(ridge), x.T @ (p - y) + ridge * w)
        w -= step
        if np.abs(step).max() < 1e-6:
            break
    return w[:-1], float(w[-1])


def absent(name: str) -> float:
    """What a sign counts as where it is absent: a chance that was never seen is the smallest one."""
    ends = ("chance", "elsewhere", "beside", "likelihood", "before")
    is_chance = name.endswith(ends) or name.startswith(("looked", "other "))
    return round(float(np.log(0.001 / 0.999)), 3) if is_chance else 0.0


def paired(names: Sequence[str]) -> list[tuple[str, str]]:
    """The pairs of signs that are weighed together, each once."""
    return [(one, two) for n, one in enumerate(TOGETHER) for two in names if two not in TOGETHER[:n]]


def table(rows: Sequence[Row], names: Sequence[str]) -> np.ndarray:
    """The signs of all guesses as numbers, and behind them the products of those that are weighed together."""
    signs = np.array([[row.signs.get(name, absent(name)) for name in names] for row in rows])
    at = {name: n for n, name in enumerate(names)}
    return np.hstack([signs, *(signs[:, [at[one]]] * signs[:, [at[two]]] for one, two in paired(names))])


def worth(rows: Sequence[Row], names: Sequence[str], labels: dict[str, int]) -> Iterator[str]:
    """Lines that say how precise the guesses above some chances are, on parts that were left out."""
    x, y = table(rows, names), np.array([row.right for row in rows], dtype=float)
    part = np.array([row.sentence * 7919 % PARTS for row in rows])
    chance = np.zeros(len(rows))
    for p in range(PARTS):
        mean, deviation = x[part != p].mean(0), x[part != p].std(0) + 1e-9
        w, bias = fit((x[part != p] - mean) / deviation, y[part != p], PENALTY)
        chance[part == p] = 1 / (1 + np.exp(-((x[part == p] - mean) / deviation @ w + bias)))
    of_article = np.array([row.sentence >= FIRST for row in rows])
    for what, some in (("sentences", ~of_article), ("articles", of_article)):
        for least in np.arange(0.1, 0.8, 0.05):
            told = some & (chance >= least)
            right = y[told].sum()
            yield (
                f"{what} from {least:.2f} on: precision {right / max(1, told.sum()):.3f}, "
                f"recall {right / labels[what]:.3f} ({told.sum()})"
            )


def write(path: Path, rows: Sequence[Row], names: Sequence[str]) -> None:
    """Write the weights of all rows."""
    x, y = table(rows, names), np.array([row.right for row in rows], dtype=float)
    mean, deviation = x.mean(0), x.std(0) + 1e-9
    w, bias = fit((x - mean) / deviation, y, PENALTY)
    pairs = paired(names)
    kept = np.array([True] * len(names) + [abs(each) >= SLIGHT for each in w[len(names) :]])
    mean, deviation = mean[kept], deviation[kept]
    w, bias = fit((x[:, kept] - mean) / deviation, y, PENALTY)
    plain = w / deviation
    lines = (
        [line for line in path.read_text(encoding="utf-8").splitlines() if line.startswith("#")]
        if path.exists()
        else []
    )
    lines += [f"bias: {bias - float(plain @ mean):.3f}", "signs:"]
    for name, weight in zip(names, plain, strict=False):
        missing = f", absent: {absent(name)}" if absent(name) else ""
        lines.append(f"  {name!r}: {{weight: {weight:.3f}{missing}}}")
    lines.append("together:")
    told = [pair for pair, keep in zip(pairs, kept[len(names) :], strict=True) if keep]
    for first in TOGETHER:
        row = [f"{two!r}: {v:.3f}" for (one, two), v in zip(told, plain[len(names) :], strict=True) if one == first]
        lines.append(f"  {first!r}: {{{', '.join(row)}}}")
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")


def main() -> None:
    """Collect, print what the weights are worth, write them."""
    parser = argparse.ArgumentParser(description="Set the weights of the arbiter.")
    parser.add_argument("--weights", type=Path, help="another event coder than the bundled one")
    parser.add_argument("--out", type=Path, default=ROOT / "src/legation/data/events/arbiter.yaml")
    chosen = parser.parse_args()
    listener = Listener(chosen.weights)
    rows, number = of_sentences(listener)
    articles, acts = of_articles(listener)
    names = sorted({name for row in (*rows, *articles) for name in row.signs})
    for what, some, labels in (("sentences", rows, number), ("articles", articles, acts)):
        print(f"{what}: {len(some)} guesses, {sum(row.right for row in some)} of them right; {labels} labelled triples")
    print("\n".join(worth([*rows, *articles], names, {"sentences": number, "articles": acts})))
    write(chosen.out, [*rows, *articles], names)


if __name__ == "__main__":
    main()
