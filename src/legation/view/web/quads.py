"""The four classes of events: cooperation and conflict, in words and in deeds; from `data/view/quads.yaml`."""

from collections.abc import Mapping
from functools import cache

from legation.errors import KnowledgeError
from legation.tables import yaml_table

FILE = "view/quads.yaml"
QUADS = (1, 2, 3, 4)
COOPERATION = frozenset({1, 2})
DEEDS = frozenset({2, 4})


@cache
def types() -> Mapping[str, int]:
    """Return the class of each type of event, in the order in which pages have them."""
    try:
        return {kind: int(quad) for quad, kinds in yaml_table(FILE).items() for kind in kinds}
    except (AttributeError, TypeError, ValueError) as error:
        raise KnowledgeError(FILE, None, str(error)) from error
