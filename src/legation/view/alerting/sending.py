"""Sends alerts: asks the rules, keeps what they find, decides, and hands messages to the channels.

Each step is committed before the next: what was found is kept, what was decided is kept, and that a message leaves is
kept before it leaves. So whatever stops the program, nothing is told twice by a channel and nothing is lost unseen.
"""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from legation.desk import Desk
from legation.store import alerts as stored
from legation.store import deliveries
from legation.store.alerts import Kept
from legation.store.deliveries import Delivery, Outcome
from legation.store.store import Store
from legation.view.alerting import keeping
from legation.view.alerting.alert import Alert
from legation.view.alerting.attempts import after, outcome_of
from legation.view.alerting.channels import ways as ways_of
from legation.view.alerting.deciding import Today, day_of, decided, moment, start_of, urgent_first
from legation.view.alerting.letter import Letter
from legation.view.alerting.message import letter
from legation.view.alerting.morning import Morning
from legation.view.alerting.outcomes import Came, Way
from legation.view.alerting.posting import Poster
from legation.view.alerting.sent import Sent
from legation.view.alerting.settings import settings

Rules = Callable[[datetime], Sequence[Alert]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Parcel:
    """Alerts that go out in one message by one channel; `attempts` is how often that was tried."""

    channel: str
    alerts: tuple[Alert, ...]
    attempts: int

    @property
    def keys(self) -> tuple[str, ...]:
        """The keys of the alerts."""
        return tuple(each.key for each in self.alerts)


class Alerter:
    """The alerts of one desk over one store. Call `after` when articles were stored, `digest` when its hour comes."""

    def __init__(
        self,
        store: Store,
        desk: Desk,
        rules: Rules,
        *,
        ways: Sequence[Way] | None = None,
        deadline: float | None = None,
    ) -> None:
        """Take what the rules find as a callable; raises DeskError when a channel of the desk can't be used.

        `ways` and `deadline` (seconds a message may take) are for tests.
        """
        self._store = store
        self._desk = desk
        self._rules = rules
        found = ways_of(desk.alerting.channels) if ways is None else ways
        self._poster = Poster({each.channel: each for each in found}, deadline=deadline)
        self._morning = Morning(store, desk, self._poster)

    def after(self, now: datetime) -> Sent:
        """Keep what the rules find now and send what is news; also what waits since an earlier failure."""
        self._doubt(now)
        try:
            taken = self._take(now)
        finally:
            # Whatever is wrong with a rule, messages that wait are not held up by it.
            told = self._send(now)
        return told.plus(taken)

    def digest(self, now: datetime, *, is_asked: bool = False) -> Sent:
        """Send the digest of the day, once a day by each channel, and not before its hour unless it is asked for."""
        self._doubt(now)
        return self._morning.send(now, is_asked=is_asked)

    def due(self) -> datetime | None:
        """The moment at which a message is to be tried again; None when none waits."""
        found = self._store.ask(deliveries.next_due)
        return datetime.fromisoformat(found) if found else None

    def _doubt(self, now: datetime) -> None:
        self._store.tell(deliveries.doubted(moment(now - timedelta(seconds=settings().doubt))))

    def _take(self, now: datetime) -> Sent:
        """Keep what the rules find, and decide about all that is new."""
        at, zone, day = moment(now), self._desk.collecting.zone, day_of(now, self._desk.collecting.zone)
        found = self._rules(now)
        watched = keeping.watched(self._desk)
        news = self._store.tell(stored.keep(keeping.found(found), watched, at, day.isoformat()))
        new = [keeping.read(each) for each in self._store.ask(stored.undecided)]
        today = Today(
            day=day,
            mutes=self._store.ask(stored.mutes),
            chosen=self._store.ask(stored.chosen_since(moment(start_of(day, zone)))),
        )
        choices = decided(new, self._desk.alerting, today)
        self._store.tell(stored.choose(choices, at))
        counts = Counter(each.state for each in choices if not each.channels)
        return Sent(new=len(news), held=counts["held"], muted=counts["muted"])

    def _send(self, now: datetime) -> Sent:
        """Send all that is due: of each channel one message at a time, of all channels at once."""
        queues = self._queues(now)
        told = Sent()
        while queues:
            leaving = self._leaving(queues, now)
            for channel, came in self._poster.post({name: each for name, (_, each) in leaving.items()}):
                parcel, _ = leaving[channel]
                told = told.plus(self._note(parcel, came, now))
                if came.state != "sent":
                    self._put_off(queues.pop(channel, []), now, parcel.attempts)
            queues = {channel: rest for channel, rest in queues.items() if rest}
        return told

    def _queues(self, now: datetime) -> dict[str, list[Parcel]]:
        waiting: dict[str, dict[str, list[tuple[Alert, int]]]] = {}
        for kept, delivery in self._store.ask(deliveries.due(moment(now))):
            if not self._poster.is_there(delivery.channel):
                self._gone(kept, delivery)
            elif not self._poster.is_free(delivery.channel):
                self._store.tell(deliveries.postponed([kept.key], delivery.channel, after(now, 1)))
            else:
                alert = keeping.read(kept)
                groups = waiting.setdefault(delivery.channel, {})
                groups.setdefault(alert.group, []).append((alert, delivery.attempts))
        return {channel: _parcels(channel, groups) for channel, groups in waiting.items()}

    def _leaving(self, queues: Mapping[str, list[Parcel]], now: datetime) -> dict[str, tuple[Parcel, Letter]]:
        """Take the next message of each channel, and note that it leaves."""
        leaving = {}
        for channel, parcels in queues.items():
            parcel = parcels.pop(0)
            keys = self._store.tell(deliveries.trying(parcel.keys, channel, moment(now)))
            mine = tuple(each for each in parcel.alerts if each.key in keys)
            if mine:
                parcel = Parcel(channel=channel, alerts=mine, attempts=parcel.attempts + 1)
                leaving[channel] = (parcel, letter(mine, self._desk))
        return leaving

    def _note(self, parcel: Parcel, came: Came, now: datetime) -> Sent:
        outcome = outcome_of(came, parcel.attempts, now)
        self._store.tell(deliveries.ended(parcel.keys, parcel.channel, outcome))
        return Sent.of(outcome, parcel.channel, parcel.keys)

    def _put_off(self, parcels: Sequence[Parcel], now: datetime, attempts: int) -> None:
        """Let what is left for a channel that failed wait too, so that it costs no more time now."""
        due = after(now, attempts)
        for parcel in parcels:
            self._store.tell(deliveries.postponed(parcel.keys, parcel.channel, due))

    def _gone(self, kept: Kept, delivery: Delivery) -> None:
        reason = settings().reasons["channel"].format(channel=delivery.channel)
        self._store.tell(deliveries.ended([kept.key], delivery.channel, Outcome(state="failed", reason=reason)))


def _parcels(channel: str, groups: Mapping[str, Sequence[tuple[Alert, int]]]) -> list[Parcel]:
    """One message for each group, the one with the most urgent alert first."""
    made = [
        Parcel(
            channel=channel,
            alerts=tuple(urgent_first(alert for alert, _ in group)),
            attempts=max(attempts for _, attempts in group),
        )
        for group in groups.values()
    ]
    leads = {parcel.alerts[0].key: parcel for parcel in made}
    return [leads[each.key] for each in urgent_first(parcel.alerts[0] for parcel in made)]
