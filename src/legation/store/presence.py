"""How much of what is stored tells of actors, matters and outlets: numbers for those who set up a desk."""

import json
from collections.abc import Callable, Sequence

from sqlalchemy import Connection, text

from legation.store.issues import Voice
from legation.store.pairing import NO_COUNTRY
from legation.store.terms import any_of

_NAMING = "SELECT count(*) FROM record_actor WHERE actor = :actor AND role = 'self'"
_SPEAKING = """
    SELECT count(*) FROM (
        SELECT record FROM record_party WHERE party = :party AND kind = 'statement' AND role = 'speaker'
        UNION SELECT record FROM record_own
            WHERE actor IN (SELECT value FROM json_each(:actors)) AND kind = 'statement' AND role = 'speaker')
"""
_LOUDEST = """
    SELECT party, count(*) AS number FROM record_party WHERE kind = 'statement' AND role = 'speaker'
        AND party NOT IN (SELECT value FROM json_each(:none))
    GROUP BY party ORDER BY number DESC, party LIMIT :most
"""
_PUBLISHERS = "SELECT publisher, count(*) AS number FROM document WHERE publisher IS NOT NULL GROUP BY publisher"


def of_actor(actor: str, voice: Voice) -> Callable[[Connection], tuple[int, int]]:
    """Ask how many articles name an actor itself, and how many statements it and the people of a country make."""
    values = {"party": voice.party, "actors": json.dumps(voice.actors)}

    def question(connection: Connection) -> tuple[int, int]:
        naming = connection.execute(text(_NAMING), {"actor": actor}).scalar_one()
        return int(naming), int(connection.execute(text(_SPEAKING), values).scalar_one())

    return question


def of_words(words: Sequence[str]) -> Callable[[Connection], tuple[int, int]]:
    """Ask how many articles, and how many statements, hold any of the words."""

    def question(connection: Connection) -> tuple[int, int]:
        numbers = []
        for index in ("document_words", "statement_words"):
            found = text(f"SELECT count(*) FROM {index} WHERE {index} MATCH :words")
            numbers.append(int(connection.execute(found, {"words": any_of(words)}).scalar_one()))
        return numbers[0], numbers[1]

    return question


def loudest(most: int) -> Callable[[Connection], tuple[tuple[str, int], ...]]:
    """Ask who speaks most: countries, and actors of none, with the number of their statements."""
    values = {"most": most, "none": json.dumps(NO_COUNTRY)}

    def question(connection: Connection) -> tuple[tuple[str, int], ...]:
        return tuple((row.party, row.number) for row in connection.execute(text(_LOUDEST), values))

    return question


def publishers(connection: Connection) -> dict[str, int]:
    """Count the articles of each publisher, by its name in lower case."""
    found: dict[str, int] = {}
    for row in connection.execute(text(_PUBLISHERS)):
        found[row.publisher.casefold()] = found.get(row.publisher.casefold(), 0) + row.number
    return found
