"""The gazetteer: finds the names that the knowledge tables hold, longest first, with their case."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import chain
from typing import TypeVar

from legation.knowledge import Alias, Knowledge

T = TypeVar("T")
# Phrases and what they name, by their second piece, the longest first.
Rows = dict[str | None, list[tuple[tuple[str, ...], list[T]]]]
_PIECE = re.compile(r"[^\W_]+|[^\w\s]")
_COUNTS = frozenset({"two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "other"})
# Nouns for the sort of a body that papers write small at the end of its name.
_SORTS = frozenset(
    {
        "group",
        "party",
        "movement",
        "army",
        "front",
        "brigade",
        "brigades",
        "network",
        "militia",
        "alliance",
        "coalition",
        "union",
        "league",
        "agency",
        "commission",
        "council",
        "committee",
        "court",
        "tribunal",
        "bank",
        "fund",
        "ministry",
        "department",
        "company",
        "brotherhood",
    }
)
# Small words that open a family's name.
_OF_FAMILIES = frozenset({"del", "della", "dal", "de", "da", "das", "dos", "di", "van", "von", "der", "zu"})
# What goes before the name of a party makes it another one's: the "Free Democratic Party" is not the Democratic Party.
_FAMILIES = frozenset(
    {
        *("All", "Alliance", "Christian", "Civic", "Conservative", "Constitutional", "Democratic", "Federal", "Free"),
        *("Green", "Independent", "Islamic", "Labour", "Left", "Liberal", "Moderate", "National", "Nationalist", "New"),
        *("Patriotic", "Peasants", "Peoples", "Popular", "Progressive", "Progressives", "Radical", "Reform"),
        *("Reformist", "Republican", "Revolutionary", "Social", "Socialist", "Traditional", "True", "Unionist"),
        *("United", "Workers"),
    }
)
_PARTIES = frozenset(
    {"Party", "Democrats", "Union", "Front", "Movement", "Alliance", "Coalition", "Congress", "League"}
)
# Such a noun stands so near behind the first word of a name.
_TAIL = 5
_APOSTROPHES = str.maketrans({"’": "'", "‘": "'", "‑": "-", "–": "-"})


@dataclass(frozen=True, slots=True)
class NameMatch:
    """A stretch of text (document offsets) that the tables know, with all it may name (nobody for a mere place)."""

    start: int
    end: int
    aliases: tuple[Alias, ...] = ()
    members: tuple[str, ...] = ()
    country: str | None = None
    # What it stands for: one id, or the members of a set phrase ("both Koreas"). Every match is asked for it ten times.
    ids: tuple[str, ...] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        """Tell once what it stands for."""
        ids = self.members or tuple(dict.fromkeys([alias.id for alias in self.aliases]))
        object.__setattr__(self, "ids", ids)


class Gazetteer:
    """All aliases, indexed by their first piece."""

    def __init__(self, knowledge: Knowledge, regions: Iterable[str] = ()) -> None:
        """Index the names of `knowledge` and its set phrases; `regions` name no one state ("South American")."""
        self._names = _by_second(_index((alias.phrase, alias) for alias in knowledge.aliases))
        self._countries = {name: row.country for name, row in knowledge.places.items()}
        self._places = _by_second(_index((name, name) for name in (*knowledge.places, *regions)))
        coalitions = ((phrase, members) for phrase, members in knowledge.coalitions.items() if members)
        self._sets = _by_second(_index(coalitions))
        # Most words of a text begin nothing that is known.
        self._begins = self._names.keys() | self._places.keys()

    def find(self, text: str, start: int, end: int) -> Iterator[NameMatch]:
        """Yield the longest names between two document offsets, in text order, without overlaps."""
        pieces = [
            (m.group(), start + m.start(), start + m.end())
            for m in _PIECE.finditer(text[start:end].translate(_APOSTROPHES))
        ]
        words = tuple([word for word, _, _ in pieces])
        capital = tuple([word.capitalize() if word in _SORTS else word for word in words])
        folded = tuple([word.lower() for word in words])
        sorts = capital != words
        at = 0
        while at < len(pieces):
            if words[at] not in self._begins and folded[at] not in self._sets:
                at += 1
                continue
            length, match = self._longest(words, folded, at)
            if sorts and capital[at + 1 : at + _TAIL] != words[at + 1 : at + _TAIL]:
                name, aliases = self._name(capital, at)  # "the Wagner group", as some papers write it
                if len(name) > max(length, 1) and capital[at : at + len(name) - 1] == words[at : at + len(name) - 1]:
                    length, match = len(name), (aliases, ())
            if match is None or _is_of_longer(words, at, length, match[0]) or _is_surname(words, at, match):
                at += 1
                continue
            start, end = pieces[at][1], pieces[at + length - 1][2]
            country = None if any(match) else self._countries.get(text[start:end].translate(_APOSTROPHES))
            yield NameMatch(start, end, *match, country)
            at += length

    def _longest(
        self, words: tuple[str, ...], folded: tuple[str, ...], at: int
    ) -> tuple[int, tuple[tuple[Alias, ...], tuple[str, ...]] | None]:
        if folded[at] == "the" and self._place(words, at + 1) > 1:
            return 0, None  # "the South China Sea" is not "the South"
        for phrase, members in _standing(self._sets, folded, at):
            counted = at > 0 and folded[at - 1] in _COUNTS  # "the two Gulf states" are not all of them
            if not counted and not _goes_on(phrase, words, at):
                return len(phrase), ((), members[0])
        name = self._name(words, at)
        place = self._place(words, at)
        # "The Atlantic" is a sea; in "the Atlantic alliance" the name begins after the article.
        if folded[at] == "the" and 1 + len(self._name(words, at + 1)[0]) > max(place, len(name[0]), 1):
            return 0, None
        # "South China Sea" is no matter of China; where a name is as long as the place, the name wins.
        if place > len(name[0]):
            return place, ((), ())
        return len(name[0]), (name[1], ()) if name[1] else None

    def _place(self, words: tuple[str, ...], at: int) -> int:
        """How many words a place takes from here, 0 for none."""
        return next((len(phrase) for phrase, _ in _standing(self._places, words, at)), 0)

    def _name(self, words: tuple[str, ...], at: int) -> tuple[tuple[str, ...], tuple[Alias, ...]]:
        for phrase, aliases in _standing(self._names, words, at):
            if not _goes_on(phrase, words, at):
                return phrase, tuple(aliases)
        return (), ()


def _is_of_longer(words: tuple[str, ...], at: int, length: int, aliases: tuple[Alias, ...]) -> bool:
    """True for a party's name at the end of another's: "Free | Democratic Party", not "New | African Union"."""
    ends = length > 1 and at > 0 and words[at - 1] in _FAMILIES and words[at + length - 1] in _PARTIES
    return ends and all(alias.id.startswith("group:") for alias in aliases)


def _is_surname(words: tuple[str, ...], at: int, match: tuple[tuple[Alias, ...], tuple[str, ...]]) -> bool:
    """True for a town that is a family's name ("Secretary del Rosario"), not for a state ("Banco de Chile")."""
    small = at > 1 and words[at - 1] in _OF_FAMILIES and words[at - 2][:1].isupper()
    return small and not match[1] and all(alias.kind == "city" for alias in match[0])


def _goes_on(phrase: tuple[str, ...], words: tuple[str, ...], at: int) -> bool:
    """True for "the South" before "China Sea": a mere direction that belongs to a longer name."""
    after = at + len(phrase)
    return len(phrase) == 2 and phrase[0] in ("the", "The") and after < len(words) and words[after][0].isupper()


def _standing(
    index: Mapping[str, Rows[T]], words: tuple[str, ...], at: int
) -> Iterator[tuple[tuple[str, ...], list[T]]]:
    """The rows of an index whose phrase stands at a place, the longest first."""
    rows = index.get(words[at]) if at < len(words) else None
    if rows is None:
        return
    second = words[at + 1] if at + 1 < len(words) else None
    for phrase, values in chain(rows.get(second, ()), rows.get(None, ()) if second is not None else ()):
        if words[at : at + len(phrase)] == phrase:
            yield phrase, values


def _by_second(index: Mapping[str, list[tuple[tuple[str, ...], list[T]]]]) -> Mapping[str, Rows[T]]:
    """The rows of an index once more by their second piece, None for rows of one: many names begin with "the"."""
    found: dict[str, Rows[T]] = {}
    for first, rows in index.items():
        of_first = found[first] = defaultdict(list)
        for row in rows:
            of_first[row[0][1] if len(row[0]) > 1 else None].append(row)
    return found


def _index(pairs: Iterable[tuple[str, T]]) -> dict[str, list[tuple[tuple[str, ...], list[T]]]]:
    whole: dict[tuple[str, ...], list[T]] = defaultdict(list)
    for phrase, value in pairs:
        if pieces := tuple(_PIECE.findall(phrase.translate(_APOSTROPHES))):
            whole[pieces].append(value)
    first: dict[str, list[tuple[tuple[str, ...], list[T]]]] = defaultdict(list)
    for phrase_pieces, values in whole.items():
        first[phrase_pieces[0]].append((phrase_pieces, values))
    for rows in first.values():
        rows.sort(key=lambda row: -len(row[0]))
    return first
