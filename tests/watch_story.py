"""A store that a watch has filled for four weeks: feeds that answer and fail, pages, days with gaps, and alerts."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import cycle
from pathlib import Path

from legation.records import Document, Found
from legation.store import alerts, deliveries, feeds, pages
from legation.store.alerts import Choice, Watch
from legation.store.deliveries import Outcome
from legation.store.feeds import Listed
from legation.store.store import Store
from legation.view.alerting import keeping
from legation.view.alerting.alert import Alert, Proof

COURIER = "https://www.courier.example/world/feed.xml"
HERALD = "https://herald.example/rss"
GAZETTE = "https://gazette.example/news.xml"
DOWN = "the server answers 503 (Service Unavailable); expected a feed"
GONE = "the server answers 404 (Not Found); expected a page"
DAYS = 24
DEAD, PARTLY, OFF, QUIET = (6,), (9, 14), (17, 18), 3  # so many days ago

DESK = f"""
[desk]
name = "The river desk"
[[actors]]
id = "CHN"
[[actors]]
id = "PRK"
[[actors]]
id = "RUS"
[[issues]]
id = "troops"
title = "Troops abroad"
words = ["troops", "soldiers"]
[watch]
zone = "Europe/Berlin"
every = "30m"
[[feeds]]
url = "{COURIER}"
publisher = "The Sample Courier"
every = "15m"
[[feeds]]
url = "{HERALD}"
publisher = "The Sample Herald"
[[feeds]]
url = "{GAZETTE}"
paused = true
[[channels]]
id = "mail"
env = "LEGATION_MAIL"
[[channels]]
id = "hook"
env = "LEGATION_HOOK"
[[alerts]]
on = "silence-ended"
id = "talk"
at_most = 3
[[alerts]]
on = "pressure"
channels = ["hook"]
[[alerts]]
on = "first-statement"
id = "first"
muted = true
"""


def stamp(moment: datetime) -> str:
    """A moment as the store keeps it."""
    return moment.strftime("%Y-%m-%dT%H:%M:%SZ")


@dataclass(frozen=True, slots=True, kw_only=True)
class Story:
    """The store of a watch that asked last some minutes before `now`."""

    store: Store
    now: datetime

    def at(self, ago: int, minutes: int = 10) -> str:
        """A moment so many days ago."""
        return stamp(self.now - timedelta(days=ago, minutes=minutes))

    def day(self, ago: int) -> str:
        """The day so many days ago."""
        return (self.now - timedelta(days=ago)).date().isoformat()

    def collect(self, bundled: Sequence[Document] = ()) -> None:
        """Fill the days: all answer, but on some days; articles are those given, again and again, else made up."""
        left = cycle(bundled)
        for ago in range(DAYS, -1, -1):
            if ago in OFF:
                continue
            for feed, number in ((COURIER, 5), (HERALD, 4)):
                is_down = ago in DEAD or (feed == HERALD and (ago in PARTLY or ago < 2))
                if is_down:
                    self.store.tell(feeds.failed(feed, self.at(ago), stamp(self.now), DOWN, self.day(ago)))
                elif not (feed == COURIER and ago == QUIET):
                    self._bring(feed, ago, number + ago % 3, left)
                else:
                    self.store.tell(feeds.answered(feed, self.at(ago), self.at(ago), (), self.day(ago)))
        self._pages()

    def _bring(self, feed: str, ago: int, number: int, left: Iterator[Document]) -> None:
        names = {COURIER: "The Sample Courier", HERALD: "The Sample Herald"}
        listed = tuple(Listed(f"{feed}/{self.day(ago)}/{each}") for each in range(number))
        due = stamp(self.now + timedelta(minutes=5))
        self.store.tell(feeds.answered(feed, self.at(ago), due, listed, self.day(ago)))
        for each in listed:
            found = next(left, None) or self._article(each.address, names[feed], ago)
            self.store.tell(pages.ended(each.address, "stored", self.at(ago), self.day(ago), document=found.id))

    def _article(self, address: str, publisher: str, ago: int) -> Document:
        made = Document(
            text=f"Envoys met. {address}",
            title=f"Envoys meet ({address[-1]})",
            publisher=publisher,
            published=self.day(ago),
        )
        self.store.add(made, ())
        return made

    def _pages(self) -> None:
        listed = (
            Listed(f"{COURIER}/lost", '{"title": "What the envoys left unsaid"}'),
            Listed(f"{COURIER}/later", '{"title": "A treaty in draft"}'),
            Listed(f"{COURIER}/film", '{"title": "Watch: the summit in a minute"}'),
        )
        self.store.tell(
            feeds.answered(COURIER, self.at(0), stamp(self.now + timedelta(minutes=5)), listed, self.day(0))
        )
        self.store.tell(pages.put_off(listed[1].address, self.at(0), stamp(self.now + timedelta(minutes=20)), DOWN))
        self.store.tell(pages.ended(listed[0].address, "given up", self.at(0), self.day(0), reason=GONE))
        self.store.tell(pages.ended(listed[2].address, "not an article", self.at(0), self.day(0), reason="a film"))

    def raise_all(self, found: Sequence[Alert]) -> None:
        """Keep alerts, and let each stand as its group says: sent, held, muted, unsure, failed, old or new."""
        watch = (Watch("talk", "", ""), Watch("pressure", "", ""), Watch("first", "", ""))
        old = [each for each in found if each.group == "old"]
        self.store.tell(alerts.keep(keeping.found(old), watch, self.at(8), self.day(8)))
        for number, each in enumerate(one for one in found if one.group != "old"):
            at = self.at(3, 600 - number)
            self.store.tell(alerts.keep(keeping.found([each]), watch, at, self.day(3)))
            self._stand(each, at)

    def _stand(self, alert: Alert, at: str) -> None:
        match alert.group:
            case "held" | "muted":
                reason = {"held": "the rule talk sends at most 3 a day", "muted": "first is muted"}[alert.group]
                state: alerts.State = "held" if alert.group == "held" else "muted"
                self.store.tell(alerts.choose([Choice(key=alert.key, state=state, reason=reason)], at))
            case "sent" | "unsure" | "failed":
                self.store.tell(alerts.choose([Choice(key=alert.key, channels=("hook", "mail"))], at))
                self._deliver(alert, at)

    def _deliver(self, alert: Alert, at: str) -> None:
        outcomes = {
            "sent": (
                Outcome(state="sent"),
                Outcome(state="waiting", reason="it can't be reached", due=stamp(self.now)),
            ),
            "unsure": (
                Outcome(state="failed", reason="no such host is known"),
                Outcome(state="unsure", reason="it hung up"),
            ),
            "failed": (Outcome(state="failed", reason="no such host is known"),) * 2,
        }
        for channel, outcome in zip(("mail", "hook"), outcomes[alert.group], strict=True):
            self.store.tell(deliveries.trying([alert.key], channel, at))
            self.store.tell(deliveries.ended([alert.key], channel, outcome))


def alert(
    name: str, *, rule: str = "talk", kind: str = "silence-ended", proofs: Sequence[Proof] = (), **more: object
) -> Alert:
    """An alert called by a name; its group says how it is to stand."""
    values: dict[str, object] = {
        "key": f"{kind}|{name}@{rule}",
        "title": f"{name} speaks again on the troops",
        "because": (f"{name} had said nothing for 9 days.", "Told by 2 independent origins (rule wants 1)."),
        "group": "sent",
        "day": "2024-10-30",
        "actors": ("CHN",),
        "origins": 2,
    }
    return Alert(rule=rule, kind=kind, proofs=tuple(proofs), **(values | more))  # type: ignore[arg-type]


def proven(store: Store, kind: str, number: int) -> list[Proof]:
    """Proofs by the words of the first records of a kind."""
    made = []
    for each in store.records(kind=kind, limit=number):
        assert isinstance(each, Found)
        document = next(store.documents(document=each.document))
        words = document.text[min(e.start for e in each.evidence) : max(e.end for e in each.evidence)]
        made.append(
            Proof(
                text=words,
                document=document.id,
                publisher=document.publisher,
                published=document.published,
                url=document.url,
                record=each.id,
            )
        )
    return made


def written(folder: Path, text: str = DESK) -> Path:
    """The desk as a file."""
    path = folder / "desk.toml"
    path.write_text(text, encoding="utf-8")
    return path
