"""Receivers on loopback: a mail server, a web hook, servers that refuse, hang or hang up; alerts to send to them."""

import json
import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

from aiosmtpd.controller import Controller

from legation.desk import Desk, Issue, Thresholds, Watched
from legation.store.store import Store
from legation.view.alerting.alert import Alert, Proof
from legation.view.alerting.letter import Letter
from legation.view.alerting.outcomes import Came
from legation.view.alerting.sending import Alerter
from legation.watches import Alerting, Channel, Collecting, Digest, Rule

NOON = datetime(2025, 5, 7, 12, 0, tzinfo=UTC)
HOST = "127.0.0.1"


def alert(key: str, *, rule: str = "talk", **values: Any) -> Alert:
    """An alert of the rule, with one proof."""
    made: dict[str, Any] = {
        "key": f"silence-ended|{key}@{rule}",
        "rule": rule,
        "kind": "silence-ended",
        "title": f"{key} ended its silence on the dam",
        "because": (f"{key} had said nothing for 9 days.",),
        "group": key,
        "day": "2025-05-07",
        "actors": ("ALP",),
        "proofs": (
            Proof(
                text=f"We are ready, {key} said.",
                document="d1",
                publisher="The Sample Courier",
                published="2025-05-07T06:00:00Z",
                url="https://courier.example/1",
            ),
        ),
    }
    return Alert(**{**made, **values})


def desk(**values: Any) -> Desk:
    """A desk in Berlin with the rule "talk", a channel "post" and whatever is given of its alerting."""
    made: dict[str, Any] = {
        "channels": (Channel(id="post", address="json://127.0.0.1:1/"),),
        "rules": (Rule(id="talk", on="silence-ended"),),
        "digest": None,
    }
    return Desk(
        file="/nowhere/desk.toml",
        name="The river desk",
        thresholds=Thresholds(tension=2, origins=2, silence_days=7, position_change=2, due_days=7),
        actors=(Watched(id="ALP", name="Alphaland"),),
        issues=(Issue(id="dam", title="The dam", words=("dam",)),),
        collecting=Collecting(zone="Europe/Berlin"),
        alerting=Alerting(**{**made, **values}),
    )


@dataclass
class Taker:
    """A channel that keeps what it gets; `answers` are what it answers, one after another, then it takes all."""

    channel: str = "post"
    place: str = "test://"
    answers: list[Came | Exception] = field(default_factory=list)
    got: list[Letter] = field(default_factory=list)

    def send(self, letter: Letter) -> Came:
        answer = self.answers.pop(0) if self.answers else Came(state="sent")
        if isinstance(answer, Exception):
            raise answer
        if answer.state != "failed":
            self.got.append(letter)
        return answer


@dataclass
class Room:
    """An alerter over a new store, whose rules find what `found` holds; its time moves by hand."""

    store: Store
    desk: Desk
    ways: list[Taker]
    found: list[Alert] = field(default_factory=list)
    now: datetime = NOON
    deadline: float = 5.0

    def __post_init__(self) -> None:
        self.alerter = self.again()

    def again(self) -> Alerter:
        """An alerter as after a restart."""
        self.alerter = Alerter(
            self.store, self.desk, lambda _: tuple(self.found), ways=self.ways, deadline=self.deadline
        )
        return self.alerter

    def changed(self, **values: Any) -> None:
        """Change the alerting of the desk."""
        self.desk = replace(self.desk, alerting=replace(self.desk.alerting, **values))
        self.again()

    def later(self, **time: float) -> datetime:
        """Let time go by."""
        self.now += timedelta(**time)
        return self.now

    @property
    def titles(self) -> list[str]:
        """The subjects that the first channel got."""
        return [each.subject for each in self.ways[0].got]


def room(folder: Path, **values: Any) -> Room:
    """A room whose rules were asked once already, so that what they find from now on is news."""
    store = Store.open(folder / "news.db")
    plan = values.pop("desk", None) or desk(**values.pop("alerting", {}))
    made = Room(store, plan, values.pop("ways", [Taker()]), **values)
    made.alerter.after(made.now - timedelta(minutes=5))
    return made


@dataclass
class Posted:
    """A mail that the server took: from whom, to whom, and the mail itself."""

    sender: str
    to: list[str]
    mail: EmailMessage

    def part(self, subtype: str) -> str:
        """The text of a part."""
        found = self.mail.get_body((subtype,))
        assert found is not None
        text: str = found.get_content()
        return text.replace("\r\n", "\n")


class _Box:
    def __init__(self, answers: list[str]) -> None:
        self.taken: list[Posted] = []
        self._answers = answers

    async def handle_DATA(self, server: Any, session: Any, envelope: Any) -> str:  # noqa: N802 (the server's name)
        answer = self._answers.pop(0) if self._answers else "250 taken"
        if answer.startswith("250"):
            mail = message_from_bytes(envelope.content, policy=default)
            assert isinstance(mail, EmailMessage)
            self.taken.append(Posted(envelope.mail_from, list(envelope.rcpt_tos), mail))
        return answer


@contextmanager
def mail_server(*answers: str) -> Iterator[tuple[int, list[Posted]]]:
    """A mail server: its port, and what it took. It gives these answers first."""
    box = _Box(list(answers))
    controller = Controller(box, hostname=HOST, port=free_port())
    controller.start()
    try:
        yield controller.port, box.taken
    finally:
        controller.stop()


@contextmanager
def web_hook(*statuses: int) -> Iterator[tuple[int, list[dict[str, Any]]]]:
    """A web hook: its port, and the messages it took. It answers with these statuses first, then with 200."""
    taken: list[dict[str, Any]] = []
    left = list(statuses)

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["content-length"]))
            status = left.pop(0) if left else 200
            if status == 200:
                taken.append({**json.loads(body), "agent": self.headers["user-agent"]})
            self.send_response(status)
            self.send_header("content-length", "0")
            if 300 <= status < 400:
                self.send_header("location", "/elsewhere")
            self.end_headers()

        def log_message(self, format: str, *args: Any) -> None:
            pass

    server = ThreadingHTTPServer((HOST, 0), Handler)
    thread = threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True)
    thread.start()
    try:
        yield server.server_port, taken
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


@contextmanager
def silent_server(greeting: bytes = b"", *, hangs_up: bool = False) -> Iterator[int]:
    """A server that takes connections, sends a greeting and no more; or reads something and hangs up."""
    listening = socket.create_server((HOST, 0))
    open_ones: list[socket.socket] = []

    def serve() -> None:
        while True:
            try:
                connection, _ = listening.accept()
            except OSError:
                return
            open_ones.append(connection)
            if greeting:
                connection.sendall(greeting)
            if hangs_up:
                connection.recv(65536)
                connection.close()

    thread = threading.Thread(target=serve, daemon=True)
    thread.start()
    try:
        yield listening.getsockname()[1]
    finally:
        # A thread in accept() is woken by a connection, not by closing what it accepts on.
        listening.shutdown(socket.SHUT_RDWR)
        listening.close()
        thread.join(2)
        for each in open_ones:
            each.close()


def free_port() -> int:
    """A port on which nobody listens."""
    with socket.socket() as probe:
        probe.bind((HOST, 0))
        port: int = probe.getsockname()[1]
        return port


def morning(at: str = "07:00", *channels: str) -> Digest:
    """The plan of a digest."""
    return Digest(at=datetime.strptime(at, "%H:%M").time(), channels=channels)
