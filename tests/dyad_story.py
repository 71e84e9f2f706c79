"""Articles on two countries, made so that what is told of them on each day is in plain sight."""

from collections.abc import Iterable, Sequence
from datetime import date, timedelta

from sqlalchemy import Connection, text

from legation.link.intensity import Telling
from legation.records import Actor, AnyRecord, DateRange, Document, Event, Evidence, Report, Tie
from legation.store.store import Store

START = date(2025, 3, 1)
WORDS = "Alphaland struck Betania, its old ally, at dawn."


def day(number: int) -> str:
    """The day with this number, from the first of March."""
    return (START + timedelta(number)).isoformat()


def telling(number: int, intensity: float, **fields: object) -> Telling:
    """One telling on a day, of a happening and from an origin of its own, as far as nothing else is said."""
    record = fields.get("record", number * 100)
    values = {
        "record": record,
        "happening": record,
        "published": day(number),
        "reported": fields.get("published", day(number)),
        "own": None,
        "intensity": intensity,
        "document": f"document {record}",
        "origin": f"origin {record}",
        "forward": True,
        "backward": False,
    }
    return Telling(**{**values, **fields})  # type: ignore[arg-type]


def paper(name: str, published: str | None, publisher: str = "The Sample Courier") -> Document:
    """An article with a name of its own."""
    return Document(source_id=name, publisher=publisher, published=published, text=f"{WORDS} ({name})")


def cast(document: Document) -> tuple[Actor, ...]:
    """Alphaland, one of its ministers, Betania, and a league of which neither is."""
    here = document.id
    return (
        Actor(document=here, id="ALP", name="Alphaland", kind="state", country="ALP"),
        Actor(document=here, id="person:ada-minister", name="Ada Minister", kind="person", country="ALP"),
        Actor(document=here, id="BET", name="Betania", kind="state", country="BET"),
        Actor(document=here, id="org:LEAGUE", name="Sample League", kind="organisation", country="IGO"),
    )


def event(document: Document, intensity: float | None, **fields: object) -> Event:
    """What Alphaland does to Betania, with its place in the article."""
    values = {"type": "ASSAULT", "actor": ("ALP",), "recipient": ("BET",), "intensity": intensity}
    proof = (Evidence.cut(document.text, 10, 16, "trigger"), Evidence.cut(document.text, 0, 48, "clause"))
    return Event(document=document.id, evidence=proof, **{**values, **fields})  # type: ignore[arg-type]


def tie(document: Document, kind: str = "alliance", sign: int = 1, **fields: object) -> Tie:
    """How Alphaland is tied to Betania."""
    proof = (Evidence.cut(document.text, 26, 34, "words"),)
    values = {"actors": ("ALP", "BET"), "as_described": "old ally"}
    return Tie(document=document.id, kind=kind, sign=sign, evidence=proof, **{**values, **fields})  # type: ignore[arg-type]


def own_day(value: str) -> DateRange:
    """A date of day precision."""
    return DateRange(start=value, end=value, precision="day")


def fill(store: Store, *articles: tuple[Document, Sequence[AnyRecord]]) -> None:
    """Store articles with their records and the usual cast."""
    for document, records in articles:
        store.add(document, (*cast(document), *records))


def join(store: Store, events: Iterable[Event]) -> None:
    """Make one development of the events, the first of which leads."""
    ids = [each.id for each in events]

    def change(connection: Connection) -> None:
        rows = [
            connection.execute(
                text("SELECT \"row\" FROM record WHERE kind = 'event' AND id = :id"), {"id": each}
            ).scalar()
            for each in ids
        ]
        new = "INSERT INTO happening (record, lead, profile) VALUES (:row, :lead, '{}')"
        for row in rows:
            connection.execute(text(new), {"row": row, "lead": rows[0]})

    store.tell(change)


def copies(store: Store, *documents: Document) -> None:
    """Make the documents copies of the first."""
    ids = tuple(each.id for each in documents)
    store.replace_derived([Report(document=ids[0], documents=ids, origin=documents[0].publisher)])
