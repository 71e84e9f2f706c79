"""Calendar: the days that a time expression names, counted from the day of publication.

Weeks begin on Monday. "Early", "mid" and "late" are thirds. Seasons are those of the north.
What can't be known without a day of publication stays unknown.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from legation.annotate.spans import (
    SHORT,
    Days,
    back,
    clip,
    day_of,
    decade_of,
    month_days,
    named_unit,
    shift_months,
    third,
    unit_days,
    year_days,
)
from legation.annotate.tense import Pointing
from legation.annotations import Anchor

Groups = Mapping[str, str]
_MONTH = 31  # days back to the last 8th


@dataclass(frozen=True, slots=True)
class Named:
    """The days that an expression names, None when they can't be known."""

    days: Days | None
    precision: str
    future: bool = False
    anchor: Anchor | None = None


class Calendar:
    """Resolves expressions against one day of publication. A rule returns None where the words are no time at all."""

    def __init__(self, table: Mapping[str, Any], published: date | None) -> None:
        """Count from `published`; without it only full dates are known."""
        self._t = table
        self._day = published

    def named(self, rule: str, groups: Groups, pointing: Pointing) -> Named | None:
        """What the expression matched by `rule` names."""
        try:
            found: Named | None = getattr(self, f"_{rule}")(groups, pointing)
        except (ValueError, OverflowError):  # "300 centuries ago" lies outside every calendar
            return Named(None, "range")
        return found

    def since(self, named: Named) -> Named:
        """From what is named to the day of publication."""
        if named.days is None or self._day is None or named.days[0] > self._day:
            return Named(named.days, named.precision, named.future)
        return Named((named.days[0], self._day), "range")

    def until(self, named: Named) -> Named:
        """From the day of publication to what is named, if that lies ahead."""
        if self._day is None or named.days is None:
            return Named(named.days, named.precision, future=True)
        if named.days[1] < self._day:
            return named
        return Named((self._day, named.days[1]), "range", future=True)

    def _dated(self, days: Days | None, precision: str, pointing: Pointing = "unknown") -> Named:
        if days is None:
            return Named(None, precision, pointing == "future")
        return Named(days, precision, self._day is not None and days[0] > self._day)

    def _date(self, g: Groups, pointing: Pointing) -> Named | None:
        number = int(g["mm"]) if g.get("mm") else self._month_number(g["month"])
        year = self._year_of(g)
        if year is None:
            return self._dated(self._nearest_day(number, int(g["day"]), pointing), "day", pointing)
        day = day_of(year, number, int(g["day"]))
        return self._dated((day, day), "day") if day else None

    def _numbered(self, g: Groups, pointing: Pointing) -> Named | None:
        """The last day of that number, the next one where the tense points ahead."""
        if self._day is None:
            return Named(None, "day", pointing == "future")
        number, way = int(g["day"]), 1 if pointing == "future" else -1
        there = (self._day + timedelta(way * n) for n in range(_MONTH))
        return next((self._dated((day, day), "day") for day in there if day.day == number), None)

    def _holiday(self, g: Groups, pointing: Pointing) -> Named | None:
        month, number = self._t["holidays"][_key(g["holiday"]).replace("’", "'")]
        year = self._year_of(g)
        if year is not None:
            return self._dated((date(year, month, number),) * 2, "day")
        return self._dated(self._nearest_day(month, number, pointing), "day", pointing)

    def _days(self, g: Groups, pointing: Pointing) -> Named | None:
        later = self._month_number(g.get("month2") or g["month"])
        earlier = self._month_number(g.get("month") or g["month2"])
        year = self._year_of(g)
        if year is not None:
            last = day_of(year, later, int(g["day2"]))
        else:
            last = (self._nearest_day(later, int(g["day2"]), pointing) or (None, None))[1]
            if self._day is None:
                return Named(None, "range", pointing == "future")
        if last is None:
            return None
        first = day_of(last.year - (earlier > later), earlier, int(g["day"]))
        return self._dated((first, last), "range") if first and first <= last else None

    def _month(self, g: Groups, pointing: Pointing) -> Named | None:
        number, year = self._month_number(g["month"]), self._year_of(g)
        part = _key(g.get("part"))
        if year is None and self._day is None:
            return Named(None, "month", pointing == "future" or self._step(g) == 1)
        if year is None:
            year = self._nearest_year(number, self._step(g), pointing)
        days = self._part(month_days(year, number), part, pointing)
        return self._dated(days, "range" if part else "month")

    def _year(self, g: Groups, pointing: Pointing) -> Named | None:
        part = _key(g.get("part"))
        days = self._part(year_days(int(g["year"])), part, pointing)
        return self._dated(days, "range" if part else "year")

    def _years(self, g: Groups, pointing: Pointing) -> Named | None:
        first = int(g["year"])
        last = int(g["year2"]) if g.get("year2") else first // 100 * 100 + int(g["yy2"])
        if last <= first:
            return None
        return self._dated((date(first, 1, 1), date(last, 12, 31)), "range")

    def _decade(self, g: Groups, pointing: Pointing) -> Named | None:
        written = g["decade"].lstrip("'’")
        year = int(written) if len(written) == 4 else 1900 + int(written)
        part = _key(g.get("part") or g.get("part2"))
        return self._dated(self._part(decade_of(year), part, pointing), "range" if part else "decade")

    def _century(self, g: Groups, pointing: Pointing) -> Named | None:
        first = (int(g["century"]) - 1) * 100 + 1
        return self._dated((date(first, 1, 1), date(first + 99, 12, 31)), "range")

    def _season(self, g: Groups, pointing: Pointing) -> Named | None:
        start = int(self._t["seasons"][g["season"].lower()])
        year, step, day = self._year_of(g), self._step(g), self._day
        if year is None and day is None:
            return Named(None, "season", pointing == "future" or step == 1)
        if year is None and day is not None:
            year = day.year - (start == 12 and day.month < 3)
            first = date(year, start, 1)
            begun = first <= day
            if (step == -1 and shift_months(first, 3) > day) or (step != 1 and not begun and pointing != "future"):
                year -= 1
            elif (step == 1 and begun) or (pointing == "future" and shift_months(first, 3) <= day):
                year += 1
        first = date(year or 0, start, 1)
        days = self._part((first, shift_months(first, 3) - timedelta(1)), _key(g.get("part")), pointing)
        return self._dated(days, "season")

    def _quarter(self, g: Groups, pointing: Pointing) -> Named | None:
        size = 3 if g["piece"].lower() == "quarter" else 6
        if not g.get("ordinal"):
            if self._day is None:
                return Named(None, "range", self._step(g) == 1)
            first = date(self._day.year, (self._day.month - 1) // 3 * 3 + 1, 1)
            first = shift_months(first, 3 * self._step(g))
        else:
            year = self._year_of(g) or (self._day.year if self._day else None)
            number = self._t["ordinals"][g["ordinal"].lower()]
            if year is not None and "year" not in g["0"].lower() and not g.get("year"):  # "in the fourth quarter"
                year = self._nearest_year(number * size - (size - 1) * (pointing == "past"), 0, pointing)
            if year is None:
                return Named(None, "range")
            first = date(year, min(1 + (number - 1) * size, 13 - size), 1)
        return self._dated((first, shift_months(first, size) - timedelta(1)), "range")

    def _weekday(self, g: Groups, pointing: Pointing) -> Named | None:
        if self._day is None:
            return Named(None, "day", pointing == "future" or self._step(g) == 1)
        wanted = self._t["weekdays"][g["weekday"].lower()]
        back = (self._day.weekday() - wanted) % 7
        step = self._step(g)
        if g.get("which") and g.get("unit") != "week" and "week" in g["0"].lower():
            monday = self._day - timedelta(self._day.weekday())
            day = monday + timedelta(7 * step + wanted)
        elif step == 1:
            day = self._day + timedelta(7 - back)
        elif g.get("which") and step == -1:
            day = self._day - timedelta(back or 7)
        elif pointing == "future":
            day = self._day + timedelta((7 - back) % 7)
        else:
            day = self._day - timedelta(back)
        return Named((day, day), "day", day > self._day or (pointing == "future" and day == self._day))

    def _near_day(self, g: Groups, pointing: Pointing) -> Named | None:
        words = _key(g["near"])
        offset = self._t["near_days"][words]
        if self._day is None:
            return Named(None, "day", offset > 0)
        day = self._day + timedelta(offset)
        if offset == 0 and pointing == "future":
            return Named((day, day), "day", future=True)
        if words == "overnight":
            return Named((day, self._day), "range")
        return Named((day, day), "day", offset > 0)

    def _unit(self, g: Groups, pointing: Pointing) -> Named | None:
        unit, step, part = g["unit"].lower(), self._step(g), _key(g.get("part"))
        if unit in SHORT:
            return None
        if g.get("end"):
            part = "end of"
        if self._day is None:
            return Named(None, named_unit(unit), step == 1 or part == "later" or pointing == "future")
        days = unit_days(self._day, unit, step)
        if self._third(part) is not None:
            days = third(days, self._third(part) or 0)
        elif step == 0:
            ahead = part == "later" or (not part and pointing == "future")
            days = clip(days, first=self._day) if ahead else clip(days, last=self._day)
            return Named(days, named_unit(unit), ahead)
        return self._dated(days, "range" if part else named_unit(unit))

    def _ago(self, g: Groups, pointing: Pointing) -> Named | None:
        unit = self._unit_name(g["units"])
        if self._day is None:
            return Named(None, named_unit(unit))
        if not g.get("n"):
            least, most = self._t["vague_ago"][unit]
            return Named((back(self._day, unit, most), back(self._day, unit, least)), "range")
        number = self._number(g["n"])
        if unit in ("decade", "century"):
            years = number * (10 if unit == "decade" else 100)
            there = self._day.year - years
            return Named((date(there - years // 5, 1, 1), date(there + years // 5, 12, 31)), "range")
        then = back(self._day, unit, number)
        if around := self._t["around"].get(unit, {}).get(number, self._t["around"].get(unit, {}).get("more")):
            # What lies weeks back is counted from today, give or take a few days, not by weeks of the calendar.
            return Named((then - timedelta(around), then + timedelta(around)), "range")
        return Named(unit_days(then, "day" if unit in SHORT else unit, 0), named_unit(unit))

    def _back(self, g: Groups, pointing: Pointing) -> Named | None:
        unit = self._unit_name(g["units"])
        if "previous" in g["0"].lower() and not g.get("n") and g["units"].lower() in self._t["units"]:
            return Named(None, "range", anchor=Anchor(unit, 1, 1, -1, whole=True))
        if self._day is None:
            return Named(None, "range")
        recent = "recent" in g["0"].lower() or (not g.get("n") and g["units"].lower() in self._t["plurals"])
        number = self._number(g["n"]) if g.get("n") else self._t["recent"][unit] if recent else 1
        return Named((back(self._day, unit, number), self._day), "range")

    def _ahead(self, g: Groups, pointing: Pointing) -> Named | None:
        words = g["0"].lower()
        if self._is_told_back(g, words, pointing):
            return None if words.startswith("in ") else Named(None, "range", anchor=self._told_on(g, words))
        if self._day is None or g.get("near"):
            return Named(None, "range", future=True)
        unit = self._unit_name(g["units"])
        plural = g["units"].lower() in self._t["plurals"]
        number = self._number(g["n"]) if g.get("n") else self._t["coming"][unit] if plural else 1
        first, last = self._day, back(self._day, unit, -number)
        if words.startswith("in ") and "the " not in words and "coming" not in words:
            first = last if unit in SHORT else unit_days(last, unit, 0)[0]
            last = last if unit in SHORT else unit_days(last, unit, 0)[1]
        return Named((first, last), "range", future=True)

    def _is_told_back(self, g: Groups, words: str, pointing: Pointing) -> bool:
        """True for "in two weeks", "the next day" in a tale of the past."""
        return pointing != "future" and "coming" not in words and not g.get("near")

    def _weekend(self, g: Groups, pointing: Pointing) -> Named | None:
        if g.get("near"):
            at = self._date(g, pointing)
            if at is None or at.days is None:
                return at
            saturday = at.days[0] - timedelta((at.days[0].weekday() - 5) % 7)
            return self._dated((saturday, saturday + timedelta(1)), "range")
        step = self._step(g)
        ahead = step == 1 or (step == 0 and pointing == "future")
        if self._day is None:
            return Named(None, "range", ahead)
        since_saturday = (self._day.weekday() - 5) % 7
        saturday = self._day - timedelta(since_saturday)
        if step == 1 or (ahead and since_saturday > 1):
            saturday += timedelta(7)
        elif step == -1 and since_saturday <= 1:
            saturday -= timedelta(7)
        return Named((saturday, saturday + timedelta(1)), "range", saturday > self._day)

    def _anchored(self, g: Groups, pointing: Pointing) -> Named | None:
        """Times that count from another happening are times, but of no day that can be known here."""
        words = _key(g.get("way"))
        way, opens = int(self._t["ways"][words]), words in self._t["opening"]
        if g.get("weekday"):
            day = int(self._t["weekdays"][g["weekday"].lower()])
            return Named(None, "range", anchor=Anchor("weekday", day, day, way, opens=opens))
        if g.get("half"):
            return Named(None, "range", anchor=Anchor("hour", 0, 12, way, opens=opens))
        if g.get("units"):
            unit = self._unit_name(g["units"])
            least, most = self._counted(g, unit)
            return Named(None, "range", anchor=Anchor(unit, least, most, way, opens=opens))
        unit = g.get("unit", "day").lower()
        return Named(None, "range", anchor=Anchor(unit, abs(way), abs(way), way, whole=True, opens=opens))

    def _counted(self, g: Groups, unit: str) -> tuple[int, int]:
        """How many, at least and at most: "a few" are three or four, bare "days" two to seven, "day-old" is one."""
        if not g.get("n") and not self._is_plural(g):
            return 1, 1
        if not g.get("n"):
            least, most = self._t["vague_later"].get(unit, (2, 9))
            return int(least), int(most)
        number = self._number(g["n"])
        return number, number + int(_key(g["n"]) in self._t["vague_numbers"])

    def _told_on(self, g: Groups, words: str) -> Anchor:
        """What "the next day" and "within hours" count from in a tale of the past."""
        unit = self._unit_name(g["units"])
        number = self._counted(g, unit)[1] if g.get("n") or self._is_plural(g) else 1
        if words.startswith(("within", "inside")):
            return Anchor(unit, 0, number, 1, opens=False)
        return Anchor(unit, 1, number, 1, whole=not self._is_plural(g))

    def _is_plural(self, g: Groups) -> bool:
        return g["units"].lower() in self._t["plurals"]

    def _daytime(self, g: Groups, pointing: Pointing) -> Named | None:
        """An hour of the day that is told of."""
        return Named(None, "day", anchor=Anchor("daytime", 0, 0, 0))

    def _thence(self, g: Groups, pointing: Pointing) -> Named | None:
        """From what was told last to today: "has since resigned"."""
        return Named(None, "range", anchor=Anchor("thence", 0, 0, 1))

    def _month_number(self, word: str) -> int:
        return int(self._t["months"][word.lower().rstrip(".")])

    def _unit_name(self, word: str) -> str:
        return str(self._t["plurals"].get(word.lower(), word.lower()))

    def _number(self, words: str) -> int:
        return int(words) if words.isdigit() else int(self._t["numbers"][_key(words)])

    def _step(self, g: Groups) -> int:
        return int(self._t["which"].get(_key(g.get("which")), 0))

    def _third(self, part: str) -> int | None:
        found = self._t["parts"].get(part)
        return found if isinstance(found, int) else 2 if part == "end of" else None

    def _year_of(self, g: Groups) -> int | None:
        if g.get("year"):
            return int(g["year"])
        if g.get("which") and " year" in g["0"].lower() and self._day is not None:
            return self._day.year + self._step(g)
        return None

    def _part(self, days: Days, part: str, pointing: Pointing) -> Days:
        number = self._third(part)
        if number is not None:
            return third(days, number)
        if self._day is not None and days[0] <= self._day <= days[1]:
            if part == "earlier":
                return clip(days, last=self._day)
            if part == "later":
                return clip(days, first=self._day)
        return days

    def _nearest_day(self, month: int, number: int, pointing: Pointing) -> Days | None:
        """The day without a year that lies nearest, on the side the tense points to."""
        if self._day is None:
            return None
        around = (day_of(self._day.year + step, month, number) for step in (-1, 0, 1))
        days = [d for d in around if d is not None]
        side = [d for d in days if (d <= self._day if pointing == "past" else d >= self._day)]
        choice = side if pointing != "unknown" and side else days
        nearest = min(choice, key=lambda d: abs((d - self._day).days)) if choice else None  # type: ignore[operator]
        return (nearest, nearest) if nearest else None

    def _nearest_year(self, month: int, step: int, pointing: Pointing) -> int:
        if self._day is None:
            return 0
        now = self._day.month
        if step == -1 or (step == 0 and pointing == "past"):
            return self._day.year - (month > now or (month == now and step == -1))
        if step == 1 or pointing == "future":
            return self._day.year + (month < now or (month == now and step == 1))
        distance = month - now
        return self._day.year - (distance > 6) + (distance < -6)


def _key(words: str | None) -> str:
    return " ".join((words or "").lower().split())
