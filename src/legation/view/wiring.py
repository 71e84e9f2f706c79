"""What the commands are made of. Heavy parts are imported when they are first needed, so that `--help` is quick."""

import gc
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, BinaryIO

from legation.errors import SourceError
from legation.records import AnyRecord, Document

if TYPE_CHECKING:
    from legation.store.store import Store


def _documents(
    sources: Sequence[str], *, stdin: BinaryIO | None, kind: str | None, limit: int | None = None
) -> Iterator[Document | SourceError]:
    from legation import read

    return read.documents(sources, stdin=stdin, kind=kind, limit=limit)


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


def _link(store: "Store") -> None:
    from legation import batch

    batch.relink(store)


def _link_some(store: "Store") -> bool:
    from legation import batch

    return batch.relink(store, pieces=1)


@dataclass(frozen=True, slots=True)
class Parts:
    """The reader, the coder and the linkers that the commands use: of all articles, and of some in one transaction."""

    documents: Callable[..., Iterator[Document | SourceError]] = _documents
    load: Callable[[str | None], Callable[[Document], tuple[AnyRecord, ...]]] = _load
    link: Callable[["Store"], None] = _link
    link_some: Callable[["Store"], bool | None] = _link_some
