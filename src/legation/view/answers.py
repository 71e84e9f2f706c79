"""What commands that ask the store share: the names that belong to records, and records as a JSON array."""

import sys
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from legation.records import AnyRecord

if TYPE_CHECKING:
    from legation.store.store import Store
    from legation.view.present import Names

_MANY = 900  # as many documents as are asked for by name; beyond, all are read


def names_of(store: "Store", records: tuple[AnyRecord, ...]) -> "Names":
    """Return the names and headers of the documents that the records come from."""
    from legation.view.present import Names

    ids = tuple({getattr(each, "document", each.id) for each in records})
    if len(ids) > _MANY:
        ids = ()  # no filter: all of them
    return Names(_named(store, ids))


def write_json(records: Iterable[AnyRecord]) -> None:
    """Write whole records as a JSON array, one a line."""
    from legation.store.codec import to_json

    sys.stdout.write("[")
    for i, record in enumerate(records):
        sys.stdout.write((",\n" if i else "\n") + to_json(record))
    sys.stdout.write("\n]\n")


def _named(store: "Store", ids: tuple[str, ...]) -> Iterator[AnyRecord]:
    yield from store.documents(document=ids)
    yield from store.records(kind="actor", document=ids)
