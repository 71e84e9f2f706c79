"""Numbers that a user may set: the value where nothing is said, the least and the most, and what each means."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from legation.errors import KnowledgeError
from legation.tables import yaml_table


@dataclass(frozen=True, slots=True, kw_only=True)
class Limit:
    """The definition of a number: its value where nothing is said, its bounds, and what it means."""

    default: float
    least: float
    most: float
    means: str
    whole: bool = False

    def holds(self, value: float) -> bool:
        """Whether a value lies within the bounds."""
        return self.least <= value <= self.most and not (self.whole and value != int(value))

    @property
    def expected(self) -> str:
        """What a value is expected to be."""
        return f"{'a whole number' if self.whole else 'a number'} from {self.least} to {self.most}"


@cache
def limits(file: str) -> Mapping[str, Limit]:
    """Read the numbers that a bundled file defines."""
    try:
        return {name: Limit(**values) for name, values in yaml_table(file).items()}
    except (AttributeError, TypeError) as error:
        raise KnowledgeError(file, None, str(error)) from error
