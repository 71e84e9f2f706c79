"""What is muted, and the rules of the desk with what each tells, of whom and where to."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from legation.alert_kinds import alert_kinds
from legation.desk import Desk
from legation.store import alerts as stored
from legation.store.alerts import Mute
from legation.view.alerting.deciding import channels_of, in_force, silenced
from legation.view.web import alerted, faces
from legation.view.web.moments import clock
from legation.view.web.shelf import Shelf
from legation.watches import Rule


@dataclass(frozen=True, slots=True, kw_only=True)
class Muted:
    """Something that is muted: the name under which it is, what that is in words, until when, and since when."""

    what: str
    called: str
    until: str | None
    since: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RuleShown:
    """A rule of the desk; `muted` says until when it is, empty for good, None where it is not."""

    id: str
    called: str
    means: str
    whom: tuple[str, ...]
    issues: tuple[str, ...]
    at_most: int
    channels: tuple[str, ...]
    muted: str | None
    in_desk: bool


def muted(shelf: Shelf) -> list[Muted]:
    """What is muted today, by name."""
    return [_muted(shelf, each) for each in _today(shelf)]


def rules(shelf: Shelf, desk: Desk) -> list[RuleShown]:
    """The rules of a desk, in its order."""
    mutes = {each.what: each.until or "" for each in _today(shelf)}
    titles = {each.id: each.title for each in desk.issues}
    names = faces.names(shelf, (actor for rule in desk.alerting.rules for actor in rule.actors))
    today = clock(shelf).today
    return [
        RuleShown(
            id=rule.id,
            called=alert_kinds()[rule.on].title,
            means=alert_kinds()[rule.on].means,
            whom=tuple(names[each] for each in rule.actors),
            issues=tuple(titles.get(each, each) for each in rule.issues),
            at_most=rule.at_most,
            channels=channels_of(desk.alerting, rule.channels),
            muted=_until(rule, mutes.get(rule.id, mutes.get(rule.on)), today),
            in_desk=silenced(rule, today),
        )
        for rule in desk.alerting.rules
    ]


def _until(rule: Rule, muted: str | None, today: date) -> str | None:
    if silenced(rule, today):
        return rule.until.isoformat() if rule.until else ""
    return muted


def _today(shelf: Shelf) -> Iterable[Mute]:
    return in_force(shelf.store.ask(stored.mutes), clock(shelf).today)


def _muted(shelf: Shelf, mute: Mute) -> Muted:
    return Muted(what=mute.what, called=_called(shelf, mute.what), until=mute.until, since=clock(shelf).said(mute.made))


def _called(shelf: Shelf, what: str) -> str:
    """What it is that is muted, in words."""
    desk = shelf.desk
    if desk and what in {each.id for each in desk.alerting.rules}:
        return f"the rule “{what}”"
    if what in alert_kinds():
        return f"all of the kind “{alerted.title(what)}”"
    issue = next((each.title for each in desk.issues if each.id == what), None) if desk else None
    if issue:
        return f"all on “{issue}”"
    if "|" in what:
        return "one alert"
    return f"all about {faces.names(shelf, [what])[what]}"
