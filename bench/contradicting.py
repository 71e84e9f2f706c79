"""Score contradictions against small cases: two or three short articles each, one contradiction or a look-alike.

usage: python bench/contradicting.py [--half first|second] [--further] [--coded FILE] [--errors] [--program]

The cases lie in `contradictions/*.txt`, one file a kind of claim. Words marked `[[a: ...]]` and `[[b: ...]]` can't both
hold; a case without marks only looks like that. All cases are linked together, as in one store. What is made is right
if its claims stand on both marked sides of one case and on no other case; a case is found if something right is made of
it. Odd cases are the first half, read while rules are made; even ones the second, of which only totals are read.
`--further` scores the cases in `contradictions/further/` instead: other phrasings, written before anything was made of
them, two in three of them odd.
Without `--program` the articles lack what reading finds in their first line: the dateline, by which
"the government" is a state's.
"""

import argparse
import json
import os
import pickle
import re
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from legation.link import linked
from legation.records import AnyRecord, Contradiction, Document
from situations.corpus import CorpusError, Mark, unmarked

HERE = Path(__file__).parent / "contradictions"
FURTHER = HERE / "further"
CASE = re.compile(r"^=== (\w+-\d+)\s*$", re.MULTILINE)
ARTICLE = re.compile(r"^--- (.+ \(sample\)) \| (\d{4}-\d\d-\d\d)\s*$", re.MULTILINE)
HALVES = {"first": 1, "second": 0}


@dataclass(frozen=True, slots=True, kw_only=True)
class Article:
    """One short article with the words that are marked."""

    id: str
    case: str
    publisher: str
    published: str
    text: str
    marks: tuple[Mark, ...]

    def document(self) -> Document:
        """What the program reads."""
        return Document(
            source_id=self.id, publisher=self.publisher, published=self.published, text=self.text, source_format="jsonl"
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Made:
    """A contradiction as the program made it: the places of its claims, each with its article's `source_id`."""

    claims: tuple[tuple[str, int, int], ...]
    why: str


def load(half: str | None = None, folder: Path = HERE) -> list[Article]:
    """The articles of all cases, or of one half of them."""
    found = [article for path in sorted(folder.glob("*.txt")) for article in _articles(path)]
    return [a for a in found if half is None or int(a.case.rpartition("-")[2]) % 2 == HALVES[half]]


def _articles(path: Path) -> Iterator[Article]:
    pieces = CASE.split(path.read_text(encoding="utf-8"))
    for case, body in zip(pieces[1::2], pieces[2::2], strict=True):
        parts = ARTICLE.split(body)
        if len(parts) < 7 or parts[0].strip():
            raise CorpusError(f"{path.name}, {case}: two articles or more are expected")
        for number, told in enumerate(zip(parts[1::3], parts[2::3], parts[3::3], strict=True)):
            text, marks = unmarked(told[2].strip(), f"{path.name}, {case}")
            yield Article(
                id=f"{case}{'xyz'[number]}", case=case, publisher=told[0], published=told[1], text=text, marks=marks
            )


def wanted(articles: Iterable[Article]) -> set[str]:
    """The cases with a contradiction."""
    return {a.case for a in articles if a.marks}


def in_process(articles: Sequence[Article], cache: Path | None) -> list[Made]:
    """Read and link all articles in this process; the records are kept in a file where one is named."""
    have: dict[str, tuple[AnyRecord, ...]] = pickle.loads(cache.read_bytes()) if cache and cache.exists() else {}
    coder: Callable[..., Any] | None = None
    records: list[AnyRecord] = []
    names: dict[str, str] = {}
    for article in articles:
        document = article.document()
        names[document.id] = article.id
        if document.id not in have:
            coder = coder or _loaded()
            have[document.id] = coder(document)
        records += have[document.id]
    if cache:
        cache.write_bytes(pickle.dumps(have))
    return [
        Made(claims=tuple((names[c.document], c.says.start, c.says.end) for c in each.claims), why=each.why[0])
        for each in linked(records)
        if isinstance(each, Contradiction)
    ]


def _loaded() -> Callable[..., Any]:
    from legation import pipeline

    return pipeline.load()


def by_program(articles: Sequence[Article]) -> list[Made]:
    """Add all articles to a new store with the commands that a user types, and ask for its contradictions."""
    names = {article.document().id: article.id for article in articles}
    with tempfile.TemporaryDirectory() as folder:
        source, store = Path(folder) / "cases.jsonl", str(Path(folder) / "cases.db")
        rows = ({"id": a.id, "publisher": a.publisher, "date": a.published, "text": a.text} for a in articles)
        source.write_text("\n".join(map(json.dumps, rows)), encoding="utf-8")
        run = [sys.executable, "-m", "legation"]
        subprocess.run([*run, "add", str(source), "--db", store], check=True, capture_output=True)
        show = [*run, "show", "contradictions", "--json", "--limit", "10000", "--db", store]
        told = json.loads(subprocess.run(show, check=True, capture_output=True, text=True).stdout)
    return [
        Made(
            claims=tuple((names[c["document"]], c["says"]["start"], c["says"]["end"]) for c in each["claims"]),
            why=each["why"][0],
        )
        for each in told
    ]


def hit(made: Made, articles: dict[str, Article]) -> str | None:
    """The case on both sides of which the claims stand, if they stand on no other one."""
    cases = {articles[name].case for name, _, _ in made.claims}
    sides = {
        mark.tag
        for name, start, end in made.claims
        for mark in articles[name].marks
        if start < mark.end and mark.start < end
    }
    return next(iter(cases)) if len(cases) == 1 and {"a", "b"} <= sides else None


def report(articles: Sequence[Article], made: Sequence[Made]) -> Iterator[str]:
    """A line for each kind, and one for all."""
    by_id = {a.id: a for a in articles}
    right, found, all_made = Counter[str](), Counter[str](), Counter[str]()
    gold = wanted(articles)
    want = Counter(case.partition("-")[0] for case in gold)
    for each in made:
        all_made[by_id[each.claims[0][0]].case.partition("-")[0]] += 1
    hits = [case for each in made if (case := hit(each, by_id))]
    right.update(case.partition("-")[0] for case in hits)
    found.update(case.partition("-")[0] for case in set(hits))
    for kind in sorted(want):
        yield _line(kind, right[kind], all_made[kind], found[kind], want[kind])
    yield _line("all", right.total(), all_made.total(), found.total(), want.total())


def _line(name: str, right: int, made: int, found: int, want: int) -> str:
    share = f"{right / made:.3f}" if made else "  -  "
    return f"{name:<12} right {share} ({right} of {made})   found {found / want:.3f} ({found} of {want})"


def errors(articles: Sequence[Article], made: Sequence[Made]) -> Iterator[str]:
    """What is missed, and what is made wrongly, with the words."""
    by_id = {a.id: a for a in articles}
    hits = {case for each in made if (case := hit(each, by_id))}
    for case in sorted(wanted(articles) - hits):
        yield f"MISSED {case}"
        yield from (f"    {a.text}" for a in articles if a.case == case)
    for each in made:
        if not hit(each, by_id):
            yield f"FALSE {each.why}"
            yield from (f"    {name}: {by_id[name].text[start:end]}" for name, start, end in each.claims)


def main(arguments: Sequence[str] | None = None) -> int:
    """Score the cases."""
    os.environ["LEGATION_KNOWLEDGE"] = ""
    parser = argparse.ArgumentParser(description="Score contradictions against small labelled cases.")
    parser.add_argument("--half", choices=tuple(HALVES))
    parser.add_argument("--further", action="store_true", help="score the further cases")
    parser.add_argument("--coded", type=Path, help="keep the coded records in this file")
    parser.add_argument("--errors", action="store_true", help="show what is missed and what is wrong (first half)")
    parser.add_argument("--program", action="store_true", help="run the program's commands instead of its parts")
    chosen = parser.parse_args(arguments)
    if chosen.errors and chosen.half != "first":
        parser.error("--errors shows the first half alone: name it with --half first")
    articles = load(chosen.half, FURTHER if chosen.further else HERE)
    made = by_program(articles) if chosen.program else in_process(articles, chosen.coded)
    print("\n".join(report(articles, made)))
    if chosen.errors:
        print("\n".join(errors(articles, made)))
    return 0


if __name__ == "__main__":
    sys.exit(main())
