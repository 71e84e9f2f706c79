"""The days that a sentence names, whatever they are said of: two tellings of one happening often name the same one."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache

from legation.errors import KnowledgeError
from legation.tables import yaml_table

FILE = "link/named_days.yaml"
FARTHEST = 31  # days back to "the 8th"


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class DayNames:
    """What `data/link/named_days.yaml` says, and the pattern made of it."""

    months: Mapping[str, int]
    weekdays: tuple[str, ...]
    ago: Mapping[str, int]
    days_ahead: int
    pattern: re.Pattern[str]

    def days(self, text: str, reported: int) -> frozenset[int]:
        """The days named in the text of an article that was published on the day `reported`; days are ordinals."""
        return frozenset(self._days(text, date.fromordinal(reported)))

    def _days(self, text: str, published: date) -> Iterator[int]:
        for match in self.pattern.finditer(text):
            if day := self._day(match, published):
                yield day.toordinal()

    def _day(self, match: re.Match[str], published: date) -> date | None:
        if found := match["ago"]:
            return published - timedelta(self.ago[found.casefold()])
        if found := match["weekday"]:
            back = (published.weekday() - self.weekdays.index(found.casefold())) % 7
            return published - timedelta(back)
        if found := match["numbered"]:
            before = (published - timedelta(back) for back in range(FARTHEST))
            return next((day for day in before if day.day == int(found)), None)
        return self._of_calendar(match, published)

    def _of_calendar(self, match: re.Match[str], published: date) -> date | None:
        number, month = int(match["day"] or match["after"]), match["month"] or match["before"]
        year = int(match["year"] or published.year)
        try:
            day = date(year, self.months[month.casefold()], number)
            ahead = not match["year"] and (day - published).days > self.days_ahead
            return day.replace(year=year - 1) if ahead else day
        except ValueError:  # "31 April" names no day
            return None


@cache
def load() -> DayNames:
    """Read the words that come with the package."""
    told = yaml_table(FILE)
    try:
        months = {name: number for number, name in enumerate(told["months"], start=1)} | told["short_months"]
        return DayNames(
            months=months,
            weekdays=tuple(told["weekdays"]),
            ago=told["ago"],
            days_ahead=told["days_ahead"],
            pattern=_pattern(months, told["weekdays"], told["ago"]),
        )
    except (KeyError, TypeError) as error:
        raise KnowledgeError(FILE, None, str(error)) from error


def _pattern(*tables: Mapping[str, int] | list[str]) -> re.Pattern[str]:
    month, weekday, ago = ("|".join(sorted(map(re.escape, each), key=len, reverse=True)) for each in tables)
    nth = "(?:st|nd|rd|th)"
    return re.compile(
        rf"\b(?:(?:(?P<day>\d{{1,2}}){nth}?(?: of)? (?P<month>{month})\b\.?"
        rf"|(?P<before>{month})\.? (?P<after>\d{{1,2}})(?!\d){nth}?)(?:,? (?P<year>(?:19|20)\d\d)\b)?"
        rf"|(?P<weekday>{weekday})\b|(?P<ago>{ago})\b|the (?P<numbered>\d{{1,2}}){nth}\b)",
        re.IGNORECASE,
    )
