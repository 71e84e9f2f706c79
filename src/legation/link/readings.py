"""Several readings of one word: "ordered" as request and as threat are one act, and the surest reading stands for it.

A word that was coded more than once would else lie in several happenings, each reading with what is like it in words
and kind. So all follow one of them, and only that one is compared with what was told before.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import replace

from legation.link.happenings import Happening


def led(items: Iterable[Happening], confidence: Mapping[str, float]) -> list[Happening]:
    """The happenings of one article, each that is another reading of a word following the surest one of that word."""
    readings: dict[int, list[Happening]] = defaultdict(list)
    alone: list[Happening] = []
    for item in items:
        (readings[item.word] if item.word >= 0 else alone).append(item)
    return [*alone, *(each for found in readings.values() for each in _led(found, confidence))]


def _led(found: list[Happening], confidence: Mapping[str, float]) -> Iterable[Happening]:
    ordered = sorted(found, key=lambda item: (-confidence[item.id], item.start, item.id))
    leaders: list[Happening] = []
    for item in ordered:
        leader = next((each for each in leaders if _can_be_one(each, item)), None)
        if leader is None:
            leaders.append(item)
            yield item
        else:
            yield replace(item, follows=(leader.start, leader.id))


def _can_be_one(leader: Happening, item: Happening) -> bool:
    """Whether they name a party in common, or one of them none: one word can tell what two pairs do."""
    return not leader.parties or not item.parties or not leader.parties.isdisjoint(item.parties)
