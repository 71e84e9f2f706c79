"""What of the store tells in words: who was asked to use its influence, what it answered, and what pulls it back."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta
from functools import cached_property

from legation.link import appeals, counters
from legation.link.appeals import Answer, Appeal, Told, Voiced
from legation.link.counters import Act, Around, Counter
from legation.records import Event, Silence, Statement
from legation.store import answers, influence
from legation.store.answers import Said
from legation.store.influence import Key
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
        self._answers: dict[tuple[str, str, str], tuple[Answer, ...]] = {}

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
        pressers = frozenset(presser for each in self.appeals for presser in each.pressers)
        if new := wanted - pressers - self._dealing.keys():
            found = self._levers.dealing(sorted(new))
            self._dealing |= {actor: actor in found for actor in new}
        return frozenset(each for each in wanted if each in pressers or self._dealing[each])

    def answers(self, appeal: Appeal, asked: str) -> tuple[Answer, ...]:
        """Return what the one who was asked answered, as far as articles tell; who asked may be shown with it, too."""
        key = (appeal.record.document, appeal.record.id, asked)
        if key not in self._answers:
            told = (*self._of_document(appeal.record.document, asked), *self._later(appeal, asked))
            self._answers[key] = appeals.answers(appeal, asked, told, self._rules)
        return self._answers[key]

    def counters(self, mover: str, made: Sequence[Appeal], found: Sequence[Answer]) -> tuple[Counter, ...]:
        """Name what pulls a mover the other way; `made` are the appeals to it, `found` its answers."""
        side = tuple(each for each in self.side if each != mover)
        pressers = frozenset(presser for each in made for presser in each.pressers) - {mover}
        needs, *ties = self._levers.between([self._target, *side], mover)
        onto = next((step for step in self._levers.onto(self._target) if step.source == mover), None)
        around = Around(
            mover=mover,
            target=self._target,
            side=side,
            pressers=pressers,
            ties=ties,
            of_target=needs,
            onto_target=onto,
            acts=self._acts(mover, side),
            said=self._said(mover, {self._target, *side, *pressers}, made),
            answers=found,
        )
        return counters.counters(around, self._against)

    def _of_document(self, document: str, by: str) -> tuple[Told, ...]:
        """What a party did, said and left unsaid in an article; read with all others in which it was asked."""
        if (document, by) not in self._told:
            asking = {each.record.document: each.day for each in self.appeals if by in each.asked}
            self._read(sorted({document, *asking}), by)
        return self._told[document, by]

    def _read(self, documents: Iterable[str], by: str) -> None:
        days = {each.record.document: each.day for each in self.appeals}
        found: dict[str, list[Told]] = {each: [] for each in documents}
        for document, record, level in self._store.ask(answers.voiced(found, by)):
            assert isinstance(record, Voiced)
            found[document] += (each for each in _told(record, days.get(document), level) if each.by == by)
        self._told |= {(document, by): tuple(told) for document, told in found.items()}

    def _later(self, appeal: Appeal, asked: str) -> Iterable[Told]:
        """What the one who was asked said, did or left unsaid in the days after the appeal."""
        if appeal.day is None:
            return
        last = date.fromisoformat(appeal.day) + timedelta(self._rules.answer_days)
        days = (appeal.day, min(last.isoformat(), self._levers.until))
        others = {self._target, *appeal.pressers} - {asked}
        few = 4 * self._rules.answers
        found = (
            *self._store.ask(answers.said(asked, others, days, most=few)),
            *self._store.ask(answers.silences(asked, days, most=1)),
        )
        yield from (_heard(each, asked, {*each.others, self._target}) for each in found)
        yield from self._done(asked, others, days)

    def _done(self, asked: str, others: Iterable[str], days: tuple[str, str]) -> Iterable[Told]:
        rules = self._rules
        answering = sorted(f"event:{kind}" for kind in (*rules.refuses, *rules.grants))
        keys: list[Key] = [(other, act, asked) for other in sorted(others) for act in answering]
        keys += [(self._target, f"event:{kind}", asked) for kind in sorted(rules.passes_on)]
        for pair, record in self._store.ask(influence.first(keys, *days)):
            if isinstance(record, Event):
                yield Told(record=record, day=pair.day, by=asked, to=frozenset({pair.target}))

    def _acts(self, mover: str, side: Iterable[str]) -> tuple[Act, ...]:
        """What may come, or is asked, between the mover and the target's side."""
        prospects = [f"prospect:{kind}" for kind in sorted(self._against.prospects)]
        keys: list[Key] = []
        for other in (self._target, *side):
            keys += [(other, act, mover) for act in prospects]
            keys += [(mover, act, other) for act in (*prospects, *sorted(self._against.presses))]
        pairs = self._store.ask(influence.last(keys, self._levers.until))
        return tuple(Act(act=p.act, source=p.source, target=p.target, day=p.day, row=p.row) for p in pairs)

    def _said(self, mover: str, about: Iterable[str], made: Iterable[Appeal]) -> tuple[Told, ...]:
        """What the mover said of the target, its side and those who press, lately and where it was pressed."""
        since = (self._levers.as_of - timedelta(YEAR)).isoformat()
        others = set(about) - {mover}
        rules = self._against
        acts = rules.wants | rules.fears | rules.speaks_against
        days = (since, self._levers.until)
        asked = answers.said(mover, others, days, most=rules.newest, newest=True, acts=acts)
        found = {each.record.id: _heard(each, mover, each.others) for each in self._store.ask(asked)}
        for document in dict.fromkeys(each.record.document for each in made):
            found |= {told.record.id: told for told in self._of_document(document, mover)}
        return tuple(found.values())


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
