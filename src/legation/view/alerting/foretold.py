"""A prediction by or about a watched actor falls due: once when it comes near, once on the day if nobody decided it."""

from collections.abc import Iterator
from datetime import date, timedelta

from legation.link import words as stems
from legation.records import Prediction, Statement
from legation.store import lately, linked
from legation.view.alerting.finding import Finding, many
from legation.view.alerting.ground import Ground
from legation.view.alerting.known import Same, Thing
from legation.view.alerting.wording import Wording
from legation.view.brief_predictions import Foretold, foretold, is_telling
from legation.view.brief_predictions import holder as called
from legation.view.brief_sources import Sources
from legation.watches import Rule

KIND = "prediction-due"
NEAR, DUE = "near", "due"
_WORDS = 6  # stems of the claim that a key names


def found(ground: Ground, rule: Rule) -> Iterator[Finding]:
    """Yield the undecided predictions that are due soon, or were of late; what several articles tell is one."""
    most = ground.limits.prediction.most
    days = int(ground.desk.thresholds.due_days if rule.threshold is None else rule.threshold)
    before = (ground.today + timedelta(days + 1)).isoformat()
    actors = ground.actors(rule)
    asked = lately.due(actors, ground.since.isoformat(), before, most)
    told = ground.store.ask(asked) if actors else ()
    carrying = ground.store.ask(linked.by_ids("statement", {each.statement for each in told if each.statement}))
    sources = ground.sources((*told, *(each for each in carrying if isinstance(each, Statement))))
    issues = ground.issues(rule, {each.id: ground.sentence(each) for each in told})
    for each in foretold(sources, ground.today.isoformat()):
        if not is_telling(each.best, sources) or (rule.issues and not any(p.id in issues for p in each.predictions)):
            continue
        if each.due and _is_known(ground, each):
            yield _finding(ground, each, sources, issues.get(each.best.id))


def _is_known(ground: Ground, told: Foretold) -> bool:
    """Whether it was told until today: what is to be known later is no news yet."""
    days = [day for each in told.predictions if (day := ground.published(each.document))]
    return bool(days) and min(days) <= ground.today


def _finding(ground: Ground, told: Foretold, sources: Sources, issue: str | None) -> Finding:
    best = told.best
    due = date.fromisoformat(str(told.due))
    stage = NEAR if due > ground.today else DUE
    left = (due - ground.today).days
    holder = ground.party(best.holder, best.document) if best.holder else "-"
    thing = Thing(
        kind=KIND,
        parts=(stage, holder, "+".join(sorted(_stems(best))[:_WORDS])),
        day=due,
        records=frozenset(each.id for each in told.predictions),
    )
    when = f"in {many(left, 'day')}" if left > 0 else "today" if left == 0 else f"{many(-left, 'day')} ago"
    said = min(day for each in told.predictions if (day := ground.published(each.document)))
    parties = {ground.party(each, p.document) for p in told.predictions for each in (p.holder, *p.about) if each}
    return Finding(
        thing=thing,
        same=_same(ground, thing),
        title=f"Due {when}: {Wording(ground).quoted(best.claim.text, ground.limits.title)} ({called(best, sources)})",
        because=(
            told.sentence.text,
            f"Foretold on {ground.day(said)} for {_until(ground, best)}: "
            f"its last day {'was' if left < 0 else 'is'} {when}, and nobody has decided it.",
            f"`legation predictions resolve {best.id[:8]} --outcome true` (or false) keeps what came of it.",
        ),
        group=f"prediction {holder} {due}",
        told=Wording(ground).places(told.predictions),
        actors=tuple(sorted(parties)),
        issue=issue,
        factor=1.5 if stage == DUE else 1.0,
    )


def _until(ground: Ground, told: Prediction) -> str:
    return ground.words.days(told.due) if told.due else ""


def _stems(told: Prediction) -> frozenset[str]:
    return frozenset(stem for stem, _ in stems.load().words(told.claim.text))


def _same(ground: Ground, thing: Thing) -> Same:
    """The same stage of a prediction by the same holder for the same day, in the same record or like words."""
    mine = set(thing.parts[2].split("+"))

    def same(other: Thing) -> bool:
        if other.parts[:2] != thing.parts[:2] or other.day != thing.day:
            return False
        theirs = set(other.parts[2].split("+"))
        common = len(mine & theirs)
        return thing.shares(other) or common >= max(1, ground.limits.prediction.share * min(len(mine), len(theirs)))

    return same
