"""The API: who is meant, the brief, and what the server itself is."""

import json
from dataclasses import asdict
from typing import Annotated

from fastapi import APIRouter, Query, Request, Response

from legation import __version__
from legation.view import brief as briefs
from legation.view import who
from legation.view.rest import asked as parameters
from legation.view.rest.contract import BASE, gives, ref
from legation.view.rest.replies import JSON, kept, packed
from legation.view.web import told_briefs
from legation.view.web.shelf import Shelf

router = APIRouter(prefix=BASE)
# Each form of the brief with its media type; asked for by name, or by `Accept` in this order.
FORMS = {"json": JSON, "md": "text/markdown", "html": "text/html", "text": "text/plain"}
UTF8 = "; charset=utf-8"
SCHEMA = "application/schema+json"
NUMBERS = {"type": "object", "additionalProperties": {"type": "integer", "minimum": 0}}


@router.get(
    "/resolve",
    tags=["asking"],
    operation_id="resolve",
    summary="Say who is meant",
    response_class=Response,
    responses=gives(ref("Resolution"), "Who it is, as far as the tables tell."),
)
def resolve(request: Request, asked: Annotated[parameters.Resolve, Query()]) -> Response:
    """Say who a mention names on a day: country, sector, role, id and the reason, as `legation resolve` does."""
    return kept(request, lambda _: packed(who.lookup()(asked.text, asked.date or None).as_dict()))


@router.get(
    "/brief",
    tags=["asking"],
    operation_id="getBrief",
    summary="Get the cited brief",
    response_class=Response,
    responses=gives(ref("Brief"), "The brief.", media=tuple(FORMS.values())),
)
def brief(request: Request, asked: Annotated[parameters.Brief, Query()]) -> Response:
    """Write the brief on what is stored: what changed first, then the whole.

    Each sentence has citations with the words that it stands on. As HTML it is a file to keep, with its own styles.
    """
    form = asked.format or _accepted(request.headers.get("accept", ""))
    media = FORMS[form] + (UTF8 if form != "json" else "")
    response = kept(request, lambda shelf: _brief(shelf, asked, form), media)
    response.headers["vary"] = "accept, accept-encoding"
    if form == "html":  # not shown here: a page of this server has no styles of its own
        response.headers["content-disposition"] = 'attachment; filename="legation-brief.html"'
    return response


@router.get(
    "/schema",
    tags=["server"],
    operation_id="getSchema",
    summary="Get the JSON Schema of the records",
    response_class=Response,
    responses=gives({"type": "object"}, "The schema (2020-12).", media=(SCHEMA,)),
)
def schema(request: Request, asked: Annotated[parameters.Asked, Query()]) -> Response:
    """The JSON Schema that every record fits, here and in `legation export`."""
    from legation.view import schema as made

    return kept(request, lambda _: packed(made.schema()), SCHEMA)


@router.get(
    "/counts",
    tags=["server"],
    operation_id="getCounts",
    summary="Count what is stored",
    response_class=Response,
    responses=gives(NUMBERS, "How many documents and records of each kind there are."),
)
def counts(request: Request, asked: Annotated[parameters.Asked, Query()]) -> Response:
    """Count the documents and the records of each kind."""
    return kept(request, lambda shelf: packed(shelf.store.counts()))


@router.get(
    "/health",
    tags=["server"],
    operation_id="getHealth",
    summary="Ask whether the server can answer",
    response_class=Response,
    responses=gives(ref("Health"), "It can."),
)
def health(request: Request, asked: Annotated[parameters.Asked, Query()]) -> Response:
    """Whether the server can read its store."""

    def make(shelf: Shelf) -> bytes:
        shelf.store.undated()
        return packed({"status": "ok", "version": __version__, "store": shelf.store.schema_version})

    return kept(request, make)


def _brief(shelf: Shelf, asked: parameters.Brief, form: str) -> bytes:
    since = parameters.day(shelf, "since", asked.since)
    for name in asked.about:
        parameters.actors(shelf.store, name, "about")
    written = told_briefs.told(shelf, asked.about, since).brief
    if form == "json":
        return (json.dumps(asdict(written), ensure_ascii=False, default=list) + "\n").encode()
    words = briefs.render(written, form)
    return (words if words.endswith("\n") else f"{words}\n").encode()


def _accepted(accept: str) -> str:
    """The form that is named first; what is named with less weight is not told apart."""
    named = [each.partition(";")[0].strip().casefold() for each in accept.split(",")]
    known = {media: form for form, media in FORMS.items()}
    return next((known[each] for each in named if each in known), "json")
