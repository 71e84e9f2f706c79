"""What of the store tells by what parties can move others: the steps onto a party, read when they are asked for."""

from collections.abc import Callable, Collection, Hashable, Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta
from functools import cache

from legation.link import appeals, levers, requests
from legation.link.appeals import Worded
from legation.link.levers import Fact, Step, Told
from legation.link.requests import Asked, Past
from legation.link.routes import Bounds
from legation.records import EVENT_TYPES, AnyRecord, Found, Pressure
from legation.store import influence
from legation.store.codec import from_json
from legation.store.influence import Copy, Key, Pair
from legation.store.store import Store

Between = tuple[str, str]  # target, source
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
        self._days: dict[Key, int] = {}

    @property
    def until(self) -> str:
        """The last day that counts, as the store writes it."""
        return self.as_of.isoformat()

    def copies(self, documents: Iterable[str]) -> Mapping[str, Copy]:
        """The first of the copies for each of these articles, and who brought it; itself for one without copies."""
        new = set(documents) - self._copies.keys()
        if new:
            self._copies |= {each: Copy(each, None) for each in new} | dict(self.store.ask(influence.brought(new)))
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
        return _ordered(self._steps({(target, source): told[source] for source in best}).values())

    def _named(self, target: str, sources: Iterable[str]) -> list[Step]:
        """The steps of those of some parties of whom anything is told towards the target."""
        keys = [(target, act, source) for source in sorted(sources) for act in self.rules.near]
        told: dict[Between, list[str]] = {}
        for pair in self.store.ask(influence.last(keys, self.until)) if keys else ():
            told.setdefault((target, pair.source), []).append(pair.act)
        return list(self._steps(told).values()) if told else []

    def forcing(self, target: str) -> tuple[Step, ...]:
        """Return the steps of those who have the strongest levers of force on a party."""
        told = self._told(target, self.rules.force)
        newest = sorted(told, key=lambda source: max(each.day or "" for each in told[source].values()), reverse=True)
        steps = self._steps({(target, source): told[source] for source in newest[: self._limits.breadth]})
        return tuple(sorted(steps.values(), key=lambda step: (-step.force, step.source)))

    def between(self, wanted: Iterable[Between]) -> Mapping[Between, Step]:
        """Return what some parties have in hand towards others, however weak: requests and frictions are left out."""
        pairs = tuple(wanted)
        known = {each: found for each in pairs if (found := self._known(*each))}
        acts = [act for act in self.rules.near if act in self.rules.holding]
        beside = [act for act in self.rules.near if act not in self.rules.holding]
        return known | self._steps({each: acts for each in pairs if each not in known}, beside)

    def _known(self, target: str, source: str) -> Step | None:
        """What of a step that is read already is no request and takes nothing away."""
        found = next((step for step in self._onto.get(target, ()) if step.source == source), None)
        if found is None:
            return None
        holding = tuple(each for each in found.levers if not self.rules.holding.isdisjoint(each.kind.acts))
        return replace(found, levers=holding, friction=(), past=Past())

    def _told(self, target: str, acts: Sequence[str]) -> dict[str, dict[str, Told]]:
        """What was told of each source towards the target."""
        told: dict[str, dict[str, Told]] = {}
        for source, act, day, number, days in self.store.ask(influence.near(target, acts, self.until)):
            told.setdefault(source, {})[act] = Told(day or None, number)
            self._days[target, act, source] = days
        return told

    def dealing(self, actors: Iterable[str]) -> frozenset[str]:
        """Return those of the actors between whom and the target any article tells of something."""
        acts = (*self.rules.near, *self.rules.further, *(f"event:{kind}" for kind in EVENT_TYPES))
        return self.store.ask(influence.dealing(self._target, actors, acts, self.until))

    def matching(self, records: Iterable[AnyRecord]) -> frozenset[str]:
        """Return the ids of the records whose own words hold the topic."""
        texts = {each.id: words_of(each) for each in records if isinstance(each, Found)}
        return self.store.matching(self.topic, texts) if self.topic and texts else frozenset()

    def _steps(self, told: Mapping[Between, Iterable[str]], beside: Collection[str] = ()) -> dict[Between, Step]:
        """Weigh what is told of each source towards each target; `beside` are acts that count only beside others."""
        if not told:
            return {}
        keys = [(target, act, s) for (target, s), acts in told.items() for act in (*acts, *self.rules.further)]
        pairs = self.store.ask(influence.newest(keys, self.until, self.rules.newest))
        facts = self._facts(pairs)
        days = self._told_on(facts, beside)
        asks = self.rules.requests.asks
        past = self._past([each for each in told if any(fact.act in asks for fact in facts.get(each, ()))])

        def made(target: str, source: str) -> Step:
            key = (target, source)
            mine = (facts.get(key, ()), days.get(key, {}), past.get(key, Past()))
            return levers.step(source, target, *mine, rules=self.rules, as_of=self.as_of)

        return {each: made(*each) for each in told}

    def _facts(self, pairs: Sequence[Pair]) -> dict[Between, list[Fact]]:
        first = self.copies(pair.document for pair in pairs)
        on_topic = self._on_topic(pairs)
        found: dict[Between, list[Fact]] = {}
        for target, act, source, day, row, document in pairs:
            copy = first[document]
            origin = (copy.origin or copy.first).casefold()
            fact = Fact(act=act, day=day, row=row, document=document, origin=origin, on_topic=row in on_topic)
            found.setdefault((target, source), []).append(fact)
        return found

    def _told_on(
        self, facts: Mapping[Between, Sequence[Fact]], beside: Collection[str]
    ) -> dict[Between, dict[str, Told]]:
        """On how many days the acts were told for which that matters."""
        acts = {each: levers.counted({fact.act for fact in mine}, self.rules, beside) for each, mine in facts.items()}
        keys = [(target, act, source) for (target, source), mine in acts.items() for act in mine]
        if new := [key for key in keys if key not in self._days]:
            self._days |= self.store.ask(influence.told(new, self.until))
        return {
            (target, source): {act: Told(None, self._days[target, act, source]) for act in mine}
            for (target, source), mine in acts.items()
        }

    def _on_topic(self, pairs: Sequence[Pair]) -> frozenset[int]:
        """The rows of the records whose words hold the topic."""
        if not self.topic:
            return frozenset()
        records = self.store.ask(influence.records(pair.row for pair in pairs))
        matching = self.matching(records.values())
        return frozenset(row for row, record in records.items() if record.id in matching)

    def _past(self, pairs: Sequence[Between]) -> dict[Between, Past]:
        """What came of the requests of some parties to others."""
        limits = self.rules.requests
        asked, answered = self._asked(pairs)
        pending = {
            each: requests.pending(tuple(days.values()), answered.get(each, ()), limits) for each, days in asked.items()
        }
        fits = self._fits(pending.values())
        yielded = {each: {a.day for a in answered.get(each, ()) if a.act in limits.yields} for each in asked}
        return {
            each: requests.past(found, yielded[each], fits, limits=limits, as_of=self.as_of)
            for each, found in pending.items()
        }

    def _asked(self, pairs: Sequence[Between]) -> tuple[dict[Between, dict[str, Asked]], dict[Between, list[Asked]]]:
        """The requests by day of each source to each target, and what may have answered them."""
        limits = self.rules.requests
        since = (self.as_of - timedelta(limits.days)).isoformat()
        keys: list[Key] = [(target, act, source) for target, source in pairs for act in limits.asks]
        keys += [(source, act, target) for target, source in pairs for act in (*limits.yields, *limits.refuses)]
        asked: dict[Between, dict[str, Asked]] = {}
        answered: dict[Between, list[Asked]] = {}
        for pair in self.store.ask(influence.days(keys, since, self.until)) if keys else ():
            each = Asked(day=pair.day or "", row=pair.row, act=pair.act)
            if pair.act in limits.asks:  # all requests of one day are one
                asked.setdefault((pair.target, pair.source), {}).setdefault(each.day, each)
            else:
                answered.setdefault((pair.source, pair.target), []).append(each)
        return asked, answered

    def _fits(self, pending: Iterable[Iterable[tuple[Asked, Sequence[Asked]]]]) -> Callable[[Asked, Asked], bool]:
        """Read the requests and what may answer them; return what tells whether one is on the other."""
        rows = {each.row for found in pending for request, may in found if may for each in (request, *may)}
        lines = self.store.ask(influence.lines(rows)) if rows else {}

        @cache
        def worded(row: int) -> Worded:  # most of what may answer is never looked at
            record = from_json(*lines[row])
            assert isinstance(record, Found)
            return appeals.worded(record)

        def fits(request: Asked, answer: Asked) -> bool:
            return appeals.alike(worded(request.row), worded(answer.row), self.rules.requests.shared_words)

        return fits


def _ordered(steps: Iterable[Step]) -> tuple[Step, ...]:
    return tuple(sorted(steps, key=lambda step: (-step.strength, step.source)))


def words_of(record: Found) -> str:
    """The words on which a record stands, and for a pressure what is demanded and to what end."""
    words = [each.text for each in record.evidence]
    if isinstance(record, Pressure):
        words += [record.demand.text, record.aim.text if record.aim else ""]
    return " … ".join(dict.fromkeys(words))
