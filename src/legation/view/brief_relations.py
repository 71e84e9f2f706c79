"""Who was asked to press whom, who is tied to whom, and what the records leave open."""

from collections.abc import Iterable, Sequence

from legation.records import Actor, Event, Pressure, Tie
from legation.view.brief_events import attested
from legation.view.brief_limits import limits
from legation.view.brief_parts import Sentence
from legation.view.brief_sources import Sources
from legation.view.brief_words import be, closed, conjugate, fill, listed


def pressures(sources: Sources, *, in_words: bool) -> tuple[Sentence, ...]:
    """Each pressure chain once, those told most often first; `in_words` adds the demand as written.

    Without them it is a point to make of what did happen: a chain that is planned or denied is left out.
    """
    found = (p for p in sources.of(Pressure) if in_words or p.status == "actual")
    return tuple(s for same in chains(found, sources) if (s := pressed(same, sources, in_words=in_words)))


def chains(found: Iterable[Pressure], sources: Sources) -> list[list[Pressure]]:
    """Put together the reports of one pressure chain, the fullest first; those chains first that most origins tell."""
    chains: list[list[Pressure]] = []
    # The fullest first, so that a report which names fewer targets joins the one that names them all.
    for pressure in sorted(found, key=lambda p: -len(p.targets)):
        home = next((c for c in chains if _same_chain(pressure, c[0], sources)), None)
        if home is None:
            chains.append([pressure])
        else:
            home.append(pressure)
    chains.sort(key=lambda same: max(sources.published(p.document) for p in same), reverse=True)
    chains.sort(key=lambda same: -sources.origins(same))
    return chains


def ties(sources: Sources) -> tuple[Sentence, ...]:
    """Each tie once, with the words that describe it."""
    by_pair: dict[tuple[object, ...], list[Tie]] = {}
    for tie in sources.of(Tie):
        one_way = "from" in _tie_phrases(tie, sources)
        pair = tie.actors if one_way else tuple(sorted(tie.actors))
        by_pair.setdefault((pair, tie.kind, tie.status), []).append(tie)
    return tuple(s for same in by_pair.values() if (s := _tied(same, sources)))


def unresolved(sources: Sources) -> tuple[Sentence, ...]:
    """Names that nothing identifies, those told most often first; said once."""
    by_name: dict[str, list[Actor]] = {}
    for actor in sources.of(Actor):
        if not actor.resolved and actor.kind in ("person", "organisation", "state") and sources.cites(actor):
            by_name.setdefault(actor.name, []).append(actor)
    names = sorted(by_name, key=lambda name: (-sources.origins(by_name[name]), name))[: limits().sections["strangers"]]
    if not names:
        return ()
    are = "is" if len(names) == 1 else "are"
    text = f"{listed([f'“{name}”' for name in names])} {are} named but nowhere introduced: who is meant stays open."
    said = sources.sentence(text, [by_name[name][0] for name in names], needed=len(names))
    return (said,) if said else ()


def _same_chain(one: Pressure, fuller: Pressure, sources: Sources) -> bool:
    def parties(pressure: Pressure) -> tuple[object, ...]:
        ours = (_levels(ids, pressure, sources) for ids in (pressure.pressers, pressure.intermediary))
        return (pressure.status, *ours)

    targets, others = (_levels(p.targets, p, sources) for p in (one, fuller))
    return parties(one) == parties(fuller) and targets <= others


def pressed(same: Sequence[Pressure], sources: Sources, *, in_words: bool) -> Sentence | None:
    """Say who presses whom to move whom, on the words of the reports of one chain."""
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
    earliest = min(same, key=lambda p: sources.published(p.document))
    # A count of origins stands beside it, so that one of each is cited.
    each_origin = {sources.origin_key(p.document): p for p in reversed(same)}
    needed = list({p.id: p for p in (first, worded, earliest, *each_origin.values())}.values())
    rest = [p for p in same if p.id not in {n.id for n in needed}]
    label = attested(sources.origins(same), [p.document for p in same], sources)
    told = sources.sentence(
        closed(text),
        [*needed, *rest],
        needed=len(needed),
        lead=sources.reported(earliest.document),
        labels=(label,) if label else (),
        chain=chain,
    )
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
    described = {_inside(t.as_described): t for t in reversed(same) if t.as_described and sources.cites(t)}
    told = list(described.items())[::-1][: limits().citations]
    if told:
        text += f", described as {listed([f'“{words}”' for words, _ in told])}"
    needed = list({t.id: t for t in (first, *(t for _, t in told))}.values())
    return sources.sentence(closed(text), [*needed, *same], needed=len(needed))


def _levels(actors: Iterable[str], told: Event | Pressure, sources: Sources) -> frozenset[str]:
    return frozenset(sources.level(a, told.document) for a in actors)
