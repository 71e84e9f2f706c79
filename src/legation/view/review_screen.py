"""What a reviewer sees of a record: its sentence with the evidence marked, what it says, its fields, and why."""

from collections.abc import Iterable, Mapping
from dataclasses import asdict
from itertools import groupby
from typing import Any

from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from legation import corrections
from legation.corrections import Field
from legation.records import Actor, Evidence
from legation.view.brief_citing import around
from legation.view.brief_words import load
from legation.view.output import plain
from legation.view.review_sources import Case
from legation.view.review_words import in_words

SHORT = 8  # characters of an id; every command takes any beginning that is one record's alone
SAYING = "bold reverse"
WIDEST = 100  # longer lines tire the eye
_FAR = 700  # what lies further from the word that says it is not shown
_ACTORS = ("actor", "actors", "two actors")


def case_view(case: Case, progress: str, width: int, *, colour: bool) -> RenderableType:
    """Lay a record out with its sentence; without colour the words that say it stand in brackets."""
    record = case.record
    name = record.id if isinstance(record, Actor) else record.id[:SHORT]
    head = Text(plain(f"{progress}  {record.record} {name}  confidence {record.confidence:.2f}"), "bold cyan")
    document = case.document
    facts = (document.publisher, document.published, document.title, document.id[:SHORT])
    source = Text(
        plain(" · ".join(" ".join(each.split()) for each in facts if each)), "dim", no_wrap=True, overflow="ellipsis"
    )
    parts: list[RenderableType] = [head, source, Text(), Padding(_sentence(case, colour=colour), (0, 0, 0, 2)), Text()]
    if told := in_words(case):
        parts += [Padding(Text(plain(f"→ {told}"), "bold"), (0, 0, 0, 2)), Text()]
    parts.append(Padding(_fields(case), (0, 0, 0, 2)))
    if case.judged:
        parts.append(Padding(Text(plain(f"judged before: {corrections.verdict(case.judged)}"), "yellow"), (1, 0, 0, 2)))
    table = Table.grid()
    table.add_column(width=min(width, WIDEST))
    table.add_row(Group(*parts))
    return Padding(table, (0, 0, 1, 0))


def field_list(fields: Mapping[str, Field], values: Mapping[str, Any], case: Case) -> RenderableType:
    """List the fields that can be corrected, with their numbers and what they hold."""
    table = Table.grid(padding=(0, 2))
    for number, field in enumerate(fields.values(), start=1):
        name = Text(field.called if field.called == field.name else f"{field.called} ({field.name})", "dim")
        table.add_row(Text(f"{number:>2}"), name, Text(plain(shown(values.get(field.name), field, case)) or "–"))
    return Padding(table, (0, 0, 0, 2))


def shown(value: Any, field: Field, case: Case) -> str:
    """Return the value of a field as a reader takes it in: actors by name and id."""
    if value in (None, [], ()):
        return ""
    if field.takes.rstrip("?") in _ACTORS:
        ids = [value] if isinstance(value, str) else value
        return "; ".join(_actor(each, case) for each in ids)
    if field.takes == "speaker":
        return _actor(value["actor"], case) if value["actor"] else f"{value['as_written']} (unknown)"
    return corrections.in_short(value, _FAR)


def _fields(case: Case) -> RenderableType:
    values = asdict(case.record)
    table = Table.grid(padding=(0, 2))
    for name, field in corrections.load().kinds[case.record.record].fields.items():
        if text := shown(_plain(values[name]), field, case):
            table.add_row(Text(field.called, "dim"), Text(plain(text)))
    if case.record.why:
        table.add_row(Text("why", "dim"), Text(plain("; ".join(case.record.why))))
    return table


def _plain(value: Any) -> Any:
    return list(value) if isinstance(value, tuple) else value


def _actor(actor: str, case: Case) -> str:
    name = case.names.name(actor, case.document.id)
    return name if name == actor else f"{name} ({actor})"


def _sentence(case: Case, *, colour: bool) -> Text:
    """The sentences that hold the evidence: the word that says it stands out, what is no evidence is dim."""
    text, evidence = case.document.text, case.record.evidence
    start, end = _stretch(text, evidence)
    styles = dict.fromkeys(range(start, end), "dim")
    # The word that says it lies within what else is evidence, so it comes last.
    for each in sorted(evidence, key=lambda each: each.role in corrections.load().saying):
        style = SAYING if each.role in corrections.load().saying else ""
        styles.update(dict.fromkeys(range(max(each.start, start), min(each.end, end)), style))
    out = Text()
    for style, places in groupby(sorted(styles), key=styles.__getitem__):
        words = plain("".join(" " if text[at].isspace() else text[at] for at in places))
        if colour:
            out.append(words, style)
        else:
            out.append(f"[{words}]" if style == SAYING else words)
    return out


def _stretch(text: str, evidence: Iterable[Evidence]) -> tuple[int, int]:
    """Where the sentences around the evidence begin and end; not far from the word that says it."""
    places = list(evidence)
    key = next((each for each in places if each.role in corrections.load().saying), None) or next(iter(places), None)
    if key is None:
        return 0, 0
    near = [each for each in places if key.start - _FAR < each.start and each.end < key.end + _FAR]
    first, last = min(each.start for each in near), max(each.end for each in near)
    return around(text, first, last, load().table["abbreviations"])
