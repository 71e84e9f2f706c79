"""Past: what a text puts far back, by its dates or by its words."""

import re
from bisect import bisect_left
from collections.abc import Iterable

from legation.annotations import When
from legation.coding.standings import StatusWords

_YEAR = re.compile(r"(?<![\d$£€,.])(1[89]\d\d|20\d\d)(s?)(?![\d,]\d|%)")
# "a year or more before publication" is history.
_YEARS_BACK = 2


class History:
    """Tells what happened long before the article: by its dates, or by the words of its clause."""

    def __init__(self, published: str | None, text: str, whens: Iterable[When], words: StatusWords) -> None:
        """Take the year to count from: of publication, else the latest that the text names."""
        self._text = text
        self._whens = sorted((w for w in whens if w.last), key=lambda w: w.start)
        self._starts = [w.start for w in self._whens]
        self._ago = re.compile(
            rf"\b(?:{'|'.join(words.lists['long_ago'])})s?\s+(?:ago|earlier|before)\b", re.IGNORECASE
        )
        years = [int(m.group(1)) for m in _YEAR.finditer(text)]
        self._now = int(published[:4]) if published else max(years, default=0)
        self._day = published[:10] if published else None

    def is_past(self, start: int, end: int) -> bool:
        """True when the words between two offsets put what they tell a year or more back."""
        if self._ago.search(self._text, start, end):
            return True
        for when in self._whens[bisect_left(self._starts, start) : bisect_left(self._starts, end)]:
            if when.end <= end and self._day and when.last:
                return int(when.last[:4]) < self._now and _year_before(when.last, self._day)
        match = _YEAR.search(self._text, start, end)
        return match is not None and int(match.group(1)) <= self._now - (1 if match.group(2) else _YEARS_BACK)


def _year_before(last: str, day: str) -> bool:
    return f"{int(last[:4]) + 1}{last[4:]}" <= day
