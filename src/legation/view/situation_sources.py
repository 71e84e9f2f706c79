"""Reads the situation that a brief is on from the store: all of it where it is small, else what matters most."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta

from legation.link import limits as link_limits
from legation.link import with_endings
from legation.link.reports import HEAD
from legation.records import Actor, AnyRecord, Document, Silence, Statement
from legation.store import answers, silences
from legation.store import situation as questions
from legation.store.store import Store
from legation.store.windows import Window, smallest_first
from legation.view.brief_limits import limits
from legation.view.brief_situation import Latest, Situation, day_of, situation
from legation.view.brief_sources import origin_names
from legation.view.brief_words import listed
from legation.view.situation_choice import Asked, Choice, articles, choose, news_of

OF_TEXT = ("actor", "event", "pressure", "statement", "silence", "tie", "prediction")


def gathered(store: Store, actors: Sequence[Sequence[str]] = (), since: str | None = None) -> Situation:
    """Read what a brief tells, from an ISO day on or as far back as it reaches.

    It is on what concerns one of each group of actors; where there is no group, on all.
    """
    everything = store.ask(questions.read(Window()))
    added = store.ask(questions.added) if since is None else None
    about = tuple(map(tuple, actors))
    window = store.ask(smallest_first(Window(since=since, actors=about)))
    asked = Asked(
        window=window,
        about=about,
        since=since,
        added=added if added and added.before else None,
        last=store.ask(questions.reach(window, 0)) if actors else everything.last,
    )
    if everything.articles <= limits().store.whole:
        return _whole(store, asked)
    begin = since or store.ask(questions.reach(window, limits().store.reach))
    return _chosen(store, replace(asked, window=replace(window, since=begin)))


def _whole(store: Store, asked: Asked) -> Situation:
    """A store that is small enough to be read as it is."""
    records = (*store.documents(), *store.records())
    found = situation(records, actors=asked.about, name=_name(records, asked.about), since=asked.since)
    if asked.added is None:
        return found
    return replace(found, latest=news_of(asked, store.ask(questions.heads(found.documents, asked.added.after, HEAD))))


def _chosen(store: Store, asked: Asked) -> Situation:
    """What of a large store tells most."""
    choice = choose(store, asked)
    read = store.ask(questions.read(Window(since=asked.window.since)))
    own = articles(store, asked, choice)
    if not asked.window.actors:
        own += store.ask(questions.articles(asked.window, limits().store.most))
    records = _read(store, list(dict.fromkeys(own))[: limits().store.most], OF_TEXT)
    known = with_endings((*records, *_endings(store, records)))
    documents = [r for r in known if isinstance(r, Document)]
    reports = {each.id: each for each in (*choice.reports, *store.ask(questions.copies(d.id for d in documents)))}
    return Situation(
        records=(*known, *choice.developments, *choice.contradictions, *reports.values()),
        origins={**choice.origins, **origin_names(documents, reports.values())},
        printers=choice.printers,
        latest=_latest(store, asked, choice, documents),
        since=asked.since,
        begin=asked.window.since,
        actors=tuple(map(frozenset, asked.about)),
        name=_name(known, asked.about),
        total=read,
        beyond=_beyond(store, asked, (*known, *choice.developments)),
    )


def _latest(store: Store, asked: Asked, choice: Choice, documents: Iterable[Document]) -> Latest:
    """The news among all articles that are looked at or read."""
    heads = store.ask(questions.heads((d.id for d in documents), asked.added.after if asked.added else None, HEAD))
    return replace(choice.latest, documents=choice.latest.documents | news_of(asked, heads).documents)


def _read(store: Store, ids: Iterable[str], kinds: tuple[str, ...]) -> tuple[AnyRecord, ...]:
    """Articles with what was found in them."""
    wanted = tuple(dict.fromkeys(ids))
    return (*store.documents(document=wanted), *store.records(document=wanted, kind=kinds)) if wanted else ()


def _endings(store: Store, records: Sequence[AnyRecord]) -> tuple[AnyRecord, ...]:
    """What may have ended the silences, with what it takes to tell: who is mentioned around both."""
    told = [r for r in records if isinstance(r, Silence)]
    days = {r.id: day for r in records if isinstance(r, Document) and (day := day_of(r))}
    people = {(r.document, r.id): r for r in records if isinstance(r, Actor)}
    subjects = store.ask(silences.leading({r.document for r in told}, limits().store.subjects))
    pairs = {(days[r.document], r.document, _party(r, people)) for r in told if r.document in days}
    newest = sorted(pairs, reverse=True)[: limits().store.newest]
    ends: set[str] = set()
    for day, document, party in newest:
        others = [each for each in subjects.get(document, ()) if each != party]
        ends.update(_after(store, party, others, day))
    here = {r.id for r in records if isinstance(r, Document)}
    mentions = _mentions(store, {document for _, document, _ in newest} | ends)
    return (*_read(store, ends - here, ("actor", "statement")), *mentions)


def _party(silence: Silence, people: Mapping[tuple[str, str], Actor]) -> str:
    """By whom a silence can be ended: the state for its bodies, else the silent actor."""
    known = people.get((silence.document, silence.actor))
    official = known is not None and known.kind == "organisation" and known.sector in link_limits().official
    return known.country if known and known.country and official else silence.actor


def _after(store: Store, party: str, others: Sequence[str], day: date) -> list[str]:
    """The articles of the first statements by or for a party, after a day, that speak of any of the others."""
    last = day + timedelta(link_limits().days_of_silence)
    days = ((day + timedelta(1)).isoformat(), last.isoformat())
    found = store.ask(answers.said(party, others, days, most=limits().store.endings)) if others else ()
    spoken = (each for each in found if isinstance(each.record, Statement))
    return [each.document for each in spoken if _speaks_for(each.record, party)][: limits().store.endings_read]


def _speaks_for(record: AnyRecord, party: str) -> bool:
    speaker = record.speaker if isinstance(record, Statement) else None
    return speaker is not None and (speaker.actor == party or speaker.sector in link_limits().official)


def _mentions(store: Store, documents: Iterable[str]) -> tuple[AnyRecord, ...]:
    wanted = tuple(sorted(documents))
    return tuple(store.records(document=wanted, kind="mention")) if wanted else ()


def _beyond(store: Store, asked: Asked, here: Iterable[AnyRecord]) -> dict[str, int]:
    """How many records of each kind the window holds beyond those that are here."""
    kinds = ("development", "statement", "silence", "pressure", "tie", "prediction")
    known: Counter[str] = Counter(r.record for r in here)
    counted = {kind: store.ask(questions.count(kind, asked.window)) for kind in kinds}
    return {kind: max(0, number - known[kind]) for kind, number in counted.items()}


def _name(records: Iterable[AnyRecord], actors: Sequence[Sequence[str]]) -> str | None:
    """What the actors are called: of each group the first that the records know."""
    names: dict[str, str] = {}
    for each in records:
        if isinstance(each, Actor):
            names.setdefault(each.id, each.name)
    return listed([next((names[each] for each in group if each in names), group[0]) for group in actors]) or None
