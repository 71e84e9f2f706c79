import io
from collections.abc import Callable

import pytest
from pypdf import PdfReader, PdfWriter

from .conftest import Reads

LINES = [
    "Envoys Meet in Vienna",
    "Envoys of the two states met in Vienna on Tuesday and agreed to keep talk-",
    "ing through the winter. A third round is expected in the spring, when the anti-",
    "missile treaty will be their main subject, said the chief envoy of the first.",
    "They did not say more.",
    "The price of gas, which both of the states want to see fall before the winter,",
]


def test_wrapped_lines_become_paragraphs(read: Reads, pdf: Callable[..., bytes]) -> None:
    data = pdf([*LINES, "1"], ["Page 2 of 2", "was no subject at all in Vienna."], title="Envoys Meet In Vienna")
    found, errors = read("-", stdin=data)
    assert errors == []
    assert (found[0].source_format, found[0].title) == ("pdf", "Envoys Meet In Vienna")
    assert found[0].text.split("\n\n") == [
        "Envoys Meet in Vienna",
        "Envoys of the two states met in Vienna on Tuesday and agreed to keep talking through the winter. A third "
        "round is expected in the spring, when the anti-missile treaty will be their main subject, said the chief "
        "envoy of the first. They did not say more.",
        "The price of gas, which both of the states want to see fall before the winter, was no subject at all in "
        "Vienna.",
    ]


def locked(data: bytes, password: str) -> bytes:
    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(data)))
    writer.encrypt(user_password=password, owner_password="owner", algorithm="RC4-128")
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def test_password(read: Reads, pdf: Callable[..., bytes]) -> None:
    found, errors = read("-", stdin=locked(pdf(LINES), "secret"))
    assert found == []
    assert ["is password-protected" in e.reason for e in errors] == [True]
    # A PDF that only forbids printing opens without a password.
    assert len(read("-", stdin=locked(pdf(LINES), ""))[0]) == 1


@pytest.mark.parametrize(
    ("damage", "reason"),
    [
        (lambda data: b"%PDF-1.4\nnothing", "isn't a readable PDF"),
        (lambda data: data[:200], "isn't a readable PDF"),
        (lambda data: data.replace(b"/Kids", b"/Dogs"), "PDF"),
        (lambda data: data.replace(b"Tj", b"  "), "holds only images and no text layer"),
        (lambda data: data.replace(b"/Count 1", b"/Count x").replace(b"/Pages 2 0 R", b"/Pages 9 0 R"), "PDF"),
    ],
)
def test_damaged_pdf(
    read: Reads,
    pdf: Callable[..., bytes],
    capfd: pytest.CaptureFixture[str],
    damage: Callable[[bytes], bytes],
    reason: str,
) -> None:
    found, errors = read("-", stdin=damage(pdf(LINES)))
    assert found == []
    assert [reason in e.reason for e in errors] == [True]
    assert capfd.readouterr() == ("", "")


def test_pdf_cut_anywhere_gives_one_outcome(read: Reads, pdf: Callable[..., bytes]) -> None:
    data = pdf(LINES)
    for end in range(10, len(data), 37):
        found, errors = read("-", stdin=data[:end])
        assert len(found) + len(errors) == 1
