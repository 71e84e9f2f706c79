"""What follows from an attempt to send: it is done, it is tried again after a pause, or it is given up."""

from datetime import datetime, timedelta

from legation.store.deliveries import Outcome
from legation.view.alerting.deciding import moment
from legation.view.alerting.outcomes import Came
from legation.view.alerting.settings import settings


def outcome_of(came: Came, attempts: int, now: datetime) -> Outcome:
    """The outcome of so manieth an attempt: a failed one is due again after a pause, until it is given up."""
    if came.state != "failed":
        return Outcome(state=came.state, reason=came.reason)
    if attempts > len(settings().pauses):
        return Outcome(state="failed", reason=came.reason)
    return Outcome(state="waiting", reason=came.reason, due=after(now, attempts))


def after(now: datetime, attempts: int) -> str:
    """The moment at which it is time to try again after so many attempts."""
    pauses = settings().pauses
    return moment(now + timedelta(seconds=pauses[min(attempts, len(pauses)) - 1]))
