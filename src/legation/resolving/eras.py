"""Eras: which state a seat of government or a name stood for on the day ("Moscow" in 1968)."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date

from legation.entries import Alias
from legation.resolving.gazetteer import NameMatch

_SEATS = frozenset({"city", "building"})


@dataclass(frozen=True, slots=True)
class Era:
    """The days in which words for a state of today (or one of its words) stood for a former one."""

    phrase: str
    today: str
    then: str
    since: str
    until: str
    sort: str

    @classmethod
    def of(cls, row: Mapping[str, str]) -> "Era":
        """Take a row of `eras.csv`."""
        return cls(row["phrase"], row["today"], row["then"], row["since"], row["until"], row["sort"])

    def covers(self, day: str) -> bool:
        """True when the words had that meaning on a day."""
        return self.since <= day <= self.until


class Eras:
    """What the words of one document meant on its day."""

    def __init__(self, eras: Iterable[Era], day: date | None) -> None:
        """Without a day, words mean what they mean now."""
        self.day = day
        known = list(eras)
        held = [era for era in known if day is not None and era.covers(day.isoformat())]
        self._gone = {era.then for era in known} - {era.then for era in held}
        self._seats = {(era.phrase, era.today): era.then for era in held}
        whole = [era for era in held if not era.phrase]  # a row for one word says nothing of the others
        self._people = {era.today: era.then for era in whole if era.sort != "seat"}
        self._names = {era.today: era.then for era in whole if era.sort == "name"}

    def successors(self, states: Iterable[str]) -> frozenset[str]:
        """The states of today whose words stand for one of `states`: the tables have people under those."""
        wanted = frozenset(states)
        return frozenset(today for (_, today), then in self._seats.items() if then in wanted)

    def country(self, today: str | None, serves: Iterable[str] = ()) -> str | None:
        """The state whose somebody of a state of today was, or a body; `serves` are those in which he held office."""
        polities = [key for key in serves if ":" not in key]
        if polities and today not in polities:
            today = polities[0]
            return self._names.get(today, today)
        return today if polities else self._people.get(today or "", today)

    def seated(self, today: str | None, town: str) -> str | None:
        """The state whose government sat on the day in a town that is a state's of today ("PRAGUE", "ADEN")."""
        key = today or ""
        return self._seats.get((town, key)) or self._seats.get(("", key)) or today

    def read(self, matches: tuple[NameMatch, ...]) -> tuple[NameMatch, ...]:
        """The same names, with the states that they meant."""
        return tuple(map(self._match, matches))

    def _match(self, match: NameMatch) -> NameMatch:
        if self._gone.intersection(match.members):  # "the two superpowers" in a later year
            return replace(match, members=())
        aliases = tuple(dict.fromkeys(map(self._alias, match.aliases)))
        return match if aliases == match.aliases else replace(match, aliases=aliases)

    def _alias(self, alias: Alias) -> Alias:
        if alias.kind in _SEATS:
            then = self._seats.get((alias.phrase, alias.id)) or self._seats.get(("", alias.id))
        else:
            then = self._seats.get((alias.phrase, alias.id)) or self._names.get(alias.id)
        return alias if then is None else alias._replace(id=then)
