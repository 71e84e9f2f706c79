"""Score what `legation read --format jsonl` found against the gold readings.

usage: python bench/score.py PRED.jsonl [--article NAME …] [--errors] [--json]
       python bench/score.py check
"""

import argparse
import json
import math
import sys
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

from checking import problems
from legation.errors import LegationError, SourceError
from matching import Document, Record, agreements, matches
from readings import BENCH, GOLD, KINDS, Fact, Gold, article_text, load_gold, ranges_of

_Z = 1.96  # two-sided 95 %


@dataclass(slots=True)
class Tally:
    """Counts of one record kind: facts and those found; records and those right. Optional ones are in neither."""

    gold: int = 0
    found: int = 0
    records: int = 0
    right: int = 0
    agree: dict[str, list[int]] = field(default_factory=dict)

    def add(self, other: "Tally") -> None:
        """Add the counts of another article."""
        self.gold += other.gold
        self.found += other.found
        self.records += other.records
        self.right += other.right
        for name, (yes, of) in other.agree.items():
            mine = self.agree.setdefault(name, [0, 0])
            mine[0] += yes
            mine[1] += of

    def as_dict(self) -> dict[str, Any]:
        """The counts with their shares and intervals, ready for JSON."""
        precision, recall = share(self.right, self.records), share(self.found, self.gold)
        return {
            "gold": self.gold,
            "found": self.found,
            "records": self.records,
            "right": self.right,
            "precision": precision,
            "precision_interval": wilson(self.right, self.records),
            "recall": recall,
            "recall_interval": wilson(self.found, self.gold),
            "f1": f1(precision, recall),
            "agree": {name: {"yes": yes, "of": of} for name, (yes, of) in self.agree.items()},
        }


@dataclass(frozen=True, slots=True, kw_only=True)
class Scored:
    """The score of one article: counts by kind ("event (lenient)" too), facts missed and records that are wrong."""

    article: str
    tallies: Mapping[str, Tally]
    missed: tuple[tuple[str, Fact], ...]
    wrong: tuple[tuple[str, Record], ...]


def share(part: int, whole: int) -> float | None:
    """The share, or None of nothing."""
    return part / whole if whole else None


def f1(precision: float | None, recall: float | None) -> float | None:
    """The harmonic mean, or None where either is unknown."""
    if precision is None or recall is None:
        return None
    return 2 * precision * recall / (precision + recall) if precision + recall else 0.0


# Acts of mind and appeals: the readings list speech, so that such a statement counts only where one lists it.
ATTITUDES = frozenset({"urge", "intend", "hope", "fear", "support", "agree", "reject"})


def wilson(part: int, whole: int) -> tuple[float, float] | None:
    """The 95 % interval of Wilson for a share."""
    if not whole:
        return None
    p, z = part / whole, _Z
    middle = (p + z * z / (2 * whole)) / (1 + z * z / whole)
    half = z * math.sqrt(p * (1 - p) / whole + z * z / (4 * whole * whole)) / (1 + z * z / whole)
    return max(0.0, middle - half), min(1.0, middle + half)


def score_article(document: Document) -> Scored:
    """Score the records of one document against its gold reading."""
    tallies: dict[str, Tally] = {}
    missed: list[tuple[str, Fact]] = []
    wrong: list[tuple[str, Record]] = []
    for kind in KINDS:
        tallies[kind], gone, bad = _score(document, kind, lenient=False)
        missed += [(kind, fact) for fact in gone]
        wrong += [(kind, record) for record in bad]
        if kind == "event":
            tallies["event (lenient)"] = _score(document, kind, lenient=True)[0]
    return Scored(article=document.gold.article, tallies=tallies, missed=tuple(missed), wrong=tuple(wrong))


def _score(document: Document, kind: str, *, lenient: bool) -> tuple[Tally, list[Fact], list[Record]]:
    facts, records = document.gold.facts[kind], document.of(kind)
    tally, missed = Tally(), []
    good: set[int] = set()
    spared: set[int] = set()
    for fact in facts:
        hits = [i for i, record in enumerate(records) if matches(fact, record, document, lenient=lenient)]
        (spared if fact.optional else good).update(hits)
        if fact.optional:
            continue
        tally.gold += 1
        tally.found += bool(hits)
        if not hits:
            missed.append(fact)
        _note(tally, [agreements(fact, records[i]) for i in hits])
    spared.update(i for i, record in enumerate(records) if record.get("act") in ATTITUDES)
    wrong = [record for i, record in enumerate(records) if i not in good | spared]
    tally.right, tally.records = len(good), len(good) + len(wrong)
    return tally, missed, wrong


def _note(tally: Tally, found: Sequence[Mapping[str, bool]]) -> None:
    for name in {name for row in found for name in row}:
        counts = tally.agree.setdefault(name, [0, 0])
        counts[0] += any(row.get(name) for row in found)
        counts[1] += 1


def total(scores: Iterable[Scored]) -> dict[str, Tally]:
    """Add the counts of several articles."""
    whole: dict[str, Tally] = {}
    for scored in scores:
        for kind, tally in scored.tallies.items():
            whole.setdefault(kind, Tally()).add(tally)
    return whole


def read_predictions(path: Path) -> dict[str, tuple[str, list[Record]]]:
    """Read predicted records: by the sha256 of each document its text and its records."""
    try:
        lines = path.read_text(encoding="utf-8").split("\n")
    except (OSError, UnicodeDecodeError) as exc:
        raise SourceError(str(path), f"can't be read: {exc}") from exc
    rows: list[Record] = []
    for number, line in enumerate(lines, start=1):
        if line.strip():
            try:
                rows.append(json.loads(line))
            except json.JSONDecodeError as exc:
                raise SourceError(str(path), f"not JSON: {exc.msg}", line=number) from exc
    by_document: dict[str, list[Record]] = {}
    for row in rows:
        by_document.setdefault(row.get("document", ""), []).append(row)
    return {row["sha256"]: (row["text"], by_document.get(row["id"], [])) for row in rows if row["record"] == "document"}


def score_all(
    golds: Iterable[Gold], predicted: Mapping[str, tuple[str, list[Record]]]
) -> tuple[list[Scored], dict[str, str]]:
    """Score each article that was read; say of the others why they could not be scored."""
    codes = yaml.safe_load((BENCH / "codes.yaml").read_text(encoding="utf-8"))
    scores, left_out = [], {}
    for gold in golds:
        if gold.sha256 in predicted:
            text, records = predicted[gold.sha256]
            scores.append(score_article(Document(gold, text, records, codes)))
        else:
            left_out[gold.article] = "not here" if article_text(gold) is None else "not among the predictions"
    return scores, left_out


def table(name: str, tallies: Mapping[str, Tally]) -> str:
    """The counts as a table for the eye."""
    lines = [
        f"{name}",
        f"  {'kind':<16}{'gold':>5}{'found':>6}{'recs':>6}{'right':>6}   precision          recall             F1",
    ]
    for kind, tally in tallies.items():
        values = tally.as_dict()
        shares = "  ".join(_share(values[key], values[f"{key}_interval"]) for key in ("precision", "recall"))
        mean = "  —" if values["f1"] is None else f"{values['f1']:.2f}"
        agree = "  ".join(f"{key} {yes}/{of}" for key, (yes, of) in sorted(tally.agree.items()))
        counts = f"{tally.gold:>5}{tally.found:>6}{tally.records:>6}{tally.right:>6}"
        lines.append(f"  {kind:<16}{counts}   {shares}  {mean}   {agree}".rstrip())
    return "\n".join(lines)


def _share(value: float | None, interval: tuple[float, float] | None) -> str:
    if value is None or interval is None:
        return f"{'—':<17}"
    return f"{value:.2f} [{interval[0]:.2f}–{interval[1]:.2f}]"


def errors(scored: Scored) -> str:
    """What was missed and what is wrong, with offsets."""
    lines = []
    for kind, fact in scored.missed:
        places = ", ".join(f"{start}–{end}" for _, (start, end) in list(ranges_of(fact))[:3])
        lines.append(f"  missed {kind}: {fact.says} [{places}]")
    lines += [f"  wrong {kind}: {_readable(kind, record)}" for kind, record in scored.wrong]
    return "\n".join(lines)


_SHOWN: Mapping[str, tuple[str, ...]] = {
    "actor": ("id", "kind", "country", "resolved"),
    "event": ("type", "actor", "recipient", "status"),
    "pressure": ("pressers", "intermediary", "targets"),
    "statement": ("act", "quotation"),
    "silence": ("actor", "kind"),
    "tie": ("actors", "kind", "sign"),
    "prediction": ("holder",),
}


def _readable(kind: str, record: Record) -> str:
    said = [f"{name}={record.get(name)}" for name in _SHOWN[kind]]
    if kind == "statement":
        said.append(f"speaker={record['speaker'].get('actor')} ({record['speaker'].get('as_written')!r})")
    rows = [record["claim"]] if kind == "prediction" else record.get("content") or record.get("evidence") or []
    said += [f"{row['text'][:60]!r} {row['start']}–{row['end']}" for row in rows[:2]]
    return " ".join(said)


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the scorer or the check of the gold."""
    parser = argparse.ArgumentParser(description="Score predicted records against the gold readings.")
    parser.add_argument("predictions", help="output of `legation read --format jsonl`, or the word: check")
    parser.add_argument("--article", action="append", default=[], help="only this article (may be repeated)")
    parser.add_argument("--gold", type=Path, default=GOLD, help="folder of gold readings")
    parser.add_argument("--errors", action="store_true", help="list missed facts and wrong records")
    parser.add_argument("--json", action="store_true", help="print JSON")
    chosen = parser.parse_args(arguments)
    try:
        golds = [gold for gold in load_gold(chosen.gold) if not chosen.article or gold.article in chosen.article]
        if chosen.predictions == "check":
            return _check(golds)
        scores, left_out = score_all(golds, read_predictions(Path(chosen.predictions)))
    except LegationError as exc:
        print(exc, file=sys.stderr)
        return 2
    print(_json(scores, left_out) if chosen.json else _report(scores, left_out, with_errors=chosen.errors))
    return 0


def _check(golds: Iterable[Gold]) -> int:
    bad = 0
    for gold in golds:
        text = article_text(gold)
        found = problems(gold, text)
        bad += len(found)
        state = "not here: only its codes were checked" if text is None else "checked"
        print("\n  ".join([f"{gold.article}: {state}, {len(found)} problems", *found]))
    return 1 if bad else 0


def _report(scores: Sequence[Scored], left_out: Mapping[str, str], *, with_errors: bool) -> str:
    parts = []
    for scored in scores:
        parts.append(table(scored.article, scored.tallies))
        if with_errors and (scored.missed or scored.wrong):
            parts.append(errors(scored))
    if len(scores) > 1:
        parts.append(table(f"all {len(scores)} articles", total(scores)))
    parts += [f"{article}: {why}" for article, why in left_out.items()]
    return "\n\n".join(parts)


def _json(scores: Sequence[Scored], left_out: Mapping[str, str]) -> str:
    def plain(tallies: Mapping[str, Tally]) -> dict[str, Any]:
        return {kind: tally.as_dict() for kind, tally in tallies.items()}

    articles = {scored.article: plain(scored.tallies) for scored in scores}
    report = {"articles": articles, "total": plain(total(scores)), "left_out": dict(left_out)}
    return json.dumps(report, ensure_ascii=False, indent=2)


if __name__ == "__main__":
    sys.exit(main())
