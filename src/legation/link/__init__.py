"""Many documents → which are one report, which events one happening, what ended a silence, and who was absent."""

from collections import defaultdict
from collections.abc import Callable, Sequence
from functools import cache
from importlib import import_module
from typing import TYPE_CHECKING, Any

from legation.link import words
from legation.link.absences import Absence, Window, absences, contexts, heard
from legation.link.endings import endings, with_endings
from legation.link.limits import Limits
from legation.link.limits import load as limits
from legation.link.voices import Expected, Topic
from legation.records import AnyRecord, Contradiction, Derived, Development, Document, Report, fingerprint
from legation.tables import data_file, yaml_table

if TYPE_CHECKING:
    from legation.link.happenings import Happening as Happening
    from legation.link.linker import link as link
    from legation.link.linker import sources as sources
    from legation.link.memory import Memory as Memory
    from legation.link.outlines import Head as Head
    from legation.link.outlines import Outline as Outline
    from legation.link.shelf import Placed as Placed

__all__ = [
    "Absence",
    "Expected",
    "Happening",
    "Head",
    "Limits",
    "Memory",
    "Outline",
    "Placed",
    "Topic",
    "Window",
    "absences",
    "contexts",
    "endings",
    "heard",
    "kept",
    "limits",
    "link",
    "linked",
    "rules",
    "sources",
    "with_endings",
]

EDITION = 16
# Loaded when asked for: commands that ask what is linked need not wait for the linker.
_LATER = {
    "Happening": "happenings",
    "Head": "outlines",
    "Memory": "memory",
    "Outline": "outlines",
    "Placed": "shelf",
    "link": "linker",
    "sources": "linker",
}


def __getattr__(name: str) -> Any:
    if name in _LATER:
        return getattr(import_module(f"{__name__}.{_LATER[name]}"), name)
    raise AttributeError(f"module '{__name__}' has no attribute {name!r}")


def linked(records: Sequence[AnyRecord]) -> tuple[Derived, ...]:
    """Link the records of many documents, which must be among them; the order of `records` has no effect."""
    from legation.link.linker import link, sources
    from legation.link.memory import Memory

    shelf = Memory()
    documents = [each for each in records if isinstance(each, Document)]
    found: dict[str, list[AnyRecord]] = defaultdict(list)
    for each in records:
        if not isinstance(each, Document | Derived):
            found[each.document].append(each)
    for document in documents:
        shelf.take(sources(document, found[document.id]))
    link(sorted({each.id for each in documents}), shelf, limits())
    return tuple(sorted((each for kept in shelf.derived.values() for each in kept), key=_order))


def kept() -> dict[str, Callable[..., Any]]:
    """What the store's shelf makes of what it keeps, by the names under which it takes them."""
    from legation.link.happenings import Happening
    from legation.link.linker import sources
    from legation.link.outlines import Head, Outline
    from legation.link.shelf import Placed

    return {
        "unpacked": Happening.unpacked,
        "placed": Placed,
        "sources": sources,
        "outlined": Outline.unpacked,
        "headed": Head,
    }


@cache
def rules() -> str:
    """Name the rules by which articles are linked: an edition, raised when the code changes, and a hash of the data."""
    names = ("linking", "likeness", "words", "named_days", "denials", "oppositions", "answers", "organs", "synonyms")
    common = sorted(words.load().common.items())
    trees = data_file("link/chances.json").read_text(encoding="utf-8")
    return fingerprint(EDITION, [yaml_table(f"link/{name}.yaml") for name in names], common, trees)


def _order(record: Derived) -> tuple[int, str, int, str]:
    kind = (Report, Development, Contradiction).index(type(record))
    return kind, record.document, min((e.start for e in record.evidence), default=0), record.id
