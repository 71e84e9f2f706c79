"""What `legation serve` refuses before it listens: a desk that is not there, and one that is broken."""

from pathlib import Path

import pytest

from legation.view.cli import run


@pytest.fixture(autouse=True)
def _never_serves(monkeypatch: pytest.MonkeyPatch) -> None:
    """A server that began in spite of all would hold the tests up for ever."""

    def began(*_: object, **__: object) -> None:
        raise AssertionError("it listens")

    monkeypatch.setattr("legation.view.web.serving.serve", began)


def serve(folder: Path, *words: str) -> int:
    return run(["serve", "--db", str(folder / "news.db"), "--port", "0", *words])


def test_a_desk_that_is_not_there_is_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert serve(tmp_path, "--desk", str(tmp_path / "none.toml")) == 2
    assert "there is no desk at" in capsys.readouterr().err


def test_a_broken_desk_is_refused_with_its_line(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    desk = tmp_path / "desk.toml"
    desk.write_text('[[actors]]\nid = "CHN"\ncolour = "red"\n', encoding="utf-8")
    assert serve(tmp_path, "--desk", str(desk)) == 2
    assert "desk.toml, line 3" in capsys.readouterr().err


def test_a_sound_desk_is_served(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    desk = tmp_path / "desk.toml"
    desk.write_text('[[actors]]\nid = "CHN"\n', encoding="utf-8")
    serve(tmp_path, "--desk", str(desk))
    assert "it listens" in capsys.readouterr().err
