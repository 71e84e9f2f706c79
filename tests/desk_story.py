"""Articles in which states and their officials speak and keep silent, told as (day, speaker, words) and the like."""

from collections.abc import Iterable
from pathlib import Path

from legation.records import Actor, AnyRecord, Document, Evidence, Mention, Silence, Span, Speaker, Statement
from legation.store.store import Store

STATES = {"IND": "India", "PAK": "Pakistan", "CHN": "China", "USA": "United States"}
DESK = """
[desk]
name = "A test"

[[actors]]
id = "India"
[[actors]]
id = "PAK"

[[issues]]
id = "talks"
title = "Mediation by others"
words = ["mediat*", "third party"]
[[issues]]
id = "water"
words = ["treaty"]

[[expected]]
actor = "China"
issue = "talks"
since = 2025-05-01
"""


def article(day: str | None, *sentences: str, publisher: str = "Post (sample)") -> Document:
    """An article of some sentences."""
    return Document(text=" ".join(sentences), published=day, publisher=publisher, language="en")


def speaker(
    actor: str, *, country: str | None = None, sector: str | None = "GOV", written: str | None = None
) -> Speaker:
    """A speaker in office, unless another sector is given."""
    country = country or (actor if actor in STATES else None)
    return Speaker(
        actor=actor, as_written=written or STATES.get(actor, actor), named=True, sector=sector, country=country
    )


def said(document: Document, who: Speaker, words: str, act: str = "say", **fields: object) -> Statement:
    """A statement whose content are those words of the article."""
    start = document.text.index(words)
    values: dict[str, object] = {"cue": act, "act": act, "quotation": "indirect", **fields}
    cue = Evidence.cut(document.text, max(0, start - 1), start, "cue")
    content = (Span.cut(document.text, start, start + len(words)),)
    return Statement(document=document.id, speaker=who, content=content, evidence=(cue,), **values)  # type: ignore[arg-type]


def silent(document: Document, actor: str, cue: str, kind: str = "no-response", topic: str | None = None) -> Silence:
    """A silence that those words of the article tell."""
    start = document.text.index(cue)
    evidence = (Evidence.cut(document.text, start, start + len(cue), "cue"),)
    return Silence(document=document.id, actor=actor, kind=kind, topic=topic, evidence=evidence)  # type: ignore[arg-type]


def people(document: Document) -> list[AnyRecord]:
    """The states that the article names, with their first mention."""
    found: list[AnyRecord] = []
    for key, name in STATES.items():
        if (start := document.text.find(name)) >= 0:
            found.append(Actor(document=document.id, id=key, name=name, kind="state", country=key, sector="GOV"))
            found.append(Mention(document=document.id, start=start, end=start + len(name), actor=key, kind="name"))
    return found


def filled(path: Path, story: Iterable[tuple[Document, Iterable[AnyRecord]]]) -> Path:
    """A store with these articles, the states that they name, and the records."""
    with Store.open(path) as store:
        for document, records in story:
            store.add(document, [*people(document), *records])
    return path
