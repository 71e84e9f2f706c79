"""Which events, across documents, are one happening.

Two events are one when they have the same type, parties that agree at the level of countries and
organisations, dates that can be the same, and neither a place nor a manner that speaks against it. An event
joins a development only when it agrees with every event in it.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from legation.link.limits import Limits
from legation.link.reports import moment, origins, when_and_id
from legation.records import Actor, Development, Document, Event, Place, Report


@dataclass(frozen=True, slots=True, kw_only=True)
class Happening:
    """An event with what is compared: its parties by country, and the days on which it can have happened."""

    event: Event
    document: Document
    actors: frozenset[str]
    recipients: frozenset[str]
    days: tuple[date, date] | None
    place: Place | None
    origin: str

    @property
    def dated(self) -> bool:
        """Whether the text gives the happening a date of its own."""
        return self.event.date is not None


def developments(
    events: Iterable[Event],
    *,
    actors: Iterable[Actor],
    documents: Iterable[Document],
    copies: Sequence[Report],
    limits: Limits,
) -> tuple[Development, ...]:
    """Group the events that did happen; each is in one development, alone if nothing else tells of it."""
    people = tuple(actors)
    countries = {(a.document, a.id): a.country for a in people if a.country}
    nations = frozenset(a.name.casefold() for a in people if a.kind == "state")
    texts = {d.id: d for d in documents}
    first = origins(texts.values(), copies)
    actual = {e.id: e for e in events if e.status == "actual" and e.document in texts}
    found = [
        Happening(
            event=e,
            document=texts[e.document],
            actors=_parties(e, e.actor, countries),
            recipients=_parties(e, e.recipient, countries),
            days=_days(e, texts[e.document], limits.days_before_report),
            place=_place(e.place, nations),
            origin=first[e.document],
        )
        for e in actual.values()
    ]
    return tuple(_development(group) for group in _grouped(sorted(found, key=_order), limits))


def _grouped(items: Iterable[Happening], limits: Limits) -> list[list[Happening]]:
    groups: list[list[Happening]] = []
    by_party: dict[tuple[str, str], list[list[Happening]]] = defaultdict(list)
    for item in items:
        group = _home(item, by_party, limits)
        if group is None:
            group = []
            groups.append(group)
        group.append(item)
        for party in item.actors | item.recipients:
            known = by_party[(item.event.type, party)]
            if not any(group is other for other in known):
                known.append(group)
    return groups


def _parties(event: Event, ids: Iterable[str], countries: Mapping[tuple[str, str], str]) -> frozenset[str]:
    return frozenset(countries.get((event.document, i), i) for i in ids)


def _place(place: Place | None, nations: frozenset[str]) -> Place | None:
    """Take the point from a whole country: whatever lies in it agrees with it."""
    national = place is not None and place.name.casefold() in nations
    return replace(place, lat=None, lon=None) if place and national else place


def _days(event: Event, document: Document, before: int) -> tuple[date, date] | None:
    if event.date:
        return date.fromisoformat(event.date.start[:10]), date.fromisoformat(event.date.end[:10])
    published = moment(document)
    return (published.date() - timedelta(before), published.date()) if published else None


def _order(item: Happening) -> tuple[object, ...]:
    first = item.days[0] if item.days else date.max
    start = min((e.start for e in item.event.evidence), default=0)
    return (not item.dated, first, *when_and_id(item.document), start, item.event.id)


def _home(
    item: Happening, by_party: Mapping[tuple[str, str], list[list[Happening]]], limits: Limits
) -> list[Happening] | None:
    for party in sorted(item.actors | item.recipients):
        for group in by_party.get((item.event.type, party), ()):
            if all(_same(item, other, limits) for other in group):
                return group
    return None


def _same(one: Happening, other: Happening, limits: Limits) -> bool:
    return (
        (_parties_match(one, other, limits.mutual) or _parties_fit(one, other, limits.mutual))
        and _days_agree(one, other, limits.days_between_reports)
        and _places_agree(one.place, other.place)
        and (one.event.type in limits.mode_is_content or _modes_agree(one.event.mode, other.event.mode))
    )


def _parties_match(one: Happening, other: Happening, mutual: frozenset[str]) -> bool:
    """Whether the same parties are named, or each side has one in common with the other."""
    if one.event.type in mutual:
        return one.actors | one.recipients == other.actors | other.recipients
    if one.actors == other.actors and one.recipients == other.recipients:
        return bool(one.actors | one.recipients)
    return _nested(one.actors, other.actors) and bool(one.recipients & other.recipients)


def _parties_fit(one: Happening, other: Happening, mutual: frozenset[str]) -> bool:
    """Whether one names fewer parties; then the texts must be as exact as one another on day and place."""
    if one.event.type in mutual:
        fits = _nested(one.actors | one.recipients, other.actors | other.recipients)
    else:
        unsaid = not one.recipients or not other.recipients
        fits = unsaid and _nested(one.actors, other.actors) and bool(one.actors & other.actors)
    alike = one.dated == other.dated and (one.place is None) == (other.place is None)
    return fits and (alike or (_same_words(one.event, other.event) and one.document.id == other.document.id))


def _nested(ours: frozenset[str], theirs: frozenset[str]) -> bool:
    return ours <= theirs or theirs <= ours


def _same_words(one: Event, other: Event) -> bool:
    """Whether the evidence of the two overlaps, as in one sentence that names a thing twice."""
    return any(e.start < o.end and o.start < e.end for e in one.evidence for o in other.evidence)


def _days_agree(one: Happening, other: Happening, between: int) -> bool:
    if one.document.id == other.document.id and not (one.dated and other.dated):
        return True
    if one.days is None or other.days is None:
        return False
    if not one.dated and not other.dated:
        return abs(one.days[1] - other.days[1]) <= timedelta(between)
    return one.days[0] <= other.days[1] and other.days[0] <= one.days[1]


def _modes_agree(one: str | None, other: str | None) -> bool:
    return one is None or other is None or one == other


def _places_agree(one: Place | None, other: Place | None) -> bool:
    if one is None or other is None:
        return True
    if one.country and other.country and one.country != other.country:
        return False
    ours, theirs = one.name.casefold(), other.name.casefold()
    if ours in theirs or theirs in ours:
        return True
    # Names of one place differ between papers: only two known points that lie apart speak against it.
    return one.lat is None or other.lat is None or (one.lat, one.lon) == (other.lat, other.lon)


def _development(group: Sequence[Happening]) -> Development:
    by_time = sorted(group, key=lambda h: (when_and_id(h.document), _order(h)))
    first = by_time[0]
    published = [h.document.published for h in by_time if h.document.published]
    return Development(
        document=first.document.id,
        evidence=first.event.evidence,
        confidence=max(h.event.confidence for h in group),
        why=("same type, parties, days and place",) if len(group) > 1 else ("one event",),
        type=first.event.type,
        actor=tuple(sorted({i for h in group for i in h.event.actor})),
        recipient=tuple(sorted({i for h in group for i in h.event.recipient})),
        records=tuple(h.event.id for h in by_time),
        documents=tuple(dict.fromkeys(h.document.id for h in by_time)),
        origins=len({h.origin for h in group}),
        publishers=tuple(dict.fromkeys(h.document.publisher for h in by_time if h.document.publisher)),
        first_report=published[0] if published else None,
        last_report=published[-1] if published else None,
    )
