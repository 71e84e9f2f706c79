"""Pages: how much of an article's text is found in pages of many shapes, and how often what the page says about it.

usage: python bench/pages.py [--errors]

The pages and their gold are our own (`tests/read/pages`): twenty to develop on, and twenty held out, written before
anything was measured and never tuned on. Text counts as F1 over tokens (as multisets), averaged over pages; a date is
right when it is the gold's moment to the minute; all else when equal. `--errors` lists what is wrong in the former.
"""

import argparse
import json
import re
import sys
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from legation.errors import SourceError
from legation.read import html
from legation.records import Document

PAGES = Path(__file__).parent.parent / "tests" / "read" / "pages"
SETS = {"pages": "development.jsonl", "pages, held out": "heldout.jsonl"}
FIELDS = ("title", "publisher", "byline", "url", "language")
_TOKEN = re.compile(r"\w+|[^\w\s]")


@dataclass(frozen=True, slots=True)
class Page:
    """A page: its gold, and what was read (None when it was refused)."""

    gold: Mapping[str, str | None]
    read: Document | None


def load(name: str) -> tuple[Page, ...]:
    """Read the pages of a set."""
    lines = (PAGES / name).read_text(encoding="utf-8").splitlines()
    return tuple(_page(json.loads(line)) for line in lines)


def _page(gold: Mapping[str, str | None]) -> Page:
    data = (PAGES / f"{gold['page']}.html").read_bytes()
    try:
        return Page(gold, html.article(data, str(gold["page"])))
    except SourceError as error:
        print(error, file=sys.stderr)
        return Page(gold, None)


def f1(gold: str, found: str) -> float:
    """Token F1 of a text."""
    ours, theirs = Counter(_TOKEN.findall(found)), Counter(_TOKEN.findall(gold))
    both = (ours & theirs).total()
    return 2 * both / (ours.total() + theirs.total()) if both else 0.0


def same_moment(gold: str | None, found: str | None) -> bool:
    """Whether two dates are the same day, or the same minute with a zone."""
    if not gold or not found or ("T" in gold) != ("T" in found):
        return gold == found
    one, other = (datetime.fromisoformat(each) for each in (gold, found))
    return one.replace(second=0, microsecond=0) == other.replace(second=0, microsecond=0)


def measured() -> dict[str, dict[str, float]]:
    """The shares of both sets as the gate keeps them."""
    return {name: _shares(load(file)) for name, file in SETS.items()}


def _shares(pages: Sequence[Page]) -> dict[str, float]:
    shares = {
        "text F1": sum(f1(str(p.gold["text"]), p.read.text if p.read else "") for p in pages) / len(pages),
        "dates": _share(same_moment(p.gold["published"], p.read.published if p.read else None) for p in pages),
    }
    for field in FIELDS:
        shares[field] = _share(p.gold[field] == (getattr(p.read, field) if p.read else None) for p in pages)
    return {name: round(value, 3) for name, value in shares.items()}


def _share(right: Iterable[bool]) -> float:
    values = list(right)
    return sum(values) / len(values)


def errors(pages: Sequence[Page]) -> None:
    """Print what is wrong, page by page."""
    for page in pages:
        name, read = page.gold["page"], page.read
        if read is None:
            print(f"{name}: refused")
            continue
        if not same_moment(page.gold["published"], read.published):
            print(f"{name}: published {read.published}, not {page.gold['published']}")
        for field in FIELDS:
            if page.gold[field] != getattr(read, field):
                print(f"{name}: {field} {getattr(read, field)!r}, not {page.gold[field]!r}")
        if (score := f1(str(page.gold["text"]), read.text)) < 1:
            gold, found = str(page.gold["text"]).split("\n\n"), read.text.split("\n\n")
            print(f"{name}: F1 {score:.3f}")
            print("".join(f"  + {line[:150]}\n" for line in found if line not in gold), end="")
            print("".join(f"  - {line[:150]}\n" for line in gold if line not in found), end="")


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure and print."""
    parser = argparse.ArgumentParser(description="Measure what is read from pages.")
    parser.add_argument("--errors", action="store_true", help="list what is wrong in the pages to develop on")
    chosen = parser.parse_args(arguments)
    if chosen.errors:
        errors(load(SETS["pages"]))
    for name, shares in measured().items():
        print(f"{name}: " + ", ".join(f"{key} {value:.3f}" for key, value in shares.items()))
    return 0


if __name__ == "__main__":
    sys.exit(main())
