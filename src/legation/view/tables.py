"""Records as tables for the terminal: names, not ids, and no markup from other people's text."""

import os
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence

from rich import box
from rich.console import Console, Group, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from legation.records import Actor, AnyRecord, Document
from legation.store.store import Hit
from legation.view.datings import dated
from legation.view.output import plain
from legation.view.present import Cell, Names, Row, joint

# What a table shows of each kind: heading, column of the row.
SHOWN: Mapping[str, tuple[tuple[str, str], ...]] = {
    "document": (
        *(("published", "published"), ("publisher", "publisher"), ("title", "title"), ("coded", "coded")),
        *(("source", "source_id"), ("characters", "characters"), ("date from", "published_from"), ("id", "id")),
    ),
    "actor": (
        *(("name", "name"), ("kind", "kind"), ("country", "country"), ("sector", "sector")),
        *(("role", "role"), ("mentions", "mentions"), ("articles", "articles"), ("id", "id")),
    ),
    "mention": (("actor", "actor_name"), ("kind", "kind"), ("words", "words"), ("place", "start")),
    "event": (
        *(("who", "actor_name"), ("did", "type"), ("how", "mode"), ("to or with whom", "recipient_name")),
        *(("status", "status"), ("when", "date_start"), ("where", "place_name"), ("how much", "magnitude")),
        ("words", "words"),
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
        *(("ended", "ended"), ("after days", "after_days"), ("words", "words")),
    ),
    "absence": (
        *(("who", "actor_name"), ("in the window", "finding"), ("spoke on", "said_day"), ("days", "silent_days")),
        *(("words", "words"), ("reported", "reported"), ("ended", "ended"), ("named in", "names")),
    ),
    "tie": (
        *(("between", "actors_name"), ("tie", "kind"), ("sign", "sign"), ("status", "status")),
        ("as described", "as_described"),
    ),
    "prediction": (
        *(("who", "holder_name"), ("foretells", "claim"), ("in words", "certainty_phrase")),
        *(("percent", "percent"), ("by", "due_end"), ("if", "condition")),
        *(("outcome", "outcome"), ("decided", "decided_on")),
    ),
    "correction": (
        *(("on", "on"), ("verdict", "verdict"), ("record", "of"), ("id", "target"), ("changes", "changes")),
        *(("note", "note"), ("by", "by")),
    ),
}
SECTIONS: Mapping[str, str] = {
    "event": "Who did what to whom",
    "statement": "Who said what",
    "pressure": "Who is asked to press whom",
    "silence": "Who is silent",
    "tie": "Who is tied to whom",
    "prediction": "What is foretold",
}
Column = tuple[str, str]
_OWN_HEADER = ("document", "actor", "absence")
_MOMENTS = ("published", "ended", "date_start")  # a day is enough in a table
_MARKS = '“”„"«» '
# Where a screen is too narrow for all columns, these go, the first first.
_LEAST = (
    *("published_from", "publisher", "id", "sector", "country", "means", "place_name", "certainty_phrase"),
    *("topic", "date_start", "mode", "aim", "addressee_name", "about_name", "magnitude", "kind", "characters"),
    *("names", "ended", "reported"),
)
_WIDEST_WORD = 16
_PROSE = ("words", "content", "claim", "condition", "demand", "title", "as_described")
_READABLE = 24  # prose in less than that is a ladder of words
_WIDEST = 70
_NOT_ENGLISH = "Not coded: in another language than English ({}). It is kept and can be searched."
NARROWEST = 40
_GAP = 3  # between columns
_SIGNS = {1: "+", 0: "·", -1: "−"}


def cells(values: Row) -> dict[str, str]:
    """Return the row's values as words, with the few columns that only tables have."""
    low, high = values.get("certainty_low"), values.get("certainty_high")
    more: dict[str, Cell] = {"percent": None if low is None else f"{low}–{high}"}
    if values.get("record") == "statement":
        more["speaker"] = values.get("speaker_actor_name") or values.get("speaker_as_written")
        more["content"] = _quoted(str(values["content"])) if values.get("quotation") == "direct" else values["content"]
        more["act"] = f"not: {values['act']}" if values.get("negated") else values["act"]
    if values.get("published_from") == "given":  # which needs no comment
        more["published_from"] = None
    if values.get("record") == "document" and (note := uncoded(values.get("language"))):
        more["coded"] = note
    if values.get("record") == "prediction":
        more["outcome"] = outcome(values.get("outcome"))
    if values.get("record") == "tie":
        more["sign"] = _SIGNS.get(int(values["sign"] or 0))
        more["status"] = None if values.get("status") == "actual" else values.get("status")
    more |= {name: str(values[name])[:10] for name in _MOMENTS if values.get(name)}
    return {name: "" if value is None else str(value) for name, value in (values | more).items()}


def uncoded(language: Cell) -> str | None:
    """Return what is said of a text that is kept but not coded; nothing for one in English."""
    english = language is None or str(language).lower().split("-")[0] == "en"
    return None if english else f"not coded ({language})"


def outcome(value: Cell) -> str | None:
    """Return the word for what came of a prediction; nothing while it is open."""
    return None if value is None else "true" if value else "false"


def _quoted(words: str) -> str:
    """Put words in quotation marks, without those that they bring along at their ends."""
    return f"“{words.strip(_MARKS)}”"


def headings(kind: str, *, alone: bool) -> tuple[tuple[str, str], ...]:
    """Return heading and column of what a table shows; with day and publisher unless a document's head has them."""
    if alone or kind in _OWN_HEADER:
        return SHOWN[kind]
    return (("published", "published"), *SHOWN[kind], ("publisher", "publisher"))


def record_table(
    kind: str, rows: Sequence[Row], *, width: int = 140, alone: bool = False, title: str | None = None
) -> Table:
    """Lay rows of one kind of record out as a table of at most `width` characters."""
    return row_table(headings(kind, alone=alone), rows, width=width, title=title)


def row_table(
    columns: Sequence[Column],
    rows: Sequence[Row],
    *,
    width: int = 140,
    title: str | None = None,
    least: Sequence[str] = _LEAST,
) -> Table:
    """Lay out columns of rows in at most `width` characters; those that say nothing go, then the `least` in order."""
    words = [cells(each) for each in rows]
    shown = _fitting([c for c in columns if _says_something(c[1], words)], words, width, least)
    table = Table(box=box.SIMPLE_HEAD, title=title, title_justify="left", title_style="bold", pad_edge=False)
    for (head, _), room in shown.items():
        style = "bold" if head == "who" else None
        table.add_column(head, overflow="fold", style=style, width=room)
    for each in words:
        table.add_row(*(_cell(name, each) for _, name in shown))
    return table


def _says_something(column: str, words: Sequence[Mapping[str, str]]) -> bool:
    values = {w.get(column, "") for w in words}
    return values not in ({""}, {"actual"})


def _fitting(
    columns: list[Column], words: Sequence[Mapping[str, str]], width: int, least: Sequence[str]
) -> dict[Column, int]:
    """Leave out the least columns until no word need be broken, and share the room among the rest."""

    def needed(column: Column) -> int:
        head, name = column
        found = (len(word) for w in words for word in w.get(name, "").split())
        prose = _READABLE if name in _PROSE and wanted(column) > _READABLE else 0
        return max(*(len(word) for word in head.split()), min(max(found, default=0), _WIDEST_WORD), prose)

    def wanted(column: Column) -> int:
        return max(len(column[0]), *(len(w.get(column[1], "")) for w in words))

    room = {column: needed(column) for column in columns}
    for name in least:
        if sum(room.values()) + _GAP * len(room) > width:
            room = {column: wide for column, wide in room.items() if column[1] != name}
    spare = width - sum(room.values()) - _GAP * len(room)
    short = {column: min(wanted(column), _WIDEST) - have for column, have in room.items()}
    lacking = {column: more for column, more in short.items() if more > 0}
    share = min(1.0, max(0, spare) / (sum(lacking.values()) or 1))
    return {column: have + int(lacking.get(column, 0) * share) for column, have in room.items()}


def _cell(name: str, values: Mapping[str, str]) -> Text:
    text = Text(plain(" ".join(values.get(name, "").split())))
    if name == "words":
        text.stylize("bold", int(values.get("words_from") or 0), int(values.get("words_to") or 0))
    return text


def document_view(document: Document, records: Iterable[AnyRecord], width: int = 140) -> RenderableType:
    """Lay out one document: its head, its actors, and a table for each kind of record found in it."""
    found = (document, *records)
    names = Names(found)
    parts: list[RenderableType] = [_head(document), _actors(found)]
    for kind, title in SECTIONS.items():
        if rows := joint((each for each in found if each.record == kind), names):
            table = record_table(kind, rows, width=width - 2, alone=True, title=title)
            parts.append(Padding(table, (0, 0, 0, 2)))
    if len(parts) == 2:
        nothing = "Nothing in it that Legation records."
        parts.append(Text(f"  {nothing if document.codable else _NOT_ENGLISH.format(document.language)}", style="dim"))
    return Group(*parts, Text())


def hit_view(hit: Hit, names: Names) -> RenderableType:
    """Lay out one document that a search found: its head, where the words stand, and who said them."""
    snippet = Text("  ")
    for words, matches in hit.snippet:
        snippet.append(plain(re.sub(r"\s+", " ", words)), "bold yellow" if matches else "")
    said = [Text(f"  – {plain(line)}") for line in _said(hit, names)]
    return Group(_head(hit.document), snippet, *said, Text())


def console(*, stderr: bool = False) -> Console:
    """Return a console; what is piped on gets the width in COLUMNS, else room enough: nobody can widen a file."""
    made = _Screen(stderr=stderr, highlight=False, markup=False, emoji=False)
    if not made.is_terminal:
        asked = os.environ.get("COLUMNS", "")
        made.width = int(asked) if asked.isdigit() and int(asked) >= NARROWEST else 140
    return made


class _Screen(Console):
    """A console that leaves it to the program what a closed pipe means; rich would end it with code 1."""

    def on_broken_pipe(self) -> None:
        """Pass the error on."""
        raise BrokenPipeError


def _head(document: Document) -> Text:
    source = (document.publisher, dated(document), document.source_id, document.id)
    head = Text(plain(document.title or document.text.strip().partition("\n")[0][:100] or "(no text)"), "bold cyan")
    return head.append(plain("\n" + " · ".join(each for each in source if each)), "dim")


def _actors(records: Iterable[AnyRecord]) -> Text:
    actors = (each for each in records if isinstance(each, Actor))
    named = [f"{each.name} ({each.role or each.kind})" for each in actors if each.kind != "unnamed"]
    return Text(plain("  " + "; ".join(named)))


def _said(hit: Hit, names: Names) -> Iterator[str]:
    for values in map(cells, joint(hit.statements, names)):
        words = " ".join(values["content"].split())
        yield f"{values['speaker']} — {values['act']}: {words if words[:1] == '“' else f'“{words.strip(_MARKS)}”'}"
