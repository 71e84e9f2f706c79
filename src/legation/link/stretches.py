"""Which words of an article are of an act."""

import re

from legation.link import passages
from legation.link.limits import Limits
from legation.records import Event, Evidence

Stretch = tuple[int, int]  # where words begin and end
WORD = re.compile(r"\S+")


def whole(event: Event) -> Stretch:
    """From where to where all stands that proves the event, but for who says so."""
    told = [e for e in event.evidence if e.role != "source"] or list(event.evidence)
    return min((e.start for e in told), default=0), max((e.end for e in told), default=0)


def of_act(told: Stretch, trigger: Evidence | None, text: str, limits: Limits) -> Stretch:
    """From where to where words are of the act: near its own word, since parties and other acts stand farther off."""
    if trigger is None:
        return told
    left, right = passages.sentence(text, trigger.start, trigger.end)
    first, last = max(told[0], left), max(trigger.end, min(told[1], right))
    before = [each.start() for each in WORD.finditer(text, first, trigger.start)]
    after = [each.end() for each in WORD.finditer(text, trigger.end, last)]
    most = limits.words_of_act
    return (before[-most] if len(before) > most else first), (after[most - 1] if len(after) > most else last)
