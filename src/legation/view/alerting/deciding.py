"""Which new alerts are sent, by which channels, and which are held back or muted, and why."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from zoneinfo import ZoneInfo

from legation.store.alerts import Choice, Mute
from legation.view.alerting.alert import Alert
from legation.view.alerting.settings import settings
from legation.watches import Alerting, Rule


@dataclass(frozen=True, slots=True, kw_only=True)
class Today:
    """What counts for the decisions of a day: the day of the desk, what is muted, how many of each rule were chosen."""

    day: date
    mutes: tuple[Mute, ...] = ()
    chosen: Mapping[str, int]


def moment(now: datetime) -> str:
    """A moment as the store keeps it."""
    return now.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def day_of(now: datetime, zone: str) -> date:
    """The day of a desk at a moment."""
    return now.astimezone(ZoneInfo(zone)).date()


def start_of(day: date, zone: str) -> datetime:
    """The moment at which a day of a desk begins; days may be 23 or 25 hours long."""
    return datetime.combine(day, time.min, ZoneInfo(zone)).astimezone(UTC)


def urgent_first(alerts: Iterable[Alert]) -> list[Alert]:
    """The alerts, the most urgent first; of equals the latest."""
    latest = sorted(alerts, key=lambda each: (each.day or "", each.key), reverse=True)
    return sorted(latest, key=lambda each: -each.weight)


def decided(alerts: Iterable[Alert], alerting: Alerting, today: Today) -> tuple[Choice, ...]:
    """Decide about new alerts, the most urgent first: until the caps of the day are reached they are sent."""
    rules = {rule.id: rule for rule in alerting.rules}
    chosen = dict(today.chosen)
    choices = []
    for alert in urgent_first(alerts):
        choice = _choice(alert, rules.get(alert.rule), alerting, today, chosen)
        if choice.channels:
            chosen[alert.rule] = chosen.get(alert.rule, 0) + 1
        choices.append(choice)
    return tuple(choices)


def silenced(rule: Rule, day: date) -> bool:
    """Whether the desk mutes a rule on a day."""
    return rule.muted and (rule.until is None or day <= rule.until)


def in_force(mutes: Iterable[Mute], day: date) -> tuple[Mute, ...]:
    """The mutes that hold on a day: up to and on their last one."""
    return tuple(each for each in mutes if each.until is None or day.isoformat() <= each.until)


def channels_of(alerting: Alerting, named: Sequence[str]) -> tuple[str, ...]:
    """The channels that are named; all of the desk where none is."""
    return tuple(named) or tuple(each.id for each in alerting.channels)


def _choice(alert: Alert, rule: Rule | None, alerting: Alerting, today: Today, chosen: Mapping[str, int]) -> Choice:
    said = settings().reasons
    if rule is None:
        return Choice(key=alert.key, state="held", reason=said["gone"].format(rule=alert.rule))
    if muted := _muted(alert, rule, today):
        return Choice(key=alert.key, state="muted", reason=muted)
    if not (channels := channels_of(alerting, rule.channels)):
        return Choice(key=alert.key, state="held", reason=said["nowhere"].format(rule=rule.id))
    if chosen.get(rule.id, 0) >= rule.at_most:
        return Choice(key=alert.key, state="held", reason=said["rule"].format(most=rule.at_most, rule=rule.id))
    if sum(chosen.values()) >= alerting.at_most:
        return Choice(key=alert.key, state="held", reason=said["all"].format(most=alerting.at_most))
    return Choice(key=alert.key, channels=channels)


def _muted(alert: Alert, rule: Rule, today: Today) -> str | None:
    """Why an alert is muted; None where it is not."""
    said = settings().reasons
    if silenced(rule, today.day):
        until = rule.until.isoformat() if rule.until else None
        return said["until" if until else "muted"].format(what=rule.id, day=until)
    names = {alert.rule, alert.kind, alert.key, *alert.actors, *((alert.issue,) if alert.issue else ())}
    mute = next((each for each in in_force(today.mutes, today.day) if each.what in names), None)
    return said["until" if mute.until else "muted"].format(what=mute.what, day=mute.until) if mute else None
