"""Positions as JSON and as flat rows: what each actor holds on each issue, with the statements that say so."""

import json
from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby
from typing import Any

from legation.desk import Issue
from legation.link.positions import UNSTATED, Position, Stand
from legation.link.voices import Expected
from legation.records import AnyRecord, Document, Span, Statement, fingerprint
from legation.view.present import Names, Row

COLUMNS = (
    *("record", "id", "actor", "actor_name", "issue", "issue_title", "side", "since", "last", "statements", "origins"),
    *("changed_from", "is_change", "statement", "document", "day", "publisher", "origin", "speaker", "as_written"),
    *("act", "words", "start", "end", "condition", "why", "copies"),
)
TABLE = (
    *(("who", "actor_name"), ("side", "side"), ("since", "since"), ("last", "last"), ("said", "statements")),
    *(("origins", "origins"), ("last words", "words"), ("changed", "changed")),
)
LEAST = ("origins", "last", "statements")
PLAIN = ("say", "report")  # acts that need no telling
_MARKS = '“”„"«» '


class Rows:
    """Lays out positions with the names of actors, issues and speakers, and the heads of articles."""

    def __init__(
        self, documents: Mapping[str, Document], names: Names, actors: Mapping[str, str], issues: Mapping[str, str]
    ) -> None:
        """Take the articles, the names in them, the names of the actors and the titles of the issues."""
        self._documents = documents
        self._names = names
        self._actors = actors
        self._issues = issues

    def json(self, found: Sequence[Position]) -> str:
        """Return all as a JSON array, one object a line."""
        lines = (json.dumps(self.whole(each), ensure_ascii=False) for each in found)
        return "[\n" + ",\n".join(lines) + "\n]\n"

    def whole(self, position: Position) -> dict[str, Any]:
        """Return one as JSON-ready values."""
        before = position.before
        changed = (
            {"from": before.judged.side, "is_change": position.is_change, "last": self._stand(before)}
            if before
            else None
        )
        return {**self._head(position), "changed": changed, "stands": [self._stand(each) for each in position.stands]}

    def flat(self, position: Position) -> Iterator[Row]:
        """Yield a row for each statement, under the names of COLUMNS."""
        before = position.before
        changed = {"changed_from": before.judged.side if before else None, "is_change": position.is_change}
        for stand in position.stands:
            told = self._stand(stand)
            places = [(span.start, span.end) for span in stand.statement.content]
            told |= {"start": min(places)[0], "end": max(end for _, end in places)}
            told |= {
                "why": "; ".join(stand.judged.why),
                "copies": "; ".join(each["document"] for each in told["copies"]),
            }
            told["condition"] = stand.judged.condition.text if stand.judged.condition else None
            values = {**self._head(position), **changed, **told}
            yield {name: values[name] for name in COLUMNS}

    def tables(self, found: Sequence[Position]) -> Iterator[tuple[str, list[Row]]]:
        """Yield for each issue its title and its rows, in which the actor stands once for all its positions."""
        for issue, same in groupby(found, key=lambda each: each.issue):
            rows = [self.for_table(each) for each in same]
            names = [row["actor_name"] for row in rows]
            for row, name, above in zip(rows[1:], names[1:], names, strict=False):
                row["actor_name"] = None if name == above else name
            yield self._issues.get(issue, issue), rows

    def for_table(self, position: Position) -> Row:
        """Return one as a row of a table: the last words, and from which side it changed."""
        last = position.stands[-1]
        told = self._stand(last)
        words = f"“{told['words'].strip(_MARKS)}”" if last.statement.quotation == "direct" else told["words"]
        # What was denied or asked for is no plain word of the speaker's.
        how = "" if told["act"] in PLAIN else f" ({told['act']})"
        values: Row = {**self._head(position), "words": f"{told['speaker']}{how}: {words}"}
        if position.before:
            perhaps = "" if position.is_change else "perhaps "
            values["changed"] = f"{perhaps}from {position.before.judged.side}, {position.before.day}"
        return values

    def _head(self, position: Position) -> dict[str, Any]:
        first = position.stands[0].statement
        return {
            "record": "position",
            "id": fingerprint("position", position.actor, position.issue, position.side, first.id),
            "actor": position.actor,
            "actor_name": self._actors.get(position.actor, position.actor),
            "issue": position.issue,
            "issue_title": self._issues.get(position.issue, position.issue),
            "side": position.side,
            "since": position.since,
            "last": position.last,
            "statements": len(position.stands),
            "origins": position.origins,
        }

    def _stand(self, stand: Stand) -> dict[str, Any]:
        said = stand.statement
        speaker = said.speaker
        name = self._names.name(speaker.actor, said.document) if speaker.actor else speaker.as_written
        return {
            "statement": said.id,
            "document": said.document,
            "day": stand.day,
            "publisher": self._documents[said.document].publisher,
            "origin": stand.origin,
            "speaker": name,
            "as_written": speaker.as_written,
            "act": said.act,
            "words": _words(said),
            "content": [_span(span) for span in said.content],
            "condition": _span(stand.judged.condition) if stand.judged.condition else None,
            "why": list(stand.judged.why),
            "copies": [{"statement": each.id, "document": each.document} for each in stand.copies],
        }


def rows(records: Sequence[AnyRecord], speakers: Sequence[Expected], issues: Sequence[Issue]) -> Rows:
    """Make the rows from the records that positions rest on, for these actors and issues."""
    documents = {each.id: each for each in records if isinstance(each, Document)}
    names = {each.actor: each.name for each in speakers}
    return Rows(documents, Names(records), names, {issue.id: issue.title for issue in issues})


def note(found: Sequence[Position], cut: Sequence[tuple[str, str]], undated: int) -> str:
    """Say in words how much there is, and what was left out: undated articles, and older statements of many."""
    stated = [each for each in found if each.side != UNSTATED]
    changes = sum(each.is_change for each in stated)
    said = sum(len(each.stands) for each in found)
    parts = [f"{_many(len(stated), 'position')}, {_many(changes, 'change')} of side, in {_many(said, 'statement')}"]
    if undated:
        parts.append(f"{_many(undated, 'undated article')} left out")
    if cut:
        left = ", ".join(f"{actor} on {issue}" for actor, issue in cut)
        parts.append(f"older statements left out: {left}; narrow it with --since and --until")
    return "; ".join(parts)


def _words(statement: Statement) -> str:
    return " … ".join(" ".join(span.text.split()) for span in statement.content)


def _span(span: Span) -> dict[str, Any]:
    return {"start": span.start, "end": span.end, "text": span.text}


def _many(number: int, what: str) -> str:
    return f"{number} {what}{'s' * (number != 1)}"
