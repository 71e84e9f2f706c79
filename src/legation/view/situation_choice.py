"""What of a large store a brief tells: the developments that weigh most, and the articles that are read for them."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import chain, islice, zip_longest
from typing import TypeVar

from legation.link import limits as link_limits
from legation.link.reports import HEAD
from legation.records import Contradiction, Development, Report
from legation.store import situation as questions
from legation.store.situation import Added, Found, Head
from legation.store.store import Store
from legation.store.windows import Window
from legation.view.brief_limits import limits
from legation.view.brief_situation import Latest, day_of, since_words
from legation.view.brief_sources import documents_of, origin_names
from legation.view.brief_words import load

Each = TypeVar("Each")


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What a brief is asked on: a window, the actors in the order of the user, the day that the user named.

    `added` is what the last run added, `last` the last day known.
    """

    window: Window
    about: tuple[tuple[str, ...], ...] = ()
    since: str | None = None
    added: Added | None = None
    last: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """What is told: developments, contradictions, reports; who brought and who printed each text; what is news."""

    developments: tuple[Development, ...]
    contradictions: tuple[Contradiction, ...]
    reports: tuple[Report, ...]
    origins: Mapping[str, str]
    printers: Mapping[str, str]
    latest: Latest


def choose(store: Store, asked: Asked) -> Choice:
    """Choose what weighs most in the window, and what is news."""
    most = limits().store
    heaviest = store.ask(questions.weighed(asked.window, most.developments))
    found = (*_in_turn(_newly_told(store, asked), heaviest), *store.ask(questions.latest(asked.window, most.latest)))
    developments = tuple({each.id: each for each in found}.values())
    told = {document for each in developments for document in _ends(each.documents)}
    contradictions = _contradictions(store, asked, developments, told)
    told |= {document for each in contradictions for document in documents_of(each)}
    heads = store.ask(questions.heads(told, asked.added.after if asked.added else None, HEAD))
    reports = store.ask(questions.copies(told))
    return Choice(
        developments=developments,
        contradictions=contradictions,
        reports=reports,
        origins=origin_names((head.document for head in heads), reports),
        printers={head.document.id: name for head in heads if (name := head.document.publisher)},
        latest=news_of(asked, heads),
    )


def news_of(asked: Asked, heads: Iterable[Head]) -> Latest:
    """Which articles are news: those since the day asked for, those of the last run, or those of the last day."""
    if asked.since is None and asked.added:
        number = asked.added.articles
        return Latest(
            documents=frozenset(head.document.id for head in heads if head.is_added),
            since=asked.added.before,
            last=asked.last,
            words=since_words("run", articles=f"{number} article{'s' * (number != 1)}"),
        )
    begin = asked.since or asked.last
    if begin is None:
        return Latest()
    days = {head.document.id: day for head in heads if (day := day_of(head.document))}
    return Latest(
        documents=frozenset(document for document, day in days.items() if day.isoformat() >= begin),
        since=begin,
        last=asked.last,
        words=since_words("day" if asked.since else "last", day=load().date(begin)),
    )


def articles(store: Store, asked: Asked, choice: Choice) -> list[str]:
    """Which articles to read, those first that tell what weighs most."""
    ways: dict[str, Callable[[], Iterable[str]]] = {
        "development": lambda: (d for each in choice.developments for d in _telling(each, choice)),
        "contradiction": lambda: (c.document for each in choice.contradictions for c in each.claims),
        "prediction": lambda: _documents(_decided(store, choice.latest), _newest(store, "prediction", asked)),
        "silence": lambda: _documents(_in_turn(_newest(store, "silence", asked), _before(store, asked))),
        "pressure": lambda: _documents(_newest(store, "pressure", asked)),
        "tie": lambda: _documents(_newest(store, "tie", asked)),
        "statement": lambda: _documents(_newest(store, "statement", asked)),
        "event": lambda: _documents(_newest(store, "event", asked)),
    }
    each_of = limits().store.articles
    return list(dict.fromkeys(d for kind, most in each_of.items() for d in islice(dict.fromkeys(ways[kind]()), most)))


def _newly_told(store: Store, asked: Asked) -> tuple[Development, ...]:
    """The developments that the last run or the last day told; with a day to begin at, the window has them."""
    most = limits().store
    if asked.since or not asked.last:
        return ()
    if asked.added:
        return store.ask(questions.of_added(asked.added.after, most.run, most.developments))
    return store.ask(questions.weighed(replace(asked.window, since=asked.last), most.developments))


def _contradictions(
    store: Store, asked: Asked, developments: Sequence[Development], told: Iterable[str]
) -> tuple[Contradiction, ...]:
    """Those about what is told; where no actor is asked about, also those of which a claim came last."""
    most = limits().store.newest
    near = store.ask(questions.claimed_in(told, (each.id for each in developments), most))
    last = () if asked.window.actors else store.ask(questions.last_claimed(asked.window, most))
    return tuple({each.id: each for each in (*near, *last)}.values())


def _telling(development: Development, choice: Choice) -> list[str]:
    """The articles by which a development is told: a new one, the first, one of each origin, then others."""
    known = [document for document in _ends(development.documents) if document in choice.origins]
    by_news = sorted(known, key=lambda each: each not in choice.latest.documents)
    by_origin: dict[str, str] = {}
    for document in by_news:
        by_origin.setdefault(choice.origins[document].casefold(), document)
    wanted = dict.fromkeys((*by_news[:1], *known[:1], *by_origin.values(), *by_news))
    return list(wanted)[: limits().store.articles_each]


def _newest(store: Store, kind: str, asked: Asked) -> tuple[Found, ...]:
    return store.ask(questions.newest(kind, asked.window, limits().store.newest))


def _before(store: Store, asked: Asked) -> tuple[Found, ...]:
    """Silences told of before the day asked for, which may have ended since."""
    if asked.since is None:
        return ()
    begin = date.fromisoformat(asked.since)
    earliest = begin - timedelta(min(link_limits().days_of_silence, (begin - date.min).days))
    window = replace(asked.window, since=earliest.isoformat(), before=asked.since)
    return store.ask(questions.newest("silence", window, limits().store.newest))


def _decided(store: Store, latest: Latest) -> tuple[Found, ...]:
    """Predictions that were decided since the news began, or fell due."""
    if latest.since is None or latest.last is None:
        return ()
    most = limits().store.newest
    return (
        *store.ask(questions.decided(latest.since, most)),
        *store.ask(questions.due(latest.since, latest.last, most)),
    )


def _documents(*found: Iterable[Found]) -> Iterator[str]:
    return (each.document for each in chain.from_iterable(found))


def _in_turn(one: Sequence[Each], other: Sequence[Each]) -> Iterator[Each]:
    """Take from both in turn, so that neither crowds the other out."""
    return (each for turn in zip_longest(one, other) for each in turn if each is not None)


def _ends(documents: Sequence[str]) -> Sequence[str]:
    """The first and the last articles of a development that has very many."""
    most = limits().store.looked_at
    return documents if len(documents) <= 2 * most else (*documents[:most], *documents[-most:])
