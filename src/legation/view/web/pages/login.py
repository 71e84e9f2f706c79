"""Where a person gives a token, once for some hours, and where it leaves."""

from typing import Annotated

from fastapi import APIRouter, Form, Query, Request, Response
from fastapi.responses import RedirectResponse

from legation.view import tokens
from legation.view.web.access import LOGIN, LOGOUT
from legation.view.web.doors import Doors, RefusedError, address_of
from legation.view.web.rendering import fresh
from legation.view.web.sessions import COOKIE

router = APIRouter(include_in_schema=False)
LONGEST = 2000  # characters of an address to go on to


@router.get(LOGIN)
def ask(request: Request, next: Annotated[str, Query(max_length=LONGEST)] = "/") -> Response:
    """Ask for a token."""
    doors = _doors(request)
    return RedirectResponse(_own(next), 303) if doors.is_open else _form(request, next)


@router.post(LOGIN)
def enter(
    request: Request,
    token: Annotated[str, Form(max_length=tokens.LONGEST)] = "",
    next: Annotated[str, Form(max_length=LONGEST)] = "/",
) -> Response:
    """Let in who gives a token, and go on to the page that was asked for."""
    doors = _doors(request)
    try:
        found = doors.token(token.strip(), address_of(request))
    except RefusedError as refused:
        wrong = "This is no token of this server." if refused.status == 401 else refused.detail
        return _form(request, next, wrong=wrong, status=refused.status, headers=refused.headers)
    response = RedirectResponse(_own(next), 303)
    response.set_cookie(
        COOKIE,
        doors.sessions.begin(found.hash),
        max_age=doors.sessions.seconds,
        httponly=True,
        samesite="strict",
        secure=request.url.scheme == "https",
    )
    return response


@router.post(LOGOUT)
def leave(request: Request) -> Response:
    """Forget who it is."""
    _doors(request).sessions.end(request.cookies.get(COOKIE, ""))
    response = RedirectResponse(LOGIN, 303)
    response.delete_cookie(COOKIE, httponly=True, samesite="strict")
    return response


def _doors(request: Request) -> Doors:
    return request.app.state.doors  # type: ignore[no-any-return]


def _own(address: str) -> str:
    r"""The address, if it is one of ours; browsers take "//" and "/\" for the beginning of another site's."""
    is_own = address.startswith("/") and address[1:2] not in ("/", "\\") and address.isprintable()
    return address if is_own else "/"


def _form(
    request: Request, next: str, *, wrong: str = "", status: int = 200, headers: dict[str, str] | None = None
) -> Response:
    response = fresh(request, "login.html", {"next": _own(next), "wrong": wrong}, status=status)
    # A browser that reads the challenge of a 401 asks on its own; the form asks already.
    response.headers.update({k: v for k, v in (headers or {}).items() if k != "www-authenticate"})
    return response
