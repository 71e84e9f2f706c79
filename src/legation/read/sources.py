"""Sources named by the user, one after the other: files, folders, globs, standard input, web addresses."""

import glob
import io
import os
import re
import stat
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import ExitStack
from pathlib import Path, PurePath
from typing import TYPE_CHECKING, BinaryIO, cast

from legation.errors import QueryError, SourceError
from legation.read import plain, tables
from legation.read.formats import KINDS, Kind, format_of
from legation.read.streams import Source
from legation.read.vocabulary import formats
from legation.records import Document

if TYPE_CHECKING:
    from legation.read.fetching import Fetcher
    from legation.read.online import Online

Article = Document | SourceError

_ADDRESS = re.compile(r"[A-Za-z][A-Za-z0-9+.-]+://")
_HEAD = 1 << 16


def documents(
    sources: Iterable[str],
    *,
    stdin: BinaryIO | None = None,
    kind: str | None = None,
    limit: int | None = None,
    fetcher: "Fetcher | None" = None,
) -> Iterator[Article]:
    """Yield the articles in `sources` as they are read, and a SourceError for each thing that can't be.

    A source is a file, a folder (read with its subfolders in order of name, hidden files, links to folders and files
    such as README or desk.toml left out), a glob, "-" for standard input, or a web address: a page, or a feed or
    sitemap, of which the newest `limit` pages are read. `kind` forces a format instead of judging by file ending and
    first bytes; raises QueryError when there is no such format. `fetcher` asks the web; else one is opened when needed.
    """
    if kind is not None and kind not in KINDS:
        raise QueryError(f"no such format: '{kind}'; the formats are {', '.join(KINDS)}")
    return _documents(sources, stdin, cast(Kind | None, kind), limit=limit, fetcher=fetcher)


def _documents(
    sources: Iterable[str],
    stdin: BinaryIO | None,
    kind: Kind | None,
    *,
    limit: int | None,
    fetcher: "Fetcher | None",
) -> Iterator[Article]:
    web: Online | None = None
    with ExitStack() as stack:
        for source in sources:
            if source == "-":
                yield from _from_stream(stdin if stdin is not None else sys.stdin.buffer, kind)
            elif _ADDRESS.match(source):
                web = web or _online(stack, fetcher, limit)
                yield from web.articles(source, kind)
            else:
                for found in _files(source):
                    yield from [found] if isinstance(found, SourceError) else _from_file(found, kind)


def _online(stack: ExitStack, fetcher: "Fetcher | None", limit: int | None) -> "Online":
    """What reads addresses; its libraries are loaded when the first one is named, and its cache is opened once."""
    from legation.read import fetching
    from legation.read.online import Online

    opened = fetcher or stack.enter_context(fetching.opened())
    return Online(fetcher=opened, read=articles, limit=limit)


def _files(source: str) -> Iterator[Path | SourceError]:
    if "\0" in source or not source:
        yield SourceError(repr(source), "isn't the name of a file")
    elif _is_folder(source):
        yield from _in_folder(source)
    elif os.path.lexists(source) or not glob.has_magic(source):
        yield Path(source)
    else:
        # Path.glob refuses absolute patterns.
        matches = sorted(glob.glob(source, recursive=True))  # noqa: PTH207
        for match in matches:
            yield from _in_folder(match) if _is_folder(match) and "**" not in source else _plain_file(match)
        if not matches:
            yield SourceError(source, "no file matches this pattern")


def _plain_file(path: str) -> Iterator[Path]:
    # "**" matches folders beside the files in them.
    if not _is_folder(path):
        yield Path(path)


def _is_folder(path: str) -> bool:
    try:
        return Path(path).is_dir()
    except OSError:  # said when the path is opened
        return False


def _in_folder(folder: str) -> Iterator[Path | SourceError]:
    failed: list[SourceError] = []

    def refused(error: OSError) -> None:
        failed.append(SourceError(str(error.filename), f"this folder {_reason(error)}"))

    count = 0
    for place, folders, names in os.walk(folder, onerror=refused):
        yield from failed
        count += len(failed)
        failed.clear()
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(names):
            if not name.startswith(".") and not _is_no_article(name):
                count += 1
                yield _regular(Path(place, name))
    yield from failed
    if not count and not failed:
        yield SourceError(folder, "this folder holds no files to read; expected articles")


def _is_no_article(name: str) -> bool:
    """Whether a file lies beside articles and is none: a README, a desk."""
    beside = name.split(".")[0].lower() in formats().beside
    return beside or PurePath(name).suffix.lower() in formats().settings


def _regular(path: Path) -> Path | SourceError:
    """Pass on a file; a pipe or device in a folder would block the run."""
    try:
        regular = stat.S_ISREG(path.stat().st_mode)
    except OSError as exc:
        return SourceError(str(path), _reason(exc))
    return path if regular else SourceError(str(path), "is no regular file but a pipe, socket or device")


def _from_file(path: Path, kind: Kind | None) -> Iterator[Article]:
    try:
        with io.BufferedReader(path.open("rb", buffering=0), _HEAD) as stream:
            # A pipe's name ("/dev/fd/63") differs from run to run.
            file_name = path.name if path.is_file() else None
            yield from articles(Source(str(path), stream, file_name), kind)
    except OSError as exc:
        yield SourceError(str(path), _reason(exc))


def _from_stream(stream: BinaryIO, kind: Kind | None) -> Iterator[Article]:
    # A reader over a reader would wait for a full buffer before it gives the first line of a pipe.
    if isinstance(stream, io.BufferedReader):
        yield from articles(Source("standard input", stream), kind)
        return
    reader = io.BufferedReader(cast(io.RawIOBase, stream))
    try:
        yield from articles(Source("standard input", reader), kind)
    finally:
        reader.detach()  # the caller's stream stays open


def articles(source: Source, kind: Kind | None) -> Iterator[Article]:
    """Yield the articles of one open source, in the format `kind` or in that which its first bytes show."""
    try:
        head = source.stream.peek(_HEAD)
        if not head:
            raise SourceError(source.name, "is empty; expected an article")
        yield from _reader(kind or format_of(source.name, source.file_name, head))(source)
    except SourceError as error:
        yield error
    except OSError as exc:
        yield SourceError(source.name, _reason(exc))


def _reader(kind: Kind) -> Callable[[Source], Iterator[Article]]:
    """The reader of a format; those of pages, mail and PDF load large libraries, so only when asked for."""
    if kind == "html":
        from legation.read import html

        return html.articles
    if kind in ("eml", "mbox"):
        from legation.read import mail

        return mail.mbox if kind == "mbox" else mail.articles
    if kind == "warc":
        from legation.read import archives

        return archives.articles
    if kind == "pdf":
        from legation.read import pdf

        return pdf.articles
    return {"text": plain.articles, "jsonl": tables.jsonl, "csv": tables.comma_separated}[kind]


def _reason(error: OSError) -> str:
    if isinstance(error, FileNotFoundError):
        return "no such file or folder"
    if isinstance(error, PermissionError):
        return "can't be opened: you have no permission to read it"
    return f"can't be read: {(error.strerror or type(error).__name__).lower()}"
