"""A desk as tables: whom and what it watches, with the numbers of what is stored."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, field

from rich.console import Group, RenderableType
from rich.text import Text

from legation.desk import Desk, thresholds
from legation.view.desk_watch_rows import fruitless, watch_view
from legation.view.present import Row
from legation.view.tables import Column, row_table

_COUNTED: tuple[Column, ...] = (("articles", "articles"), ("statements", "statements"))
_ACTORS: tuple[Column, ...] = (("actor", "name"), ("id", "id"), *_COUNTED, ("note", "note"))
_ISSUES: tuple[Column, ...] = (("issue", "title"), ("id", "id"), *_COUNTED, ("words", "words"))
_EXPECTED: tuple[Column, ...] = (("expected", "name"), ("on", "issue"), ("since", "since"))
_OUTLETS: tuple[Column, ...] = (
    *(("outlet", "publisher"), ("articles", "articles"), ("belongs to", "house"), ("weight", "weight")),
    ("note", "note"),
)
_THRESHOLDS: tuple[Column, ...] = (("threshold", "name"), ("value", "value"), ("means", "words"))


@dataclass(frozen=True, slots=True, kw_only=True)
class Counts:
    """Articles and statements stored of each actor and issue, articles of each publisher (in lower case)."""

    actors: Mapping[str, tuple[int, int]] = field(default_factory=dict)
    issues: Mapping[str, tuple[int, int]] = field(default_factory=dict)
    publishers: Mapping[str, int] = field(default_factory=dict)


def desk_view(desk: Desk, counts: Counts | None, places: Mapping[str, str], width: int) -> RenderableType:
    """Lay out a desk in at most `width` characters; `places` says of each channel where it leads."""
    tables = ((_ACTORS, _actors(desk, counts)), (_ISSUES, _issues(desk, counts)), (_EXPECTED, _expected(desk)))
    more = ((_OUTLETS, _outlets(desk, counts)), (_THRESHOLDS, _thresholds(desk)))
    shown = ((columns, list(rows)) for columns, rows in (*tables, *more))
    least: Sequence[str] = ("note", "words", "weight")
    return Group(
        Text(f"{desk.name} · {desk.file}", "bold cyan"),
        *(row_table(columns, rows, width=width, least=least) for columns, rows in shown if rows),
        *watch_view(desk, places, width),
    )


def note(desk: Desk, counts: Counts | None, db: str) -> str:
    """Say in words that the desk is right, how much it holds, and what nothing stored tells of."""
    watched = [_many(len(desk.actors), "actor"), _many(len(desk.issues), "issue")]
    collecting, alerting = desk.collecting, desk.alerting
    more = ((collecting.feeds, "feed"), (alerting.rules, "alert"), (alerting.channels, "channel"))
    watched += [_many(len(found), what) for found, what in more if found]
    parts = [f"{desk.file} is right: {', '.join(watched)}", *fruitless(desk)]
    if counts is None:
        return "; ".join([*parts, f"no database at {db}, so nothing is counted"])
    if unknown := [each.id for each in desk.actors if not each.known and not sum(counts.actors[each.id])]:
        parts.append(f"neither the tables nor the articles know {', '.join(unknown)}")
    if unread := [each.id for each in desk.issues if not counts.issues[each.id][0]]:
        parts.append(f"no stored article holds words of {', '.join(unread)}")
    if missing := [each.publisher for each in desk.outlets if not counts.publishers.get(each.publisher.casefold())]:
        parts.append(f"no stored article comes from {', '.join(missing)}")
    return "; ".join(parts)


def _actors(desk: Desk, counts: Counts | None) -> Iterator[Row]:
    for each in desk.actors:
        yield {
            "name": each.name,
            "id": each.id,
            "note": each.note,
            **_numbers(counts.actors if counts else None, each.id),
        }


def _issues(desk: Desk, counts: Counts | None) -> Iterator[Row]:
    for each in desk.issues:
        words = ", ".join(each.words)
        yield {
            "title": each.title,
            "id": each.id,
            "words": words,
            **_numbers(counts.issues if counts else None, each.id),
        }


def _expected(desk: Desk) -> Iterator[Row]:
    titles = {issue.id: issue.title for issue in desk.issues}
    for each in desk.expected:
        since = each.since.isoformat() if each.since else "a month ago"
        yield {"name": each.name, "issue": titles.get(each.issue or "", "anything"), "since": since}


def _outlets(desk: Desk, counts: Counts | None) -> Iterator[Row]:
    for each in desk.outlets:
        number = counts.publishers.get(each.publisher.casefold(), 0) if counts else None
        house = each.origin or each.agency or each.owner
        yield {**asdict(each), "house": house, "articles": number}


def _thresholds(desk: Desk) -> Iterator[Row]:
    rules = thresholds()
    for name, value in asdict(desk.thresholds).items():
        yield {"name": name, "value": value, "words": rules[name].means}


def _numbers(counts: Mapping[str, tuple[int, int]] | None, key: str) -> Row:
    articles, statements = counts[key] if counts else (None, None)
    return {"articles": articles, "statements": statements}


def _many(number: int, what: str) -> str:
    return f"{number} {what}{'s' * (number != 1)}"
