"""The reports of a development as a page shows them: by origin, each with its words, numbers and whose word it is."""

from dataclasses import dataclass

from legation.records import Development, Event, Statement
from legation.view.linked_sources import Sources
from legation.view.web import addresses, codes, fields
from legation.view.web.cards import Quote, quote


@dataclass(frozen=True, slots=True, kw_only=True)
class Telling:
    """One report: `copy` says what sort of copy its article is, `numbers` what it counts, in its own words."""

    day: str | None
    publisher: str | None
    title: str | None
    quote: Quote | None
    numbers: tuple[str, ...]
    speaker: str | None
    statement: str | None
    copy: str
    evidence: str
    record: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Origin:
    """All reports that go back to one origin; they count once."""

    name: str
    tellings: tuple[Telling, ...]


def by_origin(development: Development, sources: Sources, most: int) -> list[Origin]:
    """Group the reports of a development by who first brought them, the earliest first; at most so many reports."""
    found: dict[str, list[Telling]] = {}
    told = [sources.events[each] for each in development.records if each in sources.events]
    for event in told[:most]:
        found.setdefault(sources.origin(event.document), []).append(_telling(event, sources))
    return [Origin(name=name, tellings=tuple(tellings)) for name, tellings in found.items()]


def when(development: Development) -> str:
    """Say when it took place, else on which days it was reported."""
    if known := development.date:
        return fields.days({"start": known.start, "end": known.end, "precision": known.precision})
    if not development.first_report:
        return "undated"
    return f"told {fields.span(development.first_report, development.last_report or '')}"


def speakers(development: Development, sources: Sources) -> list[tuple[str, str]]:
    """Name whose word it is, each once, with the address of the statement."""
    told = (each for each in sources.tellings(development) if isinstance(each, Statement))
    found: dict[str, str] = {}
    for each in told:
        found.setdefault(_speaker(each, sources), addresses.record(each.id))
    return list(found.items())


def _telling(event: Event, sources: Sources) -> Telling:
    document = sources.documents.get(event.document)
    said = sources.statements.get(event.statement or "")
    sort = sources.copy(event.document)
    return Telling(
        day=document.published[:10] if document and document.published else None,
        publisher=document.publisher if document else None,
        title=document.title if document else None,
        quote=quote(document.text, event) if document else None,
        numbers=_numbers(event),
        speaker=_speaker(said, sources) if said else None,
        statement=addresses.record(said.id) if said else None,
        copy=codes.word("copy", sort) if sort else "",
        evidence=addresses.article(event.document, event.id),
        record=addresses.record(event.id),
    )


def _numbers(event: Event) -> tuple[str, ...]:
    return tuple(f"{each.text}" + ("" if each.unit in each.text else f" ({each.unit})") for each in event.magnitude)


def _speaker(said: Statement, sources: Sources) -> str:
    return sources.names.name(said.speaker.actor, said.document) if said.speaker.actor else said.speaker.as_written
