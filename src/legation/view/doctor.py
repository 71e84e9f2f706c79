"""What is installed and whether it works: one check a line."""

import importlib.metadata
import platform
import sqlite3
import sys
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from textwrap import wrap

from legation import __version__
from legation.errors import LegationError
from legation.records import Document
from legation.view.wiring import Parts

_SENTENCE = "China on Monday urged the United States to lift its sanctions."
WIDTH = 86  # characters, beside which the name of the check stands
_SAME = ("pressure",)
_LIBRARIES = ("spacy", "onnxruntime", "sqlalchemy", "pydantic", "typer", "rich", "trafilatura", "pypdf", "jinja2")


@dataclass(frozen=True, slots=True)
class Check:
    """One line of the report: what was looked at, whether it works, what was found."""

    name: str
    works: bool
    found: str


def checks(parts: Parts, database: Path, model: str | None = None) -> Iterator[Check]:
    """Look at one part after another; a part that fails does not hide the next."""
    yield Check("Legation", True, f"{__version__} on Python {platform.python_version()}, {sys.platform}")
    looks: tuple[tuple[str, Callable[[], str]], ...] = (
        ("libraries", _libraries),
        ("parser", lambda: _parser(model)),
        ("coder", _coder),
        ("listener", _listener),
        ("tables", _tables),
        ("full text", _full_text),
        ("database", lambda: _database(database)),
        ("reading", lambda: _reading(parts, model)),
    )
    for name, look in looks:
        yield _check(name, look)


def _check(name: str, look: Callable[[], str]) -> Check:
    try:
        return Check(name, True, look())
    except (LegationError, ImportError, OSError, sqlite3.Error) as error:
        return Check(name, False, " ".join(str(error).split()) or type(error).__name__)


def _libraries() -> str:
    return _listed(f"{name} {importlib.metadata.version(name)}" for name in _LIBRARIES)


def _parser(model: str | None) -> str:
    from legation.models import SpacyParser

    info = SpacyParser(model).info
    return f"{info.name} {info.version} ({info.licence})"


def _coder() -> str:
    from legation.models import OnnxClassifier

    coder = OnnxClassifier()
    info = coder.info
    return f"{info.name} {info.version} ({info.licence}), {len(coder.labels) - 1} subtypes of acts"


def _listener() -> str:
    from legation.listener import OnnxAttribution

    listener = OnnxAttribution()
    info = listener.info
    return f"{info.name} {info.version} ({info.licence}), {len(listener.labels) - 1} acts of speech and thought"


def _tables() -> str:
    from legation import knowledge
    from legation.batch import data_digest

    counts = (_count(count, name) for name, count in knowledge.load().counts().items())
    return _listed([f"data {data_digest()}", *counts])


def _full_text() -> str:
    with sqlite3.connect(":memory:") as connection:
        connection.execute("CREATE VIRTUAL TABLE probe USING fts5 (words)")
    connection.close()
    return f"SQLite {sqlite3.sqlite_version} with FTS5"


def _database(path: Path) -> str:
    from legation.store.store import Store

    if not path.exists():
        return f"none yet at {path.resolve()}; `legation add` makes it"
    with Store.open(path, create=False) as store:
        counts = [_count(count, kind) for kind, count in store.counts().items()]
        return _listed([f"{path.resolve()}", f"schema {store.schema_version}", *(counts or ["empty"])])


def _reading(parts: Parts, model: str | None) -> str:
    found = [each.record for each in parts.load(model)(Document(text=_SENTENCE))]
    if not found:
        raise LegationError(f"no record found in: {_SENTENCE}")
    kinds = ", ".join(_count(found.count(kind), kind) for kind in dict.fromkeys(found))
    return f"one sentence gives {kinds}"


def _count(number: int, noun: str) -> str:
    """Say how many: "1 person", "2 persons"; what names several already stays as it is."""
    if number == 1 and noun.endswith("s"):
        noun = noun.removesuffix("s")
    several = number != 1 and not noun.endswith("s") and " of " not in noun and noun not in _SAME
    return f"{number} {noun}{'s' * several}"


def _listed(parts: Iterable[str]) -> str:
    """Join the parts with commas, on lines that a screen holds."""
    return "\n".join(wrap(", ".join(parts), WIDTH, break_long_words=False, break_on_hyphens=False))
