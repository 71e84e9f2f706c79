"""The brief and the list of silences have the ends that the board of silences has, with the issues of a desk or not."""

from pathlib import Path

import pytest

from desk_story import DESK, article, filled, said, silent, speaker
from legation.knowledge import load as load_knowledge
from legation.records import Silence
from legation.store.store import Store
from legation.view import board_sources, desk_sources
from legation.view.brief_asked import asked

QUIET = article("2025-05-08", "China and India met.", "China would not say whether it would keep the treaty.")
SPOKE = article("2025-05-20", "China confirmed a new treaty text.")
STORY = (
    (QUIET, [silent(QUIET, "CHN", "would not say", "declined", "whether it would keep the treaty")]),
    (SPOKE, [said(SPOKE, speaker("CHN"), "a new treaty text", "confirm")]),
)


@pytest.fixture
def db(tmp_path: Path) -> Path:
    return filled(tmp_path / "news.db", STORY)


@pytest.fixture
def desk(tmp_path: Path) -> Path:
    path = tmp_path / "desk.toml"
    path.write_text(DESK, encoding="utf-8")
    return path


@pytest.mark.parametrize("is_watched", [True, False])
def test_the_brief_and_the_board_agree(db: Path, desk: Path, is_watched: bool) -> None:
    tables = load_knowledge()
    watched = desk_sources.opened(desk, tables) if is_watched else None
    with Store.open(db) as store:
        gathering = board_sources.Gathering(store, tables, watched, desk_sources.as_of(store, None))
        (row,) = gathering.gather(None, (), None).rows
        found = asked(store, [], None, desk if is_watched else None)
    (silence,) = (each for each in found.records if isinstance(each, Silence))
    assert bool(row.end) is is_watched
    assert silence.outcome == (row.end.statement.id if row.end else None)


@pytest.mark.parametrize(
    ("opening", "is_ended"),
    [("China broke its silence on Friday and", True), ("China, which met India on Friday,", False)],
)
def test_a_silence_that_has_lapsed_ends_only_where_the_text_says_so(
    tmp_path: Path, opening: str, is_ended: bool
) -> None:
    late = article("2025-08-01", f"{opening} called for a new treaty text.")
    db = filled(tmp_path / "late.db", (STORY[0], (late, [said(late, speaker("CHN"), "a new treaty text", "call")])))
    tables = load_knowledge()
    with Store.open(db) as store:
        gathering = board_sources.Gathering(store, tables, None, desk_sources.as_of(store, None))
        (row,) = gathering.gather(None, (), None).rows
    assert bool(row.end) is is_ended
