"""The marks by which pages and newsletters tell what is no article text, as frozen tables from `data/read/`."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType

from legation.read.vocabulary import loaded


@dataclass(frozen=True, slots=True, kw_only=True)
class Stubs:
    """How the beginning of a sold article and a live blog are told; counts are words."""

    live_types: frozenset[str]
    tier_metas: frozenset[str]
    tier_values: frozenset[str]
    signs: tuple[str, ...]
    sign_words: int
    stub_words: int
    sign_stub_words: int


@cache
def stubs() -> Stubs:
    """Load `read/stubs.yaml`."""
    counts = ("sign_words", "stub_words", "sign_stub_words")
    data = loaded("read/stubs.yaml", "live_types", "tier_metas", "tier_values", "signs", *counts)
    return Stubs(
        live_types=frozenset(data["live_types"]),
        tier_metas=frozenset(data["tier_metas"]),
        tier_values=frozenset(data["tier_values"]),
        signs=tuple(each.lower() for each in data["signs"]),
        **{name: int(data[name]) for name in counts},
    )


@dataclass(frozen=True, slots=True)
class Tracking:
    """Parameters of addresses that track readers, by name and by how their names begin (lower case)."""

    names: frozenset[str]
    beginnings: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Dating:
    """The meta tags that hold the time of publication, the surest first."""

    metas: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Boilerplate:
    """What stands in an article's page and is not its text; counts are words."""

    tags: tuple[str, ...]
    classes: frozenset[str]
    lines: frozenset[str]
    beginnings: tuple[str, ...]
    unended: tuple[str, ...]
    endings: tuple[str, ...]
    phrases: tuple[str, ...]
    line_words: int


@cache
def tracking() -> Tracking:
    """Load `read/tracking.yaml`."""
    data = loaded("read/tracking.yaml", "names", "beginnings")
    return Tracking(frozenset(data["names"]), tuple(data["beginnings"]))


@cache
def dating() -> Dating:
    """Load `read/datemarks.yaml`."""
    return Dating(tuple(loaded("read/datemarks.yaml", "metas")["metas"]))


@cache
def boilerplate() -> Boilerplate:
    """Load `read/boilerplate.yaml`."""
    lists = ("tags", "classes", "lines", "beginnings", "unended", "endings", "phrases")
    data = loaded("read/boilerplate.yaml", *lists, "line_words")
    told = {name: tuple(str(each).lower() for each in data[name]) for name in lists}
    return Boilerplate(
        tags=told["tags"],
        classes=frozenset(told["classes"]),
        lines=frozenset(told["lines"]),
        beginnings=told["beginnings"],
        unended=told["unended"],
        endings=told["endings"],
        phrases=told["phrases"],
        line_words=int(data["line_words"]),
    )


@cache
def publishers() -> Mapping[str, str]:
    """Load `read/publishers.yaml`: the name of an outlet by its host, without "www."."""
    data = loaded("read/publishers.yaml", "publishers")
    return MappingProxyType({host: name for region in data["publishers"].values() for host, name in region.items()})


@dataclass(frozen=True, slots=True, kw_only=True)
class Columns:
    """What exports call the fields of a document, the surest name first; names of lists of articles and of objects."""

    fields: Mapping[str, tuple[str, ...]]
    lists: tuple[str, ...]
    around: tuple[str, ...]
    inside: tuple[str, ...]


@cache
def columns() -> Columns:
    """Load `read/columns.yaml`."""
    data = loaded("read/columns.yaml", "fields", "lists", "around", "inside")
    return Columns(
        fields=MappingProxyType({field: tuple(names) for field, names in data["fields"].items()}),
        lists=tuple(data["lists"]),
        around=tuple(data["around"]),
        inside=tuple(data["inside"]),
    )
