"""Score the positions that Legation reads from a labelled situation.

usage: python bench/positions.py NAME [--desk FILE] [--errors] [--fresh]

A mark of a position (p01 …) is found when a listed position of its actor on its issue has words that overlap it. A
listed statement is right when its words overlap a mark of its actor and issue. Sides are compared on what overlaps.
"""

import argparse
import sys
import tempfile
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import coded
from legation import desk, knowledge
from legation.link import positions, sides
from legation.link.reports import origins
from legation.records import Document
from legation.store.store import Store
from legation.view import desk_sources, position_sources
from situations import corpus


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """Words of an article in which an actor stands on a side of an issue, by the labels or as listed."""

    article: str
    actor: str
    issue: str
    side: str
    spans: tuple[tuple[int, int], ...]
    text: str
    why: str = ""

    def meets(self, other: "Words") -> bool:
        """Whether both are of one actor on one issue and share words."""
        same = (self.article, self.actor, self.issue) == (other.article, other.actor, other.issue)
        return same and any(a < d and c < b for a, b in self.spans for c, d in other.spans)


def gold(situation: corpus.Situation) -> Iterator[Words]:
    """The marks of positions."""
    for article in situation.articles:
        for mark in article.marks:
            if told := situation.registry["positions"].get(mark.tag):
                yield Words(
                    article=article.id,
                    actor=told["actor"],
                    issue=told["issue"],
                    side=told["side"],
                    spans=((mark.start, mark.end),),
                    text=article.text[mark.start : mark.end],
                )


def listed(situation: corpus.Situation, path: Path, *, fresh: bool = False) -> Iterator[Words]:
    """The positions that Legation lists, statement by statement, those in copies too."""
    tables = knowledge.load()
    watched = desk.load(path, tables)
    with tempfile.TemporaryDirectory() as folder, Store.open(Path(folder) / "bench.db") as store:
        for document, records in coded.coded(situation, fresh=fresh):
            store.add(document, records)
        speakers = desk_sources.speakers(store, [each.id for each in watched.actors], tables)
        found = position_sources.gathered(store, speakers, watched.issues, watched.issues, (None, None))
    documents = {each.id: each for each in found.records if isinstance(each, Document)}
    names = origins([coded.document(each) for each in situation.articles], coded.copies(situation))
    for each in positions.positions(found.heard, documents, names, sides.load()):
        for stand in each.stands:
            for said in (stand.statement, *stand.copies):
                yield Words(
                    article=str(documents[said.document].source_id),
                    actor=each.actor,
                    issue=each.issue,
                    side=each.side,
                    spans=tuple((span.start, span.end) for span in said.content),
                    text=" … ".join(span.text for span in said.content),
                    why="; ".join((said.act, *stand.judged.why)),
                )


def main(arguments: Sequence[str]) -> int:
    """Print recall, precision and the sides."""
    parser = argparse.ArgumentParser(description="Score positions on a labelled situation.")
    parser.add_argument("name")
    parser.add_argument("--desk", type=Path, help="another desk than the situation's own")
    parser.add_argument("--errors", action="store_true")
    parser.add_argument("--fresh", action="store_true")
    given = parser.parse_args(arguments)
    situation = corpus.load(given.name)
    marks = list(gold(situation))
    found = list(listed(situation, given.desk or corpus.HERE / given.name / "desk.toml", fresh=given.fresh))
    pairs = [(mark, each) for mark in marks for each in found if mark.meets(each)]
    hit = {id(mark) for mark, _ in pairs}
    right = {id(each) for _, each in pairs}
    stated = [each for each in found if each.side != "none stated"]
    judged = [(mark.side, each.side) for mark, each in pairs]
    told = [(a, b) for a, b in judged if b != "none stated"]
    print(f"marks {len(marks)}, found {len(hit)}: recall {len(hit) / len(marks):.2f}")
    print(f"listed {len(found)}, right {len(right)}: precision {len(right) / max(1, len(found)):.2f}")
    good = sum(id(each) in right for each in stated)
    print(f"listed with a side {len(stated)}, right {good}: precision {good / max(1, len(stated)):.2f}")
    same = sum(a == b for a, b in judged)
    unstated = len(judged) - len(told)
    print(f"sides of {len(judged)} pairs: {same} the same, {len(told) - same} another, {unstated} none stated")
    table: dict[tuple[str, str], int] = defaultdict(int)
    for pair in judged:
        table[pair] += 1
    for (a, b), number in sorted(table.items()):
        print(f"  gold {a:10} listed {b:12} {number}")
    if given.errors:
        _errors(marks, found, pairs)
    return 0


def _errors(marks: Sequence[Words], found: Sequence[Words], pairs: Sequence[tuple[Words, Words]]) -> None:
    hit, right = {id(mark) for mark, _ in pairs}, {id(each) for _, each in pairs}
    for title, which in (
        ("missed", [m for m in marks if id(m) not in hit]),
        ("not marked", [f for f in found if id(f) not in right]),
    ):
        print(f"\n{title}")
        for each in which:
            print(f"  {each.article} {each.actor} {each.issue} {each.side}: {each.text[:160]!r}  {each.why}")
    print("\nother side")
    for mark, each in pairs:
        if mark.side != each.side:
            head = f"  {each.article} {each.actor} {each.issue} {mark.side}, listed {each.side}"
            print(f"{head}: {each.text[:200]!r}  {each.why}")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
