"""A desk: whom and what a user watches, as the file `desk.toml` says it."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from legation import desk_alerts, desk_feeds
from legation.alert_kinds import THRESHOLDS
from legation.called import Callers
from legation.errors import DeskError
from legation.knowledge import Knowledge
from legation.limits import Limit, limits
from legation.toml_tables import Entry, Key, Sheet, meant
from legation.watches import Alerting, Collecting

TABLES = (
    *("desk", "actors", "issues", "expected", "outlets", "thresholds"),
    *("watch", "feeds", "channels", "alerts", "alerting", "digest"),
)
_ID = re.compile(r"[\w-]+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Watched:
    """An actor that the desk watches; `known` is false where the tables do not have the id."""

    id: str
    name: str
    note: str | None = None
    known: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Issue:
    """A matter that the desk watches; any of the `words` marks it: a word, the beginning of one (word*), a phrase."""

    id: str
    title: str
    words: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Awaited:
    """An actor from whom a statement is expected: on one issue or on any, from a day on or at all times."""

    actor: str
    name: str
    issue: str | None = None
    since: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Outlet:
    """What is known of a publisher: whose text it prints, who owns it, how much its word weighs beside others'."""

    publisher: str
    origin: str | None = None
    agency: str | None = None
    owner: str | None = None
    weight: float = 1.0
    note: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Thresholds:
    """The numbers that alerts are measured against; `data/desk/thresholds.yaml` says what each means."""

    tension: float
    origins: int
    silence_days: int
    position_change: int
    due_days: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Desk:
    """Whom and what a user watches; `file` is where it stands."""

    file: str
    name: str
    thresholds: Thresholds
    actors: tuple[Watched, ...] = ()
    issues: tuple[Issue, ...] = ()
    expected: tuple[Awaited, ...] = ()
    outlets: tuple[Outlet, ...] = field(default=())
    collecting: Collecting = field(default=Collecting())
    alerting: Alerting = field(default=Alerting())

    def houses(self) -> Mapping[str, str]:
        """Map publishers, in lower case, to the house that they belong to: whose text they print, or who owns them."""
        return {
            each.publisher.casefold(): house.casefold()
            for each in self.outlets
            if (house := each.origin or each.agency or each.owner)
        }


def thresholds() -> Mapping[str, Limit]:
    """Read which thresholds there are."""
    return limits(THRESHOLDS)


def load(path: Path, knowledge: Knowledge) -> Desk:
    """Read the desk at `path` and find its actors in the tables; raises DeskError that names all that is wrong."""
    try:
        text = path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as error:
        raise DeskError([f"{path}: this is no UTF-8 text: {error.reason} at byte {error.start + 1}"]) from error
    except OSError as error:
        raise DeskError([f"{path}: it can't be read: {error.strerror or error}"]) from error
    return parsed(text, str(path), knowledge)


def parsed(text: str, file: str, knowledge: Knowledge) -> Desk:
    """Read a desk from its text."""
    sheet = Sheet(file, text)
    sheet.refuse_others(TABLES)
    reader = _Reader(sheet, Callers(knowledge))
    head = sheet.one("desk", (Key(name="name"),))
    issues = reader.issues()
    measures = reader.thresholds()
    ids = [issue.id for issue in issues]
    desk = Desk(
        file=file,
        name=head.text("name") or Path(file).stem,
        thresholds=measures,
        actors=reader.actors(),
        issues=issues,
        expected=reader.expected(ids),
        outlets=reader.outlets(),
        collecting=desk_feeds.collecting(sheet),
        alerting=desk_alerts.alerting(
            sheet, desk_alerts.Known(actor=reader.actor, issues=ids, thresholds=asdict(measures))
        ),
    )
    sheet.check()
    return desk


class _Reader:
    """Makes the parts of a desk from the tables of its file; what is wrong is noted in the sheet."""

    def __init__(self, sheet: Sheet, callers: Callers) -> None:
        self._sheet = sheet
        self._callers = callers

    def actors(self) -> tuple[Watched, ...]:
        found: dict[str, Watched] = {}
        for entry in self._sheet.several("actors", (Key(name="id", needed=True), Key(name="note"))):
            name = entry.text("id")
            if name and (actor := self.actor(entry, "id", name)):
                self._refuse_twice(entry, "id", actor, found)
                name, known = self._callers.name(actor)
                found[actor] = Watched(id=actor, name=name, known=known, note=entry.text("note"))
        return tuple(found.values())

    def issues(self) -> tuple[Issue, ...]:
        keys = (Key(name="id", needed=True), Key(name="title"), Key(name="words", kind="texts", needed=True))
        found: dict[str, Issue] = {}
        for entry in self._sheet.several("issues", keys):
            if name := entry.text("id"):
                self._refuse_twice(entry, "id", name, found)
                if not _ID.fullmatch(name):
                    self._sheet.refuse(entry, "id", f"expected letters, digits, - and _, found '{name}'")
                words = self._words(entry)
                found[name] = Issue(id=name, title=entry.text("title") or name, words=words)
        return tuple(found.values())

    def expected(self, issues: Sequence[str]) -> tuple[Awaited, ...]:
        keys = (Key(name="actor", needed=True), Key(name="issue"), Key(name="since", kind="day"))
        found = []
        for entry in self._sheet.several("expected", keys):
            issue = entry.text("issue")
            if issue and issue not in issues:
                there = f"there are {', '.join(issues)}" if issues else "the desk has none"
                self._sheet.refuse(entry, "issue", f"'{issue}' is no issue of this desk{meant(issue, issues)}; {there}")
            speaker = entry.text("actor")
            if speaker and (actor := self.actor(entry, "actor", speaker)):
                name, _ = self._callers.name(actor)
                found.append(Awaited(actor=actor, name=name, issue=issue, since=entry.values.get("since")))
        return tuple(dict.fromkeys(found))

    def outlets(self) -> tuple[Outlet, ...]:
        texts = tuple(Key(name=name, needed=name == "publisher") for name in ("publisher", "origin", "agency", "owner"))
        found: dict[str, Outlet] = {}
        for entry in self._sheet.several("outlets", (*texts, Key(name="weight", kind="number"), Key(name="note"))):
            if name := entry.text("publisher"):
                self._refuse_twice(entry, "publisher", name, found)
                weight = entry.values.get("weight", 1.0)
                if not 0 < weight <= 1:
                    self._sheet.refuse(entry, "weight", f"expected a number above 0, at most 1, found {weight}")
                found[name] = Outlet(**{**entry.values, "weight": float(weight)})
        return tuple(found.values())

    def thresholds(self) -> Thresholds:
        rules = thresholds()
        entry = self._sheet.one("thresholds", [Key(name=name, kind="number") for name in rules])
        values: dict[str, Any] = {name: rule.default for name, rule in rules.items()}
        for name, value in entry.values.items():
            rule = rules[name]
            if rule.holds(value):
                values[name] = int(value) if rule.whole else float(value)
            else:
                self._sheet.refuse(entry, name, f"expected {rule.expected}, found {value}")
        return Thresholds(**values)

    def actor(self, entry: Entry, key: str, name: str) -> str | None:
        """The id of the actor whom a name under `key` means; None, and noted, where nobody is meant for sure."""
        called = self._callers.find(name)
        if called.id is None:
            self._sheet.refuse(entry, key, called.reason)
        return called.id

    def _words(self, entry: Entry) -> tuple[str, ...]:
        words: tuple[str, ...] = entry.values.get("words", ())
        for word in words:
            if not re.search(r"\w", word) or "*" in word.rstrip("*") or word.startswith("-"):
                self._sheet.refuse(
                    entry, "words", f"'{word}' marks nothing: write a word, the beginning of one (word*) or a phrase"
                )
        return words

    def _refuse_twice(self, entry: Entry, key: str, name: str, found: Mapping[str, object]) -> None:
        if name in found:
            self._sheet.refuse(entry, key, f"'{name}' stands there twice")
