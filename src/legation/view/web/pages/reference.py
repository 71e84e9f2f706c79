"""The description of the API: for programs as OpenAPI, for people as a page."""

import json
from collections.abc import Mapping
from functools import cache
from typing import Any

from fastapi import APIRouter, Request, Response

from legation.view.rest.description import described
from legation.view.web import reference
from legation.view.web.limits import limits
from legation.view.web.rendering import HTML, answer, rendered, shelf_of

router = APIRouter(include_in_schema=False)


@router.get("/openapi.json")
def openapi(request: Request) -> Response:
    """Give the description of the API; made when it is first asked for."""
    made = shelf_of(request).constant("openapi", lambda: json.dumps(_document(), ensure_ascii=False).encode())
    return answer(request, made, "application/json")


@router.get("/docs")
def show(request: Request) -> Response:
    """Show it with the address by which the reader calls this server."""
    base = f"{request.url.scheme}://{request.url.netloc}"
    made = shelf_of(request).constant(f"reference {base}", lambda: rendered(request, "reference.html", _made(base)))
    return answer(request, made, HTML)


def _made(base: str) -> Mapping[str, Any]:
    document = _document()
    says = [" ".join(each.split()) for each in document["info"]["description"].split("\n\n")]
    return {"groups": reference.groups(document, base), "says": says, "base": base, "rate": limits().requests}


@cache
def _document() -> Mapping[str, Any]:
    return described()
