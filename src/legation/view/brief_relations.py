"""Who was asked to press whom, who is tied to whom, and what the records leave open."""

from collections.abc import Iterable, Sequence

from legation.records import Actor, Event, Pressure, Tie
from legation.view.brief_events import Telling, differ, figures_by_source, grounds, say
from legation.view.brief_parts import Sentence
from legation.view.brief_sources import Sources
from legation.view.brief_words import be, closed, conjugate, fill, listed


def pressures(sources: Sources, *, in_words: bool) -> tuple[Sentence, ...]:
    """Each pressure chain once, those told most often first; `in_words` adds the demand as written.

    Without them it is a point to make of what did happen: a chain that is planned or denied is left out.
    """
    chains: list[list[Pressure]] = []
    # The fullest first, so that a report which names fewer targets joins the one that names them all.
    found = (p for p in sources.of(Pressure) if in_words or p.status == "actual")
    for pressure in sorted(found, key=lambda p: -len(p.targets)):
        home = next((c for c in chains if _same_chain(pressure, c[0], sources)), None)
        if home is None:
            chains.append([pressure])
        else:
            home.append(pressure)
    chains.sort(key=lambda same: max(sources.published(p.document) for p in same), reverse=True)
    chains.sort(key=lambda same: -sources.origins(same))
    return tuple(s for same in chains if (s := _pressed(same, sources, in_words=in_words)))


def ties(sources: Sources) -> tuple[Sentence, ...]:
    """Each tie once, with the words that describe it."""
    by_pair: dict[tuple[object, ...], list[Tie]] = {}
    for tie in sources.of(Tie):
        one_way = "from" in _tie_phrases(tie, sources)
        pair = tie.actors if one_way else tuple(sorted(tie.actors))
        by_pair.setdefault((pair, tie.kind, tie.status), []).append(tie)
    return tuple(s for same in by_pair.values() if (s := _tied(same, sources)))


def unresolved(told: Sequence[Telling], sources: Sources) -> tuple[Sentence, ...]:
    """Reports that disagree, claims that rest on one origin, and names that nothing identifies."""
    found = [*disagreements(told, sources), *_denied(told, sources), *_single(told, sources), *_strangers(sources)]
    return tuple(s for s in found if s)


def _same_chain(one: Pressure, fuller: Pressure, sources: Sources) -> bool:
    def parties(pressure: Pressure) -> tuple[object, ...]:
        ours = (_levels(ids, pressure, sources) for ids in (pressure.pressers, pressure.intermediary))
        return (pressure.status, *ours)

    targets, others = (_levels(p.targets, p, sources) for p in (one, fuller))
    return parties(one) == parties(fuller) and targets <= others


def _pressed(same: Sequence[Pressure], sources: Sources, *, in_words: bool) -> Sentence | None:
    first = same[0]
    document = first.document
    table = sources.words.table["pressure"]
    targets = sources.names(first.targets, document)
    phrase = table.get(first.means or "none", table["none"]) if targets else table["untargeted"]
    verb = conjugate(phrase, first.status, plural=sources.is_plural(first.pressers, document))
    pressers, via = sources.names(first.pressers, document), sources.names(first.intermediary, document)
    its = "their" if sources.is_plural(first.intermediary, document) else "its"
    filled = fill(verb, intermediary=via, targets=targets, its=its)
    text = f"{pressers} {filled}"
    worded = max(same, key=lambda p: (p.means is not None, len(p.demand.text)))
    if in_words:
        text += f"; in the report’s words, “{_inside(worded.demand.text)}”"
    if in_words and worded.aim and " " in worded.aim.text and worded.aim.text not in worded.demand.text:
        text += f", with the aim “{_inside(worded.aim.text)}”"
    chain = tuple(link for link in (pressers, via, targets) if link)
    told_by = sources.origins(same)
    labels = (f"{told_by} origins",) if told_by > 1 else ()
    earliest = min((p.document for p in same), key=sources.published)
    told = sources.sentence(closed(text), same, lead=sources.reported(earliest), labels=labels, chain=chain)
    parties = (*first.pressers, *first.intermediary, *first.targets)
    return sources.in_its_words(told) if sources.reads_badly(parties, document) else told


def _inside(words: str) -> str:
    """Set words that are to stand in quotation marks: their own marks become single ones, lone ones go."""
    if words.count("“") != words.count("”"):
        words = words.replace("“", "").replace("”", "")
    return " ".join(words.split()).replace("“", "‘").replace("”", "’").rstrip(",.")


def _tie_phrases(tie: Tie, sources: Sources) -> dict[str, str]:
    table: dict[str, dict[str, str]] = sources.words.table["ties"]
    return table.get(tie.kind, table["other"])


def _tied(same: Sequence[Tie], sources: Sources) -> Sentence | None:
    first = same[0]
    phrases = _tie_phrases(first, sources)
    one, other = (sources.name(a, first.document) for a in first.actors)
    if "from" in phrases:
        verb = be(first.status, plural=sources.is_plural(first.actors[:1], first.document))
        text = f"{one} {fill(phrases['from'], be=verb, other=other)}"
    else:
        text = f"{one} and {other} {fill(phrases['both'], be=be(first.status, plural=True))}"
    if sources.reads_badly(first.actors, first.document):
        return sources.in_its_words(sources.sentence(closed(text), same))
    described = dict.fromkeys(_inside(t.as_described) for t in same if t.as_described)
    if described:
        text += f", described as {listed([f'“{words}”' for words in described])}"
    return sources.sentence(closed(text), same)


def _strangers(sources: Sources) -> Iterable[Sentence | None]:
    """People and bodies whom the text names and nothing identifies."""
    by_name: dict[str, list[Actor]] = {}
    for actor in sources.of(Actor):
        if not actor.resolved and actor.kind in ("person", "organisation", "state"):
            by_name.setdefault(actor.name, []).append(actor)
    for name, same in by_name.items():
        yield sources.sentence(f"“{name}” is named but nowhere introduced: who is meant stays open.", same)


def disagreements(told: Sequence[Telling], sources: Sources) -> Iterable[Sentence | None]:
    """Numbers that can't both be right, with who gives each."""
    for telling in told:
        by_unit = figures_by_source(telling.events, sources.words)
        for unit in sorted(differ(telling.events)):
            parts = []
            for amount, events in by_unit[unit].items():
                who = dict.fromkeys(_teller(e.document, e.statement, sources) for e in events)
                parts.append(f"{amount} from {listed(list(who))}")
            firsts = grounds((events[0] for events in by_unit[unit].values()), sources)
            happened = say(telling.events, sources, attributed=False).rstrip(".")
            yield sources.sentence(f"{happened}, but the figures differ: {listed(parts)}.", firsts)


def _teller(document: str, statement: str | None, sources: Sources) -> str:
    publisher = sources.documents[document].publisher or "one report"
    said = sources.statements.get(statement or "")
    return f"{sources.speaker(said)} in {publisher}" if said else publisher


def _denied(told: Sequence[Telling], sources: Sources) -> Iterable[Sentence | None]:
    """What one report tells and another denies."""
    denials: dict[tuple[str, str | None], list[Event]] = {}
    for event in sources.of(Event):
        if event.status == "negated":
            denials.setdefault((event.type, event.mode), []).append(event)
    for telling in told:
        alike = denials.get((telling.best.type, telling.best.mode), ())
        against = [e for e in alike if _same_parties(e, telling.best, sources)]
        if against:
            text = f"{telling.sentence.text.rstrip('.')}; against this: {say(against, sources)}"
            yield sources.sentence(text, grounds((telling.best, *against), sources))


def _same_parties(one: Event, other: Event, sources: Sources) -> bool:
    return all(
        _levels(ours, one, sources) == _levels(theirs, other, sources)
        for ours, theirs in ((one.actor, other.actor), (one.recipient, other.recipient))
    )


def _single(told: Sequence[Telling], sources: Sources) -> Iterable[Sentence | None]:
    """Claims that only one origin carries, where there was more than one to carry them."""
    for telling in told:
        if "single origin" in telling.sentence.labels and telling.is_claim:
            rests_on = sources.origin(telling.best.document)
            text = f"{telling.sentence.text.rstrip('.')}: a claim that rests on {rests_on} alone."
            yield sources.sentence(text, grounds(telling.events, sources), lead=telling.sentence.lead)


def _levels(actors: Iterable[str], told: Event | Pressure, sources: Sources) -> frozenset[str]:
    return frozenset(sources.level(a, told.document) for a in actors)
