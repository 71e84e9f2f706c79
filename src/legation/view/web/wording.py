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
from legation.view.brief_words import conjugate, fill, load, opened
from legation.view.present import Names
from legation.view.web import addresses, codes

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
    """Say it as a sentence: the verb of its type and mode, in the form that fits what did, will or may happen."""
    others = tuple(actor for actor in each.recipient if actor not in each.actor) or each.recipient
    together = len(set(each.actor)) > 1 and set(each.recipient) <= set(each.actor)
    phrases = load().event_phrases(each.type, each.mode)
    form = ("together" if together else "to") if each.recipient else "alone"
    phrase = phrases.get(form) or phrases.get("alone") or "[act|acted]"
    amount = load().amount(each.magnitude[0]) if each.magnitude else None
    verb = conjugate(phrase, each.status, plural=len(set(each.actor)) > 1)
    before, slot, after = verb.partition("{recipient}")
    to = who(others, names, each.document) if slot else ()
    subject = who(each.actor, names, each.document) if each.actor else (Word(opened(NOBODY)),)
    return (*subject, Word(f" {fill(before, amount=amount)}"), *to, Word(fill(after, amount=amount)))


def _statement(each: Statement, names: Names) -> Line:
    speaker = each.speaker
    named = who((speaker.actor,), names, each.document) if speaker.actor else (Word(speaker.as_written or NOBODY),)
    phrases = load().table["acts"].get(each.act) or {"alone": f"[{each.act}|{each.act}]"}
    phrase = phrases.get("to") if each.addressee else phrases["alone"]
    verb = conjugate(phrase or phrases["alone"], "negated" if each.negated else "actual", plural=False)
    before, slot, after = verb.partition("{addressee}")
    to = who(each.addressee, names, each.document) if slot else ()
    words = " … ".join(" ".join(span.text.split()) for span in each.content)
    return (*named, Word(f" {before}"), *to, Word(f"{after}: {words}"))


def _pressure(each: Pressure, names: Names) -> Line:
    verb = conjugate("[press|pressed]", each.status, plural=len(each.pressers) > 1)
    through = (Word(f" {verb} "), *who(each.intermediary, names, each.document))
    on = (Word(" to move "), *who(each.targets, names, each.document)) if each.targets else ()
    return (*who(each.pressers, names, each.document), *through, *on)


def _silence(each: Silence, names: Names) -> Line:
    on = f" on {each.topic}" if each.topic else ""
    return (*who((each.actor,), names, each.document), Word(f" {codes.word('silence', each.kind)}{on}"))


def _tie(each: Tie, names: Names) -> Line:
    return (*who(each.actors, names, each.document), Word(f": {each.as_described or codes.word('tie', each.kind)}"))


def _prediction(each: Prediction, names: Names) -> Line:
    holder = who((each.holder,), names, each.document) if each.holder else (Word("The article"),)
    return (*holder, Word(f" foretells: {' '.join(each.claim.text.split())}"))


def _development(each: Development, names: Names) -> Line:
    if each.description:
        return (Word(each.description),)
    to = (Word(" → "), *who(each.recipient, names, each.document)) if each.recipient else ()
    return (*who(each.actor, names, each.document), Word(f": {codes.event_noun(each.type)}"), *to)


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
    told = f"{KINDS[each.of][0]} {codes.word('verdict', each.verdict)}" + (f" by {each.by}" if each.by else "")
    return (Word(told, addresses.record(each.target)),)


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
