"""Answers hold until the store, the desk or the day changes; then they are made anew."""

from datetime import date
from pathlib import Path

import pytest

import brief_story
from legation.errors import DeskError
from legation.store.store import Store
from legation.view.web.settings import Settings
from legation.view.web.shelf import Shelf


def test_an_answer_is_made_anew_when_another_program_adds_an_article(tmp_path: Path) -> None:
    shelf = Shelf(Settings(database=tmp_path / "news.db"))

    def count() -> int:
        return shelf.kept("articles", lambda: shelf.store.counts().get("document", 0))

    assert [count(), count()] == [0, 0]
    with Store.open(tmp_path / "news.db") as other:
        other.add(brief_story.POST, ())
        assert count() == 1
    shelf.store.add(brief_story.LEDGER, ())
    assert count() == 2
    shelf.close()


def test_small_parts_are_kept_beside_what_is_large(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("legation.view.web.shelf.ANSWERS", 1)
    shelf = Shelf(Settings(database=tmp_path / "news.db"))
    made: list[str] = []
    for name in ("small", "large", "other", "small", "large"):
        keep = shelf.part if name == "small" else shelf.kept
        assert keep(name, lambda name=name: made.append(name) or name) == name  # type: ignore[misc,func-returns-value]
    assert made == ["small", "large", "other", "large"]
    shelf.store.add(brief_story.POST, ())
    assert shelf.part("small", lambda: "new") == "new"
    shelf.close()


def test_a_new_day_is_a_new_state(tmp_path: Path) -> None:
    days = iter([date(2024, 11, 1), date(2024, 11, 1), date(2024, 11, 2)])
    shelf = Shelf(Settings(database=tmp_path / "news.db", today=lambda: next(days)))
    first, same, next_day = shelf.state, shelf.state, shelf.state
    assert first == same != next_day
    shelf.close()


def test_the_desk_is_read_again_when_its_file_changes(tmp_path: Path) -> None:
    file = tmp_path / "desk.toml"
    shelf = Shelf(Settings(database=tmp_path / "news.db", desk=file))
    assert shelf.desk is None
    file.write_text('[[actors]]\nid = "CHN"\n', encoding="utf-8")
    first = shelf.desk
    assert first is not None
    assert [each.id for each in first.actors] == ["CHN"]
    assert shelf.desk is first
    file.write_text("not toml at all", encoding="utf-8")
    with pytest.raises(DeskError, match=r"desk\.toml"):
        _ = shelf.desk
    shelf.close()
