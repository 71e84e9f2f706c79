"""By what a list can be narrowed: kinds, types, outlets, actors and days, each with how many it leaves."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from legation.store import tallies
from legation.store.finding import Place
from legation.view.web import codes
from legation.view.web.filters import Asked, Meant
from legation.view.web.finds import Finds, said
from legation.view.web.rendering import long_day
from legation.view.web.shelf import Shelf
from legation.view.web.wording import KINDS

MOST = 8  # choices of one facet
DAYS = 31  # a longer time is counted by months


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """One way to narrow the list: what it is called, how many it leaves, and the address of that list."""

    called: str
    count: int
    link: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Facet:
    """Ways to narrow the list by one thing."""

    name: str
    choices: tuple[Choice, ...]


def facets(shelf: Shelf, meant: Meant, found: Finds) -> tuple[Facet, ...]:
    """Count the list by all that it is not narrowed by yet; what would leave all of it is left out."""
    asked, places = meant.asked, found.places
    made = (
        Facet(name="kind", choices=tuple(_kinds(shelf, meant, places))),
        Facet(name="type", choices=() if asked.type else tuple(_types(asked, places))),
        Facet(name="status", choices=() if asked.status else tuple(_statuses(asked, places))),
        Facet(name="actor", choices=tuple(_actors(shelf, asked, places))),
        Facet(name="publisher", choices=() if asked.publisher else tuple(_publishers(shelf, asked, places))),
        Facet(name="day", choices=tuple(_days(asked, places))),
    )
    return tuple(each for each in made if len(each.choices) > 1)


def _kinds(shelf: Shelf, meant: Meant, places: Sequence[Place]) -> Iterator[Choice]:
    counts = Counter(each.kind for each in places)
    if meant.filters.words and meant.is_broad:
        counts["statement"] = said(shelf, meant)
    for kind, count in counts.most_common():
        yield Choice(called=KINDS[kind][1], count=count, link=meant.asked.link(kind=kind, page=""))


def _types(asked: Asked, places: Sequence[Place]) -> Iterator[Choice]:
    if len({each.kind for each in places}) != 1:
        return
    for code, count in Counter(each.type for each in places if each.type).most_common(MOST):
        yield Choice(called=type_words(places[0].kind, code), count=count, link=asked.link(type=code, page=""))


def type_words(kind: str, code: str) -> str:
    """Say a type in words; what types are depends on the kind of record."""
    return codes.event_type(code) if kind in ("event", "development") else codes.word(kind, code)


def _statuses(asked: Asked, places: Sequence[Place]) -> Iterator[Choice]:
    for code, count in Counter(each.status for each in places if each.status).most_common(MOST):
        yield Choice(called=codes.word("status", code), count=count, link=asked.link(status=code, page=""))


def _actors(shelf: Shelf, asked: Asked, places: Sequence[Place]) -> Iterator[Choice]:
    if any(each.kind == "document" for each in places):
        found = shelf.store.ask(tallies.named_in((each.document for each in places), MOST + len(asked.actor)))
    else:
        found = shelf.store.ask(tallies.taking_part((each.row for each in places), MOST + len(asked.actor)))
    given = {each.casefold() for each in asked.actor}
    for actor, name, count in found:
        if actor.casefold() not in given and name.casefold() not in given:
            yield Choice(called=name, count=count, link=asked.link(actor=(*asked.actor, actor), page=""))


def _publishers(shelf: Shelf, asked: Asked, places: Sequence[Place]) -> Iterator[Choice]:
    counts = Counter(each.document for each in places)
    for publisher, count in shelf.store.ask(tallies.publishers(counts.items(), MOST)):
        yield Choice(called=publisher, count=count, link=asked.link(publisher=publisher, page=""))


def _days(asked: Asked, places: Sequence[Place]) -> Iterator[Choice]:
    days = Counter(each.day for each in places if each.day)
    is_long = len(days) > DAYS or len({day[:7] for day in days}) > 2
    stretches: dict[str, list[str]] = {}
    for day in sorted(days, reverse=True):
        stretches.setdefault(day[:7] if is_long else day, []).append(day)
    for name, own in list(stretches.items())[:MOST]:
        called = long_day(f"{name}-01").partition(" ")[2] if is_long else long_day(name)
        count = sum(days[day] for day in own)
        yield Choice(called=called, count=count, link=asked.link(since=own[-1], until=own[0], page=""))
