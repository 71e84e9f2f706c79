"""At which level parties are compared: the country of who acts for a state, else the body for which somebody acts."""

from collections.abc import Mapping
from functools import cache

from legation.records import Actor
from legation.tables import yaml_table

# The codes that stand in the place of a country for bodies of several states, and of none.
NO_STATE = frozenset({"IGO", "UNO", "EUR", "NGO", "MNC", "ISM"})
# The principal bodies of the United Nations: "the UN" may mean any of them.
UNITED_NATIONS = "org:UN"
# Who is of the opposition to a state does not act for it.
OPPOSITION = "OPP"


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
