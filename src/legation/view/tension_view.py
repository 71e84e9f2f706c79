"""The tension between two parties for the terminal: a line of bars for each direction, a table, and what changed it."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby
from math import ceil

from rich.console import Group, RenderableType
from rich.text import Text

from legation.link.changes import Change, Level, Part
from legation.link.intensity import LEAST, MOST, Point, load
from legation.link.tension import DIRECTIONS, Tension
from legation.records import AnyRecord
from legation.view.output import plain
from legation.view.present import Names, Row, for_table
from legation.view.tables import row_table
from legation.view.tension_rows import Pair

BARS = "▁▂▃▄▅▆▇█"
QUIET, MISSING, MARK = "·", " ", "▲"
ROWS = 30  # the last rows of the table; CSV and JSON have all
_STATES = (("nothing-told", "none"), ("nothing-read", "unread"))
_LEGEND = "none 2: articles of two {0}s were read, but tell nothing of the two; unread 2: no article of them was read"
_TABLE = (
    *(("day", "day"), ("happenings", "told"), ("mean", "mean"), ("band", "band"), ("smoothed", "smoothed")),
    *(("forward", "forward"), ("backward", "backward"), ("origins", "origins"), ("articles", "told_by")),
    ("read", "read"),
)
_LEAST = ("told_by", "smoothed", "origins")
_PARTS = (
    *(("day", "day"), ("who", "actor_name"), ("did", "type"), ("to or with whom", "recipient_name")),
    *(("intensity", "intensity"), ("adds", "adds"), ("origins", "origins"), ("words", "words"), ("record", "id")),
)
_LEAST_OF_PARTS = ("origins", "intensity", "recipient_name", "id")


def view(pair: Pair, tension: Tension, width: int) -> RenderableType:
    """Lay out the bars and the table."""
    points = tension.courses["together"].points
    head = Text(plain(f"Tension between {pair.one.name} and {pair.other.name}"), "bold cyan")
    head.append(f"\nintensity of what is told, −10 (worst) to 10 (best); as known on {tension.as_of}", "dim")
    if not any(point.happenings for point in points):
        return head
    rows = _rows(tension)
    left_out = f" (the last {ROWS} of {len(rows)} rows; --since, --csv and --json show more)"
    title = f"By {tension.step}{left_out if len(rows) > ROWS else ''}"
    columns = [(_heading(pair, heading), name) for heading, name in _TABLE]
    table = row_table(columns, rows[-ROWS:], width=width, least=_LEAST, title=title)
    return Group(
        head, Text(), *_bars(pair, tension, width), Text(), table, Text(_LEGEND.format(tension.step), "dim"), Text()
    )


def change_view(change: Change, records: Mapping[int, AnyRecord], names: Names, width: int) -> RenderableType:
    """Lay out one change: the levels before and after, and the happenings that made it."""
    direction = "up" if change.size > 0 else "down"
    head = Text(f"{change.day}: {direction} by {abs(change.size):.1f}", "bold")
    head.append(f"  from {_level(change.before)} to {_level(change.after)}", "")
    rows = [_part(each, records, names) for each in change.made_by]
    return Group(head, row_table(_PARTS, rows, width=width, least=_LEAST_OF_PARTS))


def sparks(points: Sequence[Point], room: int) -> str:
    """Draw a bar for each point, or for as many together as must share one; a blank where nothing was read."""
    return "".join(_spark(same) for same in _shared(points, room))


def number(value: float | None) -> str | None:
    """Write a number with one digit and a true minus sign."""
    return None if value is None else f"{value:.1f}".replace("-", "−").replace("−0.0", "0.0")


def _bars(pair: Pair, tension: Tension, width: int) -> Iterator[Text]:
    labels = {each: pair.label(each) for each in DIRECTIONS}
    margin = max(map(len, labels.values())) + 1
    room = width - margin - 2
    points = tension.courses["together"].points
    for each in DIRECTIONS:
        yield Text(f"{plain(labels[each]):<{margin}}│{sparks(tension.courses[each].points, room)}│")
    groups = list(_shared(points, room))
    begun = {change.day for change in tension.courses["together"].changes}
    if begun:
        marks = "".join(MARK if any(point.day in begun for point in same) else " " for same in groups)
        yield Text(f"{'changes':<{margin}} {marks}".rstrip())
    first, last = (points[at].day.isoformat() for at in (0, -1))
    yield Text(f"{'':<{margin}} {first}{last:>{max(len(last) + 1, len(groups) - len(first))}}", "dim")
    each_bar = f"each bar {len(groups[0])} {tension.step}s; " if len(groups[0]) > 1 else ""
    yield Text(f"{each_bar}{BARS[0]} hostile … {BARS[-1]} friendly; {QUIET} none told; blank: unread", "dim")


def _shared(points: Sequence[Point], room: int) -> Iterator[Sequence[Point]]:
    size = max(1, ceil(len(points) / max(1, room)))
    return (points[at : at + size] for at in range(0, len(points), size))


def _spark(points: Sequence[Point]) -> str:
    told = [(each.mean, each.happenings) for each in points if each.mean is not None]
    if not told:
        return QUIET if any(each.read for each in points) else MISSING
    mean = sum(value * times for value, times in told) / sum(times for _, times in told)
    return BARS[round((mean - LEAST) / (MOST - LEAST) * (len(BARS) - 1))]


def _rows(tension: Tension) -> list[Row]:
    """A row for each day on which something was told, and one for all days between two of these."""
    forward, backward = ({p.day: p for p in tension.courses[d].points} for d in DIRECTIONS[1:])
    rows = []
    for told, same in groupby(tension.courses["together"].points, key=lambda point: point.state == "told"):
        if told:
            rows += [_row(point, forward[point.day], backward[point.day]) for point in same]
        else:
            rows.append(_run(list(same)))
    return rows


def _row(point: Point, forward: Point, backward: Point) -> Row:
    return {
        "day": point.day.isoformat(),
        "told": str(point.happenings),
        "mean": number(point.mean),
        "band": _band(point.low, point.high),
        "smoothed": number(point.smoothed),
        "forward": number(forward.mean),
        "backward": number(backward.mean),
        "origins": point.origins,
        "told_by": point.told_by,
        "read": point.read,
    }


def _run(points: Sequence[Point]) -> Row:
    counts = ((words, sum(point.state == state for point in points)) for state, words in _STATES)
    return {
        "day": points[0].day.isoformat(),
        "told": "; ".join(f"{words} {times}" for words, times in counts if times),
        "smoothed": number(points[-1].smoothed),
        "read": sum(point.read for point in points),
    }


def _band(low: float | None, high: float | None) -> str | None:
    return None if low is None or high is None else f"{number(low)}…{number(high)}"


def _level(level: Level) -> str:
    band = f"{number(level.low)} to {number(level.high)}"
    return f"{number(level.mean)} ({band}; told on {level.days} day{'s' * (level.days != 1)})"


def _part(part: Part, records: Mapping[int, AnyRecord], names: Names) -> Row:
    told = part.told
    record = records[told.records[0]]
    values = {
        "day": told.day.isoformat(),
        "intensity": number(told.intensity),
        "adds": number(part.share),
        "origins": len(told.origins),
        "id": record.id,
    }
    return for_table(record, names) | values


def _heading(pair: Pair, heading: str) -> str:
    if heading == "band":
        return f"{load().band * 100:.0f} % band"
    return pair.label(heading) if heading in ("forward", "backward") else heading  # type: ignore[arg-type]
