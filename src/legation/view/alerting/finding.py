"""A thing that a kind of alert found, before a rule has weighed it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import zip_longest

from legation.view.alerting.ground import Ground, Place
from legation.view.alerting.known import Same, Thing


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """What was found: `thing` says which it is, and `same` whether another one is the same.

    `told` are the places that tell it: their origins are counted. `before` are others that are shown with them, as the
    reports of a silence beside its end. `factor` says how much it is, beside others of its kind.
    """

    thing: Thing
    same: Same
    title: str
    because: tuple[str, ...]
    group: str
    told: tuple[Place, ...]
    before: tuple[Place, ...] = ()
    actors: tuple[str, ...] = ()
    issue: str | None = None
    day: date | None = None
    factor: float = 1.0
    documents: frozenset[str] = field(default=frozenset())

    @property
    def articles(self) -> frozenset[str]:
        """The articles that tell it."""
        return self.documents | {each.document for each in self.told}


def places(ground: Ground, told: Finding, most: int) -> tuple[Place, ...]:
    """Choose which words to show: of those that tell it and those before in turn, one of each origin first."""
    shown = zip_longest(_ranked(ground, told.told), _ranked(ground, told.before))
    once = dict.fromkeys(each for both in shown for each in both if each)
    return tuple(once)[:most]


def _ranked(ground: Ground, told: Sequence[Place]) -> Iterable[Place]:
    """In the order of days, but of each origin one before any has two."""
    ground.read({each.document for each in told})
    ordered = sorted(told, key=lambda each: str(ground.published(each.document)))  # of one day as they are given
    counted: dict[str, int] = {}
    ranks = []
    for at, each in enumerate(ordered):
        origin = ground.origin(each.document)
        counted[origin] = counted.get(origin, 0) + 1
        ranks.append((counted[origin], at))
    return [ordered[at] for _, at in sorted(ranks)]


def many(number: int, what: str) -> str:
    """Write a number with what it counts: "1 day", "3 days"."""
    return f"{number} {what}{'s' * (number != 1)}"
