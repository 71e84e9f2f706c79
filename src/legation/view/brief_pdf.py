"""Sets a brief as PDF with Typst: pages for paper, with numbered citations and their sources at the end.

Words go to the template as data, never as markup, so there is nothing in an article on which Typst would act. It
fetches nothing: the template is ours, the fonts are its own and those of the system.
"""

import json
from collections.abc import Mapping
from importlib.resources import files
from typing import Any

from legation.view.brief_parts import Brief, Citation, Group, Sentence
from legation.view.brief_render import NOTHING, clean, context, excerpt, more, scope, source

TEMPLATE = "templates/brief.typ"
MADE = 0  # the moment written into the file: none, so that the same brief is the same bytes


def pdf(brief: Brief) -> bytes:
    """Write the brief as PDF."""
    # Imported here: Typst is large, and only this needs it.
    import typst

    template = files("legation.view").joinpath(TEMPLATE).read_bytes()
    given = {"brief": json.dumps(_values(brief), ensure_ascii=False)}
    made = typst.compile(template, format="pdf", sys_inputs=given, timestamp=MADE)
    assert isinstance(made, bytes)
    return made


def _values(brief: Brief) -> Mapping[str, Any]:
    return {
        "title": _sentence(brief.headline) if brief.headline else {"text": NOTHING, "marks": [], "labels": []},
        "scope": scope(brief),
        "sections": [
            {"title": each.title, "groups": [_group(group) for group in each.groups], "more": more(each)}
            for each in brief.sections
        ],
        "sources": [_source(each) for each in brief.citations],
    }


def _group(group: Group) -> Mapping[str, Any]:
    return {
        "title": group.title,
        "heading": _sentence(group.heading) if group.heading else None,
        "sentences": [_sentence(each) for each in group.sentences],
    }


def _sentence(sentence: Sentence) -> Mapping[str, Any]:
    return {
        "text": clean(sentence.text),
        "lead": clean(sentence.lead) or None,
        "labels": [clean(each) for each in sentence.labels],
        "marks": [each.number for each in sentence.citations],
        "excerpt": excerpt(sentence) if sentence.shows else None,
    }


def _source(citation: Citation) -> Mapping[str, Any]:
    before, words, after = context(citation)
    return {
        "number": citation.number,
        "source": source(citation),
        "before": clean_ends(before),
        "words": clean_ends(words),
        "after": clean_ends(after),
        "url": clean(citation.url) or None,
    }


def clean_ends(text: str) -> str:
    """Put it on one line, and keep a space at either end: the words of a sentence are cut there."""
    bare = clean(text)
    return f"{' ' if text[:1].isspace() else ''}{bare}{' ' if bare and text[-1:].isspace() else ''}"
