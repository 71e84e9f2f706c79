"""The board of silences as JSON and as flat rows: who is silent on what, since when, and what ended it."""

import json
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any

from legation.link.board import Reply, Row, Telling
from legation.link.board import load as load_rules
from legation.records import AnyRecord, Document, Statement, fingerprint
from legation.view.awaited_sources import Missing
from legation.view.brief_words import listed
from legation.view.present import Names
from legation.view.present import Row as Flat

COLUMNS = (
    *("record", "id", "actor", "actor_name", "state", "issue", "topics", "about", "kinds", "asked_by", "since", "last"),
    *("days", "reports", "origins", "ended", "ended_by", "ended_words", "why", "expected", "read_articles"),
    *("read_origins", "read_on_issue", "documents"),
)
TABLE = (
    *(("who", "actor_name"), ("on what", "matter"), ("how", "how"), ("asked by", "asked_by"), ("since", "since")),
    *(("last told", "last"), ("days", "days"), ("origins", "origins"), ("how it stands", "words")),
)
LEAST = ("asked_by", "last", "origins", "how")
_STATES = ("open", "ended", "lapsed")
_MARKS = '“”„"«» '
_UNHEARD: Mapping[str, str] = {
    "silent": "expected, no statement",
    "topic-not-read": "expected, nothing read on it",
    "nothing-read": "expected, nothing read",
}
_FEW = 3  # topics and subjects in a table; JSON has all


class Rows:
    """Lays out the board as it stood on a day, with the names of actors, askers and speakers."""

    def __init__(
        self, as_of: date, records: Iterable[AnyRecord], actors: Mapping[str, str], issues: Mapping[str, str]
    ) -> None:
        """Take the day, the records that name and place what is told, the names of the actors, the issues' titles."""
        known = tuple(records)
        self._as_of = as_of
        self._rules = load_rules()
        self._names = Names(known)
        self._documents = {each.id: each for each in known if isinstance(each, Document)}
        self._actors = actors
        self._issues = issues

    def all(self, told: Sequence[Row], missing: Sequence[Missing]) -> list[dict[str, Any]]:
        """Return all as JSON-ready values: the open first, the longest of them on top, then the latest ended."""
        found = [*map(self.silence, told), *map(self.absence, missing)]
        return sorted(found, key=_rank)

    def silence(self, row: Row) -> dict[str, Any]:
        """Return a silence that articles tell as JSON-ready values."""
        tellings = row.tellings
        first = tellings[0].silence
        asked = (each.silence for each in tellings if each.silence.asked_by)
        return {
            "record": "board",
            "id": fingerprint("board", row.actor, first.id),
            "actor": row.actor,
            "actor_name": self._actors.get(row.actor, row.actor),
            "state": row.state(self._as_of, self._rules),
            "issues": list(row.issues),
            "topics": list(dict.fromkeys(each.silence.topic for each in tellings if each.names_topic())),
            "about": [self._party(each) for each in _frequent(s for t in tellings for s in t.subjects)],
            "kinds": dict(Counter(each.silence.kind for each in tellings)),
            "asked_by": list(dict.fromkeys(self._names.name(str(s.asked_by), s.document) for s in asked)),
            "since": row.since.isoformat(),
            "last": row.last.isoformat(),
            "days": row.days(self._as_of, self._rules),
            "origins": row.origins,
            "reports": [self._telling(each) for each in tellings],
            "ended": self._reply(row.end, row.why) if row.end else None,
            "expected": False,
            "read": None,
        }

    def absence(self, missing: Missing) -> dict[str, Any]:
        """Return an expected speaker who did not speak as JSON-ready values."""
        found, issue = missing.absence, missing.awaited.issue
        read = found.read
        last = self._said(found.last) if found.last else None
        since = last["day"] if last else found.window.since.isoformat()
        until = read.last or found.window.since
        return {
            "record": "board",
            "id": found.id,
            "actor": missing.awaited.actor,
            "actor_name": missing.awaited.name,
            "state": "open" if found.finding == "silent" else found.finding,
            "issues": [issue] if issue else [],
            "topics": [],
            "about": [],
            "kinds": {"absence": 1} if found.finding == "silent" else {},
            "asked_by": [],
            "since": since,
            "last": None,
            "days": (until - date.fromisoformat(since)).days if found.finding == "silent" else None,
            "origins": None,
            "reports": [],
            "ended": None,
            "expected": True,
            "read": {
                "since": found.window.since.isoformat(),
                "until": found.window.until.isoformat(),
                "articles": read.articles,
                "origins": read.origins,
                "on_issue": read.on_topic,
                "last_statement": last,
            },
        }

    def for_table(self, values: Mapping[str, Any]) -> Flat:
        """Return the values of one as a row of a table."""
        ended, read = values["ended"], values["read"]
        how = ", ".join(f"{number} {kind}" if number > 1 else kind for kind, number in values["kinds"].items())
        if read:
            how = _UNHEARD["silent" if values["state"] == "open" else values["state"]]
        stands = _how_much(read) if read else values["state"]
        if ended:
            # What was denied or promised is no plain word of the speaker's.
            how = "" if ended["act"] == "say" else f" ({ended['act']})"
            stands = f"ended {ended['day']} by {ended['speaker']}{how}: {ended['words']}"
        return {
            "actor_name": values["actor_name"],
            "matter": self._matter(values),
            "how": how,
            "asked_by": ", ".join(values["asked_by"]),
            "since": values["since"],
            "last": values["last"],
            "days": values["days"],
            "origins": values["origins"],
            "words": stands,
        }

    def flat(self, values: Mapping[str, Any]) -> Flat:
        """Return the values of one as a flat row under the names of COLUMNS."""
        ended, read = values["ended"] or {}, values["read"] or {}
        return {
            **{name: values[name] for name in COLUMNS if name in values and not isinstance(values[name], list | dict)},
            **{name: "; ".join(values[name]) for name in ("topics", "about", "asked_by")},
            "issue": "; ".join(values["issues"]),
            "kinds": "; ".join(f"{number} {kind}" for kind, number in values["kinds"].items()),
            "reports": len(values["reports"]),
            "ended": ended.get("day"),
            "ended_by": ended.get("speaker"),
            "ended_words": ended.get("words"),
            "why": ended.get("why"),
            "read_articles": read.get("articles"),
            "read_origins": read.get("origins"),
            "read_on_issue": read.get("on_issue"),
            "documents": "; ".join(each["document"] for each in values["reports"]),
        }

    def _matter(self, values: Mapping[str, Any]) -> str:
        """What the silence is on: an issue by its title, the topics as told, else those whom it is about."""
        titles = [self._issues.get(each, each) for each in values["issues"][:1]]
        topics = [" ".join(each.split()) for each in values["topics"][:_FEW]]
        if titles or topics:
            return ": ".join(filter(None, ("; ".join(titles), "; ".join(topics))))
        if values["expected"]:
            return "(anything)"
        return f"(about {listed(values['about'][:_FEW])})" if values["about"] else "(not told)"

    def _telling(self, telling: Telling) -> dict[str, Any]:
        silence = telling.silence
        return {
            "silence": silence.id,
            "document": silence.document,
            "day": telling.day.isoformat(),
            "publisher": self._documents[silence.document].publisher,
            "origin": telling.origin,
            "kind": silence.kind,
            "actor": silence.actor,
            "topic": silence.topic,
            "asked_by": silence.asked_by,
            "words": _told(silence.evidence, self._documents[silence.document].text),
        }

    def _reply(self, reply: Reply, why: str) -> dict[str, Any]:
        return {**self._said(reply.statement), "why": why}

    def _said(self, statement: Statement) -> dict[str, Any]:
        known = self._documents[statement.document]
        speaker = statement.speaker
        return {
            "statement": statement.id,
            "document": statement.document,
            "day": (known.published or "")[:10],
            "publisher": known.publisher,
            "speaker": self._names.name(speaker.actor, statement.document) if speaker.actor else speaker.as_written,
            "as_written": speaker.as_written,
            "act": statement.act,
            "words": _quoted(statement),
        }

    def _party(self, party: str) -> str:
        name = self._actors.get(party) or self._names.name(party, "")
        return name.title() if party.startswith("person:") and name.islower() else name


def json_text(values: Sequence[Mapping[str, Any]]) -> str:
    """Return all as a JSON array, one object a line."""
    lines = (json.dumps(each, ensure_ascii=False) for each in values)
    return "[\n" + ",\n".join(lines) + "\n]\n"


def note(values: Sequence[Mapping[str, Any]], as_of: date, *, nameless: int, undated: int, is_cut: bool) -> str:
    """Say in words how much there is, as of when, and what was left out."""
    states = Counter("expected, no statement read" if each["expected"] else each["state"] for each in values)
    parts = [f"as of {as_of}: " + (", ".join(f"{number} {state}" for state, number in states.items()) or "no silence")]
    if undated:
        parts.append(f"{undated} undated article{'s' * (undated != 1)} left out")
    if nameless:
        parts.append(f"{nameless} of nobody that is named left out")
    if is_cut:
        parts.append("older ones left out: narrow it with --actor, --issue or --since")
    return "; ".join(parts)


def _rank(values: Mapping[str, Any]) -> tuple[object, ...]:
    """The open first, the longest on top; then the ended and the lapsed, the latest on top."""
    state = values["state"]
    place = _STATES.index(state) if state in _STATES else len(_STATES)
    when = values["ended"]["day"] if values["ended"] else values["last"] or values["since"]
    late = -date.fromisoformat(when).toordinal()
    return (place, -values["days"] if state == "open" else late, values["actor_name"], values["id"])


def _how_much(read: Mapping[str, Any]) -> str:
    on_issue = "" if read["on_issue"] is None else f", {read['on_issue']} on it"
    return f"no statement in {read['articles']} articles of {read['origins']} origins{on_issue}"


def _told(evidence: Sequence[Any], text: str) -> str:
    start, end = min(e.start for e in evidence), max(e.end for e in evidence)
    return " ".join(text[start:end].split())


def _quoted(statement: Statement) -> str:
    words = " … ".join(" ".join(span.text.split()) for span in statement.content)
    return f"“{words.strip(_MARKS)}”" if statement.quotation == "direct" else words


def _frequent(words: Iterable[str]) -> list[str]:
    counted = Counter(words)
    return sorted(counted, key=lambda word: (-counted[word], word))
