"""The brief on paper: all that the brief says stands in it, articles' words are never markup, any script is set."""

import io
from dataclasses import replace
from pathlib import Path

import pytest
from pypdf import PdfReader

import brief_story
import fakes
from legation.store.store import Store
from legation.view import cli
from legation.view.brief import Brief, brief
from legation.view.brief_parts import Citation
from legation.view.brief_pdf import pdf

MARKUP = '#panic("no") *bold* _it_ $x$ `raw` @ref <label> \\ = heading #sys.inputs // no'


def pages(content: bytes) -> list[str]:
    return [page.extract_text() for page in PdfReader(io.BytesIO(content)).pages]


def flat(text: str) -> str:
    """Letters and digits alone: lines break where they must, and ligatures are letters again."""
    ligatures = str.maketrans({"ﬁ": "fi", "ﬂ": "fl", "ﬀ": "ff", "ﬃ": "ffi", "ﬄ": "ffl"})
    return "".join(char for char in text.translate(ligatures) if char.isalnum())


@pytest.fixture(scope="module")
def told() -> Brief:
    return brief(brief_story.RECORDS)


def first_cited(brief: Brief, **change: str) -> Brief:
    cited: Citation = replace(brief.citations[0], **change)  # type: ignore[arg-type]
    return replace(brief, citations=(cited, *brief.citations[1:]))


def test_title_days_sections_citations_and_pages_stand_in_it(told: Brief) -> None:
    found = pages(pdf(told))
    whole = flat(" ".join(found))
    assert told.headline is not None
    assert flat(told.headline.text) in flat(found[0])
    assert flat("3 articles · 3 publishers · 31 October 2024 to 2 November 2024") in flat(found[0])
    for section in told.sections:
        assert flat(section.title) in whole
    for citation in told.citations:
        assert flat(citation.words) in whole
    for number, page in enumerate(found, start=1):
        assert f"Page {number} of {len(found)}" in page


def test_the_same_brief_is_the_same_bytes_and_its_name_is_the_headline(told: Brief) -> None:
    made = pdf(told)
    assert made == pdf(told)
    meta = PdfReader(io.BytesIO(made)).metadata
    assert meta is not None
    assert told.headline is not None
    assert meta.title == told.headline.text


def test_words_of_articles_are_data_and_never_markup(told: Brief) -> None:
    made = pages(
        pdf(first_cited(told, words=MARKUP, title=MARKUP, publisher=MARKUP, url=f"https://x.example/{MARKUP}"))
    )
    whole = " ".join(" ".join(made).split())
    assert '#panic("no") *bold* _it_ $x$ `raw` @ref <label> \\ = heading #sys.inputs // no' in whole


@pytest.mark.parametrize(
    "words",
    [
        "قالت الوزارة إن المحادثات مستمرة",
        "המשרד אמר שהשיחות נמשכות",
        "外交部表示会谈仍在继续",
        "Министерство заявило",
        "मंत्रालय ने कहा",
        "\u202eevil\u202c \x00\x1b[31m",
        "🕊️",
    ],
)
def test_no_script_breaks_it(told: Brief, words: str) -> None:
    assert pages(pdf(first_cited(told, words=words, before="", after="")))


def test_an_empty_brief_is_a_page_that_says_so() -> None:
    (page,) = pages(pdf(Brief(headline=None, sections=(), citations=())))
    assert "The records hold nothing to tell here" in page


def test_the_command_writes_a_file_and_none_to_the_screen(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    with Store.open(tmp_path / "legation.db") as store:
        store.add(
            brief_story.POST, (r for r in brief_story.RECORDS if getattr(r, "document", "") == brief_story.POST.id)
        )
    assert cli.run(("brief", "--format", "pdf", "-o", "brief.pdf"), fakes.parts(fakes.code)) == 0
    assert (tmp_path / "brief.pdf").read_bytes().startswith(b"%PDF-")
    assert cli.run(("brief", "--format", "pdf"), fakes.parts(fakes.code)) == 2
    assert "name a file for it with --output" in capsys.readouterr().err
    assert cli.run(("brief", "--format", "pdf", "-o", "no/where.pdf"), fakes.parts(fakes.code)) != 0
    assert "can't be written" in capsys.readouterr().err
