"""Citations: plain, Markdown, BibTeX; hostile words stay words, and keys stay the same."""

import re
from datetime import date

import pytest

from legation.records import Document, Span, Speaker, Statement
from legation.view.present import Names
from legation.view.web import citing

DAY = date(2024, 11, 1)
HOSTILE = (
    "Braces {in} and } out {",
    "Back\\slash \\input{/etc/passwd} \\",
    "Quotes \" and “these” and 'those'",
    "Control \x1b[31m\x00 and \u202eturned\u202c",
    "باكستان تغلق أجواءها",
    "100% & $5 #1 a_b ~ ^ <b>*bold*</b> [x](javascript:alert(1)) `code`",
    "}, @misc{evil, title = {x",
    "line\nbreak\r\nand\ttab",
)


def cited(title: str | None = "Seoul counts troops", **fields: str | None) -> citing.Forms:
    values: dict[str, str | None] = {
        "publisher": "Delta Ledger (sample)",
        "published": "2024-11-01",
        "url": "https://example.org/a?b=1&c=2",
    }
    document = Document(title=title, text="North Korea has sent 3,000 troops.", **(values | fields))  # type: ignore[arg-type]
    statement = Statement(
        document=document.id,
        speaker=Speaker(actor=None, as_written="the spy agency", named=False),
        cue="said",
        act="say",
        quotation="indirect",
        content=(Span.cut(document.text, 0, 33),),
    )
    names = Names([document])
    return citing.forms(citing.cited(document, names, statement, site="http://localhost:8470/", accessed=DAY))


def braces_pair(text: str) -> bool:
    """Whether braces pair as BibTeX counts them: it knows no backslash."""
    depth = 0
    for each in text:
        depth += (each == "{") - (each == "}")
        if depth < 0:
            return False
    return depth == 0


def test_a_citation_says_who_said_what_where_and_when() -> None:
    forms = cited()
    for form in (forms.plain, forms.markdown.replace("\\", ""), forms.bibtex):
        assert "North Korea has sent 3,000 troops" in form
        assert "the spy agency" in form
        assert "Delta Ledger (sample)" in form
        assert "https://example.org/a?b=1&c=2" in form
        assert "http://localhost:8470/records/" in form
    assert "1 November 2024" in forms.plain
    assert "accessed 1 November 2024" in forms.markdown
    assert "urldate      = {2024-11-01}" in forms.bibtex


@pytest.mark.parametrize("title", HOSTILE)
def test_bibtex_stays_one_entry_whatever_the_words(title: str) -> None:
    bibtex = cited(title, publisher=title, byline=title).bibtex
    assert braces_pair(bibtex)
    assert re.fullmatch(r"@misc\{[a-z0-9-]+,\n(  [a-z]+ += \{.*\},\n)+\}", bibtex)
    assert len(re.findall(r"^@", bibtex, re.MULTILINE)) == 1
    assert not re.search(r"(?<!\\)[%#&$](?![^\n]*\n?.*url)", _field(bibtex, "title"))
    assert not re.search("[\x00-\x09\x0b-\x1f\x7f\u202a-\u202e\u2066-\u2069]", bibtex)


@pytest.mark.parametrize("title", HOSTILE)
def test_every_form_is_free_of_controls_and_has_each_part_on_one_line(title: str) -> None:
    forms = cited(title)
    for form in (forms.plain, forms.markdown):
        assert "\n" not in form
        assert not re.search("[\x00-\x1f\x7f\u202a-\u202e\u2066-\u2069]", form)


def test_markdown_of_a_title_is_text() -> None:
    markdown = cited("[x](javascript:alert(1)) *bold* <b>").markdown
    assert r"\[x\]\(javascript:alert\(1\)\) \*bold\* \<b\>" in markdown
    assert markdown.count("](") == 2  # the article, and the record


def test_only_addresses_of_the_web_are_cited_and_nothing_in_them_ends_a_field() -> None:
    assert "javascript" not in cited(url="javascript:alert(1)").plain
    bibtex = cited(url='https://example.org/{a}"b c>\\d').bibtex
    assert "url          = {https://example.org/%7Ba%7D%22b%20c%3E%5Cd}" in bibtex


def test_a_key_is_stable_and_plain() -> None:
    document = Document(title="x", publisher="Der Spiegel – Übersee (sample)", published="2024-05-06", text="Words.")
    again = Document(title="y", publisher="Der Spiegel – Übersee (sample)", published="2024-05-06", text="Words.")
    assert citing.key(document) == citing.key(again) == f"der-spiegel-ubersee-2024-{document.id[:8]}"
    assert citing.key(Document(text="Words.")) == Document(text="Words.").id[:8]
    assert re.fullmatch(r"[a-z0-9-]+", citing.key(Document(publisher="}{\\,", published="}{", text="Words.")))


def test_what_is_missing_is_left_out() -> None:
    forms = cited(None, publisher=None, published=None, url=None)
    assert "title" not in forms.bibtex.replace("https", "")
    assert "author" not in forms.bibtex
    assert "undated" in forms.plain
    assert ", ," not in forms.plain


def _field(bibtex: str, name: str) -> str:
    found = re.search(rf"^  {name} += \{{(.*)\}},$", bibtex, re.MULTILINE)
    return found[1] if found else ""
