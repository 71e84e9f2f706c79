"""The command `serve`: the desk in the browser, and the API."""

from pathlib import Path
from typing import Annotated

import typer

from legation.view.cli_options import DEFAULT_DATABASE, DEFAULT_DESK, Database, DeskFile, parts
from legation.view.output import complain


def serve(
    context: typer.Context,
    db: Database = DEFAULT_DATABASE,
    desk: DeskFile = DEFAULT_DESK,
    host: Annotated[str, typer.Option("--host", metavar="ADDRESS", help="Where to listen.")] = "127.0.0.1",
    port: Annotated[int, typer.Option("--port", min=0, max=65535, help="On which port; 0: any that is free.")] = 8470,
    name: Annotated[
        list[str] | None,
        typer.Option("--name", metavar="HOST", help="Answer to this host name too; may be repeated."),
    ] = None,
    read_only: Annotated[bool, typer.Option("--read-only", help="Let nobody change anything.")] = False,
    open_: Annotated[bool, typer.Option("--open", help="Open it in the browser, too.")] = False,
) -> None:
    """Open the desk in the browser: a web page for people, an API for programs."""
    from legation.view.web.serving import serve as run
    from legation.view.web.settings import Settings

    path = desk if desk.exists() or desk != DEFAULT_DESK else None
    _check(path)
    settings = Settings(
        database=db,
        desk=path,
        host=host,
        port=port,
        read_only=read_only,
        may_be_old=True,
        names=tuple(name or ()),
        parts=parts(context),
    )

    def listening(address: str) -> None:
        complain(f"{address} shows {db}; stop with Ctrl-C")
        if not settings.is_local:
            complain(f"it answers to the names {', '.join(sorted(settings.hosts))}; --name HOST adds another")
        if open_:
            _open(address)

    run(settings, listening=listening)


def _check(desk: Path | None) -> None:
    """Refuse a desk that is missing or broken now, not on each page."""
    from legation.view import desk_sources, who

    if desk:
        desk_sources.opened(desk, who.tables())


def _open(address: str) -> None:
    """Show the page once the server answers; what the browser says goes nowhere."""
    import threading
    import webbrowser

    threading.Thread(target=webbrowser.open, args=(address,), daemon=True).start()
