"""Features: what the attribution model is told of a sentence beside its words, from the parse and the quotation marks.

A word has its class, its relation, its name type and how it stands to quotations. A pair (cue, word) has the way
through the parse from one to the other, and how far they stand apart. All are small whole numbers, rows of learned
tables.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from legation.annotations import Quote, Sentence, Token
from legation.coding.scene import Scene

# A way leads up from the cue so many heads, then down into one branch, whose relation it keeps.
CLIMB = 3
# The first word of each class of distance.
_NEAR = (1, 2, 3, 4, 6, 9, 15, 25)
DISTANCES = 2 * len(_NEAR) + 1
# Few sentences have more words.
_REACH = 256
QUOTED = ("outside", "speech", "scare")


@dataclass(frozen=True, slots=True)
class Lists:
    """The labels that the model knows, in the order of its tables; 0 is whatever it doesn't know."""

    classes: Mapping[str, int]
    relations: Mapping[str, int]
    names: Mapping[str, int]

    @classmethod
    def of(cls, classes: Sequence[str], relations: Sequence[str], names: Sequence[str]) -> "Lists":
        """Number the labels from 1."""
        return cls(*({label: n for n, label in enumerate(row, 1)} for row in (classes, relations, names)))

    @property
    def ways(self) -> int:
        """How many different ways there are between a cue and a word."""
        return (CLIMB + 1) * (len(self.relations) + 2) + 1


def word_features(scene: Scene, sentence: Sentence, lists: Lists) -> list[tuple[int, int, int, int]]:
    """Class, relation, name type and quotation of each word."""
    return [
        (
            lists.classes.get(token.pos, 0),
            lists.relations.get(token.dep, 0),
            lists.names.get(token.ent, 0),
            _quoted(scene.quote_at(token.start)),
        )
        for token in sentence.tokens
    ]


def _quoted(quote: Quote | None) -> int:
    return 0 if quote is None else QUOTED.index("scare" if quote.scare else "speech")


def ways(sentence: Sentence, cue: Token, lists: Lists) -> list[int]:
    """For each word the way through the parse from the cue: how far up, and into which branch."""
    width = len(lists.relations) + 2
    far = lists.ways - 1
    found = [far] * len(sentence.tokens)
    known = [False] * len(sentence.tokens)
    top = cue
    for climb in range(CLIMB + 1):
        found[top.i], known[top.i] = climb * width + width - 1, True
        for child in sentence.children(top):
            if known[child.i]:
                continue
            way = climb * width + lists.relations.get(child.dep, 0)
            for token in sentence.subtree(child):
                found[token.i], known[token.i] = way, True
        if top.head == top.i:
            break
        top = sentence.head(top)
    return found


def distances(length: int, cue: int) -> list[int]:
    """For each of `length` words its class of distance from the word `cue`."""
    reach = max(_REACH, length)
    return list(_around(reach)[reach - cue : reach - cue + length])


@lru_cache(maxsize=8)
def _around(reach: int) -> tuple[int, ...]:
    """The class of each distance from `-reach` to `reach`."""
    return tuple(_distance(apart) for apart in range(-reach, reach + 1))


def _distance(apart: int) -> int:
    size = sum(abs(apart) >= n for n in _NEAR)
    return size if apart >= 0 else len(_NEAR) + size
