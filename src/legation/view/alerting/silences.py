"""A watched actor broke its silence: one that articles told, or that of a speaker whom the desk expects to speak."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta

from legation.desk import Awaited
from legation.link.board import Reply, Row
from legation.records import Silence, Statement
from legation.view.alerting.finding import Finding, many
from legation.view.alerting.ground import Ground
from legation.view.alerting.known import Same, Thing
from legation.view.alerting.speaking import Speaking
from legation.view.alerting.wording import Wording
from legation.view.board_sources import Gathering
from legation.view.brief_words import closed, fill, listed, opened
from legation.watches import Rule

KIND = "silence-ended"
NONE = "-"
_NAMED = 3  # topics or others whom a silence is about


def found(ground: Ground, rule: Rule) -> Iterator[Finding]:
    """Yield the silences of the actors of a rule that ended of late, each with the statement that ended it."""
    expected = tuple(each.actor for each in ground.desk.expected) if not rule.actors else ()
    actors = tuple(dict.fromkeys((*ground.actors(rule), *expected)))
    least = int(rule.threshold or ground.desk.thresholds.silence_days)
    yield from _told(ground, rule, actors, least)
    speaking = Speaking(ground)
    for each in ground.desk.expected:
        if each.actor in actors and (not rule.issues or each.issue in rule.issues):
            yield from _expected(ground, speaking, each, least)


def _told(ground: Ground, rule: Rule, actors: Sequence[str], least: int) -> Iterator[Finding]:
    """The rows of the board that ended; what one statement ends is one thing."""
    limits = ground.limits.silence
    since = (ground.today - timedelta(limits.days)).isoformat()
    gathering = Gathering(ground.store, ground.knowledge, ground.desk, ground.today)
    board = gathering.gather(actors, rule.issues, since, limits.reports) if actors else None
    ended: dict[tuple[str, str], list[Row]] = {}
    for row in board.rows if board else ():
        if row.end and ground.is_news(row.end.day) and (row.end.day - row.since).days >= least:
            ended.setdefault((row.actor, row.end.statement.id), []).append(row)
    for rows in ended.values():
        rows.sort(key=lambda row: (-len(row.tellings), row.since, row.tellings[0].silence.id))
        replies = [each for row in rows for each in gathering.endings(row, ground.limits.again_days)]
        yield _broken(ground, rows, replies, least)


def _broken(ground: Ground, rows: Sequence[Row], replies: Sequence[Reply], least: int) -> Finding:
    first, end = rows[0], rows[0].end
    assert end is not None
    reports = [telling.silence for row in rows for telling in row.tellings]
    ground.meet((*reports, *(each.statement for each in replies)))
    issue = first.issues[0] if first.issues else None
    days = (end.day - first.since).days
    who, matter, words = ground.name(first.actor), _matter(ground, first), Wording(ground)
    return Finding(
        thing=_thing(first.actor, issue, end.day, [*reports, *(each.statement for each in replies)]),
        same=_same(ground, first.actor, issue, end.day, [*reports, *(each.statement for each in replies)]),
        title=opened(f"{who} speaks{matter} after {many(days, 'day')} of silence"),
        because=(
            *(_silence(ground, row) for row in rows),
            _end(ground, end.statement, end.day, first.why),
            f"It lasted {many(days, 'day')} (wanted: {least} at least).",
        ),
        group=f"statements {first.actor}",
        told=words.places(each.statement for each in replies),
        before=words.places(reports),
        actors=tuple(dict.fromkeys((first.actor, *_asking(ground, rows)))),
        issue=issue,
        factor=_factor(days),
    )


def _expected(ground: Ground, speaking: Speaking, awaited: Awaited, least: int) -> Iterator[Finding]:
    """The first statement of an expected speaker, where it came of late."""
    start = awaited.since
    limits = ground.limits.silence
    earliest = start or ground.since - timedelta(limits.expected_days)
    if start is not None and (ground.today - start).days > limits.most_days:
        return
    quiet = None if start else limits.expected_days
    first = speaking.first(awaited.actor, awaited.issue, since=earliest, quiet=quiet)
    if first is None or not ground.is_news(first.day):
        return
    begun = start or first.last or earliest
    days = (first.day - begun).days
    if days < least:
        return
    who, title = ground.name(awaited.actor), ground.title(awaited.issue)
    matter = f" on {title}" if title else ""
    again = f"again after {many(limits.expected_days, 'day')} without a word"
    since = f"from {ground.day(start)} on" if start else again
    said = [each for each, _ in first.told]
    ground.meet(said)
    yield Finding(
        thing=_thing(awaited.actor, awaited.issue, first.day, said),
        same=_same(ground, awaited.actor, awaited.issue, first.day, said),
        title=opened(f"{who}, expected to speak{matter}, does so after {many(days, 'day')}"),
        because=(
            opened(f"{who} was expected to speak{matter}, {since}."),
            _end(ground, said[0], first.day),
            f"It kept silent for {many(days, 'day')} (wanted: {least} at least).",
        ),
        group=f"statements {awaited.actor}",
        told=Wording(ground).places(said),
        actors=(awaited.actor,),
        issue=awaited.issue,
        factor=_factor(days),
    )


def _thing(actor: str, issue: str | None, day: date, records: Iterable[Silence | Statement]) -> Thing:
    return Thing(kind=KIND, parts=(actor, issue or NONE), day=day, records=frozenset(each.id for each in records))


def _same(ground: Ground, actor: str, issue: str | None, day: date, records: Iterable[Silence | Statement]) -> Same:
    mine = _thing(actor, issue, day, records)

    def same(other: Thing) -> bool:
        near = abs((other.day - mine.day).days) <= ground.limits.again_days
        return other.parts[0] == actor and (mine.shares(other) or (other.parts == mine.parts and near))

    return same


def _silence(ground: Ground, row: Row) -> str:
    """One silence in a sentence: since when, who, on what, how often told, asked by whom."""
    kinds = Counter(each.silence.kind for each in row.tellings)
    kind = min(kinds, key=lambda each: (-kinds[each], each))
    how = fill(ground.words.table["silences"][kind], have="had", topic=_matter(ground, row))
    told = f"{many(len(row.tellings), 'report')} of {many(row.origins, 'origin')}"
    asked = [ground.name(each, document) for each, document in _askers(row)]
    by = f", asked by {listed(asked)}" if asked else ""
    return closed(opened(f"{ground.name(row.actor)} {how}{by}, from {ground.day(row.since)} on ({told})"))


def _end(ground: Ground, said: Statement, day: date, why: str = "") -> str:
    reason = f" What makes it the end: {why}." if why else ""
    return Wording(ground).said(said, day, lead="Ended on") + reason


def _matter(ground: Ground, row: Row) -> str:
    """On what the silence was: an issue by its title, else the topics as told; else those whom it was about."""
    if row.issues:
        return f" on {ground.title(row.issues[0])}"
    topics = list(dict.fromkeys(" ".join(t.silence.topic.split()) for t in row.tellings if t.silence.topic))
    if topics:
        linked = topics[0].split(" ", 1)[0].casefold() in ground.words.table["topic_links"]
        return f" {topics[0]}" if linked else f" on “{topics[0]}”"
    counted = Counter(subject for telling in row.tellings for subject in telling.subjects)
    about = sorted(counted, key=lambda each: (-counted[each], each))[:_NAMED]
    return f" on matters of {listed([ground.name(each) for each in about])}" if about else ""


def _askers(row: Row) -> list[tuple[str, str]]:
    asked = {t.silence.asked_by: t.silence.document for t in reversed(row.tellings) if t.silence.asked_by}
    return list(asked.items())


def _asking(ground: Ground, rows: Iterable[Row]) -> list[str]:
    return [ground.party(each, document) for row in rows for each, document in _askers(row)]


def _factor(days: int) -> float:
    """A silence of a month weighs half as much again as one of a day."""
    return 1 + min(days, 60) / 60
