"""The JSON Schema of the records, made from the dataclasses themselves."""

from typing import Annotated, Any

from pydantic import Field, TypeAdapter
from pydantic.json_schema import GenerateJsonSchema, JsonSchemaValue

from legation.records import AnyRecord


def schema() -> dict[str, Any]:
    """Return the JSON Schema (2020-12) that every line of `legation read --format jsonl` and every export fits."""
    records: TypeAdapter[Any] = TypeAdapter(Annotated[AnyRecord, Field(discriminator="record")])
    made = records.json_schema(mode="serialization", schema_generator=_Complete)
    head = {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "Legation records",
        "description": "One record: one line of JSON Lines.",
    }
    return {**head, **_tidy(made)}


class _Complete(GenerateJsonSchema):
    """A record always has all its fields, and no others."""

    def field_is_required(self, field: Any, total: bool) -> bool:
        """Require every field: what is unknown is null, not absent."""
        return True

    def dataclass_schema(self, schema: Any) -> JsonSchemaValue:
        """Allow no field that the dataclass lacks."""
        return super().dataclass_schema(schema) | {"additionalProperties": False}


def _tidy(node: Any) -> Any:
    # Titles repeat the names, and where every field is required a default says nothing.
    if isinstance(node, list):
        return [_tidy(each) for each in node]
    if not isinstance(node, dict):
        return node
    noise = (key for key in ("title", "default") if not isinstance(node.get(key), dict))
    skipped = frozenset(noise)
    return {key: _tidy(value) for key, value in node.items() if key not in skipped}
