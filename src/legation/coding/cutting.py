"""Cutting: single claims out of a stretch of words, without what they depend on, by the words that join clauses.

Parsers hang second clauses and conditions in many places; the joining words stand where they stand.
"""

from collections.abc import Sequence
from itertools import pairwise

from legation.annotations import Sentence, Token
from legation.coding.certainty import Likelihoods
from legation.coding.scene import Scene

_SUBJECTS = frozenset({"nsubj", "nsubjpass", "expl", "csubj", "csubjpass"})
_FINITE = frozenset({"MD", "VBZ", "VBP", "VBD"})
_MARKS = frozenset({";", ":", "—", "–"})
_JOINTS = frozenset({"and", "but", "or", "nor", "yet"})
_WH = frozenset({"WP", "WRB", "WDT", "WP$"})
_TURNED = frozenset({"should", "were", "had"})
_RELATIVE = frozenset({"which", "who", "whose"})
_DUTY = frozenset({"ought", "should", "must"})
_EDGES = ("PUNCT", "CCONJ")


class Cuts:
    """Cuts the claims of one document."""

    def __init__(self, scene: Scene, words: Likelihoods) -> None:
        """Know the words of conditions, reasons and chances of `words`."""
        self._scene = scene
        self._words = words
        self._provisos = tuple(f"{proviso} " for proviso in words.provisos)
        self._longest = max(map(len, self._provisos), default=0)

    def parts(self, s: Sentence, tokens: Sequence[Token]) -> list[list[Token]]:
        """The clauses that claim something each, without conditions; the words as they are where none does."""
        rest = self.bare(s, tokens)
        cuts = [n for n in range(1, len(rest)) if self._begins(s, rest, n)]
        if not cuts:
            return [rest] if rest else []
        bounds = [0, *cuts, len(rest)]
        found = [self.bare(s, rest[a:b]) for a, b in pairwise(bounds)]
        return [part for part in found if part and self._ahead(part)] or [rest]

    def bare(self, s: Sentence, tokens: Sequence[Token]) -> list[Token]:
        """The words without a condition before or behind them, and without marks at their ends."""
        rest = _trimmed(list(tokens))
        last = self._condition_end(s, rest)
        if last is not None:
            rest = _trimmed(rest[last:])
        for n in range(1, len(rest)):
            if self._goes_on(s, rest, n):
                return _trimmed(rest[:n])
            if self._opens(s, rest, n) and not any(t.tag == "MD" for t in self._outside(s, rest, n)):
                return _trimmed(rest[: n - 1 if rest[n - 1].lower in ("even", "only") else n])
        return rest

    def _goes_on(self, s: Sentence, tokens: list[Token], n: int) -> bool:
        """True where a relative clause behind a comma tells more of a claim that is whole: ", which is why"."""
        if tokens[n - 1].text != "," or tokens[n].lower not in _RELATIVE:
            return False
        verb = next((t for t in s.ancestors(tokens[n]) if t.dep in ("relcl", "advcl")), None)
        if verb is None:
            return False
        within = {t.i for t in s.subtree(verb)}
        return verb.i > tokens[n].i and all(t.i in within for t in tokens[n:])

    def _outside(self, s: Sentence, tokens: list[Token], n: int) -> list[Token]:
        """What goes on behind a condition in the middle ("will, if it rains, fall"): not part of it."""
        marked = s.subtree(s.head(tokens[n]))
        within = {t.i for t in marked} if marked[0].i >= tokens[n].i else set()
        return [t for t in tokens[n:] if within and t.i not in within]

    def _opens(self, s: Sentence, tokens: list[Token], n: int) -> bool:
        """True where the words of a condition begin."""
        token = tokens[n]
        if token.i and token.lower == "if" and s.tokens[token.i - 1].lower == "as":
            return False  # "it looks as if the strike will collapse"
        ahead = self._scene.text[token.start : min(s.end, token.start + self._longest)].lower()
        if not ahead.startswith(self._provisos):
            return False
        bare = token.lower in self._words.provisos and token.lower not in self._words.conditions
        return not bare or token.dep in ("mark", "prep", "advcl", "pcomp") or self._clausal(s, tokens, n)

    def conditional(self, s: Sentence, tokens: list[Token]) -> bool:
        """True for words that begin with a condition: "as long as the strike lasts"."""
        return bool(tokens) and self._opens(s, tokens, 0)

    def _clausal(self, s: Sentence, tokens: list[Token], n: int) -> bool:
        return n == 0 and self._governs(s, tokens[1:]) is not None

    def _condition_end(self, s: Sentence, tokens: list[Token]) -> int | None:
        """How many words at the start are a condition; None where none is, or where nothing else is left."""
        if not tokens:
            return None
        turned = tokens[0].lower in _TURNED and tokens[0].dep in ("aux", "auxpass", "advcl", "ROOT", "ccomp")
        turned = (
            turned and len(tokens) > 1 and tokens[0].i < min((t.i for t in tokens if t.dep in _SUBJECTS), default=0)
        )
        if not turned and not self._opens(s, tokens, 0):
            return None
        for n, token in enumerate(tokens):
            if token.text == "," and self._governs(s, tokens[n + 1 :]) is not None:
                return n + 1
        branch = {t.i for t in s.subtree(tokens[0])}
        length = next((n for n, t in enumerate(tokens) if t.i not in branch), len(tokens))
        if tokens[0].dep == "prep" and length < len(tokens):
            return length
        return len(tokens) if not any(t.tag == "MD" for t in tokens[1:]) else None

    def _begins(self, s: Sentence, tokens: list[Token], n: int) -> bool:
        """True where a clause of its own begins, behind one that is whole."""
        before, token = tokens[n - 1], tokens[n]
        reason = token.lower in self._words.reasons and token.dep == "mark"
        joined = before.lower in _JOINTS and before.pos == "CCONJ"
        if not (reason or joined or before.text in _MARKS) or self._governs(s, tokens[:n]) is None:
            return False
        if reason and self._ahead(tokens[:n]):
            return False  # the reason of a claim stays with it
        return self._governs(s, tokens[n:]) is not None

    def _governs(self, s: Sentence, tokens: Sequence[Token]) -> Token | None:
        """The first finite verb, where its own subject stands before it and no word that would make it a modifier."""
        for n, token in enumerate(tokens):
            if token.tag not in _FINITE:
                continue
            verb = s.head(token) if token.tag == "MD" or token.dep in ("aux", "auxpass") else token
            subjects = [t for t in tokens[:n] if t.dep in _SUBJECTS and t.head in (verb.i, token.i)]
            asked = [t for t in tokens[:n] if t.tag in _WH and t not in subjects]
            marked = [t for t in tokens[1:n] if t.dep == "mark" and t.lower != "that"]
            if subjects and not asked and not marked:
                return token
            if token.dep not in ("relcl", "aux", "auxpass"):
                return None
        return None

    def _ahead(self, tokens: Sequence[Token]) -> bool:
        """True for words about what will come: a modal verb, a word of chance."""
        if any(t.tag == "MD" and t.lower not in _DUTY for t in tokens):
            return True
        return self._words.first(self._scene.text, tokens[0].start, tokens[-1].end) is not None


def _trimmed(tokens: list[Token]) -> list[Token]:
    """The words without marks and joining words at their ends."""
    while tokens and (tokens[0].pos in _EDGES or (tokens[0].lower == "that" and tokens[0].dep == "mark")):
        tokens = tokens[1:]
    while tokens and tokens[-1].pos in _EDGES:
        tokens = tokens[:-1]
    return tokens
