"""The command `brief`."""

from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from legation.view.cli_options import (
    DEFAULT_DATABASE,
    DEFAULT_DESK,
    Database,
    DeskFile,
    Output,
    Since,
    actors,
    day,
    opened_store,
)
from legation.view.output import opened

if TYPE_CHECKING:
    from legation.store.store import Store
    from legation.view.brief_situation import Situation

BOTH = 2


class BriefFormat(StrEnum):
    """How `brief` writes."""

    md = "md"
    html = "html"
    text = "text"


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

    with opened_store(db) as store:
        found = _situation(store, about or [], day(since), desk)
    words = render(written(found), format.value)
    with opened(output) as file:
        file.write(words if words.endswith("\n") else f"{words}\n")


def _situation(store: "Store", about: list[str], since: str | None, desk: Path) -> "Situation":
    """What the store tells; with a desk also where its actors stand, and of two actors the tension between them."""
    from legation.view.situation_sources import gathered

    found = gathered(store, [actors(store, each) for each in about], since)
    if desk.exists() or desk != DEFAULT_DESK:
        from legation.view.brief_desk import with_desk

        found = with_desk(found, store, desk)
    if len(about) == BOTH:
        from legation.view.brief_desk import with_tension

        found = with_tension(found, store, [(about[0], about[1])])
    return found
