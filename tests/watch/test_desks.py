import os
from pathlib import Path

import pytest

from legation import knowledge
from legation.errors import DeskError
from legation.watch.desks import DeskFile

FEED = '[[feeds]]\nurl = "https://{}.example/feed"\n'


def written(path: Path, text: str, at: int) -> None:
    path.write_text(text, encoding="utf-8")
    os.utime(path, (at, at))  # two writes within a tick of the file system's clock look alike


def test_desk_is_read_again_when_its_file_changes(tmp_path: Path) -> None:
    path = tmp_path / "desk.toml"
    written(path, FEED.format("a"), 1)
    desk = DeskFile(path, knowledge.load())
    first = desk()
    assert [each.address for each in first.collecting.feeds] == ["https://a.example/feed"]
    assert desk() is first
    written(path, FEED.format("b"), 2)
    assert [each.address for each in desk().collecting.feeds] == ["https://b.example/feed"]
    written(path, "[[feeds]]\n", 3)
    for _ in range(2):
        with pytest.raises(DeskError, match="line 1: feeds: it lacks url"):
            desk()
    path.unlink()
    with pytest.raises(DeskError, match="it can't be read"):
        desk()
    written(path, FEED.format("a"), 4)
    assert desk() == first
