"""The board of silences as pages show it: who is silent on what, since when, who asked, and what ended it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from legation.errors import QueryError
from legation.records import Document
from legation.store import overview
from legation.view import board_rows, board_sources, desk_sources
from legation.view.board_sources import Asked
from legation.view.cli_options import day
from legation.view.web import addresses
from legation.view.web.cards import Quote, quote
from legation.view.web.codes import word
from legation.view.web.shelf import Shelf

# Reports of silence that are put together: for each, later statements are looked for, some 30 ms in a large store.
FEW, SEVERAL = 20, 60
QUOTED = 2  # reports of a silence that are shown in full; of the others the words alone


@dataclass(frozen=True, slots=True, kw_only=True)
class Quiet:
    """A row of the board: `matter` is on what, `how` the kinds of silence, `state` how it stands.

    `reports` are outlet, day and address of the words that tell it; `end` is what ended it.
    """

    id: str
    actor: str
    name: str
    link: str
    matter: str
    how: str
    asked_by: str
    since: str
    last: str | None
    days: int | None
    origins: int | None
    state: str
    reports: tuple[Mapping[str, Any], ...]
    end: Mapping[str, Any] | None
    stands: str
    is_expected: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Board:
    """All rows that were asked for, the day as of which they stand, and how much was left out.

    `nameless` are silences of nobody that is named, `undated` articles without a day; where it `is_cut` there are older
    ones too.
    """

    rows: tuple[Quiet, ...]
    as_of: date
    nameless: int
    undated: int
    is_cut: bool


def board(shelf: Shelf, asked: Asked, as_of: str | None, most: int = SEVERAL) -> Board | None:
    """The board as it stood on a day; nothing where no article has a day. Raises QueryError as the command does."""
    first = day(asked.since or None, today=shelf.settings.today())
    wanted = replace(asked, since=first, most=most if _is_large(shelf, most) else board_sources.MOST)
    question = ("board", wanted.actor, tuple(wanted.issues), first, as_of, wanted.most)
    return shelf.kept(question, lambda: _board(shelf, wanted, as_of))


def _is_large(shelf: Shelf, most: int) -> bool:
    return shelf.store.ask(overview.of_kind("silence")) > most * 3


def _board(shelf: Shelf, asked: Asked, as_of: str | None) -> Board | None:
    store, desk = shelf.store, shelf.desk
    if asked.issues and desk is None:
        raise QueryError("there are no issues without a desk: start the server with --desk")
    last = day(as_of or None, today=shelf.settings.today())
    try:
        until = desk_sources.as_of(store, last)
    except QueryError:
        return None  # nothing stored has a day
    found = board_sources.board_of(store, shelf.knowledge, desk, asked, until)
    titles = {issue.id: issue.title for issue in desk.issues} if desk else {}
    rows = board_rows.Rows(until, found.records, found.names, titles)
    values = rows.all(found.rows, found.missing)
    quotes = _quotes(found)
    return Board(
        rows=tuple(_row(each, rows, quotes) for each in values),
        as_of=until,
        nameless=found.nameless,
        undated=store.undated(),
        is_cut=found.is_cut,
    )


def _quotes(found: board_sources.Board) -> dict[str, Quote | None]:
    """The words of each report, with what stands around them."""
    texts = {each.id: each.text for each in found.records if isinstance(each, Document)}
    told = (telling.silence for row in found.rows for telling in row.tellings[:QUOTED])
    return {each.id: quote(texts[each.document], each) for each in told}


def _row(values: Mapping[str, Any], rows: board_rows.Rows, quotes: Mapping[str, Quote | None]) -> Quiet:
    cells = rows.for_table(values)
    end = values["ended"]
    return Quiet(
        id=values["id"],
        actor=values["actor"],
        name=values["actor_name"],
        link=addresses.actor(values["actor"]),
        matter=str(cells["matter"]),
        how=str(cells["how"]) if values["read"] else _kinds(values["kinds"]),
        asked_by=str(cells["asked_by"]),
        since=values["since"],
        last=values["last"],
        days=values["days"],
        origins=values["origins"],
        state=values["state"],
        reports=tuple(
            {
                **each,
                "link": addresses.article(each["document"], each["silence"]),
                "quote": quotes.get(each["silence"]),
            }
            for each in values["reports"]
        ),
        end={**end, "link": addresses.article(end["document"], end["statement"])} if end else None,
        stands=str(cells["words"]),
        is_expected=values["expected"],
    )


def _kinds(kinds: Mapping[str, int]) -> str:
    return ", ".join(
        f"{word('silence', kind)} ({number} times)" if number > 1 else word("silence", kind)
        for kind, number in kinds.items()
    )


def states(rows: Sequence[Quiet], state: str) -> tuple[Quiet, ...]:
    """The rows that stand so; "expected" are those of whom the desk expects a statement."""
    if state == "expected":
        return tuple(each for each in rows if each.is_expected)
    return tuple(each for each in rows if not each.is_expected and each.state == state)
