"""What a reader sees as headline, bullet, paragraph and furniture."""

import pytest

from legation.annotate.blocks import blocks
from legation.annotations import Block
from legation.records import Document
from legation.step import Reading
from legation.tables import yaml_table

WRAPPED = (
    "The long talks on the northern fishery went on for nine\n"
    "hours before the ministers from both of the countries\nleft."
)
CASES = [
    (
        "Minister Quits Over Fish\n\nThe minister quit on Monday.",
        [("headline", "Minister Quits Over Fish"), ("paragraph", "The minister quit on Monday.")],
    ),
    (
        "Fish Talks Fail \\ The Buoy \\ Oslo \\ Kari Lund \\ Late \\ "
        "Talks on fish failed on Monday after nine hours of bargaining in Oslo.",
        [
            ("headline", "Fish Talks Fail"),
            ("furniture", "The Buoy"),
            ("furniture", "Oslo"),
            ("furniture", "Kari Lund"),
            ("furniture", "Late"),
            ("lead", "Talks on fish failed on Monday after nine hours of bargaining in Oslo."),
        ],
    ),
    ("OSLO (Buoy Wire) — The talks failed.", [("furniture", "OSLO (Buoy Wire) —"), ("paragraph", "The talks failed.")]),
    ("18:42 The talks failed.", [("furniture", "18:42"), ("paragraph", "The talks failed.")]),
    ("9.05 a.m. GMT: The talks failed.", [("furniture", "9.05 a.m. GMT:"), ("paragraph", "The talks failed.")]),
    ("10.30 people a day left.", [("paragraph", "10.30 people a day left.")]),
    ("LIMA, Oct. 18 — The talks failed.", [("furniture", "LIMA, Oct. 18 —"), ("paragraph", "The talks failed.")]),
    ("- Fish Quotas: Norway cut its quota.", [("heading", "Fish Quotas:"), ("bullet", "Norway cut its quota.")]),
    ("By Kari Lund\n\nThe talks failed.", [("furniture", "By Kari Lund"), ("paragraph", "The talks failed.")]),
    ("ABSTRACT.\n\nThe talks failed.", [("furniture", "ABSTRACT."), ("paragraph", "The talks failed.")]),
    ("He spoke.\nShe left.", [("paragraph", "He spoke."), ("paragraph", "She left.")]),
    (
        WRAPPED,
        [
            (
                "paragraph",
                WRAPPED,
            )
        ],
    ),
]


@pytest.mark.parametrize(("text", "expected"), CASES)
def test_blocks(text: str, expected: list[tuple[str, str]]) -> None:
    step = blocks(yaml_table("annotate/furniture.yaml"))
    found = [b for b in step.run(Reading(Document(text=text, title=None))) if isinstance(b, Block)]
    assert [(b.kind, text[b.start : b.end]) for b in found] == expected


def test_a_place_before_a_colon_is_furniture_where_it_is_the_dateline() -> None:
    text = "Talks Fail Again\n\nLIMA, Oct. 18: The talks failed.\n\nLima: no news of them came."
    step = blocks(yaml_table("annotate/furniture.yaml"))
    found = [b for b in step.run(Reading(Document(text=text, dateline="LIMA, Oct. 18"))) if isinstance(b, Block)]
    assert [(b.kind, text[b.start : b.end]) for b in found] == [
        ("headline", "Talks Fail Again"),
        ("furniture", "LIMA, Oct. 18:"),
        ("paragraph", "The talks failed."),
        ("paragraph", "Lima: no news of them came."),
    ]
