"""Adding articles: the form, and the page of a job that follows its progress."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from anyio.to_thread import run_sync
from fastapi import APIRouter, Request, Response
from fastapi.responses import JSONResponse, RedirectResponse
from starlette.datastructures import FormData, UploadFile

from legation.view.web import addresses
from legation.view.web.faults import told
from legation.view.web.guard import MOST
from legation.view.web.jobs import BusyError, Job, Jobs
from legation.view.web.rendering import fresh

router = APIRouter()
MOST_FILES = 200
LONGEST = {"title": 400, "publisher": 200, "url": 2000}
ACCEPTED = ".txt,.text,.md,.html,.htm,.xhtml,.jsonl,.ndjson,.json,.csv,.tsv,.eml,.pdf"
SAMPLES = {"situation": "The sample situation", "samples": "The 35 samples"}
PASTED = "pasted text.jsonl"
FIELDS = ("text", "title", "publisher", "published", "url")


@dataclass(frozen=True, slots=True)
class Given:
    """What a reader sent: the fields as typed, the files by name and content, a sample, and what is wrong with it."""

    typed: Mapping[str, str]
    files: Sequence[tuple[str, bytes]]
    sample: str
    faults: Mapping[str, str]


@router.get("/add")
def form(request: Request) -> Response:
    """Show the form."""
    if request.app.state.shelf.settings.read_only:
        return _refused(request)
    return _form(request, Given({}, (), "", {}))


@router.post("/add")
async def add(request: Request) -> Response:
    """Take articles, and lead to the job that reads them."""
    if request.app.state.shelf.settings.read_only:
        return _refused(request)
    async with request.form(max_files=MOST_FILES, max_fields=20, max_part_size=MOST) as sent:
        given = await _given(sent)
    if given.faults:
        return _form(request, given, 422)
    try:
        job = await run_sync(_start, _jobs(request), given)
    except BusyError as error:
        return told(request, 503, str(error), {"retry-after": "60"})
    return RedirectResponse(_address(job.id), 303)


@router.get("/jobs/{job}.json")
def progress(request: Request, job: str) -> Response:
    """Tell how a job stands, for the script of its page."""
    found = _jobs(request).get(job)
    values = {
        name: getattr(found, name) for name in ("state", "expected", "seen", "added", "skipped", "failed", "ahead")
    }
    return JSONResponse(values | {"is_over": found.is_over, "says": _says(found)})


@router.get("/jobs/{job}")
def show(request: Request, job: str) -> Response:
    """Show how a job stands; the page asks again by itself until the job is over."""
    found = _jobs(request).get(job)
    return fresh(request, "job.html", {"job": found, "says": _says(found)})


@router.post("/jobs/{job}/stop")
def stop(request: Request, job: str) -> Response:
    """Let a job end early."""
    return RedirectResponse(_address(_jobs(request).stop(job).id), 303)


def _jobs(request: Request) -> Jobs:
    return request.app.state.jobs  # type: ignore[no-any-return]


def _address(job: str) -> str:
    return addresses.at(f"/jobs/{job}")


def _refused(request: Request) -> Response:
    return told(request, 403, "This server was started with --read-only: nobody can add articles here.")


def _form(request: Request, given: Given, status: int = 200) -> Response:
    values: dict[str, Any] = {
        "typed": dict.fromkeys(FIELDS, "") | dict(given.typed),
        "faults": given.faults,
        "accepted": ACCEPTED,
        "most": MOST // 1024 // 1024,
        "most_files": MOST_FILES,
        "longest": LONGEST,
        "jobs": _jobs(request).newest()[:8],
        "says": _says,
    }
    return fresh(request, "add.html", values, status=status)


async def _given(sent: FormData) -> Given:
    typed = {name: value for name in FIELDS if isinstance(value := sent.get(name, ""), str)}
    files = [
        (each.filename, await each.read())
        for each in sent.getlist("files")
        if isinstance(each, UploadFile) and each.filename
    ]
    sample = sent.get("sample", "")
    wanted = sample if isinstance(sample, str) else ""
    return Given(typed, files, wanted, _faults(typed, files, wanted))


def _faults(typed: Mapping[str, str], files: Sequence[tuple[str, bytes]], sample: str) -> dict[str, str]:
    """What is wrong, by field: said at once, so that nobody waits for a job that reads nothing."""
    found = {}
    if sample:
        return {} if sample in SAMPLES else {"files": f"There is no sample '{sample}'."}
    if not files and not typed["text"].strip():
        found["text"] = "Paste a text, or choose files below."
    if any(typed[name].strip() for name in FIELDS[1:]) and not typed["text"].strip():
        found["text"] = "The text itself is missing."
    for name, most in LONGEST.items():
        if len(typed[name]) > most:
            found[name] = f"At most {most} characters."
    if typed["published"] and not _is_day(typed["published"]):
        found["published"] = "Write a day such as 2025-05-07."
    if typed["url"].strip() and addresses.outside(typed["url"].strip()) is None:
        found["url"] = "A web address begins with https:// or http://."
    return found


def _is_day(value: str) -> bool:
    try:
        return bool(date.fromisoformat(value.strip()))
    except ValueError:
        return False


def _start(jobs: Jobs, given: Given) -> Job:
    if given.sample:
        return jobs.start(SAMPLES[given.sample], sample=given.sample)
    files = list(given.files)
    names = [name for name, _ in files]
    if given.typed["text"].strip():
        files.append((PASTED, _line(given.typed)))
        names.append(given.typed["title"].strip() or "the pasted text")
    title = names[0] if len(names) == 1 else f"{len(names)} texts"
    return jobs.start(title, files)


def _line(typed: Mapping[str, str]) -> bytes:
    """The pasted text with what is known of it, as the line of a table that the reader takes."""
    # Browsers send every line end as two characters.
    row = {"text": typed["text"].replace("\r\n", "\n"), "date": typed["published"].strip()}
    row |= {name: " ".join(typed[name].split()) for name in ("title", "publisher", "url")}
    return json.dumps({name: value for name, value in row.items() if value}).encode()


def _says(job: Job) -> str:
    """How a job stands, in a sentence."""
    counts = f"{job.added} added" + "".join(
        f", {number} {word}" for number, word in ((job.skipped, "there already"), (job.failed, "failed")) if number
    )
    of = f" of {job.expected}" if job.expected else ""
    match job.state:
        case "waiting":
            return f"Waits for {job.ahead} other job{'s' * (job.ahead != 1)}." if job.ahead else "Begins in a moment."
        case "starting":
            return "Loading the tables and the parser; that takes some seconds."
        case "reading":
            return f"Reading: {job.seen}{of} article{'s' * ((job.expected or job.seen) != 1)} so far; {counts}."
        case "linking":
            return f"Linking what is new with what is known; {counts}."
        case "done":
            return f"Done: {counts}."
        case "stopped":
            return f"Stopped: {counts}."
        case _:
            return f"Failed: {counts}. {job.reason or ''}".strip()
