"""Bylines and credits: lines that name who wrote an article or which outlet gives it."""

import re
from dataclasses import dataclass

from legation.read.vocabulary import date_words, furniture, outlets

_SIGNED = re.compile(r"[Bb][Yy]:?\s+(\S.{1,120})")


@dataclass(frozen=True, slots=True)
class Byline:
    """The names in a byline as written, and the outlet when the byline names one."""

    name: str | None
    publisher: str | None = None


def byline(line: str) -> Byline | None:
    """Read a line such as "By Jane Doe", "By JANE DOE and John Roe, Harbour Wire" or "By Reuters"."""
    match = _SIGNED.fullmatch(line.strip())
    if match is None:
        return None
    signed, _, affiliation = match[1].partition(",")
    names = _before_end(signed)
    sentence = match[1].endswith((".", "?", "!")) and not match[1].endswith(("Jr.", "Sr."))
    if sentence or not _names_people(names):
        return None
    if publisher := credit(names):
        return Byline(None, publisher)
    affiliated = affiliation.strip()
    if affiliated and _names_people(affiliated) and not is_outlet(affiliated):
        names = f"{names}, {affiliated}"  # a list of authors
    return Byline(names, outlet_name(affiliated) if is_outlet(affiliated) else None)


def credit(line: str) -> str | None:
    """The agency of a line that is nothing but its name, in brackets or not: "(AP)"."""
    return outlets().agencies.get(line.strip().strip("()[]").lower())


def is_outlet(name: str) -> bool:
    """Whether a name is that of an outlet rather than of a person, by its words."""
    words = re.findall(r"[\w-]+", name.lower())
    if name.lower() in outlets().agencies:
        return True
    return bool(words) and name[0].isupper() and not outlets().words.isdisjoint(words)


def outlet_name(name: str) -> str:
    """An agency under the name that it is known by, any other outlet as written."""
    return outlets().agencies.get(name.lower(), name)


def _before_end(signed: str) -> str:
    """Cut "Jane Doe in Seoul" after the name."""
    words = signed.split()
    ends = (i for i, word in enumerate(words) if i and word in furniture().byline_ends)
    return " ".join(words[: next(ends, len(words))])


def _names_people(names: str) -> bool:
    """Whether each word could be part of a name; "By Monday evening" and "By then" are prose."""
    words = names.replace("&", "and").split()
    first = words[0].lower().strip(".,") if words else ""
    days = date_words()
    if not words or len(words) > 12 or first in days.weekdays or first in days.months:
        return False
    return words[0][0].isupper() and all(
        word[0].isupper() or word in furniture().particles for word in words if word[0].isalpha()
    )
