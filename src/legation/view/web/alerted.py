"""Alerts as pages show them: what happened, why it is told, the words that prove it, how it went by each channel."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from legation.alert_kinds import alert_kinds
from legation.errors import QueryError
from legation.store import alerts as stored
from legation.store import deliveries, partaking, reading
from legation.store.alerts import Asked, Kept
from legation.store.deliveries import Delivery
from legation.view.alerting import keeping, message
from legation.view.alerting.alert import Alert, Proof
from legation.view.alerting.letter import long, short
from legation.view.alerting.settings import settings
from legation.view.web import addresses, faces
from legation.view.web.moments import Clock, clock
from legation.view.web.shelf import Shelf

# What a page lists where nobody chooses: not what was there before a rule was first asked.
NEWS: tuple[stored.State, ...] = tuple(each for each in stored.STATES if each != "old")
PAIRED = ("tension", "relief")  # kinds that are about two parties
Link = tuple[str, str | None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """Words that prove an alert, and where they stand; no link where their article is not stored here."""

    text: str
    publisher: str | None
    published: str | None
    title: str | None
    link: str | None
    record: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Way:
    """How it went by a channel: the state and its words, when it was tried, how often, when it is tried again, why."""

    channel: str
    state: str
    words: str
    tried: str
    attempts: int
    due: str
    reason: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """An alert on a page. `subjects` are whom it is about, and `matter` the issue, each with a link if there is one.

    `mutable` is what of it can be muted: the name under which it is, and what that is in words.
    """

    id: str
    link: str
    rule: str
    kind: str
    called: str
    title: str
    because: tuple[str, ...]
    state: str
    words: str
    reason: str | None
    found: str
    day: str | None
    origins: int
    subjects: tuple[Link, ...]
    pair: str | None
    matter: Link | None
    proofs: tuple[Said, ...]
    ways: tuple[Way, ...]
    mutable: tuple[tuple[str, str], ...]


def shown(shelf: Shelf, kept: Sequence[Kept]) -> list[Shown]:
    """Show alerts, in their order."""
    alerts = [keeping.read(each) for each in kept]
    people = _people(shelf, alerts)
    heads = shelf.store.ask(reading.headings({proof.document for each in alerts for proof in each.proofs}))
    ways = _ways(shelf, kept)
    return [
        _shown(shelf, (each, alert), people, heads, ways.get(each.key, ()))
        for each, alert in zip(kept, alerts, strict=True)
    ]


def newest(shelf: Shelf, since: str | None, most: int) -> list[Shown]:
    """The alerts found last, since the beginning of a day where one is given."""
    start = clock(shelf).start(since) if since else None
    return shown(shelf, shelf.store.ask(stored.listed(Asked(states=NEWS, since=start), most)))


def actors(shelf: Shelf, name: str) -> tuple[str, ...]:
    """Find the ids of whom alerts are about; none for an empty name. Raises QueryError for whom nobody knows."""
    if not name.strip():
        return ()
    found = dict.fromkeys(shelf.store.actors_named(name))
    found |= dict.fromkeys(
        each.id for each in (shelf.desk.actors if shelf.desk else ()) if name in (each.id, each.name)
    )
    if not found:
        raise QueryError(f"No stored article speaks of '{name}', and the desk does not watch it.")
    return tuple(found)


def title(kind: str) -> str:
    """What readers call a kind of alert."""
    return message.kind(kind)


def _shown(
    shelf: Shelf,
    found: tuple[Kept, Alert],
    people: Mapping[str, Link],
    heads: Mapping[str, reading.Heading],
    ways: tuple[Way, ...],
) -> Shown:
    kept, alert = found
    return Shown(
        id=short(kept.key),
        link=addresses.alert(long(kept.key)),
        rule=alert.rule,
        kind=alert.kind,
        called=title(alert.kind),
        title=alert.title,
        because=alert.because,
        state=kept.state,
        words=settings().states[kept.state],
        reason=kept.reason,
        found=clock(shelf).said(kept.made),
        day=alert.day,
        origins=alert.origins,
        subjects=tuple(people[each] for each in alert.actors),
        pair=addresses.dyad(*alert.actors) if alert.kind in PAIRED and len(alert.actors) == 2 else None,
        matter=_matter(shelf, alert),
        proofs=tuple(_said(each, heads) for each in alert.proofs),
        ways=ways,
        mutable=_mutable(shelf, alert, people),
    )


def _people(shelf: Shelf, alerts: Sequence[Alert]) -> Mapping[str, Link]:
    """Whom alerts are about: what each is called, with its page if it has one."""
    wanted = tuple(dict.fromkeys(actor for each in alerts for actor in each.actors))
    seen, tables = shelf.store.ask(partaking.faces(wanted)), shelf.knowledge
    return {
        each: (
            faces.name(tables, each, seen.get(each)),
            addresses.actor(each) if each in tables.known or each in seen else None,
        )
        for each in wanted
    }


def _matter(shelf: Shelf, alert: Alert) -> Link | None:
    """The issue of the desk that it is on."""
    if alert.issue is None:
        return None
    known = {each.id: each.title for each in shelf.desk.issues} if shelf.desk else {}
    page = addresses.at("/silences", issue=alert.issue) if alert.issue in known else None
    return known.get(alert.issue, alert.issue), page


def _mutable(shelf: Shelf, alert: Alert, people: Mapping[str, Link]) -> tuple[tuple[str, str], ...]:
    """What of an alert can be muted, each with its name in words."""
    rules = {each.id for each in shelf.desk.alerting.rules} if shelf.desk else set()
    made = [(alert.rule, f"the rule “{alert.rule}”")] if alert.rule in rules else []
    if alert.kind in alert_kinds() and alert.kind != alert.rule:
        made.append((alert.kind, f"all of the kind “{title(alert.kind)}”"))
    made += [(each, f"all about {people[each][0]}") for each in alert.actors]
    if alert.issue and (matter := _matter(shelf, alert)):
        made.append((alert.issue, f"all on “{matter[0]}”"))
    return tuple(made)


def _said(proof: Proof, heads: Mapping[str, reading.Heading]) -> Said:
    head = heads.get(proof.document)
    return Said(
        text=proof.text,
        publisher=proof.publisher,
        published=proof.published,
        title=head.title if head else None,
        link=addresses.article(proof.document, proof.record) if head else None,
        record=proof.record,
    )


def _ways(shelf: Shelf, kept: Iterable[Kept]) -> dict[str, tuple[Way, ...]]:
    """How alerts went, by their keys."""
    now = clock(shelf)
    found: dict[str, tuple[Way, ...]] = {}
    for each in shelf.store.ask(deliveries.of([each.key for each in kept])):
        found[each.alert] = (*found.get(each.alert, ()), _way(each, now))
    return found


def _way(each: Delivery, now: Clock) -> Way:
    is_open = each.state in ("waiting", "trying")
    return Way(
        channel=each.channel,
        state="new" if is_open else each.state,
        words=settings().states["new" if is_open else each.state],
        tried=now.said(each.tried) if each.attempts else "",
        attempts=each.attempts,
        due=now.said(each.due),
        reason=each.reason,
    )
