"""The reader: an article with the words marked that records rest on, and the records beside it in reading order."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from fastapi import APIRouter, Query, Request, Response

from legation.records import (
    AnyRecord,
    Contradiction,
    Correction,
    Development,
    Document,
    Event,
    Found,
    Mention,
    Prediction,
)
from legation.store import linked, reading
from legation.store.reading import Heading, Judged
from legation.view.datings import found_in
from legation.view.web import addresses, citing, codes, reader, verdicts
from legation.view.web.cards import Card, Cards
from legation.view.web.faults import MissingError
from legation.view.web.reader import Stretch, limits
from legation.view.web.rendering import page
from legation.view.web.shelf import Shelf
from legation.view.web.wording import Line, Word, line

router = APIRouter()


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """A record beside the text; `number` is its number there, none where it was rejected and marks nothing."""

    card: Card
    number: int | None = None
    carried: Line = ()
    verdict: verdicts.Shown | None = None
    is_asked: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """A part of an article: its text from where to where, its number of how many, what was asked for in it."""

    stretch: Stretch
    number: int
    of: int
    asked: Found | None


@router.get("/articles/{document}")
def show(
    request: Request, document: str, part: int | None = Query(None, ge=1), record: str | None = Query(None)
) -> Response:
    """Show an article, at the words of a record where one is named."""
    site = str(request.base_url)
    return page(
        request, "article.html", lambda shelf: made(shelf, document, part=part, record=record, site=site), also=site
    )


def made(shelf: Shelf, name: str, *, part: int | None, record: str | None, site: str) -> Mapping[str, Any]:
    """Gather what the reader shows of an article."""
    document = next(shelf.store.documents(document=name), None)
    if document is None:
        raise MissingError(f"No article has the id '{name}'.")
    here = _part(document, part, _asked(shelf, name, record) if record else None)
    records, is_cut = _records(shelf, name, here.stretch, reader.SHOWN, limits()["records"])
    mentions, is_more = _records(shelf, name, here.stretch, ("mention",), limits()["mentions"])
    judged = {(each.correction.of, each.record.id): each for each in shelf.store.ask(reading.judged_in(name))}
    gone = [each.record for each in judged.values() if each.is_gone and _is_listed(each.record, here.stretch)]
    named = [each for each in mentions if isinstance(each, Mention)]
    cards = Cards(shelf.store, [document, *records, *gone, *named])
    before, after = shelf.store.ask(reading.neighbours(name))
    items = _items(records, gone, cards, judged, here.asked)
    return {
        "document": document,
        "paragraphs": reader.paragraphs(document.text, here.stretch, records, named, here.asked),
        "items": items,
        "by_number": {each.number: each for each in items if each.number},
        "word": codes.word,
        "part": here,
        "is_cut": is_cut,
        "is_more": is_more,
        "outside": addresses.outside(document.url),
        "copies": _copies(shelf, name),
        "found_in": found_in(document),
        "people": [(each, cards.names.name(each, name)) for each in dict.fromkeys(each.actor for each in named)],
        "before": before,
        "after": after,
        "cite": citing.forms(citing.cited(document, cards.names, site=site, accessed=shelf.settings.today())),
    }


def _asked(shelf: Shelf, document: str, record: str) -> Found | None:
    """Find the record whose words are to be shown: of what is made of others, the first of them."""
    found = shelf.store.ask(reading.by_id(record))
    match found:
        case Development():
            found = shelf.store.ask(reading.by_id(found.lead))
        case Contradiction():
            found = shelf.store.ask(reading.by_id(found.claims[0].record))
        case Correction():
            found = shelf.store.ask(reading.by_id(found.target))
        case None:
            found = next(iter(shelf.store.ask(linked.actors([(document, record)]))), None)
    return found if isinstance(found, Found) and found.document == document else None


def _part(document: Document, number: int | None, asked: Found | None) -> Part:
    cut = reader.parts(document.text, limits()["part"])
    key = reader.key(asked) if asked else None
    at = reader.part_of(cut, number, key.start if key else None)
    return Part(stretch=cut[at], number=at + 1, of=len(cut), asked=asked)


def _records(
    shelf: Shelf, name: str, stretch: Stretch, kinds: Sequence[str], most: int
) -> tuple[Sequence[AnyRecord], bool]:
    found = shelf.store.ask(reading.found_in(name, kinds, *stretch, most + 1))
    return found[:most], len(found) > most


def _is_listed(record: AnyRecord, stretch: Stretch) -> bool:
    return record.record in reader.SHOWN and stretch[0] <= _start(record) < stretch[1]


def _start(record: AnyRecord) -> int:
    return min((each.start for each in getattr(record, "evidence", ())), default=0)


def _items(
    records: Sequence[AnyRecord],
    gone: Sequence[AnyRecord],
    cards: Cards,
    judged: Mapping[tuple[str, str], Judged],
    asked: Found | None,
) -> list[Item]:
    """List the records with their numbers, and among them those that were rejected."""
    numbers = {each.id: number for number, each in enumerate(records, start=1)}
    known = {each.id: each for each in records}

    def item(record: AnyRecord) -> Item:
        verdict = judged.get((record.record, record.id))
        return Item(
            card=cards.of(record),
            number=numbers.get(record.id),
            carried=_carried(record, known, cards),
            verdict=verdicts.shown(verdict.correction, cards.names) if verdict else None,
            is_asked=asked is not None and asked.id == record.id,
        )

    return [item(each) for each in sorted((*records, *gone), key=_start)]


def _carried(record: AnyRecord, known: Mapping[str, AnyRecord], cards: Cards) -> Line:
    """Whose word it is: the statement that carries it, with a link to it."""
    if not isinstance(record, Event | Prediction) or not record.statement:
        return ()
    said = known.get(record.statement)
    if said is None:
        return (Word("a statement", addresses.record(record.statement)),)
    speaker = line(said, cards.names)[0].text
    return (Word(speaker, f"#r-{said.id}"),)


def _copies(shelf: Shelf, name: str) -> list[tuple[Heading, str, bool]]:
    """List the other articles that print the text, with what kind of copy each is, and whether it came first."""
    report = shelf.store.ask(reading.report_of(name))
    if report is None:
        return []
    heads = shelf.store.ask(reading.headings(report.documents))
    pairs = zip(report.documents, report.copies, strict=False)
    return [(heads[each], kind, kind == "origin") for each, kind in pairs if each != name and each in heads]
