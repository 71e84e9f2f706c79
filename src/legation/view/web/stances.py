"""The positions of an actor on the issues of the desk, in its own words, as `legation show positions` has them."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from legation.desk import Desk
from legation.link.positions import UNSTATED
from legation.link.voices import Expected
from legation.view import desk_sources, position_rows, position_sources
from legation.view.web import addresses
from legation.view.web.shelf import Shelf

Values = Mapping[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Stance:
    """A run of statements on one side of an issue: since when, how many by how many origins, and the last words."""

    side: str
    is_stated: bool
    since: str
    last: str
    statements: int
    origins: int
    speaker: str
    words: str
    link: str
    evidence: str
    publisher: str | None
    was: str | None
    is_change: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class OnIssue:
    """What an actor holds on one issue, the newest side first."""

    issue: str
    title: str
    stances: tuple[Stance, ...]


def stances(shelf: Shelf, actor: str) -> list[OnIssue] | None:
    """What an actor holds on each issue; nothing without a desk that names issues."""
    desk = shelf.desk
    if desk is None or not desk.issues:
        return None
    (speaker,) = desk_sources.speakers(shelf.store, [actor], shelf.knowledge)
    titles = {issue.id: issue.title for issue in desk.issues}
    return [
        OnIssue(issue=issue, title=titles[issue], stances=tuple(map(_stance, _order(same))))
        for issue, same in groupby(held(shelf, desk, speaker), key=lambda each: each["issue"])
    ]


def held(shelf: Shelf, desk: Desk, speaker: Expected) -> tuple[Values, ...]:
    """The positions of a speaker on the issues of the desk, by issue, as `legation show positions` writes them."""

    def make() -> tuple[Values, ...]:
        found, gathered = position_sources.listed(shelf.store, desk, (speaker,), desk.issues, (None, None))
        rows = position_rows.rows(gathered.records, (speaker,), desk.issues)
        return tuple(map(rows.whole, found))

    return shelf.kept(("positions", speaker), make)


def _order(same: Iterable[Values]) -> list[Values]:
    """The newest side first; what tells no side last."""
    newest = sorted(same, key=lambda each: each["last"], reverse=True)
    return sorted(newest, key=lambda each: each["side"] == UNSTATED)


def _stance(values: Values) -> Stance:
    last, changed = values["stands"][-1], values["changed"]
    return Stance(
        side=values["side"],
        is_stated=values["side"] != UNSTATED,
        since=values["since"],
        last=values["last"],
        statements=values["statements"],
        origins=values["origins"],
        speaker=last["speaker"],
        words=last["words"],
        link=addresses.record(last["statement"]),
        evidence=addresses.article(last["document"], last["statement"]),
        publisher=last["publisher"],
        was=changed["from"] if changed else None,
        is_change=bool(changed and changed["is_change"]),
    )
