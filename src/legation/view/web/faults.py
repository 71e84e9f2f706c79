"""What goes wrong becomes a page that says so, or a problem in JSON (RFC 9457) where a program asks."""

import logging
from http import HTTPStatus

from fastapi import FastAPI, Request, Response
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from starlette.exceptions import HTTPException

from legation.errors import DeskError, LegationError, QueryError, StoreError
from legation.view.web.rendering import clean, fresh

PROBLEM = "application/problem+json"
API = "/api/"

log = logging.getLogger(__name__)


class MissingError(QueryError):
    """What the address names is not there."""


def handle(app: FastAPI) -> None:
    """Let the app answer all that can go wrong."""
    app.add_exception_handler(LegationError, _of_ours)
    app.add_exception_handler(HTTPException, _of_http)
    app.add_exception_handler(RequestValidationError, _of_values)
    app.add_exception_handler(Exception, _fault)


def told(request: Request, status: int, detail: str, headers: dict[str, str] | None = None) -> Response:
    """Answer with what went wrong, in the form that the asker reads."""
    title = HTTPStatus(status).phrase
    if request.url.path.startswith(API):
        problem = {"type": "about:blank", "title": title, "status": status, "detail": clean(detail)}
        return JSONResponse(problem, status, headers=headers, media_type=PROBLEM)
    response = fresh(request, "error.html", {"status": status, "title": title, "detail": detail}, status=status)
    response.headers.update(headers or {})
    return response


def status_of(error: LegationError) -> int:
    """Return the status that says whose fault an error is."""
    match error:
        case MissingError():
            return 404
        case QueryError():
            return 422
        case StoreError():
            return 503
        case _:
            return 500


def _of_ours(request: Request, error: Exception) -> Response:
    match error:
        case DeskError():
            return told(request, 500, "The desk has faults: " + "; ".join(error.complaints))
        case LegationError():
            return told(request, status_of(error), str(error))
        case _:
            return _fault(request, error)


def _of_http(request: Request, error: Exception) -> Response:
    match error:
        case HTTPException(status_code=404):
            return told(request, 404, "There is nothing at this address.")
        case HTTPException():
            return told(request, error.status_code, str(error.detail), dict(error.headers or {}))
        case _:
            return _fault(request, error)


def _of_values(request: Request, error: Exception) -> Response:
    match error:
        case RequestValidationError():
            return told(request, 422, "; ".join(f"{each['loc'][-1]}: {each['msg']}" for each in error.errors()))
        case _:
            return _fault(request, error)


def _fault(request: Request, error: Exception) -> Response:
    log.error("a fault at %s", request.url.path, exc_info=error)
    return told(request, 500, "A fault in Legation. The server's log says where; please report it.")
