"""Alerts are kept once, decided once, and told at most once by a channel, whatever fails or stops in between."""

import threading
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from legation.errors import QueryError
from legation.store import alerts as stored
from legation.store import deliveries
from legation.store.alerts import Asked
from legation.view.alerting.letter import Letter
from legation.view.alerting.outcomes import Came
from legation.view.alerting.sending import Alerter
from legation.watches import Channel, Rule
from mailroom import NOON, Room, Taker, alert, desk, room

REFUSED = Came(state="failed", reason="the server refused the connection")


def states(made: Room) -> dict[str, str]:
    """How each alert stands, by its group."""
    return {each.key.partition("|")[2].partition("@")[0]: each.state for each in kept(made)}


def kept(made: Room) -> tuple[stored.Kept, ...]:
    return made.store.ask(stored.listed(Asked(), 1000))


def reasons(made: Room) -> list[str]:
    return [each.reason or "" for each in kept(made)]


def test_news_is_sent_once(tmp_path: Path) -> None:
    made = room(tmp_path)
    made.found = [alert("A"), alert("B")]
    told = made.alerter.after(made.now)
    assert (told.new, len(told.sent), told.messages) == (2, 2, 2)
    assert str(told) == "2 sent"
    assert str(made.alerter.after(made.later(minutes=5))) == ""
    assert str(made.again().after(made.later(days=3))) == ""
    assert made.titles == ["B ended its silence on the dam", "A ended its silence on the dam"]


def test_what_was_there_before_a_rule_was_asked_is_no_news(tmp_path: Path) -> None:
    made = room(tmp_path)
    made.changed(rules=(Rule(id="talk", on="silence-ended"), Rule(id="press", on="pressure")))
    due = alert("due", rule="press", day="2025-05-12")
    made.found = [alert("before", rule="press"), alert("undated", rule="press", day=None), due]
    made.alerter.after(made.now)
    assert states(made) == {"before": "old", "undated": "old", "due": "sent"}
    made.found = [*made.found, alert("after", rule="press")]
    made.alerter.after(made.later(minutes=5))
    assert states(made)["after"] == "sent"
    assert len(made.ways[0].got) == 2


def test_a_changed_rule_sends_nothing_again(tmp_path: Path) -> None:
    made = room(tmp_path)
    made.changed(rules=(Rule(id="talk", on="silence-ended", origins=2, at_most=50),))
    made.found = [alert(f"A{number}") for number in range(8)]
    assert str(made.alerter.after(made.now)) == ""
    assert set(states(made).values()) == {"old"}


def test_other_channels_or_caps_make_no_other_rule(tmp_path: Path) -> None:
    made = room(tmp_path)
    made.changed(rules=(Rule(id="talk", on="silence-ended", at_most=9, channels=("post",)),))
    made.found = [alert("A")]
    assert len(made.alerter.after(made.now).sent) == 1


def test_an_actor_that_is_watched_from_now_on_brings_no_old_things(tmp_path: Path) -> None:
    made = room(tmp_path)
    made.changed(rules=(Rule(id="talk", on="silence-ended", actors=("ALP", "BET")),))
    made.found = [alert("old", actors=("BET",)), alert("mine", actors=("ALP",))]
    made.alerter.after(made.now)
    assert states(made) == {"old": "old", "mine": "sent"}


def test_what_belongs_together_is_one_message_with_the_most_urgent_first(tmp_path: Path) -> None:
    made = room(tmp_path)
    made.found = [
        alert("one", group="G", weight=1),
        alert("two", group="G", weight=3),
        alert("other", group="H", weight=2),
    ]
    made.alerter.after(made.now)
    assert made.titles == ["two ended its silence on the dam (+1 more)", "other ended its silence on the dam"]


def test_caps_of_a_rule_and_of_the_desk_hold_back_the_least_urgent(tmp_path: Path) -> None:
    rules = (Rule(id="talk", on="silence-ended", at_most=2), Rule(id="press", on="pressure", at_most=9))
    made = room(tmp_path, alerting={"rules": rules, "at_most": 4})
    made.found = [alert(f"t{weight}", weight=weight) for weight in (5, 4, 3)]
    made.found += [alert(f"p{weight}", rule="press", weight=weight) for weight in (2.9, 2.8, 2.7)]
    told = made.alerter.after(made.now)
    assert (len(told.sent), told.held) == (4, 2)
    assert {name for name, state in states(made).items() if state == "held"} == {"t3", "p2.7"}
    assert {reason for reason in reasons(made) if reason} == {
        "the rule talk sends at most 2 a day",
        "the desk sends at most 4 a day",
    }


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("2025-05-07T21:59:00Z", "2025-05-07T22:01:00Z"),  # midnight in Berlin in summer
        ("2025-01-07T22:59:00Z", "2025-01-07T23:01:00Z"),  # and in winter
        ("2025-03-29T23:30:00Z", "2025-03-30T22:01:00Z"),  # over a day of 23 hours
        ("2025-10-25T22:30:00Z", "2025-10-26T23:01:00Z"),  # over a day of 25 hours
    ],
)
def test_a_cap_begins_anew_at_midnight_of_the_desk(tmp_path: Path, before: str, after: str) -> None:
    made = room(tmp_path, alerting={"rules": (Rule(id="talk", on="silence-ended", at_most=1),)})
    first, second = datetime.fromisoformat(before), datetime.fromisoformat(after)
    made.found = [alert("A", day=before[:10])]
    made.alerter.after(first)
    made.found.append(alert("B", day=before[:10]))
    made.alerter.after(second - timedelta(minutes=2))
    made.found.append(alert("C", day=after[:10]))
    made.alerter.after(second)
    assert states(made) == {"A": "sent", "B": "held", "C": "sent"}


def test_a_muted_rule_is_kept_and_not_sent_until_its_day_is_over(tmp_path: Path) -> None:
    rule = Rule(id="talk", on="silence-ended", muted=True, until=date(2025, 5, 7))
    made = room(tmp_path, alerting={"rules": (rule,)})
    made.found = [alert("A")]
    assert str(made.alerter.after(datetime(2025, 5, 7, 21, 59, tzinfo=UTC))) == "1 muted"
    made.found.append(alert("B"))
    made.alerter.after(datetime(2025, 5, 7, 22, 0, tzinfo=UTC))  # the next day in Berlin
    assert states(made) == {"A": "muted", "B": "sent"}
    assert "talk is muted until 2025-05-07" in reasons(made)


@pytest.mark.parametrize("what", ["talk", "silence-ended", "ALP", "dam", "silence-ended|A@talk"])
def test_rules_kinds_actors_issues_and_single_alerts_can_be_muted(tmp_path: Path, what: str) -> None:
    made = room(tmp_path)
    made.store.tell(stored.muted(what, None, "2025-05-07T00:00:00Z"))
    made.found = [alert("A", issue="dam")]
    made.alerter.after(made.now)
    assert states(made) == {"A": "muted"}
    assert made.store.tell(stored.unmuted(what))
    made.found.append(alert("B", issue="dam"))
    made.alerter.after(made.later(minutes=1))
    assert states(made) == {"A": "muted", "B": "sent"}


def test_a_mute_ends_after_its_day(tmp_path: Path) -> None:
    made = room(tmp_path)
    made.store.tell(stored.muted("talk", "2025-05-06", "2025-05-01T00:00:00Z"))
    made.found = [alert("A")]
    made.alerter.after(made.now)
    assert states(made) == {"A": "sent"}


def test_a_rule_goes_to_its_own_channels(tmp_path: Path) -> None:
    post, chat = Taker(), Taker(channel="chat")
    rules = (Rule(id="talk", on="silence-ended", channels=("chat",)), Rule(id="press", on="pressure"))
    channels = (Channel(id="post", address="json://x/"), Channel(id="chat", address="json://y/"))
    made = room(tmp_path, ways=[post, chat], alerting={"rules": rules, "channels": channels})
    made.found = [alert("A"), alert("B", rule="press")]
    told = made.alerter.after(made.now)
    assert (len(told.sent), told.messages) == (2, 3)
    assert [each.subject[0] for each in post.got] == ["B"]
    assert [each.subject[0] for each in chat.got] == ["B", "A"]


def test_without_a_channel_alerts_are_held_and_say_so(tmp_path: Path) -> None:
    made = room(tmp_path, ways=[], alerting={"channels": ()})
    made.found = [alert("A")]
    made.alerter.after(made.now)
    assert [(each.state, each.reason) for each in kept(made)] == [
        ("held", "the desk names no channel for the rule talk")
    ]


def test_a_channel_that_fails_is_tried_again_with_growing_pauses_and_given_up(tmp_path: Path) -> None:
    other = Taker(channel="chat")
    channels = (Channel(id="post", address="json://x/"), Channel(id="chat", address="json://y/"))
    post = Taker(answers=[REFUSED] * 99)
    made = room(tmp_path, ways=[post, other], alerting={"channels": channels})
    made.found = [alert("A")]
    told = made.alerter.after(made.now)
    assert told.complaints == ("channel 'post': the server refused the connection; it is tried again",)
    assert len(other.got) == 1
    pauses = []
    for _ in range(20):
        due = made.alerter.due()
        if due is None:
            break
        pauses.append((due - made.now).total_seconds())
        assert str(made.alerter.after(due - timedelta(seconds=1))) == ""
        made.now = due
        told = made.alerter.after(due)
    assert pauses == [60, 300, 1800, 7200]
    assert told.complaints == ("channel 'post': the server refused the connection; it is given up",)
    delivered = {each.channel: each for each in made.store.ask(deliveries.of(["silence-ended|A@talk"]))}
    assert (delivered["post"].state, delivered["post"].attempts) == ("failed", 5)
    assert delivered["chat"].state == "sent"
    assert states(made) == {"A": "sent"}
    assert len(other.got) == 1


def test_an_alert_that_no_channel_took_has_failed(tmp_path: Path) -> None:
    made = room(tmp_path, ways=[Taker(answers=[REFUSED] * 99)])
    made.found = [alert("A")]
    made.alerter.after(made.now)
    for _ in range(9):
        made.alerter.after(made.later(hours=3))
    assert states(made) == {"A": "failed"}


def test_a_channel_that_comes_back_gets_what_waited(tmp_path: Path) -> None:
    made = room(tmp_path, ways=[Taker(answers=[REFUSED])])
    made.found = [alert("A"), alert("B"), alert("C")]
    told = made.alerter.after(made.now)
    assert len(told.waiting) == 1
    assert made.titles == []  # the others wait too: a dead channel costs one attempt a round
    made.again().after(made.later(seconds=61))
    assert sorted(each[0] for each in made.titles) == ["A", "B", "C"]
    assert all(each.attempts <= 2 for each in made.store.ask(deliveries.of([a.key for a in made.found])))


def test_a_channel_that_raises_has_failed_and_is_named(tmp_path: Path) -> None:
    made = room(tmp_path, ways=[Taker(answers=[ZeroDivisionError("of the library")])])
    made.found = [alert("A")]
    assert made.alerter.after(made.now).complaints == (
        "channel 'post': the way to it failed (ZeroDivisionError); it is tried again",
    )
    made.alerter.after(made.later(minutes=2))
    assert len(made.titles) == 1


def test_what_may_have_arrived_is_never_sent_again(tmp_path: Path) -> None:
    unsure = Came(state="unsure", reason="the server took the mail and did not answer")
    made = room(tmp_path, ways=[Taker(answers=[unsure])])
    made.found = [alert("A")]
    told = made.alerter.after(made.now)
    assert told.complaints == ("channel 'post': the server took the mail and did not answer; it is not sent again",)
    made.again().after(made.later(days=1))
    assert states(made) == {"A": "unsure"}
    assert len(made.titles) == 1


class Stopped(BaseException):
    """The program is killed."""


def killed_at(monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    def kill(*_: Any) -> Callable[..., Any]:
        raise Stopped

    monkeypatch.setattr(deliveries, name, kill)


def test_a_crash_after_the_message_left_makes_it_unsure(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    made = room(tmp_path)
    made.found = [alert("A")]
    with monkeypatch.context() as patch:
        killed_at(patch, "ended")
        with pytest.raises(Stopped):
            made.alerter.after(made.now)
    assert len(made.titles) == 1
    made.again().after(made.later(seconds=10))  # whoever else sends may still be at it
    assert states(made) == {"A": "new"}
    made.again().after(made.later(minutes=10))
    assert states(made) == {"A": "unsure"}
    assert len(made.titles) == 1
    (delivery,) = made.store.ask(deliveries.of(["silence-ended|A@talk"]))
    assert delivery.reason == deliveries.CRASHED


@pytest.mark.parametrize("where", ["trying", "due"])
def test_a_crash_before_the_message_left_loses_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, where: str
) -> None:
    made = room(tmp_path)
    made.found = [alert("A")]
    with monkeypatch.context() as patch:
        killed_at(patch, where)
        with pytest.raises(Stopped):
            made.alerter.after(made.now)
    assert made.titles == []
    made.found = []  # it is kept, whatever the rules find now
    made.again().after(made.later(minutes=1))
    assert len(made.titles) == 1


def test_a_crash_between_keeping_and_deciding_loses_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    made = room(tmp_path)
    made.found = [alert("A")]
    with monkeypatch.context() as patch:
        patch.setattr(stored, "choose", lambda *_: (_ for _ in ()).throw(Stopped))
        with pytest.raises(Stopped):
            made.alerter.after(made.now)
    made.again().after(made.later(minutes=1))
    assert states(made) == {"A": "sent"}


def test_two_programs_over_one_store_tell_it_once(tmp_path: Path) -> None:
    made = room(tmp_path)
    made.found = [alert(f"A{number}", group=f"g{number}") for number in range(5)]
    gate = threading.Barrier(2)

    def run(alerter: Alerter) -> None:
        gate.wait()
        alerter.after(made.now)

    threads = [threading.Thread(target=run, args=(each,)) for each in (made.again(), made.again())]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(made.titles) == 5


def test_a_slow_channel_holds_up_nobody_and_gets_nothing_more(tmp_path: Path) -> None:
    go = threading.Event()

    class Slow(Taker):
        def send(self, letter: Letter) -> Came:
            go.wait(10)
            return super().send(letter)

    slow, quick = Slow(channel="slow"), Taker(channel="quick")
    channels = (Channel(id="slow", address="json://x/"), Channel(id="quick", address="json://y/"))
    made = room(tmp_path, ways=[slow, quick], alerting={"channels": channels})
    made.deadline = 0.2
    made.again()
    made.found = [alert("A"), alert("B")]
    began = datetime.now(UTC)
    told = made.alerter.after(made.now)
    assert (datetime.now(UTC) - began).total_seconds() < 2
    assert len(quick.got) == 2
    assert told.complaints == ("channel 'slow': it did not end in time; it is not sent again",)
    made.alerter.after(made.later(minutes=2))  # it still hangs: the other alert waits
    assert slow.got == []
    due = made.alerter.due()
    assert due is not None
    assert due > made.now
    go.set()
    for _ in range(100):
        if slow.got:
            break
        threading.Event().wait(0.02)
    made.alerter.after(made.later(minutes=2))
    assert len(slow.got) == 2


def test_a_channel_that_left_the_desk_is_given_up(tmp_path: Path) -> None:
    made = room(tmp_path, ways=[Taker(answers=[REFUSED])])
    made.found = [alert("A")]
    made.alerter.after(made.now)
    made.ways = [Taker(channel="other")]
    made.again().after(made.later(minutes=5))
    (delivery,) = made.store.ask(deliveries.of(["silence-ended|A@talk"]))
    assert (delivery.state, delivery.reason) == ("failed", "the desk has no channel post any more")


def test_a_rule_that_can_not_be_asked_does_not_hold_up_what_waits(tmp_path: Path) -> None:
    made = room(tmp_path, ways=[Taker(answers=[REFUSED])])
    made.found = [alert("A")]
    made.alerter.after(made.now)

    def broken(_: datetime) -> tuple[Any, ...]:
        raise QueryError("no such actor")

    alerter = Alerter(made.store, desk(), broken, ways=made.ways)
    with pytest.raises(QueryError):
        alerter.after(made.later(minutes=2))
    assert len(made.titles) == 1


def test_a_thousand_alerts_at_once_are_capped(tmp_path: Path) -> None:
    made = room(tmp_path)
    made.found = [alert(f"A{number}") for number in range(1000)]
    told = made.alerter.after(NOON)
    assert (told.new, len(told.sent), told.held) == (1000, 5, 995)
