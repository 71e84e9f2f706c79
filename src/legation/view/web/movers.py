"""Who can move an actor, as a page shows it: routes step by step with their evidence, appeals, and what pulls back."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from legation.link import levers
from legation.link.appeals import Answer
from legation.link.counters import Counter
from legation.link.levers import Lever, Step
from legation.link.routes import Moved, Route, Supposed
from legation.records import AnyRecord
from legation.view import influence, influence_asked
from legation.view.influence import Entry, Found, Pressing, foremost
from legation.view.influence_names import Parties
from legation.view.influence_rows import Rows, counter_record
from legation.view.influence_sums import sums
from legation.view.influence_view import LEAST, LEVERS, WHY, requests
from legation.view.web import addresses
from legation.view.web.shelf import Shelf
from legation.view.web.wording import Line, Word, line

FEW = 3  # movers on the page of an actor


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What a reader asks, as the fields of the form have it; the words are those of `legation who-can-move`."""

    target: str
    to: str = ""
    by: str = ""
    as_of: str | None = None
    steps: int = 3
    without: tuple[str, ...] = ()
    added: tuple[str, ...] = ()
    limit: int = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """Where a record stands: who printed it when, its words, its address and that of the words."""

    words: str
    publisher: str | None
    day: str | None
    link: str
    evidence: str


@dataclass(frozen=True, slots=True, kw_only=True)
class LeverShown:
    """A lever in words with its strength; "takes away" where it is friction, "force" where it is no lever at all."""

    name: str
    says: str
    value: float
    sort: str
    origins: int
    assumed: bool
    said: Said | None


@dataclass(frozen=True, slots=True, kw_only=True)
class StepShown:
    """A step of a route; `before` is the place of a mover that has shown it already."""

    title: Line
    strength: float
    before: int | None
    levers: tuple[LeverShown, ...]
    weaker: str
    requests: str


@dataclass(frozen=True, slots=True, kw_only=True)
class AppealShown:
    """An appeal in a line, its demand, and what was answered."""

    line: Line
    demand: str
    aim: str
    said: Said
    answers: tuple[tuple[str, Line, Said], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class MoverShown:
    """A mover with its best route in full and the others by name."""

    rank: int
    name: str
    link: str
    path: Line
    score: float
    steps: tuple[StepShown, ...]
    asked: tuple[AppealShown, ...]
    asking: tuple[AppealShown, ...]
    appeals: int
    against: tuple[tuple[str, str, Said | None], ...]
    also: tuple[tuple[Line, float], ...]
    aloof: str | None
    sums: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """The whole answer in the words of a page."""

    name: str
    found: Found
    movers: tuple[MoverShown, ...]
    others: tuple[AppealShown, ...]
    forces: tuple[tuple[str, LeverShown], ...]
    positions: tuple[tuple[str | None, Line, Said], ...]
    supposed: tuple[str, ...]
    moved: tuple[tuple[str, str, str, str], ...]


def answered(shelf: Shelf, asked: Asked) -> Shown:
    """Find who can move whom. Raises QueryError as the command does."""
    return shelf.kept(("movers", asked), lambda: _answered(shelf, asked))


def _answered(shelf: Shelf, asked: Asked) -> Shown:
    parties = Parties(shelf.store, levers.load())
    question = influence_asked.question(
        shelf.store,
        parties,
        target=asked.target,
        by=asked.by or None,
        as_of=asked.as_of,
        steps=asked.steps,
        limit=asked.limit,
    )
    words = influence_asked.topic(asked.to or None, shelf.desk)
    question = influence_asked.narrowed(question, parties, words, without=asked.without, added=asked.added)
    return _Page(influence.answer(shelf.store, question, parties, shared=shelf.part)).shown()


class _Page:
    """Lays out what was found; a step that another mover has shown is named, not shown again."""

    def __init__(self, found: Found) -> None:
        self._found = found
        self._rows = Rows(found)
        self._before: dict[tuple[str, str], int] = {}

    def shown(self) -> Shown:
        found = self._found
        question = found.question
        supposed = [f"without {self._supposed(each)}" for each in question.without]
        supposed += [f"with {self._supposed(each)} {each.value:.2f}" for each in question.added]
        return Shown(
            name=self._name(question.target),
            found=found,
            movers=tuple(map(self._mover, found.entries)),
            others=self._appeals(found.others),
            forces=tuple(
                (self._name(step.source), self._lever(lever, "force"))
                for step in found.forces
                for lever in step.coercion
            ),
            positions=tuple(
                (each.day, line(each.record, found.names), self._said(each.record)) for each in found.positions
            ),
            supposed=tuple(supposed),
            moved=tuple(map(self._moved, found.moved[: 2 * question.limit])),
        )

    def _mover(self, entry: Entry) -> MoverShown:
        best, *others = entry.mover.routes
        aloof = self._name(best.path[-1]) if best.stake != 1 else None
        return MoverShown(
            rank=entry.rank,
            name=self._name(entry.mover.actor),
            link=addresses.actor(entry.mover.actor),
            path=self._path(best),
            score=best.score,
            steps=tuple(self._step(step, entry.rank) for step in best.steps),
            asked=self._appeals(entry.asked),
            asking=self._appeals(entry.asking),
            appeals=entry.appeals,
            against=tuple(map(self._counter, entry.against)),
            also=tuple((self._path(each), each.score) for each in others),
            aloof=aloof,
            sums=tuple(sums(best, self._name)),
        )

    def _step(self, step: Step, rank: int) -> StepShown:
        before = self._before.setdefault((step.source, step.target), rank)
        shown = [each for each in step.levers if each.value >= LEAST]
        weaker = ", ".join(f"{each.kind.says} {each.value:.2f}" for each in shown[LEVERS:])
        return StepShown(
            title=self._title(step),
            strength=step.strength,
            before=before if before != rank else None,
            levers=(
                *(self._lever(each, "") for each in shown[:LEVERS]),
                *(self._lever(each, "takes away") for each in step.friction),
                *(self._lever(each, "force") for each in step.coercion),
            ),
            weaker=weaker,
            requests=requests(step) if step.past.asked else "",
        )

    def _lever(self, lever: Lever, sort: str) -> LeverShown:
        row = foremost(lever).row if lever.facts else None
        record = self._found.records.get(row) if row is not None else None
        return LeverShown(
            name=lever.kind.name,
            says=lever.kind.says,
            value=lever.value,
            sort=sort,
            origins=lever.origins,
            assumed=lever.assumed,
            said=self._said(record) if record else None,
        )

    def _appeals(self, pressings: Iterable[Pressing]) -> tuple[AppealShown, ...]:
        return tuple(self._appeal(each) for each in pressings)

    def _appeal(self, pressing: Pressing) -> AppealShown:
        record = pressing.appeal.record
        return AppealShown(
            line=line(record, self._found.names),
            demand=record.demand.text,
            aim=record.aim.text if record.aim else "",
            said=self._said(record),
            answers=tuple(map(self._answer, pressing.answers)),
        )

    def _answer(self, answer: Answer) -> tuple[str, Line, Said]:
        return answer.how, line(answer.record, self._found.names), self._said(answer.record)

    def _counter(self, counter: Counter) -> tuple[str, str, Said | None]:
        label = WHY[counter.why].format(self._name(counter.party) if counter.party else "")
        value = f"{counter.lever.kind.says} {counter.lever.value:.2f}" if counter.lever else ""
        record = counter_record(counter, self._found)
        return label, value, self._said(record) if record else None

    def _moved(self, moved: Moved) -> tuple[str, str, str, str]:
        before, after = (f"{each[0]} ({each[1]:.2f})" if each else "–" for each in (moved.before, moved.after))
        return self._name(moved.actor), addresses.actor(moved.actor), before, after

    def _supposed(self, supposed: Supposed) -> str:
        pair = " – ".join(self._name(each) for each in (supposed.source, supposed.target) if each)
        return f"{pair} ({supposed.kind.says})" if supposed.kind else pair

    def _said(self, record: AnyRecord) -> Said:
        told: Mapping[str, str] = self._rows.said(record)
        document = told["document"]
        return Said(
            words=told["words"],
            publisher=told["publisher"],
            day=told["day"],
            link=addresses.record(told["id"]),
            evidence=addresses.article(document, told["id"]),
        )

    def _path(self, route: Route) -> Line:
        return tuple(self._joined(route.path))

    def _title(self, step: Step) -> Line:
        return tuple(self._joined((step.source, step.target)))

    def _joined(self, parties: Sequence[str]) -> Iterator[Word]:
        for place, party in enumerate(parties):
            if place:
                yield Word(" → ")
            yield Word(self._name(party), addresses.actor(party))

    def _name(self, party: str) -> str:
        return self._found.parties.get(party, party)
