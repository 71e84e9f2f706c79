"""The three formats of a brief: complete, self-contained, and deaf to hostile text."""

import re
from dataclasses import replace
from html.parser import HTMLParser
from importlib.resources import files
from itertools import pairwise

import pytest

from brief_story import NAMED, POST, RECORDS, actor, event, statement
from legation.errors import QueryError
from legation.records import AnyRecord, Document, Speaker
from legation.view.brief import FORMATS, brief, render
from legation.view.brief_limits import limits

HOSTILE = "<script>alert(1)</script> [x](https://evil.example) `c` *b* \x1b[31mred\x1b[0m \u202eflip {{ 7*7 }} &amp;"


class Page(HTMLParser):
    """What a browser would make of a page."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.links: list[str] = []
        self.ids: list[str] = []
        self.attributes: set[str] = set()
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        found = dict(attrs)
        self.attributes |= found.keys()
        self.links += [v for k, v in attrs if k in ("href", "src", "action") and v is not None]
        self.ids += [found["id"] or ""] if "id" in found else []


def hostile() -> list[AnyRecord]:
    source = Document(text=f"{HOSTILE} said: “{HOSTILE}”", title=HOSTILE, publisher=HOSTILE, url="javascript:alert(1)")
    name = actor(source, "person:x", HOSTILE, "person")
    speaker = Speaker(actor="person:x", as_written=HOSTILE, named=True)
    spoke = statement(source, speaker, "said", [HOSTILE], quotation="indirect", venue=HOSTILE)
    return [source, name, spoke, event(source, ["said"], type="ACCUSE", actor=("person:x",))]


def test_the_page_asks_nothing_from_outside() -> None:
    page = Page(render(brief(RECORDS), "html"))
    assert page.links
    assert all(link.startswith("#") for link in page.links)
    assert {link[1:] for link in page.links} <= set(page.ids)
    assert len(page.ids) == len(set(page.ids))
    assert not {"script", "img", "link", "iframe", "form", "base"} & set(page.tags)
    assert not {a for a in page.attributes if a.startswith("on")}


def test_the_page_has_one_title_and_ordered_headings() -> None:
    page = render(brief(RECORDS), "html")
    assert '<html lang="en">' in page
    levels = [int(level) for level in re.findall(r"<h(\d)", page)]
    assert levels.count(1) == 1
    assert levels[0] == 1
    assert all(after - before <= 1 for before, after in pairwise(levels))


def test_every_citation_shows_publisher_date_and_words_in_each_format() -> None:
    found = brief(RECORDS)
    pages = {f: " ".join(render(found, f).split()).replace("\\", "") for f in FORMATS}
    for citation in found.citations:
        assert f"[^{citation.number}]: {citation.publisher}, {citation.date}" in pages["md"]
        assert f"[{citation.number}] {citation.publisher}, {citation.date}" in pages["text"]
        assert f'id="c{citation.number}"' in pages["html"]
        assert f"<mark>{citation.words}</mark>" in pages["html"]


def test_every_sentence_is_in_each_format() -> None:
    found = brief(RECORDS)
    for format in FORMATS:
        page = " ".join(render(found, format).split())
        assert all(s.text in page for s in found.sentences)


@pytest.mark.parametrize("format", FORMATS)
def test_hostile_text_does_nothing(format: str) -> None:
    page = render(brief(hostile()), format)
    assert "alert(1)" in page
    assert not re.search("[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e]", page)
    if format == "html":
        assert not {"script", "b", "em", "code"} & set(Page(page).tags) - {"b"}
        assert all(link.startswith("#") for link in Page(page).links)
        assert "{{ 7*7 }}" in page
    if format == "md":
        outside = re.sub(r"`[^`\n]*`", "", page.replace("\\`", ""))
        assert not re.search(r"(?<!\\)<|(?<!\\)\]\(", outside)


def test_markdown_takes_no_heading_or_list_from_a_text() -> None:
    name = actor(POST, "JPN", "# 1. Japan", as_written="Beijing")
    page = render(brief([POST, name, event(POST, ["sent"], type="ACCUSE", actor=("JPN",))]), "md")
    assert "\\# 1. Japan" in page


@pytest.mark.parametrize("format", FORMATS)
def test_an_empty_brief_says_so(format: str) -> None:
    assert "hold nothing to tell" in render(brief([]), format)


def test_an_unknown_format_is_refused_with_the_known_ones() -> None:
    with pytest.raises(QueryError, match="md, html, text"):
        render(brief([]), "docx")


def test_plain_text_fits_a_terminal() -> None:
    lines = render(brief([r for r in RECORDS if r != POST] + [replace(POST, url=None)]), "text").splitlines()
    assert max(map(len, lines)) <= 78


def test_left_out_sentences_are_counted() -> None:
    many = [event(POST, ["sent", w], type="ACCUSE", actor=(f"org:{w}",)) for w in set(POST.text.split()) if w.isalpha()]
    page = render(brief([POST, *NAMED, *many]), "text")
    assert f"and {len(many) - limits().sections['developments']} more (legation show developments)" in page


def _luminance(colour: str) -> float:
    full = colour if len(colour) == 7 else "#" + "".join(c * 2 for c in colour[1:])
    parts = [int(full[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def test_colours_keep_the_contrast_that_readers_need() -> None:
    css = files("legation.view").joinpath("static/brief.css").read_text(encoding="utf-8")
    themes = [
        dict(re.findall(r"--([\w-]+): (#[0-9a-f]{3,6});", block)) for block in re.findall(r":root \{(.*?)\}", css, re.S)
    ]
    pairs = [(ink, ground) for ink in ("ink", "soft", "accent", "doubt") for ground in ("paper", "raised")]
    assert len(themes) == 3
    for theme in themes:
        for one, other in [*pairs, ("mark-ink", "mark")]:
            light, dark = sorted((_luminance(theme[one]), _luminance(theme[other])), reverse=True)
            assert (light + 0.05) / (dark + 0.05) >= 4.5, (one, other, theme)
