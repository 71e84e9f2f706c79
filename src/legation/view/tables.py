"""Records as tables for the terminal: names, not ids, and no markup from other people's text."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence

from rich import box
from rich.console import Console, Group, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from legation.records import Actor, AnyRecord, Document
from legation.store.store import Hit
from legation.view.output import plain
from legation.view.present import Cell, Names, Row, row

# What a table shows of each kind: heading, column of the row.
SHOWN: Mapping[str, tuple[tuple[str, str], ...]] = {
    "document": (
        *(("published", "published"), ("publisher", "publisher"), ("title", "title")),
        *(("source", "source_id"), ("characters", "characters"), ("id", "id")),
    ),
    "actor": (
        *(("name", "name"), ("kind", "kind"), ("country", "country"), ("sector", "sector")),
        *(("role", "role"), ("articles", "articles"), ("id", "id")),
    ),
    "mention": (("actor", "actor_name"), ("kind", "kind"), ("words", "evidence"), ("place", "start")),
    "event": (
        *(("who", "actor_name"), ("did", "type"), ("how", "mode"), ("to or with whom", "recipient_name")),
        *(("status", "status"), ("when", "date_start"), ("where", "place_name"), ("how much", "magnitude")),
        ("words", "evidence"),
    ),
    "statement": (
        *(("who", "speaker"), ("act", "act"), ("words", "content"), ("to whom", "addressee_name")),
        *(("about", "about_name"), ("certainty", "certainty_phrase")),
    ),
    "pressure": (
        *(("who presses", "pressers_name"), ("through whom", "intermediary_name"), ("on whom", "targets_name")),
        *(("to do what", "demand"), ("to what end", "aim"), ("means", "means"), ("status", "status")),
    ),
    "silence": (
        *(("who", "actor_name"), ("how", "kind"), ("on what", "topic"), ("asked by", "asked_by_name")),
        ("words", "evidence"),
    ),
    "tie": (("between", "actors_name"), ("tie", "kind"), ("sign", "sign"), ("as described", "as_described")),
    "prediction": (
        *(("who", "holder_name"), ("foretells", "claim"), ("in words", "certainty_phrase")),
        *(("percent", "percent"), ("by", "due_end"), ("if", "condition")),
    ),
    "development": (
        *(("first report", "first_report"), ("last report", "last_report"), ("who", "actor_name")),
        *(("did", "type"), ("to or with whom", "recipient_name"), ("status", "status")),
        *(("origins", "origins"), ("publishers", "publishers")),
    ),
    "report": (("first published", "published"), ("publishers", "publishers"), ("agency", "agency")),
}
SECTIONS: Mapping[str, str] = {
    "event": "Who did what to whom",
    "statement": "Who said what",
    "pressure": "Who is asked to press whom",
    "silence": "Who is silent",
    "tie": "Who is tied to whom",
    "prediction": "What is foretold",
}
_OWN_HEADER = ("document", "development", "report", "actor")
_SIGNS = {1: "+", 0: "·", -1: "−"}


def cells(values: Row) -> dict[str, str]:
    """Return the row's values as words, with the few columns that only tables have."""
    low, high = values.get("certainty_low"), values.get("certainty_high")
    more: dict[str, Cell] = {"percent": None if low is None else f"{low}–{high}"}
    if values.get("record") == "statement":
        more["speaker"] = values.get("speaker_actor_name") or values.get("speaker_as_written")
        more["content"] = f"“{values['content']}”" if values.get("quotation") == "direct" else values["content"]
        more["act"] = f"not: {values['act']}" if values.get("negated") else values["act"]
    if values.get("record") == "tie":
        more["sign"] = _SIGNS.get(int(values["sign"] or 0))
    return {name: "" if value is None else str(value) for name, value in (values | more).items()}


def headings(kind: str, *, alone: bool) -> tuple[tuple[str, str], ...]:
    """Return heading and column of what a table shows; with day and publisher unless a document's head has them."""
    if alone or kind in _OWN_HEADER:
        return SHOWN[kind]
    return (("published", "published"), *SHOWN[kind], ("publisher", "publisher"))


def record_table(kind: str, rows: Sequence[Row], *, alone: bool = False, title: str | None = None) -> Table:
    """Lay rows of one kind out as a table; columns that are empty in all rows are left out."""
    words = [cells(each) for each in rows]
    shown = [(head, name) for head, name in headings(kind, alone=alone) if any(w.get(name) for w in words)]
    table = Table(box=box.SIMPLE_HEAD, title=title, title_justify="left", title_style="bold", pad_edge=False)
    for head, _ in shown:
        table.add_column(head, overflow="fold", style="bold" if head == "who" else None)
    for each in words:
        table.add_row(*(Text(plain(" ".join(each.get(name, "").split()))) for _, name in shown))
    return table


def document_view(document: Document, records: Iterable[AnyRecord]) -> RenderableType:
    """Lay out one document: its head, its actors, and a table for each kind of record found in it."""
    found = (document, *records)
    names = Names(found)
    parts: list[RenderableType] = [_head(document), _actors(found)]
    for kind, title in SECTIONS.items():
        if rows := [row(each, names) for each in found if each.record == kind]:
            parts.append(Padding(record_table(kind, rows, alone=True, title=title), (0, 0, 0, 2)))
    if len(parts) == 2:
        parts.append(Text("  Nothing in it that Legation records.", style="dim"))
    return Group(*parts, Text())


def hit_view(hit: Hit) -> RenderableType:
    """Lay out one document that a search found: its head, where the words stand, and who said them."""
    snippet = Text("  ")
    for words, matches in hit.snippet:
        snippet.append(plain(re.sub(r"\s+", " ", words)), "bold yellow" if matches else "")
    said = [Text(f"  – {plain(line)}") for line in _said(hit)]
    return Group(_head(hit.document), snippet, *said, Text())


def console(*, stderr: bool = False) -> Console:
    """Return a console; what is piped on gets room enough, since nobody can widen a file."""
    made = _Screen(stderr=stderr, highlight=False, markup=False, emoji=False)
    if not made.is_terminal:
        made.width = 140
    return made


class _Screen(Console):
    """A console that leaves it to the program what a closed pipe means; rich would end it with code 1."""

    def on_broken_pipe(self) -> None:
        """Pass the error on."""
        raise BrokenPipeError


def _head(document: Document) -> Text:
    source = (document.publisher, document.published, document.source_id, document.id)
    head = Text(plain(document.title or document.text.strip().partition("\n")[0][:100] or "(no text)"), "bold cyan")
    return head.append(plain("\n" + " · ".join(each for each in source if each)), "dim")


def _actors(records: Iterable[AnyRecord]) -> Text:
    actors = (each for each in records if isinstance(each, Actor))
    named = [f"{each.name} ({each.role or each.kind})" for each in actors if each.kind != "unnamed"]
    return Text(plain("  " + "; ".join(named)))


def _said(hit: Hit) -> Iterator[str]:
    for statement in hit.statements:
        words = " … ".join(span.text for span in statement.content)
        yield f"{statement.speaker.as_written} {statement.cue}: {' '.join(words.split())}"
