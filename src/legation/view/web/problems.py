"""What goes wrong, for programs: problems in JSON (RFC 9457), with the parameter that is at fault where one is."""

from collections.abc import Mapping, Sequence
from http import HTTPStatus
from typing import Any

from fastapi.responses import JSONResponse

PROBLEM = "application/problem+json"
API = "/api/"


def is_api(path: str) -> bool:
    """Whether a program asks."""
    return path.startswith(API)


def problem(
    status: int,
    detail: str,
    *,
    headers: Mapping[str, str] | None = None,
    errors: Sequence[Mapping[str, Any]] = (),
) -> JSONResponse:
    """Answer a program with what went wrong; `errors` name each parameter that is at fault, and why."""
    content: dict[str, Any] = {
        "type": "about:blank",
        "title": HTTPStatus(status).phrase,
        "status": status,
        "detail": detail,
    }
    if errors:
        content["errors"] = [dict(each) for each in errors]
    return JSONResponse(content, status, headers=dict(headers or {}), media_type=PROBLEM)
