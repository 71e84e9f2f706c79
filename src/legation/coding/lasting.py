"""Lasting: what goes on between two as a rule is a tie, and no event beside it.

"Atlantis, the main supplier of arms to Ruritania", "Ruritania buys its gas from Atlantis": nothing was given or agreed
on a day. Where the same word tells of a tie of the same two, the aid or cooperation that was coded on it is dropped.
"""

from collections.abc import Iterator

from legation.records import Event, Tie
from legation.step import Reading, Step

# What a word that tells of a tie can look like.
_TYPES = frozenset({"AID", "COOPERATE"})


def lasting() -> Step:
    """Make the step that drops events which only say what a tie says."""

    def run(reading: Reading) -> Iterator[Event]:
        told = {(*_place(tie, "tie"), frozenset(tie.actors)) for tie in reading.of(Tie)}
        for event in reading.of(Event):
            between = frozenset((*event.actor, *event.recipient))
            if event.type not in _TYPES or (*_place(event, "trigger"), between) not in told:
                yield event

    types = frozenset({Event})
    return Step("lasting", run, needs=types | {Tie}, gives=types, replaces=types)


def _place(record: Event | Tie, role: str) -> tuple[int, int]:
    """Where the word stands on which the record rests."""
    return next(((each.start, each.end) for each in record.evidence if each.role == role), (0, 0))
