"""What can be muted: a rule of the desk, a kind of alert, an actor, an issue, or one alert."""

from legation.alert_kinds import alert_kinds
from legation.called import Callers
from legation.desk import Desk
from legation.errors import QueryError
from legation.knowledge import Knowledge
from legation.store.store import Store
from legation.toml_tables import meant
from legation.view.alerting import listing


def named(store: Store, desk: Desk, knowledge: Knowledge, what: str) -> str:
    """The name under which what the user means is muted; raises QueryError where nothing is meant for sure."""
    rules = [each.id for each in desk.alerting.rules]
    issues = [each.id for each in desk.issues]
    if what in (*rules, *alert_kinds(), *issues):
        return what
    called = Callers(knowledge).find(what)
    if called.id is not None:
        return called.id
    if any(each.id == what for each in desk.actors):
        return what
    try:
        return listing.named(store, what).key
    except QueryError:
        known = (*rules, *issues)
        there = f"the desk has {', '.join(known)}" if known else "the desk has no rules"
        raise QueryError(
            f"'{what}' is no rule, kind of alert, actor, issue or alert{meant(what, known)}; {there}"
        ) from None
