"""`legation alerts` and `legation digest`: what was told, how to hear less of it, and whether the channels work."""

import csv
import io
import json
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from functools import cache
from pathlib import Path

import pytest

from legation import knowledge
from legation.store import alerts as stored
from legation.store.store import Store
from legation.view.alerting.letter import short
from legation.view.alerting.outcomes import Came
from legation.view.cli import run
from mailroom import HOST, Room, Taker, alert, desk, free_port, mail_server, web_hook

DESK = """
[desk]
name = "The river desk"
[watch]
zone = "Europe/Berlin"
[[actors]]
id = "India"
[[issues]]
id = "dam"
words = ["dam"]
[[alerts]]
on = "silence-ended"
id = "talk"
"""


_load = cache(knowledge.load)


@pytest.fixture(autouse=True)
def loaded_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """The tables take a while to load, and no command here changes them."""
    monkeypatch.setattr(knowledge, "load", _load)


@pytest.fixture
def db(tmp_path: Path) -> Path:
    """A store with one alert that was sent, one that is perhaps sent, and one that is held back."""
    file = tmp_path / "news.db"
    with Store.open(file) as store:
        unsure = Came(state="unsure", reason="the server took the mail and did not answer")
        room = Room(store, desk(at_most=2), [Taker(answers=[Came(state="sent"), unsure])], now=datetime.now(UTC))
        room.alerter.after(room.now - timedelta(hours=2))
        room.found = [alert("A", weight=3), alert("B", weight=2), alert("C", weight=1)]
        room.alerter.after(room.now)
    return file


@pytest.fixture
def file(tmp_path: Path) -> Path:
    made = tmp_path / "desk.toml"
    made.write_text(DESK)
    return made


def channels(file: Path, *addresses: str) -> Path:
    """Add channels to a desk."""
    tables = [f'[[channels]]\nid = "c{number}"\nurl = "{address}"\n' for number, address in enumerate(addresses)]
    file.write_text(DESK + "".join(tables))
    return file


def called(capsys: pytest.CaptureFixture[str], words: Sequence[str], code: int = 0) -> tuple[str, str]:
    assert run(words) == code
    shown = capsys.readouterr()
    return shown.out, shown.err


def id_of(name: str) -> str:
    return short(alert(name).key)


def test_the_list_shows_what_was_sent_and_why_the_rest_was_not(db: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out, err = called(capsys, ["alerts", "list", "--db", str(db)])
    assert all(words in out for words in ("B ended its silence", "perhaps", "held back", id_of("A")))
    assert "3 alerts" in err
    out, err = called(capsys, ["alerts", "list", "--state", "held", "--db", str(db)])
    assert id_of("C") in out
    assert id_of("A") not in out
    assert "1 alert\n" in err
    _, err = called(capsys, ["alerts", "list", "--limit", "1", "--db", str(db)])
    assert "1 of 3 alerts; --limit shows more" in err


def test_the_list_as_json_and_csv_has_all_of_it(db: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out, _ = called(capsys, ["alerts", "list", "--json", "--db", str(db)])
    found = {each["group"]: each for each in json.loads(out)}
    assert [delivery["state"] for delivery in found["B"]["deliveries"]] == ["unsure"]
    assert found["C"]["reason"] == "the desk sends at most 2 a day"
    assert found["A"]["proofs"][0]["publisher"] == "The Sample Courier"
    out, _ = called(capsys, ["alerts", "list", "--csv", "--db", str(db)])
    rows = list(csv.DictReader(io.StringIO(out)))
    assert sorted(row["state"] for row in rows) == ["held back", "perhaps sent already", "sent"]
    _, err = called(capsys, ["alerts", "list", "--json", "--csv", "--db", str(db)], 2)
    assert "choose one" in err


def test_nothing_to_list_says_what_to_do(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    Store.open(tmp_path / "empty.db").close()
    out, err = called(capsys, ["alerts", "list", "--db", str(tmp_path / "empty.db")])
    assert out == ""
    assert "no alert yet; `legation watch` raises them" in err
    _, err = called(capsys, ["alerts", "list", "--since", "yesterday", "--db", str(tmp_path / "empty.db")], 2)
    assert "'yesterday' is no day" in err


def test_one_alert_is_shown_in_full_by_the_beginning_of_its_id(db: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out, _ = called(capsys, ["alerts", "show", id_of("B")[:5], "--db", str(db)])
    assert "B ended its silence on the dam" in out
    assert "Because: B had said nothing for 9 days." in out
    assert "> “We are ready, B said.”" in out
    assert "post: perhaps sent already" in out
    assert "the server took the mail and did not answer" in out
    out, _ = called(capsys, ["alerts", "show", alert("C").key, "--db", str(db)])
    assert "held back; the desk sends at most 2 a day" in out
    out, _ = called(capsys, ["alerts", "show", id_of("A"), "--json", "--db", str(db)])
    assert json.loads(out)["id"] == id_of("A")
    _, err = called(capsys, ["alerts", "show", "zzzz", "--db", str(db)], 2)
    assert "no alert is called 'zzzz'" in err
    _, err = called(capsys, ["alerts", "show", "silence", "--db", str(db)], 2)
    assert "several alerts begin with 'silence'" in err


def test_a_rule_an_actor_and_an_alert_are_muted_and_unmuted(
    db: Path, file: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with_desk = ["--desk", str(file), "--db", str(db)]
    _, err = called(capsys, ["alerts", "mute", "talk", "--until", "2099-01-31", *with_desk])
    assert "talk is muted until 2099-01-31" in err
    _, err = called(capsys, ["alerts", "mute", "India", *with_desk])
    assert "IND is muted" in err
    called(capsys, ["alerts", "mute", id_of("A"), *with_desk])
    out, err = called(capsys, ["alerts", "mutes", "--db", str(db)])
    assert "2099-01-31" in out
    assert "3 muted" in err
    with Store.open(db) as store:
        assert {each.what for each in store.ask(stored.mutes)} == {"talk", "IND", alert("A").key}
    for what in ("talk", "India", id_of("A")):
        called(capsys, ["alerts", "unmute", what, *with_desk])
    _, err = called(capsys, ["alerts", "mutes", "--db", str(db)])
    assert "nothing is muted" in err
    _, err = called(capsys, ["alerts", "unmute", "talk", *with_desk], 2)
    assert "talk is not muted" in err
    _, err = called(capsys, ["alerts", "mute", "takl", *with_desk], 2)
    assert "did you mean 'talk'?" in err
    _, err = called(capsys, ["alerts", "mute", "talk", "--until", "soon", *with_desk], 2)
    assert "'soon' is no day" in err


def test_a_test_goes_through_every_channel_and_names_those_that_fail(
    file: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with mail_server() as (port, mails), web_hook() as (hook, messages):
        mail = f"mailto://{HOST}:{port}/?to=a@example.org&from=b@example.org"
        channels(file, mail, f"json://{HOST}:{hook}/")
        out, _ = called(capsys, ["alerts", "test", "--desk", str(file)])
        assert f"✓ c0 mailto://{HOST}: sent" in out
        assert f"✓ c1 json://{HOST}: sent" in out
        channels(file, mail, f"json://u:hunter2@{HOST}:{free_port()}/hunter2", "slack://hunter2")
        out, err = called(capsys, ["alerts", "test", "--desk", str(file)], 1)
        assert "✓ c0" in out
        assert f"✗ c1 json://{HOST}: failed: it can't be reached" in out
        assert "✗ c2: failed: the address lacks something that slack:// needs" in out
        assert "hunter2" not in out + err
        called(capsys, ["alerts", "test", "--channel", "c0", "--desk", str(file)])
    assert [each.mail["Subject"] for each in mails] == ["Legation: this is a test"] * 3
    assert len({each.mail["Message-ID"] for each in mails}) >= 1
    assert "Nothing has happened" in " ".join(mails[0].part("plain").split())
    assert len(messages) == 1


def test_a_test_without_channels_or_with_an_unknown_one_is_refused(
    file: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    _, err = called(capsys, ["alerts", "test", "--desk", str(file)], 2)
    assert "names no channel: add [[channels]]" in err
    channels(file, "json://127.0.0.1:1/")
    _, err = called(capsys, ["alerts", "test", "--channel", "c9", "--desk", str(file)], 2)
    assert "'c9' is no channel of the desk" in err


def test_the_digest_is_printed_without_being_sent(
    db: Path, file: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with_desk = ["--desk", str(file), "--db", str(db)]
    for _ in range(2):
        out, _ = called(capsys, ["digest", *with_desk])
        assert "* A ended its silence on the dam" in out
    out, _ = called(capsys, ["digest", "--format", "html", *with_desk])
    assert out.startswith("<!doctype html>")
    called(capsys, ["digest", "--format", "html", "-o", str(tmp_path / "d.html"), *with_desk])
    assert "A ended its silence" in (tmp_path / "d.html").read_text()


def test_the_digest_is_sent_once_a_day(db: Path, file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with_desk = ["--desk", str(file), "--db", str(db)]
    _, err = called(capsys, ["digest", "--send", *with_desk], 2)
    assert "names no channel" in err
    with web_hook() as (port, messages):
        channels(file, f"json://{HOST}:{port}/")
        _, err = called(capsys, ["digest", "--send", *with_desk])
        assert "the digest was sent by 1 channel" in err
        _, err = called(capsys, ["digest", "--send", *with_desk])
        assert "it goes out once a day" in err
    assert len(messages) == 1


def test_a_digest_that_could_not_be_sent_says_why(db: Path, file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    channels(file, f"json://{HOST}:{free_port()}/")
    _, err = called(capsys, ["digest", "--send", "--desk", str(file), "--db", str(db)], 1)
    assert "channel 'c0': it can't be reached; it is tried again" in err


def test_a_check_asks_the_rules_and_keeps_nothing(db: Path, file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    _, err = called(capsys, ["alerts", "check", "--desk", str(file), "--db", str(db)])
    assert "0 found by 1 rule; nothing is kept or sent" in err
    file.write_text('[desk]\nname = "empty"\n')
    _, err = called(capsys, ["alerts", "check", "--desk", str(file), "--db", str(db)])
    assert "has no rule" in err
