"""A chart of the tension between two parties, drawn as SVG: bands, means, the smoothed line, gaps and changes."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from html import escape
from itertools import groupby

from legation.link.changes import Change
from legation.link.intensity import LEAST, MOST, WEEK, Point
from legation.link.tension import Tension
from legation.view.tension_rows import Pair, counted
from legation.view.tension_view import number

WIDTH, HEIGHT = 900, 420
LEFT, RIGHT, TOP, BOTTOM = 56, 20, 64, 72
GRID = (-10, -5, 0, 5, 10)
MOST_TICKS = 8
# Told apart by lightness too, so that they survive print and colour blindness.
STYLE = """
  text { font: 12px system-ui, sans-serif; fill: #333; } .title { font-size: 16px; font-weight: 600; }
  .grid { stroke: #ddd; } .zero { stroke: #888; } .band { stroke: #9ecae1; stroke-width: 4; stroke-linecap: round; }
  .mean { fill: #08519c; } .line { fill: none; stroke: #222; stroke-width: 1.5; } .missing { fill: #eee; }
  .change { stroke: #b30000; stroke-dasharray: 4 3; } .level { stroke: #b30000; stroke-width: 1.5; }
  .red { fill: #b30000; }
""".strip()


@dataclass(frozen=True, slots=True)
class Scale:
    """Where days and intensities lie on the sheet; `days` is how long a point is."""

    first: date
    last: date
    days: int

    def x(self, day: date) -> float:
        """The left edge of a day."""
        span = (self.last - self.first).days + self.days
        return LEFT + (WIDTH - LEFT - RIGHT) * (day - self.first).days / span

    def middle(self, day: date) -> float:
        """The middle of the point that begins on a day."""
        return (self.x(day) + self.x(day + timedelta(self.days))) / 2

    @staticmethod
    def y(value: float) -> float:
        """The height of an intensity."""
        return TOP + (HEIGHT - TOP - BOTTOM) * (MOST - value) / (MOST - LEAST)


def chart(pair: Pair, tension: Tension) -> str:
    """Draw both directions together, with title and description for those who can't see it."""
    course = tension.courses["together"]
    title = escape(f"Tension between {pair.one.name} and {pair.other.name}")
    told = counted(pair, tension, 0)
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" width="{WIDTH}" height="{HEIGHT}"'
        ' role="img" aria-labelledby="title description">',
        f'<title id="title">{title}</title>',
        f'<desc id="description">{escape(_description(told, course.changes))}</desc>',
        f"<style>{STYLE}</style>",
        f'<rect width="{WIDTH}" height="{HEIGHT}" fill="#fff"/>',
        f'<text class="title" x="{LEFT}" y="26">{title}</text>',
        f'<text x="{LEFT}" y="46">{escape(told)}</text>',
    ]
    if course.points:
        scale = Scale(course.points[0].day, course.points[-1].day, WEEK if tension.step == "week" else 1)
        parts += [*_missing(course.points, scale), *_axes(scale), *_points(course.points, scale)]
        parts += [*_smoothed(course.points, scale), *_changes(course.changes, scale)]
    return "\n".join([*parts, *_legend(tension), "</svg>", ""])


def _description(told: str, changes: Sequence[Change]) -> str:
    levels = (
        f"On {each.day} the level goes from {number(each.before.mean)} to {number(each.after.mean)}."
        for each in changes
    )
    return " ".join((f"Intensity from −10, worst, to 10, best. {told}.", *levels))


def _missing(points: Sequence[Point], scale: Scale) -> Iterator[str]:
    """Shade the stretches in which nothing was read, so that they are not taken for calm."""
    for state, same in groupby(points, key=lambda point: point.state):
        run = list(same)
        if state == "nothing-read":
            left, right = scale.x(run[0].day), scale.x(run[-1].day + timedelta(scale.days))
            height = HEIGHT - TOP - BOTTOM
            yield f'<rect class="missing" x="{left:.1f}" y="{TOP}" width="{right - left:.1f}" height="{height}"/>'


def _axes(scale: Scale) -> Iterator[str]:
    for value in GRID:
        style, height = ("grid" if value else "zero"), scale.y(value)
        yield f'<line class="{style}" x1="{LEFT}" x2="{WIDTH - RIGHT}" y1="{height:.1f}" y2="{height:.1f}"/>'
        yield f'<text x="{LEFT - 8}" y="{height + 4:.1f}" text-anchor="end">{number(value)}</text>'.replace(".0<", "<")
    steps = max(1, -(-((scale.last - scale.first).days + 1) // (MOST_TICKS * scale.days))) * scale.days
    day = scale.first
    while day <= scale.last:
        yield f'<text x="{scale.middle(day):.1f}" y="{HEIGHT - BOTTOM + 18}" text-anchor="middle">{day}</text>'
        day += timedelta(steps)


def _points(points: Sequence[Point], scale: Scale) -> Iterator[str]:
    for point in points:
        if point.mean is None or point.low is None or point.high is None:
            continue
        x, low, high = scale.middle(point.day), scale.y(point.low), scale.y(point.high)
        yield f'<line class="band" x1="{x:.1f}" x2="{x:.1f}" y1="{low:.1f}" y2="{high:.1f}"/>'
        words = f"{point.day}: {number(point.mean)}, {point.happenings} told by {point.origins} origins"
        yield f'<circle class="mean" cx="{x:.1f}" cy="{scale.y(point.mean):.1f}" r="3"><title>{words}</title></circle>'


def _smoothed(points: Sequence[Point], scale: Scale) -> Iterator[str]:
    """Draw the line in pieces: it breaks where nothing was read, and where nothing is known any more."""
    for known, same in groupby(points, key=lambda point: point.smoothed is not None):
        if known:
            places = (f"{scale.middle(p.day):.1f},{scale.y(p.smoothed or 0.0):.1f}" for p in same)
            yield f'<polyline class="line" points="{" ".join(places)}"/>'


def _changes(changes: Sequence[Change], scale: Scale) -> Iterator[str]:
    for each in changes:
        x = scale.x(each.day)
        yield f'<line class="change" x1="{x:.1f}" x2="{x:.1f}" y1="{TOP}" y2="{HEIGHT - BOTTOM}"/>'
        yield f'<text class="red" x="{x + 4:.1f}" y="{TOP + 12}">{each.day}</text>'
        for level in (each.before, each.after):
            left, right = (max(LEFT, scale.middle(day)) for day in (level.first, level.last))
            height = scale.y(level.mean)
            yield f'<line class="level" x1="{left:.1f}" x2="{right:.1f}" y1="{height:.1f}" y2="{height:.1f}"/>'


def _legend(tension: Tension) -> Iterator[str]:
    words = f"Intensity from −10 (worst) to 10 (best). Dot: mean of the {tension.step}; bar: its band; line: smoothed; "
    words += "grey: nothing read" + ("; red: change" if tension.courses["together"].changes else "")
    yield f'<text x="{LEFT}" y="{HEIGHT - 22}">{words}</text>'
