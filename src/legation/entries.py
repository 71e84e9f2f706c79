"""The entries of the knowledge tables: somebody known, a name, a title, a term of office, a place."""

from dataclasses import dataclass
from datetime import date
from typing import Literal, NamedTuple

from legation.records import ActorKind

AliasKind = Literal["name", "demonym", "people", "city", "building"]


class Known(NamedTuple):
    """Someone the tables know: a state, body, organisation, group or person.

    `sector` of a person is what they are outside any office; `wiki` is the title of the English Wikipedia's article.
    """

    id: str
    name: str
    kind: ActorKind
    country: str | None = None
    sector: str | None = None
    wikidata: str | None = None
    gender: str | None = None
    surname: str | None = None
    short_names: tuple[str, ...] = ()
    adjective: str | None = None
    wiki: str | None = None


class Alias(NamedTuple):
    """A phrase that may name `id`, and how: as a name, a demonym, a people, a city or building for its government."""

    phrase: str
    id: str
    kind: AliasKind


@dataclass(frozen=True, slots=True)
class Title:
    """A word for what someone is: PLOVER sector, the office it names (by polity where that differs), its kind."""

    phrase: str
    kind: str
    sector: str
    plural: bool = False
    office: str | None = None
    office_in: tuple[tuple[str, str | None], ...] = ()
    gender: str | None = None
    speaks_for: bool = False
    body: str | None = None
    state: bool = False
    sense: str | None = None
    default: str | None = None
    alone: bool = False

    @property
    def only(self) -> str | None:
        """Whose title it is, where just one state or body has an office that is called so."""
        return self.office_in[0][0] if len(self.office_in) == 1 and self.office is None else None

    def office_of(self, polity: str | None) -> str | None:
        """The office that the title names in `polity`."""
        return dict(self.office_in).get(polity or "", self.office)


class Holding(NamedTuple):
    """A person's time in an office; an empty end means still in office."""

    person: str
    office: str
    polity: str
    title: str
    sector: str
    since: str
    until: str

    def covers(self, day: date) -> bool:
        """True when the person held the office on `day`, as far as the table's precision tells."""
        return _covers(self.since, self.until, day)


class Membership(NamedTuple):
    """A member of an organisation from a day to another; an empty beginning is before all records, an empty end now."""

    member: str
    since: str
    until: str

    def covers(self, day: date) -> bool:
        """True for a member on `day`, as far as the table's precision tells."""
        return _covers(self.since, self.until, day)


def _covers(since: str, until: str, day: date) -> bool:
    iso = day.isoformat()
    return since <= iso[: len(since)] and (not until or iso[: len(until)] <= until)


@dataclass(frozen=True, slots=True)
class PlaceRow:
    """A place with its country (ISO alpha-3, empty for seas and shared areas) and coordinates in degrees."""

    name: str
    country: str | None
    lat: float | None
    lon: float | None
    kind: str
