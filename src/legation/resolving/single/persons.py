"""Persons of the tables as they are on a day: the office that they hold then, or held before."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date, timedelta

from legation.knowledge import CARRIED_ON, Holding, Knowledge, Known, Title
from legation.resolving.folding import fold
from legation.resolving.resolution import Resolution
from legation.resolving.standing import rank

_DEFENCE = re.compile(r"defen[cs]e", re.IGNORECASE)
# A title is kept in speech for so many years after the office; later it means somebody else.
_KEPT = 12
# So long after a term its holder may still be called by it.
_HEARD_LATE = timedelta(days=30)


class Persons:
    """Makes the answer for somebody known, from the offices that the tables give to them."""

    def __init__(self, knowledge: Knowledge, former: Iterable[str], recent: str) -> None:
        """`former` are the words before a title that put it in the past.

        Without a date, whose last office ended before `recent` (an ISO day) is taken for a former official.
        """
        self._knowledge = knowledge
        self._former = frozenset(fold(word) for word in former)
        self._recent = recent

    def record(
        self,
        entry: Known,
        day: date | None,
        role: str | None = None,
        title: Title | None = None,
        reason: str = "name in the tables of persons",
    ) -> Resolution:
        """The answer for `entry` on `day`; `role` are the words of the text for it, `title` the title in them."""
        terms = self._knowledge.offices(entry.id)
        former = self.is_former(fold(role or "").split())
        held = None if former else self._held(terms, day, title)
        when = f"on {day.isoformat()}" if day else "by the tables"
        return Resolution(
            text="",
            id=entry.id,
            name=entry.name,
            kind="person",
            country=self._serves(held, entry),
            sector=self._knowledge.sector_in(held, day)
            if held
            else self._sector(entry, day, None if former else title),
            second_sector="MIL" if held and held.sector == "GOV" and _DEFENCE.search(held.title) else None,
            role=role or (held.title if held else None),
            office=f"{held.polity}:{held.office}" if held else None,
            wikidata=entry.wikidata,
            wiki=entry.wiki,
            resolved=True,
            confidence=0.95,
            why=(reason, f"{held.title} {when}" if held else f"no office {when if terms else 'in the tables'}"),
        )

    def without_role(self, found: Resolution, day: date | None) -> Resolution:
        """The answer for a person before whose name no office is told: the role is that of the office held."""
        terms = (term for term in self._knowledge.offices(found.id or "") if self.in_time(term, day))
        held = next((term for term in terms if f"{term.polity}:{term.office}" == found.office), None)
        return replace(found, role=held.title if held else None)

    def in_time(self, holding: Holding, day: date | None) -> bool:
        """True for a term that runs on `day`; without a day, for one that runs or ended a short time ago."""
        return holding.covers(day) if day else not holding.until or holding.until > self._recent

    def is_former(self, before: Sequence[str]) -> bool:
        """True when the folded words before a title put it in the past."""
        return any(word in self._former for word in before)

    def _held(self, terms: Iterable[Holding], day: date | None, title: Title | None) -> Holding | None:
        """The office that somebody holds: the one that the title names, else the highest."""
        current = [term for term in terms if self.in_time(term, day)]
        said = [term for term in current if title is not None and title.office_of(term.polity) == term.office]
        return min(said or current, key=rank, default=None)

    def _sector(self, entry: Known, day: date | None, title: Title | None) -> str | None:
        """The sector of somebody without an office: their own, that of elites who had one, the title's."""
        terms = self._knowledge.offices(entry.id)
        had_one = any(day is None or term.since <= day.isoformat() for term in terms)
        said = title.sector if title is not None and title.sector != "UNK" else None
        # Whoever is called minister in the weeks after the end of a term has just left, or the paper has not heard.
        if day is not None and said == "GOV" and any(_just_over(term, day) for term in terms):
            return said
        return entry.sector or ("ELI" if had_one else said)

    def _serves(self, held: Holding | None, entry: Known) -> str | None:
        """The state or the kind of body that somebody acts for: the UN's secretary-general acts for no state."""
        body = self._knowledge.known.get(held.polity) if held is not None else None
        if body is None or body.kind not in ("organisation", "state"):
            return entry.country
        # The Soviet Union is carried on by Russia, wherever its minister was born; a pope is the Vatican's.
        return CARRIED_ON.get(body.id, body.country)


def _just_over(held: Holding, day: date) -> bool:
    """True for a term that ended a few weeks before the day."""
    return not held.covers(day) and bool(held.until) and held.covers(day - _HEARD_LATE)


def kept(held: Holding, day: date | None) -> bool:
    """True for a term that runs on the day or ended so short a time before that the title is still said."""
    return day is None or not held.until or int(held.until[:4]) >= day.year - _KEPT
