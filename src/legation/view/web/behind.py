"""What stands behind an alert: the records whose words prove it, the developments they tell of, what is disputed."""

from collections.abc import Sequence
from dataclasses import dataclass

from legation.records import AnyRecord
from legation.store import linked, reading
from legation.view.web.alerted import Said, Shown
from legation.view.web.cards import Card, Cards
from legation.view.web.shelf import Shelf

MOST = 12  # of each


@dataclass(frozen=True, slots=True, kw_only=True)
class Behind:
    """The proofs with their records, where these are still there; and what the records belong to."""

    proofs: tuple[tuple[Said, Card | None], ...]
    others: tuple[Card, ...]


def of(shelf: Shelf, alert: Shown) -> Behind:
    """Find what stands behind an alert; a record may have gone since, as by a review or a new reading."""
    store = shelf.store
    names = [each.record for each in alert.proofs if each.record]
    found = {name: record for name in dict.fromkeys(names) if (record := store.ask(reading.by_id(name)))}
    developments = store.ask(reading.developments_of(found))[:MOST]
    claims = [*found, *(each.id for each in developments)]
    disputed = [each for each in store.ask(linked.about(claims)) if any(c.record in claims for c in each.claims)][:MOST]
    others: Sequence[AnyRecord] = (*developments, *disputed)
    cards = Cards(store, [*found.values(), *others])
    return Behind(
        proofs=tuple((each, _card(cards, found.get(each.record or ""))) for each in alert.proofs),
        others=tuple(cards.of(each) for each in others),
    )


def _card(cards: Cards, record: AnyRecord | None) -> Card | None:
    return cards.of(record) if record else None
