"""One row of each project's event table as a Coding. A row that can't be read raises a CellError with the reason."""

import re
from collections.abc import Callable, Sequence

from legation.codings import Coding
from legation.event_tables import Form
from legation.imports.outside import crosswalk, parties
from legation.imports.outside.cells import CellError, Cells, day, is_day, needed, number, picker, score, words

Maker = Callable[[Cells, int], Coding]
_QUADS = frozenset({"VERBAL COOPERATION", "MATERIAL COOPERATION", "VERBAL CONFLICT", "MATERIAL CONFLICT"})
_APART = re.compile(r"[\s_-]+")
_GDELT = (
    *("GLOBALEVENTID", "SQLDATE", "DATEADDED", "EventCode", "QuadClass", "GoldsteinScale"),
    *("Actor1Code", "Actor1Name", "Actor1CountryCode", "Actor1KnownGroupCode"),
    *("Actor2Code", "Actor2Name", "Actor2CountryCode", "Actor2KnownGroupCode"),
    *("NumMentions", "NumSources", "NumArticles", "SOURCEURL"),
)
_ICEWS = (
    *("Event ID", "Event Date", "CAMEO Code", "Intensity", "Source Name", "Source Country"),
    *("Target Name", "Target Country", "Publisher"),
)
_POLECAT = (
    *("Event ID", "Event Date", "Publication Date", "Event Type", "Event Mode", "Contexts", "Intensity", "Quad Code"),
    *("Actor Name", "Actor Name Raw", "Actor Country"),
    *("Recipient Name", "Recipient Name Raw", "Recipient Country", "Source"),
)


def maker(form: Form, columns: Sequence[str]) -> Maker:
    """What makes a Coding of a row of this table, to which an empty cell was added, and of its line."""
    if form is Form.icews:
        return _icews(columns)
    return _polecat(columns) if form is Form.polecat else _gdelt(form.value, columns)


def _gdelt(dataset: str, columns: Sequence[str]) -> Maker:
    pick = picker(columns, _GDELT)

    def make(cells: Cells, line: int) -> Coding:
        (key, when, added, code, quad, scale, *both, mentions, sources, articles, url) = pick(cells)
        first, second = both[:4], both[4:]
        if not key.isdigit() or not key.isascii():
            raise CellError(f"GLOBALEVENTID: expected a number, found '{key[:40]}'")
        if quad and quad not in ("1", "2", "3", "4"):
            raise CellError(f"QuadClass: expected 1, 2, 3 or 4, found '{quad[:40]}'")
        code = needed("EventCode", code)
        typed = crosswalk.of_cameo(code)
        happened = day("SQLDATE", when)
        return Coding(
            dataset,
            key,
            happened,
            day("DATEADDED", added) if added else happened,
            parties.of_cameo(first[2], first[3], first[1]),
            parties.of_cameo(second[2], second[3], second[1]),
            first[1] or first[0] or None,
            first[2] or None,
            second[1] or second[0] or None,
            second[2] or None,
            code,
            typed.type,
            typed.mode,
            typed.quad,
            quad or None,
            None,
            score("GoldsteinScale", scale),
            number("NumMentions", mentions),
            number("NumSources", sources),
            number("NumArticles", articles),
            None,
            url or None,
            line,
        )

    return make


def _icews(columns: Sequence[str]) -> Maker:
    pick = picker(columns, _ICEWS)

    def make(cells: Cells, line: int) -> Coding:
        key, when, code, scale, *named, publisher = pick(cells)
        actor, actor_country, recipient, recipient_country = map(words, named)
        code = needed("CAMEO Code", code)
        typed = crosswalk.of_cameo(code)
        happened = day("Event Date", when)
        return Coding(
            Form.icews.value,
            needed("Event ID", key),
            happened,
            happened,
            parties.of_name(actor_country, actor),
            parties.of_name(recipient_country, recipient),
            actor,
            actor_country,
            recipient,
            recipient_country,
            code,
            typed.type,
            typed.mode,
            typed.quad,
            None,
            None,
            score("Intensity", scale),
            None,
            None,
            None,
            words(publisher),
            None,
            line,
        )

    return make


def _polecat(columns: Sequence[str]) -> Maker:
    pick = picker(columns, _POLECAT)

    def make(cells: Cells, line: int) -> Coding:
        key, when, published, code, mode, contexts, scale, quad, *named, source = pick(cells)
        actor, actor_raw, actor_country, recipient, recipient_raw, recipient_country = map(words, named)
        code = needed("Event Type", code)
        typed = crosswalk.of_plover(code, words(mode))
        happened = day("Event Date", when)
        written = words(quad)
        _check_place(written, actor_country, recipient_country, words(source))
        return Coding(
            Form.polecat.value,
            needed("Event ID", key),
            happened,
            day("Publication Date", published) if words(published) else happened,
            parties.of_name(actor_country, actor),
            parties.of_name(recipient_country, recipient),
            actor or actor_raw,
            actor_country,
            recipient or recipient_raw,
            recipient_country,
            code,
            typed.type,
            typed.mode,
            typed.quad,
            written,
            words(contexts),
            score("Intensity", scale),
            None,
            None,
            None,
            words(source),
            None,
            line,
        )

    return make


def _check_place(quad: str | None, actor: str | None, recipient: str | None, source: str | None) -> None:
    """Refuse a row whose cells have slipped: a class that is none, a number for a country, a day for a publisher."""
    if quad and quad not in tuple("01234") and " ".join(_APART.split(quad.upper())) not in _QUADS:
        raise CellError(f"Quad Code: expected 1 to 4 or words as VERBAL COOPERATION, found '{quad[:40]}'")
    for column, country in (("Actor Country", actor), ("Recipient Country", recipient)):
        if country and country.isdigit():
            raise CellError(f"{column}: expected a code or a name, found '{country[:40]}'")
    if source and is_day(source):
        raise CellError(f"Source: expected a publisher, found the day '{source}'")
