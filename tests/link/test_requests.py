"""What came of past requests: the first fitting act within the days decides, and what happens anyway proves nothing."""

from collections.abc import Sequence
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from legation.link import levers, requests
from legation.link.requests import Asked, Past

LIMITS = levers.load().requests
TODAY = date(2024, 12, 1)
YIELD, REFUSE = "event:CONCEDE", "event:REJECT"


def day(number: int) -> str:
    return (date(2024, 1, 1) + timedelta(number)).isoformat()


def asked(*days: int) -> list[Asked]:
    return [Asked(day=day(n), row=n, act="asks") for n in days]


def acts(*days: tuple[int, str]) -> list[Asked]:
    return [Asked(day=day(n), row=1000 + n, act=act) for n, act in days]


def past(requested: Sequence[Asked], answers: Sequence[Asked], *, fits: bool = True) -> Past:
    found = requests.pending(requested, answers, LIMITS)
    yielded = {each.day for each in answers if each.act in LIMITS.yields}
    return requests.past(found, yielded, lambda *_: fits, limits=LIMITS, as_of=TODAY)


@pytest.mark.parametrize(
    ("answers", "heeded", "refused"),
    [
        ([], 0, 0),
        ([(110, YIELD)], 1, 0),
        ([(100, YIELD)], 1, 0),  # on the day itself
        ([(130, YIELD)], 1, 0),
        ([(131, YIELD)], 0, 0),  # too late
        ([(99, YIELD)], 0, 0),  # before
        ([(110, REFUSE)], 0, 1),
        ([(105, REFUSE), (110, YIELD)], 0, 1),  # the first decides
        ([(105, YIELD), (110, REFUSE)], 1, 0),
        ([(105, YIELD), (105, REFUSE)], 0, 1),  # of one day, what refuses
        ([(110, "event:ACCUSE")], 0, 0),
    ],
)
def test_the_first_fitting_act_decides(answers: list[tuple[int, str]], heeded: int, refused: int) -> None:
    found = past(asked(100), acts(*answers))
    assert (found.asked, found.heeded, found.refused) == (1, heeded, refused)


def test_an_act_on_something_else_is_no_answer() -> None:
    found = past(asked(100), acts((110, YIELD)), fits=False)
    assert (found.heeded, found.refused) == (0, 0)


def test_a_refusal_behind_an_act_on_something_else_counts() -> None:
    assert past(asked(100), acts((105, YIELD), (110, REFUSE)), fits=False).refused == 1


def test_what_happens_all_the_time_would_have_happened_anyway() -> None:
    weekly = acts(*((n, YIELD) for n in range(0, 335, 7)))
    assert past(asked(100), weekly).anyway > 0.95
    assert past(asked(100), acts((110, YIELD))).anyway == pytest.approx(31 / 365)


def test_the_last_heeded_request_is_named_with_its_answer() -> None:
    found = past(asked(100, 200), acts((110, YIELD), (210, YIELD)))
    assert found.last is not None
    assert [each.day for each in found.last] == [day(200), day(210)]


days = st.lists(st.integers(0, 334), max_size=12, unique=True)


@given(days, st.lists(st.tuples(st.integers(0, 364), st.sampled_from([YIELD, REFUSE])), max_size=20))
def test_counts_agree_with_looking_at_each_request(requested: list[int], answers: list[tuple[int, str]]) -> None:
    made = past(asked(*requested), acts(*answers))
    newest = sorted(requested)[-LIMITS.newest :]
    expected = []
    for n in newest:
        after = [(m, act != REFUSE) for m, act in answers if n <= m <= n + LIMITS.answer_days]
        expected.append(min(after)[1] if after else None)
    assert made.asked == len(newest)
    assert (made.heeded, made.refused) == (expected.count(True), expected.count(False))
    assert 0 <= made.anyway <= 1


@given(days)
def test_the_share_is_that_of_the_days_before_a_yielding_act(yielded: list[int]) -> None:
    made = past([], acts(*((n, YIELD) for n in yielded)))
    first = TODAY - timedelta(LIMITS.days)
    would = [
        n
        for n in range(LIMITS.days)
        if any(
            0 <= (date.fromisoformat(day(y)) - (first + timedelta(n + 1))).days <= LIMITS.answer_days for y in yielded
        )
    ]
    assert made.anyway == pytest.approx(len(would) / LIMITS.days)
