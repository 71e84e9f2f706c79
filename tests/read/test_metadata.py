import pytest

from legation.errors import SourceError
from legation.read import document
from legation.read.metadata import opening

BODY = "The two ministers met in the capital on Tuesday and agreed to meet again in the spring of next year."


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (BODY, {}),
        (
            f"Envoys Meet \\ Harbour Wire \\ Vienna \\ Jane Doe \\ Late Edition \\ They met.\n{BODY}",
            {"title": "Envoys Meet", "publisher": "Harbour Wire", "dateline": "Vienna", "byline": "Jane Doe"},
        ),
        (
            f"Envoys Meet \\ Harbour Wire \\ \\ Jane Doe\n{BODY}",
            {"title": "Envoys Meet", "publisher": "Harbour Wire", "byline": "Jane Doe"},
        ),
        (f"Envoys Meet in Vienna\n\n{BODY}", {"title": "Envoys Meet in Vienna"}),
        (f"Envoys meet in Vienna\n\n{BODY}", {"title": "Envoys meet in Vienna"}),
        (f"Envoys meet in Vienna.\n\n{BODY}", {}),
        (f"Envoys meet in Vienna.\n\nABSTRACT.\n\n{BODY}", {"title": "Envoys meet in Vienna"}),
        (f"Will the envoys meet?\n{BODY}", {"title": "Will the envoys meet?"}),
        (
            f"Envoys Meet in Vienna\nBy Jane Doe and JOHN VAN ROE in Vienna\nOctober 31, 2024\n\n{BODY}",
            {
                "title": "Envoys Meet in Vienna",
                "byline": "Jane Doe and JOHN VAN ROE",
                "published": "2024-10-31",
                "published_from": "text",
            },
        ),
        (
            f"Envoys Meet in Vienna\n\nBy Jane Doe, Harbour Wire | Updated: 1 Nov. 2024 | "
            f"Published: 31 Oct. 2024, 4:30 p.m. KST\n\n{BODY}",
            {
                "title": "Envoys Meet in Vienna",
                "byline": "Jane Doe",
                "publisher": "Harbour Wire",
                "published": "2024-10-31T16:30:00+09:00",
                "published_from": "text",
            },
        ),
        (f"By Reuters\n\n{BODY}", {"publisher": "Reuters"}),
        (f"(AP)\n{BODY}", {"publisher": "Associated Press"}),
        (f"Updated November 1, 2024\n{BODY}", {"published": "2024-11-01", "published_from": "update"}),
        (
            f"Headline: Envoys meet\nSource: Harbour Wire\nDate: 2024-10-31\n\n{BODY}",
            {
                "title": "Envoys meet",
                "publisher": "Harbour Wire",
                "published": "2024-10-31",
                "published_from": "text",
            },
        ),
        (f"SEOUL, Oct. 18 (Yonhap) -- {BODY}", {"dateline": "SEOUL, Oct. 18 (Yonhap)", "publisher": "Yonhap"}),
        (
            f"BEIJING, 31 October 2024 — {BODY}",
            {"dateline": "BEIJING, 31 October 2024", "published": "2024-10-31", "published_from": "dateline"},
        ),
        (
            f"Envoys Meet in Vienna\n\nABSTRACT.\n\n{BODY}\n\nFULL TEXT.\n\nVIENNA — {BODY}",
            {"title": "Envoys Meet in Vienna", "dateline": "VIENNA"},
        ),
        ("NEW DELHI: The envoys met in the old town.", {"dateline": "NEW DELHI"}),
        ("KUMASI, March 2: Envoys met.", {"dateline": "KUMASI, March 2"}),
        ("Colombo (AFP): Envoys met.", {"dateline": "Colombo (AFP)", "publisher": "Agence France-Presse"}),
        (
            "Dhaka, Delhi: The envoys of both states met on Monday in an old inn.",
            {"dateline": "Dhaka, Delhi"},
        ),
        ('ANKARA: "We are late," the envoy said.', {"dateline": "ANKARA"}),
        # Whoever speaks before a colon is no place, nor is a government whose own words follow.
        ("QUESTION: Did the envoys meet in the old town?", {}),
        ("CLINTON: The envoys met in the old town.", {}),
        ("NATO: The envoys met in the old town.", {}),
        ("Ankara: We have met the envoys of both states in an old inn.", {}),
        ("Ankara: No envoys in the old town", {}),
        ("ANKARA: ENVOYS OF BOTH STATES MEET IN AN OLD INN.", {}),
        # Prose is never searched: no name, date or place in these lines is a mark.
        (f"{BODY}\nBy Jane Doe\nOctober 31, 2024", {}),
        (f"By Monday evening\n{BODY}", {"title": "By Monday evening"}),
        (f"By then the envoys had left.\n{BODY}", {}),
        (f"October 31\n{BODY}", {"title": "October 31"}),
        (f"EXCLUSIVE — {BODY}", {}),
        (
            "The ministers of the two states met in the old\ncapital on Tuesday and said that "
            "President Doe of\nthe third would come to the next meeting.",
            {},
        ),
        ("- Envoys Meet In Vienna\n- Ministers Stay Away", {}),
    ],
)
def test_opening(text: str, expected: dict[str, str]) -> None:
    assert {name: value for name, value in opening(text).items() if value} == expected


def test_a_name_above_the_date_does_not_hide_it() -> None:
    for name in ("Aegean Herald", "By Jane Doe\nAegean Herald"):
        found = opening(f"Turkey Closes Strait\n\n{name}\nMarch 3, 2025\n\nTurkey closed a lane on Monday.\n")
        assert (found["published"], found.get("publisher")) == ("2025-03-03", None)
    assert "published" not in opening("Turkey closed a lane on Monday, said all.\nMarch 3, 2025\n\nIt was late.\n")


def test_what_the_caller_says_wins_over_the_text() -> None:
    made = document(f"Envoys Meet in Vienna\nBy Jane Doe\n\nVIENNA (AP) — {BODY}", title="Talks", publisher="Gazette")
    assert (made.title, made.publisher) == ("Talks", "Gazette")
    assert (made.byline, made.dateline) == ("Jane Doe", "VIENNA (AP)")


@pytest.mark.parametrize(("text", "reason"), [("", "is empty"), (" \n", "is empty"), ("a \ud83d", "surrogate")])
def test_document_refuses_what_is_no_text(text: str, reason: str) -> None:
    with pytest.raises(SourceError, match=reason):
        document(text)
