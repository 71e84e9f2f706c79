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


def filed_town(document: Document) -> str:
    """The town of the dateline as written, "" without one."""
    return re.split(r"[,(/—–]| - ", document.dateline or "")[0].strip()


def filed_from(document: Document, knowledge: Knowledge) -> str | None:
    """The country of the dateline: a bare "the Foreign Ministry" filed from Seoul is South Korea's.

    Always a state: "the government" of a report from Brussels is Belgium's, whoever else has a seat there.
    """
    town = filed_town(document)
    names = {town, town.title()}
    seats = {key for name in names for key in knowledge.capitals.get(name, ())}
    found = {key for key in seats if knowledge.known[key].kind == "state"}
    if not found:
        found = {row.country for name in names if (row := knowledge.places.get(name)) and row.country}
    if not found:  # "KUWAIT" and "DJIBOUTI" are towns and states
        found = {key for name in names for key in knowledge.states_by_name.get(name, ())}
    return found.pop() if len(found) == 1 else None
