"""Desks with rules of alerts, and runs of them as the watch makes them: what is found is kept, so it is told once."""

import itertools
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime
from functools import cache
from pathlib import Path

from desk_story import DESK, people
from legation import desk, knowledge
from legation.batch import relink
from legation.desk import Desk
from legation.knowledge import Knowledge
from legation.records import Actor, AnyRecord, Document, Evidence, Pressure, Span
from legation.store import alerts as kept
from legation.store.corrections import Key
from legation.store.review import Judgement, judge
from legation.store.store import Store
from legation.view.alerting.alert import Alert
from legation.view.alerting.keeping import found as as_kept
from legation.view.alerting.rules import MOMENT, found
from legation.watches import Alerting, Rule

Article = tuple[Document, Sequence[AnyRecord]]
Add = Callable[[Store, Article], None]


@cache
def tables() -> Knowledge:
    """The bundled tables."""
    return knowledge.load()


def rule(on: str, **options: object) -> Rule:
    """A rule that bears the name of its kind."""
    return Rule(**{"id": on, "on": on, **options})  # type: ignore[arg-type]


def watching(*rules: Rule, text: str = DESK) -> Desk:
    """A desk with these rules."""
    return replace(desk.parsed(text, "desk.toml", tables()), alerting=Alerting(rules=rules))


def at(day: str) -> datetime:
    """The evening of a day."""
    return datetime.combine(date.fromisoformat(day), datetime.min.time(), UTC).replace(hour=20)


def told(store: Store, watched: Desk, day: str) -> tuple[Alert, ...]:
    """All that the rules want told on the evening of a day; nothing is kept."""
    return found(store, watched, tables(), at(day))


def news(store: Store, watched: Desk, day: str) -> list[Alert]:
    """What was not told before; all is kept, as the watch keeps it."""
    made = told(store, watched, day)
    new = store.tell(kept.keep(as_kept(made), (), at(day).strftime(MOMENT), day))
    return [each for each in made if each.key in new]


def put(store: Store, article: Article) -> None:
    """Store an article with the states that it names and its records."""
    document, records = article
    store.add(document, [*people(document), *records])


def in_orders(
    folder: Path, articles: Sequence[Article], watched: Desk, day: str, add: Add = put, most: int = 24
) -> Iterator[list[str]]:
    """For orders of adding the articles one by one: the keys that were told on the way, all on one evening."""
    for number, order in enumerate(itertools.islice(itertools.permutations(articles), most)):
        with Store.open(folder / f"order-{number}.db") as store:
            keys: list[str] = []
            for each in order:
                add(store, each)
                relink(store)
                keys += [alert.key for alert in news(store, watched, day)]
            yield keys


def reject(store: Store, kind: str, id: str, document: str) -> None:
    """Judge a record to be wrong."""
    key = Key(kind=kind, document=document, id=id)
    store.tell(judge(Judgement(key=key, verdict="reject", on="2025-06-30T10:00:00.000+00:00")))


def paper(day: str | None, *sentences: str, publisher: str = "Post (sample)") -> Document:
    """An article of some sentences."""
    return Document(text=" ".join(sentences), published=day, publisher=publisher, language="en")


def cast(document: Document, actors: Iterable[tuple[str, str]]) -> list[AnyRecord]:
    """States by id and name, as the article has them."""
    return [
        Actor(document=document.id, id=key, name=name, kind="state", country=key, sector="GOV") for key, name in actors
    ]


def pressed(
    document: Document, pressers: str, via: str, targets: str = "", demand: str = "", **fields: object
) -> Pressure:
    """A pressure chain between states named by their ids, with the words of its demand."""
    words = demand or document.text
    start = document.text.index(words)
    span = Span.cut(document.text, start, start + len(words))
    proof = (Evidence.cut(document.text, 0, len(document.text), "clause"),)
    values = {
        "pressers": tuple(pressers.split()),
        "intermediary": tuple(via.split()),
        "targets": tuple(targets.split()),
    }
    return Pressure(document=document.id, demand=span, evidence=proof, **{**values, **fields})  # type: ignore[arg-type]
