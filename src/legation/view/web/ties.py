"""The ties of a party or a pair as pages show them: each kind with its words, who tells it, and what contradicts it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from legation.link.bonds import Bond
from legation.view import bond_rows, dyad_sources
from legation.view.web import addresses, codes, faces
from legation.view.web.shelf import Shelf


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """A tie: with whom, which, its sign in words, how it is described, how well it is told, and where."""

    other: str
    name: str
    link: str
    kind: str
    way: str
    sign: int
    sign_word: str
    status: str
    is_contested: bool
    words: tuple[tuple[str, int], ...]
    first: str
    last: str
    origins: int
    weight: float
    told: tuple[tuple[str, str, str], ...]
    tellings: int


FEW = 3  # places where a tie is told


def shown(shelf: Shelf, one: str, bonds: Sequence[Bond]) -> list[Shown]:
    """Lay out the ties of a party."""
    names = faces.names(shelf, bond_rows.partners(bonds)) if bonds else {}
    return [_shown(each, one, names) for each in bonds]


def as_of(shelf: Shelf) -> date:
    """The day as of which ties are told. Raises QueryError where no article has a day."""
    return dyad_sources.known_until(shelf.store, None, shelf.settings.today())


def _shown(bond: Bond, one: str, names: Mapping[str, str]) -> Shown:
    first, second = bond.parties
    other = second if first == one else first
    way = f"{names[first]} → {names[second]}" if bond.directed else ""
    return Shown(
        other=other,
        name=names[other],
        link=addresses.dyad(one, other),
        kind=codes.said("tie", bond.kind),
        way=way,
        sign=bond.sign,
        sign_word=codes.word("sign", bond.sign),
        status=codes.word("status", bond.status),
        is_contested=bond.contested,
        words=bond.words,
        first=bond.first.isoformat(),
        last=bond.last.isoformat(),
        origins=bond.origins,
        weight=bond.weight,
        told=tuple(
            (each.origin, each.day.isoformat(), addresses.article(each.document, each.record))
            for each in bond.told[:FEW]
        ),
        tellings=len(bond.told),
    )
