"""How a record reads on a page: one line that names who does what, with the actors as links."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from legation.records import (
    AnyRecord,
    Contradiction,
    Correction,
    Development,
    Document,
    Event,
    Mention,
    Prediction,
    Pressure,
    Report,
    Silence,
    Statement,
    Tie,
)
from legation.view.present import Names
from legation.view.web import addresses

NOBODY = "someone unnamed"
# What each kind of record is called: one of them, and the list of them.
KINDS: Mapping[str, tuple[str, str]] = {
    "event": ("Event", "Events"),
    "statement": ("Statement", "Statements"),
    "pressure": ("Pressure", "Pressure"),
    "silence": ("Silence", "Silences"),
    "tie": ("Tie", "Ties"),
    "prediction": ("Prediction", "Predictions"),
    "development": ("Development", "Developments"),
    "contradiction": ("Contradiction", "Contradictions"),
    "report": ("Copies of a text", "Copied texts"),
    "mention": ("Mention", "Mentions"),
    "actor": ("Actor", "Actors"),
    "document": ("Article", "Articles"),
    "correction": ("Verdict", "Verdicts"),
}


@dataclass(frozen=True, slots=True)
class Word:
    """A piece of a line: text, and where it leads."""

    text: str
    link: str | None = None


Line = tuple[Word, ...]


def line(record: AnyRecord, names: Names) -> Line:
    """Say what a record records, in one line."""
    writer = _WRITERS.get(record.record)
    return tuple(writer(record, names)) if writer else (Word(record.record),)


def text(words: Iterable[Word]) -> str:
    """The line without its links."""
    return "".join(word.text for word in words)


def who(actors: Iterable[str], names: Names, document: str) -> Line:
    """Name actors, each with a link to its page: "A, B and C"."""
    ids = list(dict.fromkeys(actors))
    words: list[Word] = []
    for place, actor in enumerate(ids):
        joint = "" if place == 0 else " and " if place == len(ids) - 1 else ", "
        words += [Word(joint), Word(names.name(actor, document), addresses.actor(actor))]
    return tuple(word for word in words if word.text) or (Word(NOBODY),)


def _event(each: Event, names: Names) -> Line:
    act = f" {each.type}" + (f" ({each.mode})" if each.mode else "")
    to = (Word(" → "), *who(each.recipient, names, each.document)) if each.recipient else ()
    status = () if each.status == "actual" else (Word(f" · {each.status}"),)
    return (*who(each.actor, names, each.document), Word(act), *to, *status)


def _statement(each: Statement, names: Names) -> Line:
    speaker = each.speaker
    named = who((speaker.actor,), names, each.document) if speaker.actor else (Word(speaker.as_written or NOBODY),)
    to = (Word(" to "), *who(each.addressee, names, each.document)) if each.addressee else ()
    words = " … ".join(" ".join(span.text.split()) for span in each.content)
    return (*named, Word(f" {'did not ' if each.negated else ''}{each.act}"), *to, Word(f": {words}"))


def _pressure(each: Pressure, names: Names) -> Line:
    through = (Word(" press "), *who(each.intermediary, names, each.document))
    on = (Word(" to move "), *who(each.targets, names, each.document)) if each.targets else ()
    return (*who(each.pressers, names, each.document), *through, *on)


def _silence(each: Silence, names: Names) -> Line:
    on = f" on {each.topic}" if each.topic else ""
    return (*who((each.actor,), names, each.document), Word(f" silent ({each.kind}){on}"))


def _tie(each: Tie, names: Names) -> Line:
    return (*who(each.actors, names, each.document), Word(f": {each.as_described or each.kind}"))


def _prediction(each: Prediction, names: Names) -> Line:
    holder = who((each.holder,), names, each.document) if each.holder else (Word("The article"),)
    return (*holder, Word(f" foretells: {' '.join(each.claim.text.split())}"))


def _development(each: Development, names: Names) -> Line:
    if each.description:
        return (Word(each.description),)
    to = (Word(" → "), *who(each.recipient, names, each.document)) if each.recipient else ()
    return (*who(each.actor, names, each.document), Word(f" {each.type}"), *to)


def _contradiction(each: Contradiction, _: Names) -> Line:
    asked = {"occurrence": "Whether it is so", "number": "How many", "answer": "What was answered"}[each.kind]
    return (Word(asked + (f" ({each.unit})" if each.unit else "")),)


def _report(each: Report, _: Names) -> Line:
    return (Word(f"One text in {len(each.documents)} articles, first brought by {each.origin or 'an unnamed outlet'}"),)


def _mention(each: Mention, names: Names) -> Line:
    return who((each.actor,), names, each.document)


def _document(each: Document, _: Names) -> Line:
    return (Word(each.title or each.source_id or each.id, addresses.article(each.id)),)


def _correction(each: Correction, _: Names) -> Line:
    return (Word(f"{each.verdict} of {each.of} {each.target}", addresses.record(each.target)),)


_WRITERS: Mapping[str, Callable[..., Line]] = {
    "event": _event,
    "statement": _statement,
    "pressure": _pressure,
    "silence": _silence,
    "tie": _tie,
    "prediction": _prediction,
    "development": _development,
    "contradiction": _contradiction,
    "report": _report,
    "mention": _mention,
    "actor": lambda each, _: (Word(each.name, addresses.actor(each.id)),),
    "document": _document,
    "correction": _correction,
}
