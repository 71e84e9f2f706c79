"""A number that is put right: "lowered to nine the number of soldiers killed", "corrected the death toll to 17"."""

from typing import NamedTuple

from legation.link import passages
from legation.link.figures import revised


class Revision(NamedTuple):
    """The new number, what it counts, and where it stands."""

    unit: str
    low: float
    high: float
    text: str
    start: int


def revision(text: str, start: int, end: int) -> Revision | None:
    """The number to which the sentence of a stretch puts another right, if the stretch tells who died or was hurt."""
    first, last = passages.sentence(text, start, end)
    found = revised(text[first:last], text[start:end])
    if found is None or found.unit is None:
        return None
    at = first + found.start
    return Revision(found.unit, found.low, found.high, text[at : first + found.end], at)
