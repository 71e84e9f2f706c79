"""The command `resolve`: who one mention names, for people and for other people's pipelines."""

import json
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from legation.errors import QueryError
from legation.view.cli_options import Output
from legation.view.jsonl_rows import opened_rows, parsed
from legation.view.output import complain, opened, plain

if TYPE_CHECKING:
    from datetime import date as Date  # noqa: N812 (`date` is the option)

    from legation.lookup import Lookup
    from legation.resolving.resolution import Resolution

# The fields of a row, by every name that people give them.
_FIELDS = {
    "text": ("text", "mention", "phrase", "input", "actor_text"),
    "date": ("date", "query_date"),
    "context": ("context", "sentence", "country", "known_country"),
}


def resolve(
    text: Annotated[str | None, typer.Argument(metavar="TEXT", help="The mention, as the text writes it.")] = None,
    date: Annotated[
        str | None, typer.Option("--date", metavar="D", help="The day of the text: 2017-05-10, 10 May 2017 or 2017.")
    ] = None,
    context: Annotated[
        str | None, typer.Option("--context", metavar="C", help="A hint (Mexico) or the passage that it stands in.")
    ] = None,
    jsonl: Annotated[
        str | None,
        typer.Option(
            "--jsonl", metavar="FILE", help="Rows {id, text, date?, context?} to answer; - for standard input."
        ),
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print the answer as JSON.")] = False,
    output: Output = None,
) -> None:
    """Say who a mention names: country, sector, role, id and the reason. With no date, a role gives the office only."""
    from legation import lookup

    if (text is None) == (jsonl is None):
        raise QueryError("give one mention, or --jsonl FILE for many")
    day = _today() if date == "today" else lookup.parsed_day(date)
    look = lookup.standard()
    if jsonl is not None:
        if _batch(look, jsonl, day, context, output):
            raise typer.Exit(1)
        return
    answer = look(text or "", day, context)
    with opened(output) as file:
        if as_json:
            file.write(json.dumps(answer.as_dict(), ensure_ascii=False, indent=2) + "\n")
        else:
            file.writelines(f"{plain(line)}\n" for line in _lines(answer, look))


def _today() -> "Date":
    from datetime import UTC, datetime

    return datetime.now(UTC).date()


def _lines(answer: "Resolution", look: "Lookup") -> Iterator[str]:
    """The answer for a reader, one fact a line."""
    if not answer.text.strip():
        yield "(empty mention): nothing to resolve"
        return
    if answer.nobody:
        yield f"{answer.text}: nobody that the tables know"
    else:
        yield f"{answer.text}: {_headline(answer)}"
    sectors = " + ".join(code for code in (answer.sector, answer.second_sector) if code)
    facts = {
        "id": answer.id,
        "members": ", ".join(answer.members),
        "kind": answer.kind,
        "country": answer.country,
        "sector": sectors,
        "role": answer.role,
        "office": answer.office,
        "wikidata": answer.wikidata,
        "wikipedia": answer.wiki,
        "could be": ", ".join(f"{look.name(key)} ({key})" for key in answer.candidates),
        "why": "; ".join(answer.why),
    }
    yield from (f"  {name:<10} {value}" for name, value in facts.items() if value)


def _headline(answer: "Resolution") -> str:
    """Who it is in a few words; for what nothing identifies, what can be told of it."""
    if answer.resolved:
        return answer.name or ", ".join(answer.members)
    if answer.candidates:
        return f"one of {len(answer.candidates)}, and nothing here tells which"
    if answer.office:
        return "whoever holds the office"
    if answer.kind == "person":
        return "a person that the tables do not know"
    return "nobody by name"


def _batch(look: "Lookup", source: str, day: "Date | None", context: str | None, output: Path | None) -> int:
    """Answer every row; a row that can't be read is named by its line and the rest goes on. Returns how many failed."""
    failed = 0
    with opened_rows(source) as lines, opened(output) as file:
        for number, line in enumerate(lines, start=1):
            if not line.strip():
                continue
            try:
                row = _row(line)
                answer = look(row["text"], row["date"] or day, row["context"] or context)
            except (ValueError, QueryError) as error:
                failed += 1
                complain(f"{source}, line {number}: {error}")
                continue
            key = number if row["id"] is None else row["id"]
            file.write(json.dumps(_answer(key, answer), ensure_ascii=False) + "\n")
    if failed:
        complain(f"{failed} {'row' if failed == 1 else 'rows'} could not be read")
    return failed


def _row(line: bytes) -> dict[str, Any]:
    """The id, text, date and context of a row, whatever they are called; options may stand in an object `args`.

    Raises ValueError for a line that is no such row.
    """
    row = parsed(line, "{id, text, date?, context?}", "text")
    options = row.get("args")
    if options is not None and not isinstance(options, dict):
        raise ValueError("`args` is no object")
    places = (row, options) if isinstance(options, dict) else (row,)
    found = {"id": row.get("id"), **{field: _value(places, field) for field in _FIELDS}}
    if found["text"] is None:
        raise ValueError("has no `text`")
    return found


def _value(places: Iterable[Mapping[str, Any]], field: str) -> str | None:
    """The first value of a field under any of its names. Raises ValueError when it is no text."""
    names = _FIELDS[field]
    value = next((v for place in places for name in names if (v := place.get(name)) not in (None, "")), None)
    if field == "date" and isinstance(value, int) and not isinstance(value, bool):
        return str(value)  # a year
    if value is not None and not isinstance(value, str):
        raise ValueError(f"`{field}` is no text")
    return value


def _answer(key: Any, answer: "Resolution") -> dict[str, Any]:
    """The row that goes out: the resolution, and the same under the names that POLECAT's coder uses."""
    return {
        **answer.as_dict(),
        "id": key,
        "actor": answer.id,
        "code_1": answer.sector or "",
        "code_2": answer.second_sector or "",
        "country": answer.country or "",
        "wiki": answer.wiki or "",
        "null": answer.nobody,
    }
