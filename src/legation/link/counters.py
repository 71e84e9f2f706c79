"""Counter-pressures: what keeps a mover from moving the target, as far as articles tell.

It has ties with the target's side that it would put at risk, it is pressed the other way, it has refused before, it
wants or fears something else, or there is hostility between the two. `data/link/movers.yaml` says what counts.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Literal

from legation.errors import KnowledgeError
from legation.link.appeals import Answer, Told
from legation.link.levers import Lever, Step
from legation.records import Statement
from legation.tables import yaml_table

FILE = "link/movers.yaml"
_LISTS = ("ties", "prospects", "presses", "wants", "fears", "speaks_against")
Why = Literal["needs", "tie", "hostility", "prospect", "pressed", "refused", "stance", "wants", "fears"]
_ORDER: tuple[Why, ...] = ("refused", "needs", "tie", "hostility", "prospect", "fears", "wants", "pressed", "stance")


@dataclass(frozen=True, slots=True, kw_only=True)
class Rules:
    """What `against` in `data/link/movers.yaml` says, under the same names."""

    side: int
    least_hold: float
    least_need: float
    ties: frozenset[str]
    prospects: frozenset[str]
    presses: frozenset[str]
    wants: frozenset[str]
    fears: frozenset[str]
    stance: float
    speaks_against: frozenset[str]
    each: int
    newest: int

    @property
    def speaking(self) -> frozenset[str]:
        """The acts of speech that may tell of a counter-pressure."""
        return self.wants | self.fears | self.speaks_against


@dataclass(frozen=True, slots=True, kw_only=True)
class Act:
    """A stored act between two parties, as the store counts pairs."""

    act: str
    source: str
    target: str
    day: str | None
    row: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Around:
    """What is known around a mover: the target's side, who presses the mover, what ties, divides and is told of it.

    `ties` are the steps of the target's side onto the mover, `of_target` is that of the target itself, `onto_target`
    the mover's own step onto the target.
    """

    mover: str
    target: str
    side: tuple[str, ...] = ()
    pressers: frozenset[str] = frozenset()
    ties: Sequence[Step] = ()
    of_target: Step | None = None
    onto_target: Step | None = None
    acts: Sequence[Act] = ()
    said: Sequence[Told] = ()
    answers: Sequence[Answer] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Counter:
    """One thing that pulls the other way: a lever, a stored act, or words; and the other party in it."""

    why: Why
    party: str | None = None
    day: str | None = None
    lever: Lever | None = None
    act: Act | None = None
    words: Answer | Told | None = None


@cache
def load() -> Rules:
    """Read the rules that come with the package."""
    try:
        values = yaml_table(FILE)["against"]
        lists = {name: frozenset(values[name]) for name in _LISTS}
        return Rules(**{**values, **lists})
    except (KeyError, TypeError) as error:
        raise KnowledgeError(FILE, None, str(error)) from error


def side(steps: Iterable[Step], rules: Rules) -> tuple[str, ...]:
    """Return the target's side: those with the strongest hold on it."""
    strong = sorted((s for s in steps if s.hold >= rules.least_hold), key=lambda s: (-s.hold, s.source))
    return tuple(step.source for step in strong[: rules.side])


def counters(around: Around, rules: Rules) -> tuple[Counter, ...]:
    """Name what pulls the mover the other way: of each reason the foremost, then the next of each."""
    found = (
        *_ties(around, rules),
        *_hostility(around),
        *_acts(around, rules),
        *_words(around, rules),
        *(Counter(why="refused", day=a.day, words=a) for a in around.answers if a.how == "refused"),
    )
    rows = [[each for each in found if each.why == why] for why in _ORDER]
    ranked = [row[place] for place in range(rules.each) for row in rows if place < len(row)]
    return tuple(ranked[: rules.each])


def _ties(around: Around, rules: Rules) -> Iterator[Counter]:
    """What the mover would put at risk: what it needs of the target, and the strongest tie with each of its side."""
    if around.of_target and around.of_target.hold >= rules.least_need:
        lever = around.of_target.levers[0]
        yield Counter(why="needs", party=around.target, day=lever.day, lever=lever)
    for step in sorted(around.ties, key=lambda step: (-step.hold, step.source)):
        found = next((each for each in step.levers if each.kind.name in rules.ties), None)
        if found is not None:
            yield Counter(why="tie", party=step.source, day=found.day, lever=found)


def _hostility(around: Around) -> Iterator[Counter]:
    for lever in around.onto_target.friction if around.onto_target else ():
        yield Counter(why="hostility", party=around.target, day=lever.day, lever=lever)


def _acts(around: Around, rules: Rules) -> Iterator[Counter]:
    """What may come between the mover and the target's side, and what that side asks; each act once, the newest.

    What one asks on a day is one thing, though it was coded as a request and as an appeal to use influence.
    """
    seen: set[tuple[object, ...]] = set()
    for each in sorted(around.acts, key=lambda act: (act.day or "", act.row), reverse=True):
        why = _why(each, around, rules)
        asked = (why, each.source, each.day)
        key = (each.act, each.source, each.target)
        if why and seen.isdisjoint((key, asked) if why == "pressed" else (key,)):
            seen |= {key, asked}
            other = each.target if each.source == around.mover else each.source
            yield Counter(why=why, party=other, day=each.day, act=each)


def _why(act: Act, around: Around, rules: Rules) -> Why | None:
    when, _, kind = act.act.partition(":")
    if when == "prospect" and kind in rules.prospects:
        # What the mover may do to the target is a lever at work, not what keeps it back.
        return None if act.target == around.target else "prospect"
    return "pressed" if act.act in rules.presses and act.target == around.mover else None


def _words(around: Around, rules: Rules) -> Iterator[Counter]:
    """What the mover wants, fears or holds against those who press it, the newest first."""
    for each in sorted(around.said, key=lambda told: (told.day or "", told.record.id), reverse=True):
        record = each.record
        if each.by != around.mover or not isinstance(record, Statement) or record.negated:
            continue
        if record.act in rules.wants or record.act in rules.fears:
            yield Counter(why="wants" if record.act in rules.wants else "fears", day=each.day, words=each)
            continue
        disliked = sorted(party for party, value in each.stance if value <= rules.stance and party in around.pressers)
        if disliked and record.act in rules.speaks_against:
            yield Counter(why="stance", party=disliked[0], day=each.day, words=each)
