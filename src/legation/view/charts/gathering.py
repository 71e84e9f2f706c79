"""What feeds brought day by day: whether they answered, above all articles, above a field for each outlet and day."""

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

import altair as alt

from legation.view.charts.chart import of_rows
from legation.view.charts.look import Scheme, colours
from legation.view.web import addresses

if TYPE_CHECKING:
    from legation.view.web.gathered import Gathered

WIDTH, ROW, TOTAL, SIGNS = 720, 22, 64, 18
LABELS = 10  # days that stand below without touching one another
PAGE = "/collecting"
# The state of a day by its shape, so that no colour is needed to tell it.
SHAPES: Mapping[str, tuple[str, str]] = {
    "answered": ("circle", "good"),
    "some failed": ("triangle-up", "doubt"),
    "no answer": ("cross", "bad"),
    "not asked": ("stroke", "soft"),
}
QUIET = "▾"


def chart(found: "Gathered", scheme: Scheme) -> alt.VConcatChart:
    """Draw a sign, a bar and a column of fields for each day."""
    ink = colours(scheme)
    parts: list[Any] = [
        _signs(found, ink).properties(width=WIDTH, height=SIGNS, title=_title("Did feeds answer?")),
        _sums(found, ink).properties(width=WIDTH, height=TOTAL, title=_title("Articles of all outlets")),
    ]
    if found.counts:
        parts.append(_outlets(found, ink).properties(width=WIDTH, height=ROW * len(found.counts)))
    # Room on the left: the names are measured without the signs that stand over their fields, and would be cut.
    return alt.VConcatChart(vconcat=parts, spacing=8, padding={"left": 20, "right": 5, "top": 5, "bottom": 5})


def _title(words: str) -> alt.TitleParams:
    return alt.TitleParams(words, frame="group", anchor="start")


def _across(found: "Gathered", axis: alt.Axis | None) -> alt.X:
    """The days side by side, those that brought nothing too; signs stand in the middle of theirs."""
    scale = alt.Scale(type="band", paddingInner=0.08)
    return alt.X("day:O", sort=[each.day for each in found.days], axis=axis, scale=scale)


def _signs(found: "Gathered", ink: Mapping[str, str]) -> Any:
    rows = ({"day": each.day, "feeds": each.state, "link": _page(each.day)} for each in found.days)
    there = [each for each in SHAPES if found.states[each]]
    shape = alt.Scale(domain=there, range=[SHAPES[each][0] for each in there])
    colour = alt.Scale(domain=there, range=[ink[SHAPES[each][1]] for each in there])
    legend = alt.Legend(title="feeds", symbolSize=70, symbolStrokeWidth=2)
    return (
        of_rows(rows)
        .mark_point(size=70, strokeWidth=2, filled=False)
        .encode(
            _across(found, None),
            shape=alt.Shape("feeds:N", scale=shape, legend=legend),
            color=alt.Color("feeds:N", scale=colour, legend=legend),
            tooltip=["day:N", "feeds:N"],
            href="link:N",
        )
    )


def _sums(found: "Gathered", ink: Mapping[str, str]) -> Any:
    number = alt.Axis(title=None, tickCount=2, tickMinStep=1, format="d")
    rows = (
        {"day": each.day, "feeds": each.state, "articles": found.total(each.day), "link": _page(each.day)}
        for each in found.days
    )
    return (
        of_rows(rows)
        .mark_bar(color=ink["soft"])
        .encode(
            _across(found, None if found.counts else _below(found)),
            alt.Y("articles:Q", axis=number),
            tooltip=["day:N", "feeds:N", "articles:Q"],
            href="link:N",
        )
    )


def _outlets(found: "Gathered", ink: Mapping[str, str]) -> Any:
    rows = list(_fields(found))
    shades = alt.Scale(range=[ink["raised"], ink["accent"]], domainMin=0)
    most = max((each["articles"] for each in rows), default=1)
    legend = alt.Legend(title="articles", values=sorted({0, most // 2, most}), format="d")
    beside = alt.Axis(labelLimit=240, ticks=False, domain=False)
    place = {
        "x": _across(found, _below(found)),
        "y": alt.Y("outlet:N", sort=list(found.counts), title=None, axis=beside),
        "tooltip": ["outlet:N", "day:N", "articles:Q", "feeds:N", "told:N"],
        "href": "link:N",
    }
    fields = (
        of_rows(rows)
        .mark_rect(stroke=ink["line"], strokeWidth=0.5)
        .encode(color=alt.Color("articles:Q", scale=shades, legend=legend), **place)
    )
    layers = [fields]
    if signed := [each for each in rows if each["sign"]]:
        signs = of_rows(signed).mark_text(fontSize=12, fontWeight=700)
        colour = alt.Scale(domain=["×", QUIET], range=[ink["bad"], ink["doubt"]])
        layers.append(signs.encode(text="sign:N", color=alt.Color("sign:N", scale=colour, legend=None), **place))
    return alt.LayerChart(layer=layers).resolve_scale(color="independent")


def _below(found: "Gathered") -> alt.Axis:
    days = [each.day for each in found.days]
    return alt.Axis(
        title=None,
        values=days[:: -(-len(days) // LABELS) or 1],
        labelExpr="timeFormat(toDate(datum.value + 'T12:00'), '%-d %b')",
        labelAngle=0,
        grid=False,
        domain=False,
    )


def _fields(found: "Gathered") -> Iterator[dict[str, Any]]:
    """Yield a field for each outlet and day; its sign says that nothing could be had, or that the outlet was quiet."""
    for place, (outlet, counts) in enumerate(found.counts.items()):
        is_one = not (found.others and place == len(found.counts) - 1)
        for each in found.days:
            number = counts.get(each.day, 0)
            is_quiet = (outlet, each.day) in found.quiet
            is_blind = not number and (
                (outlet, each.day) in found.blind or (not is_one and each.state in ("no answer", "not asked"))
            )
            yield {
                "outlet": outlet,
                "day": each.day,
                "articles": number,
                "feeds": each.state,
                "told": "nothing could be collected"
                if is_blind
                else "far fewer than usual"
                if is_quiet
                else "as usual",
                "sign": "×" if is_blind else QUIET if is_quiet else "",
                "link": _page(each.day, outlet if is_one else None),
            }


def _page(day: str, outlet: str | None = None) -> str:
    return addresses.at(PAGE, day=day, outlet=outlet) + "#brought"
