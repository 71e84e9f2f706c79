"""What the commands are made of. Heavy parts are imported when they are first needed, so that `--help` is quick."""

import gc
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import BinaryIO

from legation.errors import SourceError
from legation.records import AnyRecord, Development, Document, Report


def _documents(sources: Sequence[str], *, stdin: BinaryIO | None, kind: str | None) -> Iterator[Document | SourceError]:
    from legation import read

    return read.documents(sources, stdin=stdin, kind=kind)


def _load(model: str | None) -> Callable[[Document], tuple[AnyRecord, ...]]:
    # Models and tables are millions of objects that live as long as the program: the collector need not walk through
    # them while they are made, nor ever after.
    gc.disable()
    try:
        from legation import pipeline

        return pipeline.load(model)
    finally:
        gc.freeze()
        gc.enable()


def _linked(records: Sequence[AnyRecord]) -> tuple[Report | Development, ...]:
    from legation import link

    return link.linked(records)


@dataclass(frozen=True, slots=True)
class Parts:
    """The reader, the coder and the linker that the commands use."""

    documents: Callable[..., Iterator[Document | SourceError]] = _documents
    load: Callable[[str | None], Callable[[Document], tuple[AnyRecord, ...]]] = _load
    linked: Callable[[Sequence[AnyRecord]], tuple[Report | Development, ...]] = _linked
