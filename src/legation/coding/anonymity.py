"""Anonymity: the words by which a text says that a source is not named, with the reason it gives."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from legation.annotations import Sentence, Token
from legation.coding.scene import Extent, Scene

# The words between two parts of a formula: few, and no mark among them.
_BETWEEN = r"(?:[\w'’-]+ ){0,6}?"
_TAIL = r"[^,.;:!?“”\"()\n—]*"


@dataclass(frozen=True, slots=True)
class Anonymity:
    """The formulas of `anonymity.yaml` as one pattern, and that of the reasons that may follow one."""

    pattern: re.Pattern[str]
    reasons: re.Pattern[str]
    marks: tuple[str, ...]
    again: frozenset[str]

    @classmethod
    def of(cls, table: Mapping[str, Any]) -> "Anonymity":
        """Take the patterns as loaded from `anonymity.yaml`."""
        formulas = "|".join(formula.replace("~ ", _BETWEEN).replace("~", _BETWEEN) for formula in table["conditions"])
        reasons = rf"{table['reasons']}\b"
        whole = rf"\b(?P<formula>{formulas})\b{_TAIL}(?:,? {reasons}{_TAIL})?"
        again = frozenset(table["takes_up"])
        patterns = (re.compile(whole, re.IGNORECASE), re.compile(reasons, re.IGNORECASE))
        return cls(*patterns, tuple(table["marks"]), again)

    def takes_up(self, sentence: Sentence) -> bool:
        """True for a sentence that speaks on of somebody already spoken of."""
        return sentence.tokens[0].lower in self.again

    def within(self, scene: Scene, sentence: Sentence) -> Extent | None:
        """The formula that stands in a sentence outside any quotation."""
        lower = scene.text[sentence.start : sentence.end].lower()
        if not any(mark in lower for mark in self.marks):
            return None
        for found in self.pattern.finditer(scene.text, sentence.start, sentence.end):
            if scene.speech_at(found.start()) is None:
                return found.start(), self._end(scene, sentence, found)
        return None

    def _end(self, scene: Scene, sentence: Sentence, found: re.Match[str]) -> int:
        """Where a formula ends with what depends on it: "who asked not to be named by the press | said …"."""
        start, end = found.span("formula")
        core = {t.i for t in sentence.tokens if start <= t.start < end}
        spine = {above.i for i in core for above in sentence.ancestors(sentence.tokens[i])} - core
        for token in sentence.tokens:
            if end <= token.start < found.end() and token.dep != "punct":
                top = _branch(sentence, token, core | spine)
                first = sentence.subtree(top)[0].start
                reason = first >= found.end("formula") and self.reasons.match(scene.text, first) is not None
                if token.i in spine or (top.head in spine and not reason):
                    return end
                end = token.end
        return end


def _branch(sentence: Sentence, token: Token, stems: set[int]) -> Token:
    """The highest word over `token` that is no stem."""
    while token.head not in stems and token.head != token.i:
        token = sentence.head(token)
    return token
