"""What goes wrong becomes a page that says so, or a problem in JSON (RFC 9457) where a program asks."""

import logging
from collections.abc import Mapping, Sequence
from http import HTTPStatus
from typing import Any

from fastapi import FastAPI, Request, Response
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException

from legation.errors import DeskError, LegationError, QueryError, StoreError
from legation.view.web.guard import HEADERS, POLICY
from legation.view.web.problems import is_api, problem
from legation.view.web.rendering import clean, fresh

log = logging.getLogger(__name__)


class MissingError(QueryError):
    """What the address names is not there."""


class ParameterError(QueryError):
    """A parameter of the address holds what can't be understood."""

    def __init__(self, parameter: str, reason: str) -> None:
        """Name the `parameter`, and say what was expected."""
        super().__init__(reason)
        self.parameter = parameter


def handle(app: FastAPI) -> None:
    """Let the app answer all that can go wrong."""
    app.add_exception_handler(LegationError, _of_ours)
    app.add_exception_handler(HTTPException, _of_http)
    app.add_exception_handler(RequestValidationError, _of_values)
    app.add_exception_handler(Exception, _fault)


def told(
    request: Request,
    status: int,
    detail: str,
    headers: dict[str, str] | None = None,
    errors: Sequence[Mapping[str, Any]] = (),
) -> Response:
    """Answer with what went wrong, in the form that the asker reads."""
    title = HTTPStatus(status).phrase
    if is_api(request.url.path):
        return problem(status, clean(detail), headers=headers, errors=errors)
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
        case ParameterError():
            wrong = {"parameter": error.parameter, "detail": clean(error)}
            return told(request, 422, f"{error.parameter}: {error}", errors=[wrong])
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
            wrong = [{"parameter": _where(each["loc"]), "detail": _why(each["msg"])} for each in error.errors()]
            told_of = "; ".join(f"{each['parameter']}: {each['detail']}" for each in wrong)
            return told(request, 422, told_of, errors=wrong)
        case _:
            return _fault(request, error)


def _where(place: Sequence[Any]) -> str:
    """The name of what is at fault: a parameter, or a field of the body with those in which it lies."""
    names = [clean(each) for each in place[1:]] if place[:1] != ("body",) else ["body", *map(clean, place[1:])]
    return ".".join(names) or clean(place[-1])


def _why(message: str) -> str:
    return clean(message.removeprefix("Value error, "))


def _fault(request: Request, error: Exception) -> Response:
    log.error("a fault at %s", request.url.path, exc_info=error)
    # This answer is made outside of the guard, which would have added them.
    headers = {**HEADERS, "content-security-policy": POLICY, "cache-control": "no-store"}
    return told(request, 500, "A fault in Legation. The server's log says where; please report it.", headers)
