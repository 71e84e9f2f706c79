"""Some days in a simulated world, with kills and faults: nothing is lost, and nothing is done twice."""

from pathlib import Path

import pytest

import watching
from watching_world import Plan, Span

PLAN = Plan(
    days=3,
    a_day=2,
    killed=(Span(begin=0.1, end=2),),
    malformed=Span(begin=0.4, end=0.8),
    busy=Span(begin=0.5, end=0.7),
    no_network=Span(begin=1.1, end=1.5),
    disk_full=Span(begin=1.7, end=2.0),
    stepped={Span(begin=2.2, end=2.4): -1.5},
    channel_down=Span(begin=0.9, end=0.95),
    broken_desk=Span(begin=2.6, end=2.7),
)


@pytest.fixture(scope="module")
def outcome(tmp_path_factory: pytest.TempPathFactory) -> watching.Outcome:
    run = watching.Run(plan=PLAN, folder=tmp_path_factory.mktemp("world"), kill_after=(0.5, 1.5), most_kills=2)
    return run.run()


def test_three_days_with_two_kills_lose_nothing_and_do_nothing_twice(outcome: watching.Outcome) -> None:
    assert outcome.complaints() == []
    found = outcome.figures()
    assert found["kills"] == 2
    assert found["of these stored once"] == found["that can be had and must be stored"] >= 20
    assert found["alerts told"] >= 20
    assert found["digests told"] == 2
    assert found["answered 304"] >= 20


def test_each_fault_came_about(outcome: watching.Outcome) -> None:
    said = (outcome.run.folder / "said.jsonl").read_text(encoding="utf-8")
    for words in (
        "no network",
        "network is there again",
        "disk is full",
        "429",
        "desk can't be used",
        "in order again",
    ):
        assert words in said


def test_what_is_wrong_is_told(outcome: watching.Outcome, tmp_path: Path) -> None:
    day, title, body = outcome.channel.told[0]
    outcome.channel.told.append((day, title, body))
    outcome.urls[next(iter(outcome.urls))] += 1
    complaints = outcome.complaints()
    assert any(each.startswith("alerts told twice: ") for each in complaints)
    assert "stored twice: 1" in complaints
    assert "collection rows that do not add up: 1" in complaints
