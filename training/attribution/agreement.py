"""How well two hands agree: `python agreement.py`, over the paragraphs that a second hand labelled blind.

Krippendorff's alpha (nominal), word by word, for cue, source, content and forecast, with a bootstrap interval over
paragraphs; for acts over the cues that both mark, for stances over the targets that both mark.
"""

import random
import re
import sys
from collections.abc import Callable, Iterable
from pathlib import Path

sys.path.append(str(Path(__file__).parents[1]))  # the module that all folders of training text share

from alpha import alpha
from corpus import Extent, Paragraph, lines, paragraph

HERE = Path(__file__).parent
ROUNDS, SEED = 500, 3
_WORD = re.compile(r"\w+")

Pair = tuple[str, str]


def twice() -> list[tuple[Paragraph, Paragraph]]:
    """The paragraphs as the first and as the second hand labelled them."""
    texts: dict[str, Paragraph] = {}
    for _, _, line in lines(sorted((HERE / "text").glob("*.txt"))):
        first = paragraph(line)
        texts.setdefault(first.text, first)
    seconds = [paragraph(line) for _, _, line in lines([HERE / "agreement" / "second.txt"])]
    return [(texts[second.text], second) for second in seconds if second.text in texts]


def marked(one: Paragraph, extents: Iterable[Extent]) -> list[str]:
    """For each word whether it lies in one of the stretches."""
    kept = list(extents)
    return ["x" if any(s < m.end() and m.start() < e for s, e in kept) else "-" for m in _WORD.finditer(one.text)]


def of_role(role: str) -> Callable[[Paragraph, Paragraph], list[Pair]]:
    """Pairs of labels, word by word, for a role of attributions or for "claims"."""

    def pairs(first: Paragraph, second: Paragraph) -> list[Pair]:
        told = []
        for one in (first, second):
            extents = one.claims if role == "claims" else [e for a in one.attributions for e in getattr(a, role)]
            told.append(marked(one, extents))
        return list(zip(*told, strict=True))

    return pairs


def acts(first: Paragraph, second: Paragraph) -> list[Pair]:
    """The acts of cues that share a character."""
    return [
        (a.act or "", b.act or "")
        for a in first.attributions
        for b in second.attributions
        if any(s < f and e < t for s, t in a.cue for e, f in b.cue)
    ]


def stances(first: Paragraph, second: Paragraph) -> list[Pair]:
    """The stances towards targets that share a character, in attributions whose cues do."""
    return [
        (str(v), str(w))
        for a in first.attributions
        for b in second.attributions
        if any(s < f and e < t for s, t in a.cue for e, f in b.cue)
        for s, t, v in a.targets
        for e, f, w in b.targets
        if s < f and e < t
    ]


def main() -> None:
    """Print the figures."""
    both = twice()
    dice = random.Random(SEED)
    kinds: dict[str, Callable[[Paragraph, Paragraph], list[Pair]]] = {
        **{role: of_role(role) for role in ("cue", "source", "content", "claims")},
        "acts": acts,
        "stances": stances,
    }
    print(f"{len(both)} paragraphs")
    for name, pairs in kinds.items():
        told = [pairs(first, second) for first, second in both]
        value = alpha([p for row in told for p in row])
        again = sorted(alpha([p for row in dice.choices(told, k=len(told)) for p in row]) for _ in range(ROUNDS))
        low, high = again[int(0.025 * ROUNDS)], again[int(0.975 * ROUNDS)]
        print(f"{name:<8} alpha {value:.3f} [{low:.3f}-{high:.3f}] over {sum(map(len, told))} labels")


if __name__ == "__main__":
    main()
