"""Extents: which words of a clause are the claim, and which its condition."""

from bisect import bisect_right

from legation.annotations import Clause, Sentence, Token
from legation.coding.certainty import Likelihoods
from legation.coding.claims import unconditional
from legation.coding.cutting import Cuts
from legation.coding.outlooks import conditions
from legation.coding.scene import Extent, Scene
from legation.records import Statement


class Extents:
    """Cuts the claims of one document."""

    def __init__(self, scene: Scene, words: Likelihoods) -> None:
        """Know the joining words of `words`."""
        self._scene = scene
        self._words = words
        self._cuts = Cuts(scene, words)

    def of(self, clause: Clause, statement: Statement | None) -> Extent | None:
        """The claim: the clause as far as it lies in the statement's content."""
        s = clause.sentence
        tokens = [t for t in s.subtree(clause.head) if not (t.lower == "that" and t.dep == "mark")]
        apart = [t for t in s.children(clause.head, "conj") if s.child(t, "nsubj", "nsubjpass")]
        given = {t.i for c in (*apart, *conditions(clause, self._words)) for t in s.subtree(c)}
        tokens = [t for t in tokens if t.i not in given]
        while tokens and (tokens[0].dep in ("cc", "punct") or tokens[0].lower in self._words.reasons):
            other = tokens[0].dep == "mark" and s.head(tokens[0]) is not clause.head
            if other or self._cuts.conditional(s, tokens):
                break  # "as | the strike goes on, …", "as long as the strike lasts, …"
            tokens.pop(0)
        inside = self._scene.speech_at(clause.head.start)
        if statement is not None:
            tokens = [t for t in tokens if in_content(statement, t.start)]
        tokens = _between_semicolons(s, unconditional(tokens, clause.head, self._words.conditions), clause.head)
        tokens = next((part for part in self._cuts.parts(s, tokens) if clause.head in part), tokens)
        runs = self._scene.runs(s, tokens, inside)
        while len(runs) > 1 and runs[-1][0] > clause.head.start:
            runs = runs[:-1]  # what goes on behind the words of who speaks
        return (runs[0][0], runs[-1][1]) if runs else None

    def condition(self, clause: Clause, claim: Extent) -> Extent | None:
        """What the claim depends on: a clause with "if", or what other words of condition begin before or behind it."""
        s = clause.sentence
        for token in conditions(clause, self._words):
            runs = self._scene.runs(s, s.subtree(token), self._scene.speech_at(token.start))
            return (runs[0][0], runs[-1][1]) if runs else None
        branch = s.subtree(clause.head)
        if branch[0].start == claim[0] and branch[-1].end <= claim[1] + 1:
            return None  # nothing is left but the claim
        for part in ([t for t in branch if t.start >= claim[1]], [t for t in branch if t.end <= claim[0]]):
            while part and part[0].dep == "punct":
                part.pop(0)
            if not self._cuts.conditional(s, part):
                continue
            comma = next((n for n, t in enumerate(part) if t.text == ","), len(part))
            runs = self._scene.runs(s, part[:comma], self._scene.speech_at(part[0].start))
            return (runs[0][0], runs[0][1]) if runs else None
        return None


def in_content(statement: Statement, at: int) -> bool:
    """True when the content of a statement, whose stretches stand in text order, holds the character at `at`."""
    before = bisect_right(statement.content, at, key=lambda span: span.start) - 1
    return before >= 0 and at < statement.content[before].end


def _between_semicolons(s: Sentence, tokens: list[Token], head: Token) -> list[Token]:
    """The words on the same side of every semicolon as the verb."""
    marks = [t.i for t in s.tokens if t.text == ";"]
    first = max((i for i in marks if i < head.i), default=-1)
    last = min((i for i in marks if i > head.i), default=len(s.tokens))
    return [t for t in tokens if first < t.i < last]
