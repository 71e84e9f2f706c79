"""Write the statements or silences that Legation finds in a set of articles, in the form of attribution corpora.

usage: python bench/attribution.py statements|silences ARTICLES.jsonl OUT.jsonl

ARTICLES has one JSON object a line with `id` and `text` (and `date`, when known). OUT has, for each, the outermost
statements as source, cue and content spans, or the silences as cue, source and kind. Corpora of this kind count the
word "that" before a clause as content; our records leave it out, so it is put back here.
"""

import argparse
import json
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any

from legation.knowledge import load as load_knowledge
from legation.listener import OnnxAttribution
from legation.models import SpacyParser
from legation.pipeline import Coder, coder, standard
from legation.records import Document, Evidence, Silence, Statement
from legation.step import Step

# The kinds of silence as such corpora name them.
_KINDS = {
    "no-response": "no_response",
    "declined": "declined",
    "unreachable": "unreachable",
    "refrained": "not_said",
    "withheld": "not_said",
    "absence": "not_said",
}
_THAT = "that "

Row = dict[str, Any]


def main() -> None:
    """Read the arguments, code the articles, write the predictions."""
    parser = argparse.ArgumentParser(description="Write attributions for a scorer of attribution corpora.")
    parser.add_argument("what", choices=["statements", "silences"])
    parser.add_argument("articles", type=Path)
    parser.add_argument("out", type=Path)
    arguments = parser.parse_args()
    rows: Callable[[Document, Coder], Row] = _statements if arguments.what == "statements" else _silences
    code = coder(_steps())
    with arguments.out.open("w", encoding="utf-8") as out:
        for name, document in _documents(arguments.articles):
            out.write(json.dumps({"id": name, **rows(document, code)}) + "\n")


def _steps() -> tuple[Step, ...]:
    """The standard steps as far as statements and silences need them."""
    steps = standard(SpacyParser(), load_knowledge(), None, OnnxAttribution())
    last = max(i for i, step in enumerate(steps) if step.gives & {Statement, Silence} and not step.replaces)
    return steps[: last + 1]


def _documents(path: Path) -> Iterator[tuple[str, Document]]:
    for line in path.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        yield row["id"], Document(text=row["text"], published=row.get("date"))


def _statements(document: Document, code: Coder) -> Row:
    records = [r for r in code(document) if isinstance(r, Statement) and r.nested_in is None]
    joined: dict[tuple[object, ...], Row] = {}
    for record in records:
        cue, content = _spans(record.evidence, "cue"), _spans(record.evidence, "content")
        key = (tuple(map(tuple, cue)), tuple(map(tuple, content)))
        row = joined.setdefault(key, {"source": [], "cue": cue, "content": _with_that(document.text, content)})
        # Speakers who say a thing together are one source there.
        row["source"] = _hull([*row["source"], *_spans(record.evidence, "source")])
    return {"attributions": list(joined.values())}


def _silences(document: Document, code: Coder) -> Row:
    found = []
    for record in code(document):
        if isinstance(record, Silence):
            [cue] = _spans(record.evidence, "cue")
            source = _spans(record.evidence, "source")
            found.append({"cue": cue, "source": source, "kind": _KINDS[record.kind]})
    return {"silences": found}


def _spans(evidence: Iterable[Evidence], role: str) -> list[list[int]]:
    return [[e.start, e.end] for e in evidence if e.role == role]


def _hull(spans: list[list[int]]) -> list[list[int]]:
    return [[min(s for s, _ in spans), max(e for _, e in spans)]] if spans else []


def _with_that(text: str, content: list[list[int]]) -> list[list[int]]:
    start, end = content[0]
    if text[max(0, start - len(_THAT)) : start].lower() == _THAT:
        start -= len(_THAT)
    return [[start, end], *content[1:]]


if __name__ == "__main__":
    main()
