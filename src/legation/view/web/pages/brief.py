"""The cited brief: as a page whose citations open the words, as PDF for paper, as Markdown for other programs."""

from collections.abc import Mapping
from typing import Annotated, Any

from fastapi import APIRouter, Query, Request, Response

from legation.view.brief_render import clean, context, more, render, scope
from legation.view.web import addresses, told_briefs
from legation.view.web.rendering import answer, page, shelf_of
from legation.view.web.shelf import Shelf

router = APIRouter()
MOST = 4  # actors that one brief may be about
MARKDOWN = "text/markdown; charset=utf-8"
# Where the rest of a section is listed, by the kind of record.
KINDS = {
    "developments": "development",
    "changed": "development",
    "said": "statement",
    "pressure": "pressure",
    "silent": "silence",
    "ties": "tie",
    "predictions": "prediction",
    "accounts": "contradiction",
}
About = Annotated[list[str], Query(max_length=MOST)]


@router.get("/brief")
def show(request: Request, about: About = [], since: str = "") -> Response:  # noqa: B006 - FastAPI copies it
    """Show the brief."""
    return page(request, "brief.html", lambda shelf: _made(shelf, about, since.strip()))


@router.get("/brief.pdf")
def paper(request: Request, about: About = [], since: str = "") -> Response:  # noqa: B006
    """Give the brief as PDF."""
    made = shelf_of(request).page(("brief.pdf", request.url.query), lambda: _pdf(request, about, since.strip()))
    response = answer(request, made, "application/pdf")
    response.headers["content-disposition"] = f'inline; filename="{_name(request, "pdf")}"'
    return response


@router.get("/brief.md")
def markdown(request: Request, about: About = [], since: str = "") -> Response:  # noqa: B006
    """Give the brief as Markdown."""
    found = told_briefs.told(shelf_of(request), about, since.strip())
    response = answer(request, render(found.brief, "md").encode(), MARKDOWN)
    response.headers["content-disposition"] = f'inline; filename="{_name(request, "md")}"'
    return response


def _made(shelf: Shelf, about: list[str], since: str) -> Mapping[str, Any]:
    told = told_briefs.told(shelf, about, since)
    asked = tuple(each for each in (name.strip() for name in about) if each)
    query = {"about": asked, "since": since}
    return {
        "told": told,
        "about": asked,
        "since": told.since,
        "scope": scope(told.brief),
        "context": context,
        "more": {each.key: _more(each.key, told.since) for each in told.brief.sections if more(each)},
        "pdf": addresses.at("/brief.pdf", **query),
        "markdown": addresses.at("/brief.md", **query),
        "sources": [(each, told.address(each)) for each in told.brief.citations],
        "title": clean(told.brief.headline.text) if told.brief.headline else None,
    }


def _more(key: str, since: str | None) -> str:
    return addresses.search(kind=KINDS[key], since=since)


def _pdf(request: Request, about: list[str], since: str) -> bytes:
    from legation.view.brief_pdf import pdf

    return pdf(told_briefs.told(shelf_of(request), about, since).brief)


def _name(request: Request, ending: str) -> str:
    return f"legation-brief-{shelf_of(request).settings.today().isoformat()}.{ending}"
