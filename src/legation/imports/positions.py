"""Positions: which office of ours the label of a position means, whose sector it is, how a sentence calls it."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import Any

from legation.imports.names import ascii_form
from legation.tables import csv_rows, parts, yaml_table
from legation.vetting import Index

_BRACKETS = re.compile(r"\s*\([^)]*\)")


@dataclass(frozen=True, slots=True)
class Office:
    """An office as offices.csv has it; `one` where two holders at once are an error."""

    key: str
    title: str
    sector: str
    one: bool = False


@dataclass(frozen=True, slots=True)
class _Rule:
    pattern: re.Pattern[str]
    row: Mapping[str, Any]

    def holds(self, words: str, polity: str, kind: str) -> bool:
        return (
            self.pattern.fullmatch(words) is not None
            and polity in self.row.get("only", (polity,))
            and polity not in self.row.get("except", ())
            and self.row.get("kind", kind) == kind
        )


class Positions:
    """Reads labels with the patterns of positions.yaml."""

    def __init__(self, index: Index) -> None:
        """Take the names of organisations from `index`."""
        self._index = index
        self._words = lru_cache(maxsize=1024)(self._names)

    def office(self, label: str, polity: str, *, kind: str = "", whole: bool = True) -> Office:
        """The office that `label` means in `polity`; `whole` is false for an office of a part of it."""
        names = self._words(polity)
        words = _normal(label)
        words = names.sub("@", words) if names else words
        title = self._title(label, names)
        state = len(polity) == 3
        rules = self._offices if state else self._heads
        for rule in rules:
            # A bare "President" of a part, or of a house, is not that of the state.
            if (whole or "@" in words or "kind" in rule.row) and rule.holds(words, polity, kind):
                key = rule.row.get("in", {}).get(polity, rule.row["office"])
                sector = rule.row.get("sector") or self._head_sector(polity)
                return Office(key, title, sector, bool(rule.row.get("one")))
        own = re.sub(r"[^a-z0-9]+", "_", _normal(title)).strip("_") or "office"
        sector = self._sector(words)
        if not state and sector == self._no_sector:
            sector = self._head_sector(polity)  # a spokeswoman of NATO speaks for it
        return Office(own, title, sector)

    def one(self, office: str) -> bool:
        """True for an office that one person holds at a time."""
        return office in self._ones

    def _title(self, label: str, names: re.Pattern[str] | None) -> str:
        """The label without the state: "Minister of Defence" of Spain."""
        plain = " ".join(_BRACKETS.sub("", label).split()) or label.strip()
        if names is None:
            return plain
        # Accents may change the length, so a name is cut off only where the plain letters are as many.
        folded = ascii_form(plain)
        if len(folded) != len(plain):
            return plain
        bare = re.sub(
            rf"(?: of(?: the)? (?:{names.pattern}))$|^(?:{names.pattern})(?:'s)? ", "\0", folded, flags=re.IGNORECASE
        )
        if bare == folded or not bare.strip("\0 "):
            return plain
        start = plain[len(folded) - len(bare) + 1 :] if bare.startswith("\0") else plain
        kept = start[: len(bare.strip("\0"))]
        return kept[:1].upper() + kept[1:]

    def _names(self, polity: str) -> re.Pattern[str] | None:
        forms = {_normal(form) for form in self._forms(polity)} - {""}
        if not forms:
            return None
        ordered = sorted(forms, key=lambda form: (-len(form), form))
        return re.compile(rf"\b(?:{'|'.join(map(re.escape, ordered))})(?:'s)?(?!\w)")

    def _forms(self, polity: str) -> Iterator[str]:
        if row := self._states.get(polity):
            yield from (row["name"], row["official"], *parts(row["other_names"]), *parts(row["adjectives"]))
        elif entry := self._index.entry(polity):
            yield entry.name
            if entry.row:
                yield from (*parts(entry.row.get("acronym", "")), *parts(entry.row["aliases"]))

    def _head_sector(self, polity: str) -> str:
        entry = self._index.entry(polity)
        if entry is None or entry.country in ("IGO", "UNO", "EUR"):
            return "IGO"
        return entry.sector or self._no_sector

    def _sector(self, words: str) -> str:
        return next((sector for sector, found in self._sectors if found.search(words)), self._no_sector)

    @cached_property
    def _table(self) -> Mapping[str, Any]:
        table: Mapping[str, Any] = yaml_table("imports/positions.yaml")
        return table

    @cached_property
    def _offices(self) -> tuple[_Rule, ...]:
        return tuple(_rules(self._table["offices"]))

    @cached_property
    def _ones(self) -> frozenset[str]:
        rows = (*self._table["offices"], self._table["heads"])
        return frozenset(row["office"] for row in rows if row.get("one"))

    @cached_property
    def _heads(self) -> tuple[_Rule, ...]:
        return tuple(_rules([self._table["heads"]]))

    @cached_property
    def _sectors(self) -> tuple[tuple[str, re.Pattern[str]], ...]:
        return tuple((row["sector"], re.compile("|".join(row["found"]))) for row in self._table["sectors"])

    @cached_property
    def _no_sector(self) -> str:
        return str(self._table["no_sector"])

    @cached_property
    def _states(self) -> Mapping[str, Mapping[str, str]]:
        return {row["iso3"]: row for row in csv_rows("actors/states.csv")}


def _rules(rows: list[Mapping[str, Any]]) -> Iterator[_Rule]:
    for row in rows:
        for label in row["labels"]:
            body = label.strip("~")
            before = r"(?:(?:@|federal) )*" if label.startswith("~") else ""
            after = r"(?: of @)?" if label.endswith("~") else ""
            yield _Rule(re.compile(f"{before}(?:{body}){after}"), row)


def _normal(label: str) -> str:
    plain = ascii_form(_BRACKETS.sub("", label)).lower().replace("&", " and ")
    plain = re.sub(r"[-.\u2010-\u2015/]", " ", plain)
    return " ".join(re.sub(r"\bthe\b", " ", plain).split()).replace(" ,", ",")
