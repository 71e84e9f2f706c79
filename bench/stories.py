"""Scores events end to end on whole articles: `python bench/stories.py [FILE.jsonl ...] [-v]`, else those held out.

Each line of a file is an article of ours with all of its acts and where it tells them (`bench/articles/README.md`).
What counts are triples (actor, recipient, type) as in `bench/triples.py`: a coded one is right where an act of the
article says so and one of its places lies in the same sentence; an act is found where one of its places is. Acts that
readers may differ on are neither missed nor wrong; one whose other side is left open is not found, and not wrong.
"""

import argparse
import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from legation import pipeline
from legation.annotations import Sentence
from legation.knowledge import Knowledge
from legation.knowledge import load as load_knowledge
from legation.listener import OnnxAttribution
from legation.models import OnnxClassifier, SpacyParser
from legation.read.plain import document
from legation.records import Actor, Event
from legation.step import Step
from resolution import interval
from triples import NOBODY, Places, Triple, coded_triples, gold_triples

HELD_OUT = Path(__file__).parent / "articles" / "events-heldout.jsonl"


class StoryError(ValueError):
    """An article whose labels do not fit its text; names file and line."""


@dataclass(frozen=True, slots=True)
class Act:
    """One labelled act: its triples (of mutual ones both orders), each any of several types, and where it is told."""

    facts: tuple[frozenset[Triple], ...]
    optional: bool
    places: tuple[int, ...]

    def tells(self, triple: Triple, start: int, end: int) -> bool:
        """True where this stretch of the text tells the triple."""
        return any(triple in fact for fact in self.facts) and self._is_in(start, end)

    def tells_half(self, triple: Triple, start: int, end: int) -> bool:
        """True where it tells all of a triple but the side that is open there."""
        pairs = ((mine, triple) for fact in self.facts for mine in fact)
        return self._is_in(start, end) and any(
            all(theirs in (ours, NOBODY) for ours, theirs in zip(mine, other, strict=True)) for mine, other in pairs
        )

    def _is_in(self, start: int, end: int) -> bool:
        return any(start <= at < end for at in self.places)


@dataclass(frozen=True, slots=True)
class Story:
    """A labelled article."""

    id: str
    date: str
    text: str
    acts: tuple[Act, ...]

    def verdict(self, triple: Triple, start: int, end: int) -> bool | None:
        """Whether a sentence tells a triple; None where readers may differ, or where it tells one with another side."""
        told = [act for act in self.acts if act.tells(triple, start, end)]
        if told and all(act.optional for act in told):
            return None
        return bool(told) or (None if self.tells_half(triple, start, end) else False)

    def tells_half(self, triple: Triple, start: int, end: int) -> bool:
        """True for a triple with an open side that a sentence tells with somebody on it."""
        return NOBODY in triple and any(act.tells_half(triple, start, end) for act in self.acts)


def stories(path: Path) -> Iterator[Story]:
    """The articles of a file; raises StoryError at the first broken line."""
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        where = f"{path.name}:{number}"
        try:
            row = json.loads(line)
            acts = tuple(_act(row, event, where) for event in row["events"])
            yield Story(row["id"], row["date"], row["text"], acts)
        except (json.JSONDecodeError, KeyError, TypeError) as error:
            raise StoryError(
                f"{where}: expected an article with id, date, text, events: {type(error).__name__} {error}"
            ) from error


def places(text: str, snippets: Sequence[str], where: str) -> list[int]:
    """Where the words in brackets of some snippets stand in a text; raises StoryError for one that isn't there once."""
    found = []
    for snippet in snippets:
        words = snippet.replace("[", "").replace("]", "")
        if text.count(words) != 1 or snippet.count("[") != 1:
            raise StoryError(f"{where}: not once in the text, or no word in brackets: {snippet!r}")
        found.append(text.index(words) + snippet.index("["))
    return found


def _act(row: Mapping[str, Any], event: Mapping[str, Any], where: str) -> Act:
    told: dict[tuple[str, str], set[Triple]] = {}
    for kind in event["type"]:
        for actor, recipient, _ in gold_triples({**event, "type": kind}):
            ways = [(actor, recipient), *([(recipient, actor)] if event.get("mutual") else [])]
            told.setdefault((actor, recipient), set()).update((*way, kind) for way in ways)
    return Act(
        tuple(map(frozenset, told.values())),
        bool(event.get("optional")),
        tuple(places(row["text"], event["places"], where)),
    )


@dataclass
class Tally:
    """Coded triples that are right and wrong, facts found and missed."""

    right: int = 0
    wrong: int = 0
    found: int = 0
    missed: int = 0
    lines: list[str] = field(default_factory=list)

    @property
    def precision(self) -> float:
        """The share of coded triples that are right."""
        return self.right / max(1, self.right + self.wrong)

    @property
    def recall(self) -> float:
        """The share of facts that are found."""
        return self.found / max(1, self.found + self.missed)


def compare(story: Story, coded: Sequence[tuple[Triple, int, int]], tally: Tally) -> None:
    """Count one article; `coded` are triples with the stretch of their sentence."""
    for triple, start, end in coded:
        verdict = story.verdict(triple, start, end)
        if verdict is not None:
            tally.right, tally.wrong = tally.right + verdict, tally.wrong + (not verdict)
            if not verdict:
                tally.lines.append(f"{story.id} wrong  {triple} {story.text[start:end][:160]!r}")
    for act in story.acts:
        for fact in () if act.optional else act.facts:
            found = any(t in fact and any(s <= at < e for at in act.places) for t, s, e in coded)
            tally.found, tally.missed = tally.found + found, tally.missed + (not found)
            if not found:
                at = act.places[0]
                tally.lines.append(f"{story.id} missed {min(fact)} {story.text[max(0, at - 70) : at + 70]!r}")


def coded(story: Story, steps: Sequence[Step], places: Places) -> list[tuple[Triple, int, int]]:
    """What the pipeline codes of an article."""
    reading = pipeline.read(document(story.text, published=story.date), steps)
    actors = {actor.id: actor for actor in reading.of(Actor)}
    found = []
    for sentence in reading.of(Sentence):
        here = [e for e in reading.of(Event) if sentence.start <= e.evidence[0].start < sentence.end]
        found += [(triple, sentence.start, sentence.end) for triple in coded_triples(here, actors, places)]
    return found


def measured(knowledge: Knowledge) -> dict[str, dict[str, float]]:
    """The figures for the gate."""
    tally = measure([HELD_OUT], knowledge)
    return {"all acts of articles, held out": {"precision": tally.precision, "recall": tally.recall}}


def measure(paths: Sequence[Path], knowledge: Knowledge) -> Tally:
    """The figures of all articles of some files."""
    steps = pipeline.standard(SpacyParser(), knowledge, OnnxClassifier(), OnnxAttribution())
    tally = Tally()
    for story in (story for path in paths for story in stories(path)):
        compare(story, coded(story, steps, Places(knowledge)), tally)
    return tally


def main() -> None:
    """Print precision and recall with their intervals; with -v what is wrong and missed."""
    asked = argparse.ArgumentParser(description="Score events on whole articles.")
    asked.add_argument("files", type=Path, nargs="*", default=[HELD_OUT])
    asked.add_argument("-v", action="store_true", help="also what is wrong and what is missed")
    options = asked.parse_args()
    tally = measure(options.files, load_knowledge())
    print("\n".join(tally.lines) if options.v else "", end="\n" if options.v else "")
    told, gold = tally.right + tally.wrong, tally.found + tally.missed
    print(f"precision {tally.precision:.3f} {interval(tally.right, told)} of {told} coded triples")
    print(f"recall    {tally.recall:.3f} {interval(tally.found, gold)} of {gold} labelled ones")


if __name__ == "__main__":
    main()
