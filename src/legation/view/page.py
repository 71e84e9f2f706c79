"""A read article as HTML: its text with the evidence marked by kind, and the records below it.

One page that asks nothing of any other address. All words of the article are escaped.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined

from legation.records import (
    Actor,
    AnyRecord,
    Document,
    Evidence,
    Found,
    Mention,
    Prediction,
    Pressure,
    Span,
    Statement,
)
from legation.view.datings import dated
from legation.view.output import plain
from legation.view.present import Names, joint, row
from legation.view.tables import SECTIONS, cells, headings

# Later kinds lie on top: what marks few words must show on what marks many.
LEGEND: Mapping[str, str] = {
    "mention": "who",
    "statement": "said",
    "prediction": "foretold",
    "tie": "tie",
    "silence": "silence",
    "pressure": "pressure",
    "event": "event",
}
CLOSE = "</main>\n</body>\n</html>\n"


@dataclass(frozen=True, slots=True)
class Mark:
    """A stretch of text that a record rests on, and what to say of it."""

    start: int
    end: int
    kind: str
    title: str
    record: str = ""


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of text over which the marks do not change."""

    text: str
    kinds: tuple[str, ...] = ()
    title: str = ""
    records: tuple[str, ...] = ()


def opening() -> str:
    """Return the head of the page and its legend."""
    return _templates().get_template("reading_open.html").render(legend=LEGEND.items())


def article(document: Document, records: Sequence[AnyRecord]) -> str:
    """Return one document as an article of the page."""
    names = Names((document, *records))
    source = (document.publisher, dated(document), document.source_id, document.id)
    values = {
        "document": document,
        "source": plain(" · ".join(each for each in source if each)),
        "link": _link(document.url),
        "pieces": pieces(document.text, marks(records, names)),
        "tables": list(_tables(records, names)),
    }
    return _templates().get_template("reading_article.html").render(values)


def marks(records: Iterable[AnyRecord], names: Names) -> Iterator[Mark]:
    """Yield what is to be marked in the text: mentions of actors, and the evidence of every other record."""
    for record in records:
        if isinstance(record, Mention):
            yield Mark(record.start, record.end, "mention", names.name(record.actor, record.document))
        elif not isinstance(record, Actor | Document) and record.record in LEGEND:
            title = _title(record, names)
            for place in places(record):
                yield Mark(place.start, place.end, record.record, title)


def places(record: Found) -> Iterator[Evidence | Span]:
    """Yield where the words stand that a record rests on."""
    yield from _innermost(record.evidence)
    yield from _spans(record)


def pieces(text: str, marked: Iterable[Mark]) -> Iterator[Piece]:
    """Cut the text where marks begin or end; joined again, the pieces are the text."""
    rank = {kind: i for i, kind in enumerate(LEGEND)}
    found = sorted(set(marked), key=lambda mark: (mark.start, rank[mark.kind], mark.title))
    edges = sorted({0, len(text), *(m.start for m in found), *(m.end for m in found)})
    covering: list[Mark] = []
    begun = 0
    for start, end in pairwise(edges):
        while begun < len(found) and found[begun].start <= start:
            covering.append(found[begun])
            begun += 1
        covering = [mark for mark in covering if mark.end > start]
        covered = {mark.kind for mark in covering}
        kinds = tuple(kind for kind in LEGEND if kind in covered)
        titles = dict.fromkeys(mark.title for mark in reversed(covering))
        records = tuple(dict.fromkeys(mark.record for mark in covering if mark.record))
        yield Piece(plain(text[start:end]), kinds, plain("; ".join(titles)), records)


def _innermost(evidence: Sequence[Evidence]) -> Iterator[Evidence]:
    # A whole clause says where to read; marking it as well would hide the words that count.
    for outer in evidence:
        inside = (e for e in evidence if outer.start <= e.start and e.end <= outer.end)
        if all((e.start, e.end) == (outer.start, outer.end) for e in inside):
            yield outer


def _spans(record: Found) -> tuple[Span, ...]:
    match record:
        case Statement(content=content):
            return content
        case Pressure(demand=demand, aim=aim):
            return (demand, aim) if aim else (demand,)
        case Prediction(claim=claim):
            return (claim,)
        case _:
            return ()


def _title(record: AnyRecord, names: Names) -> str:
    words = cells(row(record, names))
    shown = {
        "event": ("type", "status", "actor_name", "recipient_name"),
        "statement": ("speaker", "act"),
        "pressure": ("pressers_name", "intermediary_name", "targets_name"),
        "silence": ("actor_name", "kind"),
        "tie": ("actors_name", "kind"),
        "prediction": ("holder_name", "certainty_phrase"),
    }[record.record]
    return f"{LEGEND[record.record]}: " + ", ".join(words[name] for name in shown if words.get(name))


def _tables(records: Sequence[AnyRecord], names: Names) -> Iterator[dict[str, Any]]:
    for kind, title in SECTIONS.items():
        words = [cells(each) for each in joint((each for each in records if each.record == kind), names)]
        shown = [(head, name) for head, name in headings(kind, alone=True) if any(w.get(name) for w in words)]
        if words:
            lines = [[plain(each.get(name, "")) for _, name in shown] for each in words]
            yield {"title": title, "heads": [head for head, _ in shown], "lines": lines}


def _link(url: str | None) -> str | None:
    # Only addresses of the web become links: an article may claim any address, "javascript:" too.
    return url if url and url.lower().startswith(("https://", "http://")) else None


@cache
def _templates() -> Environment:
    loader = PackageLoader("legation.view", "templates")
    return Environment(loader=loader, autoescape=True, undefined=StrictUndefined, trim_blocks=True)
