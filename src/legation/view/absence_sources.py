"""What of the store tells whether expected speakers spoke: who they are, and the articles around the window."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby

from legation.entries import Holding
from legation.errors import QueryError
from legation.knowledge import Knowledge
from legation.link import Expected, Topic, Window, contexts, heard
from legation.link.limits import load as load_limits
from legation.records import Actor, AnyRecord, Report
from legation.store.naming import Named
from legation.store.store import Store

PAGE = 50  # articles that are looked through at once, from the window outwards, for the nearest statement
FEW = 5  # actors named where a name fits several


def expected(store: Store, names: Sequence[str], knowledge: Knowledge) -> tuple[Expected, ...]:
    """Find the expected speakers that the user names, each once; refuse a name that nobody bears, or several."""
    ids = dict.fromkeys(actor for name in names for actor in _ids(store, name, knowledge))
    return tuple(_speaker(store, actor, knowledge) for actor in ids)


def topic(store: Store, about: str | None) -> Topic | None:
    """Read what the user asks about: an actor by id or whole name, else words."""
    if about is None:
        return None
    if actors := store.actors_named(about, whole=True):
        states = [each for each in actors if _is_state(store, each)]
        by_day = [store.articles_naming(actors=actors, country=each) for each in states or (None,)]
        return Topic(text=about, actors=frozenset(actors), documents=frozenset(d for days in by_day for _, d in days))
    return Topic(text=about, documents=store.holding(about))


class Gathering:
    """Reads from the store what can matter: all of the window, and the nearest statements before and after it."""

    def __init__(self, store: Store, window: Window, topic: Topic | None) -> None:
        """Read nothing yet but the articles of the window, and where their texts came from first."""
        self._store = store
        self._window = window
        self._on_words: set[str] = set()
        self._topic = topic
        days = {"since": window.since.isoformat(), "until": window.until.isoformat()}
        read = tuple(store.documents(since=days["since"], until=days["until"]))
        copies = tuple(_copies(store, {each.id for each in read}))
        silences = tuple(store.records(kind="silence", since=days["since"], until=days["until"]))
        before = tuple(store.documents(document=tuple(each.document for each in copies))) if copies else ()
        self._found: dict[tuple[str, str, str], AnyRecord] = {}
        self._keep((*read, *before, *copies, *silences))

    @property
    def topic(self) -> Topic | None:
        """The topic with the statements found so far that hold its words."""
        if self._topic is None:
            return None
        asked = self._topic
        statements = frozenset(self._on_words)
        return Topic(text=asked.text, actors=asked.actors, documents=asked.documents, statements=statements)

    @property
    def records(self) -> tuple[AnyRecord, ...]:
        """All that was read, each record once."""
        return tuple(self._found.values())

    def look(self, speaker: Expected) -> None:
        """Read the articles of the window that name the speaker, and the nearest statements on both sides."""
        since, until = self._window.since.isoformat(), self._window.until.isoformat()
        for page in _pages(self._naming(speaker, {"since": since, "until": until})):
            self._read(page)
        before = self._naming(speaker, {"until": since, "newest": True})
        after = self._naming(speaker, {"since": until})
        for beyond in (before, after):
            # What the store gives includes the edges, which belong to the window.
            self._nearest(speaker, (each for each in beyond if each[0] not in (since, until)))

    def _nearest(self, speaker: Expected, by_day: Iterable[tuple[str, str]]) -> None:
        """Read on, day by day, until the speaker says something."""
        for page in _pages((day, each) for day, each in by_day if self._may_tell(each)):
            if heard(self._read(page), speaker, self.topic):
                return

    def _naming(self, speaker: Expected, days: Named) -> Iterator[tuple[str, str]]:
        holders = dict.fromkeys(term.person for term in speaker.terms)
        named: Named = {**days, "actors": (speaker.actor, *holders)}
        if speaker.is_state:
            named |= {"country": speaker.actor, "sectors": tuple(sorted(load_limits().official))}
        return self._store.articles_naming(**named)

    def _may_tell(self, document: str) -> bool:
        return self._topic is None or document in self._topic.documents

    def _read(self, page: tuple[str, ...]) -> tuple[AnyRecord, ...]:
        kinds = ("actor", "mention", "statement")
        found = (*self._store.documents(document=page), *self._store.records(kind=kinds, document=page))
        self._keep(found)
        if self._topic and not self._topic.actors:
            told = {r.id for r in found if r.record == "document" and self._may_tell(r.id)}
            pieces = contexts(r for r in found if getattr(r, "document", r.id) in told)
            self._on_words |= self._store.matching(self._topic.text, pieces) if pieces else set()
        return found

    def _keep(self, records: Iterable[AnyRecord]) -> None:
        self._found.update({(r.record, getattr(r, "document", ""), r.id): r for r in records})


def _pages(by_day: Iterable[tuple[str, str]]) -> Iterator[tuple[str, ...]]:
    """Put whole days together until a page is full: of two statements on one day, the later must be seen too."""
    page: list[str] = []
    for _, same in groupby(by_day, key=lambda each: each[0]):
        page += [document for _, document in same]
        if len(page) >= PAGE:
            yield tuple(page)
            page = []
    if page:
        yield tuple(page)


def _copies(store: Store, documents: set[str]) -> Iterator[Report]:
    for record in store.records(kind="report"):
        if isinstance(record, Report) and not documents.isdisjoint(record.documents):
            yield record


def _ids(store: Store, name: str, knowledge: Knowledge) -> tuple[str, ...]:
    """Whole names of the store first, then the tables, and parts of names last: "NATO" is no part of "Senator"."""
    if found := store.actors_named(name, whole=True):
        return found
    if known := _in_tables(name, knowledge):
        return (known,)
    found = store.actors_named(name)
    if len(found) > 1:
        some = ", ".join(found[:FEW]) + (" …" if len(found) > FEW else "")
        raise QueryError(f"'{name}' fits {len(found)} actors; name one of them by its id: {some}")
    if not found:
        raise QueryError(
            f"'{name}' is no actor that is known: no stored article speaks of it, and it is not in the tables; "
            "`legation show actors` lists who is there"
        )
    return found


def _in_tables(name: str, knowledge: Knowledge) -> str | None:
    from legation.lookup import Lookup

    if name in knowledge.known:
        return name
    found = Lookup(knowledge)(name)
    return found.id if found.resolved and found.id in knowledge.known else None


def _speaker(store: Store, actor: str, knowledge: Knowledge) -> Expected:
    seen = _seen(store, actor)
    known = knowledge.known.get(actor)
    kind = seen.kind if seen else known.kind if known else None
    terms: tuple[Holding, ...] = tuple(term for term in knowledge.holdings if term.polity == actor)
    name = known.name if known else seen.name if seen else actor
    return Expected(actor=actor, name=name, is_state=kind == "state", terms=terms)


def _is_state(store: Store, actor: str) -> bool:
    seen = _seen(store, actor)
    return seen is not None and seen.kind == "state"


def _seen(store: Store, actor: str) -> Actor | None:
    """The actor as some article has it."""
    records = store.records(kind="actor", actor=actor, limit=1)
    return next((r for r in records if isinstance(r, Actor) and r.id == actor), None)
