"""The walk through the API gives what docs/api.md says."""

import json
import re
import shlex
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from starlette.testclient import TestClient

from legation.view.web.jobs import Job

PAGE = Path(__file__).parents[3] / "docs" / "api.md"
FENCE = re.compile(r"^```(sh|json)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
OPEN = "…"


class Taking:
    """Takes articles, and reads none."""

    def start(self, title: str, files: object) -> Job:
        return Job(id="one", title=title)


def examples() -> list[tuple[str, Any]]:
    """Each command of the page with the answer below it."""
    found = FENCE.findall(PAGE.read_text(encoding="utf-8"))
    assert [kind for kind, _ in found] == ["sh", "json"] * (len(found) // 2)
    return [(command, json.loads(answer)) for (_, command), (_, answer) in zip(found[::2], found[1::2], strict=True)]


def asked(client: TestClient, command: str) -> Any:
    words = shlex.split(command.replace("\\\n", " "))
    assert words.pop(0) == "curl"
    method, headers, body, address = "GET", {}, None, ""
    while words:
        word = words.pop(0)
        if word == "-X":
            method = words.pop(0)
        elif word == "-H":
            name, _, value = words.pop(0).partition(": ")
            headers[name] = value
        elif word == "-d":
            body = words.pop(0)
            method = "POST" if method == "GET" else method
        else:
            address = word
    parts = urlsplit(address)
    return client.request(method, f"{parts.path}?{parts.query}", headers=headers, content=body).json()


def holds(wanted: Any, given: Any) -> bool:
    """Whether an answer has all that an example shows of it."""
    match wanted:
        case dict():
            return isinstance(given, dict) and all(
                name in given and holds(wanted[name], given[name]) for name in wanted
            )
        case list():
            return len(given) >= len(wanted) and all(map(holds, wanted, given))
        case _:
            return bool(wanted in (OPEN, given))


def test_each_command_gives_what_stands_below_it(serve: Callable[..., TestClient], told: Path, tmp_path: Path) -> None:
    path = tmp_path / "walk.db"
    shutil.copy(told, path)
    client = serve(path)
    client.app.state.jobs = Taking()  # type: ignore[attr-defined]
    found = examples()
    assert len(found) > 8
    for command, answer in found:
        given = asked(client, command)
        assert holds(answer, given), (command, given)
