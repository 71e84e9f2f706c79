"""The answer to "who can move whom": movers with their routes, appeals, answers and counter-pressures, in one piece."""

from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from legation.link.appeals import Answer, Appeal
from legation.link.counters import Counter
from legation.link.levers import Fact, Lever, Step
from legation.link.routes import Bounds, Moved, Mover, Steps, Supposed, compared, movers, routes, supposing
from legation.link.wanted import is_wanted
from legation.records import AnyRecord, Statement
from legation.store import answers, influence, linked, query
from legation.store.answers import Said
from legation.store.parties import parties as takes_part
from legation.store.store import Store
from legation.view.influence_levers import Levers, Shared, unshared
from legation.view.influence_names import Parties
from legation.view.influence_words import Words
from legation.view.present import Names

Pressed = tuple[Appeal, str]  # an appeal, and whom of those asked it is shown with
POSITIONS = 3  # statements of the target on the topic that are shown
AT_ONCE = 500  # articles asked for by their ids
EVIDENCE = 3  # records of each lever that are given in full
OTHERS = 5  # parties beside the movers shown, whose appeals are
FORCES = 5  # movers whose levers of force are shown


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """What the user asks: who can move the target, on which topic, by whom, and what is supposed."""

    target: str
    as_of: date
    limits: Bounds
    limit: int
    by: str | None = None
    topic: str | None = None
    without: tuple[Supposed, ...] = ()
    added: tuple[Supposed, ...] = ()

    @property
    def supposed(self) -> tuple[Supposed, ...]:
        """All that is supposed."""
        return (*self.without, *self.added)


@dataclass(frozen=True, slots=True, kw_only=True)
class Pressing:
    """An appeal to a party, with what it answered."""

    appeal: Appeal
    asked: str
    answers: tuple[Answer, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """A mover with its place, the newest appeals to it and by it, how many there are, and what pulls it back."""

    rank: int
    mover: Mover
    asked: tuple[Pressing, ...]
    asking: tuple[Pressing, ...]
    appeals: int
    against: tuple[Counter, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """All that the record tells, with the records, names and headers that it takes to show it.

    `others` are the newest appeals to parties that are none of the movers shown.
    """

    question: Question
    read: int
    movers: int
    entries: tuple[Entry, ...]
    forces: tuple[Step, ...]
    others: tuple[Pressing, ...]
    positions: tuple[Said, ...]
    moved: tuple[Moved, ...]
    records: Mapping[int, AnyRecord]
    names: Names
    parties: Mapping[str, str]

    @property
    def on_topic(self) -> bool:
        """Whether anything that is shown is told in words that hold the topic; without a topic, all is."""
        levers = (lever for step in steps_of(self.entries) for lever in step.levers)
        pressings = (each for entry in self.entries for each in (*entry.asked, *entry.asking))
        told = any(lever.topic != 1 for lever in levers)
        return (
            not self.question.topic
            or told
            or bool(self.positions)
            or any(each.appeal.on_topic for each in (*pressings, *self.others))
        )


def _levers(store: Store, question: Question, shared: Shared) -> Levers:
    """What the store tells of levers on the target; whom the question names is kept, however little is told of them."""
    levers = Levers(
        store,
        question.as_of,
        target=question.target,
        limits=question.limits,
        topic=question.topic,
        shared=shared,
    )
    levers.kept = {each for s in question.supposed for each in (s.source, s.target) if each} | _by(question)
    return levers


def answer(
    store: Store, question: Question, parties: Parties, *, whole: bool = False, shared: Shared = unshared
) -> Found:
    """Find who can move the target, as far as the store tells; `whole` with the evidence of all routes.

    `shared` keeps what the answers to several questions have in common.
    """
    levers = _levers(store, question, shared)
    words = Words(levers, question.target)
    before = _movers(levers.onto, words, question)
    changed = supposing(levers.onto, question.without, question.added)
    after = _movers(changed, words, question) if question.supposed else before
    mine = [(rank, each) for rank, each in enumerate(after, start=1) if question.by in (None, each.actor)]
    entries, others = _told(mine[: question.limit], words, alone=question.by is not None)
    forces = _forces(levers, question)
    positions = _positions(store, question)
    moved = compared(before, after) if question.supposed else ()
    records = store.ask(influence.records(_rows(entries, forces, whole=whole)))
    spoken = (*_spoken(entries, others), *(each.record for each in positions))
    return Found(
        question=question,
        read=store.ask(influence.read_until(levers.until)),
        movers=len(mine),
        entries=entries,
        forces=forces,
        others=others,
        positions=positions,
        moved=moved,
        records=records,
        names=_names(store, records.values(), spoken),
        parties=parties.names(_named(question, entries, forces, moved)),
    )


def _names(store: Store, shown: Iterable[AnyRecord], spoken: Sequence[AnyRecord]) -> Names:
    """Read the articles in which the records stand, and the actors as these articles have them.

    Of what is `spoken` it is told by whom and to whom; of all else the words are shown alone.
    """
    pairs = {(getattr(each, "document", ""), actor) for each in spoken for actor, _ in takes_part(each)}
    found: list[AnyRecord] = list(store.ask(linked.actors(sorted(pairs))))
    ids = sorted({getattr(each, "document", "") for each in (*shown, *spoken)})
    for first in range(0, len(ids), AT_ONCE):
        found += store.documents(document=tuple(ids[first : first + AT_ONCE]))
    return Names(found)


def _by(question: Question) -> set[str]:
    return {question.by} if question.by else set()


def _movers(on: Steps, words: Words, question: Question) -> tuple[Mover, ...]:
    return movers(routes(question.target, on, question.limits), question.limits, words.dealing)


def _told(
    shown: Sequence[tuple[int, Mover]], words: Words, *, alone: bool
) -> tuple[tuple[Entry, ...], tuple[Pressing, ...]]:
    """Put together what is told of each mover shown, and the appeals to others unless the movers stand alone."""
    actors = [mover.actor for _, mover in shown]
    others = [] if alone else _others(actors, words)
    pressed = [each for actor in actors for each in (*_asked(actor, words), *_asking(actor, words))]
    words.read([*pressed, *others], actors)
    return tuple(_entry(rank, mover, words) for rank, mover in shown), _pressings(others, words)


def _entry(rank: int, mover: Mover, words: Words) -> Entry:
    """Put together what is told of one mover."""
    asked = _pressings(_asked(mover.actor, words), words)
    told = [each for pressing in asked for each in pressing.answers]
    return Entry(
        rank=rank,
        mover=mover,
        asked=asked,
        asking=_pressings(_asking(mover.actor, words), words),
        appeals=len(words.made(mover.actor)),
        against=words.counters(mover.actor, told),
    )


def _asked(actor: str, words: Words) -> list[Pressed]:
    """The appeals to a mover that are shown."""
    return [(each, actor) for each in words.made(actor)[: words.shown]]


def _asking(actor: str, words: Words) -> list[Pressed]:
    """The appeals by a mover that are shown, with each whom it asks."""
    own = [each for each in words.appeals if actor in each.pressers]
    return [(each, other) for each in own[: words.shown] for other in sorted(each.asked)]


def _others(actors: Container[str], words: Words) -> list[Pressed]:
    """The newest appeal to each party that is none of the movers shown."""
    newest: dict[str, Appeal] = {}
    for appeal in words.appeals:
        for asked in sorted(each for each in appeal.asked if each not in actors):
            newest.setdefault(asked, appeal)
    return [(appeal, asked) for asked, appeal in list(newest.items())[:OTHERS]]


def _pressings(pressed: Iterable[Pressed], words: Words) -> tuple[Pressing, ...]:
    return tuple(Pressing(appeal=each, asked=asked, answers=words.answers(each, asked)) for each, asked in pressed)


def _forces(levers: Levers, question: Question) -> tuple[Step, ...]:
    """Who has levers of force on the target, the strongest first."""
    left = supposing(levers.forcing, question.without, ())(question.target)
    strong = (step for step in left if step.force >= question.limits.least and question.by in (None, step.source))
    return tuple(sorted(strong, key=lambda step: (-step.force, step.source))[:FORCES])


def _positions(store: Store, question: Question) -> tuple[Said, ...]:
    """What the target said on the topic, the newest first; the same words of two articles once."""
    if question.topic is None:
        return ()
    terms, until = query.words(question.topic), question.as_of.isoformat()
    said = store.ask(answers.said_on(question.target, terms, until, most=POSITIONS * 4))
    once: dict[object, Said] = {}
    for each in said:
        if isinstance(each.record, Statement) and is_wanted(each.record):
            continue  # nobody has said it
        once.setdefault(tuple(span.text for span in getattr(each.record, "content", ())), each)
    return tuple(once.values())[:POSITIONS]


def steps_of(entries: Iterable[Entry]) -> Iterator[Step]:
    """Yield the steps of all routes of the movers."""
    return (step for entry in entries for route in entry.mover.routes for step in route.steps)


def _rows(entries: Sequence[Entry], forces: Sequence[Step], *, whole: bool) -> Iterator[int]:
    """The rows of the records that are shown: of each lever the foremost; of all routes, or of the best ones."""
    best = (step for entry in entries for step in entry.mover.routes[0].steps)
    for step in (*(steps_of(entries) if whole else best), *forces):
        for lever in (*step.levers, *step.coercion, *step.friction):
            yield from _of(lever, whole=whole)
    for counter in (each for entry in entries for each in entry.against):
        if counter.lever:
            yield from _of(counter.lever, whole=whole)
        if counter.act:
            yield counter.act.row


def _of(lever: Lever, *, whole: bool) -> Iterator[int]:
    if lever.facts:
        first = foremost(lever)
        yield first.row
        yield from (fact.row for fact in lever.facts[: EVIDENCE if whole else 0])


def foremost(lever: Lever) -> Fact:
    """The record that shows a lever best: of the acts that weigh most, the newest that is on the topic."""
    return max(lever.facts, key=lambda f: (f.on_topic, lever.kind.acts.get(f.act, 0.0), f.day or "", f.row))


def _spoken(entries: Sequence[Entry], others: Sequence[Pressing]) -> Iterator[AnyRecord]:
    for pressing in (*(each for entry in entries for each in (*entry.asked, *entry.asking)), *others):
        yield pressing.appeal.record
        yield from (each.record for each in pressing.answers)
    yield from (each.words.record for entry in entries for each in entry.against if each.words)


def _named(
    question: Question, entries: Sequence[Entry], forces: Sequence[Step], moved: Sequence[Moved]
) -> Iterator[str]:
    """All parties that are named in what is shown."""
    yield from (question.target, *_by(question), *(each.actor for each in moved))
    yield from (each for s in question.supposed for each in (s.source, s.target) if each)
    yield from (party for step in (*steps_of(entries), *forces) for party in (step.source, step.target))
    yield from (each.party for entry in entries for each in entry.against if each.party)
    yield from (each.asked for entry in entries for each in (*entry.asked, *entry.asking))
