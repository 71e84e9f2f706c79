"""The JSON Schema of the records, made from the dataclasses themselves."""

from collections.abc import Mapping
from typing import Annotated, Any

from pydantic import Field, TypeAdapter
from pydantic.json_schema import DEFAULT_REF_TEMPLATE, GenerateJsonSchema, JsonSchemaValue

from legation.records import AnyRecord


def schema(*, template: str = DEFAULT_REF_TEMPLATE) -> dict[str, Any]:
    """Return the JSON Schema (2020-12) that every line of `legation read --format jsonl` and every export fits.

    Its parts refer to one another by `template`.
    """
    records: TypeAdapter[Any] = TypeAdapter(Annotated[AnyRecord, Field(discriminator="record")])
    made = records.json_schema(mode="serialization", schema_generator=_Complete, ref_template=template)
    head = {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "Legation records",
        "description": "One record: one line of JSON Lines.",
    }
    return {**head, **_tidy(made)}


def definitions(types: Mapping[str, Any], template: str) -> dict[str, Any]:
    """Return the JSON Schemas of all these types and of what they are made of, by name.

    They refer to one another by `template`, which says where a {model} is. Fields with a default may be absent.
    """
    inputs = [(name, "serialization", TypeAdapter(each)) for name, each in types.items()]
    made, parts = TypeAdapter.json_schemas(inputs, schema_generator=_Plain, ref_template=template)  # type: ignore[arg-type]
    named = {name: made[name, "serialization"] for name in types}
    found: dict[str, Any] = _tidy({**named, **parts.get("$defs", {})})
    return {name: node for name, node in found.items() if node != {"$ref": template.format(model=name)}}


class _Complete(GenerateJsonSchema):
    """A record always has all its fields, and no others."""

    def field_is_required(self, field: Any, total: bool) -> bool:
        """Require every field: what is unknown is null, not absent."""
        return True

    def dataclass_schema(self, schema: Any) -> JsonSchemaValue:
        """Allow no field that the dataclass lacks."""
        return super().dataclass_schema(schema) | {"additionalProperties": False}


class _Plain(_Complete):
    """What is no record has all its fields, but for those that have a default."""

    def field_is_required(self, field: Any, total: bool) -> bool:
        """Require what has no default."""
        return bool(field["schema"]["type"] != "default")


def _tidy(node: Any) -> Any:
    # Titles repeat the names, and where every field is required a default says nothing.
    if isinstance(node, list):
        return [_tidy(each) for each in node]
    if not isinstance(node, dict):
        return node
    noise = (key for key in ("title", "default") if not isinstance(node.get(key), dict))
    skipped = frozenset(noise)
    return {key: _tidy(value) for key, value in node.items() if key not in skipped}
