"""Scores chains of reference ("he", "the ministry") by B³: `python bench/chains.py [FOLDER…] [-v]`.

The gold is in `bench/chains/` with its guidelines. A gold mention's system cluster is the set of actors that the
reading gives to it; a mention that it gives to nobody is a cluster of its own. Precision and recall are taken over
all gold mentions of an article and averaged over the mentions of all articles; the interval is a bootstrap over
articles.
"""

import argparse
import os
import random
import re
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from legation import pipeline
from legation.knowledge import Knowledge
from legation.knowledge import load as load_knowledge
from legation.models import SpacyParser
from legation.read.plain import document
from legation.resolving.passage import party_at
from legation.step import Step

CHAINS = Path(__file__).parent / "chains"
_MARK = re.compile(r"\[\[([^|\[\]]+)\||\]\]")
_DRAWS = 1000


@dataclass(frozen=True, slots=True)
class Marked:
    """An article with its mentions: start, end, label."""

    name: str
    head: dict[str, str]
    text: str
    mentions: tuple[tuple[int, int, str], ...]


@dataclass(frozen=True, slots=True)
class Scored:
    """The sums of one article: precision and recall over its mentions, how many those are, and the clusters seen."""

    name: str
    precision: float
    recall: float
    mentions: int
    lines: tuple[str, ...]


def parse(path: Path) -> Marked:
    """Read a marked article. Raises ValueError for a mark that is not closed."""
    top, _, body = path.read_text(encoding="utf-8").partition("\n\n")
    head = {key.strip(): value.strip() for key, _, value in (line.partition(":") for line in top.splitlines())}
    text, at, open_marks, found = "", 0, [], []
    for match in _MARK.finditer(body):
        text += body[at : match.start()]
        at = match.end()
        if match[1]:
            open_marks.append((len(text), match[1].strip()))
        else:
            if not open_marks:
                raise ValueError(f"{path}: a mark is closed that was not opened, near {text[-40:]!r}")
            start, label = open_marks.pop()
            found.append((start, len(text), label))
    if open_marks:
        raise ValueError(f"{path}: a mark is not closed: {open_marks[-1][1]}")
    return Marked(path.stem, head, text + body[at:], tuple(sorted(found)))


def score(marked: Marked, steps: Sequence[Step]) -> Scored:
    """Read an article and compare its clusters with the marked ones."""
    made = document(
        marked.text,
        published=marked.head.get("date"),
        title=marked.head.get("title"),
        dateline=marked.head.get("dateline"),
    )
    reading = pipeline.read(made, steps)
    gold = ["+".join(sorted(label.split("+"))) for _, _, label in marked.mentions]
    system: list[tuple[str, ...]] = []
    for number, (start, end, _) in enumerate(marked.mentions):
        party = party_at(reading, start, end)
        system.append(tuple(sorted(party.actors)) if party is not None and party.actors else (f"nobody {number}",))
    precision = recall = 0.0
    for i in range(len(gold)):
        same_gold = {j for j in range(len(gold)) if gold[j] == gold[i]}
        same_system = {j for j in range(len(gold)) if system[j] == system[i]}
        both = len(same_gold & same_system)
        precision += both / len(same_system)
        recall += both / len(same_gold)
    lines = tuple(
        f"    {marked.text[s:e]!r:<44} {label:<16} {', '.join(key)}"
        for (s, e, label), key in zip(marked.mentions, system, strict=True)
    )
    return Scored(marked.name, precision, recall, len(gold), lines)


def f1(scored: Sequence[Scored]) -> tuple[float, float, float]:
    """B³ precision, recall and F1 over the mentions of all articles."""
    n = sum(one.mentions for one in scored) or 1
    precision, recall = sum(one.precision for one in scored) / n, sum(one.recall for one in scored) / n
    return precision, recall, 2 * precision * recall / (precision + recall) if precision + recall else 0.0


def interval(scored: Sequence[Scored]) -> tuple[float, float]:
    """The 95 % interval of F1, by drawing articles with replacement."""
    draw = random.Random(7)
    values = sorted(f1([draw.choice(scored) for _ in scored])[2] for _ in range(_DRAWS))
    return values[_DRAWS // 40], values[-_DRAWS // 40]


def folder(path: Path, steps: Sequence[Step]) -> Iterator[Scored]:
    """Score all articles of a folder."""
    for file in sorted(path.glob("*.txt")):
        yield score(parse(file), steps)


def measured(knowledge: Knowledge) -> dict[str, dict[str, float]]:
    """B³ of the sets of articles that are here, for the gate."""
    steps = pipeline.finding(SpacyParser(), knowledge)
    found = {}
    for name, path in (("chains", "development"), ("chains, held out", "heldout")):
        scored = list(folder(CHAINS / path, steps))
        if not scored:  # the fresh held-out articles come later
            continue
        precision, recall, _ = f1(scored)
        found[name] = {"precision": round(precision, 3), "recall": round(recall, 3)}
    return found


def main() -> None:
    """Score the folders named, or the development articles."""
    os.environ["LEGATION_KNOWLEDGE"] = ""  # a user's own tables have no part in these figures
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folders", nargs="*", type=Path, default=[CHAINS / "development"])
    parser.add_argument("-v", action="store_true", help="show each mention (never for held-out articles)")
    asked = parser.parse_args()
    steps = pipeline.finding(SpacyParser(), load_knowledge())
    for path in asked.folders:
        scored = list(folder(path, steps))
        precision, recall, both = f1(scored)
        low, high = interval(scored)
        n = sum(one.mentions for one in scored)
        sys.stdout.write(
            f"{path.name}: {len(scored)} articles, {n} mentions, "
            f"B³ P {precision:.3f} R {recall:.3f} F1 {both:.3f} [{low:.3f}, {high:.3f}]\n"
        )
        if asked.v:
            for one in scored:
                sys.stdout.write(
                    f"  {one.name} P {one.precision / one.mentions:.2f} R {one.recall / one.mentions:.2f}\n"
                )
                sys.stdout.writelines(f"{line}\n" for line in one.lines)


if __name__ == "__main__":
    main()
