import pytest

from .conftest import Reads

PROSE = """\
Envoys of the two states met in Vienna on Tuesday and agreed to keep
talking through the winter. A third round is expected in the spring.

"We have not agreed on a date," the chief envoy said.
"""


def mail(*headers: str, body: str = PROSE, kind: str = 'text/plain; charset="utf-8"') -> bytes:
    lines = [
        "Subject: Envoys meet",
        "Date: Thu, 31 Oct 2024 09:00:00 +0900",
        "MIME-Version: 1.0",
        f"Content-Type: {kind}",
    ]
    return "\r\n".join([*lines, *headers, "", *body.split("\n")]).encode()


def test_mail(read: Reads) -> None:
    data = mail("From: Jane Doe <jane@a.example>", "Message-ID: <1@a.example>", body=PROSE + "\n-- \nUnsubscribe here")
    found, errors = read("-", stdin=data)
    assert errors == []
    document = found[0]
    assert (document.title, document.byline, document.publisher) == ("Envoys meet", "Jane Doe", None)
    assert (document.source_id, document.published) == ("1@a.example", "2024-10-31T09:00:00+09:00")
    assert document.source_format == "eml"
    assert document.text == (
        "Envoys of the two states met in Vienna on Tuesday and agreed to keep talking through the winter. "
        'A third round is expected in the spring.\n\n"We have not agreed on a date," the chief envoy said.'
    )


@pytest.mark.parametrize(
    ("header", "byline", "publisher"),
    [
        ("From: Harbour Wire (sample) <desk@a.example>", None, "Harbour Wire"),
        ('From: "The Morning Pouch" <pouch@morning-pouch.example>', None, "The Morning Pouch"),
        ("From: Reuters <no-reply@a.example>", None, "Reuters"),
        ("From: Jane Doe <jane@a.example>\r\nOrganization: Gazette", "Jane Doe", "Gazette"),
        ("From: jane@a.example", None, None),
    ],
)
def test_sender_is_person_or_outlet(read: Reads, header: str, byline: str | None, publisher: str | None) -> None:
    document = read("-", stdin=mail(header))[0][0]
    assert (document.byline, document.publisher) == (byline, publisher)


def test_page_is_read_when_the_plain_part_only_points_to_it(read: Reads) -> None:
    page = "<html><body><article>" + "".join(f"<p>{p}</p>" for p in PROSE.split("\n\n")) + "</article></body></html>"
    body = (
        "--x\nContent-Type: text/plain\n\nOpen this mail in your browser.\n"
        f"--x\nContent-Type: text/html; charset=utf-8\n\n{page}\n--x--\n"
    )
    document = read("-", stdin=mail(body=body, kind='multipart/alternative; boundary="x"'))[0][0]
    assert document.text.startswith("Envoys of the two states met in Vienna")
    assert "browser" not in document.text


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (mail(body=""), "is a mail without text"),
        (mail(kind="application/pdf"), "is a mail without text"),
        (mail(kind="text/plain; charset=klingon"), "unknown encoding 'klingon'"),
        (mail(body="caf\u00e9", kind="text/plain; charset=ascii"), "isn't ascii, as it declares"),
    ],
)
def test_mail_that_gives_no_article(read: Reads, data: bytes, reason: str) -> None:
    found, errors = read("-", stdin=data, kind="eml")
    assert found == []
    assert [reason in e.reason for e in errors] == [True]
