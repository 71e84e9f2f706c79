import pytest

from legation.read.cleaning import is_boilerplate, prose, prune
from legation.read.pagedata import parsed

PROSE = "Envoys of the two states met in Vienna on Tuesday and agreed to keep talking through the winter."


@pytest.mark.parametrize(
    "line",
    [
        "Advertisement",
        "READ MORE:",
        "(Read more)",
        "Read more: Why the envoys left",
        "Photo: A. Photographer/Gazette",
        "Sign up for our weekly newsletter",
        "(Reporting by Jane Doe; editing by John Roe.)",
        "Reporting by Jane Doe in Vienna",
        "© 2025 Gazette",
        "Follow us on every network that you can think of.",
    ],
)
def test_lines_of_the_outlet(line: str) -> None:
    assert is_boilerplate(line)


@pytest.mark.parametrize(
    "line",
    [
        PROSE,
        "“Read more of history,” the minister told the envoys.",
        "Reporting by the agency suggests that the envoys never met.",
        "Related talks on water began on Monday.",
        "Forty states will sign up for the pact, and more will follow.",
        "The commission said that the company's privacy policy breaks the law.",
        "Share prices fell in both capitals.",
        "Photographs of the site were shown to the council.",
    ],
)
def test_lines_of_prose_stay(line: str) -> None:
    assert not is_boilerplate(line)


def test_top_of_an_article() -> None:
    found = prose(["Talks", "By Jane Doe", "Oct. 31, 2024", PROSE, "Talks", "By Jane Doe"], "Talks")
    assert found.byline == "Jane Doe"
    assert found.lines == (PROSE, "Talks", "By Jane Doe")


@pytest.mark.parametrize(
    ("element", "kept"),
    [
        ("<figcaption>Envoys arrive.</figcaption>", False),
        ("<div class='Article-newsletterSignup'>Envoys arrive.</div>", False),
        ("<aside id='pull-quote'>Envoys arrive.</aside>", False),
        ("<div class='relatedLinks'>Envoys arrive.</div>", False),
        ("<div class='biology'>Envoys arrive.</div>", True),
        ("<div class='story'>Envoys arrive.</div>", True),
    ],
)
def test_boxes(element: str, kept: bool) -> None:
    root = parsed(f"<html><body class='newsletter'><article>{f'<p>{PROSE}</p>' * 3}{element}</article></body></html>")
    prune(root)
    assert ("Envoys arrive." in root.text_content()) is kept
    assert root.text_content().count(PROSE) == 3


def test_a_box_that_holds_the_article_stays() -> None:
    root = parsed(f"<html><body><form><div class='promo'><p>{PROSE}</p></div></form></body></html>")
    prune(root)
    assert PROSE in root.text_content()
