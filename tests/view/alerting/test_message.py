"""Messages are made of other people's words: whatever these try, a mail and a chat show them as words."""

import re
from datetime import UTC, datetime
from email import message_from_bytes
from email.policy import SMTP, default
from html.parser import HTMLParser

import pytest

from hostile import ATTACKS, HUGE, MARK, Attack
from legation.view.alerting import cleaning
from legation.view.alerting.alert import Alert, Proof
from legation.view.alerting.letter import Letter
from legation.view.alerting.mail import Post, message
from legation.view.alerting.message import letter
from mailroom import alert, desk

POST = Post(
    channel="post",
    host="127.0.0.1",
    port=25,
    security="insecure",
    patience=1,
    sender=("Legation", "legation@example.org"),
    to=(("", "desk@example.org"),),
)
UNSEEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u200b-\u200f\u202a-\u202e\u2066-\u2069\ufeff\ud800-\udfff]")
ALL = [pytest.param(each, id=each.name) for each in ATTACKS]


def hostile(words: str) -> Alert:
    """An alert all of whose words are these."""
    proof = Proof(text=words, document="d", publisher=words, published=words, url=words)
    return Alert(
        key=f"k|{words}@r",
        rule="talk",
        kind="silence-ended",
        title=words,
        because=(words,),
        group=words,
        day="2025-05-07",
        proofs=(proof,),
    )


class Markup(HTMLParser):
    """The tags and attributes of a page."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: set[str] = set()
        self.attributes: set[str] = set()
        self.links: list[str] = []
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self.attributes |= {name for name, _ in attrs}
        self.links += [value or "" for name, value in attrs if name in ("href", "src", "action")]


def harmless() -> Markup:
    return Markup(letter([alert("A"), alert("B", because=("one", "two"))], desk()).html)


def checked(made: Letter) -> None:
    """Nothing of the words became markup, a header, or a sign that steers."""
    page, usual = Markup(made.html), harmless()
    assert page.tags <= usual.tags
    assert page.attributes <= usual.attributes
    assert all(each.startswith(("https://", "http://")) for each in page.links)
    for text in (made.subject, made.text, made.html, made.chat):
        assert not UNSEEN.search(text.replace(cleaning._JOINER, ""))
        text.encode()
    assert "\n" not in made.subject
    assert len(made.subject) <= 110
    assert len(made.chat) <= 1500
    mail = message_from_bytes(
        message(POST, made, datetime(2025, 5, 7, tzinfo=UTC)).as_bytes(policy=SMTP), policy=default
    )
    assert set(mail.keys()) == {
        *("From", "To", "Subject", "Date", "Message-ID", "References"),
        *("Auto-Submitted", "X-Auto-Response-Suppress", "MIME-Version", "Content-Type"),
    }
    assert mail.get_content_type() == "multipart/alternative"
    assert [each.get_content_type() for each in mail.walk()][1:] == ["text/plain", "text/html"]


@pytest.mark.parametrize("attack", ALL)
def test_words_stay_words(attack: Attack) -> None:
    checked(letter([hostile(attack.words)], desk()))
    checked(letter([hostile(attack.words), hostile(f"x {attack.words} x")], desk()))


def test_a_word_of_two_megabytes_is_cut() -> None:
    made = letter([hostile(HUGE)], desk())
    checked(made)
    assert len(made.html) < 20_000


def test_a_hundred_proofs_are_counted() -> None:
    proofs = tuple(Proof(text=f"word {number}", document="d") for number in range(100))
    made = letter([alert("A", proofs=proofs)], desk())
    assert "94 more passages" in made.text
    assert "94 more passages" in made.html
    assert made.text.count("Unnamed publisher, undated") == 6


@pytest.mark.parametrize(
    "url",
    [
        "javascript:evil7()",
        "https://user:pass@example.org/",
        "https://legation@evil7.example/",
        "https://\u0435xample.org/",
        "https://exa mple.org/",
        "https://example.org/\r\nX: y",
        "//example.org/",
        "https://",
        "http://[::1",
        "https://example.org/" + "a" * 700,
        None,
    ],
)
def test_what_is_no_plain_address_of_the_web_becomes_no_link(url: str | None) -> None:
    proof = Proof(text="words", document="d", url=url)
    made = letter([alert("A", proofs=(proof,))], desk())
    assert Markup(made.html).links == []
    assert MARK not in made.text


def test_a_chat_calls_nobody_and_hides_no_link() -> None:
    title = "@everyone and <!channel> and [click](https://evil7.example) @here"
    made = letter([alert("A", because=(title,))], desk())
    assert "@everyone" not in made.chat
    assert "@here" not in made.chat
    assert "<!" not in made.chat
    assert "](" not in made.chat


def test_long_words_are_cut_at_a_blank() -> None:
    assert cleaning.words("one two three four", 12) == "one two…"
    assert cleaning.words("  a\n\tb\u202ec\0 ", 10) == "a bc"
    assert cleaning.words("x" * 50, 10) == "x" * 9 + "…"
    assert cleaning.words(None, 10) == ""
    assert cleaning.fitted("one\ntwo\nthree", 10) == "one\ntwo\n…"


def test_a_message_needs_no_proof_and_no_reason() -> None:
    made = letter([alert("A", proofs=(), because=(), day=None)], desk())
    assert made.chat == "A ended its silence on the dam"
    assert "Because" not in made.text + made.html
