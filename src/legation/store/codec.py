"""Records become lines of JSON and come back from them."""

import json
from collections.abc import Callable, Hashable
from dataclasses import fields, is_dataclass
from functools import cache
from typing import Any, cast

from legation.errors import StoreError
from legation.records import RECORD_TYPES, AnyRecord, Document

DOCUMENT_FIELDS = tuple(f.name for f in fields(Document) if f.init)


def to_json(record: AnyRecord) -> str:
    """Return the record as one line of JSON, with the fields of `as_dict` in the same order."""
    return _encoder().encode({name: getattr(record, name) for name in _ordered(cast(Hashable, type(record)))})


def from_json(kind: str, line: str) -> AnyRecord:
    """Return the record of one `kind` that the line of JSON holds; its id is kept, not made anew."""
    from pydantic import ValidationError

    try:
        return _loader(kind)(line)
    except ValidationError as error:
        first = error.errors()[0]
        where = ".".join(str(part) for part in first["loc"])
        raise StoreError(f"a stored {kind} can't be understood: {where}: {first['msg']}") from error


def document_of(row: Any) -> Document:
    """Return the document that a row of its table holds."""
    return Document(**{name: getattr(row, name) for name in DOCUMENT_FIELDS})


@cache
def _encoder() -> json.JSONEncoder:
    """What `json.dumps` would make anew for each record."""
    return json.JSONEncoder(ensure_ascii=False, default=_shallow)


@cache
def _ordered(kind: Hashable) -> tuple[str, ...]:
    return ("record", "id", *(name for name in _names(kind) if name not in ("record", "id")))


@cache
def _names(kind: Hashable) -> tuple[str, ...]:
    return tuple(f.name for f in fields(cast(type[Any], kind)))


def _shallow(value: object) -> dict[str, Any]:
    # json.dumps asks again for what lies deeper; dataclasses.asdict would copy everything, 5 times slower.
    if not is_dataclass(value):
        raise TypeError(f"{type(value).__name__} has no place in a record")
    return {name: getattr(value, name) for name in _names(cast(Hashable, type(value)))}


@cache
def _loader(kind: str) -> Callable[[str], AnyRecord]:
    # Imported here, since it takes a fifth of a second that `read` need not pay; and made for a kind that is asked for,
    # since it takes as long again for all of them, and a question reads a few.
    from pydantic import TypeAdapter

    made = _types().get(kind)
    if made is None:
        raise StoreError(f"a stored record is of the unknown kind '{kind}'")
    return cast("Callable[[str], AnyRecord]", TypeAdapter(made).validate_json)


def kinds() -> tuple[str, ...]:
    """Return the kinds of record in the order in which they are listed and exported."""
    return tuple(_types())


@cache
def _types() -> dict[str, type[AnyRecord]]:
    return {_kind(each): each for each in RECORD_TYPES}


def _kind(record: type[Any]) -> str:
    return next(str(f.default) for f in fields(record) if f.name == "record")
