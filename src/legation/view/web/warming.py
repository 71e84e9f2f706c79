"""Asks for the pages of the menu before a reader does: when the server starts, and after each change of the store.

And notes when a reader changed something, so that the answer to the next question has it.
"""

import asyncio
import logging
import time
from collections.abc import Iterable, MutableMapping
from typing import Any

import anyio.to_thread
from fastapi import FastAPI
from fastapi.middleware.asyncexitstack import AsyncExitStackMiddleware
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from legation.view.web import thrift
from legation.view.web.guard import SAFE
from legation.view.web.shelf import Shelf

LOOK = 2.0  # seconds between two looks at whether the store has changed
TIDY = 10.0  # seconds between two times that free memory is given back
REST = 20.0  # so many times as long as the asking took passes before all is asked again

log = logging.getLogger(__name__)


class Telling:
    """Tells the shelf of each change that came through this server, before the answer to it goes out."""

    def __init__(self, app: ASGIApp) -> None:
        """Stand before `app`."""
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Let a request through."""
        if scope["type"] != "http" or scope["method"] in SAFE:
            await self._app(scope, receive, send)
            return

        async def told(message: Message) -> None:
            if message["type"] == "http.response.start":
                scope["app"].state.shelf.told()
            await send(message)

        await self._app(scope, receive, told)


async def warm(app: FastAPI, shelf: Shelf, addresses: Iterable[str], once: Iterable[str] = ()) -> None:
    """Ask for these addresses, and again whenever the store has changed, until cancelled; for some only `once`."""
    asked, last, tidied = tuple(addresses), None, time.monotonic()
    is_settled = False
    while True:
        state = await anyio.to_thread.run_sync(lambda: shelf.state)
        took = 0.0
        if state != last:
            last, began = state, time.monotonic()
            for address in asked:
                await _ask(app, address)
            took = time.monotonic() - began
        if not is_settled:
            for address in once:
                await _ask(app, address)
            await anyio.to_thread.run_sync(thrift.settle)
            is_settled = True
        if time.monotonic() - tidied > TIDY:
            await anyio.to_thread.run_sync(thrift.release)
            tidied = time.monotonic()
        await asyncio.sleep(LOOK + REST * took)


async def _ask(app: FastAPI, address: str) -> None:
    """Ask for a page without a connection, behind all guards, and drop the answer."""
    path, _, query = address.partition("?")
    scope: MutableMapping[str, Any] = {
        "type": "http",
        "asgi": {"version": "3.0"},
        "http_version": "1.1",
        "method": "GET",
        "scheme": "http",
        "path": path,
        "raw_path": path.encode(),
        "root_path": "",
        "query_string": query.encode(),
        "headers": [(b"host", b"localhost"), (b"accept-encoding", b"gzip")],
        "server": None,
        "client": None,
        "app": app,
    }

    async def receive() -> Message:
        return {"type": "http.request", "body": b"", "more_body": False}

    async def send(_: Message) -> None:
        return None

    try:
        await AsyncExitStackMiddleware(app.router)(scope, receive, send)
    except Exception as error:  # noqa: BLE001  the reader who asks for it is told; the others must not go without
        log.info("%s can't be made ready: %s", address, error)
