"""The date of an article together with where it was found, so that a reader knows how far to trust it."""

from legation.records import Document
from legation.view.web.codes import word

_NOTHING_TO_SAY = (None, "given")  # what a user's own file says needs no comment


def dated(document: Document) -> str | None:
    """The date as it is stored, and where it was found: "2024-10-25 (from the page's JSON-LD)"; None without a date."""
    told = found_in(document)
    return f"{document.published} ({told})" if document.published and told else document.published


def found_in(document: Document) -> str | None:
    """Say where the date was found; None where nobody knows, or where the user gave it."""
    source = document.published_from
    return None if source in _NOTHING_TO_SAY else word("date_source", str(source))
