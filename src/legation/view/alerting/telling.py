"""What the watch calls after each round: it sends what is to be sent, and tells in lines what it did."""

from collections.abc import Iterator
from datetime import datetime

from legation.desk import Desk
from legation.errors import DeskError
from legation.knowledge import Knowledge
from legation.store.store import Store
from legation.view.alerting import rules
from legation.view.alerting.sending import Alerter


class Telling:
    """Alerts and digests for a watch. The desk may change between calls; channels stay as long as it does not."""

    def __init__(self, store: Store, knowledge: Knowledge) -> None:
        """Take the store that the watch fills."""
        self._store = store
        self._knowledge = knowledge
        self._desk: Desk | None = None
        self._alerter: Alerter | None = None
        self._complaint = ""

    def check(self, desk: Desk) -> None:
        """Raise DeskError where a channel of the desk can't be used: better at the start than with the first news."""
        self._of(desk)

    def __call__(self, desk: Desk, now: datetime) -> Iterator[str]:
        """Send what is due at a moment; yield a line for each thing worth telling."""
        try:
            alerter = self._of(desk)
        except DeskError as error:
            if self._alerter is None:
                raise
            if str(error) != self._complaint:
                yield from (f"{each}; the channels and rules before stay in force" for each in error.complaints)
            self._complaint, alerter = str(error), self._alerter
        told = alerter.after(now)
        if said := str(told):
            yield f"alerts: {said}"
        yield from told.complaints
        digest = alerter.digest(now)
        if digest.messages:
            yield f"the digest was sent by {digest.messages} channel{'s' * (digest.messages != 1)}"
        yield from digest.complaints

    def due(self) -> datetime | None:
        """When a message is to be tried again; None when none waits."""
        return self._alerter.due() if self._alerter else None

    def _of(self, desk: Desk) -> Alerter:
        if self._alerter is None or desk != self._desk:
            self._alerter = Alerter(self._store, desk, lambda now: rules.found(self._store, desk, self._knowledge, now))
            self._desk, self._complaint = desk, ""
        return self._alerter
