"""The command that runs for months: `watch` asks the desk's feeds, stores what they list and raises alerts."""

import os
import signal
import sys
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from functools import cache
from pathlib import Path
from types import FrameType
from typing import TYPE_CHECKING, Annotated

import typer

from legation import __version__
from legation.errors import QueryError
from legation.view.cli_options import DEFAULT_DATABASE, DEFAULT_DESK, Database, DeskFile, opened_store, parts
from legation.view.output import plain

if TYPE_CHECKING:
    from legation.batch import Code
    from legation.desk import Desk
    from legation.store.store import Store
    from legation.view.alerting.telling import Telling
    from legation.view.wiring import Parts
    from legation.watch.clocks import WallClock
    from legation.watch.loop import Watch
    from legation.watch.means import Tally
    from legation.watch.saying import Say

_SIGNALS = (signal.SIGINT, signal.SIGTERM)


def watch(
    context: typer.Context,
    desk: DeskFile = DEFAULT_DESK,
    db: Database = DEFAULT_DATABASE,
    once: Annotated[
        bool, typer.Option("--once", help="Ask the feeds that are due, read what they list, and end (for cron).")
    ] = False,
    quiet: Annotated[bool, typer.Option("--quiet", help="Say only what failed, and alerts.")] = False,
) -> None:
    """Ask the feeds of the desk again and again, store the articles that they list, and raise alerts."""
    from legation import knowledge
    from legation.view import desk_sources
    from legation.view.alerting.telling import Telling
    from legation.watch.clocks import WallClock
    from legation.watch.desks import DeskFile as Watched

    tables = knowledge.load()
    _refuse_without_feeds(desk_sources.opened(desk, tables), desk)
    read = Watched(desk, tables)
    clock = WallClock()
    with stopped_by_signals(clock) as came, ExitStack() as stack:
        store = stack.enter_context(opened_store(db, create=True))
        alert = Telling(store, tables)
        made = _made(parts(context), store, read, clock, alert=alert, stack=stack, say=_say(quiet=quiet))
        tally = made.run(once=once)
    if signal.SIGINT in came:
        raise KeyboardInterrupt
    if once and not came and (code := exit_code(tally)):
        raise typer.Exit(code)


def exit_code(tally: "Tally") -> int:
    """0 when all went well, 1 when some feeds or pages failed, 2 when nothing could be read at all."""
    failed = tally.failed + tally.given_up + tally.not_article + tally.put_off
    if tally.polls == tally.failed > 0 and not tally.stored + tally.known:
        return 2
    return 1 if failed else 0


@contextmanager
def stopped_by_signals(clock: "WallClock") -> Iterator[list[int]]:
    """Stop the clock on the first SIGINT or SIGTERM, leave at once on the second; give the list of those that came."""
    came: list[int] = []

    def heed(number: int, _frame: FrameType | None) -> None:
        if came:
            os._exit(128 + number)
        came.append(number)
        clock.stop()

    before = {each: signal.signal(each, heed) for each in _SIGNALS}
    try:
        yield came
    finally:
        for each, handler in before.items():
            signal.signal(each, handler)


def _made(
    made: "Parts",
    store: "Store",
    desk: "Callable[[], Desk]",
    clock: "WallClock",
    *,
    alert: "Telling",
    stack: ExitStack,
    say: "Say",
) -> "Watch":
    from legation import batch
    from legation.models import DEFAULT_PARSER
    from legation.read import fetching
    from legation.store.failure import Origin
    from legation.watch.loop import Watch

    alert.check(desk())
    collecting = desk().collecting
    around = fetching.Surroundings(sleep=clock.sleep)
    fetcher = fetching.opened(allowed=collecting.allow, contact=collecting.contact, around=around)
    return Watch(
        store=store,
        desk=desk,
        fetcher=stack.enter_context(fetcher),
        code=_when_needed(made.load),
        link=made.link_some,
        clock=clock,
        say=say,
        alert=alert,
        alert_due=alert.due,
        origin=Origin(version=__version__, data_digest=batch.data_digest(), model=DEFAULT_PARSER),
    )


def _when_needed(load: "Callable[[str | None], Code]") -> "Code":
    """A coder that loads its models with the first article: most rounds that cron starts have none."""

    @cache
    def loaded() -> "Code":
        return load(None)

    return lambda document: loaded()(document)


def _say(*, quiet: bool) -> "Say":
    from legation.watch.saying import Line

    def say(line: Line) -> None:
        if not quiet or line.weight != "news":
            sys.stdout.write(f"{plain(str(line))}\n")
            sys.stdout.flush()

    return say


def _refuse_without_feeds(desk: "Desk", file: Path) -> None:
    feeds = desk.collecting.feeds
    if not feeds:
        raise QueryError(f'{file} names no feeds; add one: [[feeds]] on a line, and below it url = "https://…"')
    if all(each.paused for each in feeds):
        raise QueryError(f"all feeds of {file} are paused; take paused = true out of one at least")
