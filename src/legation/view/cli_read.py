"""The commands that read articles: `read` prints what is found, `add` keeps it, `demo` shows both on samples."""

import sys
from collections.abc import Callable, Sequence
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from legation import __version__
from legation.view.cli_options import (
    DEFAULT_DATABASE,
    Database,
    Kind,
    Model,
    PerFeed,
    Sources,
    exit_code,
    opened_store,
    parts,
)
from legation.view.output import complain, opened
from legation.view.samples import samples
from legation.view.wiring import Parts

if TYPE_CHECKING:
    from legation.batch import Outcome, Summary
    from legation.store.store import Store


class ReadFormat(StrEnum):
    """How `read` prints what it finds."""

    table = "table"
    jsonl = "jsonl"
    html = "html"


def read(
    context: typer.Context,
    sources: Sources,
    format: Annotated[ReadFormat, typer.Option("--format", "-f", help="How to print.")] = ReadFormat.table,
    kind: Kind = None,
    limit: PerFeed = None,
    model: Model = None,
) -> None:
    """Read articles and print what is found in them, article by article. Nothing is stored."""
    from legation import batch

    made = parts(context)
    show = {"jsonl": _jsonl, "html": _html, "table": _table}[format]()
    documents = made.documents(sources, stdin=getattr(sys.stdin, "buffer", None), kind=kind, limit=limit)
    summary = batch.run(documents, made.load(model), seen=show)
    if format is ReadFormat.html:
        from legation.view import page

        sys.stdout.write(page.CLOSE)
    _close(summary, sources)


def add(
    context: typer.Context,
    sources: Sources,
    db: Database = DEFAULT_DATABASE,
    kind: Kind = None,
    limit: PerFeed = None,
    model: Model = None,
) -> None:
    """Read articles and store what is found. Articles that are there already are skipped."""
    with opened_store(db, create=True) as store:
        summary = _add(parts(context), store, sources, kind=kind, limit=limit, model=model)
    _close(summary, sources, stored=db)


def demo(
    context: typer.Context,
    situation: Annotated[
        bool, typer.Option("--situation", help="The 66 articles on one crisis, not the 35 on many matters.")
    ] = False,
    db: Database = Path("legation-demo.db"),
    output: Annotated[Path, typer.Option("--output", "-o", metavar="FILE", help="Where the page goes.")] = Path(
        "legation-brief.html"
    ),
) -> None:
    """Read the bundled sample articles, print the brief on them and write it as a page."""
    from legation.view.brief import brief, render

    with samples(situation=situation) as files:
        sources = [str(file) for file in files]
        with opened_store(db, create=True) as store:
            summary = _add(parts(context), store, sources)
            made = brief((*store.documents(), *store.records()))
    sys.stdout.write(render(made, "text") + "\n")
    with opened(output) as file:
        file.write(render(made, "html"))
    _close(summary, sources, stored=db)
    complain(f"the brief as a page: {output.resolve()}; to ask more: legation show developments --db {db}")


def _add(
    made: Parts,
    store: "Store",
    sources: Sequence[str],
    *,
    kind: str | None = None,
    limit: int | None = None,
    model: str | None = None,
) -> "Summary":
    from legation import batch
    from legation.models import DEFAULT_PARSER
    from legation.store.failure import Origin
    from legation.view.progress import progress

    origin = Origin(version=__version__, data_digest=batch.data_digest(), model=model or DEFAULT_PARSER)
    documents = made.documents(sources, stdin=getattr(sys.stdin, "buffer", None), kind=kind, limit=limit)
    code = made.load(model)
    with progress() as seen:
        return batch.run(documents, code, keep=batch.Keep(store, origin, made.link), seen=seen)


def _close(summary: "Summary", sources: Sequence[str], *, stored: Path | None = None) -> None:
    """Say what came of it, and leave with the code that says so too."""
    if stored:
        for failure in summary.failures:
            complain(str(failure))
    if summary.read == 0 and not summary.failures:
        complain(f"no article in {', '.join(sources)}")
    elif stored or summary.failures or summary.uncoded:
        complain(_counts(summary, stored))
    if code := exit_code(summary):
        raise typer.Exit(code)


def _counts(summary: "Summary", stored: Path | None) -> str:
    count = f"{summary.read} article{'s' * (summary.read != 1)}"
    words = [f"{count} read"]
    if stored:
        words += [f"{summary.added} added to {stored}", f"{summary.skipped} there already"]
    if summary.uncoded:
        languages = ", ".join(sorted(summary.uncoded))
        words.append(f"{sum(summary.uncoded.values())} not coded (in another language than English: {languages})")
    return ", ".join([*words, f"{summary.failed} failed"])


def _jsonl() -> Callable[["Outcome"], None]:
    from legation.batch import Coded
    from legation.store.codec import to_json

    def show(outcome: "Outcome") -> None:
        if isinstance(outcome, Coded):
            sys.stdout.writelines(f"{to_json(each)}\n" for each in (outcome.document, *outcome.records))
            sys.stdout.flush()
        else:
            complain(str(outcome))

    return show


def _table() -> Callable[["Outcome"], None]:
    from legation.batch import Coded
    from legation.view.tables import console, document_view

    screen = console()

    def show(outcome: "Outcome") -> None:
        if isinstance(outcome, Coded):
            screen.print(document_view(outcome.document, outcome.records, screen.width))
        else:
            complain(str(outcome))

    return show


def _html() -> Callable[["Outcome"], None]:
    from legation.batch import Coded
    from legation.view import page

    sys.stdout.write(page.opening())

    def show(outcome: "Outcome") -> None:
        if isinstance(outcome, Coded):
            sys.stdout.write(page.article(outcome.document, outcome.records))
            sys.stdout.flush()
        else:
            complain(str(outcome))

    return show
