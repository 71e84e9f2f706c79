import pytest

from legation.read.newsletters import items, without_boilerplate

from .conftest import Reads

ONE = "Envoys of the two states met in Vienna on Tuesday and agreed to keep talking through the winter, both said."
TWO = "The council will vote on Friday on whether the mission is to stay for another year, as its secretary asked."
HELLO = (
    "Good morning. Today we look at the talks in Vienna, at the vote in the council and at what the two have in common."
)
FOOT = "<p>You are receiving this because you signed up.</p><p><a href='https://a.example/u'>Unsubscribe</a></p>"


def section(title: str, text: str, link: str | None, *, below: bool = False) -> str:
    anchor = f"<a href='{link}'>{'Read more' if below else title}</a>" if link else title
    return f"<h2>{title if below else anchor}</h2><p>{text}</p>" + (f"<p>{anchor}</p>" if below else "")


def test_articles_with_their_own_headings_and_links() -> None:
    page = (
        f"<p><a href='https://a.example/v'>View in browser</a></p><p>{HELLO}</p>"
        + section("Envoys meet", ONE, "https://a.example/1?utm_source=mail")
        + section("Council votes", TWO, "https://a.example/2", below=True)
        + FOOT
    )
    found = items(f"<html><body><table><tr><td>{page}</td></tr></table></body></html>")
    assert [(each.title, each.url, each.text) for each in found] == [
        (None, None, HELLO),
        ("Envoys meet", "https://a.example/1", ONE),
        ("Council votes", "https://a.example/2", TWO),
    ]


@pytest.mark.parametrize(
    "page",
    [
        section("Envoys meet", ONE, "https://a.example/1"),
        section("Envoys meet", ONE, "https://a.example/1") + section("What next", TWO, None),
        section("Envoys meet", ONE, None) + section("Council votes", TWO, None),
        section("Envoys meet", "Vienna.", "https://a.example/1") + section("Council votes", TWO, "https://a.example/2"),
        f"<p>{ONE}</p><p>{TWO} <a href='https://a.example/1'>More</a></p>",
    ],
)
def test_everything_else_is_one_article(page: str) -> None:
    assert items(f"<html><body>{page}</body></html>") == ()


def test_lines_around_a_mail_are_left_out() -> None:
    text = f"View in browser ( https://a.example/v )\n\n{ONE}\n\n<https://a.example/t/1>\n\n{TWO}\n\nUnsubscribe: https://a.example/u"
    assert without_boilerplate(text) == f"{ONE}\n\n{TWO}"


def mail(number: int, body: str = ONE, kind: str = "text/plain") -> str:
    return (
        "From sender@a.example Thu Oct 31 09:00:00 2024\n"
        f"From: The Morning Pouch <pouch@morning-pouch.example>\nSubject: Mail {number}\n"
        "Date: Thu, 31 Oct 2024 09:00:00 +0900\n"
        f"Message-ID: <{number}@a.example>\nContent-Type: {kind}; charset=utf-8\n\n{body}\n\n"
    )


def test_mbox_holds_many_mails_and_a_broken_one_costs_only_itself(read: Reads) -> None:
    data = mail(1) + mail(2, "\ufffd").replace("utf-8", "klingon") + mail(3, f"{ONE}\n\n>From Vienna they went home.")
    found, errors = read("-", stdin=data.encode())
    assert [(d.source_id, d.title, d.published) for d in found] == [
        ("1@a.example", "Mail 1", "2024-10-31T09:00:00+09:00"),
        ("3@a.example", "Mail 3", "2024-10-31T09:00:00+09:00"),
    ]
    assert found[1].text == f"{ONE}\n\nFrom Vienna they went home."
    assert [(e.line, "unknown encoding 'klingon'" in e.reason) for e in errors] == [(10, True)]


def test_newsletter_in_an_mbox_gives_its_articles(read: Reads) -> None:
    page = section("Envoys meet", ONE, "https://a.example/1") + section("Council votes", TWO, "https://a.example/2")
    found, errors = read("-", stdin=mail(7, f"<html><body>{page}</body></html>", "text/html").encode())
    assert errors == []
    assert [(d.source_id, d.title, d.url, d.publisher) for d in found] == [
        ("7@a.example#1", "Envoys meet", "https://a.example/1", "The Morning Pouch"),
        ("7@a.example#2", "Council votes", "https://a.example/2", "The Morning Pouch"),
    ]


def test_file_without_mails_is_one_error(read: Reads) -> None:
    found, errors = read("-", stdin=ONE.encode(), kind="mbox")
    assert found == []
    assert ["holds no mail" in e.reason for e in errors] == [True]
