"""Reads the data files under `data/`: comments skipped, broken lines named by file and line."""

import csv
from collections.abc import Iterator
from importlib import resources
from importlib.resources.abc import Traversable
from typing import Any, ClassVar

import yaml

from legation.errors import KnowledgeError


class _Loader(getattr(yaml, "CSafeLoader", yaml.SafeLoader)):  # type: ignore[misc]
    """YAML as people read it: "on", "off", "yes" and "no" are words, only true and false are truth values."""

    yaml_implicit_resolvers: ClassVar[dict[str, Any]] = {
        first: [(tag, pattern) for tag, pattern in rules if tag != "tag:yaml.org,2002:bool" or first in "tTfF"]
        for first, rules in yaml.SafeLoader.yaml_implicit_resolvers.items()
    }


def data_file(name: str) -> Traversable:
    """The bundled data file `name`, as "actors/states.csv"."""
    return resources.files("legation").joinpath("data", *name.split("/"))


def yaml_table(name: str) -> Any:
    """Load a bundled YAML file."""
    try:
        return yaml.load(data_file(name).read_text(encoding="utf-8"), Loader=_Loader)
    except yaml.YAMLError as exc:
        mark = getattr(exc, "problem_mark", None)
        raise KnowledgeError(name, mark.line + 1 if mark else None, f"not valid YAML: {exc}") from exc


def csv_rows(name: str) -> Iterator[dict[str, str]]:
    """Yield the rows of a bundled CSV file as dictionaries; lines that begin with # are comments."""
    lines = data_file(name).read_text(encoding="utf-8").splitlines()
    numbered = [(number, line) for number, line in enumerate(lines, start=1) if line.strip() and line[0] != "#"]
    reader = csv.reader(line for _, line in numbered)
    header: list[str] | None = None
    for (number, _), row in zip(numbered, reader, strict=True):
        if header is None:
            header = row
        elif len(row) != len(header):
            raise KnowledgeError(name, number, f"expected {len(header)} fields, found {len(row)}")
        else:
            yield dict(zip(header, row, strict=True))


def parts(field: str) -> tuple[str, ...]:
    """Split a field that holds a list ("a;b") into its stripped members."""
    return tuple(piece.strip() for piece in field.split(";") if piece.strip())
