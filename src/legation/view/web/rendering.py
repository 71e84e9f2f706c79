"""Templates become pages: what every template can call, and finished answers with their tags."""

import gzip
import hashlib
import re
from collections.abc import Callable, Container, Hashable, Iterable, Mapping, Sequence
from datetime import date
from functools import cache
from importlib.resources import files
from typing import Any

from fastapi import Request, Response
from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup, escape

from legation import __version__
from legation.view.web import addresses
from legation.view.web.shelf import Shelf

# Controls, and characters that turn the direction of what follows them: an article must not steer our page.
UNSEEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]")
HTML = "text/html; charset=utf-8"
SMALL = 1024  # bytes below which packing costs more than it saves
PACKED = 4  # how hard to pack: harder costs twice the time for three parts of a hundred less
# The places of the menu: address, name, and the key that goes there after "g".
MENU = (
    ("/", "Situation", "s"),
    ("/brief", "Brief", "b"),
    ("/alerts", "Alerts", "l"),
    ("/timeline", "Timeline", "t"),
    ("/actors", "Actors", "a"),
    ("/dyads", "Dyads", "d"),
    ("/network", "Network", "n"),
    ("/map", "Map", "m"),
    ("/predictions", "Predictions", "p"),
    ("/sources", "Sources", "o"),
    ("/collecting", "Collecting", "c"),
    ("/search", "Search", "f"),
)


def shelf_of(request: Request) -> Shelf:
    """Return what the server's answers are made from."""
    return request.app.state.shelf  # type: ignore[no-any-return]


def page(
    request: Request,
    template: str,
    make: Callable[[Shelf], Mapping[str, Any]],
    *,
    status: int = 200,
    also: Hashable = None,
) -> Response:
    """Answer with a page: the template filled with what `make` gives, kept until the store changes.

    `also` is what it depends on beside its address, as the name by which the server was called.
    """
    shelf = shelf_of(request)
    question = ("page", template, request.url.path, request.url.query, also)
    body = shelf.page(question, lambda: rendered(request, template, make(shelf)))
    return answer(request, body, HTML, status=status)


def fresh(request: Request, template: str, values: Mapping[str, Any], *, status: int = 200) -> Response:
    """Answer with a page that is not kept: a form with what was typed, an error."""
    return Response(rendered(request, template, values), status, media_type=HTML)


def rendered(request: Request, template: str, values: Mapping[str, Any]) -> bytes:
    """Fill a template of the folder `web`."""
    settings = shelf_of(request).settings
    around = {
        "path": request.url.path,
        "query": request.url.query,
        "read_only": settings.read_only,
        "is_local": settings.is_local,
        "database": settings.database.name,
        "today": settings.today(),
    }
    return _templates().get_template(f"web/{template}").render(around | dict(values)).encode()


def answer(request: Request, body: bytes, media_type: str, *, status: int = 200) -> Response:
    """Answer with these bytes; with "not modified" to whoever has them already."""
    tag = f'"{hashlib.sha256(body).hexdigest()[:20]}"'
    headers = {"etag": tag, "cache-control": "private, no-cache", "vary": "accept-encoding"}
    if status == 200 and tag in request.headers.get("if-none-match", ""):
        return Response(status_code=304, headers=headers)
    if len(body) > SMALL and "gzip" in request.headers.get("accept-encoding", ""):
        shelf = shelf_of(request)
        body = shelf.constant(("packed", tag), lambda: gzip.compress(body, PACKED))
        headers["content-encoding"] = "gzip"
    return Response(body, status, headers=headers, media_type=media_type)


def clean(text: object) -> str:
    """Take out of other people's words what can't be seen, and put the rest on one line."""
    return " ".join(UNSEEN.sub("", "" if text is None else str(text)).split())


def seen(text: str) -> str:
    """Put a sign in the place of each character that can't be seen, so that all others keep their places."""
    return UNSEEN.sub("\N{REPLACEMENT CHARACTER}", text)


def foreign(text: object, tag: str = "bdi") -> Markup:
    """Other people's words, apart from ours in their direction: Arabic and Hebrew run as they should."""
    return Markup("<{0} dir='auto'>{1}</{0}>").format(Markup(tag), clean(text))


def rows_of(rows: Iterable[Sequence[Any]], numbers: Container[int] = ()) -> Markup:
    """The rows of a table: of each the first cell heads it; a cell is what is shown, or that and where it leads.

    Made here and not in the template, which takes five times as long for a cell.
    """
    return Markup("\n").join(_row(row, numbers) for row in rows)


def _row(row: Sequence[Any], numbers: Container[int]) -> Markup:
    cells = []
    for place, cell in enumerate(row):
        kind = ' class="number"' if place in numbers else ""
        begin, end = (f'<th scope="row"{kind}>', "</th>") if place == 0 else (f"<td{kind}>", "</td>")
        is_bare = cell is None or isinstance(cell, str | int | float)
        shown, link = (cell, None) if is_bare else (cell[0], cell[1])
        words: str = escape(clean(shown))
        if link:
            words = f'<a href="{escape(link)}"><bdi dir="auto">{words}</bdi></a>'
        cells.append(f"{begin}{words}{end}")
    return Markup(f"  <tr>{''.join(cells)}</tr>")


def long_day(value: str | date | None) -> str:
    """A day in words: "3 June 2025"; what is no day stays as it is."""
    if value is None or value == "":
        return "undated"
    try:
        day = value if isinstance(value, date) else date.fromisoformat(value[:10])
    except ValueError:
        return clean(value)
    return f"{day.day} {day:%B %Y}"


def many(number: int, one: str, several: str | None = None) -> str:
    """A number with its noun: "1 article", "12 articles"."""
    return f"{number:,} {one if number == 1 else several or one + 's'}"


def percent(value: float) -> str:
    """A share of one as whole percent."""
    return f"{value * 100:.0f}\N{NO-BREAK SPACE}%"


@cache
def _templates() -> Environment:
    loader = PackageLoader("legation.view", "templates")
    environment = Environment(
        loader=loader, autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )
    environment.filters.update(clean=clean, seen=seen, foreign=foreign, day=long_day, many=many, percent=percent)
    environment.globals.update(
        to=addresses, menu=MENU, version=__version__, static=_static, at=addresses.at, rows_of=rows_of
    )
    return environment


@cache
def _static(name: str) -> str:
    """The address of a file of ours, with a mark of its contents, so that browsers may keep it for ever."""
    content = files("legation.view").joinpath("static", "web", name).read_bytes()
    return f"/static/{name}?v={hashlib.sha256(content).hexdigest()[:12]}"
