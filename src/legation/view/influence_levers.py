"""What of the store tells by what parties can move others: the steps onto a party, read when they are asked for."""

from collections.abc import Callable, Collection, Hashable, Iterable, Mapping, Sequence
from datetime import date, timedelta

from legation.link import appeals, levers, requests
from legation.link.levers import Fact, Step, Told
from legation.link.requests import Asked, Past
from legation.link.routes import Bounds
from legation.records import EVENT_TYPES, AnyRecord, Found, Pressure
from legation.store import influence
from legation.store.influence import Copy, Key, Pair
from legation.store.store import Store

Shared = Callable[[Hashable, Callable[[], tuple[Step, ...]]], tuple[Step, ...]]


def unshared(_: Hashable, make: Callable[[], tuple[Step, ...]]) -> tuple[Step, ...]:
    """Keep nothing: who asks one question only needs no more."""
    return make()


class Levers:
    """Reads the steps onto parties from the store, each once; `topic` are words as in a search."""

    def __init__(
        self,
        store: Store,
        as_of: date,
        *,
        target: str,
        limits: Bounds,
        topic: str | None = None,
        shared: Shared = unshared,
    ) -> None:
        """Read nothing yet. `shared` keeps the steps that do not depend on the target for those who ask of others."""
        self.store = store
        self._shared = shared
        self.as_of = as_of
        self.topic = topic
        self.rules = levers.load()
        self.kept: Collection[str] = ()
        self._target = target
        self._limits = limits
        self._onto: dict[str, tuple[Step, ...]] = {}
        self._copies: dict[str, Copy] = {}

    @property
    def until(self) -> str:
        """The last day that counts, as the store writes it."""
        return self.as_of.isoformat()

    def copies(self, documents: Iterable[str]) -> Mapping[str, Copy]:
        """The first of the copies for each of these articles, and who brought it; itself for one without copies."""
        new = {each for each in documents if each not in self._copies}
        if new:
            self._copies |= {each: Copy(each, None) for each in new} | dict(self.store.ask(influence.copies(new)))
        return self._copies

    def onto(self, target: str) -> tuple[Step, ...]:
        """Return the steps of the strongest movers onto a party, and of those that are to be kept in any case."""
        if target not in self._onto:
            breadth = self._limits.breadth if target == self._target else self._limits.breadth_beyond
            question = ("steps onto", target, breadth, self.until)
            # What the words of a topic weigh is its own; whom a question names beside the best comes on top of these.
            shared = unshared if self.topic else self._shared
            best = shared(question, lambda: self._best(target, breadth))
            named = self._named(target, set(self.kept) - {step.source for step in best})
            self._onto[target] = _ordered((*best, *named)) if named else best
        return self._onto[target]

    def _best(self, target: str, breadth: int) -> tuple[Step, ...]:
        """The steps of so many of the most promising movers, the strongest first."""
        told = self._told(target, self.rules.near)
        best = levers.promising(told, breadth, self.rules, self.as_of)
        return _ordered(self._steps(target, {source: told[source] for source in best}))

    def _named(self, target: str, sources: Iterable[str]) -> list[Step]:
        """The steps of those of some parties of whom anything is told towards the target."""
        keys = [(target, act, source) for source in sorted(sources) for act in self.rules.near]
        told: dict[str, list[str]] = {}
        for pair in self.store.ask(influence.last(keys, self.until)) if keys else ():
            told.setdefault(pair.source, []).append(pair.act)
        return self._steps(target, told) if told else []

    def forcing(self, target: str) -> tuple[Step, ...]:
        """Return the steps of those who have the strongest levers of force on a party."""
        told = self._told(target, self.rules.force)
        newest = sorted(told, key=lambda source: max(each.day or "" for each in told[source].values()), reverse=True)
        steps = self._steps(target, {source: told[source] for source in newest[: self._limits.breadth]})
        return tuple(sorted(steps, key=lambda step: (-step.force, step.source)))

    def between(self, sources: Iterable[str], target: str) -> tuple[Step, ...]:
        """Return the steps of some parties onto one, however weak; requests are left out."""
        acts = [act for act in self.rules.near if act not in self.rules.requests.asks]
        return tuple(self._steps(target, dict.fromkeys(sources, acts)))

    def _told(self, target: str, acts: Sequence[str]) -> dict[str, dict[str, Told]]:
        """What was told of each source towards the target."""
        told: dict[str, dict[str, Told]] = {}
        for source, act, day, days in self.store.ask(influence.near(target, acts, self.until)):
            told.setdefault(source, {})[act] = Told(day or None, days)
        return told

    def dealing(self, actors: Iterable[str]) -> frozenset[str]:
        """Return those of the actors between whom and the target any article tells of something."""
        acts = (*self.rules.near, *self.rules.further, *(f"event:{kind}" for kind in EVENT_TYPES))
        return self.store.ask(influence.dealing(self._target, actors, acts, self.until))

    def matching(self, records: Iterable[AnyRecord]) -> frozenset[str]:
        """Return the ids of the records whose own words hold the topic."""
        texts = {each.id: words_of(each) for each in records if isinstance(each, Found)}
        return self.store.matching(self.topic, texts) if self.topic and texts else frozenset()

    def _steps(self, target: str, told: Mapping[str, Iterable[str]]) -> list[Step]:
        keys = [(target, act, s) for s, acts in told.items() for act in (*acts, *self.rules.further)]
        pairs = self.store.ask(influence.newest(keys, self.until, self.rules.newest))
        days: dict[str, dict[str, Told]] = {}
        for pair in pairs:
            days.setdefault(pair.source, {}).setdefault(pair.act, Told(pair.day, pair.days))
        asking = set(self.rules.requests.asks)
        past = self._past(target, [source for source in told if not asking.isdisjoint(days.get(source, ()))])
        facts = self._facts(pairs)

        def made(source: str) -> Step:
            mine = (facts.get(source, ()), days.get(source, {}), past.get(source, Past()))
            return levers.step(source, target, *mine, rules=self.rules, as_of=self.as_of)

        return [made(source) for source in told]

    def _facts(self, pairs: Sequence[Pair]) -> dict[str, list[Fact]]:
        first = self.copies(pair.document for pair in pairs)
        publishers = self.store.ask(influence.publishers(first[pair.document].first for pair in pairs))
        on_topic = self._on_topic(pairs)
        found: dict[str, list[Fact]] = {}
        for act, source, day, row, document in (pair[1:6] for pair in pairs):
            copy = first[document]
            origin = (copy.origin or publishers.get(copy.first) or copy.first).casefold()
            fact = Fact(act=act, day=day, row=row, document=document, origin=origin, on_topic=row in on_topic)
            found.setdefault(source, []).append(fact)
        return found

    def _on_topic(self, pairs: Sequence[Pair]) -> frozenset[int]:
        """The rows of the records whose words hold the topic."""
        if not self.topic:
            return frozenset()
        records = self.store.ask(influence.records(pair.row for pair in pairs))
        matching = self.matching(records.values())
        return frozenset(row for row, record in records.items() if record.id in matching)

    def _past(self, target: str, sources: Sequence[str]) -> dict[str, Past]:
        """What came of the requests of some parties."""
        limits = self.rules.requests
        since = (self.as_of - timedelta(limits.days)).isoformat()
        answering = (*limits.yields, *limits.refuses)
        keys: list[Key] = [(target, act, source) for source in sources for act in limits.asks]
        keys += [(source, act, target) for source in sources for act in answering]
        asked: dict[str, dict[str, Asked]] = {}
        answered: dict[str, list[Asked]] = {}
        for pair in self.store.ask(influence.days(keys, since, self.until)) if keys else ():
            each = Asked(day=pair.day or "", row=pair.row, act=pair.act)
            if pair.target == target and pair.act in limits.asks:
                asked.setdefault(pair.source, {}).setdefault(each.day, each)  # all requests of one day are one
            else:
                answered.setdefault(pair.target, []).append(each)
        pending = {s: requests.pending(tuple(days.values()), answered.get(s, ()), limits) for s, days in asked.items()}
        fits = self._fits(pending.values())
        yielded = {s: {each.day for each in answered.get(s, ()) if each.act in limits.yields} for s in asked}
        return {
            source: requests.past(found, yielded[source], fits, limits=limits, as_of=self.as_of)
            for source, found in pending.items()
        }

    def _fits(self, pending: Iterable[Iterable[tuple[Asked, Sequence[Asked]]]]) -> Callable[[Asked, Asked], bool]:
        """Read the requests and what may answer them; return what tells whether one is on the other."""
        rows = {each.row for found in pending for request, may in found if may for each in (request, *may)}
        records = self.store.ask(influence.records(rows)) if rows else {}

        def fits(request: Asked, answer: Asked) -> bool:
            one, other = records[request.row], records[answer.row]
            assert isinstance(one, Found)
            assert isinstance(other, Found)
            return appeals.shares(one, other, self.rules.requests.shared_words)

        return fits


def _ordered(steps: Iterable[Step]) -> tuple[Step, ...]:
    return tuple(sorted(steps, key=lambda step: (-step.strength, step.source)))


def words_of(record: Found) -> str:
    """The words on which a record stands, and for a pressure what is demanded and to what end."""
    words = [each.text for each in record.evidence]
    if isinstance(record, Pressure):
        words += [record.demand.text, record.aim.text if record.aim else ""]
    return " … ".join(dict.fromkeys(words))
