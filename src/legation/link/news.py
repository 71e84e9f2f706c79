"""What new articles change: which development they tell first, or with another origin or another number.

Which articles are new is the caller's to say: those of some days, or those that came last.
"""

from collections.abc import Iterable, Mapping, Set
from dataclasses import dataclass

from legation.records import Contradiction, Development, Event, Magnitude


@dataclass(frozen=True, slots=True, kw_only=True)
class News:
    """What a development gained: `joined` holds a new article of each origin that did not tell it before.

    `before` counts the origins that told it before. `counted` has the numbers that were not given before, each with the
    event of a new article that gives it. Of a development of which all articles are new, everything is news, and both
    are empty.
    """

    development: Development
    is_first: bool = False
    before: int = 0
    joined: tuple[str, ...] = ()
    counted: tuple[tuple[Event, Magnitude], ...] = ()

    @property
    def is_fresh(self) -> bool:
        """Whether most origins tell it only now: an old article may have been joined to it by mistake."""
        return self.is_first or len(self.joined) > self.before

    @property
    def is_repeat(self) -> bool:
        """Whether the new articles only tell again what was told before."""
        return not (self.is_first or self.joined or self.counted)


def news(
    development: Development, new: Set[str], origins: Mapping[str, str], events: Mapping[str, Event]
) -> News | None:
    """Tell what a development gained by the `new` articles; None where none of them tells it.

    `origins` names who first brought each article, and `events` has its events. Some of both may be unknown: an origin
    counts as new only where all are known, a number only where all events that give one are.
    """
    told_anew = [each for each in development.documents if each in new]
    if not told_anew:
        return None
    before = [each for each in development.documents if each not in new]
    if not before:
        return News(development=development, is_first=True)
    known = {origins.get(each, each) for each in before}
    firsts = {origins.get(each, each): each for each in reversed(told_anew)}
    joined = sorted((d for o, d in firsts.items() if o not in known), key=development.documents.index)
    return News(
        development=development,
        before=len(known),
        joined=tuple(joined) if origins.keys() >= {*development.documents} else (),
        counted=tuple(_counted(development, new, events)),
    )


def is_new(contradiction: Contradiction, new: Set[str]) -> bool:
    """Whether it takes the new articles to see that the claims can't all hold."""
    sides = {claim.side for claim in contradiction.claims}
    before = {claim.side for claim in contradiction.claims if claim.document not in new}
    return len(before) < len(sides) and len(before) <= 1


def is_newly_settled(contradiction: Contradiction, new: Set[str]) -> bool:
    """Whether a new article settles it."""
    return any(c.record == contradiction.settled_by and c.document in new for c in contradiction.claims)


def _counted(development: Development, new: Set[str], events: Mapping[str, Event]) -> Iterable[tuple[Event, Magnitude]]:
    """The numbers that new articles give and no earlier one gave, each once."""
    told = [events[each] for each in development.records if each in events]
    complete = {n.unit for n in development.numbers if all(record in events for record in n.records)}
    before = {_number(m) for event in told if event.document not in new for m in event.magnitude}
    for event in told:
        for magnitude in event.magnitude if event.document in new else ():
            if magnitude.unit in complete and _number(magnitude) not in before:
                before.add(_number(magnitude))
                yield event, magnitude


def _number(magnitude: Magnitude) -> tuple[str, float, float | None]:
    return magnitude.unit, magnitude.low, magnitude.high
