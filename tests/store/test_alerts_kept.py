"""Alerts in the store: kept once, old where they were there before, listed page by page; mutes and marks."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from sqlalchemy import Connection, text

from legation.store import alerts, deliveries
from legation.store.alerts import Asked, Choice, Found, Watch
from legation.store.deliveries import Outcome
from legation.store.store import Store

AT, LATER = "2025-05-07T12:00:00Z", "2025-05-07T13:00:00Z"
DAY = "2025-05-07"
RULE = Watch("r", "", "mark")


@pytest.fixture
def store(tmp_path: Path) -> Store:
    made = Store.open(tmp_path / "news.db")
    made.tell(alerts.keep([], [RULE], "2025-05-01T00:00:00Z", "2025-05-01"))
    return made


def found(key: str, day: str | None = DAY, *subjects: str, rule: str = "r") -> Found:
    return Found(key, rule, "pressure", day, "{}", subjects)


def states(store: Store) -> dict[str, str]:
    return {each.key: each.state for each in store.ask(alerts.listed(Asked(), 100))}


def test_a_key_is_kept_once_and_only_what_is_new_comes_back(store: Store) -> None:
    assert store.tell(alerts.keep([found("a"), found("b")], [RULE], AT, DAY)) == ("a", "b")
    assert store.tell(alerts.keep([found("a"), found("c")], [RULE], LATER, DAY)) == ("c",)
    made = {each.key: each.made for each in store.ask(alerts.listed(Asked(), 100))}
    assert made == {"a": AT, "b": AT, "c": LATER}


def test_the_first_question_of_a_rule_is_its_baseline(store: Store) -> None:
    new = Watch("s", "", "mark")
    first = [found("a", rule="s"), found("due", "2025-05-08", rule="s"), found("never", None, rule="s")]
    assert store.tell(alerts.keep(first, [RULE, new], AT, DAY)) == ("due",)
    assert store.tell(alerts.keep([found("b", "2025-04-01", rule="s")], [RULE, new], LATER, DAY)) == ("b",)
    assert states(store) == {"a": "old", "due": "new", "never": "old", "b": "new"}


def test_a_rule_that_comes_back_as_it_was_has_no_second_baseline(store: Store) -> None:
    other = Watch("r", "", "other")
    assert store.tell(alerts.keep([found("a")], [other], AT, DAY)) == ()
    assert store.tell(alerts.keep([found("b")], [RULE], AT, DAY)) == ("b",)


def test_what_a_rule_begins_to_watch_has_a_baseline_of_its_own(store: Store) -> None:
    watched = [RULE, Watch("r", "actor:ALP", "")]
    assert store.tell(alerts.keep([found("a", DAY, "actor:ALP"), found("b")], watched, AT, DAY)) == ("b",)
    assert store.tell(alerts.keep([found("c", DAY, "actor:ALP")], watched, LATER, DAY)) == ("c",)


def test_a_change_that_fails_keeps_nothing(store: Store) -> None:
    def change(connection: Connection) -> None:
        alerts.keep([found("a")], [RULE], AT, DAY)(connection)
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        store.tell(change)
    assert states(store) == {}


def test_alerts_are_listed_page_by_page_and_narrowed(store: Store) -> None:
    for number in range(5):
        store.tell(alerts.keep([found(f"k{number}")], [RULE], f"2025-05-07T1{number}:00:00Z", DAY))
    pages = [[each.key for each in store.ask(alerts.listed(Asked(), 2, skip))] for skip in (0, 2, 4)]
    assert pages == [["k4", "k3"], ["k2", "k1"], ["k0"]]
    assert store.ask(alerts.count(Asked())) == 5
    assert store.ask(alerts.count(Asked(since="2025-05-07T13:00:00Z"))) == 2
    assert store.ask(alerts.count(Asked(before="2025-05-07T11:00:00Z"))) == 1
    assert store.ask(alerts.count(Asked(keys=("k1", "k3", "x")))) == 2
    assert store.ask(alerts.count(Asked(begins="k"))) == 5
    assert store.ask(alerts.count(Asked(begins="%"))) == 0
    assert store.ask(alerts.count(Asked(rule="s"))) == 0
    assert store.ask(alerts.count(Asked(kind="pressure", states=("old",)))) == 0
    store.tell(alerts.choose([Choice(key="k0", state="held", reason="why")], AT))
    assert [each.reason for each in store.ask(alerts.listed(Asked(states=("held",)), 9))] == ["why"]


def test_what_is_decided_is_decided_once(store: Store) -> None:
    store.tell(alerts.keep([found("a")], [RULE], AT, DAY))
    store.tell(alerts.choose([Choice(key="a", channels=("post", "chat"))], AT))
    store.tell(alerts.choose([Choice(key="a", state="held", reason="late")], LATER))
    assert states(store) == {"a": "new"}
    assert store.ask(alerts.undecided) == ()
    assert store.ask(alerts.chosen_since(AT)) == {"r": 1}
    assert store.ask(alerts.chosen_since(LATER)) == {}
    assert [each.channel for each in store.ask(deliveries.of(["a"]))] == ["chat", "post"]


def test_an_alert_stands_as_its_best_delivery(store: Store) -> None:
    store.tell(alerts.keep([found("a")], [RULE], AT, DAY))
    store.tell(alerts.choose([Choice(key="a", channels=("x", "y", "z"))], AT))
    seen = []
    for channel, state in (("x", "failed"), ("y", "unsure"), ("z", "sent")):
        assert store.tell(deliveries.trying(["a"], channel, AT)) == ("a",)
        assert store.tell(deliveries.trying(["a"], channel, AT)) == ()
        store.tell(deliveries.ended(["a"], channel, Outcome(state=state)))  # type: ignore[arg-type]
        seen.append(states(store)["a"])
    assert seen == ["new", "new", "sent"]


def test_only_what_was_being_sent_long_ago_is_doubted(store: Store) -> None:
    store.tell(alerts.keep([found("a"), found("b")], [RULE], AT, DAY))
    store.tell(alerts.choose([Choice(key=each, channels=("x",)) for each in "ab"], AT))
    store.tell(deliveries.trying(["a"], "x", AT))
    assert store.tell(deliveries.doubted("2025-05-07T11:59:59Z")) == ()
    assert store.tell(deliveries.doubted(AT)) == (("a", "x"),)
    assert states(store) == {"a": "unsure", "b": "new"}
    assert [delivery.alert for _, delivery in store.ask(deliveries.due(LATER))] == ["b"]
    assert store.ask(deliveries.next_due) == AT


def test_a_digest_takes_what_none_told_and_gives_it_back(store: Store) -> None:
    store.tell(alerts.keep([found("a")], [RULE], AT, DAY))
    store.tell(deliveries.digest_begun("2025-05-08", ["post"], LATER, ("digest", "one")))
    assert store.ask(alerts.count(Asked(digested="2025-05-08"))) == 1
    assert store.ask(alerts.count(Asked(untold=True))) == 0
    assert store.ask(alerts.mark("digest")) == "one"
    store.tell(deliveries.digest_lost("2025-05-08", ("digest", "two")))
    assert store.ask(alerts.count(Asked(untold=True))) == 1
    assert store.ask(alerts.mark("digest")) == "two"
    assert [each.alert for each in store.ask(deliveries.late_digests("digest 2025-05-09"))] == ["digest 2025-05-08"]
    assert store.ask(deliveries.late_digests("digest 2025-05-08")) == ()


def test_a_mute_replaces_the_one_before(store: Store) -> None:
    store.tell(alerts.muted("r", "2025-05-09", AT))
    store.tell(alerts.muted("r", None, LATER))
    assert [(each.what, each.until, each.made) for each in store.ask(alerts.mutes)] == [("r", None, LATER)]
    assert store.tell(alerts.unmuted("r"))
    assert not store.tell(alerts.unmuted("r"))
    assert store.ask(alerts.mark("nothing")) is None


def test_the_questions_of_every_round_read_no_whole_table(store: Store) -> None:
    """After months there are thousands of alerts, and a round comes every minute."""
    plans = {
        "alert_state": "SELECT * FROM alert WHERE alert.state = 'new' AND alert.chosen IS NULL",
        "alert_chosen": "SELECT rule, count(*) FROM alert WHERE chosen >= 'x' GROUP BY rule",
        "delivery_waiting": "SELECT * FROM delivery WHERE delivery.state = 'waiting' AND due <= 'x'",
        "delivery_trying": "UPDATE delivery SET state = 'x' WHERE delivery.state = 'trying' AND tried <= 'x'",
        "alert_undigested": "UPDATE alert SET digested = 'x' WHERE alert.digested IS NULL AND alert.state <> 'old'",
    }
    for index, query in plans.items():
        steps = store.ask(_plan(query))
        assert any(index in step for step in steps), (index, steps)


def test_lists_go_by_their_indexes(store: Store) -> None:
    plans = {
        "alert_state (state=": "SELECT * FROM alert WHERE state = 'held' ORDER BY made DESC, key LIMIT 9",
        "USING COVERING INDEX alert_state": "SELECT state, count(*) FROM alert GROUP BY state",
        "alert_made": "SELECT * FROM alert WHERE +alert.state IN ('held', 'sent') ORDER BY made DESC, key LIMIT 9",
        "USING COVERING INDEX alert_made": "SELECT key FROM alert ORDER BY made DESC, key LIMIT 9",
        "PRIMARY KEY (key>": "SELECT * FROM alert WHERE key >= 'a' AND key < 'b'",
    }
    for index, query in plans.items():
        steps = store.ask(_plan(query))
        assert any(index in step for step in steps), (index, steps)


def about(key: str, *actors: str) -> Found:
    return Found(key, "r", "pressure", DAY, json.dumps({"actors": actors, "title": 'IND and "PAK"'}))


def test_alerts_are_found_by_whom_they_are_about(store: Store) -> None:
    store.tell(alerts.keep([about("a", "IND"), about("b", "IND", "PAK"), about("c", "USA")], [RULE], AT, DAY))

    def keys(*actors: str) -> list[str]:
        return [each.key for each in store.ask(alerts.listed(Asked(actors=actors), 100))]

    assert (keys("IND"), keys("PAK"), keys("PAK", "USA"), keys("IN"), keys()) == (
        *(["a", "b"], ["b"], ["b", "c"], [], ["a", "b", "c"]),
    )


def test_a_list_goes_on_where_it_ended_and_is_counted_by_state(store: Store) -> None:
    store.tell(alerts.keep([found(each) for each in "abc"], [RULE], AT, DAY))
    store.tell(alerts.keep([found(each) for each in "xy"], [RULE], LATER, DAY))
    store.tell(alerts.choose([Choice(key="b", state="held", reason="too many")], LATER))
    rest, after = [], None
    for _ in range(5):
        for each in store.ask(alerts.listed(Asked(after=after), 2)):
            rest.append(each.key)
            after = (each.made, each.key)
    assert rest == ["x", "y", "a", "b", "c"]
    assert store.ask(alerts.by_state(Asked())) == {"new": 4, "held": 1}
    assert store.ask(alerts.by_state(Asked(since=LATER))) == {"new": 2}
    assert store.ask(alerts.keys(3)) == ("x", "y", "a")


def _plan(query: str) -> Callable[[Connection], list[str]]:
    """Ask how SQLite would answer a query."""
    return lambda connection: [row.detail for row in connection.execute(text(f"EXPLAIN QUERY PLAN {query}"))]
