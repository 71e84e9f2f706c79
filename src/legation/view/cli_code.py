"""The command `code`: who did what to whom, for pairs of parties that somebody else marked."""

import json
from collections.abc import Iterable, Iterator
from itertools import islice
from typing import TYPE_CHECKING, Annotated, Any

import typer

from legation.errors import QueryError
from legation.view.cli_options import Output
from legation.view.jsonl_rows import opened_rows, parsed
from legation.view.output import complain, opened

if TYPE_CHECKING:
    from legation.pairs import Pair, PairCoder

_EXPECTED = "{id, sentence, source_span, target_span}"
# So many rows are coded at a time: memory stays flat however long the file is.
_CHUNK = 512

Row = tuple[Any, "Pair"]


def code(
    pairs: Annotated[
        str,
        typer.Option(
            "--pairs",
            metavar="FILE",
            help="Rows {id, sentence, source_span, target_span}; a span is null for an unnamed party; - for stdin.",
        ),
    ],
    output: Output = None,
) -> None:
    """Say what one marked party does to another in a sentence: PLOVER root, type, mode, status and probability."""
    from legation.pairs import coder

    failed = 0
    with opened_rows(pairs) as lines, opened(output) as file:
        for chunk in _chunks(lines):
            rows, broken = _rows(chunk, pairs)
            failed += broken
            file.writelines(f"{line}\n" for line in _answers(coder(), rows))
    if failed:
        complain(f"{failed} {'row' if failed == 1 else 'rows'} could not be read")
        raise typer.Exit(1)


def _chunks(lines: Iterable[bytes]) -> Iterator[list[tuple[int, bytes]]]:
    numbered = enumerate(lines, start=1)
    while chunk := list(islice(numbered, _CHUNK)):
        yield chunk


def _rows(chunk: Iterable[tuple[int, bytes]], source: str) -> tuple[list[Row], int]:
    """The pairs of some lines, and how many lines hold none; those are named."""
    rows: list[Row] = []
    failed = 0
    for number, line in chunk:
        if not line.strip():
            continue
        try:
            key, pair = _row(line)
        except (ValueError, QueryError) as error:
            failed += 1
            complain(f"{source}, line {number}: {error}")
            continue
        rows.append((number if key is None else key, pair))
    return rows, failed


def _row(line: bytes) -> Row:
    """The id and the pair of a line. Raises ValueError or QueryError for a line that is no such row."""
    from legation.pairs import Pair

    row = parsed(line, _EXPECTED, "sentence")
    sentence = row.get("sentence")
    if not isinstance(sentence, str) or not sentence.strip():
        raise ValueError(f"has no `sentence`; expected {_EXPECTED}")
    try:
        sentence.encode("utf-8")
    except UnicodeEncodeError as error:
        raise ValueError(f"`sentence` has half a character (a lone surrogate) at place {error.start + 1}") from error
    spans = (_span(row, side, sentence) for side in ("source", "target"))
    return row.get("id"), Pair(sentence, *spans)


def _span(row: dict[str, Any], side: str, sentence: str) -> tuple[int, int] | None:
    """Where a party stands: its span, or else the one place of its words; None where the span is null."""
    name = f"{side}_span"
    if name not in row:
        return _found(row.get(side), side, sentence)
    span = row[name]
    if span is None:
        return None
    whole = isinstance(span, list) and len(span) == 2 and all(type(n) is int for n in span)
    if not whole:
        raise ValueError(f"`{name}` is no [start, end] of two whole numbers, nor null")
    return span[0], span[1]


def _found(words: Any, side: str, sentence: str) -> tuple[int, int] | None:
    if not isinstance(words, str) or not words:
        raise ValueError(f"has neither `{side}_span` nor the words of its `{side}`; expected {_EXPECTED}")
    if sentence.count(words) != 1:
        raise ValueError(
            f"the {side} {words!r} stands {sentence.count(words)} times in the sentence: give `{side}_span`"
        )
    start = sentence.index(words)
    return start, start + len(words)


def _answers(coder: "PairCoder", rows: list[Row]) -> Iterator[str]:
    from legation.pairs import answer

    readings = coder.code(pair for _, pair in rows)
    for (key, _), reading in zip(rows, readings, strict=True):
        yield json.dumps({"id": key, **answer(reading)}, ensure_ascii=False)
