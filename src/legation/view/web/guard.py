"""What stands before every page: who may ask, how much they may send, and what a browser may do with the answer.

A page of another site can make a browser ask this server too. Three checks keep it out: the name by which the server is
called must be one of its own (else another site's name was pointed at it, "DNS rebinding"); a change must come from a
page of the server itself, as the browser says in Sec-Fetch-Site or Origin; and no answer may be framed or read from
elsewhere. No answer lets a browser run a script or a style that does not come from the server's own files.
"""

from collections.abc import Mapping
from urllib.parse import urlsplit

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import PlainTextResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from legation.view.web.limits import limits
from legation.view.web.problems import is_api, problem
from legation.view.web.settings import Settings

MOST = limits().largest_request
LONGEST = limits().longest_address
SAFE = frozenset({"GET", "HEAD", "OPTIONS"})
OWN = frozenset({"same-origin", "none"})  # "none": the user typed the address or opened a bookmark

POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self';"
    " connect-src 'self'; manifest-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
# A picture is no page: its own style may stand in it, nothing else may.
PICTURE_POLICY = "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'; sandbox"
HEADERS: Mapping[str, str] = {
    "x-content-type-options": "nosniff",
    "referrer-policy": "same-origin",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "permissions-policy": "camera=(), geolocation=(), microphone=(), browsing-topics=()",
}


class Guard:
    """Refuses what no reader of ours sends, and adds to each answer what browsers must heed."""

    def __init__(self, app: ASGIApp, settings: Settings) -> None:
        """Stand before `app`."""
        self._app = app
        self._hosts = settings.hosts

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Let a request through, or answer it with why not."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        refusal = self._refusal(scope)
        if refusal:
            await refusal(scope, receive, _hardened(send))
            return
        await self._app(scope, _bounded(receive), _hardened(send))

    def _refusal(self, scope: Scope) -> Response | None:
        headers = Headers(scope=scope)
        status, reason = 0, ""
        if _name(headers.get("host", "")) not in self._hosts:
            status, reason = 421, "This server does not go by that name. Start it with --name to let it."
        elif len(scope.get("raw_path") or b"") + len(scope["query_string"]) > LONGEST:
            status, reason = 414, f"The address is longer than {LONGEST} characters."
        elif _length(headers) > MOST:
            status, reason = 413, f"The request is larger than {MOST // 1024 // 1024} MiB."
        elif scope["method"] not in SAFE and not _is_own(headers):
            status, reason = 403, "Changes are taken from this server's own pages only, not from another site."
        return _no(status, reason, for_program=is_api(scope["path"])) if status else None


def _no(status: int, reason: str, *, for_program: bool) -> Response:
    headers = {"connection": "close"} if status == 413 else {}
    return (
        problem(status, reason, headers=headers) if for_program else PlainTextResponse(f"{reason}\n", status, headers)
    )


def _name(host: str) -> str:
    """The host without its port."""
    name, _, port = host.rpartition(":")
    return (name if name and port.isdigit() else host).casefold()


def _length(headers: Headers) -> int:
    length = headers.get("content-length", "0")
    return int(length) if length.isascii() and length.isdigit() else MOST + 1


def _is_own(headers: Headers) -> bool:
    """Whether a change comes from a page of ours, or from a program that is no browser."""
    site, origin = headers.get("sec-fetch-site"), headers.get("origin")
    if site is not None:
        return site in OWN
    return origin is None or urlsplit(origin).netloc.casefold() == headers.get("host", "").casefold()


def _bounded(receive: Receive) -> Receive:
    """Cut off a body that grows beyond what its sender announced, or that announces nothing."""
    taken = 0

    async def bounded() -> Message:
        nonlocal taken
        message = await receive()
        taken += len(message.get("body", b""))
        return {"type": "http.disconnect"} if taken > MOST else message

    return bounded


def _hardened(send: Send) -> Send:
    async def hardened(message: Message) -> None:
        if message["type"] == "http.response.start":
            headers = MutableHeaders(scope=message)
            for name, value in HEADERS.items():
                headers.setdefault(name, value)
            is_picture = headers.get("content-type", "").startswith("image/")
            headers.setdefault("content-security-policy", PICTURE_POLICY if is_picture else POLICY)
            headers.setdefault("cache-control", "no-store")
        await send(message)

    return hardened
