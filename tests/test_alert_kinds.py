"""The kinds of alert are those that a desk may ask for, with bounds that hold their defaults."""

from legation.alert_kinds import alert_kinds
from legation.desk import thresholds
from legation.desk_alerts import FILE as NUMBERS
from legation.desk_alerts import OPTIONS
from legation.limits import limits
from legation.view.alerting.limits import limits as found_limits
from legation.view.alerting.rules import KINDS


def test_the_kinds_of_alert() -> None:
    assert list(alert_kinds()) == [
        "silence-ended",
        "pressure",
        "tension",
        "relief",
        "prediction-due",
        "contradiction",
        "first-statement",
    ]


def test_each_kind_says_what_it_means_and_takes_options_that_rules_have() -> None:
    for kind in alert_kinds().values():
        assert kind.title[0].isupper()
        assert kind.means[0].islower()
        assert kind.takes <= set(OPTIONS)
        assert (kind.threshold is not None) == ("threshold" in kind.takes)
        assert kind.origins is None or limits(NUMBERS)["origins"].holds(kind.origins)


def test_thresholds_of_kinds_are_those_of_the_desk() -> None:
    named = {kind.id: kind.named for kind in alert_kinds().values() if kind.named}
    assert named == {
        "silence-ended": "silence_days",
        "tension": "tension",
        "relief": "tension",
        "prediction-due": "due_days",
    }
    assert all(alert_kinds()[kind].threshold == thresholds()[name] for kind, name in named.items() if name)


def test_each_kind_is_found_by_a_rule_with_a_weight_and_the_same_number_of_days() -> None:
    assert set(KINDS) == set(alert_kinds()) == set(found_limits().weights)
    first = alert_kinds()["first-statement"].threshold
    assert first is not None
    assert first.default == found_limits().first.days


def test_all_numbers_of_the_watch_hold_their_defaults() -> None:
    assert all(limit.holds(limit.default) and limit.means for limit in limits(NUMBERS).values())
