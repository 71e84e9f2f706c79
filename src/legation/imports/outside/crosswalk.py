"""What another project's code comes to in PLOVER: CAMEO's codes by `events/cameo.csv`, PLOVER's own by name."""

from collections.abc import Mapping
from functools import cache, lru_cache
from typing import NamedTuple

from legation.errors import KnowledgeError
from legation.records import EVENT_TYPES
from legation.tables import csv_rows, yaml_table

CAMEO = "events/cameo.csv"
QUADS = "view/quads.yaml"
_ROOT, _LONGEST = 2, 4  # digits of a code


class Typed(NamedTuple):
    """A type of PLOVER's with its mode and class; `known` is whether the code is one of its scheme at all."""

    type: str | None
    mode: str | None
    quad: int | None
    known: bool = True


UNKNOWN = Typed(None, None, None, False)


def of_cameo(code: str) -> Typed:
    """The type of a CAMEO code; of one that the table lacks, that of the code of which it is a finer one."""
    return _of_cameo(code) if len(code) <= _LONGEST else UNKNOWN


def of_plover(name: str, mode: str | None) -> Typed:
    """The type of this name; a mode is taken only with a type, as it is written."""
    kind = name.upper()
    if kind not in EVENT_TYPES:
        return UNKNOWN
    return Typed(kind, mode.lower() if mode else None, _quads()[kind])


@lru_cache(maxsize=4096)
def _of_cameo(code: str) -> Typed:
    for length in range(len(code), _ROOT - 1, -1):
        if found := _codes().get(code[:length]):
            return found
    return UNKNOWN


@cache
def _codes() -> Mapping[str, Typed]:
    found = {}
    for row in csv_rows(CAMEO):
        kind = row["type"] or None
        found[row["code"]] = Typed(kind, row["mode"] or None, _quads()[kind] if kind else None)
    return found


@cache
def _quads() -> Mapping[str, int]:
    try:
        return {kind: int(quad) for quad, kinds in yaml_table(QUADS).items() for kind in kinds}
    except (AttributeError, TypeError, ValueError) as error:
        raise KnowledgeError(QUADS, None, str(error)) from error
