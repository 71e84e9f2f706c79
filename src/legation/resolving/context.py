"""Names with several owners: who bears them in this document, by what else it names."""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Any

from legation.knowledge import Alias, Knowledge
from legation.resolving.gazetteer import NameMatch
from legation.resolving.names import SentenceNames
from legation.resolving.shared_words import SharedWord
from legation.rows import bare

Shows = Callable[[Iterable[SentenceNames], frozenset[str]], frozenset[str]]
# How far behind a name its office ends at the latest.
_NEAR = 60


# The countries whose towns a document names, all that it names, these without one that such a name alone tells, and the
# names of places that its words tell elsewhere.
Told = tuple[frozenset[str], frozenset[str], frozenset[str], frozenset[str]]


@dataclass(frozen=True, slots=True)
class Company:
    """The names of `company.yaml`, and the offices that only states have."""

    names: Mapping[str, tuple[str, frozenset[str], frozenset[str], bool]]
    offices: re.Pattern[str]
    elsewhere: Mapping[str, tuple[str, str, re.Pattern[str] | None]] = field(default_factory=dict)
    own: Mapping[str, tuple[str, frozenset[str]]] = field(default_factory=dict)
    homely: tuple[SharedWord, ...] = ()

    @classmethod
    def of(cls, table: Mapping[str, Any]) -> "Company":
        """Take the lists out of the table as loaded."""
        offices = "|".join(map(re.escape, table["offices"]))
        return cls(
            {
                name: (row["is"], frozenset(row["beside"]), frozenset(row["unless"]), row["offices"])
                for name, row in table["names"].items()
            },
            re.compile(rf"['’]s? (?:[\w-]+ ){{0,2}}(?:{offices})\b", re.IGNORECASE),
            {name: (row["country"], row["by"], _any_of(row.get("words"))) for name, row in table["elsewhere"].items()},
            {name: (row["usual"], frozenset(row["states"])) for name, row in table["own"].items()},
            tuple(SharedWord.of(word, row) for word, row in table["homely"].items()),
        )

    def found_elsewhere(
        self, text: str, names: Sequence[SentenceNames], knowledge: Knowledge, filed: tuple[str, str | None]
    ) -> list[SentenceNames]:
        """The names, those of a state or its capital that lie in another country here taken for mere places.

        `filed` is the town of the dateline and the state in which it lies.
        """
        town, home = filed
        sites = [(s, e, c) for here in names for s, e, c in here.places if bare(text[s:e]) not in self.elsewhere]
        towns = {country for _, _, country in sites} | ({home} if home else set())
        named = towns | {
            key for here in names for m in here.matches if text[m.start : m.end] not in self.elsewhere for key in m.ids
        }
        countries = (knowledge.known[key].country for key in named if key in knowledge.known)
        named = {*named, *filter(None, countries)}
        # Searched for once: a long text names such a place often.
        worded = (n for n, (_, _, words) in self.elsewhere.items() if words and n in text and words.search(text))
        # A dateline whose town has such a name itself ("CÓRDOBA") does not tell its country.
        sure = named - {home} if town in self.elsewhere and home not in {c for _, _, c in sites} else named
        told = frozenset(towns), frozenset(named), frozenset(sure), frozenset(worded)
        placed: Sequence[SentenceNames] = [self._placed(text, here, told) for here in names]
        for shared in self.homely:
            placed = shared.found(text, placed, knowledge, home)
        owned = {n for n, (usual, states) in self.own.items() if home in states and not self._tells(usual, names, text)}
        return [self._at_home(text, here, owned, (knowledge, home)) for here in placed] if owned else [*placed]

    def _tells(self, state: str, names: Sequence[SentenceNames], text: str) -> bool:
        """True where a text names a state, or a town of it, by more than a name that others have too."""
        matches = (m for here in names for m in here.matches if text[m.start : m.end] not in self.own)
        return any(state in m.ids for m in matches) or any(c == state for here in names for _, _, c in here.places)

    def _at_home(
        self, text: str, here: SentenceNames, owned: set[str], where: tuple[Knowledge, str | None]
    ) -> SentenceNames:
        """The names, without those that are no name here but a word for a body of the dateline's state."""
        knowledge, home = where
        kept = tuple(
            m
            for m in here.matches
            if text[m.start : m.end] not in owned or any(knowledge.known[key].country == home for key in m.ids)
        )
        return here if kept == here.matches else replace(here, matches=kept)

    def _placed(self, text: str, here: SentenceNames, told: Told) -> SentenceNames:
        places = []
        for match in here.matches:
            own = frozenset(alias.id for alias in match.aliases)
            if own and (country := self._elsewhere(text, match.start, match.end, own, told)):
                places.append((match.start, match.end, country))
        taken = {start for start, _, _ in places}
        for start, end, country in here.places:  # "Granada" of a Nicaraguan report is no Spanish town
            there = self._elsewhere(text, start, end, frozenset({country}), told)
            places.append((start, end, there or country))
        kept = tuple(m for m in here.matches if m.start not in taken)
        return replace(here, matches=kept, places=tuple(places)) if tuple(places) != here.places else here

    def _elsewhere(self, text: str, start: int, end: int, own: frozenset[str], told: Told) -> str | None:
        """The other country in which a place of that name lies, where the document is of that country alone."""
        towns, named, sure, worded = told
        name = bare(text[start:end])
        country, sort, _ = self.elsewhere.get(name, ("", "words", None))
        by_words = name in worded
        if sort == "words":
            return country if by_words else None
        if own & sure:
            return None
        return country if by_words or country in (towns - own if sort == "towns" else named) else None

    def shown(self, text: str, names: Iterable[SentenceNames], named: frozenset[str]) -> frozenset[str]:
        """The states that names with several owners mean, by what the document names besides."""
        return frozenset(
            row[0]
            for here in names
            for match in here.matches
            if (row := self.names.get(bare(text[match.start : match.end]))) is not None
            and self._is(row, text, match, named)
        )

    def _is(
        self,
        row: tuple[str, frozenset[str], frozenset[str], bool],
        text: str,
        match: NameMatch,
        named: frozenset[str],
    ) -> bool:
        _, beside, unless, offices = row
        if offices and self.offices.match(text, match.end, match.end + _NEAR):
            return True
        return bool(beside & named) and not unless & named


def _any_of(words: Iterable[str] | None) -> re.Pattern[str] | None:
    """A pattern of any of some words, or None."""
    return re.compile(r"(?<!\w)(?:" + "|".join(map(re.escape, words)) + r")(?!\w)") if words else None


@dataclass(frozen=True)
class _Spoken:
    """Who is named plainly in a document, and of which countries places are."""

    named: frozenset[str]
    places: frozenset[str]
    names: Sequence[SentenceNames]
    knowledge: Knowledge

    @cached_property
    def times(self) -> Mapping[str, int]:
        """How often words with one owner speak of each country; few documents ask."""
        known, is_shared = self.knowledge.known, self.knowledge.is_shared
        plain = ({a.id for a in m.aliases if not is_shared(a.phrase)} for here in self.names for m in here.matches)
        countries = ({known[key].country for key in keys if key in known} for keys in plain)
        return Counter(country for found in countries for country in found if country)


def in_context(
    names: Sequence[SentenceNames], knowledge: Knowledge, home: str | None = None, shows: Shows | None = None
) -> list[SentenceNames]:
    """Leave out readings of ambiguous names that nothing in the document supports; `home` is the dateline's state.

    `shows` tells which states are meant by the company of their names.
    """
    named = _named_plainly(names, knowledge) | ({home} if home else set())
    if shows is not None:
        named |= shows(names, frozenset(named))
        named |= shows(names, frozenset(named))  # "the South's soldiers" show who "the North" is
    places = _placed(names, knowledge) | ({home} if home else set())
    spoken = _Spoken(frozenset(named), places, names, knowledge)
    return [replace(n, matches=tuple(_decided(n.matches, knowledge, spoken))) for n in names]


def _named_plainly(names: Iterable[SentenceNames], knowledge: Knowledge) -> frozenset[str]:
    """Ids, and the countries of ids, that the document names in words with one owner."""
    plain: set[str] = set()
    for sentence in names:
        plain.update(known for _, _, known in sentence.persons if known)
        for match in sentence.matches:
            plain.update(match.members)
            sole = len(match.ids) == 1 and knowledge.preferred(match.aliases[0].phrase) if match.aliases else None
            plain.update(a.id for a in match.aliases if sole or not knowledge.is_shared(a.phrase))
    countries = {knowledge.known[key].country for key in plain if key in knowledge.known}
    return frozenset(plain | {country for country in countries if country})


def _placed(names: Iterable[SentenceNames], knowledge: Knowledge) -> frozenset[str]:
    """Countries of towns and buildings that the document names: "Congo" near Brazzaville is not the one of Kinshasa."""
    kinds = ("city", "building")
    return frozenset(a.id for s in names for m in s.matches for a in m.aliases if a.kind in kinds) | frozenset(
        country for s in names for _, _, country in s.places
    )


def _decided(matches: Iterable[NameMatch], knowledge: Knowledge, spoken: _Spoken) -> Iterable[NameMatch]:
    for match in matches:
        # A name that nobody bears here stays as scenery, or it would be taken for an unknown organisation.
        kept = tuple(a for a in match.aliases if _holds(a, match, knowledge, spoken))
        yield match if kept == match.aliases else replace(match, aliases=kept)


def _at_home(match: NameMatch, preferred: str, knowledge: Knowledge, spoken: _Spoken) -> str | None:
    """The other owner whose country is spoken of most, where nothing else is of the preferred one's ("Congress")."""
    named = spoken.named
    if preferred in named or knowledge.known[preferred].country in named:
        return None
    # A state that is named by its own longer name is not meant by a shorter one ("Guinea and Guinea-Bissau").
    others = [
        key
        for key in match.ids
        if knowledge.known[key].country in (spoken.places if knowledge.known[key].kind == "state" else named)
    ]
    if len(others) < 2:
        return others[0] if others else None
    first, second, *_ = sorted(others, key=lambda key: -_times(key, knowledge, spoken))
    return first if _times(first, knowledge, spoken) > _times(second, knowledge, spoken) else None


def _times(key: str, knowledge: Knowledge, spoken: _Spoken) -> int:
    return spoken.times.get(knowledge.known[key].country or "", 0)


def _holds(alias: Alias, match: NameMatch, knowledge: Knowledge, spoken: _Spoken) -> bool:
    preferred = knowledge.preferred(alias.phrase)
    if preferred in match.ids:
        return alias.id == (_at_home(match, str(preferred), knowledge, spoken) or preferred)
    if not knowledge.needs_context(alias.phrase):
        return True
    return alias.id in spoken.named or knowledge.known[alias.id].country in spoken.named
