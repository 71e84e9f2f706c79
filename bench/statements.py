"""Scores statements on sets of their own: `python bench/statements.py [--held-out | --file dev4] [-v]`.

-v never goes with held-out halves.

The gold is in `bench/statements/` with its conventions:

  forecasts   claims about the future among look-alikes: right when at least half of all letters and digits are shared
              with a gold claim (Jaccard); where the gold knows a range, whether the record has the same
  nested      attributions in the content of others: a pair is right when both contents and both sources are found
              (Jaccard of at least one half) and the inner one is nested in the outer one
  stances     how one country's voice stands to another: for, neither, against; a country on which no statement of that
              voice has a stance counts as neither
"""

import argparse
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from legation import pipeline
from legation.knowledge import Knowledge
from legation.knowledge import load as load_knowledge
from legation.read.plain import document
from legation.records import Actor, Prediction, Statement
from resolution import interval, rows

FOLDER = Path(__file__).parent / "statements"
HALF = 0.5
# The files of each half; a second set of rows for development came when the first no longer showed errors.
HALVES = {"dev": ("dev", "dev2", "dev3"), "heldout": ("heldout", "heldout2")}
# What may be asked for by itself; "dev4" to "dev10" are in no floor. "dev" is all that the floors count.
FILES = ("dev2", "dev3", "dev4", "dev5", "dev6", "dev7", "dev8", "dev9", "dev10")
# A stance weaker than this is none.
SIGN = 0.1
NAMES = {-1: "against", 0: "neither", 1: "for"}

Coder = pipeline.Coder
Places = set[int]


@dataclass
class Tally:
    """Right ones, those coded, those in the gold; what went wrong."""

    right: int = 0
    coded: int = 0
    gold: int = 0
    ranged: int = 0
    in_range: int = 0
    lines: list[str] = field(default_factory=list)

    @property
    def precision(self) -> float:
        """The share of coded ones that are right."""
        return self.right / self.coded if self.coded else 1.0

    @property
    def recall(self) -> float:
        """The share of the gold that was found."""
        return self.right / self.gold if self.gold else 1.0

    @property
    def f1(self) -> float:
        """The harmonic mean of both."""
        return 2 * self.right / max(1, self.coded + self.gold)


def gold(name: str, half: str) -> Iterator[dict[str, Any]]:
    """The rows of a set in a half, or in one file of it ("dev2")."""
    for file in HALVES.get(half, (half,)):
        path = FOLDER / f"{name}-{file}.jsonl"
        if path.exists():
            yield from rows(path)


def places(text: str, spans: Iterable[tuple[int, int]]) -> Places:
    """The letters and digits in the stretches, by their place."""
    return {i for start, end in spans for i in range(start, end) if text[i].isalnum()}


def alike(one: Places, other: Places) -> bool:
    """True when at least half of all places is common to both; nothing is like nothing."""
    return not (one or other) or len(one & other) >= HALF * len(one | other)


def forecasts(code: Coder, half: str) -> Tally:
    """Claims about the future."""
    tally = Tally()
    for row in gold("forecasts", half):
        text = row["text"]
        made = [r for r in code(document(text, published=row["date"])) if isinstance(r, Prediction)]
        left = list(made)
        for told in row["forecasts"]:
            at = text.index(told["claim"])
            wanted = places(text, [(at, at + len(told["claim"]))])
            hit = next((r for r in left if alike(wanted, places(text, [(r.claim.start, r.claim.end)]))), None)
            tally.gold += 1
            if hit is None:
                tally.lines.append(
                    f"{row['id']} missed: {told['claim']}   in: {text}\n     found {[r.claim.text for r in made]}"
                )
                continue
            left.remove(hit)
            tally.right += 1
            if told["low"] is not None:
                tally.ranged += 1
                found = None if hit.certainty is None else (hit.certainty.low, hit.certainty.high)
                tally.in_range += found == (told["low"], told["high"])
                if found != (told["low"], told["high"]):
                    tally.lines.append(
                        f"{row['id']} range {hit.certainty}, gold {told['words']} {told['low']}-{told['high']}: {text}"
                    )
        tally.coded += len(made)
        tally.lines.extend(
            f"{row['id']} ({row['kind']}) wrong: {r.claim.text}   why {r.why}   in: {text}" for r in left
        )
    return tally


def nested(code: Coder, half: str) -> Tally:
    """Attributions inside others."""
    tally = Tally()
    for row in gold("nested", half):
        text = row["text"]
        made = [r for r in code(document(text)) if isinstance(r, Statement)]
        for outer, inner in _pairs(row["attributions"]):
            tally.gold += 1
            above = [r for r in made if _same(text, outer, r, made)]
            below = [r for r in made if _same(text, inner, r, made)]
            within = any(_holds(made, a, b) for a in above for b in below)
            tally.right += within
            if not within:
                tally.lines.append(
                    f"{row['id']} outer {bool(above)} inner {bool(below)} {text[slice(*inner['cue'][0])]!r} in: {text}"
                )
        tally.coded = tally.gold
    return tally


def _pairs(gold: Sequence[Mapping[str, Any]]) -> Iterator[tuple[Mapping[str, Any], Mapping[str, Any]]]:
    """Each attribution with the innermost one whose content holds its cue; silences are no statements."""
    for inner in gold:
        holding = [o for o in gold if o is not inner and any(s <= inner["cue"][0][0] < e for s, e in o["content"])]
        if holding and inner["act"] != "silence":
            outer = min(holding, key=lambda o: sum(e - s for s, e in o["content"]))
            if outer["act"] != "silence":
                yield outer, inner


def _same(text: str, gold: Mapping[str, Any], record: Statement, made: Sequence[Statement]) -> bool:
    content = places(text, [(s.start, s.end) for s in record.content])
    return alike(places(text, gold["content"]), content) and any(
        alike(places(text, gold["source"]), source) for source in _sources(text, record, made)
    )


def _sources(text: str, record: Statement, made: Sequence[Statement]) -> Iterator[Places]:
    """The words of the source: its own, and those of all who say it together ("Rome and Paris agreed": two records)."""
    yield places(text, _spans(record, "source"))
    choir = [r for r in made if (r.content, _spans(r, "cue")) == (record.content, _spans(record, "cue"))]
    yield places(text, [span for r in choir for span in _spans(r, "source")])


def _spans(record: Statement, role: str) -> list[tuple[int, int]]:
    return [(e.start, e.end) for e in record.evidence if e.role == role]


def _holds(made: Sequence[Statement], outer: Statement, inner: Statement) -> bool:
    """True when the inner statement is nested in the outer one, at whatever depth."""
    by_id, at = {r.id: r for r in made}, inner.nested_in
    while at is not None:
        if at == outer.id:
            return True
        at = by_id[at].nested_in if at in by_id else None
    return False


class Countries:
    """Says whose voice an actor is."""

    def __init__(self, knowledge: Knowledge) -> None:
        """Know the countries of listed actors from the tables."""
        self._known = knowledge.known

    def of(self, key: str, actors: Mapping[str, Actor]) -> str | None:
        """The country of an actor of the text or the tables."""
        actor = actors.get(key)
        return actor.country if actor is not None else getattr(self._known.get(key), "country", None)


def stances(code: Coder, half: str, countries: Countries) -> dict[tuple[int, int], int]:
    """How often each gold stance was coded as which, and what went wrong."""
    found: dict[tuple[int, int], int] = {}
    for row in gold("stances", half):
        value = stance(code(document(row["text"], published=row["date"])), row, countries)
        found[row["value"], value] = found.get((row["value"], value), 0) + 1
    return found


def stance(records: Sequence[Any], row: Mapping[str, Any], countries: Countries) -> int:
    """The strongest stance of the speaking country's voices towards the target."""
    actors = {r.id: r for r in records if isinstance(r, Actor)}
    told = [
        s.value
        for r in records
        if isinstance(r, Statement) and r.speaker.country == row["speaker"]
        for s in r.stance
        if countries.of(s.target, actors) == row["target"]
    ]
    value = max(told, key=abs, default=0.0)
    return 0 if abs(value) < SIGN else 1 if value > 0 else -1


def macro(found: Mapping[tuple[int, int], int]) -> float:
    """The mean F1 of the three stances."""
    scores = []
    for name in NAMES:
        hits = found.get((name, name), 0)
        total = sum(n * ((gold == name) + (coded == name)) for (gold, coded), n in found.items())
        scores.append(2 * hits / total if total else 0.0)
    return sum(scores) / len(scores)


def measured(knowledge: Knowledge, code: Coder) -> dict[str, dict[str, float]]:
    """The figures for the gate."""
    found = {}
    for suffix, half in (("", "dev"), (", held out", "heldout")):
        told, inner = forecasts(code, half), nested(code, half)
        found[f"forecasts{suffix}"] = {
            "precision": round(told.precision, 3),
            "recall": round(told.recall, 3),
            "range": round(told.in_range / max(1, told.ranged), 3),
        }
        found[f"nested{suffix}"] = {"both": round(inner.recall, 3)}
        found[f"stances{suffix}"] = {"macro-F1": round(macro(stances(code, half, Countries(knowledge))), 3)}
    return found


def main() -> None:
    """Print the figures."""
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    asked.add_argument("--held-out", action="store_true", help="the held-out halves; never with -v")
    asked.add_argument("--file", choices=FILES, help="one file for development, also one that no floor counts")
    asked.add_argument("--only", choices=["forecasts", "nested", "stances"])
    asked.add_argument("-v", "--verbose", action="store_true", help="show what was missed and what is wrong")
    options = asked.parse_args()
    half, knowledge = "heldout" if options.held_out else options.file or "dev", load_knowledge()
    code = pipeline.load()
    wanted = [options.only] if options.only else ["forecasts", "nested", "stances"]
    for name, run in (("forecasts", forecasts), ("nested", nested)):
        if name not in wanted:
            continue
        tally = run(code, half)
        if options.verbose and not options.held_out:
            print("\n".join(tally.lines))
        low, high = interval(tally.right, tally.gold)
        print(
            f"{name}: precision {tally.precision:.3f}, recall {tally.right}/{tally.gold} = {tally.recall:.3f} "
            f"[{low:.3f}-{high:.3f}], F1 {tally.f1:.3f}"
        )
        if tally.ranged:
            print(f"  range right {tally.in_range}/{tally.ranged} = {tally.in_range / tally.ranged:.3f}")
    if "stances" in wanted:
        found = stances(code, half, Countries(knowledge))
        print(
            f"stances: macro-F1 {macro(found):.3f}; "
            + ", ".join(f"{NAMES[g]} as {NAMES[c]} {n}" for (g, c), n in sorted(found.items()))
        )


if __name__ == "__main__":
    main()
