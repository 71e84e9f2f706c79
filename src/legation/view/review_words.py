"""A record in words, for a reviewer: what a reader would take from it."""

from collections.abc import Iterable

from legation.records import Actor, AnyRecord, Event, Mention, Prediction, Pressure, Silence, Statement, Tie
from legation.view.brief_events import say
from legation.view.brief_parts import Sentence
from legation.view.brief_predictions import predictions
from legation.view.brief_relations import pressures, ties
from legation.view.brief_silences import silences
from legation.view.brief_sources import Sources
from legation.view.brief_voices import voices
from legation.view.brief_words import closed, load, opened
from legation.view.present import readable
from legation.view.review_sources import Case


def in_words(case: Case) -> str:
    """Say what the record says in a sentence; nothing where it has no words to stand on."""
    record = case.record
    sources = Sources((case.document, *_with(case)), load(), frozenset({record.id}))
    match record:
        case Event():
            told = say((record,), sources)
        case Pressure():
            told = _first(pressures(sources, in_words=True))
        case Statement():
            told = _spoken(sources)
        case Silence():
            told = _first(silences(sources))
        case Tie():
            told = _first(ties(sources))
        case Prediction():
            told = _first(predictions(sources))
        case Actor():
            told = _called(record)
        case Mention():
            words = case.document.text[record.start : record.end]
            told = f"“{words}” is {case.names.name(record.actor, record.document)}"
        case _:
            told = ""
    return closed(opened(told)) if told else ""


def _with(case: Case) -> Iterable[AnyRecord]:
    """All of the article, the record as it was read in the place of what a verdict made of it."""
    own = (case.record.record, case.record.id)
    yield from (each for each in case.around if (each.record, each.id) != own)
    yield case.record


def _first(sentences: Iterable[Sentence]) -> str:
    return next((each.text for each in sentences), "")


def _spoken(sources: Sources) -> str:
    groups, _ = voices(sources)
    if not groups:
        return ""
    heading = groups[0].heading
    said = _first(groups[0].sentences).removeprefix("… ")
    return f"{heading.text} – {said[:1].lower()}{said[1:]}" if heading else said


def _called(actor: Actor) -> str:
    where = f" of {actor.country}" if actor.country and actor.country != actor.id else ""
    what = {"organisation": "an organisation", "unnamed": "an unnamed person"}.get(actor.kind, f"a {actor.kind}")
    role = f", here “{actor.role}”" if actor.role else ""
    known = "" if actor.resolved else "; nobody whom the tables know"
    return f"{actor.name or readable(actor.id)}: {what}{where}{role}{known}"
