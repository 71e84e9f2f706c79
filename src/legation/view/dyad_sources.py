"""Which countries or organisations a user means, and what the store tells of two of them."""

import gc
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from functools import cache

from legation.errors import QueryError
from legation.link import bonds, intensity
from legation.link.intensity import Point, Step, Telling
from legation.link.tension import Tension, calm, tensions
from legation.records import Actor, AnyRecord
from legation.store import dyads
from legation.store.parties import levels
from legation.store.store import Store
from legation.view import who

FEW = 5  # parties named where a name fits several


@dataclass(frozen=True, slots=True, kw_only=True)
class Party:
    """A country or organisation; `asked` is whom the user named, where that is somebody who belongs to it."""

    id: str
    name: str
    asked: str | None = None

    @property
    def note(self) -> str | None:
        """Says for whom somebody is taken."""
        return f"{self.asked} counts as {self.name} here" if self.asked else None


def party(store: Store, name: str) -> Party:
    """Find the party that the user names by id, name or alias; refuse a name that nobody bears, or several."""
    ids = store.actors_named(name, whole=True)
    found = {key: _country(actor) for key, actor in store.ask(dyads.seen(ids)).items()} or _in_tables(name)
    levels = {bonds.party(bonds.Member(actor=a, country=c), bonds.load()): a for a, c in found.items()}
    states = {level: actor for level, actor in levels.items() if level == actor and ":" not in actor}
    fitting = states if len(states) == 1 else levels
    if len(fitting) > 1:
        some = ", ".join(sorted(str(level or actor) for level, actor in fitting.items())[:FEW])
        raise QueryError(f"'{name}' may be {some}; write the id of the one you mean")
    ((level, actor),) = fitting.items()
    if level is None:
        raise QueryError(f"'{name}' belongs to no country that is known; name a country or an organisation")
    called = names(store, (level, actor))
    return Party(id=level, name=called[level], asked=called[actor] if actor != level else None)


def pair(store: Store, one: str, other: str) -> tuple[Party, Party]:
    """Find both parties; refuse one and the same."""
    first, second = party(store, one), party(store, other)
    if first.id == second.id:
        raise QueryError(f"'{one}' and '{other}' are both {first.name} ({first.id}); name two parties")
    return first, second


def short(party: str) -> str:
    """The id of a party without what kind of party it is."""
    return party.rpartition(":")[2]


def names(store: Store, parties: Iterable[str]) -> Mapping[str, str]:
    """What each of these is called: in articles, else in the tables, else by its id."""
    wanted = tuple(dict.fromkeys(parties))
    found = {key: actor.name for key, actor in store.ask(dyads.seen(wanted)).items()}
    return {each: found.get(each) or _known().get(each, each) for each in wanted}


def known_until(store: Store, asked: str | None, today: date | None = None) -> date:
    """The day as of which to tell: the one asked for, else that of the latest article, but none in the future."""
    if asked:
        return date.fromisoformat(asked)
    now = today or datetime.now(UTC).date()
    last = store.ask(dyads.last_day)
    if last is None:
        raise QueryError("no stored article has a day of publication; without days there is nothing to tell")
    return min(now, date.fromisoformat(last[:10]))


def tied(store: Store, one: str, other: str | None, as_of: date, most: int = -1) -> tuple[bonds.Bond, ...]:
    """Gather the ties of a party with all others, or with one; of all tellings the newest `most`."""
    rules = bonds.load()
    rows = store.ask(dyads.ties(one, other, as_of=as_of.isoformat(), most=most))
    return bonds.bonds((_described(row) for row in rows), one, other, as_of=as_of, rules=rules)


def tense(store: Store, one: str, other: str, as_of: date, step: Step) -> Tension:
    """Reckon the tension between two parties."""
    return tense_by(store, one, other, as_of, calms(store, as_of, (step,)))[step]


def calms(store: Store, as_of: date, steps: Sequence[Step]) -> dict[Step, tuple[Point, ...]]:
    """Return the days, or the weeks, until one with what was read on them: all pairs have them in common."""
    read = {date.fromisoformat(day): n for day, n in store.ask(dyads.read_on(as_of=as_of.isoformat())).items()}
    return {step: calm(read, as_of, step) for step in steps}


def tense_by(
    store: Store, one: str, other: str, as_of: date, calms: Mapping[Step, Sequence[Point]]
) -> dict[Step, Tension]:
    """Reckon the tension between two parties by each of these steps; what happened is read once."""
    # A busy pair makes a hundred thousand small objects, all of which stay: the collector need not walk them.
    collecting = gc.isenabled()
    gc.disable()
    try:
        until = as_of.isoformat()
        tellings = [Telling._make(row) for row in store.ask(dyads.events(one, other, as_of=until))]
        return tensions(tellings, calms, as_of=as_of, rules=intensity.load())
    finally:
        if collecting:
            gc.enable()


def makers(store: Store, found: Tension) -> Mapping[int, AnyRecord]:
    """The events that made the changes, by their rows."""
    parts = (part for course in found.courses.values() for each in course.changes for part in each.made_by)
    return store.ask(dyads.records(dict.fromkeys(row for part in parts for row in part.told.records)))


def _country(actor: Actor) -> str | None:
    """The country to which the store counts an actor."""
    level = levels((actor,))[actor.id]
    return actor.country if level == actor.id else level


def _described(row: dyads.Tie) -> bonds.Described:
    first, second = (row.first, row.first_country), (row.second, row.second_country)
    one, other = (bonds.Member(actor=actor, country=country) for actor, country in (first, second))
    return bonds.Described(
        row=row.row,
        record=row.record,
        document=row.document,
        day=date.fromisoformat(row.day),
        origin=row.origin,
        members=(one, other),
        kind=row.kind,
        sign=row.sign,
        words=row.words,
        status=row.status,
    )


def _in_tables(name: str) -> dict[str, str | None]:
    """Whom the tables mean by a name; asked last, since reading them takes longer than most questions."""
    called = who.callers().find(name)
    if called.id is None:
        raise QueryError(called.reason)
    known = who.tables().known.get(called.id)
    return {called.id: known.country if known else None}


@cache
def _known() -> Mapping[str, str]:
    return {key: known.name for key, known in who.tables().known.items()}
