"""Answers: a chance that is all somebody says, to a question that names what may come."""

from collections.abc import Iterator, Sequence

from legation.annotations import Sentence, Token
from legation.coding.certainty import Likelihoods
from legation.coding.extents import in_content
from legation.coding.odds import Outlook
from legation.coding.scene import Extent, Scene
from legation.records import Certainty, Span, Statement

_ASKED = frozenset({"whether", "if"})
_FEWEST = 3


class Answers:
    """Finds the answers of one document: "“Fifty-fifty,” he said when asked whether the field would open"."""

    def __init__(self, scene: Scene, words: Likelihoods) -> None:
        """Look for the words of `words` in `scene`."""
        self._scene = scene
        self._words = words

    def find(self, s: Sentence, told: Sequence[Statement]) -> Iterator[tuple[Extent, Outlook, Statement]]:
        """The questions that a sentence answers by a chance alone, with that chance and the statement that gives it."""
        asked = [q for q in told if q.act == "ask"]
        for statement in told if asked else ():
            outlook = next((o for c in statement.content if (o := self._chance(c)) is not None), None)
            if outlook is None or statement.act == "ask":
                continue
            for question in asked:
                if (extent := self._questioned(s, question)) is not None:
                    yield extent, outlook, statement

    def _chance(self, content: Span) -> Outlook | None:
        """The chance that a content is, where it is nothing else."""
        bare = content.text.strip(" .,;!?\"'“”‘’")
        start = content.start + content.text.index(bare) if bare else content.start
        at = start, start + len(bare)
        share = self._words.shares.first(bare)
        if share is not None and share.start <= 1 and share.end == len(bare):
            return Outlook(Certainty(phrase=bare, low=share.low, high=share.high), at)
        found = self._words.place(self._scene.text, *at)
        return Outlook(*found) if found is not None and found[1] == at else None

    def _questioned(self, s: Sentence, question: Statement) -> Extent | None:
        """What a question asks whether it will be."""
        tokens: list[Token] = [t for t in s.tokens if in_content(question, t.start) and t.pos != "PUNCT"]
        opened = next((n for n, t in enumerate(tokens) if t.lower in _ASKED), None)
        if opened is None or len(tokens) - opened <= _FEWEST:
            return None
        clause = tokens[opened + 1 :]
        return (clause[0].start, clause[-1].end) if any(t.tag == "MD" for t in clause) else None
