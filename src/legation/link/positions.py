"""What each actor holds on each issue over time, in its own words.

A position is a run of statements of one actor on one issue that stand on one side. Statements that tell no side break
no run: they are kept together, as what was said without taking a side.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from legation.link.reports import when_and_id
from legation.link.sides import Judged, Place, Rules, Side, Told, judge
from legation.link.wanted import is_wanted
from legation.records import Document, Statement

WORD = re.compile(r"\w+")
UNSTATED: Side = "none stated"
# What is told in the past perfect, right before its verb: "which had long | ruled out"; so far before it is looked.
_HAD = re.compile(r"\bhad(?: [\w’'-]+){0,4}? $", re.IGNORECASE)
_LONG_HELD = re.compile(
    r"\b(?:until|till|so far|hitherto|long|always|earlier|previously|initially|originally|once)\b", re.IGNORECASE
)
_NEAR = 60


@dataclass(frozen=True, slots=True, kw_only=True)
class Heard:
    """A statement by or for an actor on an issue, whose words stand at `marks` in the article.

    At `others`, what is said names others than the actor.
    """

    actor: str
    issue: str
    statement: Statement
    marks: tuple[Place, ...]
    others: tuple[Place, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Stand:
    """What one statement holds on an issue; `copies` say the same in copies of its article."""

    heard: Heard
    judged: Judged
    day: str
    origin: str
    copies: tuple[Statement, ...] = ()

    @property
    def statement(self) -> Statement:
        """The statement itself."""
        return self.heard.statement


@dataclass(frozen=True, slots=True, kw_only=True)
class Position:
    """Consecutive stands of one actor on one side of an issue, the earliest first.

    `before` is the last stand on another side, if the actor had one; `is_change` says that enough statements are on the
    new side to call it a change.
    """

    actor: str
    issue: str
    side: Side
    stands: tuple[Stand, ...]
    before: Stand | None = None
    is_change: bool = False

    @property
    def since(self) -> str:
        """The day of the first statement."""
        return self.stands[0].day

    @property
    def last(self) -> str:
        """The day of the last statement."""
        return self.stands[-1].day

    @property
    def origins(self) -> int:
        """How many independent origins tell it."""
        return len({stand.origin for stand in self.stands})


def on_issues(statement: Statement, marks: Mapping[str, tuple[Place, ...]]) -> Iterator[tuple[str, tuple[Place, ...]]]:
    """Yield the issues that a statement is on, with the places of their words, of those whose `marks` are near it.

    It is on the issues that it names itself; where it names none, on those that its sentence names.
    """
    own = {issue: places for issue, places in marks.items() if any(_within(statement, place) for place in places)}
    yield from sorted((own or marks).items())


def positions(
    heard: Iterable[Heard],
    documents: Mapping[str, Document],
    origins: Mapping[str, str],
    rules: Rules,
    *,
    statements_of_change: int = 1,
) -> tuple[Position, ...]:
    """Put what was heard together into positions, by actor and issue in time; the order of `heard` has no effect.

    `documents` are those of the statements, all of them dated; `origins` name who first brought each of them.
    """
    matters: dict[tuple[str, str], list[Heard]] = defaultdict(list)
    for each in heard:
        matters[each.actor, each.issue].append(each)
    found: list[Position] = []
    for _, same in sorted(matters.items()):
        stands = _in_time(_stands(same, documents, origins, rules), documents)
        found += _runs(stands, statements_of_change)
    return tuple(found)


def _stands(
    heard: Sequence[Heard], documents: Mapping[str, Document], origins: Mapping[str, str], rules: Rules
) -> list[Stand]:
    """What each statement holds, in time; the same words in copies of one text are one stand."""
    told: dict[tuple[str, str], list[tuple[Heard, Judged]]] = defaultdict(list)
    for each, judged in sorted(_judged(heard, documents, rules), key=lambda pair: _order(pair[0], documents)):
        document = each.statement.document
        told[origins.get(document, document), _folded(each.statement)].append((each, judged))
    return [
        Stand(
            heard=first,
            judged=judged,
            day=(documents[first.statement.document].published or "")[:10],
            origin=origin,
            copies=tuple(each.statement for each, _ in later),
        )
        for (origin, _), [(first, judged), *later] in told.items()
    ]


def _in_time(stands: Sequence[Stand], documents: Mapping[str, Document]) -> list[Stand]:
    """The stands without a side where they tell what was held before another side was taken.

    "It agreed to a pause. Until then it had ruled out any halt" is one change, and not a second one back.
    """
    found: list[Stand] = []
    held: Stand | None = None
    for stand in stands:
        if stand.judged.side == UNSTATED:
            found.append(stand)
        elif held and held.judged.side != stand.judged.side and _is_earlier(stand, held, documents):
            found.append(replace(stand, judged=Judged(side=UNSTATED, why=("it tells what was held before",))))
        else:
            held = stand
            found.append(stand)
    return found


def _is_earlier(stand: Stand, held: Stand, documents: Mapping[str, Document]) -> bool:
    """Whether the text tells of a stand as what lay before the one that is held: "had until then ruled out".

    News is told in this tense too, so the same article must tell both, or say that the stand was an old one.
    """
    said = stand.statement
    cue = min((each.start for each in said.evidence if each.role == "cue"), default=0)
    had = _HAD.search(documents[said.document].text, max(0, cue - _NEAR), cue)
    if had is None:
        return False
    return said.document == held.statement.document or _LONG_HELD.search(had[0]) is not None


def _judged(heard: Sequence[Heard], documents: Mapping[str, Document], rules: Rules) -> Iterator[tuple[Heard, Judged]]:
    """Judge each statement; of those that hold the same words of one article, the first that tells a side stands."""
    by_document: dict[str, list[Heard]] = defaultdict(list)
    for each in heard:
        by_document[each.statement.document].append(each)
    for document, same in by_document.items():
        for group in _overlapping(same):
            judged = [(each, _judge(each, documents[document].text, rules)) for each in group]
            best = next((pair for pair in judged if pair[1].side != UNSTATED), judged[0])
            # What only stands beside the issue, and takes no side, need not be on it.
            if best[1].side != UNSTATED or any(_within(h.statement, place) for h in group for place in h.marks):
                yield best


def _judge(heard: Heard, text: str, rules: Rules) -> Judged:
    said = heard.statement
    if is_wanted(said):  # "could persuade Chile to accept it": neither has done so
        return Judged(side=UNSTATED, why=("it is only wanted or possible",))
    told = Told(content=said.content, act=said.act, negated=said.negated, marks=heard.marks, others=heard.others)
    return judge(text, told, rules)


def _overlapping(heard: Sequence[Heard]) -> list[list[Heard]]:
    """Group what is heard in one article by the words that it shares, the longest first in each group."""
    groups: list[list[Heard]] = []
    for each in sorted(heard, key=_longest):
        home = next((group for group in groups if any(_share(each.statement, h.statement) for h in group)), None)
        if home is None:
            groups.append([each])
        else:
            home.append(each)
    return groups


def _within(statement: Statement, place: Place) -> bool:
    return any(span.start <= place[0] and place[1] <= span.end for span in statement.content)


def _share(one: Statement, other: Statement) -> bool:
    return any(a.start < b.end and b.start < a.end for a in one.content for b in other.content)


def _runs(stands: Sequence[Stand], statements_of_change: int) -> Iterator[Position]:
    """Yield a position for each run of one side, and one for all that tells none."""
    before: Stand | None = None
    stated = [stand for stand in stands if stand.judged.side != UNSTATED]
    for side, run in groupby(stated, key=lambda stand: stand.judged.side):
        same = tuple(run)
        is_change = before is not None and len(same) >= statements_of_change
        yield _position(side, same, before=before, is_change=is_change)
        before = same[-1]
    if unstated := tuple(stand for stand in stands if stand.judged.side == UNSTATED):
        yield _position(UNSTATED, unstated)


def _position(
    side: Side, stands: tuple[Stand, ...], *, before: Stand | None = None, is_change: bool = False
) -> Position:
    first = stands[0].heard
    return Position(actor=first.actor, issue=first.issue, side=side, stands=stands, before=before, is_change=is_change)


def _order(heard: Heard, documents: Mapping[str, Document]) -> tuple[object, ...]:
    said = heard.statement
    return (*when_and_id(documents[said.document]), _extent(said), said.id)


def _extent(statement: Statement) -> Place:
    places = [(span.start, span.end) for span in (statement.content or statement.evidence)]
    return min((start for start, _ in places), default=0), max((end for _, end in places), default=0)


def _longest(heard: Heard) -> tuple[int, int, str]:
    start, end = _extent(heard.statement)
    return start - end, start, heard.statement.id


def _folded(statement: Statement) -> str:
    """The words without case, signs and spaces, which copies change first."""
    return " ".join(word for span in statement.content for word in WORD.findall(span.text.casefold()))
