"""Many documents in, their records kept or shown; what fails is noted and the rest goes on."""

import gc
import hashlib
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, fields
from importlib import resources
from importlib.resources.abc import Traversable
from typing import TYPE_CHECKING

from legation import overlay
from legation.errors import DocumentError, SourceError
from legation.records import AnyRecord, Document
from legation.store.codec import kinds
from legation.store.failure import Failure, Origin

if TYPE_CHECKING:  # reading without storing need not wait for the database library
    from sqlalchemy import Connection

    from legation.store.store import Store

Code = Callable[[Document], tuple[AnyRecord, ...]]
Link = Callable[["Store"], None]
AT_ONCE = 100  # articles linked in one transaction


@dataclass(frozen=True, slots=True)
class Coded:
    """A document and the records found in it."""

    document: Document
    records: tuple[AnyRecord, ...]


@dataclass(frozen=True, slots=True)
class Skipped:
    """A document that the store has already."""

    document: Document


Outcome = Coded | Skipped | Failure


@dataclass(frozen=True, slots=True)
class Keep:
    """Where records are kept, what the run is made with, and what links the articles that are not linked yet."""

    store: "Store"
    origin: Origin
    link: Link


@dataclass(frozen=True, slots=True, kw_only=True)
class Summary:
    """What came of a run. `read` counts documents; `failed` counts documents and sources that gave none.

    `uncoded` counts those among the documents coded now that are in another language than English, by language.
    """

    read: int = 0
    added: int = 0
    skipped: int = 0
    records: Mapping[str, int] = field(default_factory=dict)
    uncoded: Mapping[str, int] = field(default_factory=dict)
    failures: tuple[Failure, ...] = ()

    @property
    def failed(self) -> int:
        """How many documents and sources failed."""
        return len(self.failures)


def run(
    documents: Iterable[Document | SourceError],
    code: Code,
    *,
    keep: Keep | None = None,
    seen: Callable[[Outcome], None] = lambda outcome: None,
) -> Summary:
    """Code each document, tell `seen` what came of it, and keep it; then link what is new."""
    number = keep.store.start_run(keep.origin) if keep else 0
    tally: Counter[str] = Counter()
    found: Counter[str] = Counter()
    uncoded: Counter[str] = Counter()
    failures: list[Failure] = []
    for outcome in _outcomes(documents, code, keep.store if keep else None):
        tally[type(outcome).__name__] += 1
        if isinstance(outcome, Failure):
            failures.append(outcome)
            if keep:
                keep.store.fail(number, outcome)
        elif isinstance(outcome, Coded):
            found.update(record.record for record in outcome.records)
            if not outcome.document.codable:
                uncoded[outcome.document.language or ""] += 1
        seen(outcome)
    summary = Summary(
        read=tally["Coded"] + tally["Skipped"],
        added=tally["Coded"] if keep else 0,
        skipped=tally["Skipped"],
        records={kind: found[kind] for kind in kinds() if found[kind]},
        uncoded=dict(uncoded),
        failures=tuple(failures),
    )
    if keep:
        keep.link(keep.store)
        counts = {"added": summary.added, "skipped": summary.skipped, "failed": summary.failed}
        keep.store.end_run(number, **counts)
    return summary


def relink(store: "Store", *, anew: bool = False, pieces: int | None = None) -> bool:
    """Link the articles that are not linked yet; all of them `anew`, or when other rules linked them.

    It ends after so many `pieces` of some articles each, and returns whether some are left.
    """
    from legation.link import kept, limits, link, rules
    from legation.store import links, unlinked

    mine = rules()
    if anew or store.ask(unlinked.outdated(mine)):
        store.tell(links.forget)

    def linked(part: Sequence[str]) -> "Callable[[Connection], None]":
        def change(connection: "Connection") -> None:
            link(part, links.Links(connection, **kept()), limits())
            unlinked.done(part, mine)(connection)

        return change

    left = store.ask(unlinked.waiting(mine))
    starts = range(0, len(left), AT_ONCE)
    for start in starts[:pieces]:
        with _undisturbed():
            store.tell(linked(left[start : start + AT_ONCE]))
    return pieces is not None and len(starts) > pieces


@contextmanager
def _undisturbed() -> Iterator[None]:
    """Let nobody look for cyclic rubbish meanwhile: linking makes none, but objects by the hundred thousand."""
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_enabled:
            if not gc.get_freeze_count():
                # What linking made becomes old unseen, else all of it is looked through as soon as that is allowed.
                gc.freeze()
                gc.unfreeze()
            gc.enable()


def data_digest() -> str:
    """Return 16 hex digits that stand for all data files: those that come with Legation, and the user's tables."""
    digest = hashlib.sha256()
    for path, file in _files(resources.files("legation").joinpath("data")):
        digest.update(f"{path}\0".encode() + hashlib.sha256(file.read_bytes()).digest())
    for each in overlay.sets():
        for table in sorted(each.folder.glob("*.csv")):
            digest.update(f"{table.name}\0".encode() + hashlib.sha256(table.read_bytes()).digest())
    return digest.hexdigest()[:16]


def _outcomes(documents: Iterable[Document | SourceError], code: Code, store: "Store | None") -> Iterator[Outcome]:
    for document in documents:
        if isinstance(document, SourceError):
            yield Failure.of(document)
        elif store and store.has(document.id):
            yield Skipped(document)
        else:
            found = coded(document, code)
            # Another run may have stored it meanwhile.
            is_new = store is None or isinstance(found, Failure) or store.add(document, found.records)
            yield found if is_new else Skipped(document)


def coded(document: Document, code: Code) -> Coded | Failure:
    """Code one document, which is not kept by that."""
    name = document.source_id or document.url or document.title or document.id
    if broken := _unwritable(document):
        return Failure(source=name, reason=f"its {broken} holds half a character (a lone surrogate)")
    try:
        records = tuple(each for each in code(document) if not isinstance(each, Document))
    except DocumentError as error:
        return Failure.of(error, name)
    return Coded(document, records)


def _unwritable(document: Document) -> str | None:
    """Name the first field that can't be written as UTF-8 (JSON escapes can smuggle in half characters)."""
    for each in fields(document):
        try:
            str(getattr(document, each.name)).encode()
        except UnicodeEncodeError:
            return each.name
    return None


def _files(folder: Traversable, path: str = "") -> Iterator[tuple[str, Traversable]]:
    for entry in sorted(folder.iterdir(), key=lambda each: each.name):
        if entry.name.startswith((".", "__")):
            continue
        here = f"{path}/{entry.name}"
        if entry.is_dir():
            yield from _files(entry, here)
        else:
            yield here, entry
