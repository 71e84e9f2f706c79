import threading
import time
from collections.abc import Callable, Sequence

import pytest

from legation.errors import FetchError, SourceError
from legation.watch.gathering import Gathering, Question, host_of, safely


def gathering(
    questions: Sequence[Question[str]],
    *,
    workers: int = 4,
    ahead: int = 8,
    patience: int = 2,
    going: Callable[[], bool] = lambda: True,
    starting: Callable[[], bool] = lambda: True,
) -> Gathering[str]:
    return Gathering(
        questions=questions,
        workers=workers,
        ahead=ahead,
        patience=patience,
        trouble=lambda found: found == "bad",
        going=going,
        starting=starting,
    )


class Hosts:
    """Hosts that note how many questions they are asked at the same time."""

    def __init__(self) -> None:
        self.lock = threading.Lock()
        self.now: list[str] = []
        self.most = 0
        self.most_of_one = 0
        self.started: list[str] = []

    def question(self, host: str, answer: str, seconds: float = 0.005) -> Question[str]:
        def ask() -> str:
            with self.lock:
                self.now.append(host)
                self.started.append(answer)
                self.most = max(self.most, len(self.now))
                self.most_of_one = max(self.most_of_one, self.now.count(host))
            time.sleep(seconds)
            with self.lock:
                self.now.remove(host)
            return answer

        return Question(host=host, ask=ask)


def test_answers_come_in_the_order_of_the_questions_whichever_host_is_slow() -> None:
    hosts = Hosts()
    questions = [hosts.question(f"h{n % 5}", str(n), 0.03 if n % 5 == 0 else 0.001) for n in range(25)]
    found = list(gathering(questions).answers())
    assert found == [(n, str(n)) for n in range(25)]
    assert hosts.most_of_one == 1
    assert 2 <= hosts.most <= 4


def test_few_answers_lie_in_memory() -> None:
    hosts = Hosts()
    questions = [hosts.question(f"h{n}", str(n)) for n in range(20)]
    answers = gathering(questions, ahead=3).answers()
    for place in range(10):
        next(answers)
        time.sleep(0.02)
        assert len(hosts.started) <= place + 5


def test_host_in_trouble_is_left_alone() -> None:
    hosts = Hosts()
    questions = [hosts.question("sick" if n % 2 else "well", "bad" if n % 2 else str(n)) for n in range(10)]
    found = dict(gathering(questions).answers())
    assert [found[n] for n in range(1, 10, 2)] == ["bad", "bad", None, None, None]
    assert [found[n] for n in range(0, 10, 2)] == ["0", "2", "4", "6", "8"]


def test_trouble_now_and_then_is_no_trouble() -> None:
    hosts = Hosts()
    questions = [hosts.question("host", "bad" if n % 2 else str(n)) for n in range(6)]
    assert None not in dict(gathering(questions).answers()).values()


def test_stop_does_not_wait_for_a_slow_host() -> None:
    hosts = Hosts()
    ends = time.monotonic() + 0.1
    questions = [hosts.question("fast", "a"), hosts.question("slow", "b", 3), hosts.question("other", "c")]
    found = list(gathering(questions, going=lambda: time.monotonic() < ends).answers())
    assert found == [(0, "a")]
    assert time.monotonic() - ends < 1


def test_when_time_is_up_what_was_begun_is_still_given() -> None:
    hosts = Hosts()
    questions = [hosts.question("one", str(n), 0.05) for n in range(5)] + [hosts.question("two", "x", 0.05)]
    found = list(gathering(questions, starting=lambda: len(hosts.started) < 3).answers())
    assert found == [(0, "0"), (1, "1"), (5, "x")]


def test_no_questions() -> None:
    assert list(gathering([]).answers()) == []


@pytest.mark.parametrize("error", [ValueError("odd"), KeyboardInterrupt(), MemoryError()])
def test_whatever_goes_wrong_in_a_thread_is_an_answer(error: BaseException) -> None:
    def ask() -> str:
        raise error

    found = safely("http://a.test/", ask)
    assert isinstance(found, FetchError)
    assert found.passing
    assert type(error).__name__ in found.reason


def test_what_is_refused_stays_refused() -> None:
    refusal = SourceError("http://a.test/", "no")

    def ask() -> str:
        raise refusal

    assert safely("http://a.test/", ask) is refusal


@pytest.mark.parametrize(("address", "host"), [("https://A.test:8080/x", "a.test"), ("http://[::1", "http://[::1")])
def test_host_of_an_address(address: str, host: str) -> None:
    assert host_of(address) == host
