"""What the ledger of predictions needs from the store, and what it refuses."""

from collections.abc import Collection, Iterable, Iterator
from datetime import date, timedelta
from typing import Unpack

from legation.errors import QueryError
from legation.link import deciders
from legation.link.scores import Forecast, Made, once
from legation.records import Decision, Document, Prediction, Report
from legation.store import bearers, foretold, influence, linked
from legation.store.query import Where
from legation.store.store import Store
from legation.view.answers import names_of
from legation.view.ledger import Sought
from legation.view.present import Names

SHOWN = 5  # ids that fit where one was meant


def predictions(store: Store, **where: Unpack[Where]) -> Iterator[Prediction]:
    """Yield the predictions asked for."""
    where["kind"] = "prediction"
    return (each for each in store.records(**where) if isinstance(each, Prediction))


def prediction(store: Store, name: str) -> Prediction:
    """Find the one prediction whose id, or beginning of it, `name` is."""
    ids = store.predictions_named(name)
    if not ids:
        raise QueryError(f"no stored prediction has the id '{name}'; `legation predictions list` shows them")
    _refuse_many(name, ids, "predictions")
    return next(predictions(store, id=ids))


def decision(
    store: Store, decided: Prediction, *, evidence: str | None, on: str | None, note: str | None, today: str
) -> Decision:
    """Make the decision on a prediction, which lies no earlier than the article that tells of it."""
    said = _day(_article(store, decided.document))
    article = _evidence(store, evidence) if evidence is not None else None
    shown = _day(article) if article else ""
    if shown and shown < said:
        raise QueryError(f"the article '{evidence}' is of {shown}, older than the prediction, which is of {said}")
    day = on or shown or today
    if day < said:
        raise QueryError(f"{day} is before the prediction, which is of {said}")
    return Decision(on=day, document=article.id if article else None, note=note)


def sought(store: Store, name: str | None, since: str | None, limit: int) -> Iterator[tuple[Sought, Names]]:
    """Yield the prediction named, else each that is open, with at most `limit` records that may decide it."""
    rules = deciders.load()
    asked = predictions(store, decided=False) if name is None else iter((prediction(store, name),))
    for each in asked:
        said = _day(_article(store, each.document))
        if not said and name is not None:
            raise QueryError(f"the article of '{name}' has no date, so no other is known to be later")
        if not said:
            yield Sought(each, ()), Names(())
            continue
        own = {document for report in store.ask(linked.copies([each.document])) for document in report.documents}
        found, names = _deciding(store, each, _after(said, since), own, rules)
        yield Sought(each, found[:limit]), names


def holders(store: Store, found: Iterable[Prediction]) -> dict[str, str]:
    """Map the ids of those who foretold to what articles call them."""
    return store.ask(bearers.called(sorted({each.holder for each in found if each.holder})))


def copies(store: Store) -> tuple[Report, ...]:
    """Return the reports: which documents are copies of one text."""
    return tuple(each for each in store.records(kind="report") if isinstance(each, Report))


def forecasts(store: Store, *, holders: tuple[str, ...] = (), decided: bool = False) -> tuple[Forecast, ...]:
    """Return the forecasts of all, of some holders, or what is decided; what copies of one text repeat is one."""
    made = [Made._make(each) for each in store.ask(foretold.made(holders=holders, decided=decided))]
    copies = store.ask(influence.copies(each.document for each in made))
    return once(made, {document: copy.first for document, copy in copies.items()})


def _deciding(
    store: Store, each: Prediction, after: str, own: Collection[str], rules: deciders.Rules
) -> tuple[tuple[deciders.Candidate, ...], Names]:
    """Find what may decide the prediction; the copies of its `own` article only say the same again."""
    claim = deciders.claim(each, store.records(kind=("actor", "mention"), document=each.document), rules)
    shared = store.later(claim.sought, actors=claim.actors, after=after)
    later = tuple(r for r in shared if isinstance(r, deciders.Deciding) and r.document not in own)
    names = names_of(store, (each, *later))
    published = {record.document: names.header(record.document)[0] for record in later}
    return deciders.candidates(claim, later, published, rules), names


def _after(said: str, since: str | None) -> str:
    """The last day that is too early: of the article itself, or the one before `since`."""
    eve = (date.fromisoformat(since) - timedelta(1)).isoformat() if since else said
    return max(said, eve)


def _evidence(store: Store, name: str) -> Document:
    ids = store.documents_named(name)
    if not ids:
        raise QueryError(f"no stored article has the id '{name}'; `legation show documents` lists them")
    _refuse_many(name, ids, "articles")
    return _article(store, ids[0])


def _refuse_many(name: str, ids: tuple[str, ...], what: str) -> None:
    if len(ids) > 1:
        more = ", …" if len(ids) > SHOWN else ""
        raise QueryError(f"'{name}' may be {len(ids)} {what}: {', '.join(ids[:SHOWN])}{more}")


def _article(store: Store, document: str) -> Document:
    return next(store.documents(document=document))


def _day(document: Document) -> str:
    return (document.published or "")[:10]
