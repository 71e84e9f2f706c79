"""What the watch calls: it tells in lines what was sent, and goes on when a desk or a channel is broken."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from legation import knowledge
from legation.desk import Desk
from legation.errors import DeskError
from legation.knowledge import Knowledge
from legation.store.store import Store
from legation.view.alerting import rules
from legation.view.alerting.alert import Alert
from legation.view.alerting.telling import Telling
from legation.watches import Channel, Rule
from mailroom import HOST, NOON, alert, desk, free_port, mail_server, morning


@pytest.fixture
def found(monkeypatch: pytest.MonkeyPatch) -> list[Alert]:
    """What the rules find; a test may change it."""
    made: list[Alert] = []
    monkeypatch.setattr(rules, "found", lambda *_: tuple(made))
    return made


@pytest.fixture(scope="module")
def tables() -> Knowledge:
    return knowledge.load()


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with Store.open(tmp_path / "news.db") as made:
        yield made


def with_channel(address: str, **values: object) -> Desk:
    plan = desk(channels=(Channel(id="post", address=address),), digest=morning())
    return replace(plan, alerting=replace(plan.alerting, **values)) if values else plan  # type: ignore[arg-type]


def test_it_sends_alerts_and_the_digest_and_says_so(store: Store, tables: Knowledge, found: list[Alert]) -> None:
    with mail_server() as (port, taken):
        plan = with_channel(f"mailto://{HOST}:{port}/?to=a@example.org&from=b@example.org")
        telling = Telling(store, tables)
        telling.check(plan)
        assert list(telling(plan, NOON)) == []
        found += [alert("A"), alert("B")]
        assert list(telling(plan, NOON + timedelta(minutes=5))) == ["alerts: 2 sent"]
        assert list(telling(plan, NOON + timedelta(hours=20))) == ["the digest was sent by 1 channel"]
        assert telling.due() is None
    assert [each.mail["Subject"] for each in taken] == [
        "B ended its silence on the dam",
        "A ended its silence on the dam",
        "The river desk, 8 May 2025: 2 alerts, nothing was read",
    ]
    assert "* B ended its silence on the dam" in taken[2].part("plain")


def test_a_dead_channel_is_named_and_tried_again(store: Store, tables: Knowledge, found: list[Alert]) -> None:
    plan = with_channel(f"mailto://{HOST}:{free_port()}/?to=a@example.org&from=b@example.org")
    telling = Telling(store, tables)
    list(telling(plan, NOON))
    found.append(alert("A"))
    lines = list(telling(plan, NOON))
    assert lines == [
        "alerts: 1 not sent yet",
        "channel 'post': the server refused the connection; it is tried again",
    ]
    assert telling.due() == NOON + timedelta(seconds=60)


def test_a_channel_that_breaks_later_leaves_the_one_before_in_force(
    store: Store, tables: Knowledge, found: list[Alert]
) -> None:
    with mail_server() as (port, taken):
        good = with_channel(f"mailto://{HOST}:{port}/?to=a@example.org&from=b@example.org")
        broken = with_channel("slack://nothing")
        telling = Telling(store, tables)
        list(telling(good, NOON))
        found.append(alert("A"))
        first, *rest = telling(broken, NOON)
        assert first.startswith("channel 'post': ")
        assert first.endswith("; the channels and rules before stay in force")
        assert rest == ["alerts: 1 sent"]
        assert list(telling(broken, NOON)) == []
        quiet = replace(good, alerting=replace(good.alerting, rules=(Rule(id="talk", on="silence-ended", muted=True),)))
        found.append(alert("B"))
        assert list(telling(quiet, NOON)) == ["alerts: 1 muted"]
    assert len(taken) == 1


def test_a_channel_that_is_broken_from_the_beginning_is_refused(
    store: Store, tables: Knowledge, found: list[Alert]
) -> None:
    with pytest.raises(DeskError, match="channel 'post'"):
        Telling(store, tables).check(with_channel("slack://nothing"))
