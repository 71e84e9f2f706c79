"""The pictures that pages show, and their specifications for the browser. A chart's address says all that it shows."""

import json
from collections.abc import Callable, Mapping

from fastapi import APIRouter, Request, Response

from legation.view.charts import chart as drawn
from legation.view.charts import tension
from legation.view.charts.chart import Draw
from legation.view.charts.look import Scheme
from legation.view.web import addresses, atlases, between, foretold, gathered, networks, outlets, pressing, watched
from legation.view.web.faults import MissingError
from legation.view.web.pages import actors, timeline
from legation.view.web.rendering import answer, shelf_of
from legation.view.web.shelf import Shelf

router = APIRouter()
Values = Mapping[str, str]


def _tension(shelf: Shelf, values: Values) -> Draw:
    one, other = between.pair(shelf, values.get("one", ""), values.get("other", ""))
    found = between.course(shelf, one.id, other.id)
    return lambda scheme: tension.chart(found, (one.name, other.name), addresses.dyad(one.id, other.id), scheme)


CHARTS: Mapping[str, Callable[[Shelf, Values], Draw]] = {
    "tension": _tension,
    "timeline": timeline.draw,
    "deeds": actors.draw,
    "reliability": foretold.draw,
    "coverage": outlets.draw,
    "pressure": pressing.draw,
    "sparkline": watched.draw,
    "network": networks.draw,
    "map": atlases.draw,
    "collecting": gathered.draw,
}


@router.get("/charts/player.js")
def player(request: Request) -> Response:
    """Give the script that makes charts alive; made when it is first asked for."""
    response = answer(request, shelf_of(request).constant("player", drawn.player), "text/javascript; charset=utf-8")
    response.headers["cache-control"] = "private, max-age=86400"
    return response


@router.get("/charts/{name}.svg")
def picture(request: Request, name: str) -> Response:
    """Give the picture of a chart."""
    made = shelf_of(request).page(("picture", name, request.url.query), lambda: drawn.picture(_spec(request, name)))
    return answer(request, made, "image/svg+xml")


@router.get("/charts/{name}.json")
def specification(request: Request, name: str) -> Response:
    """Give the specification of a chart."""
    question = ("specification", name, request.url.query)
    made = shelf_of(request).page(question, lambda: json.dumps(drawn.alive(_spec(request, name))).encode())
    return answer(request, made, "application/json")


def _spec(request: Request, name: str) -> drawn.Spec:
    if name not in CHARTS:
        raise MissingError(f"There is no chart '{name}'; there are {', '.join(CHARTS)}.")
    values = dict(request.query_params)
    scheme: Scheme = "dark" if values.get("theme") == "dark" else "light"
    return drawn.spec(CHARTS[name](shelf_of(request), values), scheme)
