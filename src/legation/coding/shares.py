"""Shares: chances told as numbers, in percent, as so many in so many, as bookmakers' odds or as prices."""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

# A number becomes a range, never a point.
_MARGIN = 5
_CLOSED = re.compile(r"$| ?[,.;:)]| that\b| (?:for|to) \w")
_ODDS_ARE = re.compile(r"\bodds (?:are|were|is|stand at|stood at) (?:\w+ )?$")
_PARTS = {"half": 2, "halves": 2, "third": 3, "quarter": 4, "fifth": 5, "tenth": 10}


@dataclass(frozen=True, slots=True)
class Share:
    """A chance of `low` to `high` percent, and where it stands; `clear` where it can be nothing else."""

    low: int
    high: int
    start: int
    end: int
    clear: bool


class Shares:
    """Reads numbers that tell a chance."""

    def __init__(self, numbers: Mapping[str, int], patterns: Mapping[str, Any]) -> None:
        """Know the number words and the patterns of `shares` in `certainty.yaml`."""
        self._numbers = numbers
        words = {name: str(patterns[name]) for name in patterns if name != "forms"}
        words["N"] = self._number_pattern()
        for name in words:
            for other, pattern in words.items():
                words[name] = words[name].replace(f"<{other}>", pattern)
        self._forms = []
        for name, form in patterns["forms"].items():
            for other, pattern in words.items():
                form = form.replace(f"<{other}>", pattern)
            self._forms.append((name, re.compile(rf"(?<![\w.,$€£-]){form}")))
        self._after, self._before = re.compile(words["behind"]), re.compile(words["before"])
        self._quoted = re.compile(words["quoted"])
        self._readers: Mapping[str, Callable[[re.Match[str]], tuple[float, float] | None]] = {
            "between": self._between,
            "margin": self._margin,
            "percent": lambda m: self._around(self._number(m["a"]), 100),
            "among": self._among,
            "in": lambda m: self._around(self._number(m["a"]), self._number(m["b"])),
            "part": lambda m: self._around(self._number(m["a"]), _PARTS[m["part"].removesuffix("s")]),
            "odds": self._odds,
            "price": lambda m: self._around(self._number(m["a"]), 100),
            "scale": lambda m: self._around(self._number(m["a"]), 10),
        }

    def find(self, words: str) -> Iterator[Share]:
        """The numbers that could tell a chance, from left to right, the longest of those that overlap."""
        lower, found = words.lower(), []
        for name, form in self._forms:
            for match in form.finditer(lower):
                if (ends := self._readers[name](match)) is not None:
                    low, high = max(0, round(ends[0])), min(100, round(ends[1]))
                    clear = self._clear(name, match, lower)
                    weighs = self._after.match(lower, match.end())
                    end = match.end() if weighs is None else weighs.end()
                    if clear or name != "odds":
                        found.append(Share(low, high, match.start(), end, clear))
        last = 0
        for share in sorted(found, key=lambda f: (f.start, -f.end)):
            if share.start >= last:
                last = share.end
                yield share

    def first(self, words: str) -> Share | None:
        """The first number of a phrase that is known to weigh a chance."""
        return next(self.find(words), None)

    def clear(self, words: str) -> Share | None:
        """The first number that can be nothing but a chance."""
        return next((s for s in self.find(words) if s.clear), None)

    def _clear(self, name: str, match: re.Match[str], words: str) -> bool:
        before, after = words[: match.start()], words[match.end() :]
        if name == "odds":
            return self._staked(match, before, after)
        if name in ("price", "scale", "part"):
            return name == "part" or self._before.search(before) is not None or self._quoted.search(before) is not None
        that = name in ("in", "among") and (after.startswith(" that ") or "chance" in match.group())
        return that or self._after.match(after) is not None or self._before.search(before) is not None

    def _staked(self, match: re.Match[str], before: str, after: str) -> bool:
        """True for odds, not for scores ("won 4-1 on Sunday") nor for spans ("2 to 3 weeks")."""
        side = (match["side"] or "").strip(" ,-")
        if side.startswith(("chance", "odd", "shot", "favo")) or self._after.match(after):
            return True
        closed = _CLOSED.match(after) is not None
        if self._favours(match):
            return True
        if side in ("on", "against", "odds-on", "bet"):
            return closed or self._quoted.search(before) is not None
        return (
            self._quoted.search(before) is not None and closed and "odds" in before + "odds" * after.startswith(" that")
        )

    def _number_pattern(self) -> str:
        """A number in digits or words."""
        tens = "|".join(w for w, n in self._numbers.items() if 20 <= n < 100)
        ones = "|".join(w for w, n in self._numbers.items() if 0 < n < 10)
        rest = "|".join(sorted((w for w, n in self._numbers.items() if n < 100), key=len, reverse=True))
        great = "|".join(w for w, n in self._numbers.items() if n >= 100 or w == "dozen")
        digits = r"\d{1,3}(?:,\d{3})+|\d+(?:\.\d+)?"
        return rf"{digits}|(?:{tens})[- ](?:{ones})\b|(?:a |one )?(?:{great})\b|(?:{rest})\b"

    def _number(self, words: str | None) -> float | None:
        """A number in digits, or in words up to "ninety-nine"."""
        word = (words or "").removeprefix("a ").removeprefix("one ")
        if word[:1].isdigit():
            return float(word.replace(",", ""))
        tens, _, ones = word.replace(" ", "-").partition("-")
        if tens in self._numbers and self._numbers.get(ones, 0) in range(1, 10):
            return self._numbers[tens] + self._numbers[ones]
        return self._numbers.get(word)

    def _favours(self, match: re.Match[str]) -> bool:
        """True for "the odds are three to one that …", in which the first number speaks for it."""
        before, after = match.string[: match.start()], match.string[match.end() :]
        return _ODDS_ARE.search(before) is not None and after.startswith((" that ", " in favo"))

    def _around(self, part: float | None, whole: float | None) -> tuple[float, float] | None:
        """A point with its margin; nothing where the part is no part."""
        if part is None or not whole or (whole != 100 and part >= whole):
            return None
        share = min(100, round(100 * part / whole))
        return share - _MARGIN, share + _MARGIN

    def _between(self, match: re.Match[str]) -> tuple[float, float] | None:
        low, high = self._number(match["a"]), self._number(match["b"])
        return None if low is None or high is None or low >= high else (low, high)

    def _margin(self, match: re.Match[str]) -> tuple[float, float] | None:
        point, margin = self._number(match["a"]), self._number(match["b"])
        return None if point is None or not margin else (point - margin, point + margin)

    def _among(self, match: re.Match[str]) -> tuple[float, float] | None:
        one = self._around(self._number(match["a"]), self._number(match["b"]))
        other = self._around(self._number(match["c"]), self._number(match["d"]))
        if one is None or other is None or one == other:
            return None
        low, high = sorted((one[0] + _MARGIN, other[0] + _MARGIN))
        return low, high

    def _odds(self, match: re.Match[str]) -> tuple[float, float] | None:
        """The chance behind odds: "4-1 on" is four in five, "4-1 against" and plain "4-1" one in five.

        An American's "6-to-5 favorite" has six chances against five; a British "6-4 favourite" pays six for four.
        """
        left, right = self._number(match["a"]), self._number(match["b"])
        if not left or not right:
            return None
        side = match["side"] or ""
        if self._favours(match):
            side = " on"
        for_it = left if side.endswith(" on") or side.endswith("-on") or "favorite" in side else right
        return self._around(for_it, left + right)
