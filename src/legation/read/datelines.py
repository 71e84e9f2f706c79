"""Datelines: the place, day and agency before an article's first sentence ("SEOUL, Oct. 18 (Harbour Wire) — ")."""

import re
from dataclasses import dataclass
from functools import cache

from legation.read.dates import day, months_pattern
from legation.read.vocabulary import furniture, outlets, towns

_SENTENCE_WORDS = 8
_CLOSED_SENTENCE_WORDS = 4
_QUOTED = re.compile(r"[\"“][^\"”]*(?:[\"”]|$)")
# What a government says by its seat ("Kabul: We shall not yield") is in its own words.
_OWN_WORDS = re.compile(r"\b(?:I|[Ww]e|[Oo]ur|[Mm]y|us|me)\b")


@dataclass(frozen=True, slots=True)
class Dateline:
    """A dateline as written, the agency that it credits, and its day when it states a year."""

    text: str
    agency: str | None = None
    published: str | None = None


def dateline(line: str) -> Dateline | None:
    """Read the dateline at the start of `line`, if there is one.

    A city in capitals needs no more than a dash and a sentence after it; a place in ordinary letters needs a day or
    an agency too, since "Seoul — Tokyo's partner — agreed" is prose. Before a colon it must be a town that we know,
    since speakers stand there too ("QUESTION: …").
    """
    match = _pattern().match(line)
    if match is None:
        return None
    place, agency, rest = match["place"].strip(), match["agency"] or match["slashed"], line[match.end() :]
    bare = not (match["date"] or agency)
    colon = match["colon"] is not None
    if place.lower() in furniture().labels or (bare and not colon and not _stands_alone(place, rest)):
        return None
    if colon and not _is_place(place, bare=bare, dated="," in match["head"], rest=rest):
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


def _is_place(place: str, *, bare: bool, dated: bool, rest: str) -> bool:
    """Whether a place before a colon is no speaker: a town or a list of towns, or some city in capitals with its day.

    Without day and agency it needs a sentence that nobody says of himself, and a longer one where it has no capitals.
    """
    first = re.split(r", |/| and ", place)[0]
    capitals = place.upper() == place and len(place) > 2
    if first.lower() not in towns():
        return capitals and dated and not bare
    if not bare:
        return True
    closed = rest.rstrip().endswith((".", ".”", '."', "!", "?"))
    if _OWN_WORDS.search(_QUOTED.sub("", rest)) or rest.upper() == rest or not (closed or capitals):
        return False
    if not capitals:
        return len(rest.split()) >= _SENTENCE_WORDS and rest[:1].isalpha()
    return len(rest.split()) >= (_CLOSED_SENTENCE_WORDS if closed else _SENTENCE_WORDS)


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
        r"(?: ?(?:—|–|--|_)\s*|\s+-\s+|(?<=/)\.\s+|(?P<colon>:)\s+)(?=[\"'“‘«(\[]*[^\W_a-z])"
    )
