"""What ended each silence, as the board of silences has it, so that whatever tells of silences says the same."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from legation.link.board import is_party, party
from legation.link.limits import load as load_limits
from legation.records import Actor, AnyRecord, Document, Silence, Statement
from legation.store.coverage import last_day
from legation.store.silences import Told
from legation.store.store import Store

# In a brief so many of the same actors, and where there are more the newest of its own: each costs a look at all that
# was said later.
MANY, OWN = 150, 20
Ends = Mapping[str, Statement | None]


def ends(store: Store, records: Sequence[AnyRecord], desk: Path | None, *, few: bool = False) -> Ends:
    """The statement that ended each of the silences among the records, by its id; None for one that lasts or lapsed.

    Who is silent without a name stands on no board. What is stored with its end keeps that. Where the store tells very
    many of the same actors, or `few` are wanted, the newest of these are put together by themselves, and others keep
    their ends.
    """
    from legation import knowledge
    from legation.view import board_sources, desk_sources

    told = [each for each in records if isinstance(each, Silence) and is_party(each.actor)]
    if not told or store.ask(last_day) is None:
        return {}  # nobody is silent, or nothing can be placed in time
    people = {(each.document, each.id): each for each in records if isinstance(each, Actor)}
    official = load_limits().official
    parties = {party(each, people.get((each.document, each.actor)), official) or each.actor for each in told}
    days = {each.id: each.published[:10] for each in records if isinstance(each, Document) and each.published}
    tables = knowledge.load()
    watched = desk_sources.opened(desk, tables) if desk else None
    gathering = board_sources.Gathering(store, tables, watched, desk_sources.as_of(store, None))
    actors = sorted(parties)
    many, own = (MANY, OWN) if few else (board_sources.MOST, board_sources.MOST)
    found = gathering.told(actors, min(days.values(), default=None), many)
    if len(found) >= many:
        newest = sorted((s for s in told if s.document in days), key=lambda s: (days[s.document], s.id))[-own:]
        named = ((each, people.get((each.document, each.actor))) for each in newest)
        found = [Told(s, days[s.document], person, party(s, person, official) or s.actor) for s, person in named]
    rows = gathering.of(found, actors).rows
    ends = ((each.silence, row.end.statement if row.end else None) for row in rows for each in row.tellings)
    return {silence.id: end for silence, end in ends if silence.outcome is None}


def ended(silence: Silence, found: Ends) -> Silence:
    """The silence with the end that the board gives it; one that it does not know stays as it is."""
    if silence.id not in found:
        return silence
    end = found[silence.id]
    return replace(silence, outcome=end.id if end else None)


def with_ends(store: Store, records: Iterable[AnyRecord], desk: Path | None) -> tuple[AnyRecord, ...]:
    """The records, the silences with their ends; these are among the records too, with their articles."""
    known = tuple(records)
    if not any(isinstance(each, Silence) for each in known):
        return known
    found = ends(store, known, desk, few=True)
    told = tuple(ended(each, found) if isinstance(each, Silence) else each for each in known)
    here = {each.id for each in told}
    wanted = {each.outcome for each in told if isinstance(each, Silence)} - here
    documents = tuple(sorted({end.document for end in found.values() if end and end.id in wanted}))
    if not documents:
        return told
    more = (*store.documents(document=documents), *store.records(document=documents, kind=("actor", "statement")))
    once = {(each.record, getattr(each, "document", ""), each.id): each for each in (*more, *told)}
    return tuple(once.values())
