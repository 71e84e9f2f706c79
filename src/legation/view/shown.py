"""What `show` can list, and which of its options go with what."""

from collections.abc import Mapping
from enum import StrEnum

from legation.errors import QueryError
from legation.records import EVENT_TYPES


class Shown(StrEnum):
    """What `show` lists."""

    events = "event"
    statements = "statement"
    silences = "silence"
    pressure = "pressure"
    ties = "tie"
    predictions = "prediction"
    actors = "actor"
    mentions = "mention"
    documents = "document"
    developments = "development"
    contradictions = "contradiction"
    reports = "report"
    absences = "absence"
    positions = "position"
    board = "board"
    failures = "failure"
    feeds = "feed"
    pages = "page"
    collection = "collection"


COLLECTING = (Shown.feeds, Shown.pages, Shown.collection)
LINKED = (Shown.developments, Shown.contradictions, Shown.reports)
_OF_ARTICLES = ("--actor", "--type", "--document", "--rejected")
_OF_DESK = "--actor, --issue, --since, --until and --desk"
# Options that go with some kinds only.
_ONLY: Mapping[str, tuple[Shown, ...]] = {
    "--expect": (Shown.absences,),
    "--about": (Shown.absences,),
    "--issue": (Shown.positions, Shown.board),
    "--as-of": (Shown.board,),
    "--standing": (Shown.developments,),
    "--origins": (Shown.developments,),
    "--id": (Shown.developments,),
    "--state": (Shown.pages,),
    "--outlets": (Shown.collection,),
}
# Options of records that some kinds do not take, and those that do go with them.
_WITHOUT: Mapping[Shown, tuple[tuple[str, ...], str]] = {
    Shown.absences: (
        ("--actor", "--type", "--document", "--limit", "--rejected"),
        "--expect, --about, --since and --until",
    ),
    Shown.feeds: ((*_OF_ARTICLES, "--limit", "--since", "--until"), "--desk, --json and --csv"),
    Shown.pages: ((*_OF_ARTICLES, "--since", "--until"), "--state and --limit"),
    Shown.collection: ((*_OF_ARTICLES, "--limit"), "--since, --until and --outlets"),
    Shown.positions: (("--type", "--document", "--limit", "--rejected"), _OF_DESK),
    Shown.board: (("--type", "--document", "--limit", "--rejected"), f"--as-of, {_OF_DESK}"),
    Shown.developments: (("--rejected",), "--actor, --type, --standing, --origins, --document, --since and --until"),
    Shown.contradictions: (("--rejected",), "--actor, --type, --document, --since and --until"),
    Shown.reports: (("--type", "--rejected"), "--actor, --document, --since and --until"),
}


def refuse_others(kind: Shown, given: Mapping[str, object]) -> None:
    """Refuse the first option that the user gives and that says nothing about this kind."""
    refused, others = _WITHOUT.get(kind, ((), ""))
    for option, value in given.items():
        if not value:
            continue
        goes_with = _ONLY.get(option, (kind,))
        if kind not in goes_with:
            commands = " and ".join(f"`legation show {each.name}`" for each in goes_with)
            raise QueryError(f"{option} goes with {commands} only")
        if option in refused:
            raise QueryError(f"{option} does not go with {kind.name}: {others} do")
    kept = str(given.get("--type") or "")
    if kept and kind in (Shown.events, Shown.developments) and kept.upper() not in EVENT_TYPES:
        raise QueryError(f"'{kept}' is no type of event; choose one of {', '.join(EVENT_TYPES)}")
