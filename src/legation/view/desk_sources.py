"""What the commands of a desk need: the desk itself, its actors as speakers, and what the store holds of them."""

from collections.abc import Iterable, Sequence
from datetime import date
from pathlib import Path

from legation.desk import Desk, Issue, load
from legation.errors import QueryError
from legation.knowledge import Knowledge
from legation.link.voices import Expected
from legation.records import Actor
from legation.store import presence
from legation.store.coverage import last_day
from legation.store.issues import Voice
from legation.store.store import Store
from legation.toml_tables import meant
from legation.view import absence_sources
from legation.view.desk_rows import Counts


def opened(path: Path, knowledge: Knowledge) -> Desk:
    """Load the desk at `path`; say what to do when there is none."""
    if not path.exists():
        raise QueryError(f"there is no desk at {path}: `legation desk new` writes one, --desk names another")
    return load(path, knowledge)


def speakers(store: Store, actors: Iterable[str], knowledge: Knowledge) -> tuple[Expected, ...]:
    """Return the actors as speakers, each once: with the terms of those who hold their offices."""
    return tuple(_speaker(store, actor, knowledge) for actor in dict.fromkeys(actors))


def issues(desk: Desk, names: Sequence[str]) -> tuple[Issue, ...]:
    """Return the issues of the desk that are named; all where none is."""
    ids = [issue.id for issue in desk.issues]
    if not ids:
        raise QueryError(f"the desk {desk.file} names no issue: add [[issues]] with id and words")
    for name in names:
        if name not in ids:
            raise QueryError(f"'{name}' is no issue of the desk {desk.file}{meant(name, ids)}; choose {', '.join(ids)}")
    return tuple(issue for issue in desk.issues if not names or issue.id in names)


def as_of(store: Store, day: str | None) -> date:
    """Return the day that the user names, else that of the last article; refuse a store without dated articles."""
    last = day or store.ask(last_day)
    if last is None:
        raise QueryError("no stored article has a date, so nothing can be placed in time")
    return date.fromisoformat(last[:10])


def asked(store: Store, desk: Desk | None, actor: str | None, knowledge: Knowledge) -> tuple[Expected, ...]:
    """Return the actor that the user names, else all whom the desk watches or expects to speak."""
    if actor is not None:
        return absence_sources.expected(store, [actor], knowledge)
    ids = [*(each.id for each in desk.actors), *(each.actor for each in desk.expected)] if desk else []
    if desk and not ids:
        raise QueryError(f"the desk {desk.file} names no actor: add [[actors]] with id, or name one with --actor")
    return speakers(store, ids, knowledge)


def counts(store: Store, desk: Desk, knowledge: Knowledge) -> Counts:
    """Count what is stored of the actors, issues and outlets of a desk."""
    watched = speakers(store, (each.id for each in desk.actors), knowledge)
    return Counts(
        actors={each.actor: store.ask(presence.of_actor(each.actor, voice(each))) for each in watched},
        issues={issue.id: store.ask(presence.of_words(issue.words)) for issue in desk.issues},
        publishers=store.ask(presence.publishers),
    )


def voice(speaker: Expected) -> Voice:
    """By what the store finds the statements of a speaker and of those who can speak for it.

    Who speaks for a state belongs to its country; a body of no country is known by its id and its office holders.
    """
    if speaker.is_state or ":" not in speaker.actor:
        return Voice(party=speaker.actor)
    return Voice(actors=(speaker.actor, *dict.fromkeys(term.person for term in speaker.terms)))


def _speaker(store: Store, actor: str, knowledge: Knowledge) -> Expected:
    known = knowledge.known.get(actor)
    seen = None if known else _seen(store, actor)
    kind = known.kind if known else seen.kind if seen else None
    terms = tuple(term for term in knowledge.holdings if term.polity == actor)
    name = known.name if known else seen.name if seen else actor
    return Expected(actor=actor, name=name, is_state=kind == "state", terms=terms)


def _seen(store: Store, actor: str) -> Actor | None:
    """The actor as some article has it."""
    records = store.records(kind="actor", actor=actor, limit=1)
    return next((r for r in records if isinstance(r, Actor) and r.id == actor), None)
