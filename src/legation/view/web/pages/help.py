"""Help: the keys, what the kinds and marks mean, what confidence means, and what Legation can't do."""

from collections.abc import Mapping
from typing import Any

from fastapi import APIRouter, Request, Response

from legation.view.web.rendering import MENU, page
from legation.view.web.shelf import Shelf
from legation.view.web.wording import KINDS

router = APIRouter()


@router.get("/help")
def show(request: Request) -> Response:
    """Show the help."""
    return page(request, "help.html", _made)


def _made(_: Shelf) -> Mapping[str, Any]:
    return {"places": MENU, "kinds": KINDS}
