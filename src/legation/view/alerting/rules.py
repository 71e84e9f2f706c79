"""What the rules of a desk want told now: each thing once, under a key that stays, with the reasons and the words."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import datetime, timedelta

from legation.desk import Desk
from legation.knowledge import Knowledge
from legation.store.store import Store
from legation.view.alerting import disputes, firsts, foretold, pressing, silences, tensions
from legation.view.alerting.alert import Alert
from legation.view.alerting.finding import Finding, many, places
from legation.view.alerting.ground import Ground
from legation.view.alerting.known import Known, key
from legation.watches import Rule

Kind = Callable[[Ground, Rule], Iterable[Finding]]
KINDS: Mapping[str, Kind] = {
    "silence-ended": silences.found,
    "pressure": pressing.found,
    "tension": tensions.worse,
    "relief": tensions.better,
    "prediction-due": foretold.found,
    "contradiction": disputes.found,
    "first-statement": firsts.found,
}
MOMENT = "%Y-%m-%dT%H:%M:%SZ"


def found(store: Store, desk: Desk, knowledge: Knowledge, now: datetime) -> tuple[Alert, ...]:
    """Return all that the rules of the desk want told at a moment, the most urgent first; nothing is written.

    What was raised before is returned as long as it is news, under the same key.
    """
    ground = Ground(store, desk, knowledge, now)
    since = (now - timedelta(ground.limits.known_days)).strftime(MOMENT)
    known = Known(store, since)
    alerts: dict[str, Alert] = {}
    for rule in desk.alerting.rules:
        for each in _of_rule(ground, rule, known):
            alerts.setdefault(each.key, each)
    return tuple(sorted(alerts.values(), key=lambda each: (-each.weight, each.day or "", each.key)))


def _of_rule(ground: Ground, rule: Rule, known: Known) -> Iterator[Alert]:
    """The alerts of one rule; what too few origins tell is held back until more do."""
    made = sorted(KINDS[rule.on](ground, rule), key=lambda each: (each.thing.day, each.thing.parts))
    ground.origins(article for each in made for article in each.articles)  # asked for together, which is quicker
    for each in made:
        origins = len(ground.origins(each.articles))
        if origins >= rule.origins:
            yield _alert(ground, rule, each, known, origins)


def _alert(ground: Ground, rule: Rule, told: Finding, known: Known, origins: int) -> Alert:
    name = known.name(told.thing, told.same)
    limits = ground.limits
    size = 1 + limits.origin_adds * (min(origins, limits.origins_most) - 1)
    weight = limits.weights[rule.on] * told.factor * size * ground.weight(told.articles)
    wants = f"rule wants {rule.origins}"
    return Alert(
        key=key(name, rule.id),
        rule=rule.id,
        kind=rule.on,
        title=told.title,
        because=(*told.because, f"Told by {many(origins, 'independent origin')} ({wants})."),
        group=told.group,
        day=(told.day or told.thing.day).isoformat(),
        origins=origins,
        actors=told.actors,
        issue=told.issue,
        weight=round(weight, 3),
        proofs=tuple(ground.proof(each) for each in places(ground, told, limits.proofs)),
    )
