"""How much each outlet printed in each step of time, below the sum of all outlets."""

from collections.abc import Iterator, Mapping
from typing import Any

import altair as alt

from legation.view.charts.chart import of_rows
from legation.view.charts.look import Scheme, colours
from legation.view.outlet_rows import Coverage, end
from legation.view.web import addresses

WIDTH, ROW, TOTAL = 720, 22, 64
LABELS = 10  # days that stand below without touching one another
SHAPES = {"day": "%-d %b", "week": "%-d %b", "month": "%b %Y", "year": "%Y"}


def chart(coverage: Coverage, scheme: Scheme) -> alt.VConcatChart:
    """Draw a bar of all articles above a field for each outlet and step."""
    ink = colours(scheme)
    rows = max(1, len(coverage.counts))
    parts: list[Any] = [
        _sums(coverage, ink).properties(width=WIDTH, height=TOTAL, title="All outlets"),
        _outlets(coverage, ink).properties(width=WIDTH, height=ROW * rows),
    ]
    return alt.VConcatChart(vconcat=parts, spacing=8)


def _across(coverage: Coverage, axis: alt.Axis | None) -> alt.X:
    """The steps side by side: only so are all fields of one width, and an empty step keeps its place."""
    return alt.X("step:O", sort=list(coverage.steps), axis=axis, scale=alt.Scale(paddingInner=0.08))


def _sums(coverage: Coverage, ink: Mapping[str, str]) -> Any:
    number = alt.Axis(title=None, tickCount=2, tickMinStep=1, format="d")
    sums = of_rows({"step": each, "articles": coverage.total(each)} for each in coverage.steps)
    return sums.mark_bar(color=ink["soft"]).encode(
        _across(coverage, None), alt.Y("articles:Q", axis=number), tooltip=["step:N", "articles:Q"]
    )


def _outlets(coverage: Coverage, ink: Mapping[str, str]) -> Any:
    below = alt.Axis(
        title=None,
        values=list(coverage.steps)[:: -(-len(coverage.steps) // LABELS) or 1],
        labelExpr=f"timeFormat(toDate(datum.value + 'T12:00'), '{SHAPES[coverage.step]}')",
        labelAngle=0,
        grid=False,
        domain=False,
    )
    beside = alt.Axis(labelLimit=240, ticks=False, domain=False)
    shades = alt.Scale(range=[ink["raised"], ink["accent"]], domainMin=0)
    legend = alt.Legend(title="articles", values=_marks(coverage), format="d")
    fields = of_rows(_fields(coverage)).mark_rect(stroke=ink["line"], strokeWidth=0.5)
    return fields.encode(
        _across(coverage, below),
        alt.Y("outlet:N", sort=list(coverage.counts), title=None, axis=beside),
        color=alt.Color("articles:Q", scale=shades, legend=legend),
        tooltip=["outlet:N", "from:N", "to:N", "articles:Q"],
        href="link:N",
    )


def _marks(coverage: Coverage) -> list[int]:
    """The numbers that stand below the shades: whole ones."""
    most = max((number for of_it in coverage.counts.values() for number in of_it.values()), default=1)
    return sorted({0, most // 2, most})


def _fields(coverage: Coverage) -> Iterator[dict[str, Any]]:
    """Yield a field for each outlet and step, also for those without an article: they are what one looks for."""
    for place, (outlet, of_it) in enumerate(coverage.counts.items()):
        is_one = not (coverage.others and place == len(coverage.counts) - 1)
        for step in coverage.steps:
            last = end(step, coverage.step)
            page = addresses.at(addresses.outlet(outlet), since=step, until=last) if is_one else "/sources"
            number = of_it.get(step, 0)
            yield {"outlet": outlet, "step": step, "from": step, "to": last, "articles": number, "link": page}
