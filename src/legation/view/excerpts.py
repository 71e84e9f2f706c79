"""The words that a record stands on, once and short enough for a table, with the place of the word that says it."""

from collections.abc import Sequence
from dataclasses import dataclass

from legation.records import Evidence

LONGEST = 140
SAYING = ("trigger", "cue", "phrase")


@dataclass(frozen=True, slots=True)
class Excerpt:
    """Words of a text on one line; those from `start` to `end` say what the record records."""

    words: str
    start: int = 0
    end: int = 0


def excerpt(text: str, evidence: Sequence[Evidence], longest: int = LONGEST) -> Excerpt:
    """Cut out what lies between the first and the last evidence; where that is long, the part around the trigger."""
    if not evidence:
        return Excerpt("")
    key = next((e for e in evidence if e.role in SAYING), evidence[0])
    first, last = min(e.start for e in evidence), max(e.end for e in evidence)
    # What a line break parts is no clause: a headline stands in it, or another paragraph.
    first = max(first, text.rfind("\n", 0, key.start) + 1)
    stop = text.find("\n", key.end)
    last = last if stop < 0 else min(last, stop)
    room = max(0, longest - (key.end - key.start))
    before, after = text[first : key.start], text[key.end : last]
    if len(before) + len(after) > room:
        left = min(len(before), max(room // 2, room - len(after)))
        before, after = _end(before, left), _start(after, room - left)
    head, middle = " ".join(before.split()), " ".join(text[key.start : key.end].split())
    head += " " if head and before[-1:].isspace() else ""
    tail = " ".join(after.split())
    gap = " " if tail and after[:1].isspace() else ""
    return Excerpt(f"{head}{middle}{gap}{tail}", len(head), len(head) + len(middle))


def _end(text: str, room: int) -> str:
    """The last words that fit; a sign stands for the rest."""
    return text if len(text) <= room else "… " + text[len(text) - room :].partition(" ")[2]


def _start(text: str, room: int) -> str:
    """The first words that fit; a sign stands for the rest."""
    return text if len(text) <= room else text[:room].rpartition(" ")[0] + " …"
