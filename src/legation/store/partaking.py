"""Questions about actors: who there is, in how much they take part, what they do to whom, and who speaks for them.

Each goes by the indexes of actors and parties, and looks at so many of the newest records and no more.
"""

import json
from collections.abc import Callable, Iterable, Sequence
from typing import Any, NamedTuple

from sqlalchemy import Connection, select, text

from legation.records import Actor, AnyRecord, Prediction
from legation.store import ledger, query
from legation.store.codec import from_json
from legation.store.issues import Voice
from legation.store.pairing import NO_COUNTRY
from legation.store.schema import record

MOST_FACES = 500  # of the articles that name an actor, so many tell what it is called and which offices it has
_ROSTER = text("""
    SELECT actor, articles, statements, acts FROM actor_tally
    WHERE articles > 0 ORDER BY articles DESC, statements DESC, actor LIMIT :most
""")
_FACES = text("""
    SELECT named.value AS actor, (SELECT record.payload FROM record_actor AS told
        CROSS JOIN record ON record."row" = told.record
        WHERE told.actor = named.value AND told.role = 'self' LIMIT 1) AS payload
    FROM json_each(:actors) AS named
""")
_CALLED = """
    SELECT word, count(*) AS number FROM (SELECT json_extract(record.payload, '$.{field}') AS word
        FROM record_actor AS told CROSS JOIN record ON record."row" = told.record
        WHERE told.actor = :actor AND told.role = 'self' LIMIT :looked_at)
    WHERE word IS NOT NULL GROUP BY word ORDER BY number DESC, word LIMIT :most
"""
_SPELLED = text("""
    SELECT word, kind, count(*) AS number FROM (
        SELECT json_extract(record.payload, '$.evidence[0].text') AS word,
            json_extract(record.payload, '$.kind') AS kind
        FROM (SELECT record, role FROM record_actor WHERE actor = :actor LIMIT :gone_through) AS told
        CROSS JOIN record ON record."row" = told.record WHERE told.role = 'mentioned' LIMIT :looked_at)
    WHERE kind IN ('name', 'metonym', 'demonym') GROUP BY word, kind ORDER BY number DESC, word LIMIT :most
""")
_NAMING = text("SELECT count(*) FROM (SELECT 1 FROM record_actor WHERE actor = :actor AND role = 'self' LIMIT :most)")
_BY_PARTY = """SELECT DISTINCT day, record FROM record_party WHERE party = :party AND kind = :kind
    AND role IN (SELECT value FROM json_each(:roles))"""
_BY_ACTORS = """SELECT DISTINCT day, record FROM record_own WHERE actor IN (SELECT value FROM json_each(:actors))
    AND kind = :kind AND role IN (SELECT value FROM json_each(:roles))"""
# Leaves out in what the actor plays another part itself: what it says about itself is not what others say of it.
_NOT_BY_PARTY = """ AND NOT EXISTS (SELECT 1 FROM record_party AS own WHERE own.party = :party AND own.kind = :kind
    AND own.day = record_party.day AND own.record = record_party.record AND own.role = :besides)"""
_NOT_BY_ACTORS = """ AND NOT EXISTS (SELECT 1 FROM record_actor AS own WHERE own.record = record_own.record
    AND own.actor IN (SELECT value FROM json_each(:actors)) AND own.role = :besides)"""
_COUNT = "SELECT count(*) FROM ({mine} LIMIT :most)"
_NEWEST = "{mine} ORDER BY 1 DESC, 2 DESC LIMIT :most"
_DECIDED = """
    SELECT record.kind, record.payload, outcome.came_true, outcome.decided, outcome.document AS decided_by, outcome.note
    FROM ({newest}) AS mine CROSS JOIN record ON record."row" = mine.record
    CROSS JOIN outcome ON outcome.prediction = record.id
"""
# What several articles tell of one happening counts once; only what happened counts.
_DEEDS = """
    WITH mine AS MATERIALIZED ({newest})
    SELECT event.type, part.role, count(DISTINCT coalesce(happening.lead, mine.record)) AS number
    FROM mine CROSS JOIN record AS event ON event."row" = mine.record AND event.status = 'actual'
    LEFT JOIN happening ON happening.record = mine.record
    CROSS JOIN {table} AS part ON part.record = mine.record AND {is_mine}
    GROUP BY event.type, part.role
"""
_PARTNERS = """
    WITH mine AS MATERIALIZED ({newest})
    SELECT iif(pair.source = :own, pair.target, pair.source) AS party, substr(pair.act, 7) AS type,
        count(DISTINCT coalesce(happening.lead, mine.record)) AS number, max(pair.day) AS last
    FROM mine CROSS JOIN record_pair AS pair ON pair.record = mine.record AND :own IN (pair.source, pair.target)
        AND pair.act >= 'event:' AND pair.act < 'event;'
    LEFT JOIN happening ON happening.record = mine.record
    WHERE iif(pair.source = :own, pair.target, pair.source) NOT LIKE 'person:%' GROUP BY 1, 2
"""
_SPEAKERS = text("""
    SELECT speaker.actor, count(*) AS number FROM (
        SELECT DISTINCT day, record FROM record_party WHERE party = :party AND kind = 'statement' AND role = 'speaker'
        ORDER BY day DESC, record DESC LIMIT :looked_at) AS mine
    CROSS JOIN record_actor AS speaker ON speaker.record = mine.record AND speaker.role = 'speaker'
    WHERE speaker.actor <> :party GROUP BY speaker.actor ORDER BY number DESC, speaker.actor LIMIT :most
""")
# Parties that are countries, bodies or groups; people count for theirs. An event counts once for a pair.
_PAIRS = text("""
    WITH newest AS MATERIALIZED (SELECT "row" AS record, type FROM record WHERE kind = 'event' AND status = 'actual'
        ORDER BY day DESC LIMIT :looked_at),
    told AS MATERIALIZED (
        SELECT DISTINCT min(pair.source, pair.target) AS one, max(pair.source, pair.target) AS other, newest.type,
            coalesce(happening.lead, newest.record) AS happening, pair.day
        FROM newest CROSS JOIN record_pair AS pair ON pair.record = newest.record
            AND pair.act >= 'event:' AND pair.act < 'event;'
        LEFT JOIN happening ON happening.record = newest.record)
    SELECT one, other, count(DISTINCT happening) AS number,
        count(DISTINCT iif(type IN (SELECT value FROM json_each(:cooperation)), happening, NULL)) AS cooperation,
        max(day) AS last
    FROM told WHERE one NOT IN (SELECT value FROM json_each(:none))
        AND other NOT IN (SELECT value FROM json_each(:none)) AND one NOT LIKE 'person:%' AND other NOT LIKE 'person:%'
    GROUP BY one, other ORDER BY number DESC, last DESC, one, other LIMIT :most
""")


class Listed(NamedTuple):
    """An actor, in how many articles it is named, how many statements it makes, in how many events it takes part."""

    actor: str
    articles: int
    statements: int
    acts: int


class Deeds(NamedTuple):
    """How many happenings of one type an actor has done or was done to, as `role` says."""

    type: str
    role: str
    number: int


class Between(NamedTuple):
    """How many happenings of one type lie between an actor and a party, and when the last was told."""

    party: str
    type: str
    number: int
    last: str


class Pair(NamedTuple):
    """How many happenings are told between two parties, how many of them are cooperation, when the last was told."""

    one: str
    other: str
    number: int
    cooperation: int
    last: str


def roster(most: int) -> Callable[[Connection], tuple[Listed, ...]]:
    """Ask who is named in articles, in most of them first."""
    return lambda connection: tuple(Listed._make(row) for row in connection.execute(_ROSTER, {"most": most}))


def faces(actors: Iterable[str]) -> Callable[[Connection], dict[str, Actor]]:
    """Ask for actors as some article has them; those that none names are left out."""
    values = {"actors": json.dumps(list(dict.fromkeys(actors)))}

    def question(connection: Connection) -> dict[str, Actor]:
        read = {row.actor: from_json("actor", row.payload) for row in connection.execute(_FACES, values) if row.payload}
        return {key: each for key, each in read.items() if isinstance(each, Actor)}

    return question


def called(actor: str, field: str, most: int) -> Callable[[Connection], tuple[tuple[str, int], ...]]:
    """Ask what articles call an actor (`name`), or what they say it is (`role`), the most frequent first."""
    values = {"actor": actor, "looked_at": MOST_FACES, "most": most}
    asked = text(_CALLED.format(field="name" if field == "name" else "role"))
    return lambda connection: tuple((row.word, row.number) for row in connection.execute(asked, values))


def spelled(actor: str, most: int) -> Callable[[Connection], tuple[tuple[str, str, int], ...]]:
    """Ask in which words articles name an actor, with the kind of mention, the most frequent first."""
    values = {"actor": actor, "looked_at": MOST_FACES, "gone_through": 20 * MOST_FACES, "most": most}
    return lambda connection: tuple((row.word, row.kind, row.number) for row in connection.execute(_SPELLED, values))


def naming(actor: str, most: int) -> Callable[[Connection], int]:
    """Ask how many articles name an actor itself; `most` at most."""
    return lambda connection: int(connection.execute(_NAMING, {"actor": actor, "most": most}).scalar_one())


def count(kind: str, voice: Voice, roles: Sequence[str], most: int) -> Callable[[Connection], int]:
    """Ask in how many records of a kind an actor plays these parts; `most` at most."""
    asked = text(_COUNT.format(mine=_mine(voice)))
    values = _values(kind, voice, roles, most)
    return lambda connection: int(connection.execute(asked, values).scalar_one())


def newest(
    kind: str, voice: Voice, roles: Sequence[str], most: int, *, besides: str | None = None
) -> Callable[[Connection], tuple[AnyRecord, ...]]:
    """Ask for the newest records of a kind in which an actor plays these parts, and not the one that is `besides`."""
    others = (_NOT_BY_PARTY if voice.party else _NOT_BY_ACTORS) if besides else ""
    asked = text(_NEWEST.format(mine=_mine(voice) + others))
    values = _values(kind, voice, roles, most) | ({"besides": besides} if besides else {})

    def question(connection: Connection) -> tuple[AnyRecord, ...]:
        return records(row.record for row in connection.execute(asked, values).all())(connection)

    return question


def decided(actor: str, among: int) -> Callable[[Connection], tuple[Prediction, ...]]:
    """Ask for the decided ones among the newest predictions that an actor itself makes."""
    asked = text(_DECIDED.format(newest=_NEWEST.format(mine=_BY_ACTORS)))
    values = _values("prediction", Voice(actors=(actor,)), ("holder",), among)

    def question(connection: Connection) -> tuple[Prediction, ...]:
        read = map(ledger.read, connection.execute(asked, values).all())
        return tuple(each for each in read if isinstance(each, Prediction))

    return question


def deeds(voice: Voice, most: int) -> Callable[[Connection], tuple[Deeds, ...]]:
    """Ask what an actor did and what was done to it, among the newest events that tell of it."""
    newest = _NEWEST.format(mine=_mine(voice))
    table, is_mine = (
        ("record_party", "part.party = :party")
        if voice.party
        else ("record_actor", "part.actor IN (SELECT value FROM json_each(:actors))")
    )
    asked = text(_DEEDS.format(newest=newest, table=table, is_mine=is_mine))
    values = _values("event", voice, ("actor", "recipient"), most)
    return lambda connection: tuple(Deeds._make(row) for row in connection.execute(asked, values))


def partners(voice: Voice, own: str, most: int) -> Callable[[Connection], tuple[Between, ...]]:
    """Ask with which parties an actor deals, among the newest events that tell of it; `own` is its own party."""
    asked = text(_PARTNERS.format(newest=_NEWEST.format(mine=_mine(voice))))
    values = _values("event", voice, ("actor", "recipient"), most) | {"own": own}
    return lambda connection: tuple(Between._make(row) for row in connection.execute(asked, values))


def speakers(party: str, looked_at: int, most: int) -> Callable[[Connection], tuple[tuple[str, int], ...]]:
    """Ask who speaks for a country in its newest statements, those who speak most first."""
    values = {"party": party, "looked_at": looked_at, "most": most}
    return lambda connection: tuple((row.actor, row.number) for row in connection.execute(_SPEAKERS, values))


def pairs(cooperation: Iterable[str], looked_at: int, most: int) -> Callable[[Connection], tuple[Pair, ...]]:
    """Ask between which two parties most is told, among so many of the newest events; some types are `cooperation`."""
    values = {"cooperation": json.dumps(list(cooperation)), "looked_at": looked_at, "most": most}
    values |= {"none": json.dumps(NO_COUNTRY)}
    return lambda connection: tuple(Pair._make(row) for row in connection.execute(_PAIRS, values))


def records(rows: Iterable[int]) -> Callable[[Connection], tuple[AnyRecord, ...]]:
    """Ask for records by their rows, in this order; predictions with what came of them."""
    wanted = list(rows)
    columns = (record.c.row, record.c.kind, record.c.payload, *query.DECIDED)
    found = select(*columns).select_from(query.WITH_OUTCOME).where(record.c.row.in_(wanted))

    def question(connection: Connection) -> tuple[AnyRecord, ...]:
        read = {row.row: ledger.read(row) for row in connection.execute(found)} if wanted else {}
        return tuple(read[row] for row in wanted if row in read)

    return question


def _mine(voice: Voice) -> str:
    return _BY_PARTY if voice.party else _BY_ACTORS


def _values(kind: str, voice: Voice, roles: Sequence[str], most: int) -> dict[str, Any]:
    by: dict[str, Any] = {"party": voice.party} if voice.party else {"actors": json.dumps(voice.actors)}
    return by | {"kind": kind, "roles": json.dumps(list(roles)), "most": most}
