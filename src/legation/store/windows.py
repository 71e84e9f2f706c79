"""Windows of days and actors: which records a question is about, the newest first, found by their parties."""

import json
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace

from sqlalchemy import Connection, text

LOOKED_AT = 8000  # of what concerns an actor, so many of the newest are looked at
OF_EACH = 4  # times as many where it must concern another one too

# By country through all who belong to it, along the key of the table; anybody else by the id alone.
_OF_COUNTRY = """SELECT DISTINCT record, day FROM record_party WHERE party = :{party} AND kind = '{kind}' {since}
    ORDER BY day DESC, record DESC LIMIT {most}"""
_OF_OTHERS = """SELECT DISTINCT record, day FROM record_own WHERE actor IN (SELECT value FROM json_each(:{others}))
    AND kind = '{kind}' {since} ORDER BY day DESC, record DESC LIMIT {most}"""
_TAKES_PART = """(EXISTS (SELECT 1 FROM record_party AS with_country WHERE with_country.record = mine.record
        AND with_country.party IN (SELECT value FROM json_each(:{countries})))
    OR EXISTS (SELECT 1 FROM record_actor AS with_other WHERE with_other.record = mine.record
        AND with_other.actor IN (SELECT value FROM json_each(:{others}))))"""
_OF_ALL = """SELECT "row" AS record, coalesce(day, '') AS day FROM record WHERE kind = '{kind}' {since} {newest}"""
_SIZE = text("""
    SELECT (SELECT count(*) FROM record_party WHERE party IN (SELECT value FROM json_each(:countries))
            AND kind = 'statement')
        + (SELECT count(*) FROM record_actor WHERE actor IN (SELECT value FROM json_each(:others)))
""")


@dataclass(frozen=True, slots=True, kw_only=True)
class Window:
    """Articles from a day on, and before another; and of what they tell, what concerns some actors, or all.

    Of each group in `actors`, any actor must take part in it. One whose id has no colon is a country, and takes part
    through all who belong to it.
    """

    since: str | None = None
    before: str | None = None
    actors: tuple[tuple[str, ...], ...] = ()

    @property
    def days(self) -> str:
        """The condition on the day of a record."""
        since = "AND record.day >= :since" if self.since else ""
        return f"{since} AND record.day < :before" if self.before else since


def smallest_first(window: Window) -> Callable[[Connection], Window]:
    """Ask for the window with the group first of whom least is told, since all of what concerns it is looked at."""

    def question(connection: Connection) -> Window:
        sizes = {group: connection.execute(_SIZE, _named(group)).scalar_one() for group in window.actors}
        return replace(window, actors=tuple(sorted(window.actors, key=lambda group: sizes[group])))

    return question


def newest_of(window: Window, kind: str, most: int | None = None) -> str:
    """Write the query for record and day of what concerns the window's actors, the newest; of all where there are none.

    Its values are those of `values`. Without `most`, it has what is looked at of actors, or all there is.
    """
    if not window.actors:
        newest = f"ORDER BY record.day DESC, document, start, id LIMIT {most}" if most else ""
        return _OF_ALL.format(kind=kind, since=window.days, newest=newest)
    looked_at = LOOKED_AT * (OF_EACH if len(window.actors) > 1 else 1)
    parts = " UNION ".join(f"SELECT * FROM ({part})" for part in _of_first(window, kind, looked_at))
    rest = (_TAKES_PART.format(countries=f"countries{n}", others=f"others{n}") for n in range(1, len(window.actors)))
    where = " AND ".join(("TRUE", *rest))
    return f"SELECT record, day FROM ({parts}) AS mine WHERE {where} ORDER BY day DESC LIMIT {LOOKED_AT}"


def values(window: Window, **more: object) -> dict[str, object]:
    """The values of a window's query, and more."""
    found: dict[str, object] = {"since": window.since, "before": window.before}
    for number, group in enumerate(window.actors):
        found |= {f"{name}{number}": each for name, each in _named(group).items()}
    found |= {f"party{n}": country for n, country in enumerate(_parted(window.actors[0])[0])} if window.actors else {}
    return found | more


def _of_first(window: Window, kind: str, most: int) -> Iterable[str]:
    """What concerns the first group: a query for each of its countries, and one for the others."""
    countries, others = _parted(window.actors[0])
    bare = window.days.replace("record.", "")
    for number in range(len(countries)):
        yield _OF_COUNTRY.format(party=f"party{number}", kind=kind, since=bare, most=most)
    if others:
        yield _OF_OTHERS.format(others="others0", kind=kind, since=bare, most=most)


def _parted(group: Sequence[str]) -> tuple[list[str], list[str]]:
    """The countries of a group, and the others."""
    return [each for each in group if ":" not in each], [each for each in group if ":" in each]


def _named(group: Sequence[str]) -> dict[str, str]:
    countries, others = _parted(group)
    return {"countries": json.dumps(countries), "others": json.dumps(others)}
