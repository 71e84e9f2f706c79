"""Searches that the user saved, with how much is new since each was looked at."""

from dataclasses import dataclass, replace
from urllib.parse import parse_qsl

from legation.errors import QueryError
from legation.store import finding, saved
from legation.store.saved import Saved
from legation.view.web import filters
from legation.view.web.filters import Asked, Meant
from legation.view.web.rendering import clean
from legation.view.web.shelf import Shelf

LONGEST = 80  # characters of a name
COUNTED = 100  # new ones are counted up to here


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """A saved search in the list: its address, how many are new, and the address of those; none where it is broken."""

    saved: Saved
    link: str
    new: int | None
    new_link: str


def shown(shelf: Shelf) -> tuple[Shown, ...]:
    """Return all saved searches with what is new."""
    return tuple(_shown(shelf, each) for each in shelf.store.ask(saved.every))


def save(shelf: Shelf, name: str, query: str) -> Asked:
    """Keep a search, given as the query of an address. Raises QueryError for a name or a search that is none."""
    called = clean(name)
    if not called or len(called) > LONGEST:
        raise QueryError(f"A saved search needs a name of 1 to {LONGEST} characters.")
    wanted = asked(query)
    if wanted.is_empty:
        raise QueryError("There is nothing to save: this search asks for nothing.")
    filters.understood(shelf, wanted)
    shelf.store.tell(saved.save(called, wanted.query, shelf.settings.today().isoformat()))
    return replace(wanted, saved=called)


def asked(query: str) -> Asked:
    """Read the query of an address."""
    found = filters.read(parse_qsl(query, keep_blank_values=True, max_num_fields=500))
    return replace(found, page="", saved="", new="")


def counted(shelf: Shelf, meant: Meant, seen: int) -> int:
    """Count what was stored after the article in a row, up to a hundred and one."""
    later = replace(meant.filters, after=seen, best=False)
    found = (shelf.store.ask(finding.places(kind, later, COUNTED + 1)) for kind in meant.kinds)
    return min(COUNTED + 1, sum(len(each) for each in found))


def _shown(shelf: Shelf, each: Saved) -> Shown:
    wanted = replace(asked(each.query), saved=each.name)
    try:
        new = shelf.kept(("new", each), lambda: counted(shelf, filters.understood(shelf, wanted), each.seen))
    except QueryError:  # an article that it names is gone, say
        new = None
    return Shown(saved=each, link=wanted.link(), new=new, new_link=wanted.link(new="1"))
