"""By what a happening is found among others: its kind with its parties, and with the names told beside it."""

from collections.abc import Iterator
from itertools import combinations, islice

from legation.link import words
from legation.link.happenings import DISPUTED, NEVER, Happening
from legation.link.limits import Limits

# Of the pairs of a gathering of many so many are enough to find it by.
MOST_PAIRS = 12


def keys(item: Happening, limits: Limits) -> Iterator[str]:
    """By what a happening is found: its kind with each of its parties, and with the names told beside it.

    What follows another reading of its word is not looked for.
    """
    kind = limits.kind(item.type)
    prefix = "no " if item.status == "negated" else ""
    if item.follows:
        return
    if item.first == NEVER:
        prefix += f"{item.document} "  # what has no day is one only with what its own article tells
    if item.type in DISPUTED:
        yield f"{prefix}{kind} {' '.join(sorted(item.parties))}"
        return
    yield from (f"{prefix}{kind} {each}" for each in _of_parties(item, limits))
    for name in sorted(names(item)):
        yield f"{prefix}{kind} @{name}"
    if not item.mutual:
        for group in limits.acts(item.type):  # what can tell an act of another type
            yield from (f"{prefix}*{group} {party}" for party in islice(_acts(item), MOST_PAIRS))


def _of_parties(item: Happening, limits: Limits) -> Iterator[str]:
    """Who takes part; what is rarer than that with it, since of all that a party does only the latest is looked at."""
    sides = _sides(item, limits)
    yield from sides
    if item.dated and item.first == item.last:  # a day that is named can be told again long after
        yield from (f"{party} {item.first}" for party in sides)
    if item.trigger:
        yield from (f"{party} {item.trigger}" for party in sorted(item.actors or item.recipients))


def _acts(item: Happening) -> Iterator[str]:
    """Who acts, alone and on whom."""
    for one in sorted(item.actors):
        yield f"{one}>"
        yield from (f"{one}>{other}" for other in sorted(item.recipients))


def _sides(item: Happening, limits: Limits) -> list[str]:
    """Who takes part, on which side where that says something; and each two of them, since two are told less often."""
    if not limits.is_sided(item.type):
        parties = sorted(item.parties)
        pairs = [f"{one}+{other}" for one, other in combinations(parties, 2)]
        return [*parties, *pairs[:MOST_PAIRS]]
    actors, recipients = sorted(item.actors), sorted(item.recipients)
    pairs = [f"{one}>{other}" for one in actors for other in recipients]
    return [*(f"{one}>" for one in actors), *(f">{other}" for other in recipients), *pairs[:MOST_PAIRS]]


def names(item: Happening) -> frozenset[str]:
    """The names that are told beside the parties: of places, treaties, operations."""
    told = set(item.named)
    if item.place and item.place.lat is not None:
        told |= {word.capitalize() for word in (stem for stem, _ in words.load().words(item.place.name))}
    return frozenset(told)
