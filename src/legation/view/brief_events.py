"""What happened, in the brief's words: developments, and what was announced, possible or denied."""

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from legation.records import Development, Event, Evidence, Magnitude, Place, Spread
from legation.view.brief_citing import WIDEST
from legation.view.brief_limits import limits
from legation.view.brief_parts import Sentence
from legation.view.brief_sources import UNNAMED, Sources
from legation.view.brief_words import Words, closed, conjugate, fill, listed, opened

SEVERAL = 2
PART = 30  # characters in which "nine of" stands before a party
MANY = 4  # articles of which more than one should have a figure
CONTESTED = ("disputed", "denied")
DEAD = "dead"  # the unit that weighs most
CORRECTED = re.compile(r"\w+ corrected from (.+) to (.+)")


@dataclass(frozen=True, slots=True)
class Grounds:
    """The words in one document on which a sentence stands."""

    document: str
    evidence: tuple[Evidence, ...]
    id: str = ""


@dataclass(frozen=True, slots=True)
class Telling:
    """A development with its events, the one that tells it best first, and the sentence that says it."""

    development: Development
    events: tuple[Event, ...]
    sentence: Sentence
    is_contested: bool = False

    @property
    def best(self) -> Event:
        """The event that tells the development best."""
        return self.events[0]

    @property
    def is_vague(self) -> bool:
        """Whether it lacks a party, so that it says little without the words of the report."""
        least = 1 if self.best.type in limits().alone else SEVERAL
        return not self.best.actor or len({*self.best.actor, *self.best.recipient}) < least

    @property
    def is_claim(self) -> bool:
        """Whether no article says it in its own voice."""
        return all(e.statement for e in self.events)


def tellings(sources: Sources) -> tuple[Telling, ...]:
    """All developments in order of time; one of which only a figure is disputed happened no less for it."""
    found = []
    for development in sources.of(Development):
        events = [sources.events[i] for i in development.records if i in sources.events]
        # Another type on the same words is another reading of them, and no reading that names the development.
        # So are sides that are not those of most.
        events.sort(key=lambda e: (e.type != development.type, not _agrees(e, development), *_detailed(e)))
        if not events:
            continue
        told = _sentence(events, sources, labels(development, sources), development)
        if told:
            told = replace(told, records=(development.id, *told.records), origins=development.origins)
            contested = development.standing in CONTESTED and development.id not in sources.of_figures
            found.append(Telling(development, tuple(events), told, contested))
    return tuple(sorted(found, key=lambda t: _when(t.events, sources)))


def _agrees(event: Event, development: Development) -> bool:
    """Whether its sides are those that the development has."""
    return {*event.actor} <= {*development.actor} and {*event.recipient} <= {*development.recipient}


def _detailed(event: Event) -> tuple[float, ...]:
    """Sorts first what an article says in its own voice, then what says most, then what is surest."""
    return bool(event.statement), -_detail(event), -event.confidence


def not_actual(sources: Sources) -> tuple[Sentence, ...]:
    """What is announced, possible, past or said not to have happened; each said once, the best told first."""
    by_key: dict[tuple[object, ...], list[Event]] = {}
    for event in sources.of(Event):
        if event.status != "actual" and event.actor:
            actors, recipients = _levels(event.actor, event, sources), _levels(event.recipient, event, sources)
            by_key.setdefault((event.status, event.type, event.mode, actors, recipients), []).append(event)
    groups = sorted(by_key.values(), key=lambda events: (-sources.origins(events), -_detail(events[0])))
    return tuple(s for events in groups if (s := _sentence(events, sources)))


def labels(development: Development, sources: Sources) -> tuple[str, ...]:
    """How well it is attested: by how many origins or by which one, who else printed it, and whether it is disputed."""
    words = sources.words.table["labels"]
    found = [attested(development.origins, development.documents, sources)]
    if names := reprinted(development.documents, sources):
        found.append(fill(words["printed"], names=names))
    if development.standing in CONTESTED:
        found.append(words["figures" if development.id in sources.of_figures else "disputed"])
    put_right = (CORRECTED.fullmatch(why) for why in development.why)
    found += [fill(words["corrected"], was=each[1], now=each[2]) for each in put_right if each]
    if differ([sources.events[i] for i in development.records if i in sources.events]):
        found.append(words["figures"])
    return tuple(filter(None, found))


def attested(origins: int, documents: Sequence[str], sources: Sources) -> str:
    """By how many origins it is told, or by which one; nothing where all there is comes from one publisher."""
    words = sources.words.table["labels"]
    if origins >= SEVERAL:
        return fill(words["several"], number=str(origins))
    several = len({d.publisher for d in sources.documents.values()}) >= SEVERAL
    return fill(words["one"], origin=sources.origin(documents[0])) if several and documents else ""


def reprinted(documents: Sequence[str], sources: Sources) -> str:
    """Who printed a text that another one brought first, by name."""
    copied = {d: report for report in sources.reports for d in report.documents}
    names: dict[str, None] = {}
    for document in documents:
        report = copied.get(document)
        printed = sources.printer(document)
        own = sources.origin(document).casefold()
        if report and printed and not printed.casefold().startswith(own):
            names[printed] = None
    most = limits().names
    return listed([*list(names)[:most], *([sources.words.table["labels"]["others"]] if len(names) > most else [])])


def _sentence(
    events: Sequence[Event], sources: Sources, labels: tuple[str, ...] = (), told_of: Development | None = None
) -> Sentence | None:
    """Say it in our words, or in the report's where a party has no name that can stand alone."""
    best = events[0]
    first, rest = needed_first(events, sources)
    needed, more = grounds(first, sources), grounds(rest, sources)
    text, when = say(events, sources, told_of=told_of), lead(events, sources)
    told = sources.sentence(text, [*needed, *more], needed=len(needed), lead=when, labels=labels)
    if not sources.reads_badly((*best.actor, *best.recipient), best.document):
        return told
    speakers = _speakers(events, sources)
    return sources.in_its_words(told, f", according to {listed(speakers)}" if speakers else "")


def needed_first(events: Sequence[Event], sources: Sources) -> tuple[list[Event], list[Event]]:
    """Part what the sentence can't do without, who acts, the number and the day, from what only tells it too."""
    dated = next((e for e in events if e.date), None)
    counted = next((e for e in events if e.magnitude), None)
    first = None if dated else min(events, key=lambda e: sources.published(e.document))
    wanted = {e.id: e for e in (events[0], counted, dated, first) if e}
    return list(wanted.values()), [e for e in events if e.id not in wanted]


def grounds(events: Iterable[Event], sources: Sources) -> list[Grounds]:
    """What the events stand on, with the words that name whose claim each of them is."""
    found: list[Grounds] = []
    for event in events:
        claim = sources.statements.get(event.statement or "")
        spoken = claim.evidence if claim and claim.document == event.document else ()
        together = (*event.evidence, *spoken)
        ends = [place for e in together for place in (e.start, e.end)]
        if spoken and max(ends) - min(ends) > WIDEST:
            found.append(Grounds(event.document, event.evidence, event.id))
            found.append(Grounds(event.document, spoken, claim.id if claim else ""))
        else:
            found.append(Grounds(event.document, together, event.id))
    return found


def say(
    events: Sequence[Event], sources: Sources, *, attributed: bool = True, told_of: Development | None = None
) -> str:
    """Say what happened as the first event has it, at the place that most name, with the figure on which all agree."""
    event = events[0]
    where = (told_of.place if told_of else None) or event.place
    figures = _figures(events, sources.words, told_of.numbers if told_of else ())
    amount = figures[0] if len(figures) == 1 else None
    trigger = next((each.text for each in event.evidence if each.role == "trigger"), "")
    phrases = sources.words.event_phrases(event.type, event.mode, trigger)
    clause, used = _clause(event, phrases, amount, where, sources)
    if where and where.name not in clause:
        clause += f" in {where.name}"
    # "Shot at three soldiers (three soldiers)" tells it twice.
    if amount and not used and amount.casefold() not in clause.casefold():
        clause += f" ({amount})"
    speakers = _speakers(events, sources)
    if speakers and attributed:
        clause += f", according to {listed(speakers)}"
    return closed(opened(f"earlier, {clause}" if event.status == "historical" else clause))


def figures_by_source(events: Sequence[Event], words: Words) -> dict[str, dict[str, list[Event]]]:
    """For each thing counted, the figures given and the events that give them."""
    found: dict[str, dict[str, list[Event]]] = {}
    for event in events:
        for magnitude in event.magnitude:
            found.setdefault(magnitude.unit, {}).setdefault(words.amount(magnitude), []).append(event)
    return found


def differ(events: Sequence[Event]) -> set[str]:
    """The things counted for which two figures can't both be right: their bounds don't meet."""
    bounds: dict[str, list[tuple[float, float]]] = {}
    for event in events:
        for m in event.magnitude:
            bounds.setdefault(m.unit, []).append((m.low, m.low if m.high is None else m.high))
    return {u for u, found in bounds.items() if max(low for low, _ in found) > min(high for _, high in found)}


def lead(events: Sequence[Event], sources: Sources) -> str | None:
    """When it happened if the text says so, else when it was first reported."""
    dated = next((e.date for e in events if e.date), None)
    if dated:
        return sources.words.days(dated)
    first = min((e.document for e in events), key=sources.published)
    return sources.reported(first)


def _clause(
    event: Event, table: Mapping[str, str], amount: str | None, where: Place | None, sources: Sources
) -> tuple[str, bool]:
    recipient = _recipient(event, sources)
    if not event.actor:
        return _actorless(event, table, recipient, where), False
    if len(event.actor) > 1 and set(event.recipient) == set(event.actor):
        recipient = "one another"
    acted_together = len(event.actor) > 1 and set(event.recipient) <= set(event.actor)
    form = "to" if event.recipient else "alone"
    form = "together" if acted_together and "together" in table else form
    # Captives are set free themselves, a state has its own people back.
    form = "people" if form == "to" and "people" in table and _are_people(event, sources) else form
    phrase = table.get(form) or table.get("alone") or "[act|acted]"
    verb = conjugate(phrase, event.status, plural=sources.is_plural(event.actor, event.document))
    clause = f"{sources.names(event.actor, event.document)} {fill(verb, recipient=recipient, amount=amount)}"
    return clause, "{amount" in phrase


def _recipient(event: Event, sources: Sources) -> str:
    """Whom it is done to, with the words before a description that say that it is only a part of them."""
    told = sources.names(event.recipient, event.document)
    places = [each.start for each in event.evidence if each.role == "recipient"]
    known = [sources.actor(each, event.document) for each in event.recipient]
    if len(places) != 1 or len(known) != 1 or known[0] is None or known[0].kind not in ("group", "unnamed"):
        return told
    before = sources.documents[event.document].text[max(0, places[0] - PART) : places[0]]
    part = re.search(sources.words.table["part"], before)
    return f"{part[1]} {told}" if part and told.startswith("the ") else told


def _are_people(event: Event, sources: Sources) -> bool:
    """Whether only people are set free, named or as a text describes them, and no movement with a name."""
    known = (sources.actor(each, event.document) for each in event.recipient)
    described = (each is not None and each.kind in ("group", "unnamed") and each.id.count(":") > 1 for each in known)
    return all(person or each for person, each in zip(map(_is_person, event.recipient), described, strict=True))


def _is_person(actor: str) -> bool:
    return actor.startswith("person:")


def _actorless(event: Event, phrases: Mapping[str, str], recipient: str, where: Place | None) -> str:
    noun = phrases.get("noun", "an act") + (f" in {where.name}" if where else "")
    concerned = f"{noun} that concerns {recipient}" if recipient else noun
    told = {"future": "is expected", "hypothetical": "is possible", "negated": "is denied"}
    return f"{concerned} {told.get(event.status, 'was reported')}, by whom is not said"


def _speakers(events: Sequence[Event], sources: Sources) -> list[str]:
    """Whose word it is, when no article says it in its own voice."""
    if not all(e.statement for e in events):
        return []
    statements = [sources.statements.get(e.statement or "") for e in events]
    return list(dict.fromkeys((sources.speaker(s) if s else "") or UNNAMED for s in statements))


def _figures(events: Sequence[Event], words: Words, numbers: Sequence[Spread] = ()) -> list[str]:
    """The first figure, of the dead if any tells it; all where they differ. What was put right is told no more.

    Of a happening that several articles tell, a figure that but one has may be that of a part: it stands if that one
    tells it best.
    """
    if differ(events):
        return list(dict.fromkeys(words.amount(m) for e in events for m in e.magnitude))
    told = Counter((unit, low) for _, unit, low in {(e.document, m.unit, m.low) for e in events for m in e.magnitude})
    few = len({e.document for e in events}) < MANY
    sure = (m for e in events for m in e.magnitude if few or e is events[0] or told[m.unit, m.low] >= SEVERAL)
    found = sorted(sure, key=lambda m: m.unit != DEAD)
    return [words.amount(_put_right(m, numbers)) for m in found[:1]]


def _put_right(told: Magnitude, numbers: Sequence[Spread]) -> Magnitude:
    """The number itself, or the one that stands in its place."""
    high = told.low if told.high is None else told.high
    for spread in numbers:
        if spread.unit == told.unit and (high < spread.low or spread.high < told.low):
            return Magnitude(unit=told.unit, low=spread.low, high=spread.high, text=f"{spread.low:g}")
    return told


def _levels(actors: Sequence[str], event: Event, sources: Sources) -> frozenset[str]:
    return frozenset(sources.level(a, event.document) for a in actors)


def _detail(event: Event) -> int:
    parties = len({*event.actor, *event.recipient})
    return parties + len(event.magnitude) + bool(event.place) + bool(event.date)


def _when(events: Sequence[Event], sources: Sources) -> tuple[str, str]:
    days = [e.date.start[:10] for e in events if e.date]
    reported = min(sources.published(e.document) for e in events)
    return (min(days, default=reported), reported)
