"""Articles made of a few sentences whose records are known, so that links can be tested without a parser."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from hypothesis import strategies as st

from legation.link import Memory, limits, link, sources
from legation.link.happenings import Happening
from legation.records import (
    Actor,
    AnyRecord,
    DateRange,
    Derived,
    Document,
    Event,
    Evidence,
    Magnitude,
    Mention,
    Place,
    Span,
    Speaker,
    Statement,
)
from legation.store.codec import to_json

STATES = {"ALP": "Alphaland", "BET": "Betania", "GAM": "Gammaria"}
PORT = Place(name="Varn", country="BET", lat=1.5, lon=2.5)


def day(start: str, end: str | None = None) -> DateRange:
    """A day, or all days up to another one."""
    return DateRange(start=start, end=end or start, precision="day" if end is None else "range")


@dataclass(frozen=True, slots=True)
class Line:
    """A sentence, the event that it tells, and what is said in it; both stand on all or part of its words.

    `word` tells the event, and each of `again` is what is other in a further event of that word.
    """

    words: str
    event: dict[str, Any] = field(default_factory=dict)
    said: dict[str, Any] = field(default_factory=dict)
    word: str = ""
    again: tuple[dict[str, Any], ...] = ()


def dead(low: float, text: str, high: float | None = None) -> tuple[Magnitude, ...]:
    """A number of dead, as it is told."""
    return (Magnitude(unit="dead", low=float(low), high=high, text=text),)


RAID = {"type": "ASSAULT", "mode": "aerial", "actor": ("ALP",), "recipient": ("BET",)}
MONDAY, TUESDAY = day("2024-10-21"), day("2024-10-22")
LINES = (
    Line(
        "Aircraft of Alphaland bombed the Betanian harbour of Varn before dawn and killed 12 dockers.",
        RAID | {"date": MONDAY, "place": PORT, "magnitude": dead(12, "12")},
    ),
    Line(
        "Bombs from Alphan aircraft killed at least 30 people in the harbour of Varn, Betania said on Monday.",
        RAID | {"magnitude": dead(30, "30")},
        {"speaker": "BET", "act": "say", "content": "Bombs from Alphan aircraft killed at least 30 people"},
    ),
    Line("Alphaland bombed a bridge in the hills of Betania on Tuesday.", RAID | {"date": TUESDAY}),
    Line(
        "Betania accused Alphaland of bombing the harbour of Varn.",
        {"type": "ACCUSE", "actor": ("BET",), "recipient": ("ALP",)},
        {"speaker": "BET", "act": "accuse", "content": "bombing the harbour of Varn"},
    ),
    Line(
        "Alphaland denied that its aircraft had bombed the harbour of Varn.",
        {"type": "REJECT", "actor": ("ALP",), "recipient": ("BET",)},
        {"speaker": "ALP", "act": "deny", "content": "its aircraft had bombed the harbour of Varn"},
    ),
    Line(
        "The minister of Alphaland put the dead at 5 dockers.",
        {},
        {"speaker": "ALP", "act": "say", "content": "the dead at 5 dockers"},
    ),
    Line(
        "Envoys of Alphaland and Gammaria met for talks on the ferries of the strait.",
        {"type": "CONSULT", "mode": "meet", "actor": ("ALP", "GAM")},
    ),
    Line(
        "Gammaria received the envoys of Alphaland for talks on ferries.",
        {"type": "CONSULT", "actor": ("GAM",), "recipient": ("ALP",), "date": day("2024-10-20", "2024-10-24")},
    ),
    Line("Shells fell on the market of a border town.", {"type": "ASSAULT"}),
    Line(
        "Alphaland ordered Gammaria out of the strait.",
        {"type": "REQUEST", "actor": ("ALP",), "recipient": ("GAM",), "confidence": 0.5},
        word="ordered",
        again=(
            {"type": "THREATEN", "confidence": 0.8},
            {"type": "ASSAULT", "actor": ("ALP",), "recipient": ("BET",)},
            {"type": "CONSULT", "actor": ("BET",), "recipient": ()},
        ),
    ),
    Line(
        "Gammaria was threatened by Alphaland in the strait.",
        {"type": "THREATEN", "actor": ("ALP",), "recipient": ("GAM",), "confidence": 0.7},
        word="threatened",
        again=({"type": "REQUEST", "confidence": 0.9},),
    ),
    Line("Gammaria threatened to close its ports to Alphan ships.", {"type": "THREATEN", "actor": ("GAM",)}),
    Line("The florist on the corner of the old market has sold out of white lilies again."),
)


@dataclass(frozen=True, slots=True)
class Tiding:
    """An article with its records."""

    document: Document
    records: tuple[AnyRecord, ...]


def tiding(
    lines: Iterable[Line], *, publisher: str | None = None, published: str | None = "2024-10-22", **changes: Any
) -> Tiding:
    """Make an article of lines; `changes` go to each of its events."""
    lines = tuple(lines)
    source = Document(text=" ".join(line.words for line in lines), publisher=publisher, published=published)
    records: list[AnyRecord] = [
        Actor(id=key, document=source.id, name=name, kind="state", country=key) for key, name in STATES.items()
    ]
    start = 0
    for line in lines:
        records += _mentions(source, start, start + len(line.words))
        if line.event:
            records += [_event(source, line, start, each | changes) for each in ({}, *line.again)]
        if line.said:
            records.append(_statement(source, line, start))
        start += len(line.words) + 1
    return Tiding(source, tuple(records))


def _mentions(source: Document, first: int, last: int) -> Iterable[Mention]:
    for key, name in STATES.items():
        place = source.text.find(name, first, last)
        if place >= 0:
            yield Mention(document=source.id, start=place, end=place + len(name), actor=key, kind="name")


def _event(source: Document, line: Line, start: int, changes: dict[str, Any]) -> Event:
    clause = Evidence.cut(source.text, start, start + len(line.words), "clause")
    said = _statement(source, line, start).id if line.said else None
    place = source.text.index(line.word, start)
    word = (Evidence.cut(source.text, place, place + len(line.word), "trigger"),) if line.word else ()
    return Event(document=source.id, evidence=(clause, *word), **{"statement": said, **line.event, **changes})


def _statement(source: Document, line: Line, start: int) -> Statement:
    told = line.said
    place = source.text.index(told["content"], start)
    speaker = Speaker(actor=told["speaker"], as_written=told["speaker"], named=True, country=told["speaker"])
    content = (Span.cut(source.text, place, place + len(told["content"])),)
    return Statement(
        document=source.id, speaker=speaker, cue=told["act"], act=told["act"], quotation="indirect", content=content
    )


def tidings(least: int = 1, most: int = 7) -> st.SearchStrategy[list[Tiding]]:
    """Some articles of a few days, some of them copies of one another, some undated, each with another id."""
    days = st.sampled_from((None, "2024-10-21", "2024-10-22", "2024-10-22T09:30:00+02:00", "2024-10-25", "2024-11-30"))
    one = st.builds(
        lambda lines, publisher, published: tiding(lines, publisher=publisher, published=published),
        st.lists(st.sampled_from(LINES), max_size=5),
        st.sampled_from(("Harbour Post (sample)", "Lowland Times (sample)", "Delta Ledger (sample)")),
        days,
    )
    return st.lists(one, min_size=least, max_size=most, unique_by=lambda each: each.document.id)


def shelf(chunks: Iterable[Sequence[Tiding]], memory: Memory | None = None, **changed: Any) -> Memory:
    """Link the articles chunk by chunk in memory; `changed` are limits other than those of the package."""
    found = memory or Memory()
    rules = replace(limits(), **changed)
    for chunk in chunks:
        for each in chunk:
            found.take(sources(each.document, each.records))
        link([each.document.id for each in chunk], found, rules)
    return found


def derived(found: Memory) -> list[str]:
    """All that was derived, as lines."""
    return lines(record for kept in found.derived.values() for record in kept)


def lines(records: Iterable[Derived]) -> list[str]:
    """Records as sorted lines of JSON, to compare them in full."""
    return sorted(map(to_json, records))


def happening(**fields: Any) -> Happening:
    """A happening with defaults: Alphaland attacks Betania, told on the 22nd without a day of its own."""
    told = date(2024, 10, 22).toordinal()
    values: dict[str, Any] = {
        "id": "e1",
        "document": "d1",
        "moment": 0.0,
        "start": 0,
        "end": 10,
        "type": "ASSAULT",
        "actors": frozenset({"ALP"}),
        "recipients": frozenset({"BET"}),
        "first": told - 6,
        "last": told,
        "reported": told,
    }
    return Happening(**values | fields)
