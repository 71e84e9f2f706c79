"""What watched actors say on a matter that words mark: found through the indexes of words, speakers and days."""

import json
import re
import sqlite3
from collections.abc import Callable, Iterable, Iterator, Mapping, MutableMapping, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass
from typing import NamedTuple

from sqlalchemy import Connection, text

from legation.records import Actor, Statement
from legation.store.codec import from_json
from legation.store.pairing import NO_COUNTRY
from legation.store.terms import any_of

Places = tuple[tuple[int, int], ...]
_TOKENS = "tokenize='porter unicode61 remove_diacritics 2'"

# Each way to a speaker's statements runs through an index by day, the newest first, and stops where `most` says.
_HOLDING = """
    WITH holding AS MATERIALIZED (
        SELECT document.id FROM document_words CROSS JOIN document ON document."row" = document_words.rowid
        WHERE document_words MATCH :words)
"""
_BY_PARTY = """
    SELECT record."row", record.payload, record.document FROM record_party
    CROSS JOIN record ON record."row" = record_party.record
    WHERE record_party.party = :party AND record_party.kind = 'statement' AND record_party.role = 'speaker'
        AND record_party.day BETWEEN :since AND :until {holding}
    ORDER BY record_party.day DESC, record_party.record DESC LIMIT :most
"""
_BY_ACTOR = """
    SELECT record."row", record.payload, record.document FROM record_own
    CROSS JOIN record ON record."row" = record_own.record
    WHERE record_own.actor IN (SELECT value FROM json_each(:actors)) AND record_own.role = 'speaker'
        AND record_own.kind = 'statement' AND record_own.day BETWEEN :since AND :until
        {holding}
    ORDER BY record_own.day DESC, record_own.record DESC LIMIT :most
"""
_IN_THEM = "AND record.document IN (SELECT id FROM holding)"
_SPEAKERS = """
    SELECT record.payload FROM json_each(:pairs) AS pair
    CROSS JOIN record ON record.document = json_extract(pair.value, '$[0]') AND record.kind = :kind
        AND record.id = json_extract(pair.value, '$[1]')
"""


_NOT_COUNTRIES = ", ".join(f"'{each}'" for each in NO_COUNTRY)


def party(named: str) -> str:
    """Return SQL for the party of an actor `named`, joined as `person`; a body of several states or none is its own."""
    country = "json_extract(person.payload, '$.country')"
    return f"CASE WHEN {country} IN ({_NOT_COUNTRIES}) THEN {named} ELSE coalesce({country}, {named}) END"


_NAMED = f"""
    SELECT json_extract(place.value, '$[0]') AS "key", mention.start AS start,
        json_extract(mention.payload, '$.end') AS "end",
        {party("json_extract(mention.payload, '$.actor')")} AS party
    FROM json_each(:places) AS place
    CROSS JOIN record AS mention ON mention.document = json_extract(place.value, '$[1]') AND mention.kind = 'mention'
        AND mention.start BETWEEN json_extract(place.value, '$[2]') AND json_extract(place.value, '$[3]')
    LEFT JOIN record AS person ON person.document = mention.document AND person.kind = 'actor'
        AND person.id = json_extract(mention.payload, '$.actor')
    ORDER BY mention.start, mention.id
"""


class Stretch(NamedTuple):
    """A stretch of an article, under a key of the asker's own."""

    key: str
    document: str
    start: int
    end: int


class Naming(NamedTuple):
    """A place of an article where a country, or an actor of none, is named."""

    party: str
    start: int
    end: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Voice:
    """By what the records of an actor are found: its country, else the ids of itself and of its office holders.

    Whose id has no colon is a country, and found by its own id only as the holder of predictions.
    """

    party: str | None = None
    actors: tuple[str, ...] = ()


def spoken(
    words: Sequence[str],
    voice: Voice,
    *,
    since: str | None = None,
    until: str | None = None,
    most: int,
    known: MutableMapping[int, Statement] | None = None,
) -> Callable[[Connection], tuple[Statement, ...]]:
    """Ask for the statements of a speaker in articles that hold any of the words, the newest first; `most` at most.

    Without words, in all articles. Undated articles fall out, since nobody knows when they speak. `known` holds by
    their rows the statements that the same asker has read for other words, and takes up those that are new.
    """
    read = {} if known is None else known
    before, holding = (_HOLDING, _IN_THEM) if words else ("", "")
    values = {"words": any_of(words), "since": since or "0", "until": until or "9999", "most": most}

    def question(connection: Connection) -> tuple[Statement, ...]:
        found: dict[tuple[str, str], Statement] = {}
        by = {"party": voice.party} if voice.party else {"actors": json.dumps(voice.actors)}
        way = (_BY_PARTY if voice.party else _BY_ACTOR).format(holding=holding)
        for row in connection.execute(text(before + way), {**values, **by}).all():
            record = read.get(row.row) or read.setdefault(row.row, _statement(row.payload))
            found.setdefault((row.document, record.id), record)
        return tuple(found.values())

    return question


def _statement(payload: str) -> Statement:
    record = from_json("statement", payload)
    assert isinstance(record, Statement)
    return record


def around(statements: Sequence[Statement]) -> Callable[[Connection], tuple[Actor | Statement, ...]]:
    """Ask for the actors that speak in the statements, and for the statements in which these are nested."""
    speakers = {(each.document, each.speaker.actor) for each in statements if each.speaker.actor}
    relays = {(each.document, each.nested_in) for each in statements if each.nested_in}

    def question(connection: Connection) -> tuple[Actor | Statement, ...]:
        found = []
        for kind, pairs in (("actor", speakers), ("statement", relays)):
            values = {"pairs": json.dumps(sorted(pairs)), "kind": kind}
            for payload in connection.execute(text(_SPEAKERS), values).scalars():
                record = from_json(kind, payload)
                assert isinstance(record, Actor | Statement)
                found.append(record)
        return tuple(found)

    return question


def named(places: Iterable[Stretch]) -> Callable[[Connection], dict[str, tuple[Naming, ...]]]:
    """Ask who is named where in stretches of articles: by country or, where there is none, by actor."""
    values = {"places": json.dumps([tuple(place) for place in places])}

    def question(connection: Connection) -> dict[str, tuple[Naming, ...]]:
        found: dict[str, list[Naming]] = {}
        for row in connection.execute(text(_NAMED), values).all():
            found.setdefault(row.key, []).append(Naming(row.party, row.start, row.end))
        return {key: tuple(each) for key, each in found.items()}

    return question


def marks(words: Sequence[str], texts: Mapping[str, str]) -> dict[str, Places]:
    """Tell where in the texts the words stand, as the index of articles tells it; texts without them are left out."""
    return {key: places[""] for key, places in marked({"": words}, texts).items()}


def marked(words: Mapping[str, Sequence[str]], texts: Mapping[str, str]) -> dict[str, dict[str, Places]]:
    """Tell where in each of the texts the words under each key stand; texts and keys without them are left out."""
    asked = "SELECT rowid, highlight(piece, 0, char(2), char(3)) FROM piece WHERE piece MATCH ?"
    found: dict[str, dict[str, Places]] = {}
    keys = tuple(texts)
    with _indexed(texts.values()) as memory:
        for name, some in words.items():
            for row, shown in memory.execute(asked, (any_of(some),)):
                found.setdefault(keys[row], {})[name] = tuple(_places(shown))
    return found


@contextmanager
def _indexed(texts: Iterable[str]) -> Iterator[sqlite3.Connection]:
    """Index texts in memory by their words, as the store indexes those of articles."""
    with closing(sqlite3.connect(":memory:")) as memory:
        memory.execute(f"CREATE VIRTUAL TABLE piece USING fts5 (words, {_TOKENS})")
        memory.executemany("INSERT INTO piece (rowid, words) VALUES (?, ?)", enumerate(texts))
        yield memory


def _places(marked: str) -> Iterator[tuple[int, int]]:
    """Yield where the marked words stand in the text without its marks."""
    for number, match in enumerate(re.finditer("\x02([^\x03]*)\x03", marked)):
        start = match.start() - 2 * number
        yield start, start + len(match[1])
