"""Quick named entities: what spaCy's recogniser would mark, asked for many words at once.

The recogniser says of word after word: no name, a name of one word, or one that begins, goes on, ends here. Outside of
a name this depends on one word alone; inside, on that, the one before, and the name's first. So the first kind is asked
for all words together, and the second for all names that may begin anywhere, a word further each time. spaCy tries all
moves at every word, and for each of them takes Python's global lock several times, which is a third of the time of all
parsing. The scores are those of its own model and the rules its own: what is marked is the same.
"""

from collections.abc import Iterator, Sequence
from typing import Any

# What the recogniser looks at: the word, the first word of the open name, the word before in it; -1 is none.
_LOOKS = 3
# So many words are asked about together.
_WORDS = 4096
# So many words on, all beginnings are followed together, also those inside of other names; what is longer is followed
# alone, where it is reached. So a text in which names never end takes time by its length and no more.
_TOGETHER = 12


def quick(nlp: Any) -> "Entities | None":
    """What marks names in place of a pipeline's last part, if that is a recogniser of the common kind."""
    from spacy.pipeline import EntityRecognizer

    name, last = nlp.pipeline[-1]
    if type(last) is not EntityRecognizer or last.cfg.get("beam_width", 1) != 1:
        return None
    attrs, looks = last.model.attrs, last.model.get_ref("lower").get_dim("nF")
    return Entities(name, last) if attrs["has_upper"] and not attrs["unseen_classes"] and looks == _LOOKS else None


class Entities:
    """A recogniser and its moves; `name` is what it is called in its pipeline."""

    def __init__(self, name: str, recognizer: Any) -> None:
        """Sort the moves by their kind: B begins a name, I goes on, L ends it, U is a name of one word, O is none."""
        import numpy

        self.name, self._recognizer = name, recognizer
        called = [recognizer.moves.get_class_name(i).partition("-") for i in range(recognizer.moves.n_moves)]
        self.moves = [(kind, label) for kind, _, label in called]
        self.begins = numpy.array([kind == "B" and bool(label) for kind, label in self.moves])
        self.units = numpy.array([kind == "U" and bool(label) for kind, label in self.moves])
        self.others = numpy.array([kind == "O" for kind, _ in self.moves])
        number = {move: i for i, move in enumerate(self.moves)}
        # For each move the numbers of those that go on with its label and that end it.
        self.inside = numpy.array([[number.get((kind, label), 0) for kind in "IL"] for _, label in self.moves])

    def mark(self, docs: Sequence[Any]) -> None:
        """Set the names of parsed texts."""
        from spacy.tokens import Span

        full = [doc for doc in docs if len(doc)]
        if any(doc.has_annotation("ENT_IOB") for doc in full):  # marked by rules before: these bind the recogniser
            self._recognizer.set_annotations(full, self._recognizer.predict(full))
        elif full:
            found, first = _Found(self, self._recognizer.model.predict(full), full), 0
            for doc in full:
                names = found.between(first, first + len(doc))
                doc.set_ents([Span(doc, start - first, end - first, label) for start, end, label in names])
                first += len(doc)


class _Found:
    """What begins at each word of some texts, one behind the other, and where it ends."""

    def __init__(self, names: Entities, scores: Any, docs: Sequence[Any]) -> None:
        import numpy

        self._names, self._scores = names, scores
        seen = numpy.concatenate([doc.to_array(["SENT_START", "IS_SPACE"]) for doc in docs])
        starts = numpy.cumsum([len(doc) for doc in docs])
        # No name goes on behind the last word of a sentence.
        self._last = numpy.append(seen[1:, 0] == 1, True)
        self._last[starts - 1] = True
        self._moves = numpy.concatenate(
            [self._outside(at, seen[at : at + _WORDS, 1] == 1) for at in range(0, len(seen), _WORDS)]
        )
        self._ends = self._followed(numpy.flatnonzero(names.begins[self._moves]))

    def _asked(self, words: Any, opened: Any) -> Any:
        """The scores of all moves at some words, each with the first word of the name that is open there, or -1."""
        import numpy

        before = numpy.where(opened < 0, -1, words - 1)
        vectors = self._scores.state2vec.predict(numpy.stack([words, opened, before], axis=1).astype(numpy.int32))
        return self._scores.vec2scores.predict(vectors)

    def _outside(self, at: int, space: Any) -> Any:
        """The best moves at the words from `at` on where no name is open; white space is none."""
        import numpy

        names, words = self._names, numpy.arange(at, at + len(space))
        allowed = names.others | (~space[:, None] & (names.units | (names.begins & ~self._last[words, None])))
        return numpy.where(allowed, self._asked(words, numpy.full(len(words), -1)), -numpy.inf).argmax(axis=1)

    def _goes_on(self, starts: Any, words: Any) -> Any:
        """Which of the names that begin at `starts` go on behind `words`."""
        scores, inside = self._asked(words, starts), self._names.inside[self._moves[starts]]
        on, end = scores[range(len(words)), inside[:, 0]], scores[range(len(words)), inside[:, 1]]
        return ~self._last[words] & (on >= end)

    def _followed(self, starts: Any) -> dict[int, int]:
        """Behind which word the names end that may begin at `starts`: those that do so soon."""
        ends: dict[int, int] = {}
        for ahead in range(1, _TOGETHER):
            if not len(starts):
                break
            on = self._goes_on(starts, starts + ahead)
            closed = starts[~on]
            ends.update(zip(closed.tolist(), (closed + ahead + 1).tolist(), strict=True))
            starts = starts[on]
        return ends

    def between(self, first: int, end: int) -> Iterator[tuple[int, int, str]]:
        """First word, the word behind the last, and label of each name between two words."""
        import numpy

        names, moves = self._names, self._moves
        at = first
        for start in (numpy.flatnonzero(~names.others[moves[first:end]]) + first).tolist():
            if start < at:  # inside of the name before
                continue
            at = start + 1 if names.units[moves[start]] else self._ends.get(start) or self._end(start)
            yield start, at, names.moves[moves[start]][1]

    def _end(self, start: int) -> int:
        """Behind which word a long name ends."""
        import numpy

        word = start + _TOGETHER
        while self._goes_on(numpy.array([start]), numpy.array([word]))[0]:
            word += 1
        return word + 1
