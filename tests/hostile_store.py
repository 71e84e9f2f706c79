"""A store in which each article is an attack in all its fields; and one of the same shape that is harmless."""

from collections.abc import Callable, Iterator
from datetime import date, timedelta
from pathlib import Path

from hostile import ATTACKS, HUGE, Attack
from legation import batch
from legation.records import (
    Actor,
    AnyRecord,
    Certainty,
    DateRange,
    Document,
    Event,
    Evidence,
    Place,
    Prediction,
    Pressure,
    Silence,
    Span,
    Speaker,
    Statement,
    Tie,
)
from legation.store.store import Store

FIRST = date(2025, 5, 1)


def storable(words: str) -> str:
    """The words as a reader of articles gives them on: what cannot be encoded is replaced."""
    return words.encode("utf-8", "replace").decode()


def article(number: int, words: str, url: str | None = None) -> tuple[Document, tuple[AnyRecord, ...]]:
    """An article with the words in its head, in its text, in names and in what is said."""
    words = storable(words)
    text = f"{words}\nAlbia struck Borovia near {words}. {words} said {words} is likely. Borovia was silent on {words}."
    document = Document(
        source_id=f"{number} {words}",
        title=words,
        publisher=words,
        byline=words,
        dateline=words,
        url=url or words,
        published=(FIRST + timedelta(days=number)).isoformat(),
        text=text,
    )
    return document, tuple(_records(document, words, number))


def alone(path: Path, change: Callable[[str], str]) -> dict[str, str]:
    """Store an article for each attack, its words changed, with the same address and without what links them."""
    ids = {}
    with Store.open(path) as store:
        for number, attack in enumerate(ATTACKS):
            document, records = article(number, change(attack.words), "https://example.org/1")
            store.add(document, records)
            ids[attack.name] = document.id
    return ids


def build(path: Path, attacks: tuple[Attack, ...] = ATTACKS) -> dict[str, str]:
    """Store an article for each attack; return the ids of the articles by the attacks' names."""
    ids = {}
    with Store.open(path) as store:
        for number, attack in enumerate(attacks):
            document, records = article(number, attack.words)
            store.add(document, records)
            ids[attack.name] = document.id
        store.add(Document(title="A long word", text=HUGE, published="2025-05-02", publisher="Post"), ())
        batch.relink(store)
    return ids


def _records(document: Document, words: str, number: int) -> Iterator[AnyRecord]:
    def span(said: str, nth: int = 0) -> Span:
        start = document.text.index(said, len(words) + 1 + nth)
        return Span.cut(document.text, start, start + len(said))

    def evidence(said: str, role: str = "trigger") -> tuple[Evidence, ...]:
        found = span(said)
        return (Evidence.cut(document.text, found.start, found.end, role),)

    mine = document.id
    person = f"person:{words.strip()[:60] or 'x'}:{number}"
    yield Actor(id="ALB", name="Albia", kind="state", evidence=evidence("Albia", "mention"), document=mine)
    yield Actor(id="BOL", name="Borovia", kind="state", evidence=evidence("Borovia", "mention"), document=mine)
    name = words.strip() or "x"
    yield Actor(id=person, name=name, kind="person", role=words, evidence=evidence(words, "mention"), document=mine)
    statement = Statement(
        speaker=Speaker(actor=person, as_written=words, named=True),
        cue="said",
        act="say",
        quotation="indirect",
        content=(span(words),),
        evidence=evidence("said", "cue"),
        document=mine,
    )
    yield statement
    struck = Event(
        type="ASSAULT",
        actor=("ALB", person),
        recipient=("BOL",),
        place=Place(name=words),
        evidence=evidence("struck"),
        statement=statement.id,
        document=mine,
    )
    yield struck
    yield Pressure(
        pressers=(person,),
        intermediary=("ALB",),
        targets=("BOL",),
        demand=span(words),
        means="influence",
        evidence=evidence("near"),
        document=mine,
    )
    yield Silence(actor="BOL", kind="refrained", topic=words, evidence=evidence("silent"), document=mine)
    yield Tie(
        actors=("ALB", person), kind="alliance", sign=1, as_described=words, evidence=evidence("near"), document=mine
    )
    yield Prediction(
        holder=person,
        about=("ALB",),
        claim=span(words),
        certainty=Certainty(phrase=words, low=55, high=80),
        due=DateRange(start="2025-06-01", end="2025-06-01", precision="day"),
        evidence=evidence("likely", "phrase"),
        document=mine,
    )
