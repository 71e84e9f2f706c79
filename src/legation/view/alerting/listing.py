"""Alerts as rows and as text, for the command line."""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from legation.errors import QueryError
from legation.store import alerts as stored
from legation.store import deliveries
from legation.store.alerts import Asked, Kept
from legation.store.deliveries import Delivery
from legation.store.store import Store
from legation.view.alerting import keeping
from legation.view.alerting.digest import notes
from legation.view.alerting.letter import long, short
from legation.view.alerting.message import told
from legation.view.alerting.pages import filled
from legation.view.alerting.settings import settings
from legation.view.present import Row

COLUMNS = (
    ("found", "found"),
    ("state", "state"),
    ("kind", "kind"),
    ("what", "title"),
    ("why not", "why"),
    ("id", "id"),
)
FIELDS = ("id", "key", "rule", "kind", "made", "state", "reason", "day", "title", "origins", "weight", "proofs")
LEAST = 4  # characters of an id
_MOST = 20_000  # alerts that are looked through for a short id, the last found first


def row(kept: Kept) -> Row:
    """The flat row of an alert: for CSV all of `FIELDS`, for tables those of `COLUMNS`."""
    alert, shown = keeping.read(kept), told(keeping.read(kept))
    return {
        "id": short(kept.key),
        "key": kept.key,
        "rule": kept.rule,
        "kind": shown.kind,
        "made": kept.made,
        "found": kept.made[:16].replace("T", " "),
        "state": settings().states[kept.state],
        "reason": kept.reason,
        "why": kept.reason,
        "day": alert.day,
        "title": shown.title,
        "origins": alert.origins,
        "weight": alert.weight,
        "proofs": len(alert.proofs),
    }


def whole(kept: Kept, found: Iterable[Delivery]) -> Mapping[str, Any]:
    """An alert with all that is known of it, for JSON."""
    return {
        "id": short(kept.key),
        **json.loads(kept.payload),
        "made": kept.made,
        "state": kept.state,
        "reason": kept.reason,
        "chosen": kept.chosen,
        "digested": kept.digested,
        "deliveries": [
            {"channel": e.channel, "state": e.state, "tried": e.tried, "attempts": e.attempts, "reason": e.reason}
            for e in found
        ],
    }


def wholes(store: Store, kept: Sequence[Kept]) -> list[Mapping[str, Any]]:
    """Several of them."""
    by_alert: dict[str, list[Delivery]] = {}
    for delivery in store.ask(deliveries.of([each.key for each in kept])):
        by_alert.setdefault(delivery.alert, []).append(delivery)
    return [whole(each, by_alert.get(each.key, ())) for each in kept]


def named(store: Store, name: str) -> Kept:
    """The alert that a user names: by its short id, its key, or the beginning of either."""
    found = store.ask(stored.listed(Asked(begins=name), 2)) if name else ()
    exact = [each for each in found if each.key == name]
    if not found and len(name) >= LEAST:
        keys = tuple(each for each in store.ask(stored.keys(_MOST)) if long(each).startswith(name))[:2]
        found = store.ask(stored.listed(Asked(keys=keys), 2)) if keys else ()
    if len(found) > 1 and not exact:
        raise QueryError(f"several alerts begin with '{name}'; `legation alerts list` shows their ids")
    if not found:
        raise QueryError(f"no alert is called '{name}'; `legation alerts list` shows their ids")
    return (exact or found)[0]


def in_full(store: Store, kept: Kept) -> str:
    """An alert as text: what a mail says of it, how it stands, and what each channel did."""
    found = store.ask(deliveries.of([kept.key]))
    alert = keeping.read(kept)
    values = {
        "item": told(alert, proofs=len(alert.proofs)),
        "found": kept.made[:16].replace("T", " "),
        "state": settings().states[kept.state],
        "notes": tuple(notes(kept, ())),
        "deliveries": tuple(_delivery(each) for each in found),
    }
    return filled("kept.txt", values)


def _delivery(each: Delivery) -> str:
    words = settings().states.get(each.state, each.state)
    attempts = f" after {each.attempts} attempts" if each.attempts > 1 else ""
    due = f", tried again at {each.due[:16].replace('T', ' ')} UTC" if each.due and each.attempts else ""
    reason = f": {each.reason}" if each.reason else ""
    return f"{each.channel}: {words}{attempts}, {each.tried[:16].replace('T', ' ')} UTC{reason}{due}"


def mutes(store: Store) -> Iterator[Row]:
    """What is muted, with until when."""
    for each in store.ask(stored.mutes):
        yield {"what": each.what, "until": each.until or "unmuted", "since": each.made[:10]}
