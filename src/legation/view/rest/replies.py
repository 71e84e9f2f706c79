"""Answers of the API: JSON that is kept while it holds, with a tag, packed for who wants it so."""

import json
from collections.abc import Callable, Hashable

from fastapi import Request, Response

from legation.view.web.rendering import answer, shelf_of
from legation.view.web.shelf import Shelf

JSON = "application/json"


def kept(
    request: Request,
    make: Callable[[Shelf], bytes],
    media_type: str = JSON,
    *,
    linked: Callable[[bytes], str | None] = lambda _: None,
    also: Hashable = None,
) -> Response:
    """Answer with what `make` gives, kept until the store changes; `linked` says what goes into the header Link.

    `also` is what it depends on beside its address.
    """
    shelf = shelf_of(request)
    kind = "/".join(request.url.path.split("/")[:4])  # what is listed, whatever of it
    question = ("api", kind, request.url.path, request.url.query, media_type, also)
    body = shelf.page(question, lambda: make(shelf))
    response = answer(request, body, media_type)
    if link := linked(body):
        response.headers["link"] = link
    return response


def packed(value: object) -> bytes:
    """Write a value as JSON."""
    return (json.dumps(value, ensure_ascii=False) + "\n").encode()
