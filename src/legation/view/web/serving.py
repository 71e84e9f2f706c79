"""Runs the server until it is stopped."""

import socket
from collections.abc import Callable
from typing import TYPE_CHECKING

import uvicorn

from legation.errors import QueryError, StoreError
from legation.store import tokens
from legation.view.web import thrift
from legation.view.web.app import create

if TYPE_CHECKING:
    from legation.store.store import Store
    from legation.view.web.settings import Settings

WAITING = 64  # connections that wait to be taken
PATIENCE = 5  # seconds that answers in work get when the server stops


def serve(
    settings: "Settings", *, listening: Callable[[str], None] = lambda _: None, log_level: str = "warning"
) -> None:
    """Serve until a signal to stop comes; tell `listening` the address as soon as something can connect.

    Raises StoreError for an address where nothing can listen, QueryError where others could listen in without a token.
    """
    thrift.share()
    with bound(settings.host, settings.port) as taken:
        app = create(settings)
        refuse_strangers(settings, app.state.shelf.store)
        listening(address(settings.host, taken.getsockname()[1]))
        config = uvicorn.Config(
            app,
            log_level=log_level,
            access_log=False,
            server_header=False,
            timeout_graceful_shutdown=PATIENCE,
        )
        uvicorn.Server(config).run(sockets=[taken])


def refuse_strangers(settings: "Settings", store: "Store") -> None:
    """Refuse to listen to other machines while no token says who may come in."""
    if settings.is_local or store.ask(tokens.every):
        return
    raise QueryError(
        f"at {settings.host} others on the network could read all of {settings.database} and change it; first make a"
        f" token for each of them: legation token new NAME --db {settings.database}"
    )


def address(host: str, port: int) -> str:
    """The address as a browser takes it."""
    return f"http://{f'[{host}]' if ':' in host else host}:{port}/"


def bound(host: str, port: int) -> socket.socket:
    """Take an address before anything is loaded; with port 0, any that is free."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    # Told to be TCP, asyncio sends the head and the body of an answer at once; else the body waits for 40 ms.
    listening = socket.socket(family, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listening.bind((host, port))
        listening.listen(WAITING)
    except OSError as error:
        listening.close()
        raise StoreError(f"{host}:{port}: nothing can listen there: {error.strerror or error}") from error
    return listening
