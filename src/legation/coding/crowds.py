"""Crowds: whose people protest, and against whom, where the words of the protest leave it open.

"Crowds marched in Rome against the war" are Italy's, and "doctors began a strike" against their own government, unless
somebody else is told: so a look at the whole sentence says.
"""

from collections.abc import Mapping
from dataclasses import replace

from legation.coding.drafts import Draft
from legation.coding.guesses import Guess
from legation.coding.sides import NOBODY, OTHER, side
from legation.coding.sweeping import Sight
from legation.records import Actor

PROTEST = "PROTEST"


def named(draft: Draft, guess: Guess, sight: Sight, actors: Mapping[str, Actor]) -> Draft | None:
    """The protest of people without a country, with the one whose people they are; None for any other act."""
    who, (actor, recipient, _) = sight.source.role, guess.triple
    if draft.frame.type != PROTEST or draft.clause is None or who is None or actor in (NOBODY, OTHER):
        return None
    if set(side(draft.actor, actors)) != {OTHER} or recipient not in side(draft.recipient, actors):
        return None
    return replace(draft, actors=(*draft.actors, who))


def is_at_home(draft: Draft, guess: Guess, actors: Mapping[str, Actor]) -> bool:
    """True for a protest that is aimed at one's own state, since nobody else is on the other side."""
    return guess.triple[2] == PROTEST and not draft.recipients and set(side(draft.actor, actors)) == {guess.triple[0]}
