"""What a page shows of two parties in other projects' event data, beside our events of the same days."""

from dataclasses import dataclass

from legation.errors import QueryError
from legation.view import dyad_sources, outside_sources, outside_view
from legation.view.outside_rows import of_quad
from legation.view.outside_sources import Asked, Beside
from legation.view.web import quads
from legation.view.web.rendering import long_day
from legation.view.web.shelf import Shelf

WEEKS = 12  # the last ones


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """One data set as a page shows it: what it is, what can be compared, the rows of both tables, what is left out."""

    title: str
    warning: str
    terms: str
    cite: str
    span: str | None
    kinds: tuple[tuple[str, ...], ...]
    weeks: tuple[tuple[str, ...], ...]
    only: tuple[tuple[str, str], ...]
    left_out: str


def is_stored(shelf: Shelf) -> bool:
    """Whether event data of any other project is stored."""
    return bool(shelf.kept(("outside sets",), lambda: outside_sources.stored(shelf.store)))


def shown(shelf: Shelf, one: str, other: str) -> tuple[Shown, ...]:
    """What the data sets say of two parties, in both directions together; nothing where none is stored."""

    def make() -> tuple[Shown, ...]:
        try:
            until = dyad_sources.known_until(shelf.store, None, shelf.settings.today())
        except QueryError:  # no article has a day
            return ()
        asked = Asked(one=one, other=other, both=True, since=None, until=until)
        return tuple(map(_shown, outside_sources.beside(shelf.store, asked)))

    return shelf.kept(("outside", one, other), make) if is_stored(shelf) else ()


def _shown(each: Beside) -> Shown:
    found = each.compared
    return Shown(
        title=each.about.title,
        warning=outside_view.capital(each.about.warning),
        terms=outside_view.capital(each.about.terms),
        cite=each.about.cite,
        span=f"{long_day(each.first)} to {long_day(each.last)}" if each.first and each.last else None,
        kinds=tuple(
            (kind, str(numbers.ours), str(numbers.theirs), outside_view.correlation(numbers), str(numbers.weeks))
            for kind, numbers in outside_view.kinds(each)
        ),
        weeks=tuple(
            (
                long_day(week.monday),
                str(sum(week.ours.values())),
                str(sum(week.theirs.values())),
                *(f"{of_quad(week.ours, quad)} / {of_quad(week.theirs, quad)}" for quad in quads.QUADS),
            )
            for week in found.weeks[-WEEKS:]
        ),
        only=(
            ("Only here", outside_view.named_days(found.only_ours)),
            ("Only there", outside_view.named_days(found.only_theirs)),
        ),
        left_out=outside_view.left_out(each),
    )
