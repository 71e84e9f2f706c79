"""Briefs as pages show them: worked out once for all that show a part, each citation with the address of its words."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from legation.records import AnyRecord, Development, Found
from legation.view.brief import Brief, Citation, Section, Sentence, written
from legation.view.brief_asked import asked
from legation.view.cli_options import day
from legation.view.web import addresses
from legation.view.web.shelf import Shelf

Place = tuple[str, int, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """A brief, and where the words of its citations stand; `since` is the day that was asked for."""

    brief: Brief
    places: Mapping[Place, str]
    since: str | None
    developments: frozenset[str] = frozenset()

    @property
    def changed(self) -> Section | None:
        """The section on what changed."""
        return next((each for each in self.brief.sections if each.key == "changed"), None)

    def address(self, citation: Citation) -> str:
        """Where the words of a citation are read in their article."""
        return self.places.get(_place(citation)) or addresses.article(citation.document)

    def whole(self, sentence: Sentence) -> str | None:
        """Where all reports of a development are that a sentence tells."""
        found = next((each for each in sentence.records if each in self.developments), None)
        return addresses.development(found) if found else None


def told(shelf: Shelf, about: Sequence[str], since: str | None) -> Told:
    """Write the brief about some actors, or on all; `since` is a day, or "7d" for the last week.

    Raises QueryError for an actor whom no article names and for what is no day.
    """
    first = day(since or None, today=shelf.settings.today())
    names = tuple(dict.fromkeys(each.strip() for each in about if each.strip()))
    return shelf.kept(("brief", names, first), lambda: _told(shelf, names, first))


def _told(shelf: Shelf, about: Sequence[str], since: str | None) -> Told:
    desk = shelf.settings.desk
    found = asked(shelf.store, about, since, desk if desk and desk.exists() else None)
    brief = written(found)
    return Told(
        brief=brief,
        places=_places(brief.sentences, found.records),
        since=since,
        developments=frozenset(each.id for each in found.records if isinstance(each, Development)),
    )


def _places(sentences: Iterable[Sentence], records: Iterable[AnyRecord]) -> dict[Place, str]:
    """Find for each citation the record that it stands on, since an article opens at the words of a record."""
    told = list(sentences)
    wanted = {record for each in told for record in each.records}
    by_id: dict[str, list[Found]] = {}
    for each in records:
        if isinstance(each, Found) and each.id in wanted:
            by_id.setdefault(each.id, []).append(each)
    places: dict[Place, str] = {}
    for sentence in told:
        behind = [found for each in sentence.records for found in by_id.get(each, ())]
        for citation in sentence.citations:
            own = next((each for each in behind if _stands_on(each, citation)), None)
            if own or _place(citation) not in places:
                places[_place(citation)] = addresses.article(citation.document, own.id if own else None)
    return places


def _stands_on(record: Found, citation: Citation) -> bool:
    return record.document == citation.document and any(
        each.start < citation.end and citation.start < each.end for each in record.evidence
    )


def _place(citation: Citation) -> Place:
    return citation.document, citation.start, citation.end
