"""The app: pages, charts and API behind one guard."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import anyio.to_thread
from fastapi import APIRouter, FastAPI, Response
from starlette.middleware import Middleware
from starlette.staticfiles import StaticFiles

from legation import __version__
from legation.view.web import faults
from legation.view.web.guard import Guard
from legation.view.web.pages import charts, records, situation
from legation.view.web.settings import Settings
from legation.view.web.shelf import Shelf

# Each page is one worker's work; more than this at once would only take the processor from one another.
AT_ONCE = 8
ROUTERS: tuple[APIRouter, ...] = (situation.router, records.router, charts.router)


class Files(StaticFiles):
    """Our own scripts and styles; their address changes with them, so browsers keep them."""

    def file_response(self, *args: object, **kwargs: object) -> Response:
        """Answer with the file."""
        response = super().file_response(*args, **kwargs)  # type: ignore[arg-type]
        response.headers["cache-control"] = "public, max-age=31536000, immutable"
        return response


def create(settings: Settings) -> FastAPI:
    """Make the app; its store is open from now until the server stops."""
    shelf = Shelf(settings)

    @asynccontextmanager
    async def life(_: FastAPI) -> AsyncIterator[None]:
        anyio.to_thread.current_default_thread_limiter().total_tokens = AT_ONCE
        yield
        shelf.close()

    app = FastAPI(
        title="Legation",
        version=__version__,
        lifespan=life,
        docs_url=None,
        redoc_url=None,
        middleware=[Middleware(Guard, settings=settings)],
    )
    app.state.shelf = shelf
    faults.handle(app)
    for router in ROUTERS:
        app.include_router(router)
    app.mount("/static", Files(packages=[("legation.view", "static/web")]), name="static")
    return app
