"""A new pressure chain on a watched actor: who presses whom to move whom, for what, by which means."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from legation.link import words as stems
from legation.records import Pressure
from legation.store import linked
from legation.store import situation as questions
from legation.store.pairing import NAMELESS
from legation.store.windows import Window
from legation.view.alerting.finding import Finding, many
from legation.view.alerting.ground import Ground
from legation.view.alerting.known import Same, Thing
from legation.view.alerting.limits import OfPressure
from legation.view.alerting.wording import Wording
from legation.view.brief_relations import chains, pressed
from legation.view.brief_sources import Sources
from legation.view.brief_words import listed, opened
from legation.watches import Rule

KIND = "pressure"
_JOINT = "+"
_SENTENCES = 3  # ways in which the reports tell of one chain


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """One report of pressure: its parties, the words of its demand by their stems, and its day."""

    record: Pressure
    day: date
    pressers: frozenset[str]
    via: frozenset[str]
    targets: frozenset[str]
    demand: frozenset[str]

    def is_of(self, other: "Report", share: float) -> bool:
        """Whether both tell of one chain: of common parties in each part, or of one demand by the same."""
        if not self.pressers & other.pressers or not self.via & other.via:
            return False
        if not self.targets or not other.targets or self.targets & other.targets:
            return True
        least = share * min(len(self.demand), len(other.demand))
        return bool(self.demand & other.demand) and len(self.demand & other.demand) >= least


def found(ground: Ground, rule: Rule) -> Iterator[Finding]:
    """Yield the chains with an actor of the rule in them that began of late."""
    reports = _reports(ground, rule)
    issues = _issues(ground, rule, reports)
    new = [
        chain
        for chain in _chains(reports, ground)
        if ground.is_news(chain[0].day) and (not rule.issues or any(each.record.id in issues for each in chain))
    ]
    sources = ground.sources(each.record for chain in new for each in chain)
    for chain in new:
        if finding := _finding(ground, chain, issues, sources):
            yield finding


def _reports(ground: Ground, rule: Rule) -> list[Report]:
    """The reports of what was done, not of what is planned or denied, the earliest first."""
    limits, actors = ground.limits.pressure, ground.actors(rule)
    since = ground.since - timedelta(limits.days)
    window = Window(since=since.isoformat(), before=(ground.today + timedelta(1)).isoformat(), actors=(actors,))
    places = ground.store.ask(questions.newest(KIND, window, limits.reports)) if actors else ()
    told = ground.store.ask(linked.by_ids(KIND, list(dict.fromkeys(each.id for each in places))))
    records = [each for each in told if isinstance(each, Pressure) and each.status == "actual"]
    ground.read({each.document for each in records})
    ground.meet(records)
    found = (report for each in records if (report := _report(ground, each)))
    return sorted(found, key=lambda each: (each.day, -len(each.targets), each.record.document, each.record.id))


def _report(ground: Ground, each: Pressure) -> Report | None:
    """One report; None where nobody who presses, or nobody who is pressed, is known."""
    day = ground.published(each.document)
    sides = [_parties(ground, side, each.document) for side in (each.pressers, each.intermediary, each.targets)]
    if day is None or not sides[0] or not sides[1]:
        return None
    demand = frozenset(stem for stem, _ in stems.load().words(each.demand.text))
    return Report(record=each, day=day, pressers=sides[0], via=sides[1], targets=sides[2], demand=demand)


def _parties(ground: Ground, actors: Iterable[str], document: str) -> frozenset[str]:
    return frozenset(ground.party(each, document) for each in actors if not each.startswith(NAMELESS))


def _chains(reports: Sequence[Report], ground: Ground) -> list[list[Report]]:
    """Put the reports of one chain together; after enough days without any, it is another chain."""
    limits = ground.limits.pressure
    found: list[list[Report]] = []
    for each in reports:
        homes = [same for same in found if _joins(each, same, limits)]
        found = [c for c in found if c not in homes]
        found.append([*(report for c in homes for report in c), each])
    return [sorted(c, key=lambda r: (r.day, -len(r.targets), r.record.document, r.record.id)) for c in found]


def _joins(report: Report, same: Iterable[Report], limits: OfPressure) -> bool:
    near = (each for each in same if (report.day - each.day).days <= limits.days)
    return any(report.is_of(each, limits.share) for each in near)


def _issues(ground: Ground, rule: Rule, reports: Iterable[Report]) -> Mapping[str, str]:
    return ground.issues(rule, {each.record.id: ground.sentence(each.record) for each in reports})


def _finding(ground: Ground, chain: Sequence[Report], issues: Mapping[str, str], sources: Sources) -> Finding | None:
    records = [each.record for each in chain]
    sentences = [said for same in chains(records, sources) if (said := pressed(same, sources, in_words=True))]
    if not sentences:
        return None
    parts = _parts(chain)
    thing = Thing(kind=KIND, parts=parts, day=chain[0].day, records=frozenset(each.id for each in records))
    names = [listed([ground.name(each, chain[0].record.document) for each in sorted(side)]) for side in _sides(chain)]
    over = f" over {names[2]}" if names[2] else ""
    limits = ground.limits.pressure
    issue = next((issues[each.id] for each in records if each.id in issues), None)
    return Finding(
        thing=thing,
        same=_same(thing, limits.days),
        title=opened(f"{names[0]} press{'' if len(chain[0].pressers) > 1 else 'es'} {names[1]}{over}"),
        because=(
            *(each.text for each in sentences[:_SENTENCES]),
            f"First reported on {ground.day(chain[0].day)}; "
            f"no report that was read in the {many(limits.days, 'day')} before tells of it.",
        ),
        group=f"pressure {_JOINT.join(sorted(chain[0].via))}",
        told=Wording(ground).places(records),
        actors=tuple(sorted(frozenset().union(*(each.pressers | each.via | each.targets for each in chain)))),
        issue=issue,
    )


def _sides(chain: Sequence[Report]) -> tuple[frozenset[str], ...]:
    """The parties as the first day has them, those of the fullest report."""
    first = max(
        (each for each in chain if each.day == chain[0].day),
        key=lambda each: (len(each.pressers) + len(each.targets), each.record.id),
    )
    return first.pressers, first.via, first.targets


def _parts(chain: Sequence[Report]) -> tuple[str, ...]:
    return tuple(_JOINT.join(sorted(side)) or "-" for side in _sides(chain))


def _same(thing: Thing, days: int) -> Same:
    mine = [set(each.split(_JOINT)) - {"-"} for each in thing.parts]

    def same(other: Thing) -> bool:
        if thing.shares(other):
            return True
        theirs = [set(each.split(_JOINT)) - {"-"} for each in other.parts]
        near = len(theirs) == len(mine) and abs((other.day - thing.day).days) <= days
        if not near or not mine[0] & theirs[0] or not mine[1] & theirs[1]:
            return False
        return not mine[2] or not theirs[2] or bool(mine[2] & theirs[2])

    return same
