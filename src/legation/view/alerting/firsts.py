"""A watched actor speaks on an issue of the desk for the first time, or for the first time after many days."""

from collections.abc import Iterator
from datetime import timedelta

from legation.desk import Issue
from legation.records import Statement
from legation.store import lately
from legation.store.coverage import read
from legation.store.issues import marks
from legation.view.alerting.finding import Finding, many
from legation.view.alerting.ground import Ground
from legation.view.alerting.known import Same, Thing
from legation.view.alerting.speaking import First, Speaking
from legation.view.alerting.wording import Wording
from legation.watches import Rule

KIND = "first-statement"


def found(ground: Ground, rule: Rule) -> Iterator[Finding]:
    """Yield the first statements of the actors of a rule on its issues."""
    speaking = Speaking(ground)
    quiet = int(ground.limits.first.days if rule.threshold is None else rule.threshold)
    for issue in ground.desk.issues:
        if not rule.issues or issue.id in rule.issues:
            for actor in ground.actors(rule):
                yield from _first(ground, speaking, actor, issue, quiet)


def _first(ground: Ground, speaking: Speaking, actor: str, issue: Issue, quiet: int) -> Iterator[Finding]:
    first = speaking.first(actor, issue.id, since=ground.since - timedelta(quiet), quiet=quiet)
    if first is None:
        return
    before = (first.day - timedelta(quiet), first.day - timedelta(1))
    days = ground.store.ask(lately.read_days(*(each.isoformat() for each in before)))
    # Where little was read, nobody can say that nothing was said.
    if days >= min(ground.limits.first.read_days, quiet):
        yield _finding(ground, actor, issue, first, quiet)


def _finding(ground: Ground, actor: str, issue: Issue, first: First, quiet: int) -> Finding:
    best = _best(issue, first)
    said = [best, *(each for each, _ in first.told if each is not best)]
    ground.meet(said)
    words = Wording(ground)
    who = ground.name(actor)
    thing = Thing(kind=KIND, parts=(actor, issue.id), day=first.day, records=frozenset(each.id for each in said))
    return Finding(
        thing=thing,
        same=_same(thing, quiet),
        title=f"First statement of {who} on {issue.title} in {many(quiet, 'day')}",
        because=(words.said(best, first.day), _unheard(ground, issue, first, quiet)),
        group=f"statements {actor}",
        told=words.places(said),
        actors=(actor,),
        issue=issue.id,
    )


def _best(issue: Issue, first: First) -> Statement:
    """The statement of the first day that says most on the issue."""
    of_day = [each for each, day in first.told if day == first.day]
    texts = {each.id: " ".join(span.text for span in each.content) for each in of_day}
    marked = marks(issue.words, texts)
    return min(of_day, key=lambda each: (each.id not in marked, -len(texts[each.id]), each.id))


def _unheard(ground: Ground, issue: Issue, first: First, quiet: int) -> str:
    """How much was read before without such a statement."""
    since, until = first.day - timedelta(quiet), first.day - timedelta(1)
    found = ground.store.ask(read(since.isoformat(), until.isoformat(), issue.words))
    is_short = found.first is not None and found.first > since.isoformat()
    reach = f", of which the earliest is of {ground.day(found.first)}" if is_short else ""
    return (
        f"In the {many(quiet, 'day')} before, none is in the {many(found.articles, 'article')} that were read, "
        f"{found.on_topic} of them with words of the issue{reach} (wanted: {many(quiet, 'day')} without one)."
    )


def _same(thing: Thing, quiet: int) -> Same:
    def same(other: Thing) -> bool:
        return other.parts == thing.parts and abs((other.day - thing.day).days) < quiet

    return same
