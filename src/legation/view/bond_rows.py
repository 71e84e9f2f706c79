"""The ties of a party or a pair as JSON, as flat rows and as tables."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from rich.console import Group, RenderableType
from rich.text import Text

from legation.link.bonds import Bond, Described
from legation.records import AnyRecord
from legation.view.dyad_sources import Party, short
from legation.view.output import plain
from legation.view.present import Names, Row, for_table
from legation.view.tables import row_table

STANDS = "actual"
SHOWN = 12  # tellings of a pair in a table; JSON has all
DIGITS = 3
COLUMNS = (
    *("record", "first_party", "first_party_name", "second_party", "second_party_name", "kind", "directed", "sign"),
    *("status", "contested", "first_told", "last_told", "origins", "articles", "weight", "words", "records"),
    "documents",
)
_TABLE = (
    *(("with", "with"), ("tie", "tie"), ("sign", "mark"), ("status", "status")),
    *(("first told", "first_told"), ("last told", "last_told"), ("origins", "origins"), ("articles", "articles")),
    *(("weight", "weight"), ("words", "as_described")),
)
_LEAST = ("articles", "first_told", "as_described", "weight")
_TOLD = (
    *(("told", "published"), ("tie", "tie"), ("sign", "mark"), ("words", "words"), ("publisher", "publisher")),
    ("record", "id"),
)
_LEAST_OF_TOLD = ("mark", "publisher")
_SIGNS = {1: "+", 0: "·", -1: "−"}
_CONTESTED = "!"


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """What was asked, of whom and as of when, with the names of all parties."""

    one: Party
    other: Party | None
    as_of: date
    names: Mapping[str, str]

    def json(self, bonds: Sequence[Bond]) -> str:
        """Return all as a JSON object."""
        head: dict[str, Any] = {
            "record": "ties",
            "as_of": self.as_of.isoformat(),
            "parties": [{"id": each.id, "name": each.name} for each in (self.one, self.other) if each],
        }
        return json.dumps(head | {"bonds": [self._whole(each) for each in bonds]}, ensure_ascii=False, indent=1) + "\n"

    def flat(self, bond: Bond) -> Row:
        """Return one as a flat row under the names of COLUMNS."""
        values = self._head(bond) | {
            "words": "; ".join(f"{words} ({number})" for words, number in bond.words),
            "records": "; ".join(each.record for each in bond.told),
            "documents": "; ".join(dict.fromkeys(each.document for each in bond.told)),
        }
        return {name: values[name] for name in COLUMNS}

    def view(self, bonds: Sequence[Bond], width: int) -> RenderableType:
        """Lay out what stands, and below it what is denied, past or planned."""
        with_whom = f" with {self.other.name}" if self.other else ""
        head = Text(plain(f"Ties of {self.one.name}{with_whom}"), "bold cyan")
        head.append(f"\nas told until {self.as_of}; weight: origins, each by the age of its last telling", "dim")
        standing = [self._row(each) for each in bonds if each.status == STANDS]
        apart = [self._row(each) | {"weight": None} for each in bonds if each.status != STANDS]
        parts: list[RenderableType] = [head]
        if standing:
            parts.append(row_table(_TABLE, standing, width=width, least=_LEAST))
        if apart:
            parts.append(row_table(_TABLE, apart, width=width, least=_LEAST, title="Denied, past, planned or possible"))
        return Group(*parts)

    def told(self, bonds: Sequence[Bond], records: Mapping[int, AnyRecord], names: Names, width: int) -> RenderableType:
        """Lay out where the ties of a pair are told, the latest first."""
        rows = []
        for bond, described in tellings(bonds):
            record = records[described.row]
            rows.append(for_table(record, names) | {"tie": _tie(bond), "mark": _mark(bond), "id": record.id})
        return row_table(_TOLD, rows, width=width, least=_LEAST_OF_TOLD, title="Where it is told")

    def _row(self, bond: Bond) -> Row:
        first, second = bond.parties
        partner = second if first == self.one.id else first
        return {
            "with": None if self.other else self.names[partner],
            "tie": _tie(bond),
            "mark": _mark(bond),
            "status": bond.status,
            "first_told": bond.first.isoformat(),
            "last_told": bond.last.isoformat(),
            "origins": bond.origins,
            "articles": bond.articles,
            "weight": f"{bond.weight:.2f}",
            "as_described": "; ".join(f"“{words}”{_times(number)}" for words, number in bond.words),
        }

    def _head(self, bond: Bond) -> dict[str, Any]:
        first, second = bond.parties
        return {
            "record": "bond",
            "first_party": first,
            "first_party_name": self.names[first],
            "second_party": second,
            "second_party_name": self.names[second],
            "kind": bond.kind,
            "directed": bond.directed,
            "sign": bond.sign,
            "status": bond.status,
            "contested": bond.contested,
            "first_told": bond.first.isoformat(),
            "last_told": bond.last.isoformat(),
            "origins": bond.origins,
            "articles": bond.articles,
            "weight": round(bond.weight, DIGITS),
        }

    def _whole(self, bond: Bond) -> dict[str, Any]:
        words = [{"words": words, "origins": number} for words, number in bond.words]
        return self._head(bond) | {"words": words, "told": [_told(each) for each in bond.told]}


def tellings(bonds: Sequence[Bond]) -> list[tuple[Bond, Described]]:
    """The latest tellings of all these ties, as many as a table shows."""
    found = [(bond, each) for bond in bonds for each in bond.told]
    return sorted(found, key=lambda pair: (-pair[1].day.toordinal(), pair[1].document, pair[1].record))[:SHOWN]


def partners(bonds: Sequence[Bond]) -> tuple[str, ...]:
    """All parties of the ties."""
    return tuple(dict.fromkeys(each for bond in bonds for each in bond.parties))


def counted(page: Page, bonds: Sequence[Bond], undated: int) -> str:
    """Say how many ties there are, whether some contradict others, and what is left out."""
    whom = f"{page.one.name} and {page.other.name}" if page.other else page.one.name
    told = sum(len(bond.told) for bond in bonds)
    parts = [f"{_many(len(bonds), 'tie')} of {whom}, told {_many(told, 'time')}" if bonds else f"no tie of {whom} told"]
    if any(bond.contested for bond in bonds):
        parts.append(f"some tell the opposite of others ({_CONTESTED})")
    if undated:
        parts.append(f"{_many(undated, 'undated article')} left out")
    return "; ".join(parts)


def _tie(bond: Bond) -> str:
    """The kind; where the order says something, with an arrow from the one that depends, aids or belongs."""
    first, second = map(short, bond.parties)
    return f"{bond.kind} {first}→{second}" if bond.directed else bond.kind


def _mark(bond: Bond) -> str:
    """The sign; with another mark where the opposite is told too."""
    return _SIGNS[bond.sign] + (_CONTESTED if bond.contested else "")


def _times(number: int) -> str:
    return f" ×{number}" if number > 1 else ""


def _told(described: Described) -> dict[str, Any]:
    return {
        "record": described.record,
        "document": described.document,
        "day": described.day.isoformat(),
        "origin": described.origin,
        "actors": [member.actor for member in described.members],
        "words": described.words,
    }


def _many(number: int, what: str) -> str:
    return f"{number} {what}{'s' * (number != 1)}"
