"""Two sides contradict one another about what watched actors did, or about one another: who says which."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from legation.records import Claim, Contradiction, Development, Event, Statement
from legation.store import linked
from legation.store import situation as questions
from legation.store.pairing import NAMELESS
from legation.store.windows import Window
from legation.view.alerting.finding import Finding
from legation.view.alerting.ground import Ground, Place
from legation.view.alerting.known import Same, Thing
from legation.view.alerting.wording import Wording
from legation.view.brief_words import listed, opened
from legation.watches import Rule

KIND = "contradiction"
TWO = 2
_JOINT, _NOBODY = "+", "-"
_UNNAMED = "the report itself"
_SIDES = {"claimed": "the claim", "denied": "the denial"}
_VERBS = {"claimed": "claimed it", "denied": "denied it", "counted": "counted"}


@dataclass(frozen=True, slots=True, kw_only=True)
class _Dispute:
    """A contradiction with its sides, the first claim of each, the parties on each, and the day it became one."""

    record: Contradiction
    firsts: tuple[Claim, ...]
    sides: tuple[tuple[str, ...], ...]
    day: date
    about: Development | None
    partaking: frozenset[str]
    carried: frozenset[str]

    @property
    def speakers(self) -> frozenset[str]:
        """Who is on any side."""
        return frozenset(party for side in self.sides for party in side)


def found(ground: Ground, rule: Rule) -> Iterator[Finding]:
    """Yield the contradictions that began of late and concern the actors of a rule."""
    watched = frozenset(ground.actors(rule))
    disputes = [each for each in _disputes(ground) if _concerns(each, watched)]
    issues = _issues(ground, rule, disputes)
    for each in disputes:
        if not rule.issues or each.record.id in issues:
            yield _finding(ground, each, issues.get(each.record.id))


def _concerns(dispute: _Dispute, watched: frozenset[str]) -> bool:
    """About what one of them did or underwent; where no development is known, between two of them or with one."""
    if dispute.about:
        return bool((dispute.partaking | dispute.speakers) & watched)
    return any(set(side) & watched for side in dispute.sides) and len(dispute.speakers) >= TWO


def _disputes(ground: Ground) -> list[_Dispute]:
    asked = questions.last_claimed(Window(since=ground.since.isoformat()), ground.limits.contradiction.most)
    records = ground.store.ask(asked)
    claims = [claim for each in records for claim in each.claims]
    ground.read({each.document for each in claims})
    about = ground.store.ask(linked.by_ids("development", sorted({each.about for each in records})))
    developments = {each.id: each for each in about if isinstance(each, Development)}
    said = ground.store.ask(linked.by_ids("statement", sorted({each.record for each in claims})))
    told = [each for each in said if isinstance(each, Statement)]
    ground.statements |= {each.id: each for each in told}
    ids = {id for each in developments.values() for id in each.records} | {each.record for each in claims}
    events = [e for e in ground.store.ask(linked.by_ids("event", sorted(ids))) if isinstance(e, Event)]
    ground.meet((*told, *events), claims)
    # A claim whose record a review rejected is none, though it may not be linked anew yet.
    there = {each.id for each in (*told, *events)}
    valid = (replace(each, claims=tuple(c for c in each.claims if c.record in there)) for each in records)
    made = (_dispute(ground, each, developments, {e.id: e for e in events}) for each in valid)
    return sorted((each for each in made if each), key=lambda each: (each.day, each.record.id))


def _dispute(
    ground: Ground, each: Contradiction, developments: Mapping[str, Development], events: Mapping[str, Event]
) -> _Dispute | None:
    """None where it began long ago, or where nobody can say when."""
    sides: dict[str, list[Claim]] = {}
    for claim in each.claims:
        if ground.published(claim.document):
            sides.setdefault(claim.side, []).append(claim)
    firsts = [min(claims, key=lambda claim: _when(ground, claim)) for claims in sides.values()]
    begun = sorted(_day(ground, claim) for claim in firsts)
    if len(begun) < TWO or not ground.is_news(begun[1]):
        return None
    about = developments.get(each.about)
    own = [events[id] for id in about.records if id in events] if about else []
    return _Dispute(
        record=each,
        firsts=tuple(firsts),
        sides=tuple(_parties(ground, claims) for claims in sides.values()),
        day=begun[1],
        about=about,
        carried=frozenset(event.id for event in own),
        partaking=frozenset(
            ground.party(actor, event.document) for event in own for actor in (*event.actor, *event.recipient)
        ),
    )


def _when(ground: Ground, claim: Claim) -> tuple[date, str, str, int]:
    """The order of claims: by the moment of publication as far as articles give it."""
    moment = ground.documents[claim.document].published or ""
    return _day(ground, claim), moment, claim.document, claim.says.start


def _day(ground: Ground, claim: Claim) -> date:
    day = ground.published(claim.document)
    assert day is not None
    return day


def _parties(ground: Ground, claims: Iterable[Claim]) -> tuple[str, ...]:
    """Who is on a side, by countries and bodies; nobody where the text names nobody."""
    named = ((each.speaker, each.document) for each in claims if each.speaker)
    return tuple(sorted({ground.party(*each) for each in named if not each[0].startswith(NAMELESS)}))


def _issues(ground: Ground, rule: Rule, disputes: Iterable[_Dispute]) -> dict[str, str]:
    texts = {each.record.id: " … ".join(claim.says.text for claim in each.record.claims) for each in disputes}
    return ground.issues(rule, texts)


def _finding(ground: Ground, told: _Dispute, issue: str | None) -> Finding:
    record, about = told.record, told.about
    parts = (
        record.kind,
        record.unit or _NOBODY,
        _JOINT.join(sorted(told.speakers)) or _NOBODY,
        about.type if about else _NOBODY,
    )
    claimed = frozenset(claim.record for claim in record.claims)
    # Of several numbers by one source the last one counts, so that claims are replaced: what they count stays.
    rests_on = claimed | told.carried if record.kind == "number" else claimed
    thing = Thing(kind=KIND, parts=parts, day=told.day, records=rests_on)
    parties = sorted(told.speakers or told.partaking)
    return Finding(
        thing=thing,
        same=_same(ground, thing),
        title=_title(ground, told),
        because=(
            *_sides(ground, told.firsts),
            *((f"What it is about: “{' '.join(about.description.split())}”.",) if about else ()),
            f"Both sides are told since {ground.day(told.day)}; {_stands(record)}.",
        ),
        group=f"development {about.lead}" if about else f"dispute {_JOINT.join(parties)}",
        told=_places(ground, record.claims),
        actors=tuple(sorted(told.speakers | told.partaking)),
        issue=issue,
        factor=1.0 if about else 0.7,
    )


def _title(ground: Ground, told: _Dispute) -> str:
    """Who denies what whom claims; of numbers, who counts how many."""
    record, words = told.record, Wording(ground)
    named = [_parties(ground, [claim]) for claim in told.firsts]
    names = [listed([ground.name(each) for each in side]) or _UNNAMED for side in named]
    if record.kind == "number":
        counted = [f"{names[at]} {claim.side}" for at, claim in enumerate(told.firsts)]
        return f"Numbers differ ({record.unit}): {listed(counted)}"
    claimed, denied = _claimed(told)
    what = words.quoted(told.firsts[claimed].says.text, ground.limits.title)
    return opened(f"{names[denied]} denies what {names[claimed]} claims: {what}")


def _claimed(told: _Dispute) -> tuple[int, int]:
    """Which side claims and which denies; the first that spoke claims, where that is not told."""
    denied = next((at for at, claim in enumerate(told.firsts) if claim.side == "denied"), 1)
    return int(denied == 0), denied


def _stands(record: Contradiction) -> str:
    if not record.settled:
        return "no later report settles it"
    return f"a later report bears out {_SIDES.get(record.settled, record.settled)}"


def _sides(ground: Ground, firsts: Sequence[Claim]) -> Iterator[str]:
    """Who says which, the first claim of each side."""
    words = Wording(ground)
    for claim in firsts:
        who = ground.name(claim.speaker, claim.document) if claim.speaker else _UNNAMED
        outlet, day = words.outlet(claim.document), ground.day(_day(ground, claim))
        where = _place(ground, claim)
        text = ground.documents[claim.document].text[where.start : where.end]
        side = claim.side if claim.side in _VERBS else "counted"
        yield opened(f"{who} {_VERBS[side]} on {day}{outlet}: {words.quoted(text)}.")


def _places(ground: Ground, claims: Iterable[Claim]) -> tuple[Place, ...]:
    return tuple(dict.fromkeys(_place(ground, each) for each in claims))


def _place(ground: Ground, claim: Claim) -> Place:
    """The claim with the words that report it, where both stand close together; else the claim alone."""
    said = ground.statements.get(claim.record)
    text = ground.documents[claim.document].text
    spans = [(each.start, each.end) for each in said.evidence] if said else []
    first = min([claim.says.start, *(start for start, _ in spans)])
    last = max([claim.says.end, *(end for _, end in spans)])
    if last - first > ground.limits.longest or "\n" in text[first:last]:
        first, last = claim.says.start, claim.says.end
    return Place(document=claim.document, start=first, end=last, record=claim.record)


def _same(ground: Ground, thing: Thing) -> Same:
    """The same claims; or between the same, on the same kind of matter, begun at one time."""
    limits = ground.limits.contradiction
    days = limits.same_development_days if thing.parts[3] != _NOBODY else limits.same_days

    def same(other: Thing) -> bool:
        near = abs((other.day - thing.day).days) <= days
        if other.parts[:2] != thing.parts[:2]:
            return False
        fewer, more = sorted((set(each.parts[2].split(_JOINT)) for each in (thing, other)), key=len)
        alike = other.parts[3] == thing.parts[3] and fewer <= more
        return thing.shares(other) or (alike and near)

    return same
