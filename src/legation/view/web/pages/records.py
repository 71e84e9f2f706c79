"""The permanent address of a record: what it says, on which words, why, how sure it is, and what belongs to it."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from fastapi import APIRouter, Query, Request, Response
from fastapi.responses import RedirectResponse

from legation.records import AnyRecord, Contradiction, Correction, Development, Document, Found, Report, Statement
from legation.store import linked, reading
from legation.store.corrections import Key
from legation.store.reading import Judged
from legation.view.brief_citing import around
from legation.view.brief_words import load
from legation.view.linked_sources import Sources
from legation.view.web import addresses, citing, codes, fields, kin, reader, verdicts
from legation.view.web.cards import SAYING, Cards
from legation.view.web.disputes import dispute
from legation.view.web.faults import MissingError
from legation.view.web.rendering import page, shelf_of
from legation.view.web.shelf import Shelf

router = APIRouter()
FAR = 700  # characters: what stands further from the word that says it is not shown with it
TEMPLATES: Mapping[type, str] = {Contradiction: "contradiction.html", Report: "report.html"}


@dataclass(frozen=True, slots=True)
class Bit:
    """A stretch of the sentence: its words, and the roles that they play in the record; `is_key` says it."""

    text: str
    roles: tuple[str, ...] = ()
    is_key: bool = False


@router.get("/records/{record}")
def show(request: Request, record: str, document: str | None = Query(None)) -> Response:
    """Show one record of any kind; an actor is named with its article."""
    shelf = shelf_of(request)
    if shelf.store.has(record):
        return RedirectResponse(addresses.article(record), 302)
    if document is None and shelf.store.ask(reading.is_actor(record)):
        return RedirectResponse(addresses.actor(record), 302)
    found, judged = find(shelf, record, document)
    if isinstance(found, Development):
        return RedirectResponse(addresses.development(found.id), 302)
    site = str(request.base_url)
    template = TEMPLATES.get(type(found), "record.html")
    return page(request, template, lambda shelf: _made(shelf, found, judged, site), also=site)


def find(shelf: Shelf, record: str, document: str | None = None) -> tuple[AnyRecord, Judged | None]:
    """Return the record with this id, and the verdict that took it away if one did. Raises MissingError for none."""
    if document and (actors := shelf.store.ask(linked.actors([(document, record)]))):
        return actors[0], None
    if found := shelf.store.ask(reading.by_id(record)):
        return found, None
    if gone := shelf.store.ask(reading.rejected(record)):
        return gone.record, gone
    raise MissingError(f"No record has the id '{record}'. It may have been made anew since: search for its words.")


def _made(shelf: Shelf, record: AnyRecord, gone: Judged | None, site: str) -> Mapping[str, Any]:
    own = kin.of(shelf.store, record)
    cards = Cards(shelf.store, [record, *own.all])
    source = cards.documents.get(getattr(record, "document", ""))
    values = {
        "record": record,
        "card": cards.of(record),
        "line_of": cards.of,
        "fields": fields.rows(record, cards.names),
        "kin": own,
        "history": _history(shelf, record, cards),
        "gone": gone,
        "word": codes.word,
        "cite": _cite(shelf, record, source, own, site) if source else None,
    }
    if isinstance(record, Contradiction):
        return values | {"dispute": dispute(record, Sources(shelf.store, [record]))}
    if isinstance(record, Report):
        heads = shelf.store.ask(reading.headings(record.documents[: reader.limits()["reports"]]))
        pairs = zip(record.documents, record.copies, strict=False)
        return values | {"articles": [(heads[each], kind) for each, kind in pairs if each in heads]}
    evidence = record.evidence if isinstance(record, Found) else ()
    told = list(_sentence(source, record)) if source and isinstance(record, Found) else []
    return values | {"sentence": told, "evidence": sorted(evidence, key=lambda each: (each.start, each.end))}


def _history(shelf: Shelf, record: AnyRecord, cards: Cards) -> list[verdicts.Shown]:
    if isinstance(record, Document | Correction):
        return []
    key = Key(kind=record.record, document=record.document, id=record.id)
    return [verdicts.shown(each, cards.names) for each in shelf.store.ask(reading.history(key))]


def _cite(shelf: Shelf, record: AnyRecord, source: Document, own: kin.Kin, site: str) -> citing.Forms:
    """Cite the record; with the speaker whose word it is, where it is somebody's."""
    cards = Cards(shelf.store, [record, *own.carried_by])
    said = next((each for each in own.carried_by if isinstance(each, Statement)), None)
    by = citing.speaker(said, cards.names) if said and not isinstance(record, Statement) else ""
    told = citing.cited(source, cards.names, record, site=site, accessed=shelf.settings.today(), said_by=by)
    return citing.forms(told)


def _sentence(source: Document, record: Found) -> Iterator[Bit]:
    """Cut the sentences around the evidence where the roles of their words change."""
    key = reader.key(record)
    if key is None:
        return
    near = [each for each in record.evidence if key.start - FAR < each.start and each.end < key.end + FAR]
    start, end = around(
        source.text, min(e.start for e in near), max(e.end for e in near), load().table["abbreviations"]
    )
    edges = sorted({start, end, *(place for each in near for place in (each.start, each.end))})
    for first, last in pairwise(edges):
        roles = tuple(dict.fromkeys(each.role for each in near if each.start <= first and last <= each.end))
        yield Bit(source.text[first:last], roles, any(role in (*SAYING, key.role) for role in roles))
