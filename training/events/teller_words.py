"""Counts what words mostly tell, and weighs that beside where they stand: `python teller_words.py [--out FILE.yaml]`.

The acts of the articles in `articles/` are all labelled with the word that tells them. Whoever reads a look at a whole
sentence must find that word (`coding/telling.py`): what a word tells is counted over all articles; how much that weighs
beside its place in the parse is fitted on those that the look did not learn from, with the counts of all others, so
that no count has seen what it is weighed on. Parts of them are left out in turn to print how often the word is right.
"""

import argparse
import json
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np

import arbitrate  # its path of the bench comes with it
import stories
from legation import pipeline
from legation.annotations import Sentence, Token
from legation.coding import telling
from legation.coding.sweeping import Sight
from legation.coding.telling import FILE, Tellers, TellingWords
from legation.knowledge import load as load_knowledge
from legation.listener import OnnxAttribution
from legation.models import OnnxClassifier, SpacyParser
from legation.read.plain import document
from legation.tables import data_file, yaml_table
from triples import NOBODY

HERE = Path(__file__).parent
# A word must tell so many acts of a type for that to be kept.
LEAST = 2
PARTS, PENALTY, ROUNDS, RATE = 5, 0.5, 400, 0.02
# The nouns for people tell no acts, though labels stand on some of them ("three diplomats were expelled").
PEOPLE, TITLES = "resolve/agents.yaml", "actors/titles.yaml"
# Classes of words that can tell an act.
TELLING = ("VERB", "NOUN", "ADJ", "ADP", "PROPN")


@dataclass
class Counts:
    """How often each word stands in some articles, and how many acts of each type it tells there."""

    times: Counter[str] = field(default_factory=Counter)
    told: dict[str, Counter[str]] = field(default_factory=lambda: defaultdict(Counter))

    def table(self, weights: dict[str, float], unknown: float, blur: float) -> dict[str, Any]:
        """As `events/telling.yaml` holds it."""
        acts = Counter[str]()
        for told in self.told.values():
            acts.update(told)
        kept = {
            word: {"times": self.times[word], **{k: n for k, n in sorted(told.items()) if n >= LEAST}}
            for word, told in sorted(self.told.items())
            if max(told.values(), default=self.times[word]) >= LEAST
        }
        every = {"words in all": sum(self.times.values()), "acts in all": dict(sorted(acts.items()))}
        return {"weights": weights, "unknown": unknown, "blur": blur, **every, "words": kept}


def people() -> frozenset[str]:
    """The words for people and bodies of every sort: officials, soldiers, crowds."""
    rows = (*yaml_table(PEOPLE)["heads"], *yaml_table(PEOPLE)["generic"])
    titles = yaml_table(TITLES)
    known = (row["phrase"] for kind in ("person-title", "role-noun", "collective") for row in titles[kind])
    return frozenset((*(word.lower() for row in rows for word in row["words"]), *known))


def count(paths: Iterable[Path], parser: SpacyParser) -> Counts:
    """The words of all articles of some files; those for people tell nothing."""
    nobody = people()
    rows = [json.loads(line) for path in paths for line in path.read_text(encoding="utf-8").splitlines()]
    counts = Counts()
    for row, sentences in zip(rows, parser.parse([row["text"] for row in rows]), strict=True):
        tokens = [token for sentence in sentences for token in sentence]
        counts.times.update(token.lemma.lower() for token in tokens if token.pos in TELLING)
        at = {n: token for token in tokens for n in range(token.start, token.end)}
        for event in row["events"]:
            for place in stories.places(row["text"], event["places"], row["id"]):
                if place in at and not (at[place].pos in ("NOUN", "PROPN") and at[place].lemma.lower() in nobody):
                    counts.told[at[place].lemma.lower()][event["type"][0]] += 1
    for word in nobody & counts.times.keys():
        counts.told.setdefault(word, Counter())
    return counts


@dataclass(frozen=True)
class Choice:
    """The signs of each word that may tell an act (a row each), and which of them do; the article's number."""

    article: int
    signs: np.ndarray
    right: np.ndarray


class Watcher:
    """The pipeline, and the words between which it chooses while it reads."""

    def __init__(self, names: Sequence[str]) -> None:
        self._names = names
        self._steps = pipeline.standard(SpacyParser(), load_knowledge(), OnnxClassifier(), OnnxAttribution())
        self._chosen: list[tuple[Tellers, Sentence, Sight, str]] = []
        plain = Tellers.teller

        def watching(tellers: Tellers, sentence: Sentence, sight: Sight, kind: str) -> Token | None:
            self._chosen.append((tellers, sentence, sight, kind))
            return plain(tellers, sentence, sight, kind)

        Tellers.teller = watching  # type: ignore[method-assign]

    def choices(self, story: stories.Story, number: int) -> Iterator[Choice]:
        """The choices of one article of which a right one is known."""
        self._chosen.clear()
        pipeline.read(document(story.text, published=story.date), self._steps)
        for tellers, sentence, sight, kind in self._chosen:
            places = list(_places(story, sentence, sight, kind))
            signs, right = [], []
            for token, found in tellers.signs(sentence, sight, kind):
                signs.append([found.get(name, 0.0) for name in self._names])
                right.append(any(token.start <= at < token.end for at in places))
            if any(right):
                yield Choice(number, np.array(signs), np.array(right))


def _places(story: stories.Story, sentence: Sentence, sight: Sight, kind: str) -> Iterator[int]:
    """Where a sentence tells what one of two does to the other, either way round, as the labels have it."""
    one, other = sight.source.place, sight.target.place
    for act in story.acts:
        known = {triple for fact in act.facts for triple in fact}
        open_ = {(side, NOBODY, k) for a, b, k in known for side in (a, b)}
        if any(triple in known or triple in open_ for triple in ((one, other, kind), (other, one, kind))):
            yield from (at for at in act.places if sentence.start <= at < sentence.end)


def fit(choices: Sequence[Choice]) -> np.ndarray:
    """Weights that make the right words likeliest among those of their sentences (by gradient, with Adam's steps)."""
    width = choices[0].signs.shape[1]
    weights, mean, square = np.zeros(width), np.zeros(width), np.zeros(width)
    for n in range(1, ROUNDS + 1):
        slope = 2 * PENALTY * weights
        for choice in choices:
            chance = np.exp(choice.signs @ weights - (choice.signs @ weights).max())
            chance /= chance.sum()
            aim = chance * choice.right
            slope += (chance - aim / max(aim.sum(), 1e-12)) @ choice.signs
        mean, square = 0.9 * mean + 0.1 * slope, 0.999 * square + 0.001 * slope**2
        weights -= RATE * (mean / (1 - 0.9**n)) / (np.sqrt(square / (1 - 0.999**n)) + 1e-9)
    return weights


def worth(choices: Sequence[Choice]) -> float:
    """How often the word is right on articles that were left out."""
    right = 0
    for part in range(PARTS):
        weights = fit([c for c in choices if c.article % PARTS != part])
        right += sum(bool(c.right[(c.signs @ weights).argmax()]) for c in choices if c.article % PARTS == part)
    return right / len(choices)


def written(table: dict[str, Any], comments: Iterable[str]) -> str:
    """The table as text, a word on a line."""
    words = table["words"]
    lines = [*comments, "weights:", *(f"  {name}: {weight:.2f}" for name, weight in table["weights"].items())]
    lines += [f"{name}: {json.dumps(table[name])}" for name in ("unknown", "blur", "words in all", "acts in all")]
    lines += ["words:"]
    for word, row in words.items():
        counts = ", ".join(f"{name}: {n}" for name, n in row.items())
        lines.append(f"  {json.dumps(word, ensure_ascii=False)}: {{{counts}}}")
    return "\n".join(lines) + "\n"


def main() -> None:
    """Count, weigh, write."""
    asked = argparse.ArgumentParser(description="Count what words tell.")
    asked.add_argument("--out", type=Path, default=Path(str(data_file(FILE))))
    options = asked.parse_args()
    old = yaml_table(FILE)
    unknown, blur, names = float(old["unknown"]), float(old["blur"]), sorted(telling.SIGNS)
    parser = SpacyParser()
    every = sorted((HERE / "articles").glob("*.jsonl"))
    kept = [*arbitrate.ARTICLES, *(HERE / "articles" / f"w{n}.jsonl" for n in range(1, 7))]
    before = count([path for path in every if path not in kept], parser)
    tables = TellingWords.of(before.table(dict.fromkeys(names, 0.0), unknown, blur))
    pipeline.TellingWords.of = lambda _: tables  # type: ignore[method-assign,assignment]
    watcher = Watcher(names)
    found = (story for path in kept for story in stories.stories(path))
    choices = [choice for number, story in enumerate(found) for choice in watcher.choices(story, number)]
    print(f"{len(choices)} choices; of those left out {worth(choices):.3f} are right")
    weights = {name: round(float(weight), 2) for name, weight in zip(names, fit(choices), strict=True)}
    comments = [line for line in options.out.read_text(encoding="utf-8").splitlines() if line.startswith("#")]
    options.out.write_text(written(count(every, parser).table(weights, unknown, blur), comments), encoding="utf-8")


if __name__ == "__main__":
    main()
