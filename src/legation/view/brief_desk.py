"""What a desk adds to a brief: positions that its actors took or changed, and new levels of tension between two."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from itertools import combinations
from pathlib import Path

from legation.desk import Desk
from legation.errors import QueryError
from legation.link.positions import UNSTATED, Position
from legation.link.voices import Expected
from legation.records import AnyRecord
from legation.store.issues import spoken
from legation.store.store import Store
from legation.view.brief_limits import limits
from legation.view.brief_situation import Level, Shift, Situation

OF_TEXT = ("actor", "statement", "event")


def with_desk(found: Situation, store: Store, path: Path) -> Situation:
    """Add what the desk at `path` watches for: positions on its issues, and the tension between its first actors."""
    from legation import knowledge
    from legation.view import desk_sources

    tables = knowledge.load()
    desk = desk_sources.opened(path, tables)
    if desk.issues and desk.actors:
        found = _with_shifts(found, store, desk, desk_sources.asked(store, desk, None, tables))
    watched = [each.id for each in desk.actors][: limits().tense]
    return with_tension(found, store, combinations(watched, 2))


def with_tension(found: Situation, store: Store, pairs: Iterable[tuple[str, str]]) -> Situation:
    """Add where what happens between two parties came to a new level since the news began."""
    if found.latest.since is None or found.latest.last is None:
        return found
    made = [pair for one, other in pairs for pair in _levels(found, store, one, other)]
    events = {each.id: each for _, told in made for each in told}
    whole = _read(store, (getattr(each, "document", "") for each in events.values()))
    return replace(found, levels=tuple(level for level, _ in made), records=_joined(found.records, whole))


def _with_shifts(found: Situation, store: Store, desk: Desk, speakers: Sequence[Expected]) -> Situation:
    from legation.view import position_sources
    from legation.view.desk_sources import voice

    since, last = found.latest.since, found.latest.last
    if since is None:
        return found
    # Whoever said nothing on an issue since then took no side on it; of all others the whole history is read.
    speaking = {
        (speaker.actor, issue.id)
        for issue in desk.issues
        for speaker in speakers
        if store.ask(spoken(issue.words, voice(speaker), since=since, until=last, most=1))
    }
    listed, _ = position_sources.listed(store, desk, speakers, desk.issues, (None, last), only=speaking)
    names = {each.actor: each.name for each in speakers}
    titles = {issue.id: issue.title for issue in desk.issues}
    news = [each for each in listed if _is_news(each, found)]
    whole = _read(
        store, (stand.statement.document for each in news for stand in (each.stands[0], each.before) if stand)
    )
    shifts = tuple(_shift(each, names, titles) for each in news)
    return replace(found, shifts=shifts, records=_joined(found.records, whole))


def _is_news(position: Position, found: Situation) -> bool:
    """Whether an actor took a side since the news began, other than the one it took before."""
    since = found.latest.since
    taken = position.is_change or position.before is None
    return since is not None and position.side != UNSTATED and taken and position.since >= since


def _shift(position: Position, names: Mapping[str, str], titles: Mapping[str, str]) -> Shift:
    return Shift(
        who=names.get(position.actor, position.actor),
        matter=titles.get(position.issue, position.issue),
        side=position.side,
        statement=position.stands[0].statement.id,
        was=position.before.judged.side if position.before else None,
        before=position.before.statement.id if position.before else None,
    )


def _levels(found: Situation, store: Store, one: str, other: str) -> Iterator[tuple[Level, tuple[AnyRecord, ...]]]:
    from legation.view import dyad_sources

    try:
        pair = dyad_sources.pair(store, one, other)
    except QueryError:
        return  # a person or a group without a country: between such no tension is reckoned
    course = dyad_sources.tense(store, pair[0].id, pair[1].id, date.fromisoformat(found.latest.last or ""), "day")
    made_by = dyad_sources.makers(store, course)
    for change in course.courses["together"].changes:
        told = tuple(made_by[row] for part in change.made_by for row in part.told.records[:1] if row in made_by)
        if told and change.day.isoformat() >= (found.latest.since or ""):
            names = (pair[0].name, pair[1].name)
            yield Level(between=names, is_worse=change.size < 0, events=tuple(each.id for each in told)), told


def _read(store: Store, documents: Iterable[str]) -> tuple[AnyRecord, ...]:
    wanted = tuple(dict.fromkeys(documents))
    return (*store.documents(document=wanted), *store.records(document=wanted, kind=OF_TEXT)) if wanted else ()


def _joined(records: Iterable[AnyRecord], more: Iterable[AnyRecord]) -> tuple[AnyRecord, ...]:
    """All of them, each once: a record is the same wherever it was read."""
    once = {(each.record, getattr(each, "document", ""), each.id): each for each in (*more, *records)}
    return tuple(once.values())
