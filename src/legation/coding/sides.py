"""Sides: for which country or body the parties of an act count."""

from collections.abc import Iterable, Mapping

from legation.records import Actor

# "Country" codes of bodies that no state owns.
STATELESS = frozenset({"IGO", "UNO", "EUR", "NGO", "ISM", "IMG", "MNC"})
# A side that nobody is named on, and one of people whom nothing ties to a country.
NOBODY, OTHER = "", "other"


def is_mission(key: str) -> bool:
    """True for a body that a state has in another: its embassies and consulates."""
    return key.endswith("-embassy")


def counts_for(key: str, actors: Mapping[str, Actor]) -> str:
    """The country of an actor, the id of a body without one (whoever serves it counts for it), or OTHER."""
    actor = actors.get(key)
    if actor is not None and actor.body is not None:
        return actor.body
    if actor is None or actor.country is None:
        return OTHER
    if actor.country not in STATELESS:
        return actor.country
    return key if key.startswith("org:") else actor.country


def side(keys: Iterable[str], actors: Mapping[str, Actor]) -> tuple[str, ...]:
    """For whom one side of an act counts; who has no country counts only where nobody else stands beside."""
    found = tuple(dict.fromkeys(counts_for(key, actors) for key in keys))
    return tuple(place for place in found if place != OTHER) or found or (NOBODY,)


def only_country(actors: Iterable[Actor]) -> str | None:
    """The country of all of a document's actors who have one, if it is one."""
    found = {actor.country for actor in actors if actor.country is not None} - STATELESS
    return next(iter(found)) if len(found) == 1 else None
