"""Many documents → which are one report, which events are one happening, and what ended a silence."""

from collections.abc import Sequence

from legation.link.developments import developments
from legation.link.endings import endings, with_endings
from legation.link.limits import Limits, load
from legation.link.reports import reports
from legation.records import Actor, AnyRecord, Development, Document, Event, Report

__all__ = ["Limits", "developments", "endings", "linked", "reports", "with_endings"]


def linked(records: Sequence[AnyRecord]) -> tuple[Report | Development, ...]:
    """Link the records of many documents, which must be among them; the order of `records` has no effect."""
    limits = load()
    documents = [r for r in records if isinstance(r, Document)]
    actors = [r for r in records if isinstance(r, Actor)]
    events = [r for r in records if isinstance(r, Event)]
    copies = reports(documents, limits)
    return (*copies, *developments(events, actors=actors, documents=documents, copies=copies, limits=limits))
