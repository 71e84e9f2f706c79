"""Score the days of coded acts: `python bench/when.py [--held-out] [-v]`; -v never goes with the held-out half.

The gold is in `bench/when/`, with its conventions in the README there: short articles with a day of publication, and of
each marked act the first and last day on which it can have taken place, as a careful reader understands the text.

  right     the days given and those of the gold have at least half of all their days in common (Jaccard)
  coarse    they meet, but one is much wider than the other
  wrong     they do not meet
  undated   no day is given, and the text tells one
  invented  a day is given, and the text tells none

An act that only stands in the news of the day, or of which the text tells no day, is right without a date. Acts on
whose words no event was found are counted apart.
"""

import argparse
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from legation import pipeline
from legation.read.plain import document
from legation.records import Document, Event
from resolution import rows

FOLDER = Path(__file__).parent / "when"
HALF = 0.5
CLASSES = ("right", "coarse", "wrong", "undated", "invented")

Coder = pipeline.Coder
Days = tuple[int, int]


@dataclass
class Tally:
    """How many acts are of each class, and how many no event was found for."""

    classes: Counter[str] = field(default_factory=Counter)
    missed: int = 0
    lines: list[str] = field(default_factory=list)

    @property
    def coded(self) -> int:
        """The acts on which an event stands."""
        return sum(self.classes.values())

    @property
    def accuracy(self) -> float:
        """The share of these whose day is right."""
        return self.classes["right"] / self.coded if self.coded else 1.0

    def __str__(self) -> str:
        """One line."""
        counts = ", ".join(f"{self.classes[name]} {name}" for name in CLASSES)
        return f"accuracy {self.accuracy:.3f} ({counts}; {self.missed} acts without an event)"


def ordinals(first: str | None, last: str | None) -> Days | None:
    """Both days as numbers; None where there are none."""
    if first is None or last is None:
        return None
    return date.fromisoformat(first[:10]).toordinal(), date.fromisoformat(last[:10]).toordinal()


def judged(given: Days | None, gold: Days | None, published: int) -> str:
    """The class of what is given for an act."""
    if given is None:
        return "right" if gold is None or gold == (published - 1, published) else "undated"
    if gold is None:
        return "invented"
    common = min(given[1], gold[1]) - max(given[0], gold[0]) + 1
    whole = max(given[1], gold[1]) - min(given[0], gold[0]) + 1
    if common <= 0:
        return "wrong"
    return "right" if common >= HALF * whole else "coarse"


def told(row: Mapping[str, Any]) -> Document:
    """The row as an article."""
    return document(row["text"], published=row["date"], title=row["title"])


def on(act: Mapping[str, Any], events: Iterable[Event]) -> Iterator[Event]:
    """The events whose trigger shares a letter with the marked words."""
    for event in events:
        trigger = next((e for e in event.evidence if e.role == "trigger"), None)
        if trigger and trigger.start < act["end"] and act["start"] < trigger.end:
            yield event


def score(code: Coder, half: str) -> Tally:
    """Judge the acts of one half; of several events on an act the best counts."""
    tally = Tally()
    for row in rows(FOLDER / f"{half}.jsonl"):
        article = told(row)
        shift = article.text.index(row["text"])
        events = [r for r in code(article) if isinstance(r, Event)]
        published = date.fromisoformat(row["date"]).toordinal()
        for act in row["acts"]:
            here = {**act, "start": act["start"] + shift, "end": act["end"] + shift}
            found = list(on(here, events))
            if not found:
                tally.missed += 1
                continue
            gold = ordinals(act["first"], act["last"])
            given = [ordinals(e.date.start, e.date.end) if e.date else None for e in found]
            best = min((judged(each, gold, published) for each in given), key=CLASSES.index)
            tally.classes[best] += 1
            if best != "right":
                days = [(e.date.start, e.date.end) if e.date else None for e in found]
                tally.lines.append(
                    f"{row['id']} {best}: {act['words']} {days}, gold {act['first']} {act['last']}"
                    f" ({row['date']})   in: {row['text']}"
                )
    return tally


def main(arguments: Sequence[str] | None = None) -> None:
    """Print the score of one half."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--held-out", action="store_true")
    parser.add_argument("-v", "--verbose", action="store_true")
    asked = parser.parse_args(arguments)
    if asked.held_out and asked.verbose:
        parser.error("the errors of the held-out half stay unread")
    tally = score(pipeline.load(), "heldout" if asked.held_out else "dev")
    print(tally)
    if asked.verbose:
        print("\n".join(tally.lines))


if __name__ == "__main__":
    main()
