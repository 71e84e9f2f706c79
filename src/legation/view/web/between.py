"""What pages ask about two actors; charts ask the same, so it is worked out once."""

from legation.link.tension import Tension
from legation.view import dyad_sources
from legation.view.web.shelf import Shelf


def tension(shelf: Shelf, one: str, other: str) -> Tension:
    """The tension between two parties, by day. Raises QueryError for whom nobody knows."""

    def make() -> Tension:
        first, second = dyad_sources.pair(shelf.store, one, other)
        until = dyad_sources.known_until(shelf.store, None, shelf.settings.today())
        return dyad_sources.tense(shelf.store, first.id, second.id, until, "day")

    return shelf.kept(("tension", one, other), make)
