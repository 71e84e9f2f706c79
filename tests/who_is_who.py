"""Whom a marked phrase of a text means ("the [envoy] left"), by the finding steps, which are loaded once."""

from functools import lru_cache

from legation import pipeline
from legation.knowledge import load as load_knowledge
from legation.models import SpacyParser
from legation.read.plain import document
from legation.records import Actor
from legation.resolving.passage import party_at
from legation.step import Reading, Step


@lru_cache(maxsize=1)
def _steps() -> tuple[Step, ...]:
    return pipeline.finding(SpacyParser(), load_knowledge())


def _read(marked: str, day: str | None, dateline: str | None) -> Reading:
    text = marked.replace("[", "").replace("]", "")
    return pipeline.read(document(text, published=day, dateline=dateline), _steps())


def who(marked: str, day: str | None = None, dateline: str | None = None) -> tuple[str, ...]:
    """The ids that the phrase in square brackets stands for; () for nobody. `day` and `dateline` are the report's."""
    start, end = marked.index("["), marked.index("]") - 1
    party = party_at(_read(marked, day, dateline), start, end)
    return () if party is None else party.actors


def actor(text: str, key: str, day: str | None = None, dateline: str | None = None) -> Actor:
    """The record of one of the actors of a text."""
    return next(each for each in _read(text, day, dateline).of(Actor) if each.id == key)
