"""What the tests of imports share."""

import csv
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

from legation import imports, knowledge, vetting
from legation.imports import Outcome, Refused


@dataclass
class Taken:
    """What an import took and refused."""

    outcome: Outcome
    refused: list[Refused] = field(default_factory=list)

    def rows(self, table: str) -> list[dict[str, str]]:
        assert self.outcome.folder is not None
        file = self.outcome.folder / f"{table}.csv"
        lines = file.read_text(encoding="utf-8").splitlines() if file.exists() else []
        return list(csv.DictReader(line for line in lines if not line.startswith("#")))

    def column(self, table: str, name: str) -> list[str]:
        return [row[name] for row in self.rows(table)]

    def reasons(self) -> list[tuple[int | None, str]]:
        return [(each.at.line, each.reason) for each in self.refused]


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder of the user's own tables, empty at first."""
    folder = tmp_path / "knowledge"
    monkeypatch.setenv("LEGATION_KNOWLEDGE", str(folder))
    return folder


@pytest.fixture(scope="session")
def bundled() -> vetting.Index:
    """Who is known without the user's tables; nothing changes it."""
    return vetting.bundled()


@pytest.fixture
def take(home: Path, bundled: vetting.Index, monkeypatch: pytest.MonkeyPatch) -> Callable[..., Taken]:
    """Import a file and give what was taken. Loading all tables as a check is tested apart, because it takes long."""
    monkeypatch.setattr(vetting, "bundled", lambda: bundled)
    monkeypatch.setattr(knowledge, "load", lambda: None)

    def run(source: Path, **options: Any) -> Taken:
        refused: list[Refused] = []
        return Taken(imports.run(source, report=refused.append, **options), refused)

    return run
