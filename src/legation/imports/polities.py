"""Whose office it is: other people's words and codes for states and organisations become our ids."""

import re
from collections.abc import Mapping
from functools import cached_property

from legation.tables import csv_rows, parts
from legation.vetting import Index, codes

_TAIL = re.compile(r"\b(?:of|to|for) (?:the )?(.+)$", re.IGNORECASE)


class Polities:
    """Finds states, organisations and groups by name, code or Wikidata's number, in the tables and in the import."""

    def __init__(self, index: Index) -> None:
        """Look in `index`, which may still grow."""
        self._index = index

    def country(self, text: str) -> str | None:
        """The state that a user calls "FRA", "fr", "France" or "Q142"; a code for no state is taken as it is."""
        text = text.strip()
        if text in codes()["no_country"]:
            return text
        return self._states.get(text.casefold()) or (self.by_wikidata(text, states=True) if text else None)

    def by_code(self, code: str) -> str | None:
        """The state that FollowTheMoney calls `code`."""
        found = codes()["ftm_countries"].get(code.lower()) or self._states.get(code.casefold())
        if found or "-" not in code:
            return str(found) if found else None
        return self.by_code(code.partition("-")[0])  # "gb-sct": a part of the United Kingdom

    def by_wikidata(self, item: str, *, states: bool = False) -> str | None:
        """The id of what Wikidata's `item` is; a body stands for its state."""
        key = self._index.with_wikidata(item)
        return self._polity(key, states) if key else None

    def named(self, text: str) -> str | None:
        """The state, organisation or group of that name; a body stands for its state."""
        if found := self.country(text) or self._polity(text):
            return found
        return next((p for owner in self._index.owners(text) if (p := self._polity(owner))), None)

    def in_label(self, label: str) -> str | None:
        """The polity in whose name a position ends: "Secretary General of NATO"."""
        match = _TAIL.search(label)
        while match:
            if found := self.named(match[1]):
                return found
            match = _TAIL.search(match[1])
        return None

    def _polity(self, key: str, states: bool = False) -> str | None:
        entry = self._index.entry(key)
        if entry is None or entry.table == "persons":
            return None
        if entry.table == "states":
            return key
        if states:
            return None
        return entry.country if entry.table == "bodies" else key

    @cached_property
    def _states(self) -> Mapping[str, str]:
        found = {}
        for row in csv_rows("actors/states.csv"):
            for word in (*parts(row["other_names"]), row["official"], row["name"], row["iso2"], row["iso3"]):
                found[word.casefold()] = row["iso3"]
        found.pop("", None)
        return found
