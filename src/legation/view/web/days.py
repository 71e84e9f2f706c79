"""What a timeline shows: developments and other records by day, a page of them at a time, and how many by day."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from legation.records import AnyRecord, Development, Event
from legation.store import partaking
from legation.store import timeline as questions
from legation.store.store import Store
from legation.store.timeline import Asked, Told
from legation.view import linked_words
from legation.view.present import Names
from legation.view.web import addresses, codes, quads
from legation.view.web.cards import Card, Cards
from legation.view.web.wording import Line, who

MOST = 50  # of each kind that are looked for; a page ends with the day on which it has so many
COUNTED = 10_000  # of the developments that are counted by day, the newest
BY_DAY, BY_WEEK = 100, 900  # days that are shown one by one, and in weeks; longer spans are shown in months
WEEK = 7
Quads = tuple[int, int, int, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class Happening:
    """A development in a timeline: what in the words of an article, who with whom, and how well it is told."""

    id: str
    words: str
    link: str
    who: Line
    to: Line
    act: str
    quad: int
    standing: str
    told: str
    when: str
    evidence: str
    publishers: tuple[str, ...]
    documents: tuple[str, ...] = ()
    status: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Day:
    """What stands on one day; of `more` kinds there is more than is shown."""

    day: str
    happenings: tuple[Happening, ...] = ()
    cards: Mapping[str, tuple[Card, ...]]
    more: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """Some days in a row, and where the next and the one before begin; `skip` passes over what is shown of a day."""

    days: tuple[Day, ...]
    after: str | None = None
    skip: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Bin:
    """How many developments of each of the four classes stand on a day, or in a week or month."""

    first: str
    last: str
    numbers: Quads

    @property
    def total(self) -> int:
        """How many there are."""
        return sum(self.numbers)


@dataclass(frozen=True, slots=True, kw_only=True)
class Bins:
    """All of them in order, empty ones too; `step` is how long each is, `is_cut` says that older ones are left out."""

    step: str
    bins: tuple[Bin, ...]
    is_cut: bool = False

    @property
    def total(self) -> int:
        """How many developments there are."""
        return sum(each.total for each in self.bins)


def page(store: Store, asked: Asked, kinds: Sequence[str], skip: int = 0) -> Page:
    """Put together the page that begins on the day asked for."""
    found: dict[str, list[tuple[str, AnyRecord | int]]] = {}
    if "development" in kinds:
        found["development"] = list(store.ask(questions.developments(asked, MOST + 1, skip)))
    for kind in kinds:
        if kind != "development":
            found[kind] = list(store.ask(questions.beside(kind, asked, MOST + 1)))
    shown, after, more = _days(found, asked.oldest)
    days = tuple(_made(store, found, shown, more))
    if more and len(shown) == 1 and "development" in more:
        whole = sum(day == shown[0] for day, _ in found["development"])
        return Page(days=days, after=shown[0], skip=skip + min(whole, MOST))
    return Page(days=days, after=after)


def before(store: Store, asked: Asked, kinds: Sequence[str], first: str) -> str | None:
    """The day on which the page before the one that begins on `first` begins; nothing where there is none."""
    step = timedelta(-1 if asked.oldest else 1)
    back = replace(asked, oldest=not asked.oldest, day=(_date(first) + step).isoformat())
    found: dict[str, list[tuple[str, AnyRecord | int]]] = {}
    if "development" in kinds:
        found["development"] = list(store.ask(questions.developments(back, MOST + 1)))
    for kind in kinds:
        if kind != "development":
            found[kind] = list(store.ask(questions.beside(kind, back, MOST + 1)))
    shown, _, _ = _days(found, back.oldest)
    return shown[-1] if shown else None


def bins(store: Store, asked: Asked) -> Bins:
    """Count the developments by day, by week or by month, as the span asks for."""
    told = store.ask(questions.days(asked, COUNTED))
    return binned(told, is_cut=sum(each.number for each in told) >= COUNTED)


def binned(told: Sequence[Told], *, is_cut: bool = False) -> Bins:
    """Put counts into days, weeks or months without a gap."""
    if not told:
        return Bins(step="day", bins=())
    first, last = _date(told[0].day), _date(told[-1].day)
    span = (last - first).days
    step = "day" if span <= BY_DAY else "week" if span <= BY_WEEK else "month"
    numbers: dict[date, Counter[int]] = defaultdict(Counter)
    for each in told:
        numbers[_start(_date(each.day), step)][quads.types().get(each.type, 0)] += each.number
    found = []
    start = _start(first, step)
    while start <= last:
        end = _next(start, step) - timedelta(1)
        four = tuple(numbers[start][quad] for quad in quads.QUADS) if start in numbers else (0, 0, 0, 0)
        found.append(Bin(first=start.isoformat(), last=end.isoformat(), numbers=four))  # type: ignore[arg-type]
        start = _next(start, step)
    return Bins(step=step, bins=tuple(found), is_cut=is_cut)


def _days(
    found: Mapping[str, Sequence[tuple[str, AnyRecord | int]]], oldest: bool
) -> tuple[list[str], str | None, list[str]]:
    """Which days the page has, the day after them, and of which kinds its only day has more."""
    counts: Counter[str] = Counter(day for each in found.values() for day, _ in each)
    days = sorted(counts, reverse=not oldest)
    # Of the last day of a list that was cut nobody knows whether it is whole.
    broken = {each[-1][0]: kind for kind, each in found.items() if len(each) > MOST}
    shown: list[str] = []
    number = 0
    for place, day in enumerate(days):
        if shown and (number >= MOST or day in broken):
            return shown, day, []
        shown.append(day)
        number += counts[day]
        if day in broken:
            more = [kind for kind, each in found.items() if len(each) > MOST and each[-1][0] == day]
            return shown, days[place + 1] if place + 1 < len(days) else None, more
    return shown, None, []


def _made(
    store: Store, found: Mapping[str, Sequence[tuple[str, AnyRecord | int]]], shown: Sequence[str], more: Sequence[str]
) -> Iterable[Day]:
    developments = [(day, each) for day, each in found.get("development", ())[:MOST] if day in shown]
    told = happenings(store, [each for _, each in developments if isinstance(each, Development)])
    cards = {kind: _cards(store, [pair for pair in each[:MOST] if pair[0] in shown]) for kind, each in found.items()}
    for day in shown:
        mine = tuple(h for (of, _), h in zip(developments, told, strict=True) if of == day)
        others = {kind: tuple(card for of, card in each if of == day) for kind, each in cards.items()}
        yield Day(day=day, happenings=mine, cards={k: v for k, v in others.items() if v}, more=tuple(more))


def _cards(store: Store, found: Sequence[tuple[str, AnyRecord | int]]) -> list[tuple[str, Card]]:
    rows = [(day, row) for day, row in found if isinstance(row, int)]
    records = store.ask(partaking.records(row for _, row in rows)) if rows else ()
    return list(zip((day for day, _ in rows), Cards(store, records).all(), strict=False)) if records else []


def happenings(store: Store, developments: Sequence[Development]) -> list[Happening]:
    """Lay developments out with the names in them."""
    names = Cards(store, developments).names
    return [_happening(each, names) for each in developments]


def _happening(each: Development, names: Names) -> Happening:
    exact = each.date is not None and each.date.start[:10] == each.date.end[:10]
    return Happening(
        id=each.id,
        words=each.description or codes.event_noun(each.type),
        link=addresses.development(each.id),
        who=who(each.actor, names, each.document),
        to=who(each.recipient, names, each.document) if each.recipient else (),
        act=codes.event_type(each.type),
        quad=quads.types().get(each.type, 0),
        standing=each.standing,
        told=linked_words.told_by(each, each.standing),
        when="" if exact else linked_words.date(each.date) if each.date else "day of the report",
        evidence=addresses.article(each.document, each.records[0]),
        publishers=each.publishers,
        documents=each.documents,
        status=each.status,
    )


def told(event: Event, card: Card, names: Names) -> Happening:
    """Lay an event out that is in no development, in the words of its article."""
    return Happening(
        id=event.id,
        words=card.quote.marked if card.quote else card.plain,
        link=card.link,
        who=who(event.actor, names, event.document),
        to=who(event.recipient, names, event.document) if event.recipient else (),
        act=codes.event_type(event.type),
        quad=quads.types().get(event.type, 0),
        standing="one origin",
        told="",
        when="",
        evidence=card.evidence,
        publishers=(card.publisher,) if card.publisher else (),
        status=event.status,
    )


def _date(day: str) -> date:
    return date.fromisoformat(f"{day}-01-01"[:10] if len(day) == 4 else f"{day}-01"[:10] if len(day) == 7 else day[:10])


def _start(day: date, step: str) -> date:
    if step == "week":
        return day - timedelta(day.weekday())
    return day.replace(day=1) if step == "month" else day


def _next(day: date, step: str) -> date:
    if step == "month":
        return (day.replace(day=1) + timedelta(32)).replace(day=1)
    return day + timedelta(WEEK if step == "week" else 1)
