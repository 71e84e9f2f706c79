"""Certainty: words of probability as ranges."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, fields
from typing import Any

from legation.records import Certainty

# "Could not confirm" denies an ability; it says nothing of chances.
_DENIALS = (" not ", " neither ", " never ", "n't ", "n’t ")
_PER = r"(?:\d+(?:\.\d+)?|[a-z]+(?:-[a-z]+)?)"
_PERCENT = re.compile(rf"({_PER})\s?-?\s?(?:%|percent|per cent)")
_FROM_TO = re.compile(rf"({_PER})(?: ?%| per ?cent)? ?(?:to|or|and|-|–) ?({_PER})\s?-?\s?(?:%|percent|per cent)")
_ONE_IN = re.compile(r"(\w+)(?: chances?)?[- ](?:in|to|out of)[- ](?:an? )?(\w+)")
# The odds of bookmakers: "4-1 on", "seven to two against", "odds of 3 to 1".
_BETTING = re.compile(rf"\b({_PER})(?: ?[-–/] ?| to )({_PER})(?: (on|against)(?= that\b|$))")
_AT_ODDS = re.compile(
    rf"\bodds (?:of|at|are|were|stand at|stood at) ({_PER})(?: ?[-–/] ?| to )({_PER})( in favou?r| on)?"
)
# Numbers that tell a chance: next to a word of chance, or as so many in so many.
_ODDS = re.compile(
    rf"\b{_PER}[ -]?(?:%|percent|per cent)(?: or so)? (?:chance|probability|likelihood|sure|certain|likely|odds)"
    r"|\b\w+ chances? (?:in|out of) \w+|\b\w+[- ](?:in|to|out of)[- ](?:an? )?\w+ (?:chance|odds|probability|that)"
)
# A number becomes a range, never a point.
_MARGIN = 5
_TABLES = ("ranges", "pattern", "confidence", "verdicts", "grades", "numbers")


@dataclass(frozen=True, slots=True)
class Likelihoods:
    """The tables of `certainty.yaml`; `pattern` finds the longest phrase first."""

    ranges: Mapping[str, tuple[int, int]]
    pattern: re.Pattern[str]
    verdicts: Mapping[str, tuple[int, int]]
    grades: Mapping[str, tuple[int, int]]
    numbers: Mapping[str, int]
    plain: frozenset[str]
    open: frozenset[str]
    stative: frozenset[str]
    adjectives: frozenset[str]
    participles: frozenset[str]
    adverbs: frozenset[str]
    arranged: frozenset[str]
    arranged_by_agents: frozenset[str]
    backshifted: frozenset[str]
    forecasting: frozenset[str]
    doubts: frozenset[str]
    conditions: frozenset[str]
    enduring: frozenset[str]
    provisos: frozenset[str]
    few: frozenset[str]
    no_one: frozenset[str]
    minds: frozenset[str]
    predicates: frozenset[str]
    links: frozenset[str]
    chances: frozenset[str]
    graded_only: frozenset[str]
    felt: frozenset[str]
    weighs: frozenset[str]
    ratings: frozenset[str]
    rulings: frozenset[str]
    foretells: frozenset[str]
    forebodings: frozenset[str]
    has: frozenset[str]
    outcomes: frozenset[str]
    events: frozenset[str]
    told: frozenset[str]
    hard: frozenset[str]
    owed: frozenset[str]
    terms: frozenset[str]
    anybody: frozenset[str]
    reasons: frozenset[str]
    confidence: Mapping[str, float]

    @classmethod
    def of(cls, table: Mapping[str, Any]) -> "Likelihoods":
        """Take the tables as loaded from `certainty.yaml`."""
        ranges = {phrase: (low, high) for phrase, (low, high) in table["phrases"].items()}
        longest = sorted(ranges, key=len, reverse=True)
        pattern = re.compile(rf"(?<![\w'’])(?:{'|'.join(re.escape(p) for p in longest)})(?!\w)", re.IGNORECASE)
        words: dict[str, Any] = {f.name: frozenset(table[f.name]) for f in fields(cls) if f.name not in _TABLES}
        for name in ("verdicts", "grades"):
            words[name] = {k: (low, high) for k, (low, high) in table[name].items()}
        rest = {"confidence": table["confidence"], "numbers": table["numbers"]}
        return cls(ranges=ranges, pattern=pattern, **words, **rest)

    def certainty(self, phrase: str) -> Certainty | None:
        """The range of a phrase of the table."""
        return _ranged(self.ranges, phrase)

    def weighed(self, certainty: Certainty) -> bool:
        """True where words say how likely something is, more than "will", "may" or a warning do."""
        phrase = certainty.phrase.lower()
        if (found := self.pattern.search(phrase)) is not None:
            phrase = found.group()
        if (certainty.low, certainty.high) in (self.ranges["will"], self.ranges["may"]):
            denied = phrase in self.verdicts and " " in phrase
            return (denied or phrase in self.ranges) and phrase not in self.plain and phrase not in self.open
        return True

    def verdict(self, phrase: str) -> Certainty | None:
        """The range that a reporting word puts on what it reports."""
        return _ranged(self.verdicts, phrase)

    def chance(self, words: str) -> Certainty | None:
        """The range of a chance by the words around its noun ("a slim chance", "one in three")."""
        lower = words.lower()
        if (between := self._between(lower)) is not None:
            return Certainty(phrase=words, low=between[0], high=between[1])
        if (share := self._share(lower)) is not None:
            return Certainty(phrase=words, low=max(0, share - _MARGIN), high=min(100, share + _MARGIN))
        graded = [self.grades[w] for w in lower.split() if w in self.grades]
        if graded:
            return Certainty(phrase=words, low=graded[0][0], high=graded[0][1])
        return None

    def _between(self, words: str) -> tuple[int, int] | None:
        """The ends of "60 to 70 per cent"."""
        found = _FROM_TO.search(words)
        low, high = (None, None) if found is None else map(self._number, found.groups())
        return (round(low), min(100, round(high))) if low is not None and high is not None and low < high else None

    def _share(self, words: str) -> int | None:
        for found in _PERCENT.finditer(words):
            if (number := self._number(found[1])) is not None:
                return min(100, round(number))
        for found in _ONE_IN.finditer(words):
            left, right = map(self._number, found.groups())
            if left and right and left < right:
                return round(100 * left / right)
        return None

    def _number(self, word: str) -> float | None:
        """A number in digits, or in words up to "ninety-nine"."""
        if word[0].isdigit() and word.replace(".", "", 1).isdigit():
            return float(word)
        tens, _, ones = word.partition("-")
        if tens in self.numbers and self.numbers.get(ones, 0) in range(1, 10):
            return self.numbers[tens] + self.numbers[ones]
        return self.numbers.get(word)

    def first(self, text: str, start: int, end: int) -> Certainty | None:
        """The first word of probability in a stretch of text; plain words of the future don't count."""
        found = self.place(text, start, end)
        return None if found is None else found[0]

    def place(self, text: str, start: int, end: int) -> tuple[Certainty, tuple[int, int]] | None:
        """The same with its place."""
        for match in self.pattern.finditer(text, start, end):
            word = match.group().lower()
            if word in self.open and (match.group()[0].isupper() or text[match.end() : end].startswith(_DENIALS)):
                continue  # "May" is a month more often than a chance; "could not" denies an ability
            certainty = self.certainty(word)
            if word not in self.plain and certainty is not None:
                return certainty, match.span()
        return None

    def betting(self, words: str) -> tuple[Certainty, tuple[int, int]] | None:
        """The chance behind a bookmaker's odds: "4-1 on" is four in five, "4-1 against" and plain "4-1" one in five."""
        lower = words.lower()
        found = _BETTING.search(lower) or _AT_ODDS.search(lower)
        if found is None:
            return None
        left, right = self._number(found[1]), self._number(found[2])
        if not left or not right:
            return None
        for_it = left if found[3] is not None and found[3].strip() != "against" else right
        share = round(100 * for_it / (left + right))
        low, high = max(0, share - _MARGIN), min(100, share + _MARGIN)
        return Certainty(phrase=words[found.start() : found.end()], low=low, high=high), found.span()

    def number(self, words: str) -> tuple[Certainty, tuple[int, int]] | None:
        """A chance told as a number ("one in three", "ninety per cent sure"), with its place in the words."""
        if (bet := self.betting(words)) is not None:
            return bet
        for found in _ODDS.finditer(words.lower()):
            if certainty := self.chance(found.group()):
                return certainty, found.span()
        return None


def _ranged(table: Mapping[str, tuple[int, int]], phrase: str) -> Certainty | None:
    found = table.get(phrase)
    return None if found is None else Certainty(phrase=phrase, low=found[0], high=found[1])
