"""Agents: the nouns that tell what an unnamed actor is, and the words before them that decide its sector."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from rapidfuzz import process
from rapidfuzz.distance import DamerauLevenshtein

from legation.knowledge import Title
from legation.resolving.folding import fold

# Words of a noun, and of a modifier.
_LONGEST, _LONGEST_MODIFIER = 8, 3
# Names of weapons with fewer letters are too like other words to be read with slips.
_LONG_WEAPON = 8
# Words in "-man" that are no compounds of "man", whose plural is regular.
_NOT_MEN = ("roman", "german", "human", "ottoman", "norman", "ataman", "shaman", "talisman", "caiman")

Container = Literal["count", "band", "member"]


@dataclass(frozen=True, slots=True)
class Sense:
    """What a noun says of whom it names: PLOVER sector and second sector, the title if it is one, its country.

    `people` is true for a people or a crowd of believers; `generic` for a noun with no sector of its own, which gives
    `sector` only where nothing else in the mention says more; `container` where "of" hands over to what follows.
    """

    phrase: str
    sector: str | None
    second: str | None = None
    title: Title | None = None
    country: str | None = None
    people: bool = False
    generic: bool = False
    grouped: str | None = None
    container: Container | None = None

    @property
    def plain(self) -> str | None:
        """The sector, None where it is unknown."""
        return None if self.sector == "UNK" else self.sector


@dataclass(frozen=True, slots=True)
class Sectors:
    """The codes found so far, and the country that a word told."""

    first: str | None
    second: str | None = None
    country: str | None = None


@dataclass(frozen=True, slots=True)
class _Modifier:
    sector: str | None
    second: str | None
    country: str | None
    over: frozenset[str]
    heads: frozenset[str]

    def fits(self, so_far: Sectors, head: str) -> bool:
        if self.over and (so_far.first or "UNK") not in self.over:
            return False
        return not self.heads or head in self.heads or head.rsplit(" ", 1)[-1] in self.heads


class Agents:
    """The nouns of `titles.yaml` and `agents.yaml` by their folded words; where both have one, `agents.yaml` wins."""

    def __init__(self, titles: Mapping[str, Title], table: Mapping[str, Any]) -> None:
        """Index all forms, plurals included; `titles` are by their phrases, `table` is `agents.yaml`."""
        self._senses: dict[str, Sense] = {}
        self._weapons: dict[str, Sense] = {}
        for phrase, title in titles.items():
            self._senses[fold(phrase)] = Sense(_singular(phrase, titles), title.sector, title=title)
        self._index_heads(table["heads"])
        self._index_generic(table["generic"])
        self._index_containers(table["containers"])
        self._index_peoples((*table["communities"], *table["religions"]), table["ambiguous_communities"])
        shared = {fold(word) for word in table["ambiguous_communities"]}
        self._homes = {
            word: entry["country"]
            for entry, word, form in _forms(table["communities"])
            if form == word in shared and entry["country"]
        }
        self._index_arms(table["equipment"], table["ambiguous_equipment"])
        self._modifiers = _modifiers(table["modifiers"])
        self._prefixes = {fold(entry["prefix"]): entry for entry in table["ship_prefixes"]}
        self.not_actors = frozenset(form for _, _, form in _forms(table["not_actors"]))
        self.times = frozenset(fold(form) for word in table["time_words"] for form in (word, plural(word)))

    def _index_heads(self, entries: Iterable[Mapping[str, Any]]) -> None:
        """Nouns with a sector of their own, titles or not."""
        for entry, word, form in _forms(entries):
            self._senses[form] = Sense(
                word, entry["sector"], entry.get("second"), self._title(form), entry.get("country")
            )

    def _index_generic(self, entries: Iterable[Mapping[str, Any]]) -> None:
        """Nouns that say no more than rank or number, where no other list gives them a sector."""
        for entry, word, form in _forms(entries):
            if form not in self._senses or self._senses[form].plain in (None, "CVL"):
                self._senses[form] = Sense(
                    word, entry["sector"], title=self._title(form), generic=True, grouped=entry.get("grouped")
                )

    def _index_containers(self, entries: Iterable[Mapping[str, Any]]) -> None:
        """Nouns that hand over to what follows "of"; without it they say what the other lists say."""
        for entry, word, form in _forms(entries):
            known = self._senses.get(form) or Sense(word, entry["sector"], generic=True)
            self._senses[form] = Sense(
                word, known.sector, known.second, known.title, generic=known.generic, container=entry["kind"]
            )

    def _index_peoples(self, entries: Iterable[Mapping[str, Any]], shared: Iterable[str]) -> None:
        """Peoples and believers; of `shared` words, which are plain words too, the plural only."""
        plain = {fold(word) for word in shared}
        for entry, word, form in _forms(entries):
            known = self._senses.get(form)
            if (known is not None and not known.people) or form == word in plain:
                continue
            sector = entry.get("sector") or (known.sector if known else None)
            country = entry.get("country") or (known.country if known else None)
            self._senses[form] = Sense(word, sector, country=country, people=True)

    def _index_arms(self, entries: Iterable[Mapping[str, Any]], shared: Iterable[str]) -> None:
        """Classes of ships and arms, but for `shared` words, which are plain words too."""
        plain = {fold(word) for word in shared}
        for entry, word, form in _forms(entries):
            if word not in plain:
                sense = self._senses.setdefault(form, Sense(word, entry["sector"], country=entry.get("country")))
                if form.isalpha():
                    self._weapons[form] = sense

    def weapon_near(self, word: str) -> Sense | None:
        """The weapon whose long name a folded word misses by a letter or two; None for short words."""
        if len(word) < _LONG_WEAPON:
            return None
        hit = process.extractOne(word, self._weapons.keys(), scorer=DamerauLevenshtein.distance, score_cutoff=2)
        return self._weapons[hit[0]] if hit is not None and len(hit[0]) >= _LONG_WEAPON else None

    def _title(self, form: str) -> Title | None:
        return self._senses[form].title if form in self._senses else None

    def sense(self, words: Sequence[str]) -> Sense | None:
        """The sense of a phrase of folded words."""
        return self._senses.get(" ".join(words))

    def home(self, word: str) -> str | None:
        """The state of a people whose folded name is a word of other senses too: only beside a noun for people."""
        return self._homes.get(word)

    def ending(self, words: Sequence[str]) -> tuple[int, Sense] | None:
        """The longest phrase with a sense that ends a list of folded words, and how many words it takes."""
        for length in range(min(len(words), _LONGEST), 0, -1):
            if sense := self._senses.get(" ".join(words[-length:])):
                return length, sense
        return None

    def within(self, words: Sequence[str]) -> Iterator[tuple[int, int, Sense]]:
        """All longest phrases with a sense, from the right: where they begin, where they end, what they say."""
        last = len(words)
        while last > 0:
            found = self.ending(words[:last])
            if found is None:
                last -= 1
            else:
                yield last - found[0], last, found[1]
                last -= found[0]

    def ship(self, written: Sequence[str]) -> Sense | None:
        """A ship by the letters before its name ("USS Carney")."""
        entry = self._prefixes.get(fold(written[0])) if len(written) > 1 and written[0].isupper() else None
        if entry is None or not written[1][0].isupper():
            return None
        return Sense(" ".join(written), entry["sector"], country=entry.get("country"))

    def modifies(self, word: str) -> bool:
        """True for a word that changes the sector of a noun after it."""
        return word in self._modifiers

    def modified(self, before: Sequence[str], head: str, sectors: Sectors, why: list[str]) -> Sectors:
        """What the folded words before a noun make of its sectors, the nearest first; reasons are added to `why`."""
        last = len(before)
        while last > 0:
            found = self._modifier(before[:last], head, sectors)
            if found is None:
                last -= 1
                continue
            length, modifier = found
            phrase = " ".join(before[last - length : last])
            why.append(f"{phrase!r} tells {modifier.sector or modifier.second or modifier.country}")
            sectors = _applied(modifier, sectors)
            last -= length
        return sectors

    def _modifier(self, before: Sequence[str], head: str, sectors: Sectors) -> tuple[int, _Modifier] | None:
        """The longest modifier that ends a list of words and fits, and how many words it takes."""
        for length in range(min(len(before), _LONGEST_MODIFIER), 0, -1):
            for modifier in self._modifiers.get(" ".join(before[-length:]), ()):
                if modifier.fits(sectors, head):
                    return length, modifier
        return None


def _singular(phrase: str, titles: Mapping[str, Title]) -> str:
    """The singular of a title's plural form, by which modifiers know their heads."""
    for end, other in (("men", "man"), ("women", "woman"), ("ies", "y"), ("es", ""), ("s", "")):
        if phrase.endswith(end) and (one := phrase.removesuffix(end) + other) in titles:
            return fold(one)
    return fold(phrase)


def _applied(modifier: _Modifier, so_far: Sectors) -> Sectors:
    first = modifier.sector or so_far.first
    second = modifier.second or (None if modifier.sector and modifier.sector != so_far.first else so_far.second)
    return Sectors(first, second if second != first else None, modifier.country or so_far.country)


def _modifiers(entries: Iterable[Mapping[str, Any]]) -> Mapping[str, list[_Modifier]]:
    found: dict[str, list[_Modifier]] = defaultdict(list)
    for entry in entries:
        made = _Modifier(
            entry.get("sector"),
            entry.get("second"),
            entry.get("country"),
            frozenset(entry.get("over", ())),
            frozenset(fold(word) for word in entry.get("heads", ())),
        )
        for word in entry["words"]:
            found[fold(word)].append(made)
    return found


def _forms(entries: Iterable[Mapping[str, Any]]) -> Iterator[tuple[Mapping[str, Any], str, str]]:
    """Each entry with each of its words, folded, and each form of that: the singular, and the plural if it has one."""
    for entry in entries:
        plurals = entry.get("plurals", {})
        for word in entry["words"]:
            many = plurals.get(word) or plural(word)
            for form in {fold(word)} if many == "none" else {fold(word), fold(many)}:
                yield entry, fold(word), form


def plural(word: str) -> str:
    """The regular plural of the last word: "jury" → "juries", "gunman" → "gunmen"."""
    if word.endswith("man") and not word.lower().endswith(_NOT_MEN):
        return word[:-2] + "en"
    if word.endswith("y") and word[-2:-1] not in "aeiou":
        return word[:-1] + "ies"
    return word + ("es" if word.endswith(("s", "x", "ch", "sh", "z")) else "s")
