"""`legation token`: a secret is shown once, listed by name, revoked at once."""

from pathlib import Path

import pytest

from legation.view.cli import run


def test_a_token_is_made_listed_and_revoked(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    db = ["--db", str(tmp_path / "news.db")]
    assert run(["token", "new", "desk", *db]) == 0
    assert run(["token", "new", "reader", "--read-only", *db]) == 0
    shown = capsys.readouterr()
    secrets = shown.out.split()
    assert len(set(secrets)) == 2
    assert all(secret.startswith("legation_") for secret in secrets)
    assert "desk, which may read and change" in shown.err
    assert run(["token", "list", *db]) == 0
    listed = capsys.readouterr()
    assert "reader" in listed.out
    assert "never" in listed.out
    assert "2 tokens" in listed.err
    assert not any(secret in listed.out + listed.err for secret in secrets)
    assert run(["token", "revoke", "desk", *db]) == 0
    assert run(["token", "revoke", "desk", *db]) == 2
    assert "no token is called 'desk'" in capsys.readouterr().err


def test_a_name_that_is_taken_or_none_is_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    db = ["--db", str(tmp_path / "news.db")]
    run(["token", "new", "desk", *db])
    assert run(["token", "new", "desk", *db]) == 2
    assert run(["token", "new", "two words", *db]) == 2
    err = capsys.readouterr().err
    assert "called 'desk' already" in err
    assert "can't be a token's name" in err


def test_a_server_for_others_asks_for_a_token_first(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["serve", "--host", "0.0.0.0", "--port", "0", "--db", str(tmp_path / "news.db")]) == 2
    assert "legation token new NAME" in capsys.readouterr().err
