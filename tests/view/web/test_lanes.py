"""Costly pages wait for one another, and no other page for them."""

from collections.abc import Callable
from threading import Event, Thread

from legation.view.web import lanes
from legation.view.web.lanes import COSTLY, FEW, OTHERS, Lanes

PATIENCE = 5.0


class Clock:
    """Tells the time that the pages are said to take."""

    def __init__(self) -> None:
        self.now = 0.0

    def __call__(self) -> float:
        return self.now


def _made(many: Lanes, clock: Clock, kind: str, cost: float, times: int = 1) -> None:
    for _ in range(times):
        with many.turn(kind):
            clock.now += cost


def _held(many: Lanes, kind: str, number: int) -> Callable[[], None]:
    """Make so many pages of a kind that do not end until the function that is returned is called."""
    begun, over = [Event() for _ in range(number)], Event()

    def make(place: int) -> None:
        with many.turn(kind):
            begun[place].set()
            over.wait(PATIENCE)

    threads = [Thread(target=make, args=(place,)) for place in range(number)]
    for thread in threads:
        thread.start()
    assert all(each.wait(PATIENCE) for each in begun)

    def end() -> None:
        over.set()
        for thread in threads:
            thread.join(PATIENCE)

    return end


def _waits(many: Lanes, kind: str) -> tuple[bool, Thread, Event]:
    """Whether a page of this kind has to wait."""
    begun = Event()

    def make() -> None:
        with many.turn(kind):
            begun.set()

    thread = Thread(target=make)
    thread.start()
    return not begun.wait(0.1), thread, begun


def test_a_kind_is_costly_when_its_latest_pages_were() -> None:
    clock = Clock()
    many = Lanes(clock)
    assert not many.is_costly("movers")
    _made(many, clock, "movers", 10 * COSTLY)  # the first of all reads tables: it says little
    _made(many, clock, "help", COSTLY / 10, times=3)
    assert many.is_costly("movers")
    assert not many.is_costly("help")
    _made(many, clock, "movers", 0.0, times=20)
    assert not many.is_costly("movers")


def test_costly_pages_wait_for_their_like_and_others_do_not() -> None:
    clock = Clock()
    many = Lanes(clock)
    _made(many, clock, "movers", 10 * COSTLY)
    end = _held(many, "movers", FEW)
    waits, thread, begun = _waits(many, "movers")
    assert waits
    assert not _waits(many, "help")[0]
    end()
    assert begun.wait(PATIENCE)
    thread.join(PATIENCE)


def test_pages_that_cost_little_are_many_at_once_and_still_bounded() -> None:
    many = Lanes(Clock())
    end = _held(many, "help", OTHERS)
    waits, thread, begun = _waits(many, "help")
    assert waits
    end()
    assert begun.wait(PATIENCE)
    thread.join(PATIENCE)


def test_a_page_that_fails_gives_its_place_back() -> None:
    many = Lanes(Clock())
    for _ in range(2 * lanes.OTHERS):
        try:
            with many.turn("broken"):
                raise ValueError
        except ValueError:
            pass
    assert not _waits(many, "help")[0]
