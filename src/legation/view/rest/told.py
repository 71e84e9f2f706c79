"""The API: what articles tell together, what is foretold, and searching."""

import json
from dataclasses import asdict
from typing import Annotated, cast

from fastapi import APIRouter, Query, Request, Response

from legation.records import Document
from legation.store import keyset
from legation.store.codec import to_json
from legation.store.keyset import Page, Place
from legation.store.linked import Kind, Wanted
from legation.store.query import Where
from legation.store.store import Hit
from legation.view.rest import asked as parameters
from legation.view.rest.contract import BASE, gives, items
from legation.view.rest.paging import listing, paged
from legation.view.rest.replies import kept
from legation.view.web.shelf import Shelf

router = APIRouter(prefix=BASE)


@router.get(
    "/developments",
    tags=["told together"],
    operation_id="listDevelopments",
    summary="List what happened",
    response_class=Response,
    responses=gives(items("Development"), "Developments, the newest first."),
)
def developments(request: Request, asked: Annotated[parameters.Developments, Query()]) -> Response:
    """List happenings, each once however many articles tell of it: how well it is attested, by how many origins."""
    return _linked(request, "development", asked, standing=asked.standing, origins=asked.origins, type=asked.type)


@router.get(
    "/contradictions",
    tags=["told together"],
    operation_id="listContradictions",
    summary="List what is disputed",
    response_class=Response,
    responses=gives(items("Contradiction"), "Contradictions, the newest first."),
)
def contradictions(request: Request, asked: Annotated[parameters.Contradictions, Query()]) -> Response:
    """List claims that can't all hold, with who makes them, and which side is borne out."""
    return _linked(request, "contradiction", asked, type=list(asked.type))


@router.get(
    "/reports",
    tags=["told together"],
    operation_id="listReports",
    summary="List texts that were printed more than once",
    response_class=Response,
    responses=gives(items("Report"), "Reports, the newest first."),
)
def reports(request: Request, asked: Annotated[parameters.Linked, Query()]) -> Response:
    """List texts that several articles print: whose they are, who copied them and how."""
    return _linked(request, "report", asked)


@router.get(
    "/predictions",
    tags=["predictions"],
    operation_id="listPredictions",
    summary="List what is foretold",
    response_class=Response,
    responses=gives(items("Prediction"), "Predictions, what is due first on top."),
)
def predictions(request: Request, asked: Annotated[parameters.Predictions, Query()]) -> Response:
    """List the ledger of predictions with what came of them: what is due first on top, what has no date last."""

    def make(shelf: Shelf, after: Place | None) -> Page:
        holder = parameters.actors(shelf.store, asked.holder, "holder")
        where: Where = {
            "actor": holder,
            "role": "holder" if holder else (),
            "decided": None if asked.open is None else not asked.open,
            "due_before": parameters.day(shelf, "due_before", asked.due_before),
        }
        return shelf.store.ask(keyset.predictions(where, after=after, most=asked.limit))

    return paged(request, make)


@router.get(
    "/search",
    tags=["asking"],
    operation_id="search",
    summary="Find articles by their words",
    response_class=Response,
    responses=gives(items("SearchHit"), "Articles, the best first."),
)
def search(request: Request, asked: Annotated[parameters.Search, Query()]) -> Response:
    """Find articles by their words, the best first, each with a piece of its text and the statements that hold them."""
    return kept(request, lambda shelf: listing([_hit(each) for each in shelf.store.search(asked.q, asked.limit)]))


def _linked(request: Request, kind: Kind, asked: parameters.Linked, **more: object) -> Response:
    def make(shelf: Shelf, after: Place | None) -> Page:
        given = {name: tuple(value) if isinstance(value, list) else value for name, value in more.items()}
        wanted = cast("Wanted", given)
        wanted |= {
            "actor": parameters.actors(shelf.store, asked.actor),
            "document": parameters.documents(shelf.store, asked.document),
            "since": parameters.day(shelf, "since", asked.since),
            "until": parameters.day(shelf, "until", asked.until),
        }
        return shelf.store.ask(keyset.derived(kind, wanted, after=after, most=asked.limit))

    return paged(request, make)


def _hit(hit: Hit) -> str:
    snippet = json.dumps([{"text": words, "match": match} for words, match in hit.snippet], ensure_ascii=False)
    said = ", ".join(to_json(each) for each in hit.statements)
    return f'{{"document": {_head(hit.document)}, "snippet": {snippet}, "statements": [{said}]}}'


def _head(document: Document) -> str:
    values = {name: value for name, value in asdict(document).items() if name in ("record", *keyset.HEAD)}
    return json.dumps(values, ensure_ascii=False)
