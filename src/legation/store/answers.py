"""Questions about who was asked to use its influence, and what parties said, did or left unsaid around that."""

import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cache
from typing import Any, NamedTuple

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
    WITH wanted AS MATERIALIZED (SELECT key, json_extract(value, '$[0]') AS document, json_extract(value, '$[1]') AS by,
        json_extract(value, '$[2]') AS acts FROM json_each(:wanted))
    SELECT wanted.by, record.document, record.kind, record.payload, record."row" FROM wanted
    CROSS JOIN record ON record.document = wanted.document AND record.kind IN ('event', 'statement', 'silence')
    WHERE (wanted.acts IS NULL
            OR record.kind = 'statement' AND record.type IN (SELECT value FROM json_each(wanted.acts)))
        AND (EXISTS (SELECT 1 FROM record_party AS mine WHERE mine.record = record."row" AND mine.party = wanted.by
                AND mine.role IN ('actor', 'speaker', 'silent'))
            OR EXISTS (SELECT 1 FROM record_actor AS mine WHERE mine.record = record."row" AND mine.actor = wanted.by
                AND mine.role IN ('actor', 'speaker', 'silent'))
            OR record.kind = 'statement' AND json_extract(record.payload, '$.speaker.actor') IS NULL
                AND json_extract(record.payload, '$.speaker.country') = wanted.by)
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
# Of many at once: of each what is found first. Whether it judges anybody is seen without reading all of a statement.
_EACH = f"""
    WITH wanted AS MATERIALIZED (SELECT key, json_extract(value, '$[0]') AS by, json_extract(value, '$[1]') AS about,
        json_extract(value, '$[2]') AS since, json_extract(value, '$[3]') AS until FROM json_each(:wanted))
    SELECT wanted.key, {_SAID} FROM wanted
    CROSS JOIN json_each((SELECT json_group_array(record) FROM ({{found}}))) AS found
    CROSS JOIN record ON record."row" = found.value
    WHERE (:acts IS NULL OR record.type IN (SELECT value FROM json_each(:acts)))
        AND (:stance IS NULL OR record.type NOT IN (SELECT value FROM json_each(:judging)) OR EXISTS (
            SELECT 1 FROM json_each(record.payload, '$.stance') AS judged
            WHERE json_extract(judged.value, '$.value') <= :stance))
    ORDER BY wanted.key, found.key
"""
_SILENT = {
    True: """SELECT record FROM record_party WHERE party = wanted.by AND kind = 'silence' AND role = 'silent'
        AND day BETWEEN wanted.since AND wanted.until ORDER BY day, record LIMIT :most""",
    False: """SELECT record FROM record_own WHERE actor = wanted.by AND kind = 'silence' AND role = 'silent'
        AND day BETWEEN wanted.since AND wanted.until ORDER BY day, record LIMIT :most""",
}
_SPEAKING = """SELECT DISTINCT pair.day, pair.record
    FROM json_each(wanted.about) AS spoken CROSS JOIN record_pair AS pair
    ON pair.target = spoken.value AND pair.act = 'speaks' AND pair.source = wanted.by
        AND pair.day BETWEEN wanted.since AND wanted.until
    ORDER BY pair.day {order}, pair.record {order} LIMIT :most"""
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


class Wanted(NamedTuple):
    """Whose words are wanted of which others, from a day to a day."""

    by: str
    about: tuple[str, ...]
    since: str
    until: str


class InArticle(NamedTuple):
    """An article and a party whose deeds and words in it are wanted: all of them, or statements of some acts."""

    document: str
    by: str
    acts: tuple[str, ...] | None = None


class Voice(NamedTuple):
    """What somebody did, said or left unsaid in an article, and to which countries those belong whom it names."""

    by: str
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


def voiced(wanted: Iterable[InArticle]) -> Callable[[Connection], tuple[Voice, ...]]:
    """Ask what parties did, said and left unsaid in articles, as far as the ways to them tell."""
    values = {"wanted": json.dumps(list(wanted))}

    def question(connection: Connection) -> tuple[Voice, ...]:
        rows = connection.execute(_VOICED, values).all()
        read = {row: from_json(kind, line) for _, _, kind, line, row in rows}
        pairs = {(document, actor) for _, document, _, _, row in rows for actor in _named(read[row])}
        level: dict[str, dict[str, str]] = {}
        for document, actor, country in connection.execute(_LEVELS, {"pairs": json.dumps(sorted(pairs))}).all():
            level.setdefault(document, {})[actor] = country or actor
        return tuple(Voice(by, document, read[row], level.get(document, {})) for by, document, _, _, row in rows)

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


def said_each(
    wanted: Sequence[Wanted],
    *,
    most: int,
    newest: bool = False,
    acts: Iterable[str] | None = None,
    judging: tuple[frozenset[str], float] | None = None,
) -> Callable[[Connection], tuple[tuple[Said, ...], ...]]:
    """Ask as `said` does for several at once; of acts that are `judging` only those with no better stance than that."""
    order = "DESC" if newest else "ASC"
    asked = _EACH.format(found=_SPEAKING.format(order=order))
    least, kinds = (judging[1], sorted(judging[0])) if judging else (None, [])
    values = {"most": most, "stance": least, "judging": json.dumps(kinds)}
    values["acts"] = None if acts is None else json.dumps(sorted(set(acts)))
    among = {place: each for place, each in enumerate(wanted) if not all(map(_is_state, (each.by, *each.about)))}

    def question(connection: Connection) -> tuple[tuple[Said, ...], ...]:
        found = _each(connection, asked, values, [None if place in among else w for place, w in enumerate(wanted)])
        for place, each in among.items():
            one = said(each.by, each.about, each[2:], most=most, newest=newest, acts=acts)
            found[place] = list(one(connection))
        return tuple(map(tuple, found))

    return question


def silences(wanted: Sequence[Wanted], *, most: int) -> Callable[[Connection], tuple[tuple[Said, ...], ...]]:
    """Ask for the first silences of each party in its days, whomever they are about."""
    values = {"most": most, "acts": None, "stance": None, "judging": "[]"}

    def question(connection: Connection) -> tuple[tuple[Said, ...], ...]:
        both = []
        for countries, found in _SILENT.items():
            mine = [each if _is_country(each.by) is countries else None for each in wanted]
            both.append(_each(connection, _EACH.format(found=found), values, mine))
        return tuple((*one, *other) for one, other in zip(*both, strict=True))

    return question


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
    return tuple(map(_heard, rows))


def _heard(row: Iterable[Any]) -> Said:
    number, document, day, kind, line, others = row
    return Said(number, document, day, from_json(kind, line), frozenset(json.loads(others)))


def _each(
    connection: Connection, asked: str, values: Mapping[str, object], wanted: Sequence[Wanted | None]
) -> list[list[Said]]:
    """What is found for each that is wanted, in the order asked for."""
    found: list[list[Said]] = [[] for _ in wanted]
    if not any(wanted):
        return found
    # What is not wanted keeps its place, so that the places tell what is found for whom.
    asks = json.dumps([each and (each.by, each.about, each.since, each.until) for each in wanted])
    for place, *row in connection.execute(_text(asked), {**values, "wanted": asks}).all():
        found[place].append(_heard(row))
    return found


@cache
def _text(asked: str) -> TextClause:
    return text(asked)  # looks the words through for names, which takes as long as many an answer
