"""Features: what the models are told of a sentence beside its words, from the parse and the quotation marks.

A word has its class, its relation, its name type and how it stands to quotations. A pair (cue, word) or (party, word)
has the way through the parse from one to the other, and how far they stand apart. All are small whole numbers, rows of
learned tables.
"""

from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache, partial
from itertools import islice

from legation.annotations import Quote, Sentence, Token
from legation.coding.masking import Shown
from legation.coding.scene import Scene
from legation.looks import Viewed

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
    def of(cls, classes: Sequence[str], relations: Sequence[str], names: Sequence[str] = ()) -> "Lists":
        """Number the labels from 1."""
        return cls(*({label: n for n, label in enumerate(row, 1)} for row in (classes, relations, names)))

    @property
    def ways(self) -> int:
        """How many different ways there are between a cue and a word."""
        return (CLIMB + 1) * (len(self.relations) + 2) + 1


def word_features(scene: Scene, sentence: Sentence, lists: Lists) -> list[tuple[int, int, int, int]]:
    """Class, relation, name type and quotation of each word."""
    plain = not any(scene.quotes_in(sentence.start, sentence.end))
    return [
        (*_marks(token, lists), lists.names.get(token.ent, 0), 0 if plain else _quoted(scene.quote_at(token.start)))
        for token in sentence.tokens
    ]


def _marks(token: Token, lists: Lists) -> tuple[int, int]:
    return lists.classes.get(token.pos, 0), lists.relations.get(token.dep, 0)


def _quoted(quote: Quote | None) -> int:
    return 0 if quote is None else QUOTED.index("scare" if quote.scare else "speech")


def ways(sentence: Sentence, cue: Token, lists: Lists) -> list[int]:
    """For each word the way through the parse from the cue: how far up, and into which branch."""
    width = len(lists.relations) + 2
    found = [lists.ways - 1] * len(sentence.tokens)
    above = [cue, *islice(sentence.ancestors(cue), CLIMB)]
    for climb, top in reversed(list(enumerate(above))):  # what is nearer takes its place among what is further
        for child in sentence.children(top):
            way = climb * width + lists.relations.get(child.dep, 0)
            branch = sentence.branch(child)
            if isinstance(branch, range):
                found[branch.start : branch.stop] = [way] * len(branch)
                continue
            for i in branch:
                found[i] = way
        found[top.i] = climb * width + width - 1
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


def viewed(sentence: Sentence, shown: Sequence[Shown], heads: Sequence[Token | None], lists: Lists) -> Viewed:
    """A sentence as the look at all of its parties takes it; `heads` are theirs, `shown` its words with them masked.

    A party without a head stands for no word of the sentence; marks and ways have a last row for what is none.
    """
    owned = list(owners(sentence, shown, heads))
    far = lists.ways - 1
    return Viewed(
        " ".join(one.word for one in shown),
        partial(owners_at, owned),
        [*(_marks(token, lists) for token in sentence.tokens), (0, 0)],
        [[far] * (len(sentence.tokens) + 1) if h is None else [*ways(sentence, h, lists), far] for h in heads],
        far,
    )


def owners(sentence: Sentence, shown: Sequence[Shown], heads: Sequence[Token | None]) -> Iterator[tuple[int, int]]:
    """Where stretches of a masked sentence begin, joined by single blanks, and which word of the sentence each shows.

    The words that stand for a party all show its head; -1 is no word.
    """
    at, ends = 0, [token.end for token in sentence.tokens]
    for one in shown:
        if one.party is not None:
            head = heads[one.party]
            yield at, -1 if head is None else head.i
        elif one.at is not None:
            start, end = sentence.start + one.at, sentence.start + one.at + len(one.word)
            here = bisect_right(ends, start)
            while here < len(ends) and (begin := sentence.tokens[here].start) < end:
                yield at + max(0, begin - start), here
                here += 1
        at += len(one.word) + 1


def owners_at(owned: Sequence[tuple[int, int]], places: Sequence[int]) -> list[int]:
    """The word of the sentence that shows at each of some places of the masked one."""
    begins = [start for start, _ in owned]
    return [owned[max(0, bisect_right(begins, place) - 1)][1] for place in places]
