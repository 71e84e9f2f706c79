"""Answers are made once, also for many askers at a time; room is bounded; what fails is not kept."""

import threading
import time

import pytest

from legation.view.web import keeping
from legation.view.web.background import Background
from legation.view.web.keeping import Keeping
from legation.view.web.thrifty import Thrifty


def test_many_askers_at_once_get_one_answer() -> None:
    kept, made = Keeping(10, lambda _: 1), []

    def make() -> int:
        time.sleep(0.02)
        made.append(1)
        return 7

    found: list[int] = []
    askers = [threading.Thread(target=lambda: found.append(kept.get("q", make))) for _ in range(12)]
    for each in askers:
        each.start()
    for each in askers:
        each.join()
    assert (found, len(made)) == ([7] * 12, 1)


def test_the_least_recently_asked_goes_when_room_is_short() -> None:
    kept = Keeping(10, len)
    made: list[str] = []

    def asked(question: str) -> str:
        def make() -> str:
            made.append(question)
            return "xxxx"

        return kept.get(question, make)

    for question in ("a", "b", "a", "c", "a", "b"):
        asked(question)
    assert made == ["a", "b", "c", "b"]


def test_what_is_larger_than_all_room_is_answered_and_not_kept() -> None:
    kept = Keeping(3, len)
    assert [kept.get("q", lambda: "long"), kept.get("q", lambda: "next")] == ["long", "next"]


def test_a_failure_is_not_kept() -> None:
    kept = Keeping(3, lambda _: 1)

    def fail() -> int:
        raise ValueError("no answer")

    with pytest.raises(ValueError, match="no answer"):
        kept.get("q", fail)
    assert kept.get("q", lambda: 5) == 5


class Changing:
    """Answers that depend on a state, which the test turns; `made` are the states for which they were made."""

    def __init__(self, cost: float, monkeypatch: pytest.MonkeyPatch) -> None:
        self.state, self.made = 1, list[int]()
        self.background = Background()
        self.kept = Keeping(10, lambda _: 1, state=lambda: self.state, background=self.background)
        self._cost, self._worked = cost, threading.local()  # each thread has its own clock
        monkeypatch.setattr("legation.view.web.keeping.time.thread_time", self._clock)
        monkeypatch.setattr(keeping, "REST", -1.0)  # no rest

    def _clock(self) -> float:
        return getattr(self._worked, "seconds", 0.0)

    def ask(self) -> int:
        def make() -> int:
            self._worked.seconds = self._clock() + self._cost
            self.made.append(self.state)
            return self.state

        return self.kept.get("q", make)

    def change(self) -> None:
        self.state += 1

    def settle(self) -> None:
        """Wait for what is worked out in the background."""
        done = threading.Event()
        self.background.do("done", done.set)
        assert done.wait(5)


def test_a_cheap_answer_is_never_old(monkeypatch: pytest.MonkeyPatch) -> None:
    answers = Changing(keeping.COSTLY / 2, monkeypatch)
    assert answers.ask() == 1
    answers.change()
    assert answers.ask() == 2


def test_a_costly_answer_is_given_once_more_and_made_anew_meanwhile(monkeypatch: pytest.MonkeyPatch) -> None:
    answers = Changing(keeping.COSTLY * 2, monkeypatch)
    assert answers.ask() == 1
    answers.change()
    assert answers.ask() == 1
    answers.settle()
    assert answers.ask() == 2
    assert answers.made == [1, 2]


def test_without_a_background_no_answer_is_old(monkeypatch: pytest.MonkeyPatch) -> None:
    answers = Changing(keeping.COSTLY * 2, monkeypatch)
    answers.kept = Keeping(10, lambda _: 1, state=lambda: answers.state)
    assert answers.ask() == 1
    answers.change()
    assert answers.ask() == 2


def test_an_answer_is_old_for_a_bounded_time(monkeypatch: pytest.MonkeyPatch) -> None:
    answers = Changing(keeping.COSTLY * 2, monkeypatch)
    monkeypatch.setattr(answers.background, "do", lambda key, work: None)  # it never gets there
    assert answers.ask() == 1
    answers.change()
    assert answers.ask() == 1
    monkeypatch.setattr(keeping, "LASTING", 0.0)
    assert answers.ask() == 2


def test_who_changes_something_sees_it(monkeypatch: pytest.MonkeyPatch) -> None:
    answers = Changing(keeping.COSTLY * 2, monkeypatch)
    assert answers.ask() == 1
    answers.change()
    answers.kept.told()
    assert answers.ask() == 2


def test_only_what_takes_very_long_may_be_old_even_then(monkeypatch: pytest.MonkeyPatch) -> None:
    answers = Changing(keeping.VERY_COSTLY * 2, monkeypatch)
    assert answers.ask() == 1
    answers.change()
    answers.kept.told()
    assert answers.ask() == 1
    answers.settle()
    assert answers.ask() == 2


def test_what_is_made_of_an_old_answer_is_made_again_when_that_is_new(monkeypatch: pytest.MonkeyPatch) -> None:
    answers = Changing(keeping.COSTLY * 2, monkeypatch)
    pages = Keeping(10, lambda _: 1, state=lambda: answers.state, background=answers.background)
    assert pages.get("page", lambda: f"page of {answers.ask()}") == "page of 1"
    answers.change()
    assert pages.get("another page", lambda: f"another page of {answers.ask()}") == "another page of 1"
    answers.settle()
    assert pages.get("another page", lambda: f"another page of {answers.ask()}") == "another page of 2"


def test_an_old_answer_makes_none_old_that_is_begun_after_it(monkeypatch: pytest.MonkeyPatch) -> None:
    answers = Changing(keeping.COSTLY * 2, monkeypatch)
    answers.ask()
    answers.change()
    assert answers.ask() == 1
    others = Keeping(10, lambda _: 1, state=lambda: answers.state)
    assert [others.get("other", lambda n=n: n) for n in (1, 2)] == [1, 1]  # type: ignore[misc]
    answers.settle()


def test_what_fails_in_the_background_is_told_to_whoever_asks_when_its_time_is_over(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    answers = Changing(keeping.COSTLY * 2, monkeypatch)
    assert answers.ask() == 1
    answers.change()

    def fail() -> int:
        raise ValueError("no answer")

    assert answers.kept.get("q", fail) == 1
    answers.settle()
    monkeypatch.setattr(keeping, "LASTING", 0.0)
    with pytest.raises(ValueError, match="no answer"):
        answers.kept.get("q", fail)


def test_the_background_ends_with_the_server() -> None:
    background, done = Background(), list[int]()
    background.do("first", lambda: done.append(1))
    background.stop()
    background.do("second", lambda: done.append(2))
    assert 2 not in done


def test_of_what_was_asked_long_ago_the_cheapest_goes_first() -> None:
    held: Thrifty[str] = Thrifty(4)
    for key, cost in (("brief", 9.0), ("actor", 0.1), ("pair", 0.2), ("article", 0.1)):
        held.put(key, key, weight=1, cost=cost)
    held.put("search", "search", weight=2, cost=0.1)
    assert [key for key in ("brief", "actor", "pair", "article", "search") if key in held] == [
        "brief",
        "pair",
        "search",
    ]
