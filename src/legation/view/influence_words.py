"""What of the store tells in words: who was asked to use its influence, what it answered, and what pulls it back."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, timedelta
from functools import cached_property

from legation.link import appeals, counters
from legation.link.appeals import Answer, Appeal, Told, Voiced
from legation.link.counters import Act, Around, Counter
from legation.link.levers import Step
from legation.records import AnyRecord, Event, Silence, Statement
from legation.store import answers, influence
from legation.store.answers import InArticle, Said, Wanted
from legation.store.influence import Key, Pair, Within
from legation.store.pairing import party
from legation.view.influence_levers import Levers

YEAR = 365  # what a party said longer ago tells little of what it wants now


class Words:
    """Reads appeals to move a target, answers to them, and counter-pressures."""

    def __init__(self, levers: Levers, target: str) -> None:
        """Ask the store on which `levers` rest; read nothing yet."""
        self._levers = levers
        self._store = levers.store
        self._target = target
        self._rules = appeals.load()
        self._against = counters.load()
        self._told: dict[tuple[str, str], tuple[Told, ...]] = {}
        self._dealing: dict[str, bool] = {}
        self._later: dict[tuple[str, str, str], tuple[Told, ...]] = {}
        self._ties: Mapping[tuple[str, str], Step] = {}
        self._acts: Mapping[str, tuple[Act, ...]] = {}
        self._said: Mapping[str, tuple[Told, ...]] = {}

    @cached_property
    def appeals(self) -> tuple[Appeal, ...]:
        """The appeals to move the target, those on the topic first, then the newest; copies of a text once."""
        asked = answers.pressures(self._target, self._levers.until, self._rules.newest)
        chains = self._store.ask(asked)
        on_topic = self._levers.matching(chain.record for chain in chains)
        copies = self._levers.copies(chain.record.document for chain in chains)
        return appeals.distinct(
            Appeal(
                record=chain.record,
                day=chain.day,
                pressers=chain.pressers,
                asked=chain.asked,
                target=self._target,
                text=copies[chain.record.document].first,
                on_topic=chain.record.id in on_topic,
            )
            for chain in chains
        )

    @property
    def shown(self) -> int:
        """How many appeals are shown of each mover."""
        return self._rules.each

    @cached_property
    def side(self) -> tuple[str, ...]:
        """The target's side: those with the strongest hold on it."""
        return counters.side(self._levers.onto(self._target), self._against)

    def dealing(self, actors: Iterable[str]) -> frozenset[str]:
        """Return those who have to do with the target: something lies between the two, or they asked others to move it.

        Of each it is asked once, whatever else is supposed.
        """
        wanted = frozenset(actors)
        pressers = self._pressers(self.appeals)
        if new := wanted - pressers - self._dealing.keys():
            found = self._levers.dealing(sorted(new))
            self._dealing |= {actor: actor in found for actor in new}
        return frozenset(each for each in wanted if each in pressers or self._dealing[each])

    def made(self, asked: str) -> tuple[Appeal, ...]:
        """Return the appeals to a party."""
        return tuple(each for each in self.appeals if asked in each.asked)

    def read(self, pressed: Sequence[tuple[Appeal, str]], movers: Sequence[str]) -> None:
        """Read at once what `answers` tells of some appeals to whom they asked, and `counters` of some movers."""
        if not pressed and not movers:
            return
        made = {mover: self.made(mover) for mover in movers}
        # Where an answer is looked for, all counts; elsewhere only what may pull the other way.
        acts = tuple(sorted(self._against.speaking))
        articles = {(each.record.document, mover): acts for mover, mine in made.items() for each in mine}
        whole = dict.fromkeys((appeal.record.document, asked) for appeal, asked in pressed)
        self._voiced({**articles, **whole})
        self._later |= self._answered([(appeal, asked) for appeal, asked in pressed if appeal.day is not None])
        sides = {mover: tuple(each for each in self.side if each != mover) for mover in movers}
        self._ties = self._levers.between((mover, s) for mover, side in sides.items() for s in (self._target, *side))
        self._acts = self._acted(sides)
        self._said = self._spoken(made, sides)

    def answers(self, appeal: Appeal, asked: str) -> tuple[Answer, ...]:
        """Return what the one who was asked answered, as far as articles tell; who asked may be shown with it, too."""
        key = (appeal.record.document, appeal.record.id, asked)
        told = (*self._told[appeal.record.document, asked], *self._later.get(key, ()))
        return appeals.answers(appeal, asked, told, self._rules)

    def counters(self, mover: str, found: Sequence[Answer]) -> tuple[Counter, ...]:
        """Name what pulls a mover the other way; `found` are its answers to appeals."""
        made = self.made(mover)
        side = tuple(each for each in self.side if each != mover)
        said = {told.record.id: told for told in self._said[mover]}
        for document in dict.fromkeys(each.record.document for each in made):
            said |= {told.record.id: told for told in self._told[document, mover]}
        around = Around(
            mover=mover,
            target=self._target,
            side=side,
            pressers=self._pressers(made) - {mover},
            ties=[self._ties[mover, each] for each in side],
            of_target=self._ties[mover, self._target],
            onto_target=next((step for step in self._levers.onto(self._target) if step.source == mover), None),
            acts=self._acts[mover],
            said=tuple(said.values()),
            answers=found,
        )
        return counters.counters(around, self._against)

    def _pressers(self, made: Iterable[Appeal]) -> frozenset[str]:
        return frozenset(presser for each in made for presser in each.pressers)

    def _voiced(self, articles: Mapping[tuple[str, str], tuple[str, ...] | None]) -> None:
        """Read what parties did, said and left unsaid in articles; of some only statements of these acts."""
        days = {each.record.document: each.day for each in self.appeals}
        found: dict[tuple[str, str], list[Told]] = {each: [] for each in articles}
        wanted = [InArticle(*each, acts) for each, acts in sorted(articles.items(), key=lambda each: each[0])]
        for by, document, record, level in self._store.ask(answers.voiced(wanted)) if wanted else ():
            assert isinstance(record, Voiced)
            found[document, by] += (each for each in _told(record, days.get(document), level) if each.by == by)
        self._told |= {each: tuple(told) for each, told in found.items()}

    def _answered(self, pressed: Sequence[tuple[Appeal, str]]) -> dict[tuple[str, str, str], tuple[Told, ...]]:
        """What those who were asked said, did or left unsaid in the days after each appeal."""
        wanted = [self._wanted(*each) for each in pressed]
        said = self._store.ask(answers.said_each(wanted, most=4 * self._rules.answers))
        silent = self._store.ask(answers.silences(wanted, most=1))
        done = self._done(wanted)
        found: dict[tuple[str, str, str], tuple[Told, ...]] = {}
        for (appeal, asked), words, unsaid, acts in zip(pressed, said, silent, done, strict=True):
            heard = (_heard(each, asked, {*each.others, self._target}) for each in (*words, *unsaid))
            found[appeal.record.document, appeal.record.id, asked] = (*heard, *acts)
        return found

    def _wanted(self, appeal: Appeal, asked: str) -> Wanted:
        """Whose words may answer an appeal that has a day: what is said of the target, and of those who asked."""
        last = date.fromisoformat(appeal.day or "") + timedelta(self._rules.answer_days)
        others = {self._target, *appeal.pressers} - {asked}
        return Wanted(asked, tuple(sorted(others)), appeal.day or "", min(last.isoformat(), self._levers.until))

    def _done(self, wanted: Iterable[Wanted]) -> list[tuple[Told, ...]]:
        """What each did, to those whose words are looked at, that may be an answer: of each act the first."""
        rules = self._rules
        answering = sorted(f"event:{kind}" for kind in (*rules.refuses, *rules.grants))
        passing = sorted(f"event:{kind}" for kind in rules.passes_on)
        keys: list[set[Within]] = []
        for by, others, since, until in wanted:
            mine = {(other, act, by, since, until) for other in others for act in answering}
            keys.append(mine | {(self._target, act, by, since, until) for act in passing})
        found = self._store.ask(influence.first(frozenset().union(*keys))) if keys else {}
        return [tuple(_events(found[key] for key in sorted(mine) if key in found)) for mine in keys]

    def _acted(self, sides: Mapping[str, Sequence[str]]) -> dict[str, tuple[Act, ...]]:
        """What may come, or is asked, between each mover and the target's side."""
        prospects = [f"prospect:{kind}" for kind in sorted(self._against.prospects)]
        both = (*prospects, *sorted(self._against.presses))
        keys: dict[str, list[Key]] = {mover: [] for mover in sides}
        for mover, side in sides.items():
            for other in (self._target, *side):
                keys[mover] += [(other, act, mover) for act in prospects]
                keys[mover] += [(mover, act, other) for act in both]
        pairs = self._store.ask(influence.last({key for mine in keys.values() for key in mine}, self._levers.until))
        acts = {
            (p.target, p.act, p.source): Act(act=p.act, source=p.source, target=p.target, day=p.day, row=p.row)
            for p in pairs
        }
        return {mover: tuple(acts[key] for key in mine if key in acts) for mover, mine in keys.items()}

    def _spoken(
        self, made: Mapping[str, Sequence[Appeal]], sides: Mapping[str, Sequence[str]]
    ) -> dict[str, tuple[Told, ...]]:
        """What each mover said lately of the target, its side and those who press."""
        since = (self._levers.as_of - timedelta(YEAR)).isoformat()
        rules = self._against
        wanted = [
            Wanted(
                mover,
                tuple(sorted({self._target, *side, *self._pressers(made[mover])} - {mover})),
                since,
                self._levers.until,
            )
            for mover, side in sides.items()
        ]
        judging = rules.speaks_against - rules.wants - rules.fears
        only = (judging, rules.stance)
        asked = answers.said_each(wanted, most=rules.newest, newest=True, acts=rules.speaking, judging=only)
        found = zip(sides, self._store.ask(asked), strict=True)
        return {mover: tuple(_heard(each, mover, each.others) for each in said) for mover, said in found}


def _events(found: Iterable[tuple[Pair, AnyRecord]]) -> Iterator[Told]:
    """What was done, the earliest first."""
    for pair, record in sorted(found, key=lambda each: each[0].day or ""):
        if isinstance(record, Event):
            yield Told(record=record, day=pair.day, by=pair.source, to=frozenset({pair.target}))


def _heard(said: Said, by: str, to: Iterable[str]) -> Told:
    record = said.record
    assert isinstance(record, Statement | Silence)
    stance = tuple((each.target, each.value) for each in record.stance) if isinstance(record, Statement) else ()
    return Told(record=record, day=said.day, by=by, to=frozenset(to), stance=stance)


def _told(record: Voiced, day: str | None, level: Mapping[str, str]) -> Iterable[Told]:
    match record:
        case Statement():
            speaker = record.speaker
            by = [party(speaker.actor, level) if speaker.actor else speaker.country]
            others = (*record.about, *record.addressee)
            stance = tuple((level.get(each.target, each.target), each.value) for each in record.stance)
        case Silence():
            by, others, stance = [party(record.actor, level)], (), ()
        case Event():
            by, others, stance = [party(each, level) for each in record.actor], record.recipient, ()
    to = frozenset(found for each in others if (found := party(each, level)))
    for each in dict.fromkeys(filter(None, by)):
        yield Told(record=record, day=day, by=each, to=to - {each}, stance=stance)
