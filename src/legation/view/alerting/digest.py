"""The digest of a day: what was sent, what was held back and why, what changed, and how much was read."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from legation.desk import Desk
from legation.store import alerts as stored
from legation.store import deliveries
from legation.store.alerts import Asked, Kept
from legation.store.deliveries import DIGEST, Delivery
from legation.store.store import Store
from legation.view.alerting import keeping
from legation.view.alerting.changed import Changed, changed
from legation.view.alerting.cleaning import fitted, for_chat, words
from legation.view.alerting.deciding import day_of, urgent_first
from legation.view.alerting.letter import Letter, mark
from legation.view.alerting.message import Told, told
from legation.view.alerting.pages import filled
from legation.view.alerting.reading import Reading, reading
from legation.view.alerting.settings import settings
from legation.view.web.rendering import long_day, many

_TOLD = ("sent", "unsure", "failed", "new", "held")
_MOST = 2000  # alerts that one digest looks at


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """An alert in the digest: how it stands, and why it did not reach somebody."""

    told: Told
    state: str
    mark: str
    notes: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Period:
    """The day of a digest, and since when it tells: the moment of the one before, if there was one."""

    day: date
    since: datetime | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Digest:
    """All that a digest tells. `more` alerts have no room; `doubts` are digests before that perhaps did not arrive."""

    desk: str
    day: str
    weekday: str
    since: str | None
    counts: dict[str, int]
    groups: tuple[tuple[str, tuple[Entry, ...]], ...]
    more: int
    doubts: tuple[str, ...]
    changed: Changed
    reading: Reading

    @property
    def is_empty(self) -> bool:
        """Whether no alert was raised, sent or not."""
        return not self.counts


def key_of(day: date) -> str:
    """The name under which the deliveries of a day's digest are kept."""
    return f"{DIGEST}{day.isoformat()}"


def digest(store: Store, desk: Desk, period: Period, asked: Asked) -> Digest:
    """Gather the digest of a period from the alerts asked for."""
    kept = store.ask(stored.listed(asked, _MOST))
    shown, counts = _entries(store, kept), Counter[str](each.state for each in kept)
    most = settings().digest_alerts
    zone = desk.collecting.zone
    began = day_of(period.since, zone) if period.since else period.day - timedelta(days=1)
    return Digest(
        desk=words(desk.name, settings().publisher),
        day=long_day(period.day),
        weekday=f"{period.day:%A}",
        since=_moment(period.since, zone) if period.since else None,
        counts=dict(counts),
        groups=_grouped(shown[:most]),
        more=max(0, len(shown) - most),
        doubts=_doubts(store, period),
        changed=changed(store, desk, began.isoformat()),
        reading=reading(store, desk, period.day),
    )


def letter(found: Digest) -> Letter:
    """The digest as a message."""
    values = {"digest": found, "subject": subject(found), "summary": summary(found), "read": was_read(found.reading)}
    thread = mark(DIGEST, found.desk)
    return Letter(
        subject=subject(found),
        text=filled("digest.txt", values),
        html=filled("digest.html", values),
        chat=_chat(found),
        id=mark(DIGEST, found.desk, found.day),
        thread=thread,
    )


def subject(found: Digest) -> str:
    """The day and what matters most of it, in a few words."""
    alerts = sum(found.counts.get(state, 0) for state in _TOLD)
    said = many(alerts, "alert") if alerts else "no alerts"
    read = "nothing was read" if found.reading.is_blind else f"{many(found.reading.stored, 'new article')}"
    return words(f"{found.desk}, {found.day}: {said}, {read}", settings().subject)


def summary(found: Digest) -> str:
    """One or two sentences: how many alerts there were, and what became of them."""
    counts = found.counts
    since = f"since the digest before, on {found.since}" if found.since else "so far"
    if found.is_empty:
        return f"Nothing happened that the rules of this desk watch for, {since}."
    named = [
        (counts.get("sent", 0), "sent"),
        (counts.get("new", 0), "on the way"),
        (counts.get("held", 0), "held back (told only here)"),
        (counts.get("unsure", 0), "perhaps sent already"),
        (counts.get("failed", 0), "could not be sent"),
        (counts.get("muted", 0), "muted and not shown"),
    ]
    parts = ", ".join(f"{number} {said}" for number, said in named if number)
    return f"{many(sum(counts.values()), 'alert')} {since}: {parts}."


def was_read(found: Reading) -> str:
    """One or two sentences on what was read, which also say when nothing could be."""
    if not found.polls:
        return f"On {found.day} no feed was asked, so nothing was read: was `legation watch` running?"
    asked = f"{many(found.feeds, 'feed')} asked {many(found.polls, 'time')}"
    if found.is_blind:
        return f"On {found.day} nothing was read: {asked}, and none answered."
    failed = f", {found.failed} of them without an answer" if found.failed else ""
    lost = f" {many(found.given_up, 'page')} could not be had." if found.given_up else ""
    known = f", {found.known} were there already" if found.known else ""
    return f"On {found.day} {many(found.stored, 'new article')} were read{known}: {asked}{failed}.{lost}".replace(
        "1 new article were", "1 new article was"
    )


def _entries(store: Store, kept: Sequence[Kept]) -> list[Entry]:
    """The alerts that are shown, the most urgent first; of muted ones only the number is told."""
    shown = {each.key: each for each in kept if each.state in _TOLD}
    by_alert: dict[str, list[Delivery]] = {}
    for delivery in store.ask(deliveries.of(tuple(shown))):
        by_alert.setdefault(delivery.alert, []).append(delivery)
    alerts = urgent_first(keeping.read(each) for each in shown.values())
    limits = settings()
    return [
        Entry(
            told=told(alert, proofs=limits.digest_proofs, length=limits.digest_proof),
            state=shown[alert.key].state,
            mark=limits.states[shown[alert.key].state],
            notes=tuple(notes(shown[alert.key], by_alert.get(alert.key, ()))),
        )
        for alert in alerts
    ]


def notes(kept: Kept, found: Iterable[Delivery]) -> Iterator[str]:
    """Why an alert was not sent, and what each channel did that did not take it."""
    limits = settings()
    if kept.reason:
        yield words(kept.reason, limits.because)
    for each in found:
        if each.state == "sent" and not each.reason:
            continue
        state = "new" if each.state in ("waiting", "trying") else each.state
        how = "" if state == kept.state else f"{limits.states[state]} "
        reason = f": {words(each.reason, limits.because)}" if each.reason else ""
        yield f"{how}by {each.channel}{reason}"


def _grouped(entries: Iterable[Entry]) -> tuple[tuple[str, tuple[Entry, ...]], ...]:
    """The entries by kind, in the order of the most urgent of each."""
    groups: dict[str, list[Entry]] = {}
    for each in entries:
        groups.setdefault(each.told.kind, []).append(each)
    return tuple((kind, tuple(group)) for kind, group in groups.items())


def _doubts(store: Store, period: Period) -> tuple[str, ...]:
    """The digest of the day before where it was perhaps sent or could not be."""
    if period.since is None:
        return ()
    before = [key_of(period.day - timedelta(days=back)) for back in (1, 2)]
    return tuple(
        f"The digest of {long_day(each.alert.removeprefix(DIGEST))} was {settings().states[each.state]} "
        f"by {each.channel}: {words(each.reason, settings().because)}."
        for each in store.ask(deliveries.of(before))
        if each.state == "unsure"
    )


def _moment(at: datetime, zone: str) -> str:
    from zoneinfo import ZoneInfo

    local = at.astimezone(ZoneInfo(zone))
    return f"{long_day(local.date())}, {local:%H:%M}"


def _chat(found: Digest) -> str:
    """The digest in a few lines."""
    lines = [summary(found), was_read(found.reading)]
    for kind, entries in found.groups:
        lines += ["", kind, *(f"• {each.told.title} ({each.mark})" for each in entries)]
    if quiet := found.reading.quiet:
        lines += ["", f"Quieter than usual: {', '.join(quiet)}"]
    if failing := found.reading.failing:
        lines += ["", "Feeds that do not answer", *(f"• {each.feed}: {each.reason}" for each in failing)]
    return fitted("\n".join(for_chat(line) for line in lines), settings().chat)
