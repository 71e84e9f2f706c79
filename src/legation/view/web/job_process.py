"""What runs in the process of a job: reads articles into the store, and tells the server what comes of each.

The parser and the tables take hundreds of megabytes. They come with the job and go with it; the server stays small.
"""

import signal
import sys
from collections.abc import Iterable, Iterator, Mapping
from contextlib import ExitStack
from dataclasses import dataclass, field
from multiprocessing.connection import Connection
from pathlib import Path
from types import FrameType
from typing import Any

from legation.errors import LegationError, SourceError
from legation.records import Document
from legation.view.wiring import Parts

LINES = (".jsonl", ".ndjson", ".json")
UNKNOWN = (".csv", ".tsv")  # a row of these may go over several lines
Message = tuple[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Task:
    """What a job reads, into which store. `names` are the files as their sender knows them, by their path here."""

    database: Path
    parts: Parts
    sources: tuple[str, ...] = ()
    names: Mapping[str, str] = field(default_factory=dict)
    sample: str | None = None


def work(task: Task, server: Connection) -> None:
    """Do the task, and send what happens: how many there are, each outcome, then that it is done or why it is not."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C reaches this process too; the server decides
    signal.signal(signal.SIGTERM, _leave)
    try:
        _read(task, server)
        server.send(("done", None))
    except LegationError as error:
        server.send(("broken", str(error)))
    except OSError:
        sys.exit(1)  # the server is gone, and with it whoever asked
    except Exception:
        server.send(("broken", "A fault in Legation. The server's log says where; please report it."))
        raise
    finally:
        server.close()


def _leave(_: int, __: FrameType | None) -> None:
    # An exception, so that the store is closed and no article stays half written.
    raise SystemExit(0)


def _read(task: Task, server: Connection) -> None:
    from legation import __version__, batch
    from legation.models import DEFAULT_PARSER
    from legation.store.failure import Failure, Origin
    from legation.store.store import Store

    def seen(outcome: "batch.Outcome") -> None:
        server.send(("failure", outcome) if isinstance(outcome, Failure) else (type(outcome).__name__.lower(), None))

    def link(store: Store) -> None:
        server.send(("linking", None))
        task.parts.link(store)

    with ExitStack() as stack:
        sources, names = _sources(task, stack)
        server.send(("expected", _expected(sources)))
        store = stack.enter_context(Store.open(task.database))
        documents = _named(task.parts.documents(sources, stdin=None, kind=None), names)
        code = task.parts.load(None)
        server.send(("reading", None))
        origin = Origin(version=__version__, data_digest=batch.data_digest(), model=DEFAULT_PARSER)
        batch.run(documents, code, keep=batch.Keep(store, origin, link), seen=seen)


def _sources(task: Task, stack: ExitStack) -> tuple[list[str], Mapping[str, str]]:
    """The files to read, and what to call each of them."""
    if task.sample is None:
        return list(task.sources), task.names
    from legation.view.samples import samples

    files = stack.enter_context(samples(situation=task.sample == "situation"))
    return [str(file) for file in files], {str(file): file.name for file in files}


def _named(documents: Iterable[Document | SourceError], names: Mapping[str, str]) -> Iterator[Document | SourceError]:
    """Call the sources as their sender does: where they lie here is nobody's business."""
    for each in documents:
        if isinstance(each, SourceError) and each.source in names:
            yield SourceError(names[each.source], each.reason, line=each.line)
        else:
            yield each


def _expected(sources: Iterable[str]) -> int | None:
    """How many articles there will be; nothing where that shows only when they are read."""
    number = 0
    for source in sources:
        suffix = Path(source).suffix.lower()
        if suffix in UNKNOWN:
            return None
        number += _lines(Path(source)) if suffix in LINES else 1
    return number


def _lines(file: Path) -> int:
    try:
        with file.open("rb") as lines:
            return sum(bool(line.strip()) for line in lines)
    except OSError:
        return 1  # the reader will say what is wrong with it
