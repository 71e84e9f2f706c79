"""Where sentences of a stored text begin and end, told without a parser."""

import re

STOP = re.compile(r"[.!?…][”’\"')\]]*\s+(?=[\"“‘'(\[]*[A-Z])|\n+")
OPENING = re.compile(r"(?:^|\n|[.!?…:][”’\"')\]]*\s+)\W*$")
# No sentence that is compared is longer; a text without a stop must not be searched whole for each of its words.
FARTHEST = 1500


def sentence(text: str, first: int, last: int) -> tuple[int, int]:
    """Where the sentence or sentences begin and end in which the stretch lies."""
    nearest = max(0, first - FARTHEST)
    left = max((m.end() for m in STOP.finditer(text, nearest, first)), default=nearest)
    stop = STOP.search(text, last, last + FARTHEST)
    return left, (stop.start() + 1 if stop else min(len(text), last + FARTHEST))


def opens(text: str, place: int) -> bool:
    """Whether the word at this place opens its sentence, where a capital says nothing."""
    return bool(OPENING.search(text[max(0, place - 8) : place])) if place > 8 else not text[:place].strip("\"'“‘([ ")
