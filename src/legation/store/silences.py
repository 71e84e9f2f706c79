"""Silences that articles tell, those whom such articles are about, and later statements that may end a silence."""

import json
from collections.abc import Callable, Container, Iterable, Mapping, Sequence
from itertools import islice
from typing import NamedTuple

from sqlalchemy import Connection, text

from legation.records import Actor, Silence, Statement
from legation.store.codec import from_json
from legation.store.issues import Voice, party
from legation.store.terms import any_of, term

# The newest first, by the index of kinds and days, so that the work ends where `most` says.
_TOLD = f"""
    SELECT silence.payload, silence.day, person.payload AS person,
        {party("json_extract(silence.payload, '$.actor')")} AS party
    FROM record AS silence LEFT JOIN record AS person ON person.document = silence.document AND person.kind = 'actor'
        AND person.id = json_extract(silence.payload, '$.actor')
    WHERE silence.kind = 'silence' AND silence.day BETWEEN :since AND :until AND length(silence.day) = 10
        AND (:parties IS NULL OR party IN (SELECT value FROM json_each(:parties)))
    ORDER BY silence.day DESC, silence."row" DESC LIMIT :most
"""
_LEADING = f"""
    SELECT mention.document, {party("json_extract(mention.payload, '$.actor')")} AS party, count(*) AS number
    FROM json_each(:documents) AS wanted
    CROSS JOIN record AS mention ON mention.document = wanted.value AND mention.kind = 'mention'
    LEFT JOIN record AS person ON person.document = mention.document AND person.kind = 'actor'
        AND person.id = json_extract(mention.payload, '$.actor')
    GROUP BY mention.document, 2 ORDER BY mention.document, number DESC, party
"""
# A country's statements, and who is spoken of in statements, stand in one index each, by day.
_OF_PARTY = """
    SELECT record FROM record_party WHERE party = :party AND kind = 'statement' AND role = 'speaker'
        AND day > :since AND day <= :until ORDER BY day, record
"""
_OF_ACTORS = """
    SELECT DISTINCT record_actor.record, record.day FROM record_actor
    CROSS JOIN record ON record."row" = record_actor.record
    WHERE record_actor.actor IN (SELECT value FROM json_each(:actors)) AND record_actor.role = 'speaker'
        AND record.kind = 'statement' AND record.day > :since AND record.day <= :until
    ORDER BY record.day, record_actor.record
"""
_ABOUT = """
    SELECT record FROM record_party WHERE party IN (SELECT value FROM json_each(:subjects)) AND kind = 'statement'
        AND day > :since AND day <= :until AND role IN ('about', 'addressee')
"""
_HOLDING = "SELECT rowid FROM statement_words WHERE statement_words MATCH :words"
_PAYLOADS = """
    SELECT record."row", record.payload FROM json_each(:rows) AS wanted CROSS JOIN record ON record."row" = wanted.value
"""
_SPOKEN_OF = """
    SELECT DISTINCT record, party FROM json_each(:rows) AS wanted
    CROSS JOIN record_party ON record = wanted.value AND role IN ('about', 'addressee')
"""


class Told(NamedTuple):
    """A silence as an article tells it on a day, the silent actor as the article has it, and its party."""

    silence: Silence
    day: str
    person: Actor | None
    party: str


class Said(NamedTuple):
    """A statement, and the parties of whom it speaks."""

    statement: Statement
    spoken_of: frozenset[str]


def told(
    parties: Sequence[str] | None, *, since: str | None, until: str, most: int
) -> Callable[[Connection], tuple[Told, ...]]:
    """Ask for the silences that articles of these days tell, of some parties or all, the newest first."""
    wanted = None if parties is None else json.dumps(parties)
    values = {"parties": wanted, "since": since or "0", "until": until, "most": most}

    def question(connection: Connection) -> tuple[Told, ...]:
        found = []
        for row in connection.execute(text(_TOLD), values):
            silence = from_json("silence", row.payload)
            person = from_json("actor", row.person) if row.person else None
            assert isinstance(silence, Silence)
            found.append(Told(silence, row.day, person if isinstance(person, Actor) else None, row.party))
        return tuple(found)

    return question


def leading(documents: Iterable[str], most: int) -> Callable[[Connection], dict[str, tuple[str, ...]]]:
    """Ask which parties each of the articles names most often; so many of each at most."""
    values = {"documents": json.dumps(sorted(set(documents)))}

    def question(connection: Connection) -> dict[str, tuple[str, ...]]:
        found: dict[str, tuple[str, ...]] = {}
        for row in connection.execute(text(_LEADING), values):
            before = found.get(row.document, ())
            found[row.document] = (*before, row.party) if len(before) < most else before
        return found

    return question


def holding(words: Sequence[str]) -> Callable[[Connection], frozenset[int]]:
    """Ask which statements, by their rows, hold any of the words."""

    def question(connection: Connection) -> frozenset[int]:
        return frozenset(connection.execute(text(_HOLDING), {"words": any_of(words)}).scalars().all())

    return question


def later(
    voice: Voice,
    days: tuple[str, str],
    *,
    words: Sequence[str] = (),
    on_issue: Container[int] = (),
    subjects: Sequence[str] = (),
    most: int,
) -> Callable[[Connection], tuple[Said, ...]]:
    """Ask for statements of a speaker after the first of two days, until the second, the earliest first.

    They hold two of the `words` (or the only one), are `on_issue` by their rows, or speak of one of the `subjects`; of
    each kind `most` at most.
    """
    values = {"since": days[0], "until": days[1]}
    pairs = _two_of(words)

    def question(connection: Connection) -> tuple[Said, ...]:
        mine = _mine(connection, voice, values)
        sets: list[Container[int]] = [on_issue]
        if mine and pairs:
            sets.append(frozenset(connection.execute(text(_HOLDING), {"words": pairs}).scalars().all()))
        if mine and subjects:
            about = {**values, "subjects": json.dumps(subjects)}
            sets.append(frozenset(connection.execute(text(_ABOUT), about).scalars().all()))
        chosen = {row for each in sets for row in islice((row for row in mine if row in each), most)}
        return _said(connection, [row for row in mine if row in chosen])

    return question


def _mine(connection: Connection, voice: Voice, days: Mapping[str, str]) -> list[int]:
    """The rows of a speaker's statements, by day."""
    if voice.party:
        return list(connection.execute(text(_OF_PARTY), {**days, "party": voice.party}).scalars().all())
    actors = {**days, "actors": json.dumps(voice.actors)}
    return list(connection.execute(text(_OF_ACTORS), actors).scalars().all())


def _said(connection: Connection, rows: Sequence[int]) -> tuple[Said, ...]:
    values = {"rows": json.dumps(rows)}
    spoken_of: dict[int, set[str]] = {}
    for row in connection.execute(text(_SPOKEN_OF), values):
        spoken_of.setdefault(row.record, set()).add(row.party)
    found = []
    for row in connection.execute(text(_PAYLOADS), values):
        statement = from_json("statement", row.payload)
        assert isinstance(statement, Statement)
        found.append(Said(statement, frozenset(spoken_of.get(row.row, ()))))
    return tuple(found)


def _two_of(words: Sequence[str]) -> str:
    """The query of the full-text index for texts that hold two of the words, or the only one."""
    terms = [found for word in words if (found := term(word, prefix=False))]
    pairs = (f"({first} AND ({' OR '.join(terms[index:])}))" for index, first in enumerate(terms[:-1], start=1))
    return " OR ".join(pairs) if len(terms) > 1 else " OR ".join(terms)
