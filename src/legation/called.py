"""Whom a user means by a name: an id of the tables, a name or an alias; nobody is guessed."""

import re
from collections import defaultdict
from dataclasses import dataclass

from rapidfuzz import fuzz, process

from legation.knowledge import Knowledge

# Of several who bear a name, one who ranks before all others is meant: "Georgia" is the state before a person.
_RANKS = ("state", "organisation", "group", "person", "unnamed")
# Ids of actors whom only articles name are taken as they are: `org:some-institute`.
_OF_ARTICLES = re.compile(r"(?:org|group|person|unnamed):\S+")
_FEW = 5
_NEAR = 80.0  # of 100, by the likeness of the letters


@dataclass(frozen=True, slots=True, kw_only=True)
class Called:
    """The id that a name stands for, or the reason why it stands for none."""

    id: str | None = None
    reason: str = ""


class Callers:
    """Finds the id behind a name in the tables."""

    def __init__(self, knowledge: Knowledge) -> None:
        """Use these tables."""
        self._known = knowledge.known
        self._by_surname = knowledge.by_surname
        self._names: dict[str, set[str]] = defaultdict(set)
        self._places: dict[str, set[str]] = defaultdict(set)
        for alias in knowledge.aliases:
            found = self._names if alias.kind == "name" else self._places
            found[_folded(alias.phrase)].add(alias.id)
        for known in self._known.values():
            self._names[_folded(known.name)].add(known.id)

    def find(self, name: str) -> Called:
        """Find whom `name` means: by its id, its name, or a city or people that stands for it."""
        if name in self._known or _OF_ARTICLES.fullmatch(name):
            return Called(id=name)
        code = {name.upper()} & self._known.keys()
        found = self._names.get(_folded(name)) or self._places.get(_folded(name)) or code
        first = self._first(found)
        if len(first) == 1:
            return Called(id=first[0])
        if first:
            more = " …" if len(first) > _FEW else ""
            return Called(reason=f"'{name}' may be {', '.join(first[:_FEW])}{more}; write the id of the one you mean")
        return Called(reason=f"'{name}' is no actor that the tables know{self._near(name)}")

    def name(self, actor: str) -> tuple[str, bool]:
        """Return what the actor is called, and whether the tables know it."""
        known = self._known.get(actor)
        return (known.name, True) if known else (actor, False)

    def _first(self, found: set[str]) -> list[str]:
        rank = {each: _RANKS.index(self._known[each].kind) for each in found}
        return sorted(each for each in rank if rank[each] == min(rank.values()))

    def _near(self, name: str) -> str:
        ids = self._by_surname.get(name) or self._like(name)
        some = [f"{self._known[each].name} ({each})" for each in ids[:_FEW]]
        return f"; did you mean {' or '.join(some)}?" if some else ""

    def _like(self, name: str) -> tuple[str, ...]:
        near = process.extract(_folded(name), self._names.keys(), scorer=fuzz.ratio, score_cutoff=_NEAR, limit=_FEW)
        best = [phrase for phrase, score, _ in near if score == near[0][1]]
        found = {actor for phrase in best for actor in self._names[phrase]}
        return tuple(self._first(found)[:1]) if found else ()


def _folded(name: str) -> str:
    return name.strip().casefold().removeprefix("the ")
