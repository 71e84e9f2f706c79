"""Writes a brief as Markdown, as one HTML page that needs nothing from outside, or as plain text.

Words that come from articles are foreign: each format neutralises what it would act on (tags, Markdown marks,
terminal controls, characters that turn the direction of text).
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from importlib.resources import files
from textwrap import TextWrapper
from typing import Literal, get_args

from legation.errors import QueryError
from legation.view.brief_parts import Brief, Citation, Group, Section, Sentence
from legation.view.brief_words import load

Format = Literal["md", "html", "text"]
FORMATS: tuple[str, ...] = get_args(Format)
MARKDOWN = re.compile(r"([\\`*_{}\[\]<>#|~$&])")
LINE_START = re.compile(r"^(\d+)([.)])|^([-+=:])")
# C0 and C1 controls, and the characters that reverse or isolate runs of text.
UNSEEN = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]")
CONTEXT = 180  # characters of a sentence shown before and after the quoted words
WIDTH = 78
# Where the rest of a section is listed.
LISTED = {
    "changed": "developments",
    "developments": "developments",
    "said": "statements",
    "pressure": "pressure",
    "silent": "silences",
    "ties": "ties",
    "predictions": "predictions",
    "accounts": "contradictions",
}
DOUBTS = ("one", "disputed", "figures", "open", "overdue", "failed")
NOTHING = "The records hold nothing to tell here"


def render(brief: Brief, format: str = "md") -> str:
    """Write the brief in one of FORMATS."""
    writers: dict[str, Callable[[Brief], str]] = {"md": _markdown, "html": _html, "text": _text}
    if format not in writers:
        raise QueryError(f"format: '{format}' is unknown; choose one of {', '.join(FORMATS)}")
    return writers[format](brief)


def clean(text: str | None) -> str:
    """Take out what can't be seen and put the rest on one line."""
    return " ".join(UNSEEN.sub("", text or "").split())


def scope(brief: Brief) -> str:
    """Say what the brief is drawn from."""
    parts = [f"On {clean(brief.about)}"] if brief.about else []
    parts.append(_count(brief.articles, "article"))
    if brief.publishers:
        parts.append(_count(len(brief.publishers), "publisher"))
    if brief.first and brief.last:
        parts.append(brief.first if brief.first == brief.last else f"{brief.first} to {brief.last}")
    if brief.read < brief.articles:
        parts.append(f"written from the {brief.read} that tell most")
    return " · ".join(parts)


def context(citation: Citation) -> tuple[str, str, str]:
    """The quoted words between the rest of their sentence, cut where that is long."""
    before, after = UNSEEN.sub("", citation.before), UNSEEN.sub("", citation.after)
    if len(before) > CONTEXT:
        before = "… " + before[-CONTEXT:].partition(" ")[2]
    if len(after) > CONTEXT:
        after = after[:CONTEXT].rpartition(" ")[0] + " …"
    return before, UNSEEN.sub("", citation.words), after


def source(citation: Citation) -> str:
    """Publisher, date and title of the cited document."""
    parts = (citation.publisher or "Unnamed publisher", citation.date or "undated", citation.title)
    return ", ".join(clean(part) for part in parts if part)


def excerpt(sentence: Sentence) -> str:
    """The words of the first citation with their publisher: what was summed up, in the report's own terms."""
    first = sentence.citations[0]
    words = f"{'… ' if clean(first.before) else ''}{clean(first.words)}{' …' if first.after.strip(' .”') else ''}"
    return f"{words} ({clean(first.publisher) or 'unnamed publisher'})"


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"


def more(section: Section) -> str:
    """Say how much of a section is left out, and which command lists it."""
    return f"and {section.omitted} more (legation show {LISTED[section.key]})" if section.omitted else ""


def _escaped(text: str | None) -> str:
    """Text in which Markdown finds nothing to act on."""
    marked = MARKDOWN.sub(r"\\\1", clean(text))
    return LINE_START.sub(lambda m: f"{m[1]}\\{m[2]}" if m[1] else f"\\{m[3]}", marked)


def _markdown(brief: Brief) -> str:
    def line(sentence: Sentence) -> str:
        lead = f"**{_escaped(sentence.lead)}.** " if sentence.lead else ""
        labels = f" *({_escaped('; '.join(sentence.labels))})*" if sentence.labels else ""
        return f"{lead}{_escaped(sentence.text)}{labels}{notes(sentence)}"

    def notes(sentence: Sentence) -> str:
        return "".join(f"[^{c.number}]" for c in sentence.citations)

    def words(sentence: Sentence) -> str:
        return f"\\\n  {_escaped(excerpt(sentence))}" if sentence.shows else ""

    def group(group: Group) -> Iterator[str]:
        if group.title:
            yield f"### {_escaped(group.title)}\n"
        if group.heading:
            labels = f" *({_escaped('; '.join(group.heading.labels))})*" if group.heading.labels else ""
            yield f"### {_escaped(group.heading.text)}{labels}{notes(group.heading)}\n"
        yield "".join(f"- {line(s)}{words(s)}\n" for s in group.sentences)

    head = brief.headline
    parts = [f"# {_escaped(head.text)}{notes(head)}\n" if head else f"# {NOTHING}\n", f"*{_escaped(scope(brief))}*\n"]
    for section in brief.sections:
        parts += [f"## {section.title}\n", *(p for g in section.groups for p in group(g))]
        parts += [f"*{more(section)}*\n"] if section.omitted else []
    parts.append("".join(_footnote(c) for c in brief.citations))
    return "\n".join(parts)


def _footnote(citation: Citation) -> str:
    url = f" `{clean(citation.url).replace('`', '')}`" if citation.url else ""
    return f"[^{citation.number}]: {_escaped(source(citation))}: “{_escaped(citation.words)}”{url}\n"


def _text(brief: Brief) -> str:
    def marks(sentence: Sentence) -> str:
        return " " + "".join(f"[{c.number}]" for c in sentence.citations)

    def item(sentence: Sentence) -> str:
        lead = f"{sentence.lead}: " if sentence.lead else ""
        labels = f" ({'; '.join(sentence.labels)})" if sentence.labels else ""
        return f"{lead}{sentence.text}{labels}{marks(sentence)}"

    def headed(sentence: Sentence) -> str:
        labels = f" ({'; '.join(sentence.labels)})" if sentence.labels else ""
        return f"{sentence.text}{labels}{marks(sentence)}"

    head = brief.headline
    lines = [*_wrapped(head.text + marks(head) if head else NOTHING), scope(brief)]
    for section in brief.sections:
        lines += ["", section.title.upper()]
        for group in section.groups:
            if group.heading:
                lines += ["", *_wrapped(headed(group.heading))]
            elif group.title:
                lines += ["", group.title]
            for sentence in group.sentences:
                lines += _wrapped(item(sentence), "  - ", "    ")
                lines += _wrapped(excerpt(sentence), " " * 6, " " * 6) if sentence.shows else []
        lines += [f"    {more(section)}"] if section.omitted else []
    lines += ["", "SOURCES"] if brief.citations else []
    seen: set[str] = set()
    for c in brief.citations:
        first = replace(c, title=None, url=None) if c.document in seen else c
        seen.add(c.document)
        url = f" {c.url}" if first.url else ""
        lines += _wrapped(f"{source(first)}: “{clean(c.words)}”{url}", f"{f'[{c.number}]':>6} ", " " * 7)
    return "\n".join(lines) + "\n"


def _wrapped(text: str, first: str = "", rest: str = "") -> list[str]:
    wrapper = TextWrapper(WIDTH, initial_indent=first, subsequent_indent=rest, break_on_hyphens=False)
    wrapper.break_long_words = False
    return wrapper.wrap(clean(text))


def _html(brief: Brief) -> str:
    # Imported here, since plain text need not wait for it.
    from jinja2 import Environment, StrictUndefined
    from markupsafe import Markup

    room = files("legation.view")
    environment = Environment(autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True)
    environment.filters["clean"] = clean
    template = environment.from_string(room.joinpath("templates/brief.html").read_text(encoding="utf-8"))
    return template.render(
        brief=brief,
        doubts=tuple(_opening(name) for name in DOUBTS),
        also=_opening("printed"),
        scope=scope(brief),
        nothing=NOTHING,
        context=context,
        source=source,
        more=more,
        # Our own file: the only text on the page that isn't escaped.
        style=Markup(room.joinpath("static/brief.css").read_text(encoding="utf-8")),
        places=_places(brief),
    )


def _opening(label: str) -> str:
    """How a label begins, before the names in it."""
    return str(load().table["labels"][label]).partition("{")[0]


def _places(brief: Brief) -> dict[int, list[int]]:
    """For each citation, the sentences that cite it, counted from 1: where its back links lead."""
    found: dict[int, list[int]] = {c.number: [] for c in brief.citations}
    for place, sentence in enumerate(brief.sentences, start=1):
        for citation in sentence.citations:
            found[citation.number].append(place)
    return found
