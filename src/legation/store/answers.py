"""Questions about who was asked to use its influence, and what parties said, did or left unsaid around that."""

import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cache
from typing import NamedTuple

from sqlalchemy import Connection, TextClause, text

from legation.records import AnyRecord, Pressure, Statement
from legation.store.codec import from_json
from legation.store.pairing import NO_COUNTRY
from legation.store.parties import parties

MOST_READ = 1500  # of what a party said in the days asked for, so many are looked at, whatever the size of the store

_PRESSURES = text("""
    WITH newest AS MATERIALIZED (SELECT DISTINCT record, day FROM record_pair
        WHERE target = :target AND act = 'sways' AND day <= :until ORDER BY day DESC, record DESC LIMIT :most)
    SELECT record."row", record.day, record.payload FROM newest CROSS JOIN record ON record."row" = newest.record
    ORDER BY newest.day DESC, newest.record DESC
""")
_CHAIN = text("""
    SELECT record, act, source, target FROM record_pair WHERE act IN ('asks', 'sways')
        AND record IN (SELECT value FROM json_each(:rows))
""")
# What a party does, says or leaves unsaid in articles: by its country or itself, and where only a country speaks.
_VOICED = text("""
    SELECT record.document, record.kind, record.payload FROM json_each(:documents) AS wanted
    CROSS JOIN record ON record.document = wanted.value AND record.kind IN ('event', 'statement', 'silence')
    WHERE EXISTS (SELECT 1 FROM record_party AS mine WHERE mine.record = record."row" AND mine.party = :by
            AND mine.role IN ('actor', 'speaker', 'silent'))
        OR EXISTS (SELECT 1 FROM record_actor AS mine WHERE mine.record = record."row" AND mine.actor = :by
            AND mine.role IN ('actor', 'speaker', 'silent'))
        OR (record.kind = 'statement' AND json_extract(record.payload, '$.speaker.actor') IS NULL
            AND json_extract(record.payload, '$.speaker.country') = :by)
    ORDER BY wanted.key, record.kind, record.start, record.id
""")
# As in `parties.levels`: the country to which an actor belongs, where it belongs to one.
_LEVELS = text("""
    SELECT person.document, person.id,
        CASE WHEN json_extract(person.payload, '$.kind') = 'person'
            AND json_extract(person.payload, '$.sector') IN ('IGO', 'UNO') THEN json_extract(person.payload, '$.sector')
        ELSE json_extract(person.payload, '$.country') END AS country
    FROM json_each(:pairs) AS each CROSS JOIN record AS person ON person.kind = 'actor'
        AND person.document = json_extract(each.value, '$[0]') AND person.id = json_extract(each.value, '$[1]')
""")
# By country; a body of no state by its own id, since its country is none.
_MINE = {
    True: """SELECT record, day FROM record_party WHERE party = :by AND kind = :kind AND role = :role
        AND day BETWEEN :since AND :until ORDER BY day {order}, record {order} LIMIT :looked_at""",
    False: """SELECT record, day FROM record_own WHERE actor = :by AND kind = :kind AND role = :role
        AND day BETWEEN :since AND :until ORDER BY day {order}, record {order} LIMIT :looked_at""",
}
# What a country says of others is kept for each two countries, in the order of days.
_BETWEEN = """SELECT DISTINCT pair.day, pair.record FROM json_each(:about) AS spoken CROSS JOIN record_pair AS pair
    ON pair.target = spoken.value AND pair.act = 'speaks' AND pair.source = :by AND pair.day BETWEEN :since AND :until
    ORDER BY pair.day {order}, pair.record {order} LIMIT :most"""
# Of anybody else what is found first ends the search: the rows come in the order of days, and nothing here sorts them.
_AMONG = """SELECT mine.record FROM ({mine}) AS mine
    WHERE EXISTS (SELECT 1 FROM record_party AS other WHERE other.record = mine.record
            AND other.role IN ('about', 'addressee') AND other.party IN (SELECT value FROM json_each(:about)))
        OR EXISTS (SELECT 1 FROM record_own AS other WHERE other.record = mine.record
            AND other.role IN ('about', 'addressee') AND other.actor IN (SELECT value FROM json_each(:about)))
    LIMIT :most"""
_OTHERS = """(SELECT json_group_array(party) FROM record_party AS other WHERE other.record = record."row"
        AND other.role IN ('about', 'addressee', 'asked by'))"""
_SAID = f'record."row", record.document, record.day, record.kind, record.payload, {_OTHERS}'
_SPEAKING_OF = f"""
    SELECT {_SAID} FROM ({{found}}) AS found
    CROSS JOIN record ON record."row" = found.record
    WHERE :acts IS NULL OR record.type IN (SELECT value FROM json_each(:acts))
"""
_SILENT = f"""
    SELECT {_SAID} FROM ({{mine}}) AS mine
    CROSS JOIN record ON record."row" = mine.record LIMIT :most
"""
_SAID_ON = f"""
    WITH found AS MATERIALIZED (SELECT rowid AS record FROM statement_words
        WHERE statement_words MATCH :words ORDER BY rowid DESC LIMIT :looked_at),
    newest AS MATERIALIZED (SELECT found.record FROM found CROSS JOIN record ON record."row" = found.record
        WHERE coalesce(record.day, '') <= :until AND EXISTS (SELECT 1 FROM {{table}} AS mine
            WHERE mine.record = found.record AND mine.{{column}} = :by AND mine.role = 'speaker')
        ORDER BY coalesce(record.day, '') DESC, found.record DESC LIMIT :most)
    SELECT {_SAID} FROM newest CROSS JOIN record ON record."row" = newest.record
    ORDER BY coalesce(record.day, '') DESC, record."row" DESC
"""


class Chain(NamedTuple):
    """A pressure with its day, and the parties that press, those that are asked."""

    row: int
    day: str | None
    record: Pressure
    pressers: frozenset[str]
    asked: frozenset[str]


class Voice(NamedTuple):
    """What somebody did, said or left unsaid in an article, and to which countries those belong whom it names."""

    document: str
    record: AnyRecord
    level: Mapping[str, str]


class Said(NamedTuple):
    """A statement or silence of a party, and the other parties that it names."""

    row: int
    document: str
    day: str | None
    record: AnyRecord
    others: frozenset[str]


def pressures(target: str, until: str, most: int) -> Callable[[Connection], tuple[Chain, ...]]:
    """Ask for the newest pressures on a party, until a day."""

    def question(connection: Connection) -> tuple[Chain, ...]:
        found = connection.execute(_PRESSURES, {"target": target, "until": until, "most": most}).all()
        chain: dict[int, dict[str, set[str]]] = {row.row: {"asks": set(), "sways": set()} for row in found}
        for part in connection.execute(_CHAIN, {"rows": json.dumps(list(chain))}):
            if part.act == "asks" or part.target == target:
                chain[part.record][part.act].add(part.source)
        read = ((row, from_json("pressure", row.payload)) for row in found)
        return tuple(
            Chain(row.row, row.day, record, frozenset(chain[row.row]["asks"]), frozenset(chain[row.row]["sways"]))
            for row, record in read
            if isinstance(record, Pressure)
        )

    return question


def voiced(documents: Iterable[str], by: str) -> Callable[[Connection], tuple[Voice, ...]]:
    """Ask what a party did, said and left unsaid in some articles, as far as the ways to it tell, by article."""
    wanted = json.dumps(list(documents))

    def question(connection: Connection) -> tuple[Voice, ...]:
        rows = connection.execute(_VOICED, {"documents": wanted, "by": by}).all()
        records = [(document, from_json(kind, payload)) for document, kind, payload in rows]
        pairs = {(document, actor) for document, record in records for actor in _named(record)}
        level: dict[str, dict[str, str]] = {}
        for document, actor, country in connection.execute(_LEVELS, {"pairs": json.dumps(sorted(pairs))}).all():
            level.setdefault(document, {})[actor] = country or actor
        return tuple(Voice(document, record, level.get(document, {})) for document, record in records)

    return question


def said(
    by: str,
    about: Iterable[str],
    days: tuple[str, str],
    *,
    most: int,
    newest: bool = False,
    acts: Iterable[str] | None = None,
) -> Callable[[Connection], tuple[Said, ...]]:
    """Ask what a party said of others, or to them, in some days: the first, or the newest first; of these some `acts`.

    Whatever the acts, as many statements are looked at as are wanted of all.
    """
    others = sorted(set(about))
    found = _BETWEEN if all(map(_is_state, (by, *others))) else _AMONG
    order = "DESC" if newest else "ASC"
    asked = _SPEAKING_OF.format(found=found.format(order=order, mine=_mine(by, order)))
    wanted = None if acts is None else json.dumps(sorted(set(acts)))
    values = {"by": by, "about": json.dumps(others), "since": days[0], "until": days[1], "most": most, "acts": wanted}
    values |= {"kind": "statement", "role": "speaker", "looked_at": MOST_READ}
    return lambda connection: _said(connection, asked, values)


def silences(by: str, days: tuple[str, str], *, most: int) -> Callable[[Connection], tuple[Said, ...]]:
    """Ask for the first silences of a party in some days."""
    asked = _SILENT.format(mine=_mine(by, "ASC"))
    values = {"by": by, "kind": "silence", "role": "silent", "since": days[0], "until": days[1], "most": most}
    return lambda connection: _said(connection, asked, {**values, "looked_at": MOST_READ})


def said_on(by: str, terms: str, until: str, *, most: int) -> Callable[[Connection], tuple[Said, ...]]:
    """Ask for the newest statements of a party in which terms of the index of words occur."""
    table, column = ("record_party", "party") if _is_country(by) else ("record_actor", "actor")
    asked = _SAID_ON.format(table=table, column=column)
    values = {"by": by, "words": terms, "until": until, "most": most, "looked_at": MOST_READ * 10}
    return lambda connection: _said(connection, asked, values)


def _named(record: AnyRecord) -> Iterator[str]:
    yield from (actor for actor, _ in parties(record))
    yield from (each.target for each in record.stance) if isinstance(record, Statement) else ()


def _mine(by: str, order: str) -> str:
    return _MINE[_is_country(by)].format(order=order)


def _is_country(party: str) -> bool:
    return ":" not in party


def _is_state(party: str) -> bool:
    return _is_country(party) and party not in NO_COUNTRY


def _said(connection: Connection, asked: str, values: Mapping[str, object]) -> tuple[Said, ...]:
    rows = connection.execute(_text(asked), dict(values)).all()
    return tuple(
        Said(row, document, day, from_json(kind, payload), frozenset(json.loads(others)))
        for row, document, day, kind, payload, others in rows
    )


@cache
def _text(asked: str) -> TextClause:
    return text(asked)  # looks the words through for names, which takes as long as many an answer
