"""What somebody is only asked to say is not shown as said, neither as a statement nor as the end of a silence."""

from dataclasses import replace
from pathlib import Path

import pytest

from desk_story import article, filled, people, said, silent, speaker
from legation.link import endings
from legation.tables import yaml_table
from legation.view import cli

QUIET = article("2025-05-08", "China would not say whether it would keep the treaty.")
ASKED = article("2025-05-20", "India urged China to announce that it would keep the treaty.")
UNREAL = yaml_table("coding/acts.yaml")["forms"]["unreal"]
SILENCE = silent(QUIET, "CHN", "would not say", "declined", "whether it would keep the treaty")
URGED = said(ASKED, speaker("IND"), "China to announce that it would keep the treaty", "urge")
WANTED = replace(said(ASKED, speaker("CHN"), "that it would keep the treaty", "announce"), why=(UNREAL,))


def test_it_is_no_row_of_statements(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    db = filled(tmp_path / "news.db", [(ASKED, [URGED, WANTED])])
    assert cli.run(["show", "statements", "--db", str(db)]) == 0
    out, err = capsys.readouterr()
    assert "1 statement\n" in err
    assert "urge" in out
    assert "announce " not in out.replace("to announce", "")


def test_it_ends_no_silence() -> None:
    known = [QUIET, ASKED, *people(QUIET), *people(ASKED), SILENCE]
    assert endings([*known, URGED, WANTED]) == {}
    assert endings([*known, replace(WANTED, why=("cue 'announce'",))])
