"""What holds for the records of any text: where they stand, whom they name, what they lead to."""

from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from typing import Any, get_args

from legation.pipeline import Coder
from legation.records import Actor, AnyRecord, Document, Evidence, Span, Statement
from legation.store.codec import from_json, to_json

# The fields in which a record names actors.
_NAMING = ("recipient", "pressers", "intermediary", "targets", "actors", "addressee", "about", "holder", "asked_by")


def named(record: AnyRecord) -> Iterator[str]:
    """The ids of all actors that a record names."""
    for name in _NAMING if isinstance(record, Actor) else ("actor", *_NAMING):
        told = getattr(record, name, None) or ()
        yield from (told,) if isinstance(told, str) else told
    speaker = getattr(record, "speaker", None)
    if speaker is not None and speaker.actor is not None:
        yield speaker.actor
    yield from (stance.target for stance in getattr(record, "stance", ()))


def stretches(value: Any) -> Iterator[Evidence | Span]:
    """All places that a record names, at whatever depth."""
    if isinstance(value, Evidence | Span):
        yield value
    elif isinstance(value, tuple):
        for one in value:
            yield from stretches(one)
    elif is_dataclass(value):
        for field in fields(value):
            yield from stretches(getattr(value, field.name))


def sound(code: Coder, text: str) -> list[Statement]:
    """Code a text, look whether all that was found stands where it says, and give its statements."""
    document = Document(text=text, published="2024-10-20", language="en")
    found: tuple[AnyRecord, ...] = code(document)
    assert found[0] == document
    for record in found[1:]:
        assert isinstance(record, get_args(AnyRecord))
        for place in stretches(record):
            assert 0 <= place.start < place.end <= len(text)
            assert text[place.start : place.end] == place.text
        assert from_json(record.record, to_json(record)) == record
    assert {key for record in found[1:] for key in named(record)} <= {r.id for r in found if isinstance(r, Actor)}
    statements = [r for r in found if isinstance(r, Statement)]
    ids = {s.id for s in statements}
    assert len(ids) == len(statements)
    for statement in statements:
        assert statement.content
        assert statement.nested_in is None or statement.nested_in in ids - {statement.id}
        assert 0 < statement.confidence <= 1
    return statements
