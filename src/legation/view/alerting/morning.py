"""Sends the digest: once a day by each channel, whatever fails or stops in between."""

import json
from collections.abc import Sequence
from datetime import date, datetime
from zoneinfo import ZoneInfo

from legation.desk import Desk
from legation.store import alerts as stored
from legation.store import deliveries
from legation.store.alerts import Asked
from legation.store.deliveries import Delivery, Outcome
from legation.store.store import Store
from legation.view.alerting.attempts import after, outcome_of
from legation.view.alerting.deciding import channels_of, day_of, moment
from legation.view.alerting.digest import Period, digest, key_of, letter
from legation.view.alerting.letter import Letter
from legation.view.alerting.posting import Poster
from legation.view.alerting.sent import Sent
from legation.view.alerting.settings import settings

MARK = "digest"


class Morning:
    """The digests of a desk."""

    def __init__(self, store: Store, desk: Desk, poster: Poster) -> None:
        """Take what sends the messages."""
        self._store = store
        self._desk = desk
        self._poster = poster

    def send(self, now: datetime, *, is_asked: bool = False) -> Sent:
        """Send the digest of the day by each channel that is due; `is_asked` sends it before its hour too."""
        day = day_of(now, self._desk.collecting.zone)
        key, at = key_of(day), moment(now)
        self._give_up_before(key)
        if not self._store.ask(deliveries.of([key])):
            if not (is_asked or self._is_time(now)):
                return Sent()
            self._begin(day, at, self._channels())
        due = self._due(key, now)
        if not due:
            return Sent()
        made = letter(digest(self._store, self._desk, self._period(day), Asked(digested=day.isoformat())))
        sent = self._sent(due, made, now)
        self._lost(day)
        return sent

    def _give_up_before(self, key: str) -> None:
        """Give up the digests of days before that still wait: nobody wants one a day late."""
        late = self._store.ask(deliveries.late_digests(key))
        for each in late:
            outcome = Outcome(state="failed", reason=each.reason)
            self._store.tell(deliveries.ended([each.alert], each.channel, outcome))
        for name in dict.fromkeys(each.alert for each in late):
            self._lost(date.fromisoformat(name.removeprefix(deliveries.DIGEST)))

    def _due(self, key: str, now: datetime) -> list[Delivery]:
        """The channels that get it now; those in which an earlier message hangs wait a little longer."""
        at = moment(now)
        open_ones = [each for each in self._store.ask(deliveries.of([key])) if each.state == "waiting"]
        due = [each for each in open_ones if (each.due or "") <= at]
        for each in due:
            if not self._poster.is_there(each.channel):
                reason = settings().reasons["channel"].format(channel=each.channel)
                self._store.tell(deliveries.ended([key], each.channel, Outcome(state="failed", reason=reason)))
            elif not self._poster.is_free(each.channel):
                self._store.tell(deliveries.postponed([key], each.channel, after(now, 1)))
        return [each for each in due if self._poster.is_free(each.channel)]

    def _channels(self) -> tuple[str, ...]:
        plan = self._desk.alerting.digest
        return channels_of(self._desk.alerting, plan.channels if plan else ())

    def _is_time(self, now: datetime) -> bool:
        plan = self._desk.alerting.digest
        zone = self._desk.collecting.zone
        if plan is None or now.astimezone(ZoneInfo(zone)).time() < plan.at:
            return False
        # On the day on which the watch begins, a digest would tell of a day before there was one.
        first = self._store.ask(stored.first_asked)
        return first is None or day_of(datetime.fromisoformat(first), zone) < day_of(now, zone)

    def _begin(self, day: date, at: str, channels: Sequence[str]) -> None:
        """Choose what the digest tells: once, so that a channel that gets it later gets the same."""
        if not channels:
            return
        _, last = read_mark(self._store)

        mark = json.dumps({"day": day.isoformat(), "at": at, "since": last})
        self._store.tell(deliveries.digest_begun(day.isoformat(), channels, at, (MARK, mark)))

    def _period(self, day: date) -> Period:
        found = json.loads(self._store.ask(stored.mark(MARK)) or "{}")
        since = found.get("since")
        return Period(day=day, since=datetime.fromisoformat(since) if since else None)

    def _sent(self, due: Sequence[Delivery], made: Letter, now: datetime) -> Sent:
        attempts = {}
        for each in due:
            if self._store.tell(deliveries.trying([each.alert], each.channel, moment(now))):
                attempts[each.channel] = each.attempts + 1
        told = Sent()
        key = due[0].alert
        for channel, came in self._poster.post(dict.fromkeys(attempts, made)):
            outcome = outcome_of(came, attempts[channel], now)
            self._store.tell(deliveries.ended([key], channel, outcome))
            told = told.plus(Sent.of(outcome, channel, (key,)))
        return told

    def _lost(self, day: date) -> None:
        """Where every channel gave up, the next digest tells all of it."""
        if any(each.state != "failed" for each in self._store.ask(deliveries.of([key_of(day)]))):
            return
        found = json.loads(self._store.ask(stored.mark(MARK)) or "{}")
        since = found.get("since")
        mark = json.dumps({"day": found.get("day"), "at": since, "since": since})
        self._store.tell(deliveries.digest_lost(day.isoformat(), (MARK, mark)))


def read_mark(store: Store) -> tuple[str | None, str | None]:
    """The day of the last digest, and its moment."""
    found = json.loads(store.ask(stored.mark(MARK)) or "{}")
    return found.get("day"), found.get("at")


def preview(store: Store, desk: Desk, now: datetime) -> Letter:
    """The digest that would be sent now; nothing is noted."""
    _, at = read_mark(store)
    period = Period(
        day=day_of(now, desk.collecting.zone),
        since=datetime.fromisoformat(at) if at else None,
    )
    return letter(digest(store, desk, period, Asked(untold=True)))
