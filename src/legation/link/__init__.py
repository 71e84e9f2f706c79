"""Many documents → which are one report, which events one happening, what ended a silence, and who was absent."""

from collections.abc import Sequence

from legation.link.absences import Absence, Window, absences, contexts, heard
from legation.link.developments import developments
from legation.link.endings import endings, with_endings
from legation.link.limits import Limits, load
from legation.link.reports import reports
from legation.link.voices import Expected, Topic
from legation.records import Actor, AnyRecord, Development, Document, Event, Report

__all__ = [
    "Absence",
    "Expected",
    "Limits",
    "Topic",
    "Window",
    "absences",
    "contexts",
    "developments",
    "endings",
    "heard",
    "linked",
    "reports",
    "with_endings",
]


def linked(records: Sequence[AnyRecord]) -> tuple[Report | Development, ...]:
    """Link the records of many documents, which must be among them; the order of `records` has no effect."""
    limits = load()
    documents = [r for r in records if isinstance(r, Document)]
    actors = [r for r in records if isinstance(r, Actor)]
    events = [r for r in records if isinstance(r, Event)]
    copies = reports(documents, limits)
    return (*copies, *developments(events, actors=actors, documents=documents, copies=copies, limits=limits))
