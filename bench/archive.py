"""A large archive: a store of made-up articles in which developments stand as linking would leave them.

usage: python bench/archive.py FILE [--articles 50000] [--desk FILE.toml]

Linking so many articles takes hours, and pages only ask what came of it. So a script puts together what tells one kind
of thing of one party within some days, and writes the records and the ways to them that linking writes: developments of
1 to 30 reports, contradictions, copied texts. Some predictions get a day on which they fall due, some of those an
outcome. The articles are those of `newsroom.py`, spread over three years; the same call gives the same store.
"""

import argparse
import sys
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from itertools import islice
from pathlib import Path
from random import Random
from typing import Any, Literal

from sqlalchemy import Connection

import newsroom
from legation.link import rules
from legation.records import (
    AnyRecord,
    Claim,
    Contradiction,
    DateRange,
    Decision,
    Development,
    Document,
    Event,
    Prediction,
    Report,
    Statement,
)
from legation.store import ledger, unlinked
from legation.store.failure import Origin
from legation.store.store import Store
from legation.store.writing import developed, keep

ARTICLES = 50_000
FIRST, A_DAY = date(2023, 12, 1), 46  # three years for 50,000
MOST_REPORTS, OPEN_DAYS = 30, 4
LAST_RUN = 150  # articles of the run of which a brief says what is new
COPY_DAYS, ALIKE = 3, 90  # texts that begin with so many equal characters within so many days are one
DUE, DECIDED, DISPUTED = 0.4, 0.3, 0.15
PARETO = 0.8
REPRINT: Literal["reprint"] = "reprint"


@dataclass(slots=True, kw_only=True)
class Growing:
    """A development while reports of it still come: its events with their rows, and where they stand."""

    type: str
    most: int = 1
    events: list[tuple[int, Event, Document]] = field(default_factory=list)
    day: date = FIRST

    def record(self) -> Development:
        """The development as linking would write it."""
        first, document = self.events[0][1], self.events[0][2]
        told = sorted(d.published for _, _, d in self.events if d.published)
        publishers = tuple(dict.fromkeys(d.publisher for _, _, d in self.events if d.publisher))
        clause = next(e for e in first.evidence if e.role == "clause")
        return Development(
            document=document.id,
            evidence=first.evidence,
            confidence=0.8,
            why=("kind and parties agree", "no day against it", "few words in common"),
            type=self.type,
            actor=tuple(sorted({a for _, e, _ in self.events for a in e.actor})),
            recipient=tuple(sorted({a for _, e, _ in self.events for a in e.recipient})),
            records=tuple(e.id for _, e, _ in self.events),
            documents=tuple(dict.fromkeys(d.id for _, _, d in self.events)),
            origins=len(publishers) or 1,
            publishers=publishers,
            first_report=told[0] if told else None,
            last_report=told[-1] if told else None,
            standing="corroborated" if len(publishers) > 1 else "one origin",
            description=clause.text[:160],
            date=next((e.date for _, e, _ in self.events if e.date), None),
            place=next((e.place for _, e, _ in self.events if e.place), None),
        )


class Archive:
    """A store that is filled article by article, day by day."""

    def __init__(self, store: Store, seed: int = 7) -> None:
        """Begin with an empty store."""
        self._store, self._dice = store, Random(seed)
        self._growing: dict[tuple[str, ...], Growing] = {}
        self._full: list[Growing] = []
        self._texts: dict[str, list[Document]] = {}
        self._rules = rules()

    def take(self, day: date, articles: Iterable[newsroom.Article]) -> None:
        """Take in the articles of a day, and write what has come to its end."""
        taken = []
        for document, records in articles:
            made = tuple(self._dated(each, day) for each in records)
            if self._store.add(document, made):
                taken.append((document, made))
        for document, made in taken:
            self._note(day, document, made)
        self._close(lambda each: (day - each.day).days > OPEN_DAYS)
        self._store.tell(unlinked.done([document.id for document, _ in taken], self._rules))
        self._decide(day, [each for _, made in taken for each in made if isinstance(each, Prediction) and each.due])

    def finish(self) -> None:
        """Write what is left."""
        self._close(lambda _: True)
        for same in self._texts.values():
            self._copied(same)

    def _dated(self, each: AnyRecord, day: date) -> AnyRecord:
        """Give some predictions the day on which they fall due."""
        if not isinstance(each, Prediction) or self._dice.random() > DUE:
            return each
        due = (day + timedelta(days=self._dice.choice((7, 30, 90, 365)))).isoformat()
        return replace(each, due=DateRange(start=due, end=due, precision="day"))

    def _note(self, day: date, document: Document, records: Sequence[AnyRecord]) -> None:
        rows = self._store.ask(_rows_of(document.id))
        said: list[Statement] = []
        for each in records:
            if isinstance(each, Event) and each.status == "actual" and each.actor:
                self._join(day, rows[each.id], each, document)
            elif isinstance(each, Statement):
                said.append(each)
        self._dispute(said, document)
        same = self._texts.setdefault(document.text[:ALIKE], [])
        same.append(document)

    def _join(self, day: date, row: int, event: Event, document: Document) -> None:
        key = (event.actor[0], event.type, *event.recipient[:1])
        found = self._growing.get(key)
        if found is None or len(found.events) >= found.most:
            if found:
                self._full.append(found)
            most = min(MOST_REPORTS, int(self._dice.paretovariate(PARETO)))  # most things are told once, a few by all
            found = self._growing[key] = Growing(type=event.type, most=most)
        found.events.append((row, event, document))
        found.day = day

    def _dispute(self, said: Sequence[Statement], document: Document) -> None:
        """One accuses and the other denies: claims that can't both hold, about something that grows."""
        accused = next((each for each in said if each.act == "accuse"), None)
        denied = next((each for each in said if each.act == "deny"), None)
        if not (accused and denied and self._growing) or self._dice.random() > DISPUTED:
            return
        about = next((each for key, each in self._growing.items() if key[0] in accused.about), None)
        if about is None:
            return
        claims = tuple(
            Claim(
                record=each.id,
                document=document.id,
                side=side,
                says=each.content[0],
                speaker=each.speaker.actor,
                reported=document.published,
                origin=document.publisher,
            )
            for each, side in ((accused, "yes"), (denied, "no"))
        )
        made = Contradiction(
            document=document.id,
            evidence=(*accused.evidence, *denied.evidence),
            confidence=0.6,
            why=("made up",),
            kind="occurrence",
            about=about.record().id,
            claims=claims,
        )
        self._store.tell(_derived("contradiction", [(about.events[0][0], made)]))

    def _close(self, is_over: Any) -> None:
        over = [key for key, each in self._growing.items() if is_over(each)]
        self._write([*self._full, *(self._growing.pop(key) for key in over)])
        self._full.clear()
        if len(self._texts) > COPY_DAYS * A_DAY:
            for beginning in list(self._texts)[:A_DAY]:
                self._copied(self._texts.pop(beginning))

    def _write(self, done: Sequence[Growing]) -> None:
        happenings = [(row, each.events[0][0], "{}") for each in done for row, _, _ in each.events]
        made = [(each.events[0][0], each.record()) for each in done]

        def change(connection: Connection) -> None:
            if happenings:
                connection.exec_driver_sql(
                    "INSERT OR REPLACE INTO happening (record, lead, profile) VALUES (?, ?, ?)", happenings
                )
            _derived("development", made)(connection)

        self._store.tell(change)

    def _copied(self, same: Sequence[Document]) -> None:
        """Articles that begin in the same words are copies of the first."""
        if len(same) < 2:
            return
        first, *others = sorted(same, key=lambda each: (each.published or "~", each.id))
        made = Report(
            document=first.id,
            evidence=(),
            documents=tuple(each.id for each in (first, *others)),
            copies=("origin", *[REPRINT] * len(others)),
            publishers=tuple(dict.fromkeys(each.publisher for each in same if each.publisher)),
            origin=first.publisher,
        )

        def change(connection: Connection) -> None:
            row = _row(connection, first.id)
            _derived("report", [(row, made)])(connection)
            connection.exec_driver_sql(
                "INSERT OR IGNORE INTO copy (document, parent, kind) VALUES (?, ?, 'reprint')",
                [(_row(connection, each.id), row) for each in others],
            )

        self._store.tell(change)

    def _decide(self, day: date, foretold: Sequence[Prediction]) -> None:
        """Say of some what came of them."""

        def change(connection: Connection) -> None:
            for each in foretold:
                if self._dice.random() < DECIDED and each.due and each.due.end <= (FIRST + timedelta(900)).isoformat():
                    decision = Decision(on=each.due.end, document=None, note="made up")
                    ledger.decide(connection, each.id, self._dice.random() < 0.6, decision)

        self._store.tell(change)


def _rows_of(document: str) -> Any:
    question = "SELECT id, \"row\" FROM record WHERE document = ? AND kind = 'event'"
    return lambda connection: {row[0]: row[1] for row in connection.exec_driver_sql(question, (document,))}


def _row(connection: Connection, document: str) -> int:
    return int(connection.exec_driver_sql('SELECT "row" FROM document WHERE id = ?', (document,)).scalar_one())


def _derived(kind: str, made: Sequence[tuple[int, Any]]) -> Any:
    """Keep records with what they were made of."""

    def change(connection: Connection) -> None:
        if not made:
            return
        rows = keep(connection, [record for _, record in made], day=None, level={})
        pairs = [(kind, of, row) for (of, _), row in zip(made, rows, strict=False)]
        connection.exec_driver_sql('INSERT OR IGNORE INTO derived (kind, "of", record) VALUES (?, ?, ?)', pairs)
        if kind == "development":
            developed(connection, [(row, of, each) for (of, each), row in zip(made, rows, strict=False)])

    return change


def days(room: newsroom.Newsroom, number: int, a_day: int = A_DAY) -> Iterator[tuple[date, list[newsroom.Article]]]:
    """Yield so many articles, day by day, in the order of publication."""
    made = room.articles()
    left = number
    while left > 0:
        found = list(islice(made, min(a_day, left)))
        left -= len(found)
        yield room.today, sorted(found, key=lambda article: article[0].published or "~")


def fill(path: Path, number: int, seed: int = 7) -> newsroom.Newsroom:
    """Make the archive; return the newsroom that wrote it."""
    room = newsroom.Newsroom(seed, first=FIRST, a_day=A_DAY)
    with Store.open(path, patience=600) as store:
        archive, run, taken = Archive(store, seed), 0, 0
        for day, articles in days(room, number):
            if not run and taken >= number - LAST_RUN:
                run = store.start_run(Origin(version="0", data_digest="made-up", model="none"))
            archive.take(day, articles)
            taken += len(articles)
            if taken % (A_DAY * 50) == 0:
                print(f"{taken:,} articles", file=sys.stderr, flush=True)
        archive.finish()
        store.end_run(run, added=min(LAST_RUN, number), skipped=0, failed=0)
    return room


def desk(room: newsroom.Newsroom) -> str:
    """A desk that watches the six countries of which most is told, on issues named by made-up words."""
    lines = ["[desk]", 'name = "A large archive"']
    lines += [f'[[actors]]\nid = "{each.id}"' for each in room.nations[:6]]
    for number, start in enumerate(range(0, 32, 8)):
        words = ", ".join(f'"{word}"' for word in room.lexicon[start : start + 8])
        lines.append(f'[[issues]]\nid = "issue-{number + 1}"\ntitle = "Issue {number + 1}"\nwords = [{words}]')
    lines.append(f'[[expected]]\nactor = "{room.nations[1].id}"\nissue = "issue-1"\nsince = 2026-11-01')
    return "\n".join(lines) + "\n"


def main(arguments: Sequence[str] | None = None) -> int:
    """Make an archive, and the desk for it."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("file", type=Path)
    parser.add_argument("--articles", type=int, default=ARTICLES)
    parser.add_argument("--desk", type=Path, help="write a desk for it here")
    chosen = parser.parse_args(arguments)
    room = fill(chosen.file, chosen.articles)
    if chosen.desk:
        chosen.desk.write_text(desk(room), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
