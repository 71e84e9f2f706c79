"""What pages ask about two actors; charts ask the same, so it is worked out once."""

from legation.link.intensity import Step
from legation.link.tension import Tension
from legation.view import dyad_sources
from legation.view.dyad_sources import Party
from legation.view.web.shelf import Shelf

STEPS: tuple[Step, ...] = ("day", "week")
LONG = 150  # days; a longer course is shown by the week, else its points would hide one another


def pair(shelf: Shelf, one: str, other: str) -> tuple[Party, Party]:
    """The two parties that are meant. Raises QueryError for whom nobody knows."""
    return shelf.part(("pair", one, other), lambda: dyad_sources.pair(shelf.store, one, other))


def tension(shelf: Shelf, one: str, other: str, step: Step = "day") -> Tension:
    """The tension between two parties, by day or by week. Raises QueryError for whom nobody knows."""
    first, second = (each.id for each in pair(shelf, one, other))

    def make() -> dict[Step, Tension]:
        until = dyad_sources.known_until(shelf.store, None, shelf.settings.today())
        calms = shelf.part(("calms", until), lambda: dyad_sources.calms(shelf.store, until, STEPS))
        return dyad_sources.tense_by(shelf.store, first, second, until, calms)

    return shelf.kept(("tension", first, second), make)[step]


def course(shelf: Shelf, one: str, other: str) -> Tension:
    """The tension as it is drawn: by day, where it is long by week."""
    by_day = tension(shelf, one, other)
    points = by_day.courses["together"].points
    return tension(shelf, one, other, "week") if len(points) > LONG else by_day
