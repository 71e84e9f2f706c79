"""Channels of a desk: what a mail server and a web hook get, what is said when they do not take it, and no secrets."""

import logging
import socket
from collections.abc import Iterator
from typing import Any

import pytest

from legation.errors import DeskError
from legation.view.alerting.channels import way, ways
from legation.view.alerting.letter import Letter
from legation.view.alerting.message import letter
from legation.view.alerting.outcomes import Way
from legation.watches import Channel
from mailroom import HOST, alert, desk, free_port, mail_server, silent_server, web_hook

SECRET = "hunter2"
LOOPBACK = ("127.0.0.1", "::1", "localhost")


@pytest.fixture(autouse=True)
def only_loopback(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[str]]:
    """Nothing may look up or connect to anything but this machine."""
    asked: list[str] = []
    connect, look_up = socket.socket.connect, socket.getaddrinfo

    def guarded(self: socket.socket, address: Any) -> None:
        if self.family in (socket.AF_INET, socket.AF_INET6) and address[0] not in LOOPBACK:
            asked.append(str(address))
            raise OSError(f"the test reached for {address}")
        connect(self, address)

    def looked_up(host: Any, *args: Any, **kwargs: Any) -> Any:
        if host not in (*LOOPBACK, None, ""):
            asked.append(str(host))
            raise socket.gaierror("the test has no names")
        return look_up(host, *args, **kwargs)

    monkeypatch.setattr(socket.socket, "connect", guarded)
    monkeypatch.setattr(socket, "getaddrinfo", looked_up)
    yield asked
    assert [each for each in asked if not each.endswith(".example")] == []


def made(address: str, name: str = "post") -> Way:
    return way(Channel(id=name, address=address), {})


def mail_to(port: int, rest: str = "?to=desk@example.org&from=Legation<legation@example.org>") -> Way:
    return made(f"mailto://{HOST}:{port}/{rest}")


def news(**values: Any) -> Letter:
    return letter([alert("A", **values)], desk())


def test_a_mail_has_our_text_and_our_html() -> None:
    with mail_server() as (port, taken):
        came = mail_to(port).send(news())
    assert (came.state, came.reason) == ("sent", None)
    (posted,) = taken
    mail = posted.mail
    assert (posted.sender, posted.to) == ("legation@example.org", ["desk@example.org"])
    assert mail["Subject"] == "A ended its silence on the dam"
    assert mail["From"] == "Legation <legation@example.org>"
    assert mail["To"] == "desk@example.org"
    assert mail["Auto-Submitted"] == "auto-generated"
    assert mail.get_content_type() == "multipart/alternative"
    assert [part.get_content_type() for part in mail.iter_parts()] == ["text/plain", "text/html"]
    text, html = posted.part("plain"), posted.part("html")
    for words in ("A had said nothing for 9 days.", "“We are ready, A said.”", "The Sample Courier, 7 May 2025"):
        assert words in text
        assert words in html
    assert "  https://courier.example/1\n" in text
    assert 'href="https://courier.example/1"' in html
    assert "<" not in text
    assert max(len(line) for line in text.splitlines()) <= 78


def test_a_mail_needs_nothing_from_outside_and_leads_to_no_local_page() -> None:
    html = news().html
    for word in ("<img", "<script", "<link", "src=", "@import", "url(", "localhost", "127.0.0.1", "<table"):
        assert word not in html
    assert "prefers-color-scheme: dark" in html


def test_the_id_of_a_mail_stays_and_mails_of_a_group_stand_together() -> None:
    with mail_server() as (port, taken):
        post = mail_to(port)
        post.send(news())
        post.send(news(title="Told in other words"))
        post.send(letter([alert("B", group="A")], desk()))
    ids = [each.mail["Message-ID"] for each in taken]
    assert ids[0] == ids[1] != ids[2]
    assert ids[0].endswith("@example.org>")
    assert len({each.mail["References"] for each in taken}) == 1


def test_many_readers_copies_and_own_headers() -> None:
    rest = "?to=a@example.org,b@example.org&cc=c@example.org&bcc=d@example.org&reply=e@example.org&%2BX-Desk=river"
    with mail_server() as (port, taken):
        assert made(f"mailto://{HOST}:{port}/{rest}&from=l@example.org").send(news()).state == "sent"
    (posted,) = taken
    assert sorted(posted.to) == ["a@example.org", "b@example.org", "c@example.org", "d@example.org"]
    assert posted.mail["To"] == "a@example.org, b@example.org"
    assert posted.mail["Cc"] == "c@example.org"
    assert posted.mail["Bcc"] is None
    assert posted.mail["Reply-To"] == "e@example.org"
    assert posted.mail["X-Desk"] == "river"


@pytest.mark.parametrize(
    ("answer", "state", "reason"),
    [
        ("554 5.7.1 spam, says the filter", "failed", "the server refused the mail (554 5.7.1 spam, says the filter)"),
        ("451 try later", "failed", "the server refused the mail (451 try later)"),
    ],
)
def test_a_mail_that_the_server_refuses_has_failed(answer: str, state: str, reason: str) -> None:
    with mail_server(answer) as (port, taken):
        came = mail_to(port).send(news())
    assert (came.state, came.reason) == (state, reason)
    assert taken == []


def test_a_mail_server_that_is_not_there_or_says_nothing_has_not_taken_the_mail() -> None:
    came = mail_to(free_port()).send(news())
    assert (came.state, came.reason) == ("failed", "the server refused the connection")
    rest = "?to=desk@example.org&from=l@example.org&cto=0.2"
    with silent_server() as port:
        came = mail_to(port, rest).send(news())
    assert (came.state, came.reason) == ("failed", "the server did not answer within 0.2 seconds")
    with silent_server(hangs_up=True, greeting=b"220 here\r\n") as port:
        came = mail_to(port).send(news())
    assert (came.state, came.reason) == ("failed", "the server hung up")


def test_a_host_that_nobody_knows_is_named_as_that() -> None:
    came = made("mailto://mail.nowhere.example/?to=a@example.org&from=b@example.org").send(news())
    assert (came.state, came.reason) == ("failed", "no such server is known")


def test_a_mail_that_left_and_was_not_answered_may_have_arrived() -> None:
    """The server takes the mail and hangs up before it says so."""

    def steps(port_file: socket.socket) -> None:
        connection, _ = port_file.accept()
        stream = connection.makefile("rwb")
        stream.write(b"220 here\r\n")
        stream.flush()
        while line := stream.readline():
            is_data = line.lower().startswith(b"data")
            stream.write(b"354 go on\r\n" if is_data else b"250 fine\r\n")
            stream.flush()
            if is_data:
                break
        while stream.readline() not in (b".\r\n", b""):
            pass
        stream.close()
        connection.close()

    import threading

    with socket.create_server((HOST, 0)) as listening:
        thread = threading.Thread(target=steps, args=(listening,), daemon=True)
        thread.start()
        came = mail_to(listening.getsockname()[1]).send(news())
        thread.join(2)
    assert (came.state, came.reason) == ("unsure", "the server took the mail and did not answer")


def test_a_web_hook_gets_plain_text_and_no_picture() -> None:
    with web_hook() as (port, taken):
        came = made(f"json://{HOST}:{port}/hook").send(news())
    assert came.state == "sent"
    (message,) = taken
    assert message["agent"] == "Legation"
    assert message["title"] == "A ended its silence on the dam"
    assert message["message"].splitlines() == [
        "Because: A had said nothing for 9 days.",
        "“We are ready, A said.” (The Sample Courier, 7 May 2025) https://courier.example/1",
    ]
    assert message["attachments"] == []


@pytest.mark.parametrize(
    ("status", "reason"),
    [
        (404, "it knows no such address"),
        (401, "it refused the credentials"),
        (429, "it takes no more messages for now"),
        (500, "it has a fault of its own"),
        (302, "it sends messages elsewhere (a redirect), which is not followed"),
    ],
)
def test_a_web_hook_that_refuses_has_failed_for_a_reason(status: int, reason: str) -> None:
    with web_hook(status) as (port, taken):
        post = made(f"json://user:{SECRET}@{HOST}:{port}/hook")
        came = post.send(news())
        assert (came.state, came.reason) == ("failed", reason)
        assert post.send(news()).state == "sent"
    assert len(taken) == 1


def test_a_web_hook_that_is_not_there_has_failed_and_one_that_says_nothing_may_have_taken_it() -> None:
    came = made(f"json://{HOST}:{free_port()}/{SECRET}").send(news())
    assert (came.state, came.reason) == ("failed", "it can't be reached")
    with silent_server(hangs_up=True) as port:
        came = made(f"json://{HOST}:{port}/{SECRET}").send(news())
    assert (came.state, came.reason) == ("unsure", "it took the message and hung up")


def test_a_web_hook_that_hangs_may_have_taken_it(monkeypatch: pytest.MonkeyPatch) -> None:
    from dataclasses import replace

    from legation.view.alerting import channels
    from legation.view.alerting.settings import settings

    monkeypatch.setattr(channels, "settings", lambda: replace(settings(), patience=0.2))
    with silent_server() as port:
        came = made(f"json://{HOST}:{port}/?rto=0.2").send(news())
    assert (came.state, came.reason) == ("unsure", "it took the message and did not answer in time")


@pytest.mark.parametrize(
    ("channel", "complaint"),
    [
        (Channel(id="a", variable="NOT_THERE"), "the environment variable NOT_THERE is not set, or is empty"),
        (Channel(id="a", variable="EMPTY"), "the environment variable EMPTY is not set, or is empty"),
        (
            Channel(id="a", address=f"mailtoo://u:{SECRET}@x.org"),
            "knows no service mailtoo://; did you mean mailto://?",
        ),
        (Channel(id="a", address=f"slack://{SECRET}"), "the address lacks something that slack:// needs"),
        (Channel(id="a", address="json://"), "the address lacks something that json:// needs"),
        (Channel(id="a", address=SECRET), "expected an address such as mailtos://"),
        (Channel(id="a", address=f"mailto://u:{SECRET}@x.org?to=nobody"), "names nobody who could get the mail"),
    ],
)
def test_an_address_that_can_not_be_used_names_the_channel_and_no_secret(channel: Channel, complaint: str) -> None:
    with pytest.raises(DeskError) as raised:
        ways([channel], {"EMPTY": "  "})
    (said,) = raised.value.complaints
    assert said.startswith("channel 'a': ")
    assert complaint in said
    assert SECRET not in said


def test_all_broken_channels_are_named_at_once() -> None:
    with pytest.raises(DeskError) as raised:
        ways([Channel(id="a", address="x"), Channel(id="b", variable="NOT_THERE")], {})
    assert len(raised.value.complaints) == 2


def test_the_environment_holds_an_address() -> None:
    found = ways([Channel(id="mail", variable="MAIL")], {"MAIL": f" mailtos://u:{SECRET}@mail.example.org/a@x.org "})
    assert [(each.channel, each.place) for each in found] == [("mail", "mailtos://mail.example.org")]
    assert SECRET not in repr(found)


@pytest.mark.parametrize(
    ("address", "place"),
    [
        (f"json://user:{SECRET}@hooks.example.org/{SECRET}", "json://hooks.example.org"),
        (f"tgram://123456789:{SECRET}_aaaaaaaaaaaaaaaaaaaaaaaaaaa/12345/", "tgram://…"),
    ],
)
def test_where_a_channel_leads_is_told_without_its_secrets(address: str, place: str) -> None:
    found = made(address)
    assert found.place == place
    assert SECRET not in repr(found)


def test_nothing_secret_is_logged(capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    lines: list[str] = []
    monkeypatch.setattr(logging.getLogger(), "level", logging.DEBUG)
    handler = logging.Handler()
    monkeypatch.setattr(handler, "emit", lambda record: lines.append(record.getMessage()))
    monkeypatch.setattr(logging.getLogger(), "handlers", [handler])
    logging.getLogger("legation").info("heard")
    made(f"json://user:{SECRET}@{HOST}:{free_port()}/{SECRET}").send(news())
    mail = made(f"mailto://user:{SECRET}@{HOST}:{free_port()}?to=a@x.org&from=b@x.org")
    mail.send(news())
    with pytest.raises(DeskError):
        made(f"slack://{SECRET}")
    shown = capfd.readouterr()
    assert "heard" in lines
    assert SECRET not in "".join(lines) + shown.out + shown.err + repr(mail)


def test_services_are_told_of_no_picture_and_no_page(only_loopback: list[str]) -> None:
    from apprise import NotifyImageSize, NotifyType

    from legation.view.alerting.channels import _asset

    asset = _asset()
    assert (asset.app_id, asset.app_url) == ("Legation", "https://example.invalid")
    assert asset.image_url(NotifyType.INFO) in (None, "")
    assert asset.image_url(NotifyType.INFO, logo=True) in (None, "")
    assert asset.image_path(NotifyType.INFO, NotifyImageSize.XY_128) is None
    assert only_loopback == []
