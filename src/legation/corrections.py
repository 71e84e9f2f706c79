"""Corrections applied: which record of a text a verdict is about, and what the record says after it.

Pure functions over records as plain JSON values. The store applies verdicts with them, the bench measures with them.
"""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import chain
from typing import Any

from legation.errors import KnowledgeError
from legation.records import Correction
from legation.tables import yaml_table

FILE = "review/fields.yaml"
Values = Mapping[str, Any]
_NOTHING: tuple[object, ...] = (None, [], "")
_SPANS = ("words", "words?", "pieces")
_DONE = {"accept": "accepted", "reject": "rejected", "correct": "corrected"}
_BEGINNING = 8  # so much of a document's id stands in the ids of people whom nothing identifies
LONGEST = 60  # characters of words in a reason


@dataclass(frozen=True, slots=True)
class Field:
    """A field that a reviewer judges: its name, its heading, and what a value of it is."""

    name: str
    called: str
    takes: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Kind:
    """What is judged of one kind of record, and where two readings of it must agree to be one claim."""

    same: tuple[str, ...]
    fields: Mapping[str, Field]
    follows: Mapping[str, tuple[str, ...]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Rules:
    """What `data/review/fields.yaml` says, under the same names."""

    kinds: Mapping[str, Kind]
    asked: tuple[str, ...]
    saying: frozenset[str]
    least_shared: float


@cache
def load() -> Rules:
    """Read the rules that come with the package."""
    table = yaml_table(FILE)
    try:
        return Rules(
            kinds={name: _kind(values) for name, values in table["kinds"].items()},
            asked=tuple(table["asked"]),
            saying=frozenset(table["saying"]),
            least_shared=float(table["least_shared"]),
        )
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise KnowledgeError(FILE, None, f"not understood: {error}") from error


def original(correction: Correction, document: str) -> dict[str, Any]:
    """Return the record that was judged, as it would stand in `document`, which has the same text."""
    values: dict[str, Any] = json.loads(_moved(correction.original, correction, document))
    return values


def effective(correction: Correction, found: Values) -> dict[str, Any]:
    """Return what the record `found` says after the verdict: what the reviewer saw and set holds, surely.

    Where the reviewer saw nothing, a later reading that says more keeps it. A rejected record has no confidence.
    """
    said = original(correction, found["document"])
    told = {name: now for name, (_, now) in _told(correction, found["document"]).items()}
    seen = {name: said[name] for name in load().kinds[correction.of].fields if said.get(name) not in _NOTHING}
    judged = {"why": [verdict(correction), *found["why"]]}
    if correction.verdict == "reject":
        return {**found, **judged, "confidence": 0.0}
    evidence = _evidence(found["evidence"], told, load().kinds[correction.of])
    return {**found, **seen, **told, **judged, "evidence": evidence, "confidence": 1.0}


def verdict(correction: Correction) -> str:
    """Say in a line who judged the record, when, and what changed."""
    by = f" by {correction.by}" if correction.by else ""
    told = "; ".join(changes(correction))
    return f"{_DONE[correction.verdict]}{by} on {correction.on[:10]}" + (f": {told}" if told else "")


def changes(correction: Correction) -> Iterator[str]:
    """Say of each field that a reviewer changed what it was and what it is; what merely follows is left out."""
    judged = load().kinds[correction.of].fields if correction.of in load().kinds else {}
    for each in correction.changes:
        if each.field in judged:
            yield f"{each.field}: {_cut(in_short(json.loads(each.was)))} → {_cut(in_short(json.loads(each.now)))}"


def find(correction: Correction, candidates: Sequence[Values]) -> Values | None:
    """Return the record that the verdict is about, of those of its kind in a document with the same text.

    The same id is the same record. Else it stands on the same words and makes the same claim; of several the one that
    agrees in most fields. A field that was corrected may hold the old value or the new.
    """
    exact = next((each for each in candidates if each["id"] == correction.target), None)
    if exact is not None or correction.of not in load().kinds:
        return exact
    likely = [each for each in near(correction, candidates) if not differing(correction, each)]
    return max(
        likely, key=lambda each: (_agreeing(correction, each), _closeness(correction, each), each["id"]), default=None
    )


def near(correction: Correction, candidates: Iterable[Values]) -> list[Values]:
    """Return the candidates that stand on the words of the record that was judged, whatever they say."""
    return [each for each in candidates if _at_one_place(correction, each)]


def differing(correction: Correction, found: Values, *, whole: bool = False) -> tuple[str, ...]:
    """Name the fields in which the record found makes another claim; or, `whole`, says anything else than is right."""
    kind = load().kinds[correction.of]
    said = original(correction, found["document"])
    told = _told(correction, found["document"])
    seen = (name for name in kind.fields if name in told or said.get(name) not in _NOTHING)
    names = tuple(seen) if whole else kind.same
    return tuple(
        name
        for name in names
        if not any(alike(kind.fields[name].takes, v, found.get(name)) for v in _right(name, said, told, whole=whole))
    )


def alike(takes: str, left: Any, right: Any) -> bool:
    """Tell whether two values of a field say the same: lists of actors in any order, words that mostly overlap."""
    if left is None or right is None:
        return left is right
    match takes.rstrip("?"):
        case "actors" | "two actors" | "contexts":
            return set(left) == set(right)
        case "words":
            return _overlap([left], [right]) >= load().least_shared
        case "pieces":
            return _overlap(left, right) >= load().least_shared
        case "speaker":
            names = (left["actor"], right["actor"])
            return names[0] == names[1] if any(names) else _folded(left) == _folded(right)
        case _:
            return bool(left == right)


def in_short(value: Any, longest: int = LONGEST) -> str:
    """Say a value as a reader takes it in; words are cut where they are long."""
    if value in _NOTHING:
        return "–"
    if isinstance(value, list):
        return "; ".join(in_short(each, longest) for each in value)
    if isinstance(value, bool):
        return "yes" if value else "no"
    return _part(value, longest) if isinstance(value, dict) else _cut(str(value), longest)


def _kind(values: Values) -> Kind:
    fields = {name: Field(name, row["called"], row["takes"]) for name, row in values["fields"].items()}
    follows = {name: tuple(others) for name, others in values.get("follows", {}).items()}
    return Kind(same=tuple(fields[name].name for name in values["same"]), fields=fields, follows=follows)


def _told(correction: Correction, document: str) -> dict[str, tuple[Any, Any]]:
    """The fields that the reviewer changed: the value that stood there, and the one that is right."""
    texts = ((each.field, each.was, each.now) for each in correction.changes)
    return {
        name: (json.loads(_moved(was, correction, document)), json.loads(_moved(now, correction, document)))
        for name, was, now in texts
    }


def _moved(text: str, correction: Correction, document: str) -> str:
    """Who is known by a surname alone bears the beginning of the document's id: put that of `document` there."""
    old, new = (f"person:unresolved:{each[:_BEGINNING]}" for each in (correction.document, document))
    return text.replace(old, new)


def _evidence(found: Sequence[Values], told: Values, kind: Kind) -> list[Values]:
    """The places that a record rests on: words that were corrected stand for those that were read."""
    moved = {name: told[name] for name in told if name in kind.fields and kind.fields[name].takes in _SPANS}
    spans = {name: now if isinstance(now, list) else [now] for name, now in moved.items() if now}
    kept = [each for each in found if each["role"] not in spans]
    roles = {each["role"] for each in found}
    return kept + [{"role": name, **span} for name in spans if name in roles for span in spans[name]]


def _right(name: str, said: Values, told: Mapping[str, tuple[Any, Any]], *, whole: bool) -> tuple[Any, ...]:
    """The values that a field may have: the old one beside the new one, where the record need only be found."""
    if name not in told:
        return (said.get(name),)
    return told[name][1:] if whole else told[name]


def _agreeing(correction: Correction, found: Values) -> int:
    return -len(differing(correction, found, whole=True))


def _at_one_place(correction: Correction, found: Values) -> bool:
    """Whether the words that say it overlap; where neither has such words, whether any do."""
    mine = [each for each in _places(json.loads(correction.original)) if each["role"] in load().saying]
    theirs = [each for each in _places(found) if each["role"] in load().saying]
    if not (mine and theirs):
        mine, theirs = _places(json.loads(correction.original)), _places(found)
    return _overlap(mine, theirs) > 0


def _closeness(correction: Correction, found: Values) -> float:
    return _overlap(_places(json.loads(correction.original)), _places(found))


def _places(values: Values) -> list[dict[str, Any]]:
    return list(values.get("evidence") or ())


def _overlap(left: Sequence[Values], right: Sequence[Values]) -> float:
    """How much of the characters that either covers both cover."""
    mine, theirs = (set(chain.from_iterable(range(s["start"], s["end"]) for s in spans)) for spans in (left, right))
    return len(mine & theirs) / len(mine | theirs) if mine or theirs else 1.0


def _folded(speaker: Values) -> str:
    return " ".join(str(speaker["as_written"]).casefold().split())


def _part(value: Values, longest: int) -> str:
    """A part of a record in words: a speaker, a number, a stretch of text, days, a certainty, a place, a stance."""
    match value:
        case {"as_written": written, "actor": actor}:
            return str(actor or written)
        case {"unit": unit, "text": text}:
            return f"{text} ({unit})"
        case {"text": text}:
            return f"“{_cut(text, longest)}”"
        case {"start": start, "end": end}:
            return str(start) if start == end else f"{start} to {end}"
        case {"phrase": phrase, "low": low, "high": high}:
            return f"{phrase} ({low}–{high} %)"
        case {"target": target, "value": degree}:
            return f"{target} {degree:+g}"
        case _:
            return str(value.get("name", value))


def _cut(text: str, longest: int = LONGEST) -> str:
    text = " ".join(text.split())
    return text if len(text) <= longest else f"{text[: longest - 1].rstrip()}…"
