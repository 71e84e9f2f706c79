"""Reads specifications of charts as a browser gets them."""

from typing import Any

Spec = dict[str, Any]


def rows(spec: Spec) -> list[list[dict[str, Any]]]:
    """The rows of each layer, wherever the specification keeps them."""
    return [_of(spec, layer.get("data") or spec["data"]) for layer in spec["layer"]]


def _of(spec: Spec, data: Spec) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = data["values"] if "values" in data else spec["datasets"][data["name"]]
    return found
