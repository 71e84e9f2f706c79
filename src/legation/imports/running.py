"""Runs an import: reads, takes, writes to a folder aside, checks all tables together, then moves it in place."""

import logging
import re
import shutil
import tempfile
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from legation import knowledge, overlay, vetting
from legation.errors import KnowledgeError, QueryError
from legation.imports import own_csv, popolo, wikidata
from legation.imports.bodies import Bodies
from legation.imports.desk import Desk, Spool, Tables
from legation.imports.drafts import BodyDraft, Draft, Passed, PersonDraft, Refused, RowDraft, TermDraft
from legation.imports.names import slug
from legation.imports.people import People
from legation.imports.polities import Polities
from legation.imports.positions import Positions
from legation.imports.sources import Form, form, is_misnamed
from legation.imports.terms import Terms
from legation.tables import csv_rows, user_rows

# Without a handler of the caller's this reaches standard error, one line a message.
_log = logging.getLogger("legation.knowledge")
_NAME = re.compile(r"[a-z0-9]+([._-][a-z0-9]+)*")


@dataclass(slots=True)
class Outcome:
    """What came of an import: `folder` is where the tables are, None where nothing new was found."""

    name: str
    form: Form
    folder: Path | None = None
    rows: Counter[str] = field(default_factory=Counter)
    known: Counter[str] = field(default_factory=Counter)
    passed: Counter[str] = field(default_factory=Counter)
    refused: int = 0


@dataclass(frozen=True, slots=True)
class Listed:
    """A set of tables: how many rows each has, where it is, and why it is left out if it is."""

    name: str
    folder: Path | None
    rows: Counter[str]
    fault: str | None = None


def run(
    source: Path,
    *,
    report: Callable[[Refused], None],
    kind: Form | None = None,
    name: str | None = None,
    country: str | None = None,
    dry_run: bool = False,
) -> Outcome:
    """Import `source` as the set `name`, replacing an older set of that name; tell `report` all that is refused.

    On any error nothing changes. With `dry_run` nothing changes either.
    """
    home = _home()
    if not source.exists():
        raise KnowledgeError(str(source), None, "no such file or folder")
    outcome = Outcome(_name(source, name), kind or form(source))
    if is_misnamed(source):
        _log.warning("%s: not compressed, whatever its name says; it is read as it is", source)
    seen, index = overlay.vetted(leave=outcome.name)
    with _aside(home, dry_run) as folder:
        _fill(folder, source, outcome, _Given(index, country, report))
        if not outcome.rows:
            if not outcome.known:
                raise KnowledgeError(str(source), None, _nothing(outcome))
            return outcome
        vetting.check(folder, index)
        with overlay.only(*(each.folder for each in seen if not each.fault), folder):
            knowledge.load()
        outcome.folder = home / outcome.name
        if not dry_run:
            _move(folder, outcome.folder)
    return outcome


def remove(name: str) -> Path:
    """Remove a set; give the folder where it was."""
    found = {each.name: each for each in overlay.sets()}
    if name not in found:
        there = f"there are {', '.join(found)}" if found else "there are none"
        raise QueryError(f"no tables of yours are called '{name}'; {there}")
    folder = found[name].folder
    if folder.is_symlink():
        folder.unlink()
        return folder
    gone = Path(tempfile.mkdtemp(prefix=".gone-", dir=folder.parent))
    folder.rename(gone / name)
    shutil.rmtree(gone)
    return folder


def listed() -> list[Listed]:
    """The bundled tables and then the user's sets, each with its rows."""
    with overlay.only():
        bundled = Counter({table: sum(1 for _ in csv_rows(f"actors/{table}.csv")) for table in vetting.TABLES})
    found = [Listed("bundled", None, bundled)]
    if not overlay.sets():
        return found
    for each in overlay.vetted()[0]:
        found.append(Listed(each.name, each.folder, _counted(each), each.fault))
    return found


@dataclass(frozen=True, slots=True)
class _Given:
    """What an import is held against, what the user says about all of it, and whom to tell what is refused."""

    index: vetting.Index
    country: str | None
    report: Callable[[Refused], None]


def _fill(folder: Path, source: Path, outcome: Outcome, given: _Given) -> None:
    """Write into `folder` what the source holds for our tables."""
    spool = Spool(folder)
    tables = Tables(
        folder, f"Imported from {source.name} as {outcome.form}; `legation knowledge import` makes it anew."
    )
    try:
        desk = Desk(vetting.Index(given.index, rows=False), spool, given.report)
        _take_all(desk, tables, source, outcome, given.country)
    finally:
        tables.close()
        spool.close()
    outcome.rows, outcome.refused = tables.counts, desk.refused
    outcome.known = Counter({what: n for what, n in desk.counts.items() if what.startswith("known") and n})


def _take_all(desk: Desk, tables: Tables, source: Path, outcome: Outcome, country: str | None) -> None:
    polities = Polities(desk.index)
    default = polities.country(country) if country else ""
    if default is None:
        raise QueryError(f"unknown country '{country}': write FRA, FR or France")
    people, bodies = People(desk), Bodies(desk)
    terms = Terms(desk, people.ids, Positions(desk.index))
    for draft in _drafts(source, outcome.form, polities, default):
        match draft:
            case PersonDraft():
                people.take(draft)
            case TermDraft():
                terms.take(draft)
            case BodyDraft():
                bodies.take(draft)
            case RowDraft():
                _take_row(draft, people, bodies, terms)
            case Passed():
                outcome.passed[draft.what] += 1
            case Refused():
                desk.refuse(draft.at, draft.what, draft.reason)
    bodies.finish(tables)
    people.finish(tables)
    terms.finish(tables)


def _drafts(source: Path, kind: Form, polities: Polities, country: str) -> Iterator[Draft]:
    match kind:
        case Form.wikidata:
            return wikidata.drafts(source, polities)
        case Form.csv:
            return own_csv.drafts(source, polities, country)
        case Form.popolo:
            return popolo.drafts(source, polities, country)


def _take_row(draft: RowDraft, people: People, bodies: Bodies, terms: Terms) -> None:
    if draft.table == "persons":
        people.take_row(draft.at, draft.row)
    elif draft.table == "offices":
        terms.take_row(draft.at, draft.row)
    elif draft.table == "ambiguous":
        bodies.take_rule(draft.at, draft.row)
    else:
        bodies.take_row(draft.at, draft.table, draft.row)


def _home() -> Path:
    home = overlay.home()
    if home is None:
        raise QueryError(f"{overlay.VARIABLE} is set to nothing, so there is nowhere to put tables")
    return home


def _name(source: Path, name: str | None) -> str:
    """The name of the set: what the user says, else what the file is called."""
    found = name or slug(source.resolve().name.partition(".")[0])
    if not _NAME.fullmatch(found) or found == "bundled":
        raise QueryError(f"'{found}' is no name for tables: write --name with letters a to z, digits and hyphens")
    return found


def _nothing(outcome: Outcome) -> str:
    if outcome.form is Form.csv and not outcome.refused:
        return "it has no rows"
    passed = "".join(f"; {number} {what} passed over" for what, number in outcome.passed.items())
    return f"nothing in it can be taken as {outcome.form} ({outcome.refused} refused{passed})"


@contextmanager
def _aside(home: Path, dry_run: bool) -> Iterator[Path]:
    """A folder for what is not sure yet, on the disk where it will stay; it is gone afterwards."""
    if not dry_run:
        home.mkdir(parents=True, exist_ok=True)
    folder = Path(tempfile.mkdtemp(prefix=".new-", dir=None if dry_run else home))
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _move(made: Path, target: Path) -> None:
    """Put a finished folder in place of an older one; whoever reads meanwhile finds one of the two, whole."""
    made.chmod(0o755)
    waiting = target.with_name(overlay.WAITING + target.name)
    if waiting.exists():  # an import was killed between the two steps below
        shutil.rmtree(waiting) if target.exists() else waiting.rename(target)
    if target.exists():
        target.rename(waiting)
    try:
        made.rename(target)
    except OSError:
        if waiting.exists():
            waiting.rename(target)
        raise
    shutil.rmtree(waiting, ignore_errors=True)


def _counted(each: overlay.TableSet) -> Counter[str]:
    found: Counter[str] = Counter()
    for table in vetting.TABLES:
        try:
            found[table] = sum(1 for _ in user_rows(each.folder / f"{table}.csv", vetting.columns(table)))
        except KnowledgeError:
            continue  # the fault of the set says it
    return +found
