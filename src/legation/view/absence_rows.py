"""What was found of expected speakers, as JSON and as flat rows; the fields of a `silence` where they apply."""

import json
from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any

from legation.link import Absence, Topic
from legation.records import Document, Silence, Statement
from legation.view.brief_words import listed
from legation.view.present import Names, Row

_PIECES = ("first", "last", "later")
_SAID = ("id", "document", "day", "publisher", "speaker", "words")
_MARKS = '“”„"«» '
COLUMNS = (
    *("record", "id", "actor", "actor_name", "kind", "topic", "asked_by", "outcome", "finding", "since", "until"),
    *("articles", "origins", "publishers", "first_read", "last_read", "naming_actor", "naming_topic"),
    *("statements", "silent_days", "reported"),
    *(f"{which}_{field}" for which in _PIECES for field in _SAID),
)
_FINDINGS: Mapping[str, str] = {"nothing-read": "nothing read", "topic-not-read": "nothing read on it"}
_NEVER = "(no earlier one stored)"


class Rows:
    """Lays out absences with the names and headers of the documents in which statements stand."""

    def __init__(self, documents: Mapping[str, Document], names: Names) -> None:
        """Take the documents and names that the statements need."""
        self._documents = documents
        self._names = names

    def json(self, found: Sequence[Absence]) -> str:
        """Return all as a JSON array, one object a line."""
        lines = (json.dumps(self.whole(each), ensure_ascii=False) for each in found)
        return "[\n" + ",\n".join(lines) + "\n]\n"

    def whole(self, absence: Absence) -> dict[str, Any]:
        """Return one as JSON-ready values."""
        reported = [self._reported(each) for each in absence.reported]
        pieces = {name: self._said(getattr(absence, name)) for name in _PIECES}
        return self._head(absence) | {"read": _read(absence)} | _counted(absence) | pieces | {"reported": reported}

    def flat(self, absence: Absence) -> Row:
        """Return one as a flat row under the names of COLUMNS."""
        values: Row = {**self._head(absence), **_read(absence), **_counted(absence)}
        values["reported"] = "; ".join(f"{self._day(s.document)} {s.kind}" for s in absence.reported)
        for name in _PIECES:
            said = self._said(getattr(absence, name)) or dict.fromkeys(_SAID)
            values |= {f"{name}_{field}": value for field, value in said.items()}
        return {name: values[name] for name in COLUMNS}

    def for_table(self, absence: Absence) -> Row:
        """Return one as a row of a table: the first words in the window, or the last before it."""
        values = self.flat(absence)
        shown = absence.first or absence.last
        when = "first" if absence.first else "last"
        values["finding"] = _FINDINGS.get(absence.finding, absence.finding)
        values["said_day"], values["words"] = values[f"{when}_day"], self._quoted(shown) if shown else _NEVER
        values["ended"] = self._day(absence.outcome.document) if absence.outcome else None
        kinds = Counter(each.kind for each in absence.reported)
        values["reported"] = "; ".join(f"{number} {kind}" for kind, number in kinds.items())
        values["names"] = f"{absence.read.naming}/{absence.read.articles}"
        return values

    def _head(self, absence: Absence) -> dict[str, Any]:
        silent = absence.finding == "silent"
        return {
            "record": "absence",
            "id": absence.id,
            "actor": absence.expected.actor,
            "actor_name": absence.expected.name,
            "kind": "absence" if silent else None,
            "topic": absence.topic.text if absence.topic else None,
            "asked_by": None,
            "outcome": absence.outcome.id if absence.outcome else None,
            "finding": absence.finding,
            "since": absence.window.since.isoformat(),
            "until": absence.window.until.isoformat(),
        }

    def _said(self, statement: Statement | None) -> dict[str, Any] | None:
        if statement is None:
            return None
        known = self._documents[statement.document]
        speaker = statement.speaker
        name = self._names.name(speaker.actor, statement.document) if speaker.actor else speaker.as_written
        values = (statement.id, statement.document, (known.published or "")[:10], known.publisher, name)
        return dict(zip(_SAID, (*values, _words(statement)), strict=True))

    def _quoted(self, statement: Statement) -> str:
        said = self._said(statement)
        assert said is not None
        words = f"“{said['words'].strip(_MARKS)}”" if statement.quotation == "direct" else said["words"]
        return f"{said['speaker']} – {statement.act}: {words}"

    def _reported(self, silence: Silence) -> dict[str, Any]:
        key = min(silence.evidence, key=lambda e: (e.role != "cue", e.start), default=None)
        return {
            "id": silence.id,
            "document": silence.document,
            "day": self._day(silence.document),
            "actor": silence.actor,
            "kind": silence.kind,
            "topic": silence.topic,
            "words": key.text if key else "",
        }

    def _day(self, document: str) -> str:
        return (self._documents[document].published or "")[:10]


def note(found: Sequence[Absence], undated: int) -> str:
    """Say in words how much was read in the window and what is left out."""
    first = found[0]
    days = f"from {first.window.since} to {first.window.until}"
    read = first.read
    parts = [f"{read.articles} article{'s' * (read.articles != 1)} read {days}"]
    if read.articles:
        parts += [f"{_many(read.origins, 'origin')}, {_many(read.publishers, 'publisher')}, the last of {read.last}"]
    if first.topic:
        parts.append(f"{read.on_topic} on {_about(first.topic)}")
    if undated:
        parts.append(f"{_many(undated, 'undated article')} left out")
    return "; ".join(parts)


def _about(topic: Topic) -> str:
    return f"{topic.text} ({listed(sorted(topic.actors))})" if topic.actors else f"the words “{topic.text}”"


def _many(number: int, what: str) -> str:
    return f"{number} {what}{'s' * (number != 1)}"


def _words(statement: Statement) -> str:
    said = " … ".join(" ".join(span.text.split()) for span in statement.content)
    return said or " ".join(each.text for each in statement.evidence if each.role == "cue")


def _read(absence: Absence) -> dict[str, Any]:
    read = absence.read
    return {
        "articles": read.articles,
        "origins": read.origins,
        "publishers": read.publishers,
        "first_read": read.first.isoformat() if read.first else None,
        "last_read": read.last.isoformat() if read.last else None,
        "naming_actor": read.naming,
        "naming_topic": read.on_topic,
    }


def _counted(absence: Absence) -> dict[str, Any]:
    return {"statements": absence.statements, "silent_days": absence.days}
