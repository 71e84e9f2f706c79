"""Stands behind the guard: lets in who may, counts what programs ask, and refuses changes where none are allowed."""

from collections.abc import Mapping
from urllib.parse import quote

import anyio.to_thread
from starlette.datastructures import MutableHeaders
from starlette.requests import Request
from starlette.responses import PlainTextResponse, RedirectResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from legation.errors import LegationError
from legation.view.web.doors import CHALLENGE, Asker, Doors, RefusedError
from legation.view.web.guard import SAFE
from legation.view.web.problems import is_api, problem

LOGIN, LOGOUT = "/login", "/logout"
OPEN = (LOGIN, LOGOUT, "/static/")  # what somebody sees who is not in yet
NEEDED = "A token is needed: `legation token new NAME` makes one. Send it as 'Authorization: Bearer …'."


class Access:
    """Asks who it is before anything is answered."""

    def __init__(self, app: ASGIApp, doors: Doors, *, read_only: bool) -> None:
        """Stand before `app`."""
        self._app = app
        self._doors = doors
        self._read_only = read_only

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Let a request through, or answer it with why not."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        request = Request(scope)
        headers: Mapping[str, str] = {}
        refusal = None
        if not _is_open(request.url.path):
            try:
                headers, refusal = await self._checked(request)
            except (RefusedError, LegationError) as error:
                refusal = _no(request, error)
        await (refusal or self._app)(scope, receive, _with(send, headers))

    async def _checked(self, request: Request) -> tuple[Mapping[str, str], Response | None]:
        """Find out who asks, and what speaks against it."""
        # What reads the store does not hold up all others.
        asker = self._doors.without_token(request) or await anyio.to_thread.run_sync(self._doors.asker, request)
        if asker is None:
            return {}, _stranger(request)
        request.state.asker = asker
        headers: Mapping[str, str] = {}
        if is_api(request.url.path):
            standing = self._doors.requests.take(asker.name)
            headers = self._doors.requests.headers(standing)
            if not standing.may:
                return headers, problem(429, f"That is too fast; wait {standing.wait} seconds.")
        return headers, self._unchanged(request, asker)

    def _unchanged(self, request: Request, asker: Asker) -> Response | None:
        if request.method in SAFE:
            return None
        if self._read_only:
            return _told(request, 403, "This server was started with --read-only: nothing can be changed here.")
        if asker.scope != "write":
            return _told(request, 403, f"The token '{asker.token}' may only read.")
        return None


def _is_open(path: str) -> bool:
    return path in OPEN or path.startswith("/static/")


def _stranger(request: Request) -> Response:
    """Send a person to where the token is asked for; tell a program that it needs one."""
    if is_api(request.url.path):
        return problem(401, NEEDED, headers={"www-authenticate": CHALLENGE})
    if request.method not in SAFE:
        return PlainTextResponse(NEEDED + "\n", 401, {"www-authenticate": CHALLENGE})
    wanted = request.url.path + (f"?{request.url.query}" if request.url.query else "")
    return RedirectResponse(LOGIN + ("" if wanted == "/" else f"?next={quote(wanted, safe='/')}"), 303)


def _no(request: Request, error: Exception) -> Response:
    match error:
        case RefusedError():
            if is_api(request.url.path):
                return problem(error.status, error.detail, headers=error.headers)
            return PlainTextResponse(error.detail + "\n", error.status, error.headers)
        case _:
            return _told(request, 503, str(error))


def _told(request: Request, status: int, detail: str) -> Response:
    from legation.view.web.faults import told

    return told(request, status, detail)


def _with(send: Send, headers: Mapping[str, str]) -> Send:
    async def adding(message: Message) -> None:
        if message["type"] == "http.response.start":
            MutableHeaders(scope=message).update(dict(headers))
        await send(message)

    return adding if headers else send
