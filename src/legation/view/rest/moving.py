"""The API: who can move whom."""

from typing import Annotated

from fastapi import APIRouter, Path, Query, Request, Response

from legation.link import levers
from legation.view import influence, influence_asked
from legation.view.influence_names import Parties
from legation.view.influence_rows import Rows
from legation.view.rest import asked as parameters
from legation.view.rest.contract import BASE, gives, ref
from legation.view.rest.replies import kept
from legation.view.web.shelf import Shelf

router = APIRouter(prefix=BASE)


@router.get(
    "/who-can-move/{actor}",
    tags=["between parties"],
    operation_id="whoCanMove",
    summary="Who can move an actor",
    response_class=Response,
    responses=gives(ref("Movers"), "Those who can move it, the strongest first, with the evidence of each step."),
)
def movers(
    request: Request,
    actor: Annotated[str, Path(max_length=200, description="Whom to move: an id or a name.", examples=["PAK"])],
    asked: Annotated[parameters.Moving, Query()],
) -> Response:
    """Rank those who can move an actor by the levers that the record shows.

    With routes, appeals and answers, what pulls the other way, and what a supposition would change. What the ranking is
    not: it knows what the stored articles tell and nothing else.
    """
    return kept(request, lambda shelf: _movers(shelf, actor, asked))


def _movers(shelf: Shelf, actor: str, asked: parameters.Moving) -> bytes:
    store = shelf.store
    parties = Parties(store, levers.load())
    as_of = parameters.day(shelf, "as_of", asked.as_of)
    question = influence_asked.question(
        store, parties, target=actor, by=asked.by or None, as_of=as_of, steps=asked.steps, limit=asked.limit
    )
    words = influence_asked.topic(asked.to or None, shelf.desk)
    question = influence_asked.narrowed(question, parties, words, without=asked.without, added=asked.with_)
    return Rows(influence.answer(store, question, parties, whole=True, shared=shelf.part)).json().encode()
