"""One happening with all its tellings: how it is described, who tells it, and which numbers they give."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from legation.link import passages
from legation.link.happenings import Happening
from legation.link.limits import load
from legation.link.outlines import Counted, Head, Outline, head, outline
from legation.records import DateRange, Development, Document, Event, Place, Spread

LONGEST = 160  # characters of a description
VOTE = 1_000_000  # what the word of one origin counts, in parts


@dataclass(frozen=True, slots=True, kw_only=True)
class Telling:
    """An event and its article in short, with what is compared of it and who first brought that text.

    `source` gives the event and the article themselves, which are asked for where their words are needed.
    """

    outline: Outline
    happening: Happening
    head: Head
    origin: str
    source: Callable[[], tuple[Event, Document]]

    @classmethod
    def of(cls, event: Event, happening: Happening, document: Document, origin: str) -> "Telling":
        """The telling of an event and an article that are at hand."""
        told = outline(event, happening, document.text)
        source = (event, document)
        return cls(outline=told, happening=happening, head=head(document), origin=origin, source=lambda: source)


def in_words(tellings: Sequence[Telling]) -> tuple[Telling, Telling]:
    """The tellings whose words stand in the development: the first, and the one that describes it."""
    return min(tellings, key=lambda t: t.happening.order), _fullest(tellings)


def development(tellings: Sequence[Telling]) -> Development:
    """Make one record of the tellings of one happening."""
    by_time = sorted(tellings, key=lambda t: t.happening.order)
    first = by_time[0]
    published = [t.head.published for t in sorted(by_time, key=_time) if t.head.published]
    origins = len({t.origin for t in by_time})
    kind = _surest(by_time)
    # Another kind of act on the same words is another reading of them, whose parties may be others: who accuses.
    same = _agreeing([t for t in by_time if load().kind(t.outline.type) == load().kind(kind)])
    return Development(
        document=first.head.id,
        evidence=first.source()[0].evidence,
        confidence=max(t.outline.confidence for t in by_time),
        why=(*_why(by_time), *dict.fromkeys(_corrected(by_time))),
        type=kind,
        actor=tuple(sorted({i for t in same for i in t.outline.actor})),
        recipient=tuple(sorted({i for t in same for i in t.outline.recipient})),
        records=tuple(t.happening.id for t in by_time),
        documents=tuple(dict.fromkeys(t.head.id for t in by_time)),
        origins=origins,
        publishers=tuple(dict.fromkeys(t.head.publisher for t in by_time if t.head.publisher)),
        first_report=published[0] if published else None,
        last_report=published[-1] if published else None,
        standing="corroborated" if origins > 1 else "one origin",
        description=_description(by_time),
        date=_date(by_time),
        place=_place(by_time),
        numbers=tuple(spreads(by_time)),
    )


def spreads(tellings: Iterable[Telling]) -> list[Spread]:
    """The numbers that the tellings give, for each thing that is counted the outer two."""
    told: dict[str, list[tuple[float, float, str]]] = {}
    for telling, counted in current(list(tellings)):
        for m in counted:
            told.setdefault(m.unit, []).append((m.low, m.low if m.high is None else m.high, telling.happening.id))
    return [
        Spread(
            unit=unit,
            low=min(low for low, _, _ in found),
            high=max(high for _, high, _ in found),
            records=tuple(dict.fromkeys(record for _, _, record in found)),
        )
        for unit, found in sorted(told.items())
    ]


def current(tellings: Sequence[Telling]) -> list[tuple[Telling, tuple[Counted, ...]]]:
    """The numbers that each telling gives, without those that the same origin put right later."""
    put_right = {
        (telling.origin, m.unit): telling.happening.order
        for telling in sorted(tellings, key=lambda t: t.happening.order)
        for m in telling.outline.counted
        if m.revised
    }

    def holds(telling: Telling, m: Counted) -> bool:
        last = put_right.get((telling.origin, m.unit))
        return last is None or telling.happening.order >= last

    return [(t, tuple(m for m in t.outline.counted if holds(t, m))) for t in tellings]


def _corrected(tellings: Sequence[Telling]) -> Iterator[str]:
    """Yield for each number that an origin put right what it was and what it is."""
    left = {(t.happening.id, m) for t, counted in current(tellings) for m in counted}
    for telling in tellings:
        for m in telling.outline.counted:
            if not m.revised or (telling.happening.id, m) not in left:
                continue
            was = [
                each
                for t in tellings
                if t.origin == telling.origin and t.happening.order < telling.happening.order
                for each in t.outline.counted
                if each.unit == m.unit and (each.low, each.high) != (m.low, m.high)
            ]
            if was:
                yield f"{m.unit} corrected from {_in_digits(was[-1])} to {_in_digits(m)}"


def _in_digits(m: Counted) -> str:
    high = m.low if m.high is None else m.high
    return f"{m.low:g}" if high == m.low else f"{m.low:g}–{high:g}"


def _time(telling: Telling) -> tuple[float, str]:
    return telling.happening.moment, f"{telling.head.second:d}{telling.head.id}"


def _why(tellings: Sequence[Telling]) -> tuple[str, ...]:
    if len(tellings) == 1:
        return ("one event",)
    days = {(t.happening.first, t.happening.last) for t in tellings if t.happening.dated}
    words = Counter(word for t in tellings for word in t.happening.own)
    shared = sorted(word.casefold() for word, n in words.items() if n > len(tellings) / 2)
    told = f"words of most: {', '.join(shared)}" if shared else "few words in common"
    agree = "kind and parties agree" if _parties_agree(tellings) else "kind agrees, parties in part"
    if len({load().kind(t.happening.type) for t in tellings}) > 1:
        agree = "told as several kinds of act"
    return (agree, "one day named" if len(days) == 1 else "no day against it", told)


def _parties_agree(tellings: Sequence[Telling]) -> bool:
    """Whether all who name somebody on a side name one in common; of what several do together, on either."""
    items = [t.happening for t in tellings]
    if not all(load().is_sided(item.type) for item in items):
        sides: list[list[frozenset[str]]] = [[item.parties for item in items]]
    else:
        sides = [[item.actors for item in items], [item.recipients for item in items]]
    named = ([each for each in side if each] for side in sides)
    return all(not side or frozenset.intersection(*side) for side in named)


def _surest(tellings: Iterable[Telling]) -> str:
    """The type that the tellings together are surest of."""
    sure: dict[str, float] = {}
    for telling in tellings:
        sure[telling.outline.type] = sure.get(telling.outline.type, 0.0) + telling.outline.confidence
    return min(sure, key=lambda kind: (-round(sure[kind], 6), kind))


def _agreeing(tellings: Sequence[Telling]) -> Sequence[Telling]:
    """The tellings whose sides are those of most: some take who was hit for who did it.

    Each origin has one vote, which it gives in parts where it tells both.
    """
    if not all(load().is_sided(t.outline.type) for t in tellings):
        return tellings
    told = Counter(t.origin for t in tellings)
    acting, hit = Counter[str](), Counter[str]()
    for telling in tellings:
        # Whole numbers, so that the order of adding has no effect.
        part = VOTE // told[telling.origin]
        acting.update(dict.fromkeys(telling.happening.actors, part))
        hit.update(dict.fromkeys(telling.happening.recipients, part))

    def turned(telling: Telling) -> bool:
        does = (acting[party] < hit[party] for party in telling.happening.actors)
        suffers = (hit[party] < acting[party] for party in telling.happening.recipients)
        return any((*does, *suffers))

    return [t for t in tellings if not turned(t)] or tellings


def _description(tellings: Sequence[Telling]) -> str:
    """The words of the telling that says most and is sure: with both sides, day and place named, in few words."""
    event, document = _fullest(tellings).source()
    text = document.text
    places = [e for e in event.evidence if e.role in ("clause", "trigger", "actor", "recipient")]
    if not places:
        return ""
    first, last = min(e.start for e in places), max(e.end for e in places)
    left, right = passages.sentence(text, first, last)
    if right - left > LONGEST:
        # Who is meant may be named sentences before; its own sentence tells what happened.
        own = [e for e in places if e.role == "trigger"] or places
        left, right = passages.sentence(text, min(e.start for e in own), max(e.end for e in own))
    words = text[left:right] if right - left <= LONGEST else text[max(first, left) : min(last, right)]
    words = " ".join(words.split())
    return words if len(words) <= LONGEST else words[: words.rfind(" ", 0, LONGEST)] + " …"


def _fullest(tellings: Sequence[Telling]) -> Telling:
    return min(tellings, key=lambda t: (-t.outline.fullness, t.happening.order))


def _date(tellings: Sequence[Telling]) -> DateRange | None:
    """The narrowest date that a telling gives; of equals, the one given most often."""
    dates = Counter(t.outline.date for t in tellings if t.outline.date)
    return min(dates, key=lambda d: (_width(d), -dates[d], d.start), default=None)


def _width(day: DateRange) -> tuple[bool, str]:
    return day.start[:10] != day.end[:10], day.precision


def _place(tellings: Sequence[Telling]) -> Place | None:
    """The place that most tellings give; of equals, one with a point on the map."""
    places: Mapping[Place, int] = Counter(t.outline.place for t in tellings if t.outline.place)
    return min(places, key=lambda p: (-places[p], p.lat is None, p.name), default=None)
