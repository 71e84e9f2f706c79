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
        "Sign up for The Log, the newsletter that envoys read",
        "Copyright Gazette. No reproduction without written permission.",
        "webmaster@gazette.example",
        "https://gazette.example/talks",
        "More on the talks",
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
        "More on that later, the envoy said.",
        "Copyright is the subject of the talks that begin on Monday.",
        "The envoy asked all to write to talks@gazette.example before the end of the month, and thousands did so.",
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


@pytest.mark.parametrize(
    "line",
    [
        "Jane Doe reported from Vienna.",
        "Jane Doe covers diplomacy for the Gazette.",
        "John Roe is a correspondent of the Gazette in Vienna.",
    ],
)
def test_lines_about_the_authors(line: str) -> None:
    assert prose([PROSE, line], "Talks", "Jane Doe, John Roe").lines == (PROSE,)
    assert prose([PROSE, line], "Talks", "Ann Other").lines == (PROSE, line)


@pytest.mark.parametrize(
    "line", ["Jane Doe", "Press release", "Posted: Saturday", "Geneva, June 25, 1921", "2017年3月9日17時20分"]
)
def test_labels_names_and_dates_above_the_text(line: str) -> None:
    assert prose([line, PROSE], "Talks", "Jane Doe").lines == (PROSE,)
    assert prose([PROSE, line, PROSE], "Talks", "Jane Doe").lines == (PROSE, line, PROSE)


def test_end_of_the_page_goes_with_all_behind_it() -> None:
    text = [PROSE] * 6
    assert prose([*text, "Media contacts", "The press office, Vienna"], None).lines == tuple(text)
    assert prose([*text, "See more on: Vienna", "The harbour is closed."], None).lines == tuple(text)


def test_what_is_long_is_no_end_of_the_page() -> None:
    text = [PROSE, PROSE, "Contacts", PROSE, PROSE]
    assert prose(text, None).lines == tuple(text)


def test_embedded_posts_and_standfirsts_go() -> None:
    root = parsed(
        f"<body><p class='article-standfirst'>In short</p><p>{PROSE}</p><p>{PROSE}</p>"
        "<blockquote class='twitter-tweet'><p>Unbelievable</p></blockquote></body>"
    )
    prune(root)
    assert "Unbelievable" not in root.text_content()
    assert "In short" not in root.text_content()
    assert PROSE in root.text_content()
