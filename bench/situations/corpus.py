"""Labelled situations: the articles without their marks, and what the marks say.

usage: python bench/situations/corpus.py check NAME            say what is wrong with the labels
       python bench/situations/corpus.py articles NAME > F     the articles without marks, as JSONL for `legation add`
"""

import json
import re
import sys
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

HERE = Path(__file__).parent
KINDS = ("reprint", "shortened", "rewritten", "update")
FIELDS = ("publisher", "published", "title", "byline", "url", "copy")
HEAD = re.compile(r"^=== (\S+)\s*$", re.MULTILINE)
TAG = re.compile(r"(s\w+?end|q\w+?end|[dpsq][a-z]?\d+|c[a-z]?\d+[ab]|x)")
OTHER = "x"  # words within the mark of a happening that tell an act which is none of the list
OPEN = re.compile(r"\[\[([^:\[\]\s]+): ")


class CorpusError(Exception):
    """A file of a situation that can't be understood, with its place."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """Words of an article with a tag: `start` and `end` are offsets in the article's text without marks."""

    tag: str
    start: int
    end: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Article:
    """One article: its text without marks, its marks, and from which article it is made."""

    id: str
    publisher: str
    published: str
    title: str
    byline: str | None
    url: str | None
    text: str
    marks: tuple[Mark, ...]
    copy_of: str | None
    copy_kind: str | None

    def row(self) -> dict[str, str]:
        """The article as a row of JSONL, without what it lacks."""
        names = ("id", "publisher", "published", "title", "byline", "url", "text")
        found = {name: getattr(self, name) for name in names}
        found["date"] = found.pop("published")
        return {name: value for name, value in found.items() if value}


@dataclass(frozen=True, slots=True, kw_only=True)
class Situation:
    """The articles of a situation, the oldest first, and what each tag stands for."""

    name: str
    articles: tuple[Article, ...]
    registry: Mapping[str, Mapping[str, Any]]

    def origins(self) -> dict[str, str]:
        """The article from which each is made, through copies of copies."""
        parent = {a.id: a.copy_of for a in self.articles}
        found = {}
        for each in parent:
            first: str = each
            while above := parent.get(first):
                first = above
            found[each] = first
        return found


def load(name: str, folder: Path = HERE) -> Situation:
    """Read the situation `name`; raises CorpusError that names file and article."""
    home = folder / name
    articles = [a for path in sorted((home / "articles").glob("*.txt")) for a in _articles(path)]
    return Situation(
        name=name, articles=tuple(sorted(articles, key=lambda a: (a.published, a.id))), registry=_registry(home)
    )


def _registry(home: Path) -> dict[str, dict[str, Any]]:
    found: dict[str, dict[str, Any]] = {}
    for path in sorted([home / "situation.yaml", *home.glob("extra-*.yaml")]):
        told = yaml.safe_load(path.read_text(encoding="utf-8")) or {}
        for part in ("happenings", "contradictions", "positions", "silences", "predictions"):
            for key, value in (told.get(part) or {}).items():
                found.setdefault(part, {})[key] = value
    return found


def _articles(path: Path) -> Iterator[Article]:
    pieces = HEAD.split(path.read_text(encoding="utf-8"))
    for identity, body in zip(pieces[1::2], pieces[2::2], strict=True):
        where = f"{path.name}, {identity}"
        head, rule, marked = body.partition("\n---\n")
        if not rule:
            raise CorpusError(f"{where}: no line with --- after the fields")
        told = dict(_field(line, where) for line in head.strip().splitlines() if line.strip())
        if missing := [name for name in FIELDS[:3] if name not in told]:
            raise CorpusError(f"{where}: it lacks {', '.join(missing)}")
        text, marks = unmarked(marked.strip(), where)
        origin, _, kind = told.get("copy", "").partition(" ")
        if origin and kind.strip() not in KINDS:
            raise CorpusError(f"{where}: '{kind}' is no kind of copy; choose {', '.join(KINDS)}")
        yield Article(
            id=identity,
            publisher=told["publisher"],
            published=told["published"],
            title=told["title"],
            byline=told.get("byline"),
            url=told.get("url"),
            text=text,
            marks=marks,
            copy_of=origin or None,
            copy_kind=kind.strip() or None,
        )


def _field(line: str, where: str) -> tuple[str, str]:
    name, colon, value = line.partition(":")
    if not colon or name.strip() not in FIELDS:
        raise CorpusError(f"{where}: expected one of {', '.join(FIELDS)}, found '{line[:60]}'")
    return name.strip(), value.strip()


def unmarked(marked: str, where: str = "") -> tuple[str, tuple[Mark, ...]]:
    """Take the marks out of a text and tell where their words stand."""
    out: list[str] = []
    length, place = 0, 0
    open_marks: list[tuple[str, int]] = []
    found: list[Mark] = []
    while place < len(marked):
        if match := OPEN.match(marked, place):
            open_marks.append((match[1], length))
            place = match.end()
        elif marked.startswith("]]", place) and open_marks:
            tag, start = open_marks.pop()
            found.append(Mark(tag=tag, start=start, end=length))
            place += 2
        elif marked.startswith("\n\n", place) and open_marks:
            raise CorpusError(f"{where}: the mark '{open_marks[-1][0]}' is not closed in its paragraph")
        elif marked.startswith(("[[", "]]"), place):
            raise CorpusError(f"{where}: a stray bracket near '{marked[place : place + 40]}'")
        else:
            out.append(marked[place])
            length += 1
            place += 1
    if open_marks:
        raise CorpusError(f"{where}: the mark '{open_marks[-1][0]}' is not closed")
    return "".join(out), tuple(sorted(found, key=lambda m: (m.start, -m.end, m.tag)))


def complaints(situation: Situation) -> Iterator[str]:
    """Say what is wrong with the labels."""
    ids = [a.id for a in situation.articles]
    known = {tag for part in situation.registry.values() for tag in part}
    seen = set()
    for article in situation.articles:
        if ids.count(article.id) > 1:
            yield f"{article.id}: two articles have this id"
        if article.copy_of and article.copy_of not in ids:
            yield f"{article.id}: it is a copy of '{article.copy_of}', which is not there"
        if not article.publisher.endswith(" (sample)"):
            yield f"{article.id}: the publisher must end in ' (sample)'"
        seen |= {_base(mark.tag) for mark in article.marks if mark.tag != OTHER}
        yield from _of_marks(article, known)
        if article.copy_kind == "update" and article.copy_of:
            first = next((a for a in situation.articles if a.id == article.copy_of), None)
            if first and first.publisher != article.publisher:
                yield f"{article.id}: an update comes from the same outlet"
    for tag in sorted(known - seen):
        yield f"{tag}: nothing is marked with it"


def _base(tag: str) -> str:
    """What the registry explains: without the end of a silence or prediction, and without the side of a claim."""
    base = tag.removesuffix("end") if tag[0] in "sq" else tag
    return base[:-1] if base[0] == "c" else base


def _of_marks(article: Article, known: set[str]) -> Iterator[str]:
    happenings = [mark for mark in article.marks if mark.tag[0] == "d"]
    for mark in article.marks:
        words = article.text[mark.start : mark.end]
        if mark.tag == OTHER:
            if not any(each.start <= mark.start and mark.end <= each.end for each in happenings):
                yield f"{article.id}: '{words[:50]}' has '{OTHER}' outside of the mark of a happening"
        elif not TAG.fullmatch(mark.tag) or _base(mark.tag) not in known:
            yield f"{article.id}: unknown tag '{mark.tag}' at '{words[:50]}'"
        if not words.strip():
            yield f"{article.id}: the mark '{mark.tag}' holds no words"


def main(arguments: Sequence[str]) -> int:
    """Check or print."""
    command, name = arguments
    try:
        situation = load(name)
    except CorpusError as error:
        print(error)
        return 1
    if command == "articles":
        for article in situation.articles:
            print(json.dumps(article.row(), ensure_ascii=False))
        return 0
    found = list(complaints(situation))
    words = sum(len(a.text.split()) for a in situation.articles)
    copies = sum(a.copy_of is not None for a in situation.articles)
    marks = sum(len(a.marks) for a in situation.articles)
    print("\n".join(found))
    print(
        f"{len(situation.articles)} articles ({copies} copies), {words} words, {marks} marks, {len(found)} complaints"
    )
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
