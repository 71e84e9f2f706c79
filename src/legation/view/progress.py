"""The bar that `add` shows while it works: on standard error, and only where a person looks on."""

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
    screen = console(stderr=True)
    columns = (SpinnerColumn(), BarColumn(), TextColumn("{task.description}"), TimeElapsedColumn())
    # How many articles a source holds is known only when it is read to its end, so the bar has no total.
    with Progress(*columns, console=screen, transient=True, disable=not screen.is_terminal) as bar:
        task = bar.add_task("reading", total=None)
        tally: Counter[str] = Counter()

        def seen(outcome: Outcome) -> None:
            tally[type(outcome).__name__] += 1
            counts = (f"{tally[name]} {words}" for name, words in _WORDS.items() if tally[name])
            bar.update(task, advance=1, description=", ".join(counts))

        yield seen
