"""What happens between two watched actors turned for the worse, or back for the better, by so many points."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import timedelta

from legation.link.changes import Change, Level
from legation.link.turning import turned
from legation.records import Event
from legation.store import lately
from legation.view.alerting.finding import Finding, many
from legation.view.alerting.ground import Ground
from legation.view.alerting.known import Same, Thing
from legation.view.alerting.reckoned import Course, courses
from legation.view.alerting.wording import Wording
from legation.view.brief_events import say
from legation.view.brief_words import opened
from legation.view.tension_view import number
from legation.watches import Rule

WORSE, BETTER = "tension", "relief"


@dataclass(frozen=True, slots=True, kw_only=True)
class _Turn:
    """A change by which the threshold was crossed, and the level from which it is measured."""

    one: str
    other: str
    kind: str
    change: Change
    before: Level
    threshold: float

    @property
    def size(self) -> float:
        """By how many points it turned, from the level that it is measured from."""
        return self.change.after.mean - self.before.mean


def worse(ground: Ground, rule: Rule) -> Iterator[Finding]:
    """Yield the turns for the worse between two actors of a rule."""
    return _found(ground, rule, WORSE)


def better(ground: Ground, rule: Rule) -> Iterator[Finding]:
    """Yield the turns for the better between two actors of a rule."""
    return _found(ground, rule, BETTER)


def _found(ground: Ground, rule: Rule, kind: str) -> Iterator[Finding]:
    since = ground.today - timedelta(ground.limits.tension.news_days)
    parties = [each for each in ground.actors(rule) if not each.startswith(("person:", "group:"))]
    asked = lately.between(parties, since.isoformat(), ground.today.isoformat())
    for reckoned in courses(ground, ground.store.ask(asked)[: ground.limits.tension.pairs]):
        for turn in _turns(ground, rule, kind, reckoned):
            if turn.change.day >= since:
                yield _finding(ground, turn, reckoned)


def _turns(ground: Ground, rule: Rule, kind: str, reckoned: Course) -> Iterator[_Turn]:
    """The changes that cross the threshold of the rule, else that of the desk."""
    threshold = rule.threshold or ground.desk.thresholds.tension
    changes = reckoned.changes
    levels = [changes[0].before, *(each.after for each in changes)] if changes else []
    sign = 1 if kind == WORSE else -1
    for at in turned([sign * each.mean for each in levels], threshold, ground.limits.tension.back):
        before = _measured(levels[:at], levels[at].mean, sign)
        one, other = sorted((reckoned.one, reckoned.other))
        yield _Turn(one=one, other=other, kind=kind, change=changes[at - 1], before=before, threshold=threshold)


def _measured(before: Sequence[Level], now: float, sign: int) -> Level:
    """The level from which a turn is measured: going back, the best before it went the other way."""
    best = before[-1]
    for each in reversed(before):
        if sign * each.mean < sign * best.mean:
            break
        best = each
    return best


def _finding(ground: Ground, turn: _Turn, reckoned: Course) -> Finding:
    made_by = [each for each in turn.change.made_by if each.told.records[0] in reckoned.makers]
    events = [reckoned.makers[each.told.records[0]] for each in made_by]
    shown = [each for each in events if isinstance(each, Event)]
    sources = ground.sources(shown)
    words = Wording(ground)
    one, other = ground.name(turn.one), ground.name(turn.other)
    thing = Thing(
        kind=turn.kind,
        parts=(turn.one, turn.other),
        day=turn.change.day,
        records=frozenset(
            reckoned.makers[row].id for each in made_by for row in each.told.records if row in reckoned.makers
        ),
    )
    way = "worse" if turn.kind == WORSE else "better"
    return Finding(
        thing=thing,
        same=_same(ground, thing),
        title=opened(f"{one} and {other}: {way} by {_points(turn.size)} points since {ground.day(turn.change.day)}"),
        because=(
            f"On {ground.day(turn.change.day)} what is told between {one} and {other} came to another level: "
            f"{_level(turn.change.after)}, after {_level(turn.before)}, on a scale from −10 to 10.",
            f"That is {_points(turn.size)} points for the {way} (threshold {number(turn.threshold)}).",
            *(
                f"{ground.day(each.told.day)}: {say([event], sources)} It adds {number(each.share)}, told by "
                f"{many(len(each.told.origins), 'origin')}."
                for each, event in zip(made_by, shown, strict=True)
            ),
        ),
        group=f"dyad {turn.one} {turn.other}",
        told=words.places(shown),
        documents=reckoned.told[turn.change.day],
        actors=(turn.one, turn.other),
        factor=min(3.0, abs(turn.size) / turn.threshold),
    )


def _points(size: float) -> str:
    return str(number(abs(size)))


def _level(level: Level) -> str:
    band = f"{number(level.low)} to {number(level.high)}"
    return f"{number(level.mean)} ({band}; told on {many(level.days, 'day')})"


def _same(ground: Ground, thing: Thing) -> Same:
    """The same change, though its first day moved; nor is what lies before a change that was told any news."""

    def same(other: Thing) -> bool:
        if other.parts != thing.parts:
            return False
        return thing.shares(other) or (thing.day - other.day).days <= ground.limits.tension.same_days

    return same
