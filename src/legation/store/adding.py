"""A document enters the store with all that was found in it."""

from collections.abc import Callable, Iterable

from sqlalchemy import Connection, text
from sqlalchemy.dialects.sqlite import insert

from legation.records import AnyRecord, Document
from legation.store import review, schema
from legation.store.codec import DOCUMENT_FIELDS
from legation.store.writing import day_of, keep

_WORDS = text("INSERT INTO document_words (rowid, title, text) VALUES (:row, :title, :text)")


def added(document: Document, records: Iterable[AnyRecord]) -> Callable[[Connection], bool]:
    """Keep a document and what was found in it; the change returns False, and does nothing, if it is there already."""

    def change(connection: Connection) -> bool:
        values = {name: getattr(document, name) for name in DOCUMENT_FIELDS}
        new = insert(schema.document).values(values).on_conflict_do_nothing()
        row = connection.execute(new.returning(schema.document.c.row)).scalar()
        if row is None:
            return False
        connection.execute(_WORDS, {"row": row, "title": document.title, "text": document.text})
        found = (each for each in records if not isinstance(each, Document))
        keep(connection, found, day=day_of(document.published))
        review.settle(connection, document.id, document.sha256)
        return True

    return change
