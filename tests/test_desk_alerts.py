"""What a desk says of alerts is read whole or refused, each mistake with its line, and no password is ever repeated."""

from datetime import date, time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from legation import desk_alerts
from legation.desk_alerts import Known
from legation.errors import DeskError
from legation.toml_tables import Entry, Sheet
from legation.watches import Alerting, Channel, Digest

CHANNEL = '[[channels]]\nid = "mail"\nurl = "mailtos://desk:secret@example.org"\n'
ALERTS = f"""
{CHANNEL}
[[channels]]
id = "chat"
env = "LEGATION_CHAT"

[alerting]
at_most = 7

[digest]
at = "07:00"
channels = ["mail"]

[[alerts]]
on = "tension"
actors = ["India", "PAK", "IND"]
threshold = 3
channels = ["mail", "chat"]
[[alerts]]
on = "tension"
id = "quiet"
muted = true
until = 2025-06-01
origins = 4
at_most = 0
[[alerts]]
on = "tension"
[[alerts]]
on = "pressure"
issues = ["talks"]
"""


def read(text: str) -> Alerting:
    sheet = Sheet("desk.toml", text)

    def actor(entry: Entry, key: str, name: str) -> str | None:
        if name not in ("India", "IND", "PAK"):
            sheet.refuse(entry, key, f"'{name}' is nobody")
            return None
        return "IND" if name == "India" else name

    measures = {"tension": 2.0, "origins": 2, "silence_days": 7, "position_change": 2, "due_days": 9}
    found = desk_alerts.alerting(sheet, Known(actor=actor, issues=("talks", "water"), thresholds=measures))
    sheet.check()
    return found


def complaints(text: str) -> list[str]:
    with pytest.raises(DeskError) as caught:
        read(text)
    return list(caught.value.complaints)


def alert(*lines: str) -> str:
    return "\n".join(("[[alerts]]", *lines))


def test_channels_rules_and_the_digest() -> None:
    found = read(ALERTS)
    assert found.channels == (
        Channel(id="mail", address="mailtos://desk:secret@example.org"),
        Channel(id="chat", variable="LEGATION_CHAT"),
    )
    assert (found.digest, found.at_most) == (Digest(at=time(7), channels=("mail",)), 7)
    first, quiet, third, pressed = found.rules
    assert [each.id for each in found.rules] == ["tension", "quiet", "tension-2", "pressure"]
    assert (first.actors, first.threshold, first.channels) == (("IND", "PAK"), 3.0, ("mail", "chat"))
    assert (quiet.muted, quiet.until, quiet.origins, quiet.at_most) == (True, date(2025, 6, 1), 4, 0)
    assert (third.threshold, third.origins, third.at_most) == (2.0, 2, 5)
    assert (pressed.on, pressed.issues, pressed.origins, pressed.threshold) == ("pressure", ("talks",), 2, None)


def test_a_desk_without_alerts_has_none() -> None:
    assert read("") == Alerting()


def test_a_rule_is_measured_against_the_desk_where_it_says_nothing() -> None:
    due, ended = read(alert('on = "prediction-due"', '[[alerts]]\non = "silence-ended"')).rules
    assert (due.threshold, due.origins, ended.threshold, ended.origins) == (9.0, 1, 7.0, 1)


def test_a_rule_without_id_keeps_off_the_ids_that_are_given() -> None:
    text = alert('on = "pressure"', '[[alerts]]\non = "pressure"', '[[alerts]]\non = "tension"\nid = "pressure-2"')
    assert [each.id for each in read(text).rules] == ["pressure", "pressure-3", "pressure-2"]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (
            alert('on = "tensoin"'),
            "line 2: alerts: on: 'tensoin' is no kind of alert; did you mean 'tension'? (known: silence-ended, ",
        ),
        (alert('id = "a"'), "line 1: alerts: it lacks on"),
        (alert('on = "tension"', 'id = "a b"'), "line 3: alerts: id: expected letters, digits, - and _, found 'a b'"),
        (
            alert('on = "tension"', 'id = "a"', '[[alerts]]\non = "pressure"\nid = "a"'),
            "line 6: alerts: id: 'a' stands there twice",
        ),
        (alert('on = "tension"', 'actors = ["Nobody"]'), "line 3: alerts: actors: 'Nobody' is nobody"),
        (
            alert('on = "pressure"', 'issues = ["tlks"]'),
            "line 3: alerts: issues: 'tlks' is no issue of this desk; did you mean 'talks'?; there are talks, water",
        ),
        (
            alert('on = "pressure"', 'channels = ["mail"]'),
            "line 3: alerts: channels: 'mail' is no channel of this desk; the desk has none: add [[channels]]",
        ),
        (
            CHANNEL + alert('on = "pressure"', 'channels = ["mial"]'),
            "line 6: alerts: channels: 'mial' is no channel of this desk; did you mean 'mail'?; there are mail",
        ),
        (
            alert('on = "pressure"', "threshold = 2"),
            "line 3: alerts: threshold: an alert on pressure has no use for it; of these it takes actors, issues, ",
        ),
        (
            alert('on = "tension"', 'issues = ["talks"]'),
            "an alert on tension has no use for it; of these it takes actors, origins, threshold",
        ),
        (
            alert('on = "tension"', "threshold = 0"),
            "line 3: alerts: threshold: expected a number from 0.1 to 20.0, found 0",
        ),
        (alert('on = "prediction-due"', "threshold = 1.5"), "expected a whole number from 0 to 3650, found 1.5"),
        (alert('on = "tension"', "threshold = nan"), "expected a number from 0.1 to 20.0, found nan"),
        (
            alert('on = "tension"', "origins = 0"),
            "line 3: alerts: origins: expected a whole number from 1 to 100, found 0",
        ),
        (
            alert('on = "tension"', "at_most = -1"),
            "line 3: alerts: at_most: expected a whole number from 0 to 1000, found -1",
        ),
        (
            alert('on = "tension"', "until = 2025-01-01"),
            "line 3: alerts: until: it ends a muting: expected muted = true beside it",
        ),
        (alert('on = "tension"', "muted = false", "until = 2025-01-01"), "line 4: alerts: until: it ends a muting"),
        (alert('on = "tension"', 'muted = "yes"'), "line 3: alerts: muted: expected true or false, found 'yes'"),
        ("[alerting]\nat_most = 1001", "line 2: alerting: at_most: expected a whole number from 0 to 1000, found 1001"),
        (CHANNEL + '[digest]\nchannels = ["mail"]', "line 4: digest: it lacks at: a time of day"),
        ("[[digest]]", "line 1: digest: expected one table [digest], found more than one"),
        ('[digest]\nat = "07:00"', "line 1: digest: it lacks channels"),
        (
            CHANNEL + '[digest]\nat = "7am"\nchannels = ["mail"]',
            "line 5: digest: at: expected a time of day, as \"07:00\", found '7am'",
        ),
        (CHANNEL + '[digest]\nat = "07:00"\nchannels = ["mall"]', "line 6: digest: channels: 'mall' is no channel"),
        ('[[channels]]\nurl = "json://localhost"', "line 1: channels: it lacks id"),
        ('[[channels]]\nid = "a"', "line 1: channels: expected either url or env, found neither"),
        (
            '[[channels]]\nid = "a"\nurl = "json://localhost"\nenv = "A"',
            "line 1: channels: expected either url or env, found both",
        ),
        (
            '[[channels]]\nid = "a"\nenv = "$A"',
            "line 3: channels: env: expected the name of an environment variable, as LEGATION_MAIL",
        ),
        ('[[channels]]\nid = "a b"\nenv = "A"', "line 2: channels: id: expected letters, digits, - and _, found 'a b'"),
        (CHANNEL + CHANNEL, "line 5: channels: id: 'mail' stands there twice"),
    ],
)
def test_what_is_wrong_is_named_with_its_place(text: str, told: str) -> None:
    (found,) = complaints(text)
    assert found.startswith("desk.toml, line ")
    assert told in found


@pytest.mark.parametrize(
    "text",
    [
        '[[channels]]\nid = "a"\nurl = "desk:secret@example.org"',
        '[[channels]]\nid = "a"\nurl = "mailtos://desk:secret@example.org and more"',
        '[[channels]]\nid = "a"\nurl = ["mailtos://desk:secret@example.org"]',
        '[[channels]]\nid = "a"\nenv = "mailtos://desk:secret@example.org"',
        '[[channels]]\nid = "mailtos://desk:secret@example.org"\nenv = "A"',
        alert('on = "tension"', 'channels = ["mailtos://desk:secret@example.org"]'),
        CHANNEL + alert('on = "tension"', 'channels = ["mailtos://desk:secret@example.org"]'),
        '[[channels]]\nid = "a"\nulr = "mailtos://desk:secret@example.org"',
        '[[channels]]\nid = "a"\nurl = "mailtos://desk:secret@example.org',
    ],
)
def test_no_complaint_repeats_what_may_be_a_password(text: str) -> None:
    assert "secret" not in "\n".join(complaints(text))


def test_no_representation_shows_the_address_of_a_channel() -> None:
    assert "secret" not in repr(read(ALERTS))


def test_all_complaints_come_at_once_in_the_order_of_the_file() -> None:
    text = '[[alerts]]\non = "x"\n[[alerts]]\non = "tension"\norigins = 0\nthreshold = 99\n[[channels]]\nid = "a"\n'
    assert [each.split(":")[0] for each in complaints(text)] == [f"desk.toml, line {n}" for n in (2, 5, 6, 7)]


@given(st.lists(st.sampled_from([None, "tension", "tension-2", "tension-3", "a"]), max_size=6))
def test_ids_of_rules_are_never_the_same(given_ids: list[str | None]) -> None:
    ids = [name for name in given_ids if name]
    text = "\n".join(alert('on = "tension"', f'id = "{name}"' if name else "") for name in given_ids)
    if len(set(ids)) < len(ids):
        assert "stands there twice" in complaints(text)[0]
        return
    found = [rule.id for rule in read(text).rules]
    assert len(set(found)) == len(found) == len(given_ids)
    assert [mine for mine, name in zip(found, given_ids, strict=True) if name] == ids
