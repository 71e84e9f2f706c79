"""The bars that commands show while they work: on standard error, and only where a person looks on."""

from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from rich.progress import BarColumn, Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

from legation.batch import Outcome
from legation.view.tables import console

_WORDS = {"Coded": "added", "Skipped": "there already", "Failure": "failed"}


@contextmanager
def progress() -> Iterator[Callable[[Outcome], None]]:
    """Give a function that is to be told of each outcome, and shows the counts."""
    with _bar() as bar:
        task = bar.add_task("reading", total=None)
        tally: Counter[str] = Counter()

        def seen(outcome: Outcome) -> None:
            tally[type(outcome).__name__] += 1
            counts = (f"{tally[name]} {words}" for name, words in _WORDS.items() if tally[name])
            bar.update(task, advance=1, description=", ".join(counts))

        yield seen


@contextmanager
def counting(what: str) -> Iterator[Callable[[int], None]]:
    """Give a function that is to be told how many more of `what` are done, and shows the count."""
    with _bar() as bar:
        task = bar.add_task("reading", total=None)
        done = 0

        def seen(more: int) -> None:
            nonlocal done
            done += more
            bar.update(task, advance=more, description=f"{done:,} {what}")

        yield seen


def _bar() -> Progress:
    screen = console(stderr=True)
    columns = (SpinnerColumn(), BarColumn(), TextColumn("{task.description}"), TimeElapsedColumn())
    # How much a source holds is known only when it is read to its end, so the bar has no total.
    return Progress(*columns, console=screen, transient=True, disable=not screen.is_terminal)
