"""The marks by which pages and newsletters tell what is no article text, as frozen tables from `data/read/`."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType

from legation.read.vocabulary import furniture, loaded


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


@dataclass(frozen=True, slots=True, kw_only=True)
class OtherPages:
    """How pages are told that stand where an article was expected; counts are words, and headings."""

    wall_titles: tuple[str, ...]
    film_words: int
    teasers: int
    teaser_share: float
    least_words: int


@cache
def other_pages() -> OtherPages:
    """Load `read/otherpages.yaml`."""
    counts = ("film_words", "teasers", "teaser_share", "least_words")
    data = loaded("read/otherpages.yaml", "wall_titles", *counts)
    titles = tuple(each.lower() for each in data["wall_titles"])
    return OtherPages(wall_titles=titles, **{name: data[name] for name in counts})


@dataclass(frozen=True, slots=True, kw_only=True)
class Signing:
    """Words of class names: of elements that name the author, and of those in which others are named."""

    classes: frozenset[str]
    boxes: frozenset[str]
    particles: frozenset[str]


@cache
def signing() -> Signing:
    """Load `read/signing.yaml`."""
    data = loaded("read/signing.yaml", "classes", "boxes")
    return Signing(classes=frozenset(data["classes"]), boxes=frozenset(data["boxes"]), particles=furniture().particles)


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
    together: tuple[tuple[str, ...], ...]
    front: frozenset[str]
    front_beginnings: tuple[str, ...]
    about_authors: tuple[str, ...]
    tails: tuple[str, ...]
    tail_beginnings: tuple[str, ...]
    line_words: int
    tail_share: float


@cache
def dating() -> Dating:
    """Load `read/datemarks.yaml`."""
    return Dating(tuple(loaded("read/datemarks.yaml", "metas")["metas"]))


_EDGES = ("front", "front_beginnings", "about_authors", "tails", "tail_beginnings")


@cache
def boilerplate() -> Boilerplate:
    """Load `read/boilerplate.yaml`."""
    lists = ("tags", "classes", "lines", "beginnings", "unended", "endings", "phrases", *_EDGES)
    data = loaded("read/boilerplate.yaml", *lists, "together", "line_words", "tail_share")
    told = {name: tuple(str(each).lower() for each in data[name]) for name in lists}
    return Boilerplate(
        tags=told["tags"],
        classes=frozenset(told["classes"]),
        lines=frozenset(told["lines"]),
        beginnings=told["beginnings"],
        unended=told["unended"],
        endings=told["endings"],
        phrases=told["phrases"],
        together=tuple(tuple(str(each).lower() for each in row) for row in data["together"]),
        front=frozenset(told["front"]),
        front_beginnings=told["front_beginnings"],
        about_authors=told["about_authors"],
        tails=told["tails"],
        tail_beginnings=told["tail_beginnings"],
        line_words=int(data["line_words"]),
        tail_share=float(data["tail_share"]),
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
