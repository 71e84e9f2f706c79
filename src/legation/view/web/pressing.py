"""Who presses whom to move whom: the chains that articles tell, put together as the brief puts them together."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from legation.records import Actor, AnyRecord, Document, Pressure
from legation.store import linked
from legation.store import situation as questions
from legation.store.store import Store
from legation.store.windows import Window
from legation.view.brief_relations import chains, pressed
from legation.view.brief_sources import Sources, origin_names
from legation.view.brief_words import load
from legation.view.charts.chart import Draw
from legation.view.charts.pressure import Arc, chart
from legation.view.web import addresses
from legation.view.web.codes import word
from legation.view.web.rendering import clean
from legation.view.web.shelf import Shelf
from legation.view.web.wording import Line, Word

LOOKED_AT = 60  # reports of pressure, the newest
MOST = 10  # chains in the picture: more could not be told apart


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """One end of a chain, or its middle: who, with the pages that tell of them."""

    names: tuple[str, ...]
    line: Line

    @property
    def text(self) -> str:
        """All of them in one string; nobody, where the articles name none."""
        return ", ".join(self.names)


@dataclass(frozen=True, slots=True, kw_only=True)
class Chain:
    """Pressers, intermediary, targets, and the demand in the words of a report; `number` is its place in the list.

    `status` is "actual" where it was done, `stands` says it in words; `reports` are the outlets with the
    permanent addresses of all records of it.
    """

    number: int
    presser: Part
    via: Part
    target: Part
    says: str
    demand: str
    link: str
    evidence: str
    status: str
    stands: str
    labels: tuple[str, ...]
    lead: str | None
    reports: tuple[tuple[str, str], ...]


def found(shelf: Shelf, since: str | None) -> tuple[Chain, ...]:
    """The chains of the newest reports from a day on; the chart and the list of a page ask for the same."""
    return shelf.kept(("pressing", since), lambda: _found(shelf.store, since))


def _found(store: Store, since: str | None) -> tuple[Chain, ...]:
    places = store.ask(questions.newest("pressure", Window(since=since), LOOKED_AT))
    told = store.ask(linked.by_ids("pressure", list(dict.fromkeys(each.id for each in places))))
    reports = [each for each in told if isinstance(each, Pressure)]
    sources = _sources(store, reports)
    made: list[Chain] = []
    for same in chains(sources.of(Pressure), sources)[:MOST]:
        if chain := _chain(len(made) + 1, same, sources):
            made.append(chain)
    return tuple(made)


def _sources(store: Store, reports: Sequence[Pressure]) -> Sources:
    ids = tuple(sorted({each.document for each in reports}))
    documents: tuple[Document, ...] = tuple(store.documents(document=ids)) if ids else ()
    pairs = sorted({(each.document, actor) for each in reports for actor in _parties(each)})
    people: tuple[Actor, ...] = store.ask(linked.actors(pairs))
    origins = origin_names(documents, store.ask(questions.copies(ids)))
    records: tuple[AnyRecord, ...] = (*documents, *people, *reports)
    return Sources(records, load(), frozenset(each.id for each in reports), origins)


def _chain(number: int, same: Sequence[Pressure], sources: Sources) -> Chain | None:
    sentence = pressed(same, sources, in_words=False)
    if sentence is None:
        return None
    first = same[0]
    worded = max(same, key=lambda each: len(each.demand.text))
    return Chain(
        number=number,
        presser=_part(first.pressers, first, sources),
        via=_part(first.intermediary, first, sources),
        target=_part(first.targets, first, sources),
        says=sentence.text,
        demand=worded.demand.text,
        link=addresses.record(first.id),
        evidence=addresses.article(worded.document, worded.id),
        status=first.status,
        stands=word("status", first.status),
        labels=sentence.labels,
        lead=sentence.lead,
        reports=tuple((sources.printer(each.document) or "unnamed", addresses.record(each.id)) for each in same),
    )


def _part(actors: Sequence[str], told: Pressure, sources: Sources) -> Part:
    known = [(each, sources.actor(each, told.document)) for each in dict.fromkeys(actors)]
    names = {each: (actor.name if actor else each) for each, actor in known}
    words: list[Word] = []
    for place, (each, name) in enumerate(names.items()):
        joint = "" if place == 0 else " and " if place == len(names) - 1 else ", "
        words += [Word(joint)] if joint else []
        words.append(Word(name, addresses.actor(each)))
    return Part(names=tuple(names.values()), line=tuple(words))


def _parties(each: Pressure) -> tuple[str, ...]:
    return (*each.pressers, *each.intermediary, *each.targets)


def draw(shelf: Shelf, values: Mapping[str, str]) -> Draw:
    """Draw the map of the chains that a page with this question lists."""
    arcs = [
        Arc(
            number=each.number,
            ends=(each.presser.text, each.via.text, each.target.text),
            status=each.status,
            demand=clean(each.demand),
            link=each.link,
        )
        for each in found(shelf, values.get("since") or None)
    ]
    return lambda scheme: chart(arcs, scheme)
