"""Silences that articles tell, those whom such articles are about, and later statements that may end a silence."""

import json
from collections.abc import Callable, Container, Iterable, Mapping, Sequence
from itertools import islice
from typing import Any, NamedTuple

from sqlalchemy import Connection, TextClause, text

from legation.records import Actor, Silence, Statement
from legation.store.codec import from_json
from legation.store.issues import Voice, party
from legation.store.terms import any_of, term

# The newest first, so that the work ends where `most` says: of everybody by the index of kinds and days, of some by the
# ways to them. Who serves a body of several states is found by that, and may be of one of the parties. A limit of none
# keeps SQLite from dropping the order of what it joins.
_OF_ALL = """SELECT "row" AS record FROM record WHERE kind = 'silence' AND day BETWEEN :since AND :until
    ORDER BY day DESC, "row" DESC LIMIT -1"""
_OF_SOME = """
    SELECT record FROM (
        SELECT record, day FROM record_party WHERE kind = 'silence' AND role = 'silent'
            AND day BETWEEN :since AND :until AND party IN
                (SELECT value FROM json_each(:parties) UNION ALL VALUES ('IGO'), ('UNO'))
        UNION SELECT record, day FROM record_own WHERE kind = 'silence' AND role = 'silent'
            AND day BETWEEN :since AND :until AND actor IN (SELECT value FROM json_each(:parties)))
    ORDER BY day DESC, record DESC LIMIT -1
"""
_TOLD = f"""
    SELECT silence.payload, silence.day, person.payload AS person,
        {party("json_extract(silence.payload, '$.actor')")} AS party
    FROM ({{mine}}) AS mine CROSS JOIN record AS silence ON silence."row" = mine.record
    LEFT JOIN record AS person ON person.document = silence.document AND person.kind = 'actor'
        AND person.id = json_extract(silence.payload, '$.actor')
    WHERE length(silence.day) = 10 AND (:parties IS NULL OR party IN (SELECT value FROM json_each(:parties)))
    LIMIT :most
"""
_LEADING = text(f"""
    SELECT mention.document, {party("json_extract(mention.payload, '$.actor')")} AS party, count(*) AS number
    FROM json_each(:documents) AS wanted
    CROSS JOIN record AS mention ON mention.document = wanted.value AND mention.kind = 'mention'
    LEFT JOIN record AS person ON person.document = mention.document AND person.kind = 'actor'
        AND person.id = json_extract(mention.payload, '$.actor')
    GROUP BY mention.document, 2 ORDER BY mention.document, number DESC, party
""")
# A country's statements, and who is spoken of in statements, stand in one index each, by day.
_OF_PARTY = text("""
    SELECT record, day FROM record_party WHERE party = :party AND kind = 'statement' AND role = 'speaker'
        AND day > :since AND day <= :until ORDER BY day, record
""")
_OF_ACTORS = text("""
    SELECT DISTINCT record, day FROM record_own
    WHERE actor IN (SELECT value FROM json_each(:actors)) AND role = 'speaker'
        AND kind = 'statement' AND day > :since AND day <= :until
    ORDER BY day, record
""")
# In the order of the rows, so that the look ends with the last one wanted.
_ABOUT = text("""
    SELECT wanted.value FROM json_each(:rows) AS wanted
    WHERE EXISTS (SELECT 1 FROM record_party WHERE record = wanted.value
        AND party IN (SELECT value FROM json_each(:subjects)) AND role IN ('about', 'addressee'))
    LIMIT :most
""")
_HOLDING = text("SELECT rowid FROM statement_words WHERE statement_words MATCH :words")
# Rows follow one another much as days do, so the outer two bound what is read of the index of words.
_HOLDING_AMONG = text("""
    SELECT rowid FROM statement_words WHERE statement_words MATCH :words AND rowid BETWEEN :first AND :last
""")
# One question, since it is asked for each silence that has lapsed.
_IN_ARTICLES = """
    SELECT told.record, told.day FROM ({mine}) AS told CROSS JOIN record ON record."row" = told.record
    WHERE record.document IN (SELECT document.id FROM document_words
        CROSS JOIN document ON document."row" = document_words.rowid WHERE document_words MATCH :words)
    ORDER BY told.day, told.record LIMIT :most
"""
_PAYLOADS = text("""
    SELECT record."row", record.payload FROM json_each(:rows) AS wanted CROSS JOIN record ON record."row" = wanted.value
""")
_SPOKEN_OF = text("""
    SELECT DISTINCT record, party FROM json_each(:rows) AS wanted
    CROSS JOIN record_party ON record = wanted.value AND role IN ('about', 'addressee')
""")


class Told(NamedTuple):
    """A silence as an article tells it on a day, the silent actor as the article has it, and its party."""

    silence: Silence
    day: str
    person: Actor | None
    party: str


class Later(NamedTuple):
    """Where a later statement is, and its day."""

    row: int
    day: str


class Said(NamedTuple):
    """A statement with its row, and the parties of whom it speaks."""

    row: int
    statement: Statement
    spoken_of: frozenset[str]


def told(
    parties: Sequence[str] | None, *, since: str | None, until: str, most: int
) -> Callable[[Connection], tuple[Told, ...]]:
    """Ask for the silences that articles of these days tell, of some parties or all, the newest first."""
    wanted = None if parties is None else json.dumps(parties)
    asked = text(_TOLD.format(mine=_OF_ALL if parties is None else _OF_SOME))
    values = {"parties": wanted, "since": since or "0", "until": until, "most": most}

    def question(connection: Connection) -> tuple[Told, ...]:
        found = []
        for row in connection.execute(asked, values):
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
        for row in connection.execute(_LEADING, values):
            before = found.get(row.document, ())
            found[row.document] = (*before, row.party) if len(before) < most else before
        return found

    return question


def holding(words: Sequence[str]) -> Callable[[Connection], frozenset[int]]:
    """Ask which statements, by their rows, hold any of the words."""

    def question(connection: Connection) -> frozenset[int]:
        return frozenset(connection.execute(_HOLDING, {"words": any_of(words)}).scalars().all())

    return question


def later(
    voice: Voice,
    days: tuple[str, str],
    *,
    words: Sequence[str] = (),
    on_issue: Container[int] = (),
    subjects: Sequence[str] = (),
    most: int,
) -> Callable[[Connection], tuple[Later, ...]]:
    """Ask for statements of a speaker after the first of two days, until the second, the earliest first.

    They hold two of the `words` (or the only one), are `on_issue` by their rows, or speak of one of the `subjects`; of
    each kind `most` at most.
    """
    values = {"since": days[0], "until": days[1]}
    pairs = _two_of(words)

    def question(connection: Connection) -> tuple[Later, ...]:
        mine = _mine(connection, voice, values)
        rows = [row for row, _ in mine]
        sets: list[Container[int]] = [on_issue]
        if rows and pairs:
            among = {"words": pairs, "first": min(rows), "last": max(rows)}
            sets.append(frozenset(connection.execute(_HOLDING_AMONG, among).scalars().all()))
        if rows and subjects:
            about = {"rows": json.dumps(rows), "subjects": json.dumps(subjects), "most": most}
            sets.append(frozenset(connection.execute(_ABOUT, about).scalars().all()))
        chosen = {row for each in sets for row in islice((row for row in rows if row in each), most)}
        return tuple(Later(row, day) for row, day in mine if row in chosen)

    return question


def beside(
    voice: Voice, days: tuple[str, str], words: Sequence[str], most: int
) -> Callable[[Connection], tuple[Later, ...]]:
    """Ask for statements of a speaker after the first of two days, until the second, in articles with any of the words.

    The earliest first; `most` at most.
    """
    values = {"since": days[0], "until": days[1], "words": any_of(words), "most": most}
    asked, who = _of(voice)

    def question(connection: Connection) -> tuple[Later, ...]:
        rows = connection.execute(text(_IN_ARTICLES.format(mine=asked.text)), {**values, **who}).all()
        return tuple(Later(row, day) for row, day in rows)

    return question


def said(rows: Sequence[int]) -> Callable[[Connection], tuple[Said, ...]]:
    """Ask for statements by their rows, in this order."""
    values = {"rows": json.dumps(rows)}

    def question(connection: Connection) -> tuple[Said, ...]:
        spoken_of: dict[int, set[str]] = {}
        for row, other in connection.execute(_SPOKEN_OF, values).all():
            spoken_of.setdefault(row, set()).add(other)
        found = []
        for row, payload in connection.execute(_PAYLOADS, values).all():
            statement = from_json("statement", payload)
            assert isinstance(statement, Statement)
            found.append(Said(row, statement, frozenset(spoken_of.get(row, ()))))
        return tuple(found)

    return question


def _mine(connection: Connection, voice: Voice, days: Mapping[str, str]) -> Sequence[Any]:
    """Where a speaker's statements are, by day; hundreds for each that is chosen, so nothing is made of them."""
    asked, who = _of(voice)
    return connection.execute(asked, {**days, **who}).all()


def _of(voice: Voice) -> tuple[TextClause, Mapping[str, str]]:
    """The question for a speaker's statements of some days, and whom it is about."""
    if voice.party:
        return _OF_PARTY, {"party": voice.party}
    return _OF_ACTORS, {"actors": json.dumps(voice.actors)}


def _two_of(words: Sequence[str]) -> str:
    """The query of the full-text index for texts that hold two of the words, or the only one."""
    terms = [found for word in words if (found := term(word, prefix=False))]
    pairs = (f"({first} AND ({' OR '.join(terms[index:])}))" for index, first in enumerate(terms[:-1], start=1))
    return " OR ".join(pairs) if len(terms) > 1 else " OR ".join(terms)
