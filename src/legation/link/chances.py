"""How likely two tellings are one happening: a forest of small trees over what they have in common.

`likeness` adds up what speaks for one happening, and a reader can check that sum by hand; it groups what is told in
like words. Whether two groups are one is a closer call: it hangs on what counts together (few words in common prove
more where the parties and days agree), which a sum can't say. The trees are ours, grown by `training/link/chances.py`
on labelled situations.
"""

import json
from collections.abc import Mapping, Sequence
from functools import cache
from typing import Any

from legation.errors import KnowledgeError
from legation.link import likeness_weights, parties, words
from legation.link.happenings import NEVER, Happening
from legation.link.likeness import comparable, days_allow, features, is_near
from legation.link.limits import Limits
from legation.tables import data_file

FILE = "link/chances.json"
# Days that lie further apart than so many are as far as any.
FAR = 90
# What is less like than this is never one: of the pairs that have a chance of .2 or more 99 in 100 are liker.
LEAST_LIKE = -3.0
# Who tell an act in words that prove more than this tell one only if a word is common: what else is alike, the same two
# doing such a thing on such days, is so of much that is told of a crisis, and of more in the news of a whole world.
FEW_WORDS = 3.0
# What one or both lack, which can neither agree nor differ.
UNKNOWN = -1.0
TYPES = (
    *("AGREE", "CONSULT", "SUPPORT", "CONCEDE", "COOPERATE", "AID", "RETREAT", "REQUEST", "ACCUSE", "REJECT"),
    *("THREATEN", "PROTEST", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT"),
)
# Of what is compared by name in `likeness` these count here too.
NAMED = (
    "same mode",
    "other mode",
    "days allow",
    "words around",
    "same names",
    "same place",
    "other place",
    "other side",
    "same verb",
    "other day beside",
    "other people",
    "own words of both",
    "same numbers",
    "fewer parties",
)
SIGNS = (
    *("likeness", "parties allow", "actors", "recipients", "parties", "turned round", "sides open", "most parties"),
    *("fewest actors", "fewest recipients", "particular words", "fewest own words", "most own words"),
    *("fewest words", "most words", "words", "own words", "own words around", "first days", "last days", "gap"),
    *("reports", "earlier span", "later span", "days beside", "gap beside", "dated", "earlier leads", "later leads"),
    *("same article", "earlier type", "later type", "same type", "same kind", "alike types", "persons"),
    *("other persons", "like verb", "verb told", "bare"),
    *NAMED,
)
# An act at one place, in one way, of these persons is hardly one at another, or of others.
_EXCLUDING = tuple(map(SIGNS.index, ("other place", "other mode", "other people")))
_SAME_KIND = SIGNS.index("same kind")


def signs(one: Happening, other: Happening, limits: Limits) -> Sequence[float] | None:
    """What the forest looks at, in the order of `SIGNS`; None where the two can't be one, or are hardly alike.

    The order in which the two are given makes no difference.
    """
    if not (can_be_told(one) and can_be_told(other) and comparable(one, other, limits)):
        return None
    if not (is_near(one, other) and days_allow(one, other)):
        return None
    first, later = (one, other) if one.order <= other.order else (other, one)
    named, weights = features(first, later, limits), likeness_weights.load().weights
    told = sum(weights[name] * value for name, value in named.items())
    if told < LEAST_LIKE:
        return None
    return (
        told,
        parties.allow(first, later, parties.sides(first, later, limits)),
        *_of_parties(first, later),
        *_of_words(first, later),
        *_of_days(first, later),
        first.document == later.document,
        *_of_manner(first, later, named, limits),
        *(named.get(name, 0.0) for name in NAMED),
    )


class Forest:
    """Trees that each add to the odds of two tellings being one happening. All their nodes stand in one row.

    A node leads to its left where its sign is at most its limit; a leaf leads to itself, and only it adds anything.
    """

    def __init__(self, data: Mapping[str, Any]) -> None:
        """Take the trees as `data/link/chances.json` holds them: each node as [sign, limit, left, right] or [odds]."""
        import numpy

        self._numpy, self._bias, self._depth = numpy, float(data["bias"]), int(data["depth"])
        if tuple(data["signs"]) != SIGNS:
            raise ValueError("the trees were made for other signs")
        roots: list[int] = []
        nodes: list[tuple[int, float, int, int, float]] = []
        for tree in data["trees"]:
            base = len(nodes)
            roots.append(base)
            for at, node in enumerate(tree, start=base):
                leaf = len(node) == 1
                told = (0, 0.0, at, at, node[0]) if leaf else (node[0], node[1], base + node[2], base + node[3], 0.0)
                nodes.append(told)
        self._roots = numpy.array(roots)
        self._sign, self._left, self._right = (numpy.array([node[i] for node in nodes]) for i in (0, 2, 3))
        self._limit, self._odds = (numpy.array([node[i] for node in nodes], dtype=float) for i in (1, 4))

    def chances(self, rows: Sequence[Sequence[float]]) -> list[float]:
        """How likely each pair of tellings is one happening, from 0 to 1; each row has what `signs` gives."""
        if not rows:
            return []
        numpy = self._numpy
        values = numpy.array(rows, dtype=float)
        pair = numpy.arange(len(rows))[:, None]
        at = numpy.broadcast_to(self._roots, (len(rows), len(self._roots)))
        for _ in range(self._depth):
            at = numpy.where(values[pair, self._sign[at]] <= self._limit[at], self._left[at], self._right[at])
        odds = self._bias + self._odds[at].sum(axis=1)
        return [float(each) for each in 1.0 / (1.0 + numpy.exp(-odds))]


@cache
def load() -> Forest:
    """Read the trees that come with the package."""
    try:
        return Forest(json.loads(data_file(FILE).read_text(encoding="utf-8")))
    except (KeyError, TypeError, ValueError, IndexError) as error:
        raise KnowledgeError(FILE, None, str(error)) from error


def can_be_told(item: Happening) -> bool:
    """Whether it is an act that others can tell too: no dispute, and no other reading of the word of an act."""
    return item.type in TYPES and not item.follows


def share_words(one: Happening, other: Happening) -> bool:
    """Whether they have a word in common, or one of them is told in next to none."""
    few = min(one.told_weight, other.told_weight) < FEW_WORDS
    return few or not one.told_sense.isdisjoint(other.told_sense)


def tell_of_others(one: Happening, other: Happening, limits: Limits) -> bool:
    """Whether they name others on a side of whom the sentences of neither speak: to whom else the same was done.

    Where the one's sentence names them too, it is often the coder who took another for who acts, or for whom it hits.
    """
    if one.type in limits.mutual or other.type in limits.mutual:
        ours, theirs = one.parties - other.parties, other.parties - one.parties
        return _are_strange(one, other, ours, theirs)
    sides = ((one.actors, other.actors), (one.recipients, other.recipients))
    return any(a.isdisjoint(b) and _are_strange(one, other, a, b) for a, b in sides)


def _are_strange(one: Happening, other: Happening, ours: frozenset[str], theirs: frozenset[str]) -> bool:
    return bool(ours and theirs) and ours.isdisjoint(other.present) and theirs.isdisjoint(one.present)


def tell_otherwise(row: Sequence[float]) -> bool:
    """Whether two of which these are the signs name other places, ways or persons, or tell acts of other kinds."""
    return not row[_SAME_KIND] or any(row[place] for place in _EXCLUDING)


def likeness_of(row: Sequence[float]) -> float:
    """How like two are of which these are the signs, as `likeness` has it; 0 where their parties shut them out."""
    return row[0] if row[1] else 0.0


def _of_parties(first: Happening, later: Happening) -> tuple[float, ...]:
    return (
        _common(first.actors, later.actors),
        _common(first.recipients, later.recipients),
        _common(first.parties, later.parties),
        max(_common(first.actors, later.recipients), _common(first.recipients, later.actors)),
        sum(not item.actors or not item.recipients for item in (first, later)),
        max(len(first.parties), len(later.parties)),
        min(len(first.actors), len(later.actors)),
        min(len(first.recipients), len(later.recipients)),
    )


def _of_words(first: Happening, later: Happening) -> tuple[float, ...]:
    weight = words.load().weight
    ours, theirs = first.told_sense - first.sense, later.told_sense - later.sense
    return (
        weight(first.particular & later.particular),
        min(first.own_weight, later.own_weight),
        max(first.own_weight, later.own_weight),
        min(first.told_weight, later.told_weight),
        max(first.told_weight, later.told_weight),
        weight(first.told_sense & later.told_sense),
        weight(first.sense & later.sense),
        max(weight(first.sense & theirs), weight(later.sense & ours)),
    )


def _of_days(first: Happening, later: Happening) -> tuple[float, ...]:
    beside = first.beside and later.beside
    return (
        _days(first.first, later.first),
        _days(first.last, later.last),
        _gap(first, later),
        _days(first.reported, later.reported),
        min(FAR, first.last - first.first),
        min(FAR, later.last - later.first),
        _common(first.beside, later.beside) if beside else UNKNOWN,
        min(FAR, min(abs(a - b) for a in first.beside for b in later.beside)) if beside else UNKNOWN,
        first.dated + later.dated,
        first.leads,
        later.leads,
    )


def _of_manner(first: Happening, later: Happening, named: Mapping[str, float], limits: Limits) -> tuple[float, ...]:
    ours, theirs = first.acting | first.receiving, later.acting | later.receiving
    return (
        TYPES.index(first.type),
        TYPES.index(later.type),
        first.type == later.type,
        limits.kind(first.type) == limits.kind(later.type),
        limits.is_alike(first.type, later.type),
        len(ours & theirs),
        bool(ours and theirs and not ours & theirs),
        "same verb" in named or "like verb" in named,
        (first.trigger in later.told) + (later.trigger in first.told),
        first.bare + later.bare,
    )


def _common(ours: frozenset[Any], theirs: frozenset[Any]) -> float:
    """The share of all that both have; where there is none, nothing agrees or differs."""
    return len(ours & theirs) / len(ours | theirs) if ours or theirs else UNKNOWN


def _days(one: int, other: int) -> float:
    """How many days lie between the two, as many as any where nobody dates one of them."""
    return FAR if NEVER in (one, other) else min(FAR, abs(one - other))


def _gap(first: Happening, later: Happening) -> float:
    """How many days lie between the times in which either can have happened; none where these meet."""
    since, until = max(first.first, later.first), min(first.last, later.last)
    return _days(since, until) if since > until or NEVER in (since, until) else 0.0
