"""Standings: the words that say whether an act takes place, and what several of them say together."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal

from legation.annotations import Sentence, Token
from legation.records import Status

# None: the sentence tells of no such act (it is demanded, threatened, or possible in general).
Standing = Status | None
Kind = Literal["future", "hypothetical", "negated", "void", "same"]
_ORDER: tuple[Status, ...] = ("negated", "hypothetical", "future", "historical", "actual")
_CLOSING = frozenset({'"', "'", "”", "’", "''", ")", "»"})
# Where what is said ends.
_ENDS = frozenset({".", "!", '"', "”", "''", ";"})
_KINDS: tuple[Kind, ...] = ("same", "negated", "future", "hypothetical", "void")


@dataclass(frozen=True, slots=True)
class StatusWords:
    """The word classes of `status.yaml`."""

    modals: Mapping[str, str]
    kinds: Mapping[str, Kind]
    lists: Mapping[str, frozenset[str]]

    @classmethod
    def of(cls, table: Mapping[str, Any]) -> "StatusWords":
        """Take the classes out of the table as loaded; of two classes for a word the earlier of `_KINDS` wins."""
        kinds: dict[str, Kind] = {}
        for kind in _KINDS:
            for word in table[kind]:
                kinds.setdefault(word, kind)
        lists = {name: frozenset(words) for name, words in table.items() if name not in ("modals", *_KINDS)}
        return cls(table["modals"], kinds, lists)


def inverted(sentence: Sentence, verb: Token) -> bool:
    """True for "had Iraq attacked": a condition without "if"; not for "never had", "nor had"."""
    had = next((t for t in sentence.children(verb, "aux") if t.lower == "had"), None)
    subject = sentence.child(verb, "nsubj", "nsubjpass")
    if had is None or subject is None or not had.i < subject.i < verb.i:
        return False
    return all(t.i >= had.i or t.dep in ("punct", "cc") for t in sentence.subtree(verb))


def of_kind(kind: str) -> Standing:
    """The standing that a kind of word gives; None for a kind that is none."""
    return next((status for status in _ORDER if status == kind), None)


def weaker(one: Standing, other: Standing) -> Standing:
    """The weaker of two standings, as one sentence may both plan and deny."""
    if one is None or other is None:
        return None
    return min(one, other, key=_ORDER.index)


def infinitive(sentence: Sentence, verb: Token) -> bool:
    """True for a verb behind "to"."""
    return any(t.tag == "TO" for t in sentence.children(verb, "aux"))


def is_question(sentence: Sentence, word: Token) -> bool:
    """True for what a sentence asks, or words in it of somebody who asks: "“Did Chad bomb it?” he said"."""
    last = next((t for t in reversed(sentence.tokens) if t.text not in _CLOSING), None)
    if last is not None and last.text.startswith("?"):
        return True
    for token in sentence.tokens[word.i + 1 :]:
        if token.text in _ENDS or token.text[:1] == "?":
            return token.text[:1] == "?"
    return False
