"""A desk is read whole or refused with all that is wrong with it."""

import re
from dataclasses import fields
from datetime import date
from pathlib import Path

import pytest

from desk_story import DESK
from legation import desk
from legation.alert_kinds import alert_kinds
from legation.errors import DeskError
from legation.knowledge import Knowledge, load
from legation.watches import Alerting, Channel, Collecting, Digest, Feed, Rule


@pytest.fixture(scope="module")
def tables() -> Knowledge:
    return load()


def complaints(text: str, tables: Knowledge) -> list[str]:
    with pytest.raises(DeskError) as caught:
        desk.parsed(text, "desk.toml", tables)
    return list(caught.value.complaints)


def test_a_desk_names_actors_issues_and_expected_speakers(tables: Knowledge) -> None:
    found = desk.parsed(DESK, "desk.toml", tables)
    assert [(each.id, each.name, each.known) for each in found.actors] == [
        ("IND", "India", True),
        ("PAK", "Pakistan", True),
    ]
    assert [(each.id, each.title, each.words) for each in found.issues] == [
        ("talks", "Mediation by others", ("mediat*", "third party")),
        ("water", "water", ("treaty",)),
    ]
    (expected,) = found.expected
    assert (expected.actor, expected.issue, expected.since) == ("CHN", "talks", date(2025, 5, 1))
    assert (found.name, found.thresholds.origins, found.thresholds.tension) == ("A test", 2, 2.0)


def test_an_empty_file_is_a_desk_that_watches_nothing(tables: Knowledge) -> None:
    found = desk.parsed("", "my-desk.toml", tables)
    assert (found.name, found.actors, found.issues, found.houses()) == ("my-desk", (), (), {})


def test_outlets_say_who_belongs_together(tables: Knowledge) -> None:
    text = (
        '[[outlets]]\npublisher = "Post"\nowner = "House"\nweight = 0.5\n'
        '[[outlets]]\npublisher = "Times"\norigin = "Agency"\nowner = "House"\n[[outlets]]\npublisher = "Alone"\n'
    )
    found = desk.parsed(text, "desk.toml", tables)
    assert found.houses() == {"post": "house", "times": "agency"}
    assert [each.weight for each in found.outlets] == [0.5, 1.0, 1.0]


def test_thresholds_have_a_meaning_and_a_default_within_their_limits(tables: Knowledge) -> None:
    rules = desk.thresholds()
    assert set(rules) == set(desk.Thresholds.__dataclass_fields__)
    assert all(rule.least <= rule.default <= rule.most and rule.means for rule in rules.values())
    found = desk.parsed("[thresholds]\nsilence_days = 30\ntension = 3\n", "desk.toml", tables).thresholds
    assert (found.silence_days, found.tension, found.due_days) == (30, 3.0, 7)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ('[[actors]]\nid = "Indai"', "line 2: actors: id: 'Indai' is no actor that the tables know; did you mean"),
        ('[[actors]]\nid = "IND"\n[[actors]]\nid = "India"', "line 4: actors: id: 'IND' stands there twice"),
        ('[[issues]]\nid = "a b"\nwords = ["c"]', "line 2: issues: id: expected letters, digits, - and _, found 'a b'"),
        ('[[issues]]\nid = "a"\nwords = ["*"]', "line 3: issues: words: '*' marks nothing"),
        ('[[issues]]\nid = "a"\nwords = ["-b"]', "line 3: issues: words: '-b' marks nothing"),
        ('[[issues]]\nid = "a"', "line 1: issues: it lacks words"),
        ('[[expected]]\nactor = "IND"\nissue = "a"', "line 3: expected: issue: 'a' is no issue of this desk"),
        ('[[issues]]\nid = "talks"\nwords = ["c"]\n[[expected]]\nactor = "IND"\nissue = "tallks"',
         "'tallks' is no issue of this desk; did you mean 'talks'?; there are talks"),
        ('[[outlets]]\npublisher = "P"\nweight = 2', "line 3: outlets: weight: expected a number above 0, at most 1"),
        ("[thresholds]\norigins = 1.5", "line 2: thresholds: origins: expected a whole number from 1 to 100"),
        ("[thresholds]\ntension = 99", "expected a number from 0.1 to 20.0, found 99"),
        ("[thresholds]\nsilence = 3", "unknown key; did you mean 'silence_days'?"),
    ],
)  # fmt: skip
def test_what_is_wrong_is_named_with_its_place(text: str, told: str, tables: Knowledge) -> None:
    (found,) = complaints(text, tables)
    assert told in found


def test_all_complaints_come_at_once(tables: Knowledge) -> None:
    text = '[[actors]]\nid = "Indai"\n[[issues]]\nid = "a"\nwords = ["*"]\n[thresholds]\norigins = 0\n[nothing]\n'
    assert [each.split(":")[0] for each in complaints(text, tables)] == [f"desk.toml, line {n}" for n in (2, 5, 7, 8)]


def test_a_file_that_is_no_text_or_is_not_there_is_refused(tmp_path: Path, tables: Knowledge) -> None:
    (tmp_path / "a.toml").write_bytes(b"\xff\xfe\x00")
    for path, told in (
        (tmp_path / "a.toml", "no UTF-8 text"),
        (tmp_path / "b.toml", "can't be read"),
        (tmp_path, "can't be read"),
    ):
        with pytest.raises(DeskError, match=told):
            desk.load(path, tables)


def test_a_file_with_a_byte_order_mark_is_read(tmp_path: Path, tables: Knowledge) -> None:
    (tmp_path / "a.toml").write_bytes(b"\xef\xbb\xbf" + DESK.encode())
    assert len(desk.load(tmp_path / "a.toml", tables).actors) == 2


def test_a_desk_says_what_it_collects_and_what_it_is_told(tables: Knowledge) -> None:
    text = DESK + (
        '[watch]\nzone = "Asia/Kathmandu"\n[[feeds]]\nurl = "https://news.example/feed"\n'
        '[[channels]]\nid = "mail"\nenv = "LEGATION_MAIL"\n[thresholds]\ntension = 4\n'
        '[[alerts]]\non = "tension"\nactors = ["Pakistan", "IND"]\nchannels = ["mail"]\n'
        '[[alerts]]\non = "pressure"\nissues = ["water"]\n'
    )
    found = desk.parsed(text, "desk.toml", tables)
    assert [each.address for each in found.collecting.feeds] == ["https://news.example/feed"]
    assert found.collecting.zone == "Asia/Kathmandu"
    tension, pressure = found.alerting.rules
    assert (tension.actors, tension.threshold, tension.channels) == (("PAK", "IND"), 4.0, ("mail",))
    assert (pressure.issues, pressure.origins) == (("water",), 2)


def test_actors_and_issues_of_alerts_are_found_as_those_of_the_desk(tables: Knowledge) -> None:
    text = DESK + '[[alerts]]\non = "pressure"\nactors = ["Indai"]\nissues = ["tallks"]\n'
    one, other = complaints(text, tables)
    assert "alerts: actors: 'Indai' is no actor that the tables know; did you mean India (IND)?" in one
    assert "alerts: issues: 'tallks' is no issue of this desk; did you mean 'talks'?" in other


def test_the_examples_of_the_documentation_are_right(tables: Knowledge) -> None:
    page = (Path(__file__).parent.parent / "docs" / "desk.md").read_text(encoding="utf-8")
    examples = re.findall(r"^```toml\n(.*?)^```$", page, re.MULTILINE | re.DOTALL)
    found = [desk.parsed(each, "desk.md", tables) for each in examples]
    assert [(len(each.collecting.feeds), len(each.alerting.rules)) for each in found] == [(0, 0), (2, 0), (0, 3)]


def test_the_documentation_tells_all_kinds_of_alert_and_all_keys() -> None:
    page = (Path(__file__).parent.parent / "docs" / "desk.md").read_text(encoding="utf-8")
    for kind in alert_kinds().values():
        (row,) = re.findall(rf"^\| `{kind.id}` \| .*$", page.partition("## Alerts")[2], re.MULTILINE)
        assert ("| yes |" in row) == ("issues" in kind.takes)
        assert ("`origins` of the desk" in row) == (kind.origins is None)
        assert (f"`{kind.named}` of the desk" in row) == (kind.named is not None)
    for cls in (Collecting, Feed, Channel, Rule, Alerting, Digest):
        for each in fields(cls):
            name = {"address": "url", "variable": "env", "rules": "alerts"}.get(each.name, each.name)
            assert f"`{name}`" in page or f"`[[{name}]]`" in page or f"`[{name}]`" in page, name
