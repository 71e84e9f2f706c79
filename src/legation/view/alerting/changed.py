"""The first lines of the brief for a digest: what the new articles tell."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from legation.desk import Desk
from legation.errors import LegationError
from legation.store.store import Store
from legation.view.alerting.cleaning import words
from legation.view.alerting.settings import settings
from legation.view.brief_parts import Brief, Sentence
from legation.view.brief_words import load

CHANGED = "changed"


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A sentence of the brief with its marks ("one origin: Harbour Wire") and the outlets that it rests on."""

    text: str
    labels: tuple[str, ...]
    sources: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Changed:
    """What changed, under the headings of the brief; `trouble` says why there is nothing, where something is wrong."""

    groups: tuple[tuple[str, tuple[Line, ...]], ...] = ()
    trouble: str | None = None


def changed(store: Store, desk: Desk, since: str) -> Changed:
    """What the articles published from the day `since` on tell that is new."""
    from legation.view.brief import written
    from legation.view.brief_asked import asked

    path = Path(desk.file)
    try:
        made = written(asked(store, [], since, path if path.exists() else None))
    except LegationError as error:
        return Changed(trouble=words(error, settings().because))
    return Changed(groups=tuple(_groups(made)))


def _groups(made: Brief) -> Iterator[tuple[str, tuple[Line, ...]]]:
    most = settings().digest_lines
    for section in made.sections:
        if section.key == CHANGED:
            for group in section.groups:
                lines = tuple(_line(each) for each in group.sentences[:most])
                if lines:
                    yield words(group.title, settings().title), lines


def _line(sentence: Sentence) -> Line:
    limits = settings()
    outlets = dict.fromkeys(words(each.publisher, limits.publisher) for each in sentence.citations if each.publisher)
    also = load().table["labels"]["printed"].partition("{")[0]  # who printed a copy is for the brief itself
    lead = f"{sentence.lead}: " if sentence.lead else ""
    return Line(
        text=words(f"{lead[:1].upper()}{lead[1:]}{sentence.text}", limits.because),
        labels=tuple(words(each, limits.publisher) for each in sentence.labels if not each.startswith(also)),
        sources=tuple(outlets),
    )
