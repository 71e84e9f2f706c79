"""What belongs to a record: whose word it is, what it carries, of which happening it tells, what contradicts it."""

from collections.abc import Sequence
from dataclasses import dataclass

from legation.records import (
    AnyRecord,
    Contradiction,
    Correction,
    Development,
    Event,
    Prediction,
    Silence,
    Statement,
)
from legation.store import linked, reading
from legation.store.store import Store
from legation.view.web.reader import limits


@dataclass(frozen=True, slots=True, kw_only=True)
class Kin:
    """The records that belong to one, by how they do."""

    carried_by: tuple[AnyRecord, ...] = ()
    carries: tuple[AnyRecord, ...] = ()
    developments: tuple[Development, ...] = ()
    contradictions: tuple[Contradiction, ...] = ()
    ended_by: tuple[AnyRecord, ...] = ()
    judged: tuple[AnyRecord, ...] = ()

    @property
    def all(self) -> tuple[AnyRecord, ...]:
        """All of them."""
        return (
            *self.carried_by,
            *self.carries,
            *self.developments,
            *self.contradictions,
            *self.ended_by,
            *self.judged,
        )


def of(store: Store, record: AnyRecord) -> Kin:
    """Find what belongs to a record."""
    most = limits()["kin"]
    carried = store.ask(reading.carried_by(record.id, record.document, most)) if isinstance(record, Statement) else ()
    events = [each.id for each in (record, *carried) if isinstance(each, Event)]
    developments = store.ask(reading.developments_of(events)) if events else ()
    return Kin(
        carried_by=_statement(store, getattr(record, "statement", None) or getattr(record, "nested_in", None)),
        carries=carried,
        developments=developments,
        contradictions=_against(store, record, [*carried, *developments]),
        ended_by=_statement(store, record.outcome) if isinstance(record, Silence) else (),
        judged=_one(store, record.target) if isinstance(record, Correction) else (),
    )


def _statement(store: Store, name: object) -> tuple[AnyRecord, ...]:
    return store.ask(linked.by_ids("statement", [name])) if isinstance(name, str) else ()


def _one(store: Store, name: str) -> tuple[AnyRecord, ...]:
    found = store.ask(reading.by_id(name))
    return (found,) if found else ()


def _against(store: Store, record: AnyRecord, around: Sequence[AnyRecord]) -> tuple[Contradiction, ...]:
    """The contradictions in which the record, or what it carries, is a claim."""
    if not isinstance(record, Event | Statement | Prediction):
        return ()
    own = {record.id, *(each.id for each in around)}
    found = store.ask(linked.about(sorted(own)))
    return tuple(each for each in found if any(claim.record in own for claim in each.claims))
