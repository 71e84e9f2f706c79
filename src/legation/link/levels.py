"""At which level parties are compared: the country of who acts for a state, else the body for which somebody acts."""

from collections.abc import Iterable, Mapping
from functools import cache

from legation.records import Actor
from legation.slugs import slug
from legation.tables import yaml_table

# The codes that stand in the place of a country for bodies of several states, and of none.
NO_STATE = frozenset({"IGO", "UNO", "EUR", "NGO", "MNC", "ISM"})
# The principal bodies of the United Nations: "the UN" may mean any of them.
UNITED_NATIONS = "org:UN"
# Who is of the opposition to a state does not act for it.
OPPOSITION = "OPP"
# Nor do those who fight it: rebels, militias that are nobody's, and armed men of whom no more is told.
ARMED = frozenset({"REB", "PRM", "UAF"})


def fronts(people: Iterable[Actor]) -> dict[str, str]:
    """Name the party for which each of those among a document's actors who fight a state makes claims.

    A group that fights and has a name stands for itself, and for who is called by that name. "The rebels" and "a rebel
    spokesman" are of the one of their country and sort that the document names, where it names one only; else they are
    the rebels of that country.
    """
    fighting = [each for each in people if _fights(each)]
    groups = [each for each in fighting if each.kind == "group" and each.id.count(":") == 1]
    return {each.id: _front(each, groups) for each in fighting}


def _fights(actor: Actor) -> bool:
    """Whether it is a group that fights a state, or somebody of one; persons with a name stand for their country."""
    return actor.sector in ARMED and actor.kind in ("group", "unnamed") and bool(actor.country) and not actor.body


def _front(actor: Actor, groups: Iterable[Actor]) -> str:
    """The group of which somebody who fights is."""
    if actor.kind == "group" and actor.id.count(":") == 1:
        return actor.id
    of_country = [each for each in groups if each.country == actor.country]
    label = actor.id.rpartition(":")[2]
    called = [each for each in of_country if label.startswith(f"{slug(each.name)}-")]
    own = (
        [max(called, key=lambda each: len(each.name))]
        if called
        else [each for each in of_country if each.sector == actor.sector]
    )
    return own[0].id if len(own) == 1 else f"group:{actor.country}:{actor.sector}"


def level(actor: Actor) -> str:
    """Name the party as which an actor is compared: its body of no state, its country, else itself.

    "ECOWAS leaders" and the secretary-general of the UN are those bodies; a code such as IGO, which all bodies of
    several states have, names no party. The opposition to a state is a party of its own.
    """
    if actor.body:
        return _body(actor.body)
    if actor.sector == OPPOSITION:
        return actor.id
    return actor.country if actor.country and actor.country not in NO_STATE else _body(actor.id)


def _body(actor: str) -> str:
    """The body itself, and for an organ of one that body ("the European Council" is the EU)."""
    return UNITED_NATIONS if actor.startswith(f"{UNITED_NATIONS}-") else _organs().get(actor, actor)


@cache
def _organs() -> Mapping[str, str]:
    """The body of each organ."""
    return {organ: body for body, organs in yaml_table("link/organs.yaml").items() for organ in organs}
