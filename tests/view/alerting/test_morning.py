"""The digest goes out once a day by each channel and tells all that none told; an empty one tells what was read."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from fakes import article
from legation.store import alerts as stored
from legation.store import deliveries, feeds, pages
from legation.store.alerts import Asked
from legation.view.alerting import morning as sender
from legation.view.alerting.letter import Letter
from legation.view.alerting.outcomes import Came
from legation.view.alerting.posting import Poster
from legation.watches import Channel, Collecting, Feed, Rule
from mailroom import Room, Taker, alert, mail_server, morning, room

REFUSED = Came(state="failed", reason="the server refused the connection")
UNSURE = Came(state="unsure", reason="the server took the mail and did not answer")
SEVEN = datetime(2025, 5, 8, 5, 0, tzinfo=UTC)  # in Berlin
FEED = "https://courier.example/feed"


def opened(folder: Path, **values: Any) -> Room:
    """A room on the eve of a digest at seven."""
    alerting = {"digest": morning(), **values.pop("alerting", {})}
    made = room(folder, alerting=alerting, **values)
    made.desk = replace(made.desk, collecting=Collecting(zone="Europe/Berlin", feeds=(Feed(address=FEED),)))
    made.again()
    return made


def mails(made: Room) -> list[Letter]:
    """The digests that the first channel got."""
    return [each for each in made.ways[0].got if each.subject.startswith("The river desk, ")]


def read(made: Room, day: str, articles: int = 0, *, fails: bool = False, feed: str = FEED) -> None:
    """Let a feed be asked on a day and bring so many articles."""
    at = f"{day}T06:00:00Z"
    if fails:
        made.store.tell(feeds.failed(feed, at, at, "the server answered 503", day))
        return
    listed = [feeds.Listed(f"{feed}/{day}/{number}") for number in range(articles)]
    made.store.tell(feeds.answered(feed, at, at, listed, day))
    document = article(1)
    made.store.add(document, ())
    for each in listed:
        made.store.tell(pages.ended(each.address, "stored", at, day, document=document.id))


def test_it_goes_out_at_its_hour_once_a_day(tmp_path: Path) -> None:
    made = opened(tmp_path)
    assert made.alerter.digest(SEVEN - timedelta(seconds=1)).messages == 0
    assert made.alerter.digest(SEVEN).messages == 1
    assert made.alerter.digest(SEVEN + timedelta(hours=1)).messages == 0
    assert made.again().digest(SEVEN + timedelta(hours=2)).messages == 0
    assert made.alerter.digest(SEVEN + timedelta(days=1)).messages == 1
    subjects = [each.subject for each in mails(made)]
    assert subjects[0] == "The river desk, 8 May 2025: no alerts, nothing was read"


def test_on_the_day_on_which_the_watch_begins_there_is_none(tmp_path: Path) -> None:
    made = opened(tmp_path, now=datetime(2025, 5, 7, 12, 0, tzinfo=UTC))
    assert made.alerter.digest(made.now).messages == 0
    assert made.alerter.digest(SEVEN).messages == 1


def test_its_hour_is_that_of_the_desk_over_a_change_of_clocks(tmp_path: Path) -> None:
    made = opened(tmp_path, now=datetime(2025, 3, 28, 12, 0, tzinfo=UTC))
    winter, summer = datetime(2025, 3, 29, 6, 0, tzinfo=UTC), datetime(2025, 3, 30, 5, 0, tzinfo=UTC)
    assert made.alerter.digest(winter - timedelta(minutes=1)).messages == 0
    assert made.alerter.digest(winter).messages == 1
    assert made.alerter.digest(summer - timedelta(minutes=1)).messages == 0
    assert made.alerter.digest(summer).messages == 1


def test_it_tells_what_was_sent_held_and_muted_and_no_alert_twice(tmp_path: Path) -> None:
    rule = Rule(id="talk", on="silence-ended", at_most=1)
    made = opened(tmp_path, alerting={"rules": (rule,)})
    made.found = [alert("A", weight=2), alert("B"), alert("C", actors=("BET",))]
    made.store.tell(stored.muted("BET", None, "2025-05-01T00:00:00Z"))
    made.alerter.after(made.now)
    made.alerter.digest(SEVEN)
    (letter,) = mails(made)
    said = " ".join(letter.text.split())
    assert "3 alerts so far: 1 sent, 1 held back (told only here), 1 muted and not shown." in said
    assert "* A ended its silence on the dam\n  7 May 2025, sent\n" in letter.text
    assert "  7 May 2025, held back: the rule talk sends at most 1 a day\n" in letter.text
    assert "C ended" not in letter.text
    assert "A SILENCE HAS ENDED" in letter.text
    made.alerter.digest(SEVEN + timedelta(days=1))
    second = mails(made)[1]
    assert "ended its silence" not in second.text
    assert "Nothing happened that the rules of this desk watch for" in second.text
    assert "since the digest before, on 8 May 2025, 07:00" in " ".join(second.text.split())


def test_what_was_there_before_is_in_no_digest(tmp_path: Path) -> None:
    made = opened(tmp_path)
    made.changed(rules=(Rule(id="new", on="silence-ended"),))
    made.found = [alert("A", rule="new")]
    made.alerter.after(made.now)
    made.alerter.digest(SEVEN)
    assert "A ended" not in mails(made)[0].text


def test_what_was_perhaps_sent_and_what_failed_say_so(tmp_path: Path) -> None:
    made = opened(tmp_path, ways=[Taker(answers=[UNSURE])])
    made.found = [alert("A")]
    made.alerter.after(made.now)
    made.alerter.digest(SEVEN)
    assert "perhaps sent already by post: the server took the mail and did not answer" in " ".join(
        mails(made)[0].text.split()
    )


def test_what_became_of_an_alert_after_a_digest_stands_in_the_next(tmp_path: Path) -> None:
    channels = (Channel(id="post", address="json://x/"), Channel(id="chat", address="json://y/"))
    chat = Taker(channel="chat", answers=[REFUSED] * 5)
    rules = (Rule(id="talk", on="silence-ended", channels=("chat",)),)
    alerting = {"channels": channels, "rules": rules, "digest": morning("07:00", "post")}
    made = opened(tmp_path, ways=[Taker(), chat], alerting=alerting)
    made.found = [alert("A")]
    made.alerter.after(SEVEN - timedelta(minutes=1))
    made.alerter.digest(SEVEN)
    assert "on its way by chat: the server refused the connection" in " ".join(mails(made)[0].text.split())
    for hour in range(1, 20):
        made.alerter.after(SEVEN + timedelta(hours=hour))
    made.alerter.digest(SEVEN + timedelta(days=1))
    assert "could not be sent by chat: the server refused the connection" in " ".join(mails(made)[1].text.split())


def test_a_channel_that_gets_it_later_gets_the_same(tmp_path: Path) -> None:
    channels = (Channel(id="post", address="json://x/"), Channel(id="chat", address="json://y/"))
    post, chat = Taker(), Taker(channel="chat", answers=[REFUSED])
    rules = (Rule(id="talk", on="silence-ended", channels=("post",)),)
    made = opened(tmp_path, ways=[post, chat], alerting={"channels": channels, "rules": rules})
    made.found = [alert("A")]
    made.alerter.after(made.now)
    assert made.alerter.digest(SEVEN).messages == 1
    made.found = [alert("A"), alert("B")]
    made.alerter.after(SEVEN + timedelta(minutes=1))
    assert made.again().digest(SEVEN + timedelta(minutes=2)).messages == 1
    assert len(mails(made)) == 1
    assert [each.text for each in chat.got] == [mails(made)[0].text]
    made.alerter.digest(SEVEN + timedelta(days=1))
    assert "B ended" in mails(made)[1].text


def test_what_nobody_got_stands_in_the_next_one(tmp_path: Path) -> None:
    rules = (Rule(id="talk", on="silence-ended", at_most=0),)
    made = opened(tmp_path, ways=[Taker(answers=[REFUSED] * 5)], alerting={"rules": rules})
    made.found = [alert("A")]
    made.alerter.after(made.now)
    for hour in range(0, 20, 2):
        made.alerter.digest(SEVEN + timedelta(hours=hour))
    assert mails(made) == []
    made.alerter.digest(SEVEN + timedelta(days=1))
    (letter,) = mails(made)
    assert "A ended its silence" in letter.text
    assert "1 alert so far" in letter.text


class Stopped(BaseException):
    """The program is killed."""


def test_a_crash_while_it_leaves_never_doubles_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    made = opened(tmp_path)

    def kill(*_: Any) -> Any:
        raise Stopped

    with monkeypatch.context() as patch:
        patch.setattr(deliveries, "ended", kill)
        with pytest.raises(Stopped):
            made.alerter.digest(SEVEN)
    assert len(mails(made)) == 1
    for minutes in (1, 10, 300):
        made.again().digest(SEVEN + timedelta(minutes=minutes))
    assert len(mails(made)) == 1
    made.alerter.digest(SEVEN + timedelta(days=1))
    said = " ".join(mails(made)[1].text.split())
    assert "The digest of 8 May 2025 was perhaps sent already by post" in said


def test_it_says_how_much_was_read_against_the_usual_and_which_feeds_fail(tmp_path: Path) -> None:
    made = opened(tmp_path)
    for day in range(1, 7):
        read(made, f"2025-05-0{day}", 9)
    read(made, "2025-05-07", 2)
    read(made, "2025-05-07", fails=True)
    made.alerter.digest(SEVEN)
    (letter,) = mails(made)
    said = " ".join(letter.text.split())
    assert letter.subject == "The river desk, 8 May 2025: no alerts, 2 new articles"
    assert "On 7 May 2025 2 new articles were read: 1 feed asked 2 times, 1 of them without an answer." in said
    assert "The Sample Courier: 2, far less than usual (9)" in said
    assert "courier.example/feed: the server answered 503 (1 time in a row, last answer 7 May 2025)" in said
    assert "Quieter" not in letter.html
    assert "far less than usual" in letter.html


def test_an_outlet_that_brought_nothing_is_named_and_a_day_without_a_network_is_not_its_usual(tmp_path: Path) -> None:
    made = opened(tmp_path)
    for day in (1, 2, 3):
        read(made, f"2025-05-0{day}", 6)
    for day in (4, 5, 6):
        read(made, f"2025-05-0{day}", fails=True)
    read(made, "2025-05-07", 0)
    made.alerter.digest(SEVEN)
    said = " ".join(mails(made)[0].text.split())
    assert "The Sample Courier: 0, far less than usual (6)" in said
    assert "0 new articles were read" in said


def test_silence_of_the_tool_is_told_from_silence_of_the_world(tmp_path: Path) -> None:
    made = opened(tmp_path)
    made.alerter.digest(SEVEN)
    read(made, "2025-05-08", fails=True)
    made.alerter.digest(SEVEN + timedelta(days=1))
    read(made, "2025-05-09", 0)
    made.alerter.digest(SEVEN + timedelta(days=2))
    tool, network, world = (" ".join(each.text.split()) for each in mails(made))
    assert "On 7 May 2025 no feed was asked, so nothing was read: was `legation watch` running?" in tool
    assert "On 8 May 2025 nothing was read: 1 feed asked 1 time, and none answered." in network
    assert "On 9 May 2025 0 new articles were read: 1 feed asked 1 time." in world


def test_a_preview_changes_nothing(tmp_path: Path) -> None:
    made = opened(tmp_path)
    made.found = [alert("A")]
    made.alerter.after(made.now)
    for _ in range(2):
        assert "A ended" in sender.preview(made.store, made.desk, SEVEN).text
    made.alerter.digest(SEVEN)
    assert "A ended" in mails(made)[0].text
    assert "A ended" not in sender.preview(made.store, made.desk, SEVEN).text


def test_asked_for_it_goes_out_before_its_hour_and_then_no_more(tmp_path: Path) -> None:
    made = opened(tmp_path)
    assert made.alerter.digest(SEVEN - timedelta(hours=3), is_asked=True).messages == 1
    assert made.alerter.digest(SEVEN).messages == 0


def test_without_a_plan_it_goes_out_only_when_asked_for(tmp_path: Path) -> None:
    made = room(tmp_path)
    assert made.alerter.digest(SEVEN).messages == 0
    assert made.alerter.digest(SEVEN, is_asked=True).messages == 1


def test_a_thousand_alerts_make_a_mail_that_ends(tmp_path: Path) -> None:
    made = opened(tmp_path, alerting={"rules": (Rule(id="talk", on="silence-ended", at_most=0),)})
    made.found = [alert(f"A{number}") for number in range(1000)]
    made.alerter.after(made.now)
    letter = sender.preview(made.store, made.desk, SEVEN)
    assert "And 940 more alerts: legation alerts list" in letter.text
    assert len(letter.html) < 150_000
    assert len(letter.chat) <= 1500


def test_the_mail_of_a_digest_arrives_with_both_parts(tmp_path: Path) -> None:
    from legation.view.alerting.channels import way

    with mail_server() as (port, taken):
        post = way(Channel(id="post", address=f"mailto://127.0.0.1:{port}/?to=a@example.org&from=b@example.org"), {})
        made = opened(tmp_path)
        letter = sender.preview(made.store, made.desk, SEVEN)
        assert [came.state for _, came in Poster({"post": post}).post({"post": letter})] == ["sent"]
    (posted,) = taken
    assert posted.part("plain") == letter.text
    assert posted.part("html") == letter.html
    assert posted.mail["Subject"] == letter.subject


def test_kept_alerts_know_their_digest(tmp_path: Path) -> None:
    made = opened(tmp_path)
    made.found = [alert("A")]
    made.alerter.after(made.now)
    made.alerter.digest(SEVEN)
    assert [each.digested for each in made.store.ask(stored.listed(Asked(), 10))] == ["2025-05-08"]


def test_a_digest_that_still_waits_at_the_end_of_its_day_is_given_up_and_told_in_the_next(tmp_path: Path) -> None:
    rules = (Rule(id="talk", on="silence-ended", at_most=0),)
    made = opened(tmp_path, ways=[Taker(answers=[REFUSED])], alerting={"rules": rules})
    made.found = [alert("A")]
    made.alerter.after(made.now)
    late = datetime(2025, 5, 8, 21, 59, 30, tzinfo=UTC)
    made.alerter.digest(late)
    made.alerter.digest(late + timedelta(hours=1))  # the next day in Berlin, long before seven
    assert made.alerter.due() is None
    made.alerter.digest(SEVEN + timedelta(days=1))
    assert "A ended its silence" in mails(made)[0].text


def test_after_each_round_nothing_is_due_at_once(tmp_path: Path) -> None:
    """Else the watch would ask again and again without a pause."""
    made = opened(tmp_path, ways=[Taker(answers=[REFUSED] * 3)])
    made.found = [alert("A"), alert("B")]
    made.alerter.after(made.now)
    made.alerter.digest(made.now, is_asked=True)
    due = made.alerter.due()
    assert due is not None
    assert due > made.now
    made.changed(channels=())
    made.ways = []
    made.again().after(made.later(hours=1))
    made.alerter.digest(made.now)
    assert made.alerter.due() is None
