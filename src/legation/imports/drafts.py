"""What a reader finds in somebody else's file, before it is known whether a table can take it."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import NamedTuple


class Place(NamedTuple):
    """Where something stands: the file as the user named it, the 1-based line."""

    file: str
    line: int | None


@dataclass(frozen=True, slots=True)
class Refused:
    """Something that can't be taken, or not wholly: where it stands, what it is, why."""

    at: Place
    what: str
    reason: str

    def __str__(self) -> str:
        """The line that users see."""
        place = self.at.file if self.at.line is None else f"{self.at.file}, line {self.at.line}"
        return f"{place}: {self.what}: {self.reason}"


@dataclass(frozen=True, slots=True)
class Passed:
    """Something that is none of our tables' business: "humans without office"."""

    what: str


@dataclass(frozen=True, slots=True)
class PersonDraft:
    """A person; `key` is how the source's terms name them. Of a `trusted` source every alias is meant as one."""

    at: Place
    key: str
    name: str
    aliases: tuple[str, ...] = ()
    country: str = ""
    gender: str = ""
    wikidata: str = ""
    birth: str = ""
    surname: str = ""
    given: str = ""
    sector: str = ""
    wiki: str = ""
    trusted: bool = False


@dataclass(frozen=True, slots=True)
class TermDraft:
    """A time in an office; `whole` is false where the office is that of a part of the polity only.

    `kind` tells what house a membership belongs to: legislature or executive.
    """

    at: Place
    person: str
    label: str
    polity: str
    since: str
    until: str
    sector: str = ""
    kind: str = ""
    whole: bool = True


@dataclass(frozen=True, slots=True)
class BodyDraft:
    """A body, organisation or group. Where a single word names it, texts must name its country as well."""

    at: Place
    table: str
    name: str
    aliases: tuple[str, ...] = ()
    country: str = ""
    sector: str = ""
    since: str = ""
    until: str = ""
    wikidata: str = ""
    wiki: str = ""


@dataclass(frozen=True, slots=True)
class RowDraft:
    """A row in our own form."""

    at: Place
    table: str
    row: Mapping[str, str]


Draft = PersonDraft | TermDraft | BodyDraft | RowDraft | Refused | Passed
