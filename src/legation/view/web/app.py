"""The app: pages, charts and API behind one guard."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import anyio.to_thread
from fastapi import APIRouter, FastAPI, Response
from starlette.middleware import Middleware
from starlette.staticfiles import StaticFiles

from legation import __version__
from legation.view.rest.contract import BASE
from legation.view.rest.routers import ROUTERS as API
from legation.view.web import faults
from legation.view.web.access import Access
from legation.view.web.doors import Doors
from legation.view.web.guard import Guard
from legation.view.web.heads import Heads
from legation.view.web.jobs import Jobs
from legation.view.web.pages import (
    actors,
    adding,
    alerts,
    articles,
    atlas,
    brief,
    charts,
    collecting,
    developments,
    dyads,
    help,
    login,
    network,
    predictions,
    records,
    reference,
    reviewing,
    search,
    silences,
    situation,
    sources,
    timeline,
    who_can_move,
)
from legation.view.web.rendering import MENU
from legation.view.web.settings import Settings
from legation.view.web.shelf import Shelf
from legation.view.web.warming import Telling, warm

# So many are answered at once. What is kept is given at any time; of pages that are made, `lanes` lets few at it.
AT_ONCE = 24
# Pages that are made before anybody asks: those of the menu, and what the first of them fetches in a large store.
READY = (*(address for address, _, _ in MENU), *(f"/situation/{part}" for part in situation.PARTS), "/silences")
# Costly answers of the API that are there when the first asks. After changes they are made anew for those who ask: most
# servers have readers, few have askers. The last reads the tables of who is who, whatever is asked of them.
READY_ONCE = (
    *(f"{BASE}/{name}" for name in ("brief", "board", "positions", "predictions/scores")),
    f"{BASE}/resolve?text=France",
)
ROUTERS: tuple[APIRouter, ...] = (
    login.router,
    situation.router,
    silences.router,
    alerts.router,
    collecting.router,
    brief.router,
    adding.router,
    help.router,
    records.router,
    search.router,
    articles.router,
    developments.router,
    reviewing.router,
    charts.router,
    predictions.router,
    timeline.router,
    who_can_move.router,
    dyads.router,
    actors.router,
    sources.router,
    network.router,
    reference.router,
    atlas.router,
)


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
    doors = Doors(shelf)
    jobs = Jobs(settings, ended=shelf.told)

    @asynccontextmanager
    async def life(_: FastAPI) -> AsyncIterator[None]:
        anyio.to_thread.current_default_thread_limiter().total_tokens = AT_ONCE
        warming = asyncio.create_task(warm(app, shelf, READY, READY_ONCE)) if settings.may_be_old else None
        yield
        if warming:
            warming.cancel()
        jobs.close()
        shelf.close()

    app = FastAPI(
        title="Legation",
        version=__version__,
        lifespan=life,
        docs_url=None,
        redoc_url=None,
        openapi_url=None,
        middleware=[
            Middleware(Guard, settings=settings),
            Middleware(Telling),
            Middleware(Access, doors=doors, read_only=settings.read_only),
            Middleware(Heads),
        ],
    )
    app.state.shelf = shelf
    app.state.doors = doors
    app.state.jobs = jobs
    faults.handle(app)
    for router in (*ROUTERS, *API):
        app.include_router(router)
    app.mount("/static", Files(packages=[("legation.view", "static/web")]), name="static")
    return app
