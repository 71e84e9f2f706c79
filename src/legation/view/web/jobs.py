"""Work that outlasts an answer: articles are read in a process of their own, one job at a time, the others wait."""

import logging
import multiprocessing
import shutil
import tempfile
from collections import deque
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from multiprocessing.connection import Connection
from pathlib import Path
from secrets import token_urlsafe
from threading import Condition, Thread
from typing import Any, Literal

from legation.errors import QueryError
from legation.store.failure import Failure
from legation.view.web.faults import MissingError
from legation.view.web.job_process import Task, work
from legation.view.web.settings import Settings

State = Literal["waiting", "starting", "reading", "linking", "done", "failed", "stopped"]
OVER = ("done", "failed", "stopped")
MOST_WAITING = 20
KEPT = 50  # jobs that are remembered when they are over
SHOWN = 200  # failures that are kept of one job; of more, the number
LOOK = 0.2  # seconds between two looks at whether a job is to stop
PATIENCE = 5.0  # seconds that a process gets to leave by itself

log = logging.getLogger(__name__)


class BusyError(QueryError):
    """So much waits already that no more is taken."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Job:
    """A job as it stands at one moment. `expected` is the number of articles where it is known, `reason` why it failed.

    `ahead` counts the jobs that come before it.
    """

    id: str
    title: str
    state: State = "waiting"
    expected: int | None = None
    added: int = 0
    skipped: int = 0
    failed: int = 0
    failures: tuple[Failure, ...] = ()
    reason: str | None = None
    ahead: int = 0

    @property
    def is_over(self) -> bool:
        """Whether nothing more will happen."""
        return self.state in OVER

    @property
    def seen(self) -> int:
        """How many articles were dealt with."""
        return self.added + self.skipped + self.failed


@dataclass(slots=True)
class _Kept:
    job: Job
    task: Task
    folder: Path | None
    is_to_stop: bool = False


@dataclass(slots=True)
class Jobs:
    """All jobs of a server; its methods may be called from any thread. `ended` is called when a job is over."""

    settings: Settings
    ended: Callable[[], None] = lambda: None
    _all: dict[str, _Kept] = field(default_factory=dict)
    _waiting: deque[str] = field(default_factory=deque)
    _change: Condition = field(default_factory=Condition)
    _worker: Thread | None = None
    _is_closing: bool = False

    def start(
        self, title: str, files: Mapping[str, bytes] | Sequence[tuple[str, bytes]] = (), *, sample: str | None = None
    ) -> Job:
        """Let files be read, given by name and content, or a sample. Raises BusyError where too much waits."""
        with self._change:
            if len(self._waiting) >= MOST_WAITING:
                raise BusyError(f"{MOST_WAITING} jobs wait already; come back when some of them are done")
        pairs = list(files.items()) if isinstance(files, Mapping) else list(files)
        folder = Path(tempfile.mkdtemp(prefix="legation-")) if pairs else None
        names = _kept(pairs, folder) if folder else {}
        task = Task(
            database=self.settings.database,
            parts=self.settings.parts,
            sources=tuple(names),
            names=names,
            sample=sample,
        )
        kept = _Kept(Job(id=token_urlsafe(9), title=title), task, folder)
        with self._change:
            self._all[kept.job.id] = kept
            self._waiting.append(kept.job.id)
            self._forget()
            if self._worker is None:
                self._worker = Thread(target=self._work, name="jobs", daemon=True)
                self._worker.start()
            self._change.notify_all()
        return kept.job

    def get(self, job: str) -> Job:
        """Return how a job stands. Raises MissingError where there is none with this id."""
        with self._change:
            if job not in self._all:
                raise MissingError(f"There is no job '{job}'. Jobs are forgotten when the server stops.")
            found = self._all[job].job
            waiting = list(self._waiting)
            running = sum(not each.job.is_over and each.job.state != "waiting" for each in self._all.values())
        return replace(found, ahead=waiting.index(job) + running) if job in waiting else found

    def newest(self) -> tuple[Job, ...]:
        """Return all jobs that are remembered, the newest first."""
        with self._change:
            ids = list(reversed(self._all))
        return tuple(self.get(each) for each in ids)

    def stop(self, job: str) -> Job:
        """Let a job end early; what it has read so far stays."""
        self.get(job)
        with self._change:
            kept = self._all[job]
            kept.is_to_stop = True
            if job in self._waiting:
                self._waiting.remove(job)
                self._over(kept, "stopped")
        return self.get(job)

    def close(self) -> None:
        """Stop all of them, and wait until the process of the one that runs has left."""
        with self._change:
            self._is_closing = True
            for each in self._all.values():
                each.is_to_stop = True
            while self._waiting:
                self._over(self._all[self._waiting.popleft()], "stopped")
            self._change.notify_all()
            worker = self._worker
        if worker:
            worker.join(2 * PATIENCE)

    def _work(self) -> None:
        while True:
            with self._change:
                self._change.wait_for(lambda: self._waiting or self._is_closing)
                if self._is_closing:
                    return
                kept = self._all[self._waiting.popleft()]
                kept.job = replace(kept.job, state="starting")
            try:
                self._run(kept)
            except Exception:  # the next job must not wait for ever
                log.exception("the job %s broke off", kept.job.title)
                self._end(kept, "failed", "A fault in Legation. The server's log says where; please report it.")

    def _run(self, kept: _Kept) -> None:
        context = multiprocessing.get_context("spawn")
        mine, its = context.Pipe(duplex=False)
        process = context.Process(target=work, args=(kept.task, its), name="legation-job", daemon=True)
        process.start()
        its.close()  # else its end would not show here
        try:
            self._follow(kept, mine)
        finally:
            if kept.is_to_stop:
                process.terminate()
            process.join(PATIENCE)
            if process.is_alive():
                process.kill()
                process.join()
            mine.close()
        if kept.is_to_stop:
            self._end(kept, "stopped")
        elif not kept.job.is_over:
            code = process.exitcode
            self._end(
                kept, "failed", f"The process that reads ended by itself (code {code}): short of memory, perhaps."
            )

    def _follow(self, kept: _Kept, process: Connection) -> None:
        """Note what the process says, until it has no more to say or the job is to stop."""
        while not kept.is_to_stop:
            if not process.poll(LOOK):
                continue
            try:
                kind, value = process.recv()
            except EOFError:
                return
            if kind == "done":
                self._end(kept, "done")
            elif kind == "broken":
                self._end(kept, "failed", value)
            else:
                with self._change:
                    kept.job = _after(kept.job, kind, value)

    def _end(self, kept: _Kept, state: State, reason: str | None = None) -> None:
        with self._change:
            if not kept.job.is_over:
                self._over(kept, state, reason)
        self.ended()

    def _over(self, kept: _Kept, state: State, reason: str | None = None) -> None:
        kept.job = replace(kept.job, state=state, reason=reason)
        if kept.folder:
            shutil.rmtree(kept.folder, ignore_errors=True)

    def _forget(self) -> None:
        over = [key for key, each in self._all.items() if each.job.is_over]
        for key in over[: max(0, len(self._all) - KEPT)]:
            del self._all[key]


def _after(job: Job, kind: str, value: Any) -> Job:
    """The job after a message of its process."""
    match kind:
        case "coded":
            return replace(job, added=job.added + 1)
        case "skipped":
            return replace(job, skipped=job.skipped + 1)
        case "failure":
            shown = (*job.failures, value) if len(job.failures) < SHOWN else job.failures
            return replace(job, failed=job.failed + 1, failures=shown)
        case "expected":
            return replace(job, expected=value)
        case "reading" | "linking":
            return replace(job, state=kind)
        case _:
            return job


def _kept(files: Sequence[tuple[str, bytes]], folder: Path) -> dict[str, str]:
    """Write files below the folder, each in one of its own, since two may have one name; return their names by path."""
    names = {}
    for number, (name, content) in enumerate(files):
        place = folder / str(number)
        place.mkdir()
        file = place / _harmless(name)
        file.write_bytes(content)
        names[str(file)] = name
    return names


def _harmless(name: str) -> str:
    """What of a name that somebody sent may be that of a file: its last part, without what leads elsewhere."""
    last = name.replace("\\", "/").rpartition("/")[2].replace("\0", "").lstrip(".").strip()
    stem, dot, ending = last.rpartition(".")
    return f"{stem[-100:]}{dot}{ending[:20]}" if stem else (last[:100] or "article")
