"""The help names every place of the menu with its key, and every mark that pages use."""

from starlette.testclient import TestClient

from legation.view.web.rendering import MENU
from legation.view.web.wording import KINDS


def test_every_place_has_its_key(client: TestClient) -> None:
    page = client.get("/help").text
    for address, name, key in MENU:
        assert f'<kbd>g</kbd> <kbd>{key}</kbd></dt><dd>to <a href="{address}">{name}</a>' in page


def test_kinds_marks_and_limits_are_told(client: TestClient) -> None:
    page = client.get("/help").text
    for kind in ("event", "statement", "pressure", "silence", "tie", "prediction", "development", "contradiction"):
        assert f'class="kind kind-{kind}">{KINDS[kind][0]}<' in page
    for mark in ("one origin", "corroborated", "disputed", "not identified", "planned"):
        assert f">{mark}</span>" in page
    assert "do not read 80 % as “right eight times in ten”" in page
    assert "It reads English only." in page
