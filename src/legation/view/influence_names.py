"""Whom a user means by names, pairs and levers: `CHN`, `North Korea`, `CHN-PRK:trade`, `JPN-PRK:trade:0.4`."""

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING

from legation.errors import QueryError
from legation.link.levers import Kind, Rules
from legation.link.routes import Supposed
from legation.records import Actor
from legation.store import influence
from legation.store.pairing import party
from legation.store.store import Store
from legation.tables import csv_rows
from legation.toml_tables import meant
from legation.view import who

if TYPE_CHECKING:
    from legation.called import Callers
    from legation.knowledge import Knowledge

_NUMBER = re.compile(r"\d*\.?\d+")
FEW = 5


class Parties:
    """Finds parties by what users call them, and what to call them by."""

    def __init__(self, store: Store, rules: Rules) -> None:
        """Ask this store; the tables are loaded only for names that no article has."""
        self._store = store
        self._levers = {kind.name: kind for kind in rules.levers if kind.acts}
        self._kinds = {kind.name: kind for kind in (*rules.levers, *rules.coercion, *rules.friction)}

    def find(self, name: str) -> str:
        """Return the party that a name means: officials count for their country; refuse a name that nobody bears."""
        return self._in_store(name) or self._in_tables(name)

    def taken(self, spec: str) -> Supposed:
        """Read what is to be left out: an actor, a pair, or one kind of lever between two."""
        pair, kind, value = self._parts(spec)
        if value is not None:
            raise QueryError(
                f"'{spec}' has a strength; to leave a lever out, write --without {spec.rpartition(':')[0]}"
            )
        source, target = self._pair(pair)
        if target is None and kind is not None:
            raise QueryError(f"'{spec}' names one party; a lever lies between two: --without CHN-PRK:{kind.name}")
        return Supposed(source=source, target=target, kind=kind)

    def added(self, spec: str) -> Supposed:
        """Read what is to be put in: a kind of lever of the first on the second, with its strength."""
        pair, kind, value = self._parts(spec)
        source, target = self._pair(pair)
        if target is None or kind is None:
            raise QueryError(f"'{spec}' is no lever: write --with JPN-PRK:trade, or :0.4 behind it; {self._choice}")
        if kind.name not in self._levers:
            raise QueryError(f"'{kind.name}' can't be put in, since it is no lever by itself; {self._choice}")
        if value is not None and not 0 < value <= 1:
            raise QueryError(f"'{spec}': a strength lies above 0 and is at most 1")
        forward, back = _weights(kind)
        full = forward if value is None else value
        return Supposed(source=source, target=target, kind=kind, value=full, back=full * back / forward)

    def names(self, parties: Iterable[str]) -> Mapping[str, str]:
        """Return what to call parties by: their name in articles, else in the tables, else their id."""
        wanted = frozenset(parties)
        found = {each: actor.name for each, actor in self._store.ask(influence.known(wanted)).items()}
        missing = wanted - found.keys()
        states = {row["iso3"]: row["name"] for row in csv_rows("actors/states.csv")} if missing else {}
        return found | {each: states.get(each, each) for each in missing}

    @property
    def _choice(self) -> str:
        return f"a lever is one of {', '.join(self._levers)}"

    def _parts(self, spec: str) -> tuple[str, Kind | None, float | None]:
        """Part the pair, the kind of lever and the strength."""
        rest, _, last = spec.strip().rpartition(":")
        value = float(last) if rest and _NUMBER.fullmatch(last) else None
        rest, colon, last = (rest if value is not None else spec.strip()).rpartition(":")
        if colon and last.casefold() in self._kinds:
            return rest, self._kinds[last.casefold()], value
        whole = f"{rest}{colon}{last}"
        if colon and "-" in rest and self._in_store(last) is None and self._split(whole) is None:
            raise QueryError(f"'{last}' in '{spec}' is no kind of lever{meant(last, [*self._kinds])}; {self._choice}")
        return whole, None, value

    def _pair(self, text: str) -> tuple[str, str | None]:
        if alone := self._in_store(text):
            return alone, None
        if two := self._split(text):
            return two
        first, dash, second = text.partition("-")
        return (self.find(first), self.find(second)) if dash else (self.find(text), None)

    def _split(self, text: str) -> tuple[str, str] | None:
        """Part two names that the store knows: names may have a dash themselves."""
        for match in re.finditer("-", text):
            first, second = self._in_store(text[: match.start()]), self._in_store(text[match.end() :])
            if first and second:
                return first, second
        return None

    def _in_store(self, name: str) -> str | None:
        if not name.strip():
            return None
        found = sorted(set(_parties(self._store.ask(influence.bearers(name)))))
        if len(found) > 1:
            some = ", ".join(found[:FEW]) + (" …" if len(found) > FEW else "")
            raise QueryError(f"'{name}' may be {some}; write the id of the one you mean")
        return found[0] if found else None

    def _in_tables(self, name: str) -> str:
        called = self._callers.find(name.strip())
        if called.id is None:
            raise QueryError(f"{called.reason}; `legation show actors` lists who is named in articles")
        known = self._knowledge.known.get(called.id)
        return party(called.id, {called.id: known.country} if known and known.country else {}) or called.id

    @property
    def _knowledge(self) -> "Knowledge":
        return who.tables()

    @property
    def _callers(self) -> "Callers":
        return who.callers()


def _parties(actors: Iterable[Actor]) -> Iterator[str]:
    for each in actors:
        if found := party(each.id, {each.id: each.country or each.id}):
            yield found


def _weights(kind: Kind) -> tuple[float, float]:
    """What a lever of the kind weighs at most, and what the other party gets of it where it holds both ways."""
    forward = max(kind.acts.values())
    both = any(act.startswith("tie:") for act in kind.acts) and any(act.startswith("tied:") for act in kind.acts)
    return forward, min(kind.acts.values()) if both else 0.0
