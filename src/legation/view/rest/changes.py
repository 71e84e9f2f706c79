"""The API: verdicts on records and outcomes of predictions, kept as the command line keeps them."""

from typing import Annotated, Literal

from fastapi import APIRouter, Depends, Path, Request, Response
from pydantic import AfterValidator, BaseModel, ConfigDict, Field
from starlette.exceptions import HTTPException

from legation.errors import QueryError
from legation.record_parts import Verdict
from legation.store import review as verdicts
from legation.store.codec import to_json
from legation.store.corrections import Key
from legation.store.store import Store
from legation.view import ledger_sources, review_sources
from legation.view import review as sitting
from legation.view.rest import asked as parameters
from legation.view.rest.contract import BASE, gives, ref
from legation.view.rest.replies import JSON
from legation.view.web.faults import MissingError, ParameterError
from legation.view.web.rendering import shelf_of
from legation.view.web.shelf import Shelf


def is_json(request: Request) -> None:
    """Refuse a body that does not say it is JSON: a form of another site can't say so."""
    given = request.headers.get("content-type", "").partition(";")[0].strip().casefold()
    if given != JSON:
        raise HTTPException(415, f"Send the body as {JSON}; this is '{given or 'of no type'}'.")


def _whole(value: str) -> str:
    value.encode()  # half a character can't be stored; what is raised here is a ValueError
    return value


whole = AfterValidator(_whole)
Text = Annotated[str, Field(max_length=2000), whole]
Id = Annotated[str, Path(max_length=200, description="The whole id, or a beginning that no other shares.")]
router = APIRouter(prefix=BASE)


class Body(BaseModel):
    """What is sent."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class Judgement(Body):
    """A verdict on a record."""

    verdict: Annotated[Verdict, Field(description="Whether it is right, wrong, or right but for some fields.")]
    fields: Annotated[
        dict[Text, Text],
        Field(
            max_length=50,
            description="With `correct`: what is right in which field, written as for `legation review --set`.",
        ),
    ] = {}
    note: Annotated[Text | None, Field(description="A remark to keep with it.")] = None
    by: Annotated[Text | None, Field(description="Who judges; without it, the name of the token.")] = None
    document: Annotated[Text | None, Field(description="The article; needed for an actor.")] = None

    model_config = ConfigDict(
        extra="forbid",
        frozen=True,
        json_schema_extra={"example": {"verdict": "correct", "fields": {"type": "AID"}, "note": "It was food."}},
    )


class Outcome(Body):
    """What came of a prediction."""

    outcome: Annotated[Literal["true", "false", "open"], Field(description="`open` takes it back.")]
    evidence: Annotated[Text | None, Field(description="The stored article that shows it.")] = None
    on: Annotated[Text | None, Field(description="The day it was decided; else the article's, else today.")] = None
    note: Annotated[Text | None, Field(description="A remark to keep with it.")] = None

    model_config = ConfigDict(
        extra="forbid", frozen=True, json_schema_extra={"example": {"outcome": "true", "on": "2025-05-10"}}
    )


@router.post(
    "/records/{id}/verdict",
    tags=["changes"],
    operation_id="judgeRecord",
    summary="Judge a record",
    status_code=201,
    response_class=Response,
    responses=gives(ref("Correction"), "The verdict.", status=201),
    dependencies=[Depends(is_json)],
)
def judge(request: Request, id: Id, body: Judgement) -> Response:
    """Say that a record is right, wrong, or right but for some fields. A verdict takes the place of an earlier one."""
    store = shelf_of(request).store
    if body.verdict == "correct" and not body.fields:
        raise ParameterError("body.fields", "say what is right in which field")
    if body.verdict != "correct" and body.fields:
        raise ParameterError("body.fields", "fields go with the verdict 'correct'")
    key = _key(store, id, body.document or None)
    settings = [f"{name}={value}" for name, value in body.fields.items()]
    values = sitting.values(store, review_sources.case(store, key), settings) if settings else {}
    judgement = verdicts.Judgement(
        key=key, verdict=body.verdict, on=sitting.now(), values=values, by=body.by or _name(request), note=body.note
    )
    made = store.tell(verdicts.judge(judgement))
    return _changed(to_json(made), 201)


@router.delete(
    "/records/{id}/verdict",
    tags=["changes"],
    operation_id="undoVerdict",
    summary="Take a verdict back",
    response_class=Response,
    responses=gives(ref("Correction"), "The verdict that was taken back."),
    openapi_extra={"x-change": True},
)
def undo(request: Request, id: Id, document: parameters.OfDocument = None) -> Response:
    """Take the last verdict on a record back: the one before it holds again, or the record as it was read."""
    store = shelf_of(request).store
    made = store.tell(verdicts.undo(id))
    if made is None:
        made = store.tell(verdicts.undo(id, _key(store, id, document or None)))
    if made is None:
        raise MissingError(f"'{id}' was not judged.")
    return _changed(to_json(made))


@router.put(
    "/predictions/{id}/outcome",
    tags=["changes"],
    operation_id="decidePrediction",
    summary="Decide a prediction",
    response_class=Response,
    responses=gives(ref("Prediction"), "The prediction with what came of it."),
    dependencies=[Depends(is_json)],
)
def decide(request: Request, id: Id, body: Outcome) -> Response:
    """Keep what came of a prediction; a second time replaces the first, `open` takes it back."""
    shelf = shelf_of(request)
    try:
        found = ledger_sources.prediction(shelf.store, id)
    except QueryError as error:
        raise MissingError(str(error)) from error
    if body.outcome == "open":
        if (body.evidence, body.on, body.note) != (None, None, None):
            raise ParameterError("body.outcome", "what is open has no evidence, day or note")
        shelf.store.reopen(found.id)
    else:
        _decide(shelf, found.id, body)
    return _changed(to_json(ledger_sources.prediction(shelf.store, found.id)))


def _decide(shelf: Shelf, id: str, body: Outcome) -> None:
    decision = ledger_sources.decision(
        shelf.store,
        ledger_sources.prediction(shelf.store, id),
        evidence=body.evidence,
        on=parameters.day(shelf, "body.on", body.on),
        note=body.note,
        today=shelf.settings.today().isoformat(),
    )
    shelf.store.decide(id, came_true=body.outcome == "true", decision=decision)


def _key(store: Store, id: str, document: str | None) -> Key:
    """Find the record, which is what the address names."""
    try:
        return review_sources.key(store, id, document)
    except QueryError as error:
        raise MissingError(str(error)) from error


def _name(request: Request) -> str | None:
    """The token that judges; nobody is known on this machine."""
    return request.state.asker.token  # type: ignore[no-any-return]


def _changed(line: str, status: int = 200) -> Response:
    return Response(f"{line}\n", status, media_type=JSON)
