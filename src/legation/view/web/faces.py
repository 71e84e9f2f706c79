"""Who an actor is: what the tables and the articles call it, what it is, to whom it belongs, which offices it holds."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any

from legation.errors import KnowledgeError
from legation.knowledge import Holding, Knowledge
from legation.records import Actor
from legation.store import dyads, partaking
from legation.store.issues import Voice
from legation.store.pairing import NO_COUNTRY, party
from legation.tables import yaml_table
from legation.view import desk_sources
from legation.view.present import readable
from legation.view.web.codes import word
from legation.view.web.faults import MissingError
from legation.view.web.shelf import Shelf

FILE = "view/offices.yaml"
CALLED = 8  # names and descriptions that are shown
KINDS: Mapping[str, str] = {
    "state": "Country",
    "organisation": "Organisation",
    "person": "Person",
    "group": "Group",
    "unnamed": "Somebody unnamed",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Face:
    """An actor: `party` is the country or body for which it counts, `voice` by what its statements are found."""

    id: str
    name: str
    kind: str
    country: str | None
    sector: str | None
    wikidata: str | None
    party: str | None
    voice: Voice
    is_known: bool

    @property
    def called(self) -> str:
        """What sort of actor it is, in words."""
        return KINDS.get(self.kind, self.kind)

    @property
    def is_state(self) -> bool:
        """Whether it is a country."""
        return self.kind == "state"


@dataclass(frozen=True, slots=True, kw_only=True)
class Office:
    """A time in an office: which, of whom, from when to when; `person` holds it."""

    title: str
    person: str
    person_name: str
    polity: str
    polity_name: str
    since: str
    until: str


def face(shelf: Shelf, actor: str) -> Face:
    """Find an actor by its id. Raises MissingError for one that neither articles nor tables know."""
    known = shelf.knowledge.known.get(actor)
    seen = shelf.store.ask(partaking.faces([actor])).get(actor)
    if seen is None and known is None:
        raise MissingError(f"No stored article speaks of '{actor}', and the tables do not know it.")
    kind = known.kind if known else seen.kind if seen else "unnamed"
    country = known.country if known else seen.country if seen else None
    (speaker,) = desk_sources.speakers(shelf.store, [actor], shelf.knowledge)
    return Face(
        id=actor,
        name=name(shelf.knowledge, actor, seen),
        kind=kind,
        country=country,
        sector=(known.sector if known else None) or (seen.sector if seen else None),
        wikidata=(known.wikidata if known else None) or (seen.wikidata if seen else None),
        party=party(actor, {actor: country or actor}),
        voice=desk_sources.voice(speaker),
        is_known=known is not None,
    )


def name(knowledge: Knowledge, actor: str, seen: Actor | None) -> str:
    """What an actor is called: in the tables, else in articles, else what of its id is words."""
    known = knowledge.known.get(actor)
    return known.name if known else seen.name if seen else readable(actor)


def names(shelf: Shelf, actors: Iterable[str]) -> Mapping[str, str]:
    """What each of these actors is called."""
    wanted = tuple(dict.fromkeys(actors))
    unknown = [each for each in wanted if each not in shelf.knowledge.known]
    seen = shelf.store.ask(partaking.faces(unknown)) if unknown else {}
    return {each: name(shelf.knowledge, each, seen.get(each)) for each in wanted}


def place(knowledge: Knowledge, country: str | None) -> tuple[str, str | None] | None:
    """To which country somebody belongs: its name and id; of bodies of several states, what they are, and no id."""
    if country is None:
        return None
    if country in NO_COUNTRY:
        return word("country", country), None
    known = knowledge.known.get(country)
    return (known.name if known else country), country


def offices(shelf: Shelf, found: Face) -> tuple[Office, ...]:
    """The offices that a person held, the last first; of a state or body, who holds them on the last day read."""
    if found.kind == "person":
        held = sorted(shelf.knowledge.offices(found.id), key=lambda each: each.since, reverse=True)
        return _named(shelf, held)
    day = shelf.store.ask(dyads.last_day)
    as_of = date.fromisoformat(day) if day and len(day) == 10 else shelf.settings.today()
    current = [each for each in shelf.knowledge.holdings if each.polity == found.id and each.covers(as_of)]
    rules = _rules()
    if not found.is_state:
        return _named(shelf, sorted(current, key=lambda each: (each.office != "head", each.since))[: rules["most"]])
    order = {office: place for place, office in enumerate(rules["state"])}
    chief = sorted((each for each in current if each.office in order), key=lambda each: order[each.office])
    return _named(shelf, chief)


def _named(shelf: Shelf, held: Iterable[Holding]) -> tuple[Office, ...]:
    known = shelf.knowledge.known
    return tuple(
        Office(
            title=each.title,
            person=each.person,
            person_name=known[each.person].name if each.person in known else each.person,
            polity=each.polity,
            polity_name=known[each.polity].name if each.polity in known else each.polity,
            since=each.since,
            until=each.until,
        )
        for each in held
    )


@cache
def _rules() -> Mapping[str, Any]:
    table: Mapping[str, Any] = yaml_table(FILE)
    if not isinstance(table, dict) or not {"state", "most"} <= table.keys():
        raise KnowledgeError(FILE, None, "expected 'state' and 'most'")
    return table
