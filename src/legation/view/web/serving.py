"""Runs the server until it is stopped."""

import socket
from typing import TYPE_CHECKING

import uvicorn

from legation.errors import StoreError
from legation.view.web.app import create

if TYPE_CHECKING:
    from legation.view.web.settings import Settings

WAITING = 64  # connections that wait to be taken
PATIENCE = 5  # seconds that answers in work get when the server stops


def serve(settings: "Settings", *, log_level: str = "warning") -> None:
    """Serve until a signal to stop comes. Raises StoreError for an address where nothing can listen."""
    with bound(settings.host, settings.port) as listening:
        config = uvicorn.Config(
            create(settings),
            log_level=log_level,
            access_log=False,
            server_header=False,
            timeout_graceful_shutdown=PATIENCE,
        )
        uvicorn.Server(config).run(sockets=[listening])


def bound(host: str, port: int) -> socket.socket:
    """Take an address before anything is loaded; with port 0, any that is free."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    listening = socket.socket(family)
    listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listening.bind((host, port))
        listening.listen(WAITING)
    except OSError as error:
        listening.close()
        raise StoreError(f"{host}:{port}: nothing can listen there: {error.strerror or error}") from error
    return listening
