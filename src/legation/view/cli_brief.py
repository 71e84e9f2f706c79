"""The command `brief`."""

from enum import StrEnum
from typing import Annotated

import typer

from legation.errors import QueryError
from legation.view.cli_options import (
    DEFAULT_DATABASE,
    DEFAULT_DESK,
    Database,
    DeskFile,
    Output,
    Since,
    day,
    opened_store,
)
from legation.view.output import opened, write_bytes


class BriefFormat(StrEnum):
    """How `brief` writes."""

    md = "md"
    html = "html"
    text = "text"
    pdf = "pdf"


def brief(
    about: Annotated[
        list[str] | None, typer.Option("--about", metavar="A", help="Only what concerns this actor; given twice, both.")
    ] = None,
    since: Since = None,
    format: Annotated[BriefFormat, typer.Option("--format", "-f", help="How to write it.")] = BriefFormat.text,
    output: Output = None,
    desk: DeskFile = DEFAULT_DESK,
    db: Database = DEFAULT_DATABASE,
) -> None:
    """Write the cited brief on what is stored: what changed first, then the whole."""
    from legation.view.brief import render, written
    from legation.view.brief_asked import asked

    if format is BriefFormat.pdf and output is None:
        raise QueryError("a PDF is no text for the screen: name a file for it with --output")
    with opened_store(db) as store:
        found = asked(store, about or [], day(since), desk if desk.exists() or desk != DEFAULT_DESK else None)
    if format is BriefFormat.pdf and output is not None:
        from legation.view.brief_pdf import pdf

        write_bytes(output, pdf(written(found)))
        return
    words = render(written(found), format.value)
    with opened(output) as file:
        file.write(words if words.endswith("\n") else f"{words}\n")
