"""A made-up world for the watch: outlets that publish for days on a clock of its own, and all that goes wrong in them.

Everything follows from the plan, its seed and the moment, so that whoever asks at the same moment is told the same.
The pages bear the templates of the test outlets; their texts are put together from those of `outlets/`, under a first
sentence that no other page has: "Chad urged Peru to press Oman to stop shipment 17."
"""

import random
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from functools import cached_property
from typing import Any

import outlet_lists
import outlet_pages
from outlet_site import Answer, Reply, Site, Visit

START = datetime(2026, 3, 9, tzinfo=UTC)  # clocks are set forward on the 29th in Berlin
ZONE = "Europe/Berlin"
LISTED_DAYS, LISTED_MOST = 4, 60
HOUR, DAY = 3600.0, 86400.0
STATES = {
    "Chad": "TCD", "Peru": "PER", "Oman": "OMN", "Cuba": "CUB", "Iran": "IRN", "Mali": "MLI", "Fiji": "FJI",
    "Kenya": "KEN", "Ghana": "GHA", "Egypt": "EGY", "Nepal": "NPL", "Qatar": "QAT", "Yemen": "YEM", "Japan": "JPN",
    "Haiti": "HTI", "Libya": "LBY", "Spain": "ESP", "Italy": "ITA", "Chile": "CHL", "Malta": "MLT",
}  # fmt: skip
_OUTLETS = ("quay", "lantern", "meridian", "tideline", "commons", "parcel", "portal", "ferry")


@dataclass(frozen=True, slots=True, kw_only=True)
class Span:
    """Days from the beginning of the world, the end excluded."""

    begin: float
    end: float

    def holds(self, seconds: float) -> bool:
        """Whether a moment lies in it."""
        return self.begin * DAY <= seconds < self.end * DAY


NEVER = Span(begin=-1, end=-1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """What happens on which days, and how many pages a day each outlet brings.

    The hours of `stepped` are the error of the machine's clock.
    """

    days: int
    a_day: float
    seed: int = 7
    killed: Sequence[Span] = ()
    asleep: Span = NEVER
    no_network: Span = NEVER
    disk_full: Span = NEVER
    malformed: Span = NEVER  # the feed of meridian
    busy: Span = NEVER  # tideline answers 429
    down: Span = NEVER  # commons answers 503
    slow: Span = NEVER  # quay
    channel_down: Span = NEVER
    stepped: Mapping[Span, float] = field(default_factory=dict)
    edited: float = -1  # from then on the desk has another feed, and one is paused
    broken_desk: Span = NEVER

    def error(self, seconds: float) -> float:
        """By how many seconds the clock of the machine is wrong."""
        return sum(hours * HOUR for span, hours in self.stepped.items() if span.holds(seconds))


@dataclass(frozen=True, slots=True, kw_only=True)
class Story:
    """A page of an outlet, from a moment on; `fate` is what is odd about it."""

    number: int
    outlet: str
    host: str
    path: str
    at: float
    title: str
    first: str
    fate: str

    @property
    def address(self) -> str:
        """Its address."""
        return f"http://{self.host}{self.path}"

    @property
    def listed_twice(self) -> bool:
        """Whether portal lists it, too, if it is of quay."""
        return self.number % 3 == 0

    @property
    def can_be_had(self) -> bool:
        """Whether an article comes of it in the end."""
        return self.fate not in ("missing", "empty")


class World:
    """The pages of all outlets, and the answers of their hosts at a moment of `now`, in seconds from the beginning."""

    def __init__(self, plan: Plan, site: Site) -> None:
        """Put the world on a site; set `now` before anybody asks."""
        self.plan = plan
        self.now: Callable[[], float] = lambda: 0.0
        self.site = site
        self._known = {outlet.name: outlet for outlet in outlet_pages.load()}
        self.stories = tuple(sorted(self._stories(), key=lambda each: each.at))
        for story in self.stories:
            site.answers[story.host, story.path] = self._page(story)
        for name in _OUTLETS:
            site.answers[self._known[name].host, self._known[name].list] = self._list(name)
        site.time = lambda: START.timestamp() + self.now()

    def feeds(self) -> tuple[str, ...]:
        """The addresses of the outlets' lists."""
        return tuple(f"http://{self._known[name].host}{self._known[name].list}" for name in _OUTLETS)

    def hosts(self) -> list[str]:
        """The hosts of the world."""
        return [self._known[name].host for name in _OUTLETS]

    def _stories(self) -> Iterator[Story]:
        chance, number = random.Random(self.plan.seed), 0
        names = list(STATES)
        for name in _OUTLETS:
            at = chance.random() * DAY / self.plan.a_day
            while at < self.plan.days * DAY:
                one, other, third = chance.sample(names, 3)
                day = (START + timedelta(seconds=at)).strftime("%Y/%m/%d")
                yield Story(
                    number=number,
                    outlet=name,
                    host=self._known[name].host,
                    path=f"/{day}/shipment-{number}",
                    at=at,
                    title=f"{one} and {other} at odds over shipment {number} of {third}",
                    first=f"{one} urged {other} to press {third} to stop shipment {number}.",
                    fate=_fate(number),
                )
                number += 1
                at += chance.expovariate(self.plan.a_day / DAY)

    @cached_property
    def _prose(self) -> tuple[str, ...]:
        golds = (page.gold for outlet in self._known.values() for page in outlet.pages)
        texts = [gold.text for gold in golds if gold.language == "en" and not gold.refused]
        return tuple(line for text in texts for line in text.split("\n\n") if len(line.split()) > 15)

    def _page(self, story: Story) -> Answer:
        def answer(visit: Visit) -> Reply:
            now = self.now()
            if now < story.at or story.fate == "missing":
                return Reply(status=404)
            if self._trouble(story.outlet, now):
                return Reply(status=503 if self.plan.down.holds(now) else 429, headers={"Retry-After": "1800"})
            if story.fate == "late" and now < story.at + 5 * HOUR:
                return Reply(status=500)
            if story.fate == "moved" and not visit.path.endswith("/moved"):
                return Reply(status=302, headers={"Location": f"{story.path}/moved"})
            if story.fate == "empty":
                return Reply(body=b"<html><head><title>Shipments</title></head><body><p>Soon.</p></body></html>")
            return Reply(body=self._html(story))

        if story.fate == "moved":
            self.site.answers[story.host, f"{story.path}/moved"] = answer
        return answer

    def _trouble(self, outlet: str, now: float) -> bool:
        return (outlet == "tideline" and self.plan.busy.holds(now)) or (
            outlet == "commons" and self.plan.down.holds(now)
        )

    def _html(self, story: Story) -> bytes:
        lines = random.Random(story.number).sample(self._prose, 4)
        at = _moment(story.at).isoformat()
        row: dict[str, Any] = {
            "id": f"shipment-{story.number}",
            "path": story.path,
            "title": story.title,
            "authors": ["Ines Farrow"],
            "published": at,
            "marked": at,
            "shown": f"{_moment(story.at):%d %B %Y}",
            "free": "true",
            "author_json": '{"@type":"Person","name":"Ines Farrow"}',
            "body": "\n\n".join((story.first, *lines)),
        }
        return outlet_pages.made(self._known[story.outlet], row)

    def _list(self, name: str) -> Answer:
        outlet = self._known[name]

        def answer(visit: Visit) -> Reply | None:
            now = self.now()
            if self._trouble(name, now):
                return Reply(status=503 if self.plan.down.holds(now) else 429, headers={"Retry-After": "1800"})
            made = outlet_lists.List(
                title=outlet.title,
                url=f"http://{outlet.host}/",
                language="en",
                entries=tuple(self._entries(name, now)),
                broken=name == "meridian" and self.plan.malformed.holds(now),
            )
            type_, data = outlet_lists.written(outlet.kind, made)
            return Reply(body=data, type=type_)

        return answer

    def _entries(self, name: str, now: float) -> Iterator[outlet_lists.Entry]:
        """What an outlet lists now, the newest first. Portal lists some pages of quay, and quay each page twice."""
        also = {"portal": "quay"}.get(name)
        mine = [
            each
            for each in self.stories
            if now - LISTED_DAYS * DAY < each.at <= now
            and (each.outlet == name or (each.outlet == also and each.listed_twice))
        ]
        for story in reversed(mine[-LISTED_MOST:]):
            entry = outlet_lists.Entry(url=story.address, title=story.title, published=_moment(story.at))
            if name == "lantern":  # under other parameters each day
                yield replace(entry, url=f"{story.address}?utm_source=rss&utm_campaign=day{int(now // DAY)}")
            else:
                yield entry
            if name == "quay":
                yield entry


def _fate(number: int) -> str:
    for divisor, rest, fate in ((41, 5, "missing"), (37, 7, "late"), (53, 3, "empty"), (29, 11, "moved")):
        if number % divisor == rest:
            return fate
    return "plain"


def _moment(seconds: float) -> datetime:
    return (START + timedelta(seconds=seconds)).replace(microsecond=0)
