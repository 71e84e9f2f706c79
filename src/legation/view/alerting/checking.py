"""What the rules find now, and whether it would be sent."""

from datetime import datetime

from legation.desk import Desk
from legation.knowledge import Knowledge
from legation.store import alerts as stored
from legation.store.alerts import Asked
from legation.store.store import Store
from legation.view.alerting import rules
from legation.view.alerting.message import told
from legation.view.alerting.settings import settings
from legation.view.present import Row

COLUMNS = (
    ("rule", "rule"),
    ("kind", "kind"),
    ("what", "title"),
    ("day", "day"),
    ("origins", "origins"),
    ("so far", "state"),
)
UNKEPT = "not kept yet"


def rows(store: Store, desk: Desk, knowledge: Knowledge, now: datetime) -> list[Row]:
    """A row for each thing that a rule finds now, the most urgent first, with how it stands if it is kept already."""
    found = rules.found(store, desk, knowledge, now)
    made: list[Row] = []
    for alert in found:
        kept = store.ask(stored.listed(Asked(keys=(alert.key,)), 1))
        shown = told(alert)
        state = settings().states[kept[0].state] if kept else UNKEPT
        made.append(
            {
                "rule": alert.rule,
                "kind": shown.kind,
                "title": shown.title,
                "day": alert.day,
                "origins": alert.origins,
                "state": state,
            }
        )
    return made
