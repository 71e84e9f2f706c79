"""The API: adding articles. They are read in a process of their own; the answer says where to ask how far it is."""

import json
from typing import Annotated, Any

from anyio.to_thread import run_sync
from fastapi import APIRouter, Path, Request, Response
from pydantic import Field, TypeAdapter, ValidationError
from starlette.exceptions import HTTPException

from legation.view.rest.changes import Body, Text, whole
from legation.view.rest.contract import BASE, gives, ref
from legation.view.rest.replies import JSON, packed
from legation.view.web.faults import ParameterError, told
from legation.view.web.jobs import BusyError, Job, Jobs
from legation.view.web.rendering import clean

LINES = ("application/x-ndjson", "application/jsonl", "application/x-jsonlines")
MOST = 5000  # articles in one request
LONGEST = 2_000_000  # characters of a text
AGAIN = 60  # seconds until a place may be free
router = APIRouter(prefix=BASE)
Whole = Annotated[str, Field(min_length=1, max_length=LONGEST, pattern=r"\S"), whole]


class Article(Body):
    """An article to add, with what is known of it."""

    text: Annotated[Whole, Field(description="The text, exactly as it is to be stored.")]
    id: Annotated[Text | None, Field(description="Your own name for it.")] = None
    date: Annotated[Text | None, Field(description="The day of publication, best as `2025-05-07`.")] = None
    title: Annotated[Text | None, Field(description="The headline.")] = None
    url: Annotated[Text | None, Field(description="Where it stands on the web; nothing is fetched.")] = None
    publisher: Annotated[Text | None, Field(description="Who brought it; origins are counted by that.")] = None
    byline: Annotated[Text | None, Field(description="Who wrote it.")] = None
    dateline: Annotated[Text | None, Field(description="Where it was written.")] = None
    language: Annotated[Text | None, Field(description="Its language: `en`.")] = None


_ARTICLES = TypeAdapter(Annotated[list[Article], Field(min_length=1, max_length=MOST)])
_EXAMPLE = {"date": "2025-05-07", "publisher": "Harbour Wire", "title": "Talks", "text": "India criticised Pakistan."}


def _bodies() -> dict[str, Any]:
    """What may be sent: an article, a list of them, or one a line."""
    one = ref("Article")
    many = {"type": "array", "items": one, "minItems": 1, "maxItems": MOST}
    lines = {"schema": {"type": "string"}, "example": json.dumps(_EXAMPLE)}
    content = {JSON: {"schema": {"oneOf": [one, many]}, "example": _EXAMPLE}, LINES[0]: lines}
    return {"requestBody": {"required": True, "content": content}}


@router.post(
    "/documents",
    tags=["changes"],
    operation_id="addDocuments",
    summary="Add articles",
    status_code=202,
    response_class=Response,
    responses=gives(ref("Job"), "They will be read; `Location` says where to ask how far it is.", status=202),
    openapi_extra=_bodies(),
)
async def add(request: Request) -> Response:
    """Add an article, a list of them, or one a line (JSON Lines), as `legation add` does.

    What is there already is skipped. Articles are read one after another; the answer comes before that.
    """
    found = _articles(await request.body(), _media(request))
    try:
        job = await run_sync(_start, request.app.state.jobs, found)
    except BusyError as error:
        return told(request, 503, str(error), {"retry-after": str(AGAIN)})
    address = f"{BASE}/jobs/{job.id}"
    return Response(packed(_whole(job)), 202, {"location": address}, JSON)


@router.get(
    "/jobs/{id}",
    tags=["changes"],
    operation_id="getJob",
    summary="Ask how far articles are read",
    response_class=Response,
    responses=gives(ref("Job"), "The job as it stands."),
)
def job(request: Request, id: Annotated[str, Path(max_length=100)]) -> Response:
    """Ask how far the articles of a job are read. Jobs are forgotten when the server stops, the articles are not."""
    return Response(packed(_whole(request.app.state.jobs.get(id))), media_type=JSON)


def _media(request: Request) -> str:
    given = request.headers.get("content-type", "").partition(";")[0].strip().casefold()
    if given not in (JSON, *LINES):
        raise HTTPException(415, f"Send {JSON} or {LINES[0]}; this is '{given or 'of no type'}'.")
    return given


def _articles(body: bytes, media: str) -> list[Article]:
    """Read what was sent. Raises ParameterError with the place of what is wrong."""
    try:
        if media == JSON:
            content = body if body.lstrip()[:1] == b"[" else b"[" + body + b"]"
        else:
            content = b"[" + b",".join(line for line in body.splitlines() if line.strip()) + b"]"
        return _ARTICLES.validate_json(content)
    except ValidationError as error:
        first = error.errors()[0]
        if first["type"] == "json_invalid":
            raise HTTPException(400, f"This is no JSON: {clean(first['msg'])}") from error
        place = ".".join(("body", *map(str, first["loc"])))
        raise ParameterError(clean(place), clean(first["msg"])) from error


def _start(jobs: Jobs, articles: list[Article]) -> Job:
    lines = (json.dumps(each.model_dump(exclude_none=True)) for each in articles)
    title = clean(articles[0].title) or "an article" if len(articles) == 1 else f"{len(articles)} articles"
    return jobs.start(title[:200], {"articles.jsonl": "\n".join(lines).encode()})


def _whole(job: Job) -> dict[str, Any]:
    names = ("id", "title", "state", "expected", "added", "skipped", "failed", "reason", "ahead")
    return {name: getattr(job, name) for name in names} | {"failures": [str(each) for each in job.failures]}
