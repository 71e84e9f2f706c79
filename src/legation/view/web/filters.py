"""What a reader asks the search for: the fields of its address, read, resolved and written back."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, fields
from typing import Any, get_args

from legation.errors import QueryError
from legation.record_parts import Standing, Status
from legation.store import saved
from legation.store.finding import LINKED, Filters, Part
from legation.store.parties import BETWEEN
from legation.store.saved import Saved
from legation.store.store import Store
from legation.view.shown import Shown
from legation.view.web import addresses, asked, nearby
from legation.view.web.shelf import Shelf

# What can be searched for; what else `legation show` lists is worked out anew and has pages of its own.
KINDS = (*BETWEEN, *LINKED, "document", "actor", "mention")
ROLES = (
    *("actor", "recipient", "speaker", "addressee", "about", "presser", "intermediary", "target"),
    *("silent", "asked by", "member", "holder", "self", "mentioned"),
)
MANY = {"id": 400, "actor": 6, "country": 6, "role": 12}  # values of one field; of others fewer
SEVERAL = 8
LONGEST = 200  # characters of a value
STATUSES: tuple[str, ...] = get_args(Status)
SORTS = ("newest", "best")
PAGES = 20


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """The fields of a search as they are typed, by their names in the address; what it leaves out is empty.

    `actor`, then `country`, are who takes part, all of them; `role` names the part of each, in the same order.
    """

    q: str = ""
    kind: tuple[str, ...] = ()
    actor: tuple[str, ...] = ()
    country: tuple[str, ...] = ()
    role: tuple[str, ...] = ()
    type: tuple[str, ...] = ()
    status: tuple[str, ...] = ()
    document: tuple[str, ...] = ()
    publisher: tuple[str, ...] = ()
    since: str = ""
    until: str = ""
    id: tuple[str, ...] = ()
    standing: str = ""
    origins: str = ""
    rejected: str = ""
    sort: str = ""
    page: str = ""
    saved: str = ""
    new: str = ""

    @property
    def is_empty(self) -> bool:
        """Whether nothing is asked, so that there is nothing to list."""
        return not self.query

    @property
    def query(self) -> str:
        """What is asked as the query of an address, without the page and the name under which it is saved."""
        return self.link(page="", saved="", new="").partition("?")[2]

    def link(self, **other: str | Sequence[str]) -> str:
        """The address of this search, with some fields in the place of its own."""
        return addresses.search(**({name: getattr(self, name) for name in _NAMES} | other))

    def without(self, name: str, value: str) -> str:
        """The address of this search without one of its values."""
        found = getattr(self, name)
        if isinstance(found, str):
            return self.link(**{name: "", "page": ""})
        place = found.index(value)
        kept = {name: (*found[:place], *found[place + 1 :])}
        if name in ("actor", "country") and self.role:
            kept["role"] = _without_role(self, place + (len(self.actor) if name == "country" else 0))
        return self.link(page="", **kept)

    def instead(self, name: str, other: str) -> str:
        """The address of this search with another name in the place of one that nobody bears."""
        swapped = {
            field: tuple(other if each == name else each for each in getattr(self, field))
            for field in ("actor", "country")
        }
        return self.link(page="", **swapped)


@dataclass(frozen=True, slots=True, kw_only=True)
class Meant:
    """What is asked, understood: the kinds to look for, and the filters; names that nobody bears with those near them.

    `look` is the saved search that this is, so that what came since the last look is told apart.
    """

    asked: Asked
    kinds: tuple[str, ...]
    filters: Filters
    page: int = 1
    unknown: Mapping[str, tuple[str, ...]]
    look: Saved | None = None

    @property
    def is_broad(self) -> bool:
        """Whether no kind is asked for, so that words are looked for in articles and what is said in them."""
        return not self.asked.kind


_NAMES = tuple(each.name for each in fields(Asked))
_LISTS = frozenset(each.name for each in fields(Asked) if each.default == ())


def read(given: Iterable[tuple[str, str]]) -> Asked:
    """Read the fields of an address or a form; names that are none of ours are left out."""
    values: dict[str, list[str]] = {}
    for name, value in given:
        if name in _NAMES and (value.strip() or name == "role"):
            values.setdefault(name, []).append(" ".join(value.replace("\0", " ").split()))
    for name, found in values.items():
        most = MANY.get(name, SEVERAL)
        if len(found) > most:
            raise QueryError(f"{len(found)} values of '{name}' are more than the {most} that one search takes.")
        if any(len(value) > LONGEST for value in found):
            raise QueryError(f"A value of '{name}' is longer than {LONGEST} characters.")
    if not any(values.get("role", ())):
        values.pop("role", None)
    typed: dict[str, Any] = {name: tuple(found) if name in _LISTS else found[-1] for name, found in values.items()}
    return Asked(**typed)


def understood(shelf: Shelf, wanted: Asked) -> Meant:
    """Look up what is asked. Raises QueryError for a value that its field does not take."""
    first, last = asked.days(wanted.since, wanted.until, shelf.settings.today())
    kinds = tuple(dict.fromkeys(_kind(each) for each in wanted.kind))
    parts, unknown = _parts(shelf.store, wanted)
    page = _number(wanted.page or "1", "page")
    if page > PAGES:
        raise QueryError(f"A list has {PAGES} pages at most; narrow the search instead.")
    look = shelf.store.ask(saved.named(wanted.saved)) if wanted.saved else None
    look = look if look and look.query == wanted.query else None
    return Meant(
        asked=wanted,
        kinds=kinds or (("document",) if wanted.q else BETWEEN),
        filters=Filters(
            parts=parts,
            types=wanted.type,
            statuses=tuple(_one_of(each, STATUSES, "status") for each in wanted.status),
            documents=tuple(name for each in wanted.document for name in _document(shelf.store, each)),
            publishers=wanted.publisher,
            standing=_one_of(wanted.standing, get_args(Standing), "standing") if wanted.standing else None,
            origins=_number(wanted.origins, "origins") if wanted.origins else None,
            since=first,
            until=last,
            words=wanted.q or None,
            after=look.seen if look and wanted.new else None,
            best=asked.choice(wanted.sort, SORTS) == "best" and bool(wanted.q),
        ),
        page=page,
        unknown=unknown,
        look=look,
    )


def _kind(name: str) -> str:
    found = Shown[name].value if name in Shown.__members__ else name  # "events" as `legation show` has it
    return _one_of(found, KINDS, "kind")


def _one_of(value: str, known: Sequence[str], what: str) -> str:
    folded = value.casefold().replace("-", " ")
    found = next((each for each in known if each.casefold().replace("-", " ") == folded), None)
    if found is None:
        raise QueryError(f"'{value}' is no {what}; choose {', '.join(known)}.")
    return found


def _number(value: str, what: str) -> int:
    if not (value.isascii() and value.isdigit() and 0 < len(value) < 7 and int(value)):
        raise QueryError(f"'{value}' is no number for '{what}'; write 1 or more.")
    return int(value)


def _parts(store: Store, wanted: Asked) -> tuple[tuple[Part, ...], Mapping[str, tuple[str, ...]]]:
    roles = (*wanted.role, *("",) * (len(wanted.actor) + len(wanted.country)))
    parts, unknown = [], {}
    for name, part in zip((*wanted.actor, *wanted.country), roles, strict=False):
        role = _one_of(part, ROLES, "role") if part else None
        found = store.actors_named(name)
        if not found:
            unknown[name] = nearby.names(store, name)
        parts.append(Part(actors=found or (name,), role=role))
    for place, name in enumerate(wanted.country, start=len(wanted.actor)):
        parts[place] = Part(party=_party(store, name), role=parts[place].role)
    return tuple(parts), unknown


def _party(store: Store, name: str) -> str:
    """The country or body that is meant: by its id, else by its name."""
    found = store.actors_named(name, whole=True)
    return next((each for each in found if ":" not in each), found[0] if found else name)


def _document(store: Store, name: str) -> tuple[str, ...]:
    found = store.documents_named(name)
    if not found:
        raise QueryError(f"No stored article has the id '{name}'.")
    return found


def _without_role(wanted: Asked, place: int) -> tuple[str, ...]:
    roles = list(wanted.role)
    del roles[place : place + 1]
    return tuple(roles)
