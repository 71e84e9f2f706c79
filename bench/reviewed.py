"""Corrections as gold: what reviewers accepted, rejected and corrected, held against a new reading of the same texts.

usage: python bench/reviewed.py CORRECTIONS.jsonl ARTICLES… [--errors] [--json]

CORRECTIONS.jsonl is what `legation review export` writes. ARTICLES are a database of Legation, or files that
`legation read` takes. Only articles that somebody judged are read, found by the hash of their text.
"""

import argparse
import json
import sys
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from legation import corrections as rules
from legation import pipeline
from legation.errors import LegationError, SourceError
from legation.read import documents as read_documents
from legation.records import AnyRecord, Correction, Document
from legation.store.codec import to_json
from legation.store.store import Store
from legation.view.review_files import read as read_corrections

Code = Callable[[Document], tuple[AnyRecord, ...]]
# What can come of each verdict, the good first.
OUTCOMES: Mapping[str, tuple[str, ...]] = {
    "accept": ("whole", "in part", "lost"),
    "reject": ("gone", "made again"),
    "correct": ("right now", "still wrong", "wrong elsewhere", "lost"),
}
_SQLITE = b"SQLite format 3\0"


@dataclass(slots=True)
class Result:
    """What came of the verdicts on one kind of record, and a line for each that the new reading does not bear out."""

    counts: dict[str, Counter[str]] = field(default_factory=lambda: defaultdict(Counter))
    errors: list[str] = field(default_factory=list)

    def as_dict(self) -> dict[str, dict[str, int]]:
        """The counts of every outcome, those that did not come about among them."""
        return {verdict: {name: self.counts[verdict][name] for name in names} for verdict, names in OUTCOMES.items()}


def standing(corrections: Iterable[Correction]) -> list[Correction]:
    """Keep the last word on each record."""
    last: dict[tuple[str, str, str], Correction] = {}
    for each in sorted(corrections, key=lambda each: (each.on, each.id)):
        last[each.document, each.of, each.target] = each
    superseded = {each.supersedes for each in last.values()}
    return [each for each in last.values() if each.id not in superseded]


def articles(sources: Sequence[str], wanted: frozenset[str]) -> Iterator[Document]:
    """Yield the articles whose text was judged, each text once. Raises SourceError for what can't be read."""
    seen: set[str] = set()
    for document in _documents(sources):
        if document.sha256 in wanted and document.sha256 not in seen:
            seen.add(document.sha256)
            yield document


def outcome(correction: Correction, found: Sequence[Mapping[str, Any]]) -> tuple[str, tuple[str, ...]]:
    """Say what came of a verdict in a new reading of its text, and which fields are not as they should be."""
    now = rules.find(correction, found)
    if correction.verdict == "reject":
        return ("gone", ()) if now is None else ("made again", ())
    if now is None:
        return "lost", ()
    wrong = rules.differing(correction, now, whole=True)
    if correction.verdict == "accept":
        return ("in part", wrong) if wrong else ("whole", ())
    still = {each.field for each in correction.changes} & set(wrong)
    return ("still wrong" if still else "wrong elsewhere", wrong) if wrong else ("right now", ())


def measured(corrections: Sequence[Correction], documents: Iterable[Document], code: Code) -> dict[str, Result]:
    """Read the articles and hold the verdicts on their texts against what is found; by kind of record."""
    by_text: dict[str, list[Correction]] = defaultdict(list)
    for each in corrections:
        by_text[each.sha256].append(each)
    results: dict[str, Result] = defaultdict(Result)
    for document in documents:
        found: dict[str, list[dict[str, Any]]] = defaultdict(list)
        for record in code(document):
            found[record.record].append(json.loads(to_json(record)))
        for each in by_text.get(document.sha256, ()):
            what, wrong = outcome(each, found[each.of])
            results[each.of].counts[each.verdict][what] += 1
            if what != OUTCOMES[each.verdict][0]:
                results[each.of].errors.append(_error(each, what, wrong, document))
    return {kind: results[kind] for kind in rules.load().kinds if kind in results}


def table(results: Mapping[str, Result]) -> str:
    """Write the results as lines: for each kind and verdict how many, and how many of them came out well."""
    lines = [f"{'record':<11}{'verdict':<9}{'n':>4}  outcome"]
    for kind, result in results.items():
        for verdict, outcomes in result.as_dict().items():
            if n := sum(outcomes.values()):
                told = ", ".join(f"{count} {name}" for name, count in outcomes.items() if count)
                lines.append(f"{kind:<11}{verdict:<9}{n:>4}  {told}")
    return "\n".join(lines)


def _documents(sources: Sequence[str]) -> Iterator[Document]:
    files = [each for each in sources if not _is_database(each)]
    for each in sources:
        if each not in files:
            with Store.open(each, create=False) as store:
                yield from store.documents()
    for document in read_documents(files) if files else ():
        if isinstance(document, SourceError):
            raise document
        yield document


def _is_database(source: str) -> bool:
    path = Path(source)
    if not path.is_file():
        return False
    with closing(path.open("rb")) as file:
        return file.read(len(_SQLITE)) == _SQLITE


def _error(correction: Correction, what: str, wrong: Sequence[str], document: Document) -> str:
    said = next((e.text for e in correction.evidence if e.role in rules.load().saying), "")
    fields = f" in {', '.join(wrong)}" if wrong else ""
    name = document.source_id or document.id
    return f"{correction.of} {correction.target[:8]} “{' '.join(said.split())}” in {name}: {what}{fields}"


def main(arguments: Sequence[str] | None = None) -> int:
    """Read the corrections and the articles, and print what came of the verdicts."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("corrections")
    parser.add_argument("articles", nargs="+")
    parser.add_argument("--errors", action="store_true", help="list what the new reading does not bear out")
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args(arguments)
    try:
        corrections = standing(read_corrections(options.corrections))
        wanted = frozenset(each.sha256 for each in corrections)
        found = list(articles(options.articles, wanted))
        results = measured(corrections, found, pipeline.load())
    except LegationError as error:
        sys.stderr.write(f"{error}\n")
        return 2
    if options.json:
        print(json.dumps({kind: result.as_dict() for kind, result in results.items()}, indent=1))
    else:
        print(table(results))
    if options.errors:
        print("\n".join(line for result in results.values() for line in result.errors))
    if missing := len(wanted) - len(found):
        sys.stderr.write(f"{missing} of {len(wanted)} judged texts are not among the articles\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
