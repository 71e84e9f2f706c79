"""Lasting: what goes on between two as a rule is a tie, and no event beside it.

"Atlantis, the main supplier of arms to Ruritania", "Ruritania buys its gas from Atlantis": nothing was given or agreed
on a day. Where the same word tells of a tie of the same two, the aid or cooperation that was coded on it is dropped,
unless a verb in the past tells that it was done ("Spain traded with Cuba").
"""

from collections.abc import Iterator

from legation.annotations import Sentence
from legation.records import Event, Tie
from legation.step import Reading, Step

# What a word that tells of a tie can look like.
_TYPES = frozenset({"AID", "COOPERATE"})
_PAST = "VBD"


def lasting() -> Step:
    """Make the step that drops events which only say what a tie says."""

    def run(reading: Reading) -> Iterator[Event]:
        told = {(*_place(tie, "tie"), frozenset(tie.actors)) for tie in reading.of(Tie)}
        done = {token.start for s in reading.of(Sentence) for token in s.tokens if token.tag == _PAST}
        for event in reading.of(Event):
            between = frozenset((*event.actor, *event.recipient))
            place = _place(event, "trigger")
            if event.type not in _TYPES or place[0] in done or (*place, between) not in told:
                yield event

    types = frozenset({Event})
    return Step("lasting", run, needs=types | {Tie, Sentence}, gives=types, replaces=types)


def _place(record: Event | Tie, role: str) -> tuple[int, int]:
    """Where the word stands on which the record rests."""
    return next(((each.start, each.end) for each in record.evidence if each.role == role), (0, 0))
