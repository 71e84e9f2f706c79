"""Who is in the store: all actors that articles name, to be filtered and ordered as a reader asks."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from legation.store import partaking
from legation.view.web import faces
from legation.view.web.shelf import Shelf

MOST = 30_000  # actors that are listed, those in most articles; others are found by the search
NAMED = ("state", "organisation", "person", "group")
ORDERS = ("articles", "statements", "acts", "name")


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """An actor with how much is told of it; `country` is its id, `folded` what is looked through for words."""

    id: str
    name: str
    kind: str
    country: str | None
    articles: int
    statements: int
    acts: int
    folded: str
    is_named: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Roster:
    """All entries, those in most articles first, with the countries to which they belong."""

    entries: tuple[Entry, ...]
    countries: tuple[tuple[str, str], ...]
    is_cut: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """What a reader filters by; "named" leaves out those whom no article names."""

    words: str = ""
    kind: str = ""
    country: str = ""
    order: str = ORDERS[0]


def roster(shelf: Shelf) -> Roster:
    """Everybody; worked out once for one state of the store."""
    return shelf.kept(("roster",), lambda: _roster(shelf))


def chosen(found: Roster, wanted: Wanted) -> Sequence[Entry]:
    """The entries that the filters leave, in the order asked for."""
    words = wanted.words.casefold().split()
    kept = [
        each
        for each in found.entries
        if (each.kind == wanted.kind if wanted.kind else each.is_named)
        and (not wanted.country or each.country == wanted.country)
        and all(word in each.folded for word in words)
    ]
    if wanted.order == "name":
        return sorted(kept, key=lambda each: each.name.casefold())
    return kept if wanted.order == ORDERS[0] else sorted(kept, key=lambda each: -getattr(each, wanted.order))


def _roster(shelf: Shelf) -> Roster:
    known = shelf.knowledge.known
    listed = shelf.store.ask(partaking.roster(MOST))
    seen = shelf.store.ask(partaking.faces([each.actor for each in listed]))
    entries = []
    for actor, articles, statements, acts in listed:
        entry, told = known.get(actor), seen.get(actor)
        name = faces.name(shelf.knowledge, actor, told)
        kind = entry.kind if entry else told.kind if told else "unnamed"
        is_named = kind in NAMED and ":-:" not in actor and not actor.startswith(("unnamed:", "person:unresolved:"))
        country = entry.country if entry else told.country if told else None
        called = f"{name} {told.name if told else ''} {actor}".casefold()
        entries.append(
            Entry(
                id=actor,
                name=name,
                kind=kind,
                country=country,
                articles=articles,
                statements=statements,
                acts=acts,
                folded=called,
                is_named=is_named,
            )
        )
    counts = Counter(each.country for each in entries if each.country)
    places = {country: faces.place(shelf.knowledge, country) for country in counts}
    named = [(country, place[0]) for country, place in places.items() if place]
    return Roster(
        entries=tuple(entries),
        countries=tuple(sorted(named, key=lambda each: each[1].casefold())),
        is_cut=len(listed) >= MOST,
    )
