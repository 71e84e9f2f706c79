"""Looks: what passes between the program and the model that reads all parties of a sentence at once."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple, Protocol, runtime_checkable

from legation.records import Status


@dataclass(frozen=True, slots=True)
class Viewed:
    """A sentence with all of its parties masked, for the look at them.

    `words` gives the words of the parsed sentence that stand at some places of the text; `marks` are class and relation
    of these words, `ways` lead from the head of each party to each of them (`coding/features.py`), `far` leads nowhere;
    the last row of either is for what is no word of it, number -1.
    """

    text: str
    words: Callable[[Sequence[int]], list[int]]
    marks: Sequence[tuple[int, int]]
    ways: Sequence[Sequence[int]]
    far: int


@dataclass(frozen=True, slots=True)
class Drawn:
    """What the layers make of a sentence, for questions about its words.

    `pieces` (pieces, size) is what they make of each piece of a word, `pairs` (parties + 1, parties + 1, units) of each
    two parties; the parties open at the pieces `opens`, number 0 at the mark before the text. `words` gives the word of
    the sentence that each piece shows, -1 for none, `ways` (parties + 1, pieces) how the parse leads from parties to
    them.
    """

    pieces: Any
    pairs: Any
    opens: Sequence[int]
    words: Sequence[int]
    ways: Any

    def piece(self, word: int) -> int | None:
        """The first piece that shows a word; None where the sentence was cut before it."""
        return next((n for n, shown in enumerate(self.words[1:-1], 1) if shown == word), None)


@dataclass(frozen=True, slots=True)
class Seen:
    """What a look at a sentence shows; number 0 is who isn't named.

    The chances of types, of the shape (parties + 1, parties + 1, types), those of statuses, of the shape (parties + 1,
    parties + 1, statuses), and, if the model can be asked about words, what it drew from the sentence.
    """

    types: Any
    statuses: Any
    drawn: Drawn | None = None


class Asked(NamedTuple):
    """The question what a word, at a piece of its sentence, tells of two of its parties."""

    drawn: Drawn
    source: int
    target: int
    piece: int


@runtime_checkable
class Surveyor(Protocol):
    """Says at one look at a sentence what each two of all its marked parties do to one another."""

    @property
    def types(self) -> Sequence[str]:
        """The types of acts in the order of its answers."""
        ...

    @property
    def statuses(self) -> Sequence[Status]:
        """The statuses in the order of its answers."""
        ...

    @property
    def tables(self) -> tuple[Sequence[str], Sequence[str]]:
        """The word classes and relations that it knows."""
        ...

    def survey(self, sentences: Sequence[Viewed]) -> list[Seen]:
        """What each sentence shows. Of one that is too long only the first parties are read."""
        ...

    def tell(self, asked: Sequence[Asked]) -> list[tuple[Sequence[float], Sequence[float]]]:
        """The probabilities of subtypes and of statuses for each question, as a `Classifier` gives them."""
        ...
