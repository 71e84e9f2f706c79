"""Where sentences of a stored text begin and end, told without a parser."""

import re
from collections import deque

# A stop behind an initial or a title ends nothing: "S. Osei", "Gen. Osei", "the U.S. envoy Osei".
_TITLES = ("Mr", "Mrs", "Ms", "Dr", "St", "Gen", "Col", "Capt", "Maj", "Lt", "Adm", "Sen", "Rep", "Gov", "Prof", "Rev")
_WITHIN = "".join(rf"(?<!\b{title}\.)" for title in (*_TITLES, "[A-Z]"))
# The mark comes first, and what it must be is asked behind it: a text is searched for these marks alone, thirty times
# as fast as when each place in it must be tried.
STOP = re.compile(rf"[.!?…\n](?:(?:(?<=[!?…])|(?<=\.){_WITHIN})[”’\"')\]]*\s+(?=[\"“‘'(\[]*[A-Z])|(?<=\n)\n*)")
OPENING = re.compile(r"(?:^|\n|[.!?…:][”’\"')\]]*\s+)\W*$")
# No sentence that is compared is longer; a text without a stop must not be searched whole for each of its words.
FARTHEST = 1500
OPENS = 3  # marks and the capital that open a sentence
NEAR = 250  # most sentences begin no farther before a place in them


def sentence(text: str, first: int, last: int) -> tuple[int, int]:
    """Where the sentence or sentences begin and end in which the stretch lies."""
    stop = STOP.search(text, last, last + FARTHEST)
    return _left(text, first), (stop.start() + 1 if stop else min(len(text), last + FARTHEST))


def _left(text: str, first: int) -> int:
    """Where the last stop before a place ends."""
    for reach in (NEAR, FARTHEST):
        nearest = max(0, first - reach)
        # The stop before a sentence shows by what opens the sentence: a mark and a capital.
        stops = (each for each in STOP.finditer(text, nearest, first + OPENS) if each.end() <= first)
        before = next(iter(deque(stops, maxlen=1)), None)
        # A stop that the look begins in the midst of may end elsewhere: then it takes a longer look.
        if before and text[nearest : before.start()].strip():
            break
    return before.end() if before else nearest


def opens(text: str, place: int) -> bool:
    """Whether the word at this place opens its sentence, where a capital says nothing."""
    return bool(OPENING.search(text[max(0, place - 8) : place])) if place > 8 else not text[:place].strip("\"'“‘([ ")
