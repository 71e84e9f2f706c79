"""Gold readings: what a careful human reader found in an article, as frozen facts with offsets."""

import hashlib
import json
import os
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, fields, replace
from pathlib import Path
from typing import Any, TypeVar, get_type_hints

import yaml

from legation.errors import KnowledgeError

BENCH = Path(__file__).parent
GOLD = BENCH / "gold"
ARTICLES = BENCH / "articles"
SAMPLES = BENCH.parent / "src" / "legation" / "data" / "samples"

Range = tuple[int, int]
Ranges = tuple[Range, ...]
Words = tuple[str, ...]
Keys = frozenset[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class GoldActor:
    """Someone who acts, speaks or is spoken of. `key` is what events call them, where no country stands for them."""

    id: str
    kind: Words
    names: Words = ()
    country: tuple[str | None, ...]
    key: str | None = None
    sector: Words = ()
    roles: Ranges = ()
    spans: Ranges = ()
    resolved: bool = True
    optional: bool = False

    @property
    def says(self) -> str:
        """The name that an error list shows."""
        return self.names[0] if self.names else self.id


@dataclass(frozen=True, slots=True, kw_only=True)
class GoldEvent:
    """One happening, and all the places that state it. `forms` are readings that are just as good."""

    says: str
    type: Words
    mode: Words = ()
    status: Words = ("actual",)
    actor: Keys
    actor_also: Keys = frozenset()
    recipient: Keys
    recipient_also: Keys = frozenset()
    mutual: bool = False
    spans: Ranges
    optional: bool = False
    forms: "tuple[GoldEvent, ...]" = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class GoldPressure:
    """One chain: who presses whom to move whom."""

    says: str
    pressers: Keys
    pressers_also: Keys = frozenset()
    intermediary: Keys
    targets: Keys
    targets_also: Keys = frozenset()
    demand: Ranges
    aim: Ranges = ()
    means: Words = ()
    optional: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class GoldStatement:
    """One attribution. `contents` holds the reader's choice of spans first, then others just as good."""

    says: str
    speaker: Words
    source: Ranges
    contents: tuple[Ranges, ...]
    act: Words
    quotation: Words
    nested: bool = False
    optional: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class GoldSilence:
    """One silence, and all the places that speak of it."""

    says: str
    actor: Words
    kind: Words
    cue: Ranges
    topic: Ranges = ()
    optional: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class GoldTie:
    """A relation that the text describes."""

    says: str
    actors: Keys
    kind: Words
    sign: tuple[int, ...]
    spans: Ranges
    optional: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class GoldPrediction:
    """What somebody holds will happen. No holder: the article says so in its own voice."""

    says: str
    holder: Words
    source: Ranges
    contents: tuple[Ranges, ...]
    words: Ranges = ()
    range: tuple[int, ...] = ()
    optional: bool = False


Fact = GoldActor | GoldEvent | GoldPressure | GoldStatement | GoldSilence | GoldTie | GoldPrediction
F = TypeVar("F")

# The record kind that each list of a gold file answers to.
LISTS: Mapping[str, tuple[str, type[Fact]]] = {
    "actors": ("actor", GoldActor),
    "events": ("event", GoldEvent),
    "pressure": ("pressure", GoldPressure),
    "statements": ("statement", GoldStatement),
    "silences": ("silence", GoldSilence),
    "ties": ("tie", GoldTie),
    "predictions": ("prediction", GoldPrediction),
}
KINDS = tuple(kind for kind, _ in LISTS.values())


@dataclass(frozen=True, slots=True, kw_only=True)
class Gold:
    """The gold reading of one article."""

    article: str
    about: str
    source: Mapping[str, str]
    sha256: str
    facts: Mapping[str, tuple[Fact, ...]]

    @property
    def actors(self) -> tuple[GoldActor, ...]:
        """The actors of the article."""
        return tuple(fact for fact in self.facts["actor"] if isinstance(fact, GoldActor))


def load_gold(folder: Path = GOLD) -> tuple[Gold, ...]:
    """Load all gold readings of a folder, in the order of their names."""
    return tuple(read_gold(path) for path in sorted(folder.glob("*.yaml")))


def read_gold(path: Path) -> Gold:
    """Load one gold file."""
    try:
        data = yaml.safe_load(path.read_text(encoding="utf-8"))
        facts = {kind: tuple(_fact(made, row) for row in data.get(name) or ()) for name, (kind, made) in LISTS.items()}
        head = {name: data[name] for name in ("article", "about", "source", "sha256")}
    except (yaml.YAMLError, KeyError, TypeError, ValueError) as exc:
        raise KnowledgeError(path.name, None, f"not a gold reading: {exc}") from exc
    return Gold(**head, facts=facts)


def _fact(made: type[Fact], row: Mapping[str, Any]) -> Fact:
    values = dict(row)
    if made in (GoldStatement, GoldPrediction):
        first = values.pop("content" if made is GoldStatement else "claim")
        values["contents"] = [first, *values.pop("or", [])]
        return _build(made, values)
    others = values.pop("or", []) if made is GoldEvent else []
    fact = _build(made, values)
    if not isinstance(fact, GoldEvent) or not others:
        return fact
    return replace(fact, forms=tuple(_build(GoldEvent, values | other) for other in others))


def _build(made: type[F], values: Mapping[str, Any]) -> F:
    hints = get_type_hints(made)
    unknown = sorted(set(values) - set(hints))
    if unknown:
        raise ValueError(f"unknown field {unknown[0]!r} in {values.get('says') or values.get('id')!r}")
    return made(**{name: _SHAPES.get(hints[name], _same)(value) for name, value in values.items()})


def _same(value: Any) -> Any:
    return value


def _ranges(value: Any) -> Ranges:
    return tuple((int(start), int(end)) for start, end in value)


_SHAPES: Mapping[Any, Callable[[Any], Any]] = {
    Words: tuple,
    Keys: frozenset,
    Ranges: _ranges,
    tuple[Ranges, ...]: lambda value: tuple(_ranges(ranges) for ranges in value),
    tuple[int, ...]: tuple,
    tuple[str | None, ...]: tuple,
}


def ranges_of(fact: Fact) -> Iterator[tuple[str, Range]]:
    """Yield every range of a fact with the name of its field."""
    hints = get_type_hints(type(fact))
    for field in fields(fact):
        value = getattr(fact, field.name)
        if hints[field.name] == Ranges:
            yield from ((field.name, span) for span in value)
        elif hints[field.name] == tuple[Ranges, ...]:
            yield from ((field.name, span) for ranges in value for span in ranges)
    if isinstance(fact, GoldEvent):
        for form in fact.forms:
            yield from ranges_of(form)


def shared_folder() -> Path:
    """The folder of articles that are not ours to ship, beside the repository unless LEGATION_SHARED names it."""
    named = os.environ.get("LEGATION_SHARED")
    return Path(named) if named else BENCH.parent.parent / "shared" / "articles"


def article_path(gold: Gold) -> Path:
    """The file that holds the article."""
    if "shared" in gold.source:
        return shared_folder() / gold.source["shared"]
    if "bench" in gold.source:
        return ARTICLES / gold.source["bench"]
    return SAMPLES / gold.source["sample"]


def article_text(gold: Gold) -> str | None:
    """The text of the article as stored; None when it isn't here."""
    path = article_path(gold)
    if not path.is_file():
        return None
    raw = path.read_bytes().decode("utf-8")
    if "row" not in gold.source:
        return raw
    rows = (json.loads(line) for line in raw.split("\n") if line.strip())
    return next((str(row["text"]) for row in rows if row["id"] == gold.source["row"]), None)


def digest(text: str) -> str:
    """The sha256 by which an article is known."""
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
