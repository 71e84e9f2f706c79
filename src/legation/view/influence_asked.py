"""What a user asks about levers becomes a question: whom to move, on what, by whom, and what is supposed."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from legation.errors import QueryError
from legation.link.routes import bounds
from legation.store import influence as stored
from legation.store import query
from legation.store.store import Store
from legation.view.influence import Question
from legation.view.influence_names import Parties

if TYPE_CHECKING:  # most questions are asked without a desk
    from legation.desk import Desk


def question(
    store: Store,
    parties: Parties,
    *,
    target: str,
    by: str | None,
    as_of: str | None,
    steps: int,
    limit: int,
) -> Question:
    """Ask who can move a target, as told until a day. Raises QueryError for whom nobody knows."""
    last = as_of or store.ask(stored.last_day())
    if last is None:
        raise QueryError("no stored article has a day: name one with --as-of 2024-10-25")
    whom, mover = parties.find(target), parties.find(by) if by else None
    if whom == mover:
        raise QueryError(f"--by '{by}' and '{target}' are one and the same party, {whom}")
    return Question(target=whom, by=mover, as_of=date.fromisoformat(last[:10]), limits=bounds(steps), limit=limit)


def narrowed(
    asked: Question, parties: Parties, words: str | None, *, without: Sequence[str], added: Sequence[str]
) -> Question:
    """Add on what, and what is supposed. Raises QueryError where that takes out the one that is asked about."""
    taken, put = tuple(map(parties.taken, without)), tuple(map(parties.added, added))
    for each in taken:
        if each.target is None and each.source in (asked.target, asked.by):
            raise QueryError(f"--without {each.source} takes out the one you ask about")
    return replace(asked, topic=words, without=taken, added=put)


def topic(to: str | None, desk: "Desk | None") -> str | None:
    """The words of an issue of the desk, if there is one with this id; else the user's own."""
    if to is None:
        return None
    issues = {issue.id: issue for issue in desk.issues} if desk else {}
    words = " OR ".join(map(_quoted, issues[to].words)) if to in issues else to
    query.words(words)  # refuses what holds no word
    return words


def _quoted(word: str) -> str:
    return word if word.endswith("*") else f'"{word}"'
