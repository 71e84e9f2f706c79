"""The review in the terminal: one record after another, a key for each verdict, every verdict kept at once."""

import json
import sys
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from typing import Any, Protocol

from rich.console import Console
from rich.text import Text

from legation import corrections as rules
from legation.errors import QueryError
from legation.record_parts import Verdict
from legation.records import Correction
from legation.store import review
from legation.store.codec import to_json
from legation.store.review import Judgement
from legation.store.store import Store
from legation.view import review_codes, review_screen, review_sources, review_values
from legation.view.output import plain
from legation.view.review_sources import Case, Known, Task
from legation.view.review_values import Setting

KEYS = "[a]ccept  [r]eject  [c]orrect  [s]kip  [u]ndo  [n]ote  [q]uit"
VERDICTS: Mapping[str, Verdict] = {"a": "accept", "r": "reject"}


class Reader(Protocol):
    """Where a reviewer's answers come from."""

    def key(self, prompt: str) -> str:
        """Ask for one key; "q" where nothing more comes."""

    def line(self, prompt: str) -> str | None:
        """Ask for a line; none where nothing more comes."""


class Keyboard:
    """A person at a terminal: one press is enough for a verdict."""

    def key(self, prompt: str) -> str:
        """Ask for one key."""
        import typer

        sys.stdout.write(prompt)
        sys.stdout.flush()
        try:
            pressed = typer.getchar()
        except EOFError:
            pressed = "q"
        sys.stdout.write(f"{plain(pressed) if pressed.isprintable() else ''}\n")
        return pressed

    def line(self, prompt: str) -> str | None:
        """Ask for a line."""
        try:
            return input(prompt)
        except EOFError:
            return None


class Piped:
    """Answers that another program or a file gives, one a line."""

    def key(self, prompt: str) -> str:
        """Take the first letter of the next line."""
        line = self.line(prompt)
        return "q" if line is None else line.strip()[:1]

    def line(self, prompt: str) -> str | None:
        """Take the next line."""
        line = sys.stdin.readline()
        sys.stdout.write(f"{prompt}{plain(line.strip())}\n")
        return line.rstrip("\r\n") if line else None


@dataclass(slots=True)
class Session:
    """One sitting: the tasks, what was judged so far, and a note that waits for the next verdict."""

    store: Store
    tasks: Sequence[Task]
    reader: Reader
    screen: Console
    by: str | None = None
    made: list[tuple[int, Correction]] = field(default_factory=list)
    skipped: set[int] = field(default_factory=set)
    note: str | None = None

    def run(self) -> None:
        """Show one record after another until all are judged or the reviewer leaves."""
        at = 0
        while at < len(self.tasks):
            task = self.tasks[at]
            case = review_sources.case(self.store, task.key)
            colour = self.screen.is_terminal and not self.screen.no_color
            progress = f"{at + 1}/{len(self.tasks)}"
            self.screen.print(review_screen.case_view(case, progress, self.screen.width, colour=colour))
            step = self._asked(at, task, case)
            if step is None:
                return
            at = step

    def summary(self) -> str:
        """Say what was judged, and what is left."""
        counts = Counter(made.verdict for _, made in self.made)
        said = (f"{counts['accept']} accepted", f"{counts['correct']} corrected", f"{counts['reject']} rejected")
        skipped = f"; {len(self.skipped)} skipped" if self.skipped else ""
        left = len(self.tasks) - len(self.made) - len(self.skipped)
        return f"{len(self.made)} judged: {', '.join(said)}{skipped}; {left} left"

    def _asked(self, at: int, task: Task, case: Case) -> int | None:
        """Ask until a key leads on; return the place of the next task, or none to leave."""
        while True:
            pressed = self.reader.key(f"{KEYS}: ").casefold()
            if pressed == "q":
                return None
            if pressed == "s":
                self.skipped.add(at)
                return at + 1
            if pressed == "u":
                if (back := self._undone()) is not None:
                    return back
            elif pressed == "n":
                self.note = (self.reader.line("note: ") or "").strip() or None
            elif pressed in VERDICTS:
                return self._judged(at, task, VERDICTS[pressed], {})
            elif pressed == "c":
                if values := self._corrected(case):
                    return self._judged(at, task, "correct", values)
            else:
                self._say(f"“{pressed}” is none of the keys a, r, c, s, u, n, q")

    def _judged(self, at: int, task: Task, verdict: Verdict, values: Mapping[str, Any]) -> int:
        judgement = Judgement(key=task.key, verdict=verdict, on=now(), values=values, by=self.by)
        try:
            made = self.store.tell(review.judge(replace(judgement, note=self.note, drawn=task.drawn)))
        except QueryError as error:
            self._say(str(error))
            return at
        self.made.append((at, made))
        self.skipped.discard(at)
        self.note = None
        self._say(rules.verdict(made))
        return at + 1

    def _undone(self) -> int | None:
        if not self.made:
            self._say("nothing was judged in this sitting; `legation review undo ID` takes back an earlier verdict")
            return None
        at, made = self.made.pop()
        self.store.tell(review.undo(made.id))
        self._say("taken back")
        return at

    def _corrected(self, case: Case) -> dict[str, Any]:
        """Ask for fields and their values until an empty line; what follows from them is filled in."""
        kind = case.record.record
        fields = rules.load().kinds[kind].fields
        before = json.loads(to_json(case.record))
        given: dict[str, Any] = {}
        people = Known(self.store, case.around)
        self.screen.print(review_screen.field_list(fields, before, case))
        while name := (self.reader.line("field (number or name; Enter when done): ") or "").strip():
            values = {**before, **given, **review_codes.following(kind, before, given)}
            try:
                chosen = review_values.named(name, fields)
                typed = self.reader.line(f"{chosen.called} ({review_values.hint(chosen, values)}): ")
                if not (typed or "").strip():
                    continue
                setting = Setting(values=values, document=case.document, people=people)
                given[chosen.name] = review_values.value(typed or "", chosen, setting)
                told = review_screen.shown(given[chosen.name], chosen, case)
                self._say(f"{chosen.called}: {told or 'none'}")
            except QueryError as error:
                self._say(str(error))
        return given | review_codes.following(kind, before, given)

    def _say(self, words: str) -> None:
        self.screen.print(Text(plain(f"  {words}"), "green"))


def reader() -> Reader:
    """Return where answers come from: a person at a terminal, or whatever is piped in."""
    return Keyboard() if sys.stdin.isatty() and sys.stdout.isatty() else Piped()


def values(store: Store, case: Case, settings: Sequence[str]) -> dict[str, Any]:
    """Read what a command line sets ("field=value"), in the order given, with what follows from it."""
    kind = case.record.record
    fields = rules.load().kinds[kind].fields
    before = json.loads(to_json(case.record))
    given: dict[str, Any] = {}
    people = Known(store, case.around)
    for name, typed in review_values.assigned(settings, fields).items():
        now_ = {**before, **given, **review_codes.following(kind, before, given)}
        setting = Setting(values=now_, document=case.document, people=people)
        given[name] = review_values.value(typed, fields[name], setting)
    return given | review_codes.following(kind, before, given)


def now(clock: Callable[[], datetime] = lambda: datetime.now(UTC)) -> str:
    """The moment of a verdict."""
    return clock().isoformat(timespec="milliseconds")
