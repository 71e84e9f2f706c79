"""The API: documents, the records found in them, and actors."""

import json
from typing import Annotated

from fastapi import APIRouter, Path, Query, Request, Response

from legation.records import Actor, Document
from legation.store import dyads, keyset, presence
from legation.store.codec import to_json
from legation.store.keyset import Page, Place
from legation.store.query import Where
from legation.view import desk_sources
from legation.view.rest import asked as parameters
from legation.view.rest.contract import BASE, gives, items, ref
from legation.view.rest.paging import paged
from legation.view.rest.replies import kept
from legation.view.web.faults import MissingError, ParameterError
from legation.view.web.shelf import Shelf

router = APIRouter(prefix=BASE)
Id = Annotated[str, Path(max_length=200, description="The whole id.")]


@router.get(
    "/documents",
    tags=["documents"],
    operation_id="listDocuments",
    summary="List articles",
    response_class=Response,
    responses=gives(items("Head"), "Articles, the newest first, without their texts."),
)
def documents(request: Request, asked: Annotated[parameters.Documents, Query()]) -> Response:
    """List the articles, the newest first, undated ones last. A text comes with `documents/{id}`."""

    def make(shelf: Shelf, after: Place | None) -> Page:
        where: Where = {"actor": parameters.actors(shelf.store, asked.actor), **_days(shelf, asked.since, asked.until)}
        return shelf.store.ask(keyset.documents(where, after=after, most=asked.limit))

    return paged(request, make)


@router.get(
    "/documents/{id}",
    tags=["documents"],
    operation_id="getDocument",
    summary="Get an article with its text",
    response_class=Response,
    responses=gives(ref("Document"), "The article."),
)
def document(request: Request, id: Id, asked: Annotated[parameters.Asked, Query()]) -> Response:
    """Get an article. All offsets in records count characters (Unicode code points) of its `text`."""
    return kept(request, lambda shelf: (to_json(_document(shelf, id)) + "\n").encode())


@router.get(
    "/documents/{id}/records",
    tags=["documents"],
    operation_id="listRecordsOfDocument",
    summary="List what was found in an article",
    response_class=Response,
    responses=gives(items("Record"), "Records of the article."),
)
def of_document(request: Request, id: Id, asked: Annotated[parameters.OfOneDocument, Query()]) -> Response:
    """List the records that were found in an article, of all kinds or some."""

    def make(shelf: Shelf, after: Place | None) -> Page:
        where: Where = {"document": _document(shelf, id).id, "kind": tuple(asked.kind)}
        return shelf.store.ask(keyset.records(where, after=after, most=asked.limit))

    return paged(request, make)


@router.get(
    "/records",
    tags=["records"],
    operation_id="listRecords",
    summary="List records",
    response_class=Response,
    responses=gives(items("Record"), "Records, those of the newest articles first."),
)
def records(request: Request, asked: Annotated[parameters.Records, Query()]) -> Response:
    """List records of all kinds or some, as `legation show` does.

    A filter that is given more than once means any of its values; different filters must all fit.
    """

    def make(shelf: Shelf, after: Place | None) -> Page:
        where: Where = {
            "kind": tuple(asked.kind),
            "actor": parameters.actors(shelf.store, asked.actor),
            "role": tuple(asked.role),
            "type": tuple(asked.type),
            "status": tuple(asked.status),
            "document": parameters.documents(shelf.store, asked.document),
            **_days(shelf, asked.since, asked.until),
        }
        if asked.role and not where["actor"]:
            raise ParameterError("role", "a role is one of an actor: name whom you mean with actor=")
        return shelf.store.ask(keyset.records(where, after=after, most=asked.limit))

    return paged(request, make)


@router.get(
    "/records/{id}",
    tags=["records"],
    operation_id="getRecord",
    summary="Get a record",
    response_class=Response,
    responses=gives(ref("Record"), "The record."),
)
def record(request: Request, id: Id, asked: Annotated[parameters.Asked, Query()]) -> Response:
    """Get a record of any kind by its id, also a verdict. Actors have the same id in all articles: see `actors`."""

    def make(shelf: Shelf) -> bytes:
        line = shelf.store.ask(keyset.one(id))
        if line is None:
            raise MissingError(f"No record has the id '{id}'. A review may have rejected it.")
        return f"{line}\n".encode()

    return kept(request, make)


@router.get(
    "/actors",
    tags=["actors"],
    operation_id="listActors",
    summary="List actors",
    response_class=Response,
    responses=gives(items("Actor"), "Actors, by id."),
)
def actors(request: Request, asked: Annotated[parameters.Actors, Query()]) -> Response:
    """List whom articles speak of, by id; each once, as one of its articles has it."""

    def make(shelf: Shelf, after: Place | None) -> Page:
        named = shelf.store.actors_named(asked.name) if asked.name else None
        start = str(after.key) if after else ""
        lines = shelf.store.ask(keyset.actors(named, after=start, most=asked.limit + 1))
        shown = lines[: asked.limit]
        last = json.loads(shown[-1])["id"] if len(lines) > len(shown) else None
        return Page(lines=shown, end=Place(day=None, key=last) if last else None)

    return paged(request, make)


@router.get(
    "/actors/{id}",
    tags=["actors"],
    operation_id="getActor",
    summary="Get an actor",
    response_class=Response,
    responses=gives(ref("ActorFound"), "The actor."),
)
def actor(request: Request, id: Id, asked: Annotated[parameters.Asked, Query()]) -> Response:
    """Get an actor, with how many articles name it and how many statements it and those who speak for it make."""

    def make(shelf: Shelf) -> bytes:
        found: Actor | None = shelf.store.ask(dyads.seen([id])).get(id)
        if found is None:
            raise MissingError(f"No article speaks of an actor with the id '{id}'.")
        (speaker,) = desk_sources.speakers(shelf.store, [id], shelf.knowledge)
        naming, speaking = shelf.store.ask(presence.of_actor(id, desk_sources.voice(speaker)))
        numbers = json.dumps({"articles": naming, "statements": speaking})
        return f'{{"actor": {to_json(found)}, {numbers[1:]}\n'.encode()

    return kept(request, make)


def _document(shelf: Shelf, id: str) -> Document:
    found = next(shelf.store.documents(document=id), None)
    if found is None:
        raise MissingError(f"No stored article has the id '{id}'.")
    return found


def _days(shelf: Shelf, since: str | None, until: str | None) -> Where:
    return {"since": parameters.day(shelf, "since", since), "until": parameters.day(shelf, "until", until)}
