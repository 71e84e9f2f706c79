"""Tie words: the nouns, verbs and adjectives of `ties.yaml` that describe relations."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

Words = frozenset[str]


@dataclass(frozen=True, slots=True)
class Kind:
    """What a word makes of a tie."""

    name: str
    sign: int
    needs: Words = frozenset()
    plain: bool = False
    organisations: bool = False
    needs_owner: bool = False
    preps: Words = frozenset()
    adjectives: bool = False
    goods: bool = False
    mutual: bool = False
    buys: bool = False
    goods_by: Words = frozenset()


@dataclass(frozen=True)
class TieWords:
    """The tables, by word."""

    relations: Mapping[str, Kind]
    roles: Mapping[str, Kind]
    backing: Mapping[str, Kind]
    predicates: Mapping[str, Kind]
    flows: Mapping[str, Kind]
    phrases: Mapping[tuple[str, str], Kind]
    kinds: Mapping[str, str]
    others_behind: Mapping[str, tuple[str, ...]]
    bound: Mapping[str, Any]
    lists: Mapping[str, Words]

    @classmethod
    def of(cls, table: Mapping[str, Any]) -> "TieWords":
        """Take the classes out of the table as loaded."""
        phrases = {
            (entry["prep"], word): Kind(entry["kind"], entry["sign"])
            for entry in table["phrases"]
            for word in entry["words"]
        }
        taken = {"relations", "roles", "backing", "predicates", "flows", "phrases", "kinds", "others_behind", "bound"}
        return cls(
            relations=_by_word(table["relations"]),
            roles=_by_word(table["roles"]),
            backing=_by_word(table["backing"]),
            predicates=_by_word(table["predicates"]),
            flows=_by_word({"kind": "trade", "sign": 1, **entry} for entry in table["flows"]),
            phrases=phrases,
            kinds={word: kind for kind, words in table["kinds"].items() for word in words},
            others_behind={kind: tuple(preps) for kind, preps in table["others_behind"].items()},
            bound=table["bound"],
            lists={name: frozenset(words) for name, words in table.items() if name not in taken},
        )

    def is_in(self, name: str, word: str) -> bool:
        """True when the list `name` holds the word."""
        return word in self.lists[name]


def _by_word(entries: Iterable[Mapping[str, Any]]) -> dict[str, Kind]:
    return {
        word: Kind(
            entry["kind"],
            entry["sign"],
            needs=frozenset(entry.get("needs", ())),
            plain=word in entry.get("plain", ()),
            organisations=bool(entry.get("organisations")),
            needs_owner=bool(entry.get("needs_owner")),
            preps=frozenset(entry.get("preps", ())),
            adjectives=bool(entry.get("adjectives")),
            goods=bool(entry.get("goods")),
            mutual=bool(entry.get("mutual")),
            buys=bool(entry.get("buys")),
            goods_by=frozenset(entry.get("goods_by", ())),
        )
        for entry in entries
        for word in entry["words"]
    }
