"""What the pages of sources ask: how outlets stand, how much was read when, and who told the main developments."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from legation.records import Development, Report
from legation.store import outlets, situation
from legation.store.outlets import ALWAYS, Article
from legation.store.windows import Window
from legation.view import outlet_rows
from legation.view.charts import coverage
from legation.view.charts.chart import Draw
from legation.view.outlet_rows import Coverage, Standing
from legation.view.web import addresses, asked
from legation.view.web.cards import Card, Cards
from legation.view.web.shelf import Shelf

NEWEST = 3000  # developments for which it is reckoned who was first
ROWS = 16  # outlets with a row of their own in the chart
MAIN = 20  # developments in the matrix
COLUMNS = 14  # outlets in the matrix
COPIED = 25  # texts printed more than once
Told = Literal["first", "told", "copied"]
Days = tuple[str | None, str | None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """Whether and how an outlet told a development, with the article at the words."""

    told: Told
    link: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Matrix:
    """The main developments against outlets; a row has a cell for each outlet, none where it did not tell it.

    `others` counts for each row the outlets beyond those in the columns.
    """

    outlets: tuple[str, ...]
    rows: tuple[tuple[Card, tuple[Cell | None, ...], int], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Copied:
    """A text that was printed more than once: the first article, and each copy."""

    report: Report
    first: Article
    copies: tuple[Article, ...]


def standings(shelf: Shelf, days: Days) -> tuple[Standing, ...]:
    """Reckon how each outlet stands in a window of days."""

    def make() -> tuple[Standing, ...]:
        window = _window(days)
        told = shelf.store.ask(outlets.tellings(*window, NEWEST))
        return outlet_rows.standings(_printed(shelf, days), shelf.store.ask(outlets.copied(*window)), told)

    return shelf.kept(("standings of outlets", days), make)


def read(shelf: Shelf, days: Days) -> Coverage:
    """Sort what was read in a window of days by outlet and time."""
    return shelf.kept(("coverage", days), lambda: outlet_rows.coverage(_printed(shelf, days), ROWS))


def draw(shelf: Shelf, values: Mapping[str, str]) -> Draw:
    """Make the chart of what was read ready to be drawn."""
    days = asked.days(values.get("since"), values.get("until"), shelf.settings.today())
    found = read(shelf, days)
    return lambda scheme: coverage.chart(found, scheme)


def matrix(shelf: Shelf, days: Days) -> Matrix:
    """Lay the developments that most origins tell out against the outlets that tell most of them."""
    main = shelf.store.ask(situation.weighed(window(days), MAIN))
    articles = shelf.store.ask(outlets.headers(document for each in main for document in each.documents))
    telling = Counter(name for each in main for name in each.publishers)
    columns = tuple(name for name, _ in sorted(telling.items(), key=lambda item: (-item[1], item[0])))[:COLUMNS]
    at = shelf.store.ask(outlets.places(record for each in main for record in each.records))
    rows = []
    for each, card in zip(main, Cards(shelf.store, main).all(), strict=True):
        told = _cells(each, articles, at)
        beyond = len([name for name in told if name not in columns])
        rows.append((card, tuple(told.get(name) for name in columns), beyond))
    return Matrix(outlets=columns, rows=tuple(rows))


def copied(shelf: Shelf, days: Days) -> tuple[int, Sequence[Copied]]:
    """Count the texts that were printed more than once, and give those with most copies."""
    found = shelf.kept(("copied texts", days), lambda: shelf.store.ask(outlets.reports(*_window(days))))
    most = sorted(found, key=lambda each: (-len(each.documents), each.id))[:COPIED]
    articles = shelf.store.ask(outlets.headers(document for each in most for document in each.documents))
    return len(found), [
        Copied(
            report=each,
            first=articles[each.document],
            copies=tuple(articles[other] for other in each.documents if other != each.document and other in articles),
        )
        for each in most
        if each.document in articles
    ]


def window(days: Days) -> Window:
    """The window of days as the questions of a situation take it: its last day is the one before `before`."""
    until = (date.fromisoformat(days[1]) + timedelta(1)).isoformat() if days[1] else None
    return Window(since=days[0], before=until)


def _cells(each: Development, articles: Mapping[str, Article], at: Mapping[str, str]) -> dict[str, Cell]:
    """What each outlet made of one development; of several articles of an outlet the best: first, told, copied."""
    ranks: Sequence[Told] = ("first", "told", "copied")
    found: dict[str, Cell] = {}
    for article in (articles[document] for document in each.documents if document in articles):
        if article.publisher is None:
            continue
        told: Told = "first" if article.id == each.document else "copied" if article.copied else "told"
        known = found.get(article.publisher)
        if known is None or ranks.index(told) < ranks.index(known.told):
            found[article.publisher] = Cell(told=told, link=addresses.article(article.id, at.get(article.id)))
    return found


def _printed(shelf: Shelf, days: Days) -> Sequence[outlets.Printed]:
    return shelf.kept(("printed", days), lambda: shelf.store.ask(outlets.printed(*_window(days))))


def _window(days: Days) -> tuple[str, str]:
    return days[0] or ALWAYS[0], days[1] or ALWAYS[1]
