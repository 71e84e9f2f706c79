"""What a review needs from the store: which records to judge, each with its article, and who is who."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property

from legation import corrections as rules
from legation import knowledge
from legation.called import Callers
from legation.errors import QueryError
from legation.knowledge import Knowledge
from legation.link.precision import Judged, drawn
from legation.record_parts import Draw
from legation.records import (
    Actor,
    AnyRecord,
    Correction,
    Document,
    Event,
    Mention,
    Prediction,
    Pressure,
    Silence,
    Statement,
    Tie,
)
from legation.store import corrections
from legation.store.corrections import Key, Standing
from legation.store.query import Where
from legation.store.store import Store
from legation.view.present import Names

Judgeable = Actor | Mention | Event | Pressure | Statement | Silence | Tie | Prediction
FEW = 5  # ids or names where one was meant


@dataclass(frozen=True, slots=True, kw_only=True)
class Task:
    """A record to judge, and in which random sample it was drawn."""

    key: Key
    drawn: Draw | None = None


@dataclass(frozen=True, kw_only=True)
class Case:
    """A record as it was read, with its article, all that was found in it, and the verdict that holds."""

    record: Judgeable
    document: Document
    around: tuple[AnyRecord, ...]
    judged: Correction | None = None

    @cached_property
    def names(self) -> Names:
        """What the article calls the actors."""
        return Names((self.document, *self.around))


def kinds(names: Sequence[str]) -> tuple[str, ...]:
    """Return the kinds of record that the user names, in the singular or plural; without any, those asked by default.

    Raises QueryError for what can't be judged.
    """
    known = rules.load().kinds
    found = []
    for name in names:
        kind = name if name in known else name.removesuffix("s")
        if kind not in known:
            raise QueryError(f"'{name}' can't be reviewed; choose one of {', '.join(known)}")
        found.append(kind)
    return tuple(dict.fromkeys(found)) or rules.load().asked


def tasks(store: Store, where: Where, *, again: bool = False) -> list[Task]:
    """List the records that are not judged yet, by article and place; with `again`, the judged ones too."""
    found = store.ask(corrections.keys(where))
    done = {} if again else store.ask(corrections.judgements)
    return [Task(key=each) for each in found if each not in done]


def sample(store: Store, where: Where, *, size: int, seed: int, scope: str) -> list[Task]:
    """Draw so many records of each kind by chance, and list those that were not judged in such a draw before."""
    done = store.ask(corrections.judgements)
    found = []
    for kind in where["kind"]:
        narrowed: Where = {**where, "kind": kind}
        frame = {f"{key.document}:{key.id}": key for key in store.ask(corrections.keys(narrowed))}
        for place, name in enumerate(drawn(frame, seed)[:size], start=1):
            draw = Draw(seed=seed, place=place, size=size, frame=len(frame), scope=scope)
            if not _was_drawn(done.get(frame[name]), draw):
                found.append(Task(key=frame[name], drawn=draw))
    return found


def case(store: Store, key: Key) -> Case:
    """Return the record with all that is needed to judge it."""
    record = store.ask(lambda connection: corrections.as_read(connection, key))
    if not isinstance(record, Judgeable):
        raise QueryError(f"no stored {key.kind} has the id '{key.id}'")
    document = next(store.documents(document=key.document))
    around = tuple(store.records(document=key.document, kind=tuple(rules.load().kinds)))
    held = store.ask(lambda connection: corrections.verdict(connection, key))
    return Case(record=record, document=document, around=around, judged=held)


def key(store: Store, name: str, document: str | None = None) -> Key:
    """Find the one record whose id, or beginning of it, `name` is. Raises QueryError for none, and for several."""
    documents = articles(store, document)
    found = [each for each in store.ask(corrections.named(name, documents)) if each.kind in rules.load().kinds]
    if len(found) == 1:
        return found[0]
    if found:
        some = ", ".join(f"{each.kind} {each.id}" for each in found[:FEW]) + (" …" if len(found) > FEW else "")
        raise QueryError(f"'{name}' may be {len(found)} records: {some}")
    where = "" if document else "; an actor is named with its article: USA --document D"
    raise QueryError(f"no stored record that can be judged has the id '{name}'{where}")


def articles(store: Store, name: str | None) -> tuple[str, ...]:
    """Return the ids of the articles that the user names. Raises QueryError for a name that fits none."""
    found = store.documents_named(name) if name is not None else ()
    if name is not None and not found:
        raise QueryError(f"no stored article has the id '{name}'; `legation show documents` lists them")
    return found


def judged(found: Iterable[Standing]) -> tuple[Judged, ...]:
    """Return the verdicts that hold, as the scores count them."""
    return tuple(
        Judged(
            kind=each.correction.of,
            verdict=each.correction.verdict,
            changed=frozenset(change.field for change in each.correction.changes),
            drawn=each.correction.drawn,
            is_exact=each.is_exact,
        )
        for each in found
        if each.record is not None
    )


class Known:
    """Who is who: the actors of the article first, then those of the store, then the tables."""

    def __init__(
        self, store: Store, around: Iterable[AnyRecord], tables: Callable[[], Knowledge] = knowledge.load
    ) -> None:
        """Take the actors from what was found in the article; `tables` are looked into where nobody else is meant."""
        self._store = store
        self._tables = tables
        self._actors = {each.id: each for each in around if isinstance(each, Actor)}

    def find(self, name: str) -> str:
        """The id of the actor that a name means. Raises QueryError where it means none, or several."""
        folded = name.casefold().removeprefix("the ")
        alike = {each.id for each in self._actors.values() if folded in (each.name.casefold(), each.id.casefold())}
        parts = {each.id for each in self._actors.values() if folded in each.name.casefold().split()}
        tries: tuple[Callable[[], set[str]], ...] = (
            lambda: alike,
            lambda: set(self._store.actors_named(name, whole=True)),
            lambda: {found} if (found := self._callers.find(name).id) else set(),
            lambda: parts,
        )
        for attempt in tries:
            if found := attempt():
                return self._one(name, found)
        raise QueryError(self._callers.find(name).reason)

    def belongs(self, actor: str) -> tuple[str | None, str | None]:
        """The sector and the country of an actor, as far as they are known."""
        own = self._actors.get(actor)
        stored = (r for r in self._store.records(kind="actor", actor=actor, limit=1) if isinstance(r, Actor))
        known = own or next(stored, None) or self._tables().known.get(actor)
        return (known.sector, known.country) if known else (None, None)

    @cached_property
    def _callers(self) -> Callers:
        return Callers(self._tables())

    def _one(self, name: str, found: set[str]) -> str:
        if len(found) > 1:
            some = ", ".join(sorted(found)[:FEW]) + (" …" if len(found) > FEW else "")
            raise QueryError(f"'{name}' fits {len(found)} actors; write the id of the one you mean: {some}")
        return found.pop()


def _was_drawn(correction: Correction | None, draw: Draw) -> bool:
    """Whether the verdict was passed in a draw of the same order and scope, however many were drawn then."""
    before = correction.drawn if correction else None
    return before is not None and (before.seed, before.scope) == (draw.seed, draw.scope)
