"""What a development takes from an event and its article, in short: neither need be read whole for each telling."""

import json
from dataclasses import asdict, dataclass, fields
from functools import lru_cache
from typing import NamedTuple

from legation.link import reports
from legation.link.happenings import Happening
from legation.link.revisions import revision
from legation.records import DateRange, Document, Event, Place

REMEMBERED = 20_000  # outlines that are remembered from one article to the next, some 1 KB each


class Counted(NamedTuple):
    """A number that an event gives, in which words, and where its article has them (-1: nowhere).

    `revised` says that its sentence puts it in the place of another.
    """

    unit: str
    low: float
    high: float | None
    text: str
    start: int
    revised: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Outline:
    """What is told: who does what to whom, when, where and how many, how surely, and the id of who says so."""

    type: str
    actor: tuple[str, ...] = ()
    recipient: tuple[str, ...] = ()
    confidence: float
    date: DateRange | None = None
    place: Place | None = None
    counted: tuple[Counted, ...] = ()
    statement: str | None = None

    @property
    def fullness(self) -> float:
        """How much it says: both sides, day, place and numbers; and how surely."""
        told = (bool(self.actor), bool(self.recipient), bool(self.date), bool(self.place), bool(self.counted))
        return 2 * told[0] + 2 * told[1] + sum(told[2:]) + self.confidence

    def packed(self) -> str:
        """All of it as one line of JSON: its values in their order."""
        values = [getattr(self, name) for name in _FIELDS]
        return json.dumps(values, ensure_ascii=False, separators=(",", ":"), default=asdict)

    @classmethod
    @lru_cache(maxsize=REMEMBERED)
    def unpacked(cls, line: str) -> "Outline":
        """The outline that `packed` wrote."""
        kind, actor, recipient, confidence, date, place, counted, statement = json.loads(line)
        return cls(
            type=kind,
            actor=tuple(actor),
            recipient=tuple(recipient),
            confidence=confidence,
            date=DateRange(**date) if date else None,
            place=Place(**place) if place else None,
            counted=tuple(Counted(*each) for each in counted),
            statement=statement,
        )


_FIELDS = tuple(each.name for each in fields(Outline))


def outline(event: Event, item: Happening, text: str) -> Outline:
    """Make the outline of an event of an article with this text."""
    places = (text.find(m.text, item.start, item.end + 1) for m in event.magnitude)
    told = [Counted(m.unit, m.low, m.high, m.text, n) for m, n in zip(event.magnitude, places, strict=True)]
    if (new := revision(text, item.start, item.end)) is not None:
        told = [each for each in told if each.unit != new.unit]
        told.append(Counted(*new, revised=True))
    return Outline(
        type=event.type,
        actor=event.actor,
        recipient=event.recipient,
        confidence=event.confidence,
        date=event.date,
        place=event.place,
        counted=tuple(told),
        statement=event.statement,
    )


class Head(NamedTuple):
    """An article without its text: when and where it was published, and who brought it, as outlets are compared.

    `second` says that it credits another house; `house` is that house, as far as it is no copy itself.
    """

    id: str
    published: str | None
    publisher: str | None
    second: bool
    house: str


def head(document: Document) -> Head:
    """Make the head of an article."""
    second = reports.when_and_id(document)[1].startswith("1")
    return Head(document.id, document.published, document.publisher, second, reports.house(reports.origin(document)))
