import pytest

from legation.read.wraps import paragraphs

WIDE = "The ministers of the two states met again in the capital on Tuesday and spoke"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (f"{WIDE}\nabout gas.", f"{WIDE} about gas."),
        (f"{WIDE}\nabout gas.\n{WIDE}\nof oil.", f"{WIDE} about gas.\n\n{WIDE} of oil."),
        (f"{WIDE}\n\n{WIDE}", f"{WIDE}\n\n{WIDE}"),
        (f"{WIDE}\nabout:\n- gas\n- oil\n\n{WIDE}", f"{WIDE} about:\n\n- gas\n- oil\n\n{WIDE}"),
        (f"{WIDE} con-\ndemning it.", f"{WIDE} condemning it."),
        (f"{WIDE} North-\nKorean oil.", f"{WIDE} North-Korean oil."),
        (f"{WIDE} anti-\nmissile treaties.", f"{WIDE} anti-missile treaties."),
        (f"{WIDE} re-\ncover; they recover.", f"{WIDE} recover; they recover."),
        (f"{WIDE} oil-\nrich; they are oil-rich.", f"{WIDE} oil-rich; they are oil-rich."),
        ("", ""),
    ],
)
def test_paragraphs(text: str, expected: str) -> None:
    assert paragraphs(text) == expected
