"""The timeline: what happened by day, told apart by its class, with a chart of all of it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Annotated, Any, get_args

from fastapi import APIRouter, Query, Request, Response
from starlette.datastructures import QueryParams

from legation.errors import QueryError
from legation.record_parts import EVENT_TYPES, Standing
from legation.store import query
from legation.store.timeline import Asked
from legation.view.charts.chart import Draw
from legation.view.web import addresses, asked, asking, codes, days, quads
from legation.view.web.days import Bin, Bins
from legation.view.web.rendering import long_day, page
from legation.view.web.shelf import Shelf

router = APIRouter()
PATH = "/timeline"
KINDS = ("development", "statement", "silence", "prediction")
ORDERS = ("newest", "oldest")
FIELDS = ("actor", "type", "since", "until", "origins", "standing", "q")
ALLOWED: Mapping[str, Sequence[str]] = {"type": EVENT_TYPES, "standing": get_args(Standing)}
LONGEST = 200  # characters of a field


@dataclass(frozen=True, slots=True, kw_only=True)
class Filters:
    """The fields above the timeline, as they stand in its address."""

    typed: tuple[tuple[str, str], ...] = ()
    kinds: tuple[str, ...] = KINDS[:1]
    is_oldest: bool = False

    @property
    def given(self) -> Mapping[str, str]:
        """What was typed, by the names of the fields."""
        return dict(self.typed)

    def address(self, **more: addresses.Value) -> str:
        """The address of the timeline with these filters."""
        kinds = self.kinds if self.kinds != KINDS[:1] else ()
        return addresses.at(PATH, **self.given, kind=kinds, order="oldest" if self.is_oldest else None, **more)

    def bar(self, one: Bin) -> str:
        """Where the days of a bar stand."""
        anchor = f"day-{one.first}" if one.first == one.last else "days"
        return self.address(at=one.first if self.is_oldest else one.last) + f"#{anchor}"


@router.get(PATH)
def show(
    request: Request,
    *,
    order: str = "",
    kind: Annotated[list[str] | None, Query(max_length=len(KINDS))] = None,
    at: str = "",
    skip: Annotated[int, Query(ge=0, le=1_000_000)] = 0,
) -> Response:
    """Show some days of the timeline; the other fields are those of FIELDS."""
    chosen = [asked.choice(each, KINDS) for each in kind or ()]
    filters = replace(
        _filters(request.query_params),
        kinds=tuple(each for each in KINDS if each in chosen) or KINDS[:1],
        is_oldest=asked.choice(order, ORDERS) == "oldest",
    )
    return page(request, "timeline.html", lambda shelf: _made(shelf, filters, at, skip))


def draw(shelf: Shelf, values: Mapping[str, str]) -> Draw:
    """Make the chart of developments by day and class."""
    from legation.view.charts import timeline

    filters = replace(_filters(values), is_oldest=values.get("order") == "oldest")
    wanted, _ = _asked(shelf, filters, "")
    found = _counted(shelf, filters, wanted)
    links = {each.first: filters.bar(each) for each in found.bins}
    return lambda scheme: timeline.chart(found, links, scheme)


def _filters(values: Mapping[str, str] | QueryParams) -> Filters:
    given = ((name, values.get(name, "").strip()[:LONGEST]) for name in FIELDS)
    return Filters(typed=tuple((name, value) for name, value in given if value))


def _asked(shelf: Shelf, filters: Filters, at: str) -> tuple[Asked, Mapping[str, str]]:
    """Understand the filters; what of them can't be meant is told by the name of its field, and left out."""
    understood = asking.asked(shelf.store, filters.given, ALLOWED, shelf.settings.today())
    wrong = dict(understood.wrong)
    words = None
    if typed := filters.given.get("q"):
        try:
            words = query.words(typed)
        except QueryError as error:
            wrong["q"] = str(error)
    day, _ = asked.days(at, None, shelf.settings.today())
    return Asked(wanted=understood.wanted, words=words, day=day, oldest=filters.is_oldest), wrong


def _counted(shelf: Shelf, filters: Filters, wanted: Asked) -> Bins:
    """How many developments there are by day; asked for by the page and by its chart."""
    return shelf.kept(("timeline", filters.typed), lambda: days.bins(shelf.store, wanted))


def _made(shelf: Shelf, filters: Filters, at: str, skip: int) -> Mapping[str, Any]:
    wanted, wrong = _asked(shelf, filters, at)
    found = days.page(shelf.store, wanted, filters.kinds, skip)
    first = found.days[0].day if found.days else None
    back = days.before(shelf.store, wanted, filters.kinds, first) if first and (at or skip) else None
    told = _counted(shelf, filters, wanted)
    return {
        "filters": filters,
        "typed": {name: filters.given.get(name, "") for name in FIELDS},
        "wrong": wrong,
        "found": found,
        "told": told,
        "summary": _summary(told),
        "heads": ("When", *(codes.word("quad", each) for each in quads.QUADS), "All"),
        "rows": [_row(each, filters) for each in told.bins if each.total],
        "chart": {**filters.given, "order": "oldest" if filters.is_oldest else None},
        "types": [(each, codes.event_type(each)) for each in quads.types()],
        "standings": ALLOWED["standing"],
        "more": {kind: _more(filters, kind, first or "") for kind in KINDS},
        "pages": {
            "back": filters.address(at=back) + "#days" if back else None,
            "on": filters.address(at=found.after, skip=found.skip or None) + "#days" if found.after else None,
            "start": filters.address() if at or skip else None,
        },
    }


def _summary(told: Bins) -> str:
    """Say what the chart shows in a sentence."""
    busiest = max(told.bins, key=lambda each: each.total, default=None)
    if busiest is None:
        return ""
    number = f"{told.total:,} development{'s' * (told.total != 1)}"
    cut = ", the newest of all," if told.is_cut else ""
    if len(told.bins) == 1:
        return f"{number} on {_named(busiest)}."
    per = "on" if told.step == "day" else f"in the {told.step}"
    span = f"from {long_day(told.bins[0].first)} to {long_day(told.bins[-1].last)}"
    return f"{number}{cut} {span}; most {per} {_named(busiest)}: {busiest.total:,}."


def _row(each: Bin, filters: Filters) -> tuple[Any, ...]:
    where = filters.bar(each)
    numbers = tuple((f"{number:,}", where) if number else "" for number in each.numbers)
    return ((_named(each), where), *numbers, (f"{each.total:,}", where))


def _named(each: Bin) -> str:
    return long_day(each.first) if each.first == each.last else f"{long_day(each.first)} to {long_day(each.last)}"


def _more(filters: Filters, kind: str, day: str) -> str:
    given = filters.given
    return addresses.search(kind=kind, actor=given.get("actor"), q=given.get("q"), since=day, until=day)
