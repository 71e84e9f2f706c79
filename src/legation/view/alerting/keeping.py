"""Alerts as the store keeps them: as JSON, with what of the watched they are about."""

import hashlib
import json
from collections.abc import Iterable
from dataclasses import asdict, fields
from typing import Any

from legation.desk import Desk
from legation.errors import StoreError
from legation.store.alerts import Found, Kept, Watch
from legation.view.alerting.alert import Alert, Proof

_ACTOR, _ISSUE = "actor:", "issue:"
_FIELDS = frozenset(each.name for each in fields(Alert))
_PROOF = frozenset(each.name for each in fields(Proof))


def found(alerts: Iterable[Alert]) -> tuple[Found, ...]:
    """Alerts in the form in which they are kept, each key once."""
    once = {each.key: each for each in alerts}
    return tuple(
        Found(each.key, each.rule, each.kind, each.day, _json(each), _subjects(each)) for each in once.values()
    )


def read(kept: Kept) -> Alert:
    """The alert as it was found; fields of a later version are left out."""
    try:
        values: dict[str, Any] = json.loads(kept.payload)
        proofs = tuple(
            Proof(**{name: value for name, value in each.items() if name in _PROOF})
            for each in values.pop("proofs", ())
        )
        plain = {name: _frozen(value) for name, value in values.items() if name in _FIELDS}
        return Alert(**plain, proofs=proofs)
    except (ValueError, TypeError, AttributeError) as error:
        raise StoreError(f"the alert {kept.key} can't be read: {error}") from error


def watched(desk: Desk) -> tuple[Watch, ...]:
    """What the rules of a desk watch; how often they tell, whom, and whether they are muted, is no part of it."""
    issues = {each.id: each for each in desk.issues}
    found = []
    for rule in desk.alerting.rules:
        found.append(Watch(rule.id, "", _mark(rule.on, rule.origins, rule.threshold)))
        actors = rule.actors or (*(each.id for each in desk.actors), *(each.actor for each in desk.expected))
        found += [Watch(rule.id, f"{_ACTOR}{each}", "") for each in dict.fromkeys(actors)]
        named = rule.issues or tuple(issues)
        found += [Watch(rule.id, f"{_ISSUE}{each}", _mark(sorted(issues[each].words))) for each in named]
    return tuple(found)


def _subjects(alert: Alert) -> tuple[str, ...]:
    issue = (f"{_ISSUE}{alert.issue}",) if alert.issue else ()
    return (*(f"{_ACTOR}{each}" for each in alert.actors), *issue)


def _mark(*said: object) -> str:
    return hashlib.sha256(json.dumps(said, ensure_ascii=False).encode()).hexdigest()[:16]


def _json(alert: Alert) -> str:
    return json.dumps(asdict(alert), ensure_ascii=False).encode("utf-8", "replace").decode()


def _frozen(value: Any) -> Any:
    return tuple(value) if isinstance(value, list) else value
