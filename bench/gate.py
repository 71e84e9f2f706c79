"""The quality gate: code gold articles, sentences and pairs, resolve gold mentions, and fail below a floor.

usage: python bench/gate.py            check against floors.json
       python bench/gate.py --pin      raise floors to what was measured (never lowers one)
       python bench/gate.py --pin --allow-regression   also lower them; say why in the changelog

A floor holds per record kind as precision and recall over a set of articles: "samples" (bundled, also used while
rules are written), "development" (these and articles that are not ours to ship: only where they are present), "held
out" (never looked at while rules are written). The gold's digest is pinned too: whoever changes a reading pins anew.
"""

import argparse
import hashlib
import json
import os
import sys
from collections.abc import Mapping, Sequence
from typing import Any

import calibration
import chains
import linking
import outlets
import pages
import resolution
import statements
import stories
import triples
from legation import pipeline
from legation.knowledge import load as load_knowledge
from legation.read import documents
from legation.records import Document as Article
from legation.records import as_dict
from readings import BENCH, GOLD, Gold, article_path, load_gold
from score import Scored, Tally, score_all, table, total

FLOORS = BENCH / "floors.json"
# How far below a floor a measured share may lie: the gate guards against breakage, not against one fact in two hundred.
MARGIN = 0.015
# No rule is ever developed on these articles: their figures are the honest ones.
HELD_OUT = "heldout-"


def coded(golds: Sequence[Gold]) -> tuple[Scored, ...]:
    """Code the articles of the gold readings that are here and score them."""
    wanted = {gold.sha256 for gold in golds}
    paths = sorted({str(path) for gold in golds if (path := article_path(gold)).is_file()})
    code = pipeline.load()
    found: dict[str, tuple[str, list[Any]]] = {}
    for article in documents(paths):
        if isinstance(article, Article) and article.sha256 in wanted:
            records = [as_dict(record) for record in code(article)]
            found[article.sha256] = (article.text, json.loads(json.dumps(records)))
    scores, _ = score_all(golds, found)
    return tuple(scores)


def gold_digest() -> str:
    """One digest over all gold readings."""
    parts = [path.name.encode() + path.read_bytes() for path in sorted(GOLD.glob("*.yaml"))]
    return hashlib.sha256(b"".join(parts)).hexdigest()[:16]


def shares(tallies: Mapping[str, Tally]) -> dict[str, dict[str, float]]:
    """Precision and recall per kind, rounded to three places; kinds without any fact or record are left out."""
    found: dict[str, dict[str, float]] = {}
    for kind, tally in tallies.items():
        row = tally.as_dict()
        found[kind] = {name: round(row[name], 3) for name in ("precision", "recall") if row[name] is not None}
    return found


def below(floors: Mapping[str, Mapping[str, float]], measured: Mapping[str, Mapping[str, float]]) -> list[str]:
    """What lies below its floor, in words."""
    return [
        f"{kind}: {name} {measured.get(kind, {}).get(name, 0.0):.3f} is below the floor of {floor:.3f}"
        for kind, row in floors.items()
        for name, floor in row.items()
        if measured.get(kind, {}).get(name, 0.0) < floor - MARGIN
    ]


def raised(
    old: Mapping[str, Mapping[str, float]], new: Mapping[str, Mapping[str, float]], *, regress: bool
) -> dict[str, dict[str, float]]:
    """New floors: the higher of old and new, or the new ones where lowering is allowed."""
    return {
        kind: {name: value if regress else max(value, old.get(kind, {}).get(name, 0.0)) for name, value in row.items()}
        for kind, row in new.items()
    }


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the gate."""
    os.environ["LEGATION_KNOWLEDGE"] = ""  # a user's own tables have no part in these figures
    parser = argparse.ArgumentParser(description="Fail when a measured share is below its floor.")
    parser.add_argument("--pin", action="store_true", help="raise the floors to what was measured")
    parser.add_argument("--allow-regression", action="store_true", help="with --pin: lower floors too")
    chosen = parser.parse_args(arguments)
    scores = coded(load_gold())
    held_out = [s for s in scores if s.article.startswith(HELD_OUT)]
    development = [s for s in scores if s not in held_out]
    samples = [s for s in development if s.article.startswith("sample-")]
    sets = {"samples": samples, "held out": held_out}
    if len(development) > len(samples):  # the shared articles are here too
        sets["development"] = development
    pinned = json.loads(FLOORS.read_text(encoding="utf-8")) if FLOORS.exists() else {}
    complaints = []
    for name, members in sets.items():
        tallies = total(members)
        measured = shares(tallies)
        print(table(f"{name}: {len(members)} articles", tallies), end="\n\n")
        complaints += [f"{name}: {line}" for line in below(pinned.get(name, {}), measured)]
        if chosen.pin:
            pinned[name] = raised(pinned.get(name, {}), measured, regress=chosen.allow_regression)
    knowledge = load_knowledge()
    resolved = {**resolution.measured(knowledge), **chains.measured(knowledge)}
    resolved |= {**triples.measured(knowledge), **stories.measured(knowledge), **calibration.measured()}
    code = pipeline.load()
    resolved |= statements.measured(knowledge, code)
    resolved |= linking.floors(code)
    resolved |= pages.measured()
    resolved |= outlets.measured()
    for name, found in resolved.items():
        print(f"{name}: " + ", ".join(f"{key} {value:.3f}" for key, value in found.items()))
    complaints += [f"resolution: {line}" for line in below(pinned.get("resolution", {}), resolved)]
    if chosen.pin:
        pinned["resolution"] = raised(pinned.get("resolution", {}), resolved, regress=chosen.allow_regression)
        pinned["gold"] = gold_digest()
        FLOORS.write_text(json.dumps(pinned, indent=1) + "\n", encoding="utf-8")
        return 0
    if pinned.get("gold") != gold_digest():
        complaints.append("the gold readings changed: look at the difference, then run with --pin")
    print("\n".join(complaints) or "the gate is open: nothing lies below its floor")
    return 1 if complaints else 0


if __name__ == "__main__":
    sys.exit(main())
