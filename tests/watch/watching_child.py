"""A watch in a process of its own, with the real clock and signals: `-m watch.watching_child FOLDER PORT SECONDS`.

It takes SECONDS to code an article, and says when it begins to.
"""

import sys
import time
from pathlib import Path

import fakes
from legation.read.fetching import Fetcher, Surroundings
from legation.records import AnyRecord, Document
from legation.store.store import Store
from legation.view.cli_watch import stopped_by_signals
from legation.watch.clocks import WallClock
from legation.watch.loop import Watch
from legation.watches import Collecting, Feed

from .desk_day import desk_with


def main(folder: Path, port: str, seconds: float) -> None:
    def code(document: Document) -> tuple[AnyRecord, ...]:
        print("coding", flush=True)  # noqa: T201 (whoever started this process waits for it)
        time.sleep(seconds)
        return fakes.code(document)

    desk = desk_with(Collecting(feeds=(Feed(address=f"http://localhost:{port}/feed"),)))
    clock = WallClock()
    allowed = frozenset({f"localhost:{port}", f"127.0.0.1:{port}"})
    around = Surroundings(sleep=clock.sleep)
    with (
        stopped_by_signals(clock),
        Store.open(folder / "legation.db") as store,
        Fetcher(cache=folder / "cache", agent="Legation", allowed=allowed, around=around) as web,
    ):
        Watch(
            store=store,
            desk=lambda: desk,
            fetcher=web,
            code=code,
            link=fakes.link,
            clock=clock,
            say=lambda line: print(line, flush=True),  # noqa: T201 (as above)
        ).run()


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2], float(sys.argv[3]))
