"""Datelines: the place, day and agency before an article's first sentence ("SEOUL, Oct. 18 (Harbour Wire) — ")."""

import re
from dataclasses import dataclass
from functools import cache

from legation.read.dates import day, months_pattern
from legation.read.vocabulary import furniture, outlets

_SENTENCE_WORDS = 8
_CLOSED_SENTENCE_WORDS = 4


@dataclass(frozen=True, slots=True)
class Dateline:
    """A dateline as written, the agency that it credits, and its day when it states a year."""

    text: str
    agency: str | None = None
    published: str | None = None


def dateline(line: str) -> Dateline | None:
    """Read the dateline at the start of `line`, if there is one.

    A city in capitals needs no more than a dash and a sentence after it; a place in ordinary letters needs a day or
    an agency too, since "Seoul — Tokyo's partner — agreed" is prose.
    """
    match = _pattern().match(line)
    if match is None:
        return None
    place, agency = match["place"].strip(), match["agency"] or match["slashed"]
    bare = not (match["date"] or agency)
    if place.lower() in furniture().labels or (bare and not _stands_alone(place, line[match.end() :])):
        return None
    return Dateline(
        text=line[: match.end("head")].strip(" ,"),
        agency=agency_name(agency) if agency else None,
        published=day(match["date"]) if match["date"] else None,
    )


def agency_name(written: str) -> str:
    """The name under which an agency is known, or what is written when we don't know it."""
    written = written.strip()
    return outlets().agencies.get(written.lower(), written)


def _stands_alone(place: str, rest: str) -> bool:
    """Whether the place is a city in capitals ("DAYTON, Ohio", not "U.S.") before more than a headline's few words.

    A full stop, which headlines lack, makes a sentence of fewer words.
    """
    city = place.partition(",")[0]
    least = _CLOSED_SENTENCE_WORDS if rest.rstrip().endswith((".", ".”", '."')) else _SENTENCE_WORDS
    return city.upper() == city and "." not in city[1:2] and len(city) > 2 and len(rest.split()) >= least


@cache
def _pattern() -> re.Pattern[str]:
    word = r"[^\W\d_a-z](?:[^\W\d_]|['’.])*"
    place = rf"{word}(?:(?:[ /-]|, ){word}){{0,5}}"
    months = rf"(?i:{months_pattern()})"
    date = rf"{months} \d{{1,2}}(?:,? \d{{4}})?|\d{{1,2}} {months}(?:,? \d{{4}})?"
    agency = r"\((?P<agency>[^\W\d_][^()\n]{1,50}(?:\([^()\n]{1,20}\))?)\)"
    slashed = r"\.? ?/(?P<slashed>[^/\n]{2,30})/"
    # The place is taken as short as possible, or it would swallow the month of "SEOUL, Oct. 18".
    return re.compile(
        rf"\s*(?P<head>(?P<place>{place}?)(?:,? (?P<date>{date}))?(?:,? ?{agency}|{slashed})?)"
        r"(?: ?(?:—|–|--|_)\s*|\s+-\s+|(?<=/)\.\s+)(?=[\"'“‘«(\[]*[^\W_a-z])"
    )
