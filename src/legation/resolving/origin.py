"""Origin: the day on which a document appeared, and the country that it was filed from."""

import re
from datetime import date

from legation.knowledge import Knowledge
from legation.records import Document


def published_day(document: Document) -> date | None:
    """The day of publication, if known."""
    try:
        return date.fromisoformat((document.published or "")[:10])
    except ValueError:
        return None


def filed_from(document: Document, knowledge: Knowledge) -> str | None:
    """The country of the dateline: a bare "the Foreign Ministry" filed from Seoul is South Korea's."""
    town = re.split(r"[,(/—–]| - ", document.dateline or "")[0].strip()
    names = {town, town.title()}
    found = {key for name in names for key in knowledge.capitals.get(name, ())}
    if not found:
        found = {row.country for name in names if (row := knowledge.places.get(name)) and row.country}
    return found.pop() if len(found) == 1 else None
