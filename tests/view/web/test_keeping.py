"""Answers are made once, also for many askers at a time; room is bounded; what fails is not kept."""

import threading
import time

import pytest

from legation.view.web.keeping import Keeping


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
