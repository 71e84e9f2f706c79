"""What came of past requests of one party to another: heeded, refused, or neither, as far as articles tell."""

from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta


@dataclass(frozen=True, slots=True, kw_only=True)
class Requests:
    """How past requests are counted; `data/link/levers.yaml` says what each means."""

    weight: float
    asks: tuple[str, ...]
    yields: tuple[str, ...]
    refuses: tuple[str, ...]
    answer_days: int
    newest: int
    shared_words: int
    looked_at: int
    days: int
    refused_keeps: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """A day on which one party asked the other for something, or on which the other yielded or refused."""

    day: str
    row: int
    act: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Past:
    """What came of requests: how many there were, the last heeded one with its answer, and what proves nothing."""

    asked: int = 0
    heeded: int = 0
    refused: int = 0
    anyway: float = 0.0
    last: tuple[Asked, Asked] | None = None


Pending = tuple[Asked, tuple[Asked, ...]]  # a request, and the acts that may answer it


def pending(asked: Sequence[Asked], answers: Sequence[Asked], limits: Requests) -> tuple[Pending, ...]:
    """Set beside the newest requests the acts that may answer them, the earliest first; of one day what refuses."""
    ordered = sorted(answers, key=lambda each: (each.day, each.act not in limits.refuses, each.row))
    newest = sorted(asked, key=lambda each: (each.day, each.row))[-limits.newest :]
    return tuple((each, tuple(_within(each, ordered, limits))) for each in newest)


def past(
    found: Sequence[Pending],
    yielded: Iterable[str],
    fits: Callable[[Asked, Asked], bool],
    *,
    limits: Requests,
    as_of: date,
) -> Past:
    """Tell what came of requests; `yielded` are the days of yielding acts, `fits` says whether one is on a request."""
    decided = [(each, _answer(each, answers, fits, limits)) for each, answers in found]
    heeded = [(each, answer) for each, answer in decided if answer and answer.act in limits.yields]
    refused = sum(answer is not None and answer.act in limits.refuses for _, answer in decided)
    return Past(
        asked=len(decided),
        heeded=len(heeded),
        refused=refused,
        anyway=_anyway(yielded, limits, as_of),
        last=heeded[-1] if heeded else None,
    )


def _within(request: Asked, answers: Sequence[Asked], limits: Requests) -> Iterator[Asked]:
    """The acts within the days of an answer: all that refuse, and the first that yield."""
    last = (date.fromisoformat(request.day) + timedelta(limits.answer_days)).isoformat()
    yielding = 0
    for each in answers[bisect_left(answers, request.day, key=lambda answer: answer.day) :]:
        if each.day > last:
            return
        yielding += each.act in limits.yields
        if each.act in limits.refuses or yielding <= limits.looked_at:
            yield each


def _answer(
    request: Asked, answers: Iterable[Asked], fits: Callable[[Asked, Asked], bool], limits: Requests
) -> Asked | None:
    return next((each for each in answers if each.act in limits.refuses or fits(request, each)), None)


def _anyway(yielded: Iterable[str], limits: Requests, as_of: date) -> float:
    """The share of the days on which a request would have been followed by a yielding act in any case."""
    first = as_of.toordinal() - limits.days
    covered, reached = 0, first
    for day in sorted(date.fromisoformat(each).toordinal() for each in yielded):
        begin = max(day - limits.answer_days, reached + 1)
        covered += max(0, day - begin + 1)
        reached = max(reached, day)
    return covered / limits.days
