"""The feeds, alerts and channels of a desk as tables, and in words what none of its alerts can find."""

from collections.abc import Iterator, Mapping

from rich.console import RenderableType
from rich.text import Text

from legation.alert_kinds import alert_kinds
from legation.desk import Desk
from legation.toml_values import span
from legation.view.present import Row
from legation.view.tables import Column, row_table
from legation.watches import Feed, Rule

_FEEDS: tuple[Column, ...] = (
    *(("feed", "address"), ("asked", "asked"), ("publisher", "publisher"), ("at most", "limit"), ("note", "note")),
)
_ALERTS: tuple[Column, ...] = (
    *(("alert", "id"), ("on", "title"), ("of", "whom"), ("at", "threshold"), ("origins", "origins")),
    *(("a day", "at_most"), ("goes to", "goes")),
)
_CHANNELS: tuple[Column, ...] = (("channel", "id"), ("goes to", "place"))
_LEAST = ("note", "limit", "publisher", "at_most", "origins")


def watch_view(desk: Desk, places: Mapping[str, str], width: int) -> Iterator[RenderableType]:
    """Lay out the feeds, alerts and channels; `places` says of each channel where it leads, without its passwords."""
    channels: list[Row] = [{"id": each.id, "place": places[each.id]} for each in desk.alerting.channels]
    for columns, rows in ((_FEEDS, list(_feeds(desk))), (_ALERTS, list(_alerts(desk))), (_CHANNELS, channels)):
        if rows:
            yield row_table(columns, rows, width=width, least=_LEAST)
    if told := _summary(desk):
        yield Text(told)


def fruitless(desk: Desk) -> Iterator[str]:
    """Say which alerts find nothing, since the desk watches too little for their kind."""
    for rule in desk.alerting.rules:
        kind = alert_kinds()[rule.on]
        if len(rule.actors or desk.actors) < kind.actors:
            yield f"the alert '{rule.id}' finds nothing with less than {_many(kind.actors, 'actor')} to watch"
        if len(rule.issues or desk.issues) < kind.issues:
            yield f"the alert '{rule.id}' finds nothing without an issue to watch"


def _feeds(desk: Desk) -> Iterator[Row]:
    for each in desk.collecting.feeds:
        asked = f"{_asked(each, desk.collecting.every)}{' (paused)' if each.paused else ''}"
        yield {
            "address": each.address,
            "asked": asked,
            "publisher": each.publisher,
            "limit": each.limit,
            "note": each.note,
        }


def _asked(feed: Feed, every: int) -> str:
    return f"at {', '.join(f'{at:%H:%M}' for at in feed.at)}" if feed.at else f"every {span(feed.every or every)}"


def _alerts(desk: Desk) -> Iterator[Row]:
    for rule in desk.alerting.rules:
        yield {
            "id": rule.id,
            "title": alert_kinds()[rule.on].title,
            "whom": _whom(rule),
            "threshold": None if rule.threshold is None else f"{rule.threshold:g}",
            "origins": rule.origins,
            "at_most": rule.at_most,
            "goes": _goes(rule),
        }


def _whom(rule: Rule) -> str:
    actors, issues = ", ".join(rule.actors), ", ".join(rule.issues)
    return f"{actors or 'all'}{f' on {issues}' if issues else ''}"


def _goes(rule: Rule) -> str:
    where = ", ".join(rule.channels) or "pages only"
    if not rule.muted:
        return where
    return f"{where} (muted{f' until {rule.until.isoformat()}' if rule.until else ''})"


def _summary(desk: Desk) -> str:
    """What holds for all feeds and alerts, in one line; nothing for a desk that has neither."""
    collecting, alerting = desk.collecting, desk.alerting
    parts = []
    if alerting.digest:
        parts.append(f"digest at {alerting.digest.at:%H:%M} to {', '.join(alerting.digest.channels)}")
    if alerting.rules:
        parts.append(f"at most {_many(alerting.at_most, 'alert')} a day in all")
    if collecting.allow:
        parts.append(f"may lie anywhere: {', '.join(sorted(collecting.allow))}")
    if collecting.feeds and not collecting.contact:
        parts.append("servers aren't told whom to write to: give contact under [watch]")
    if parts or collecting.feeds:
        parts.append(f"times of {collecting.zone}")
    said = "; ".join(parts)
    return f"{said[:1].upper()}{said[1:]}\n" if said else ""


def _many(number: int, what: str) -> str:
    return f"{number} {what}{'s' * (number != 1)}"
