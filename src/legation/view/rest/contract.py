"""What the API promises of its answers: records by their own JSON Schema, all others by the forms that they have."""

from collections.abc import Mapping, Sequence
from functools import cache
from typing import Any

from legation.records import RECORD_TYPES, Document
from legation.resolving.resolution import Resolution
from legation.view import schema
from legation.view.brief_parts import Brief
from legation.view.rest import shapes, shapes_answers, shapes_between, shapes_movers, shapes_watch
from legation.view.web.problems import API

TEMPLATE = "#/components/schemas/{model}"
BASE = f"{API}v1"
Responses = dict[int | str, dict[str, Any]]
SHAPES: Mapping[str, Any] = {
    each.__name__: each
    for each in (
        *(shapes.Position, shapes.QuietRow, shapes.Scores),
        *(shapes_watch.Alert, shapes_watch.Feed, shapes_watch.CollectedDay),
        *(shapes_between.Ties, shapes_between.Tension, shapes_movers.Movers),
        *(shapes_answers.Head, shapes_answers.ActorFound, shapes_answers.SearchHit, shapes_answers.Health),
        *(shapes_answers.Job, shapes_answers.Problem, Brief, Resolution),
    )
}


def ref(name: str) -> dict[str, Any]:
    """Refer to a schema by its name."""
    return {"$ref": TEMPLATE.format(model=name)}


def items(name: str) -> dict[str, Any]:
    """Describe a list of what has this schema, and where its next page is."""
    following = {"type": ["string", "null"], "description": "The address of the next page; null on the last one."}
    fields = {"next": following, "items": {"type": "array", "items": ref(name)}}
    return {"type": "object", "properties": fields, "required": ["next", "items"], "additionalProperties": False}


def gives(
    node: Mapping[str, Any], said: str, *, status: int = 200, media: Sequence[str] = ("application/json",)
) -> Responses:
    """Describe what an address answers when all goes well."""
    content = {each: {"schema": dict(node) if "json" in each else {"type": "string"}} for each in media}
    return {status: {"description": said, "content": content}}


@cache
def schemas() -> dict[str, Any]:
    """Return all schemas by name: records and their parts, and the forms of other answers."""
    of_records = schema.schema(template=TEMPLATE)["$defs"]
    others = schema.definitions(SHAPES, TEMPLATE)
    kinds = [each.__name__ for each in RECORD_TYPES if each is not Document]
    mapping = {_kind(each): TEMPLATE.format(model=each.__name__) for each in RECORD_TYPES if each is not Document}
    any_record = {
        "description": "A record of any kind; `record` says which.",
        "oneOf": [ref(name) for name in kinds],
        "discriminator": {"propertyName": "record", "mapping": mapping},
    }
    return {**others, **of_records, "Record": any_record}


def _kind(record: type[Any]) -> str:
    return str(record.__dataclass_fields__["record"].default)
