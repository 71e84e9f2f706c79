"""Terms of office of an import, held against those in force and against one another."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass

from legation.imports.desk import Desk, Tables
from legation.imports.drafts import Place, TermDraft
from legation.imports.positions import Positions
from legation.vetting import HANDOVER, Row, Term, date_fault, fault, span

TABLE = "offices"


@dataclass(frozen=True, slots=True)
class _Taken:
    """A term of an office for one, by its number among all that were taken."""

    number: int
    term: Term


class Terms:
    """Takes terms of office."""

    def __init__(self, desk: Desk, people: Mapping[str, str], positions: Positions) -> None:
        """Put on `desk` what is taken; `people` gives the id of the source's person."""
        self._desk = desk
        self._people = people
        self._positions = positions
        self._number = 0
        self._ones: dict[tuple[str, str], list[_Taken]] = defaultdict(list)

    def take(self, draft: TermDraft) -> None:
        """Take a term, unless its person was not taken or others held the office then."""
        person = self._people.get(draft.person)
        if person is None:
            self._desk.refuse(draft.at, draft.label, "its person was not taken")
            return
        office = self._positions.office(draft.label, draft.polity, kind=draft.kind, whole=draft.whole)
        row = {
            "person": person,
            "office": office.key,
            "polity": draft.polity,
            "title": office.title,
            "sector": draft.sector or office.sector,
            "since": draft.since,
            "until": draft.until,
        }
        self.take_row(draft.at, row)

    def take_row(self, at: Place, row: Row) -> None:
        """Take a term in our own form."""
        what = f"{row['title'] or row['office']}, {row['person']}"
        dates = [text for text in (row["since"], row["until"]) if text]
        wrong = date_fault(row["since"], row["until"])
        if reason := wrong or fault(TABLE, row, self._desk.index):
            self._desk.refuse(at, what, reason)
            return
        precision = {4: "year", 7: "month", 10: "day"}[min(map(len, dates))]
        row = {**row, "precision": precision}
        term = Term(row["person"], row["since"], row["until"])
        one = self._positions.one(row["office"])
        # An ambassador may be sent to two states at once, but a foreign minister is so only once.
        if self._desk.index.has(row["office"], row["polity"], term) or (one and self._overlaps_own(row, term)):
            self._desk.counts["known terms"] += 1
            return
        force = self._desk.force.terms(row["office"], row["polity"])
        if clash := next((other for other in force if one and _clash(term, other)), None):
            open_end = not term.until and term.since < clash.since
            way_out = "; give `until` for the term in the file, or leave it out" if open_end else ""
            self._desk.refuse(at, what, f"{_told(clash)} held that office then{way_out}")
            return
        if one:
            self._ones[row["office"], row["polity"]].append(_Taken(self._number, term))
        self._number += 1
        self._desk.index.add(TABLE, row)
        self._desk.spool.put(TABLE, at, row)

    def finish(self, tables: Tables) -> None:
        """Write the terms that no other term of the import contradicts."""
        contradicted = dict(self._contradicted())
        for number, (at, row) in enumerate(self._desk.spool.rows(TABLE)):
            if number in contradicted:
                what = f"{row['title']}, {row['person']}"
                self._desk.refuse(at, what, contradicted[number])
            else:
                tables.write(TABLE, row)
                self._desk.counts[TABLE] += 1

    def _overlaps_own(self, row: Row, term: Term) -> bool:
        others = self._desk.index.terms(row["office"], row["polity"])
        return any(other.person == term.person and _overlap(other, term) for other in others)

    def _contradicted(self) -> dict[int, str]:
        """Which terms can't stand, by number: two at once in an office for one, or no end though another came."""
        found: dict[int, str] = {}
        for taken in self._ones.values():
            ordered = sorted(taken, key=lambda each: each.term.since)
            for place, earlier in enumerate(ordered):
                for later in ordered[place + 1 :]:
                    if earlier.term.person == later.term.person or not _overlap(
                        earlier.term, later.term, HANDOVER.days
                    ):
                        continue
                    if not earlier.term.until and earlier.term.since < later.term.since:
                        found[earlier.number] = f"it has no end, though {_told(later.term)} came after"
                    else:
                        found[earlier.number] = f"{_told(later.term)} held that office at the same time"
                        found[later.number] = f"{_told(earlier.term)} held that office at the same time"
        return found


def _overlap(one: Term, other: Term, days: int = 0) -> bool:
    """True when both surely last together for more than so many days."""
    first, second = span(one.since, one.until), span(other.since, other.until)
    both = (min(first[1], second[1]) - max(first[0], second[0])).days
    return both > days or (not days and one.since == other.since)


def _clash(new: Term, held: Term) -> bool:
    """True when the new term can't be beside one in force; a successor of whoever seems still to be in office can."""
    succeeds = not held.until and span(held.since, "")[0] < span(new.since, "")[0]
    return new.person != held.person and not succeeds and _overlap(new, held, HANDOVER.days)


def _told(term: Term) -> str:
    return f"{term.person} ({term.since} to {term.until or 'now'})"
