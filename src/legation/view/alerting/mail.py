"""Mail: both parts are ours, so it goes out by the standard library; apprise reads the address.

Apprise makes the text part from the HTML and draws a Message-ID by chance. Here the text part is written for reading,
and the Message-ID comes from what is told.
"""

import smtplib
import socket
import ssl
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime
from typing import Any

from legation.view.alerting.cleaning import words
from legation.view.alerting.letter import Letter
from legation.view.alerting.outcomes import Came

MOST_SAID = 120  # characters of what a mail server said


@dataclass(frozen=True, slots=True, kw_only=True)
class Post:
    """A mail server, and who writes to whom by it. `security` is "starttls", "ssl" or "insecure"."""

    channel: str
    host: str
    port: int
    security: str
    patience: float
    sender: tuple[str, str]
    to: tuple[tuple[str, str], ...]
    cc: tuple[tuple[str, str], ...] = ()
    bcc: tuple[str, ...] = ()
    reply_to: tuple[tuple[str, str], ...] = ()
    headers: tuple[tuple[str, str], ...] = ()
    user: str | None = None
    password: str | None = None
    is_verified: bool = True

    @property
    def place(self) -> str:
        """Where it leads: the server."""
        return f"{'mailto' if self.security == 'insecure' else 'mailtos'}://{self.host}"

    def __repr__(self) -> str:
        """Show no password, whatever prints it."""
        return f"Post({self.channel}, {self.place})"

    def send(self, letter: Letter) -> Came:
        """Hand one mail over for all of its readers."""
        begun: list[bool] = []
        try:
            mail = message(self, letter, datetime.now().astimezone())
            with self._server(begun) as server:
                everyone = [*(a for _, a in self.to), *(a for _, a in self.cc), *self.bcc]
                refused = server.send_message(mail, self.sender[1], everyone)
        except (smtplib.SMTPException, OSError, ValueError) as error:
            return _failed(error, bool(begun), self.patience)
        if refused:
            return Came(state="sent", reason=f"the server refused {', '.join(sorted(refused))}")
        return Came(state="sent")

    @contextmanager
    def _server(self, begun: list[bool]) -> Iterator[smtplib.SMTP]:
        context = ssl.create_default_context()
        if not self.is_verified:  # the user's own word: verify=no in the channel's address
            context.check_hostname = False
            context.verify_mode = ssl.CERT_NONE
        server: _Server | _SecureServer
        if self.security == "ssl":
            server = _SecureServer(self.host, self.port, timeout=self.patience, context=context)
        else:
            server = _Server(self.host, self.port, timeout=self.patience)
        server.begun = begun
        try:
            if self.security == "starttls":
                server.starttls(context=context)
            if self.user and self.password:
                server.login(self.user, self.password)
            yield server
        finally:
            _leave(server)


class _Server(smtplib.SMTP):
    """Notes when the mail itself leaves: what fails after that may have arrived."""

    begun: list[bool]

    def data(self, msg: Any) -> tuple[int, bytes]:
        self.begun.append(True)
        return super().data(msg)


class _SecureServer(smtplib.SMTP_SSL):
    begun: list[bool]

    def data(self, msg: Any) -> tuple[int, bytes]:
        self.begun.append(True)
        return super().data(msg)


def message(post: Post, letter: Letter, at: datetime) -> EmailMessage:
    """The letter as a mail with a text part and an HTML part."""
    mail = EmailMessage(policy=SMTP)
    mail["From"] = _named(*post.sender)
    mail["To"] = [_named(*each) for each in post.to]
    if post.cc:
        mail["Cc"] = [_named(*each) for each in post.cc]
    if post.reply_to:
        mail["Reply-To"] = [_named(*each) for each in post.reply_to]
    domain = post.sender[1].rpartition("@")[2]
    mail["Subject"] = letter.subject
    mail["Date"] = format_datetime(at)
    mail["Message-ID"] = f"<{letter.id}.{_token(post.channel)}@{domain}>"
    mail["References"] = f"<{letter.thread}@{domain}>"
    mail["Auto-Submitted"] = "auto-generated"  # RFC 3834: no program answers it
    mail["X-Auto-Response-Suppress"] = "All"
    for name, value in post.headers:
        if name not in mail:
            mail[name] = value
    mail.set_content(letter.text, cte="quoted-printable")
    mail.add_alternative(letter.html, subtype="html", cte="quoted-printable")
    return mail


def _named(name: str, address: str) -> Address:
    local, _, domain = address.rpartition("@")
    return Address(words(name, MOST_SAID), local, domain)


def _token(channel: str) -> str:
    return "".join(sign if sign.isascii() and sign.isalnum() else "-" for sign in channel)


def _leave(server: smtplib.SMTP) -> None:
    # The mail is taken or not by now; a server that hangs when we leave must not change that, nor make us wait.
    try:
        if server.sock is not None:
            server.sock.settimeout(1)
        server.quit()
    except (smtplib.SMTPException, OSError):
        server.close()


def _failed(error: Exception, begun: bool, patience: float) -> Came:
    match error:
        case smtplib.SMTPAuthenticationError():
            return Came(state="failed", reason=f"the server refused the login ({error.smtp_code})")
        case smtplib.SMTPRecipientsRefused():
            said = "; ".join(f"{to}: {_said(*reply)}" for to, reply in sorted(error.recipients.items()))
            return Came(state="failed", reason=f"the server refused all recipients ({words(said, MOST_SAID)})")
        case smtplib.SMTPResponseException():
            return Came(
                state="failed", reason=f"the server refused the mail ({_said(error.smtp_code, error.smtp_error)})"
            )
        case smtplib.SMTPNotSupportedError():
            return Came(state="failed", reason="the server knows no TLS, or none of the ways to log in")
    if begun:
        return Came(state="unsure", reason="the server took the mail and did not answer")
    return Came(state="failed", reason=_unreached(error, patience))


def _said(code: int, said: bytes | str) -> str:
    text = said.decode("utf-8", "replace") if isinstance(said, bytes) else said
    return words(f"{code} {text}", MOST_SAID)


def _unreached(error: Exception, patience: float) -> str:
    match error:
        case TimeoutError():
            return f"the server did not answer within {patience:g} seconds"
        case ConnectionRefusedError():
            return "the server refused the connection"
        case socket.gaierror():
            return "no such server is known"
        case ssl.SSLCertVerificationError():
            return "the server's certificate can't be verified"
        case ssl.SSLError():
            return "the server speaks no TLS there"
        case smtplib.SMTPServerDisconnected():
            is_slow = "timed out" in str(error)  # the library says both with one exception
            return _unreached(TimeoutError(), patience) if is_slow else "the server hung up"
        case ValueError():
            return f"the mail can't be written: {words(error, MOST_SAID)}"
    return words(getattr(error, "strerror", None) or type(error).__name__, MOST_SAID)
