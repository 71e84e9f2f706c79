"""Agents: the nouns that tell what an unnamed actor is, and the words before them that decide its sector."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from legation.knowledge import Title
from legation.resolving.folding import fold

_LONGEST = 8
# Irregular last words, for the words of titles and communities that stand without plurals of their own.
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
        """Index all forms, plurals included."""
        self._senses: dict[str, Sense] = {}
        for phrase, title in titles.items():
            self._senses[fold(phrase)] = Sense(_singular(phrase, titles), title.sector, title=title)
        self._index_heads(table)
        self._index_loose(table)
        self._modifiers = _modifiers(table["modifiers"])
        self.not_actors = frozenset(f for entry in table["not_actors"] for _, forms in _entry(entry) for f in forms)
        self.times = frozenset(fold(form) for word in table["time_words"] for form in (word, plural(word)))

    def _index_heads(self, table: Mapping[str, Any]) -> None:
        for entry in table["heads"]:
            for word, forms in _entry(entry):
                for form in forms:
                    title = self._senses[form].title if form in self._senses else None
                    self._senses[form] = Sense(word, entry["sector"], entry.get("second"), title, entry.get("country"))
        for entry in table["generic"]:
            for word, forms in _entry(entry):
                for form in forms:
                    title = self._senses[form].title if form in self._senses else None
                    sense = Sense(word, entry["sector"], title=title, generic=True, grouped=entry.get("grouped"))
                    if form not in self._senses or self._senses[form].plain in (None, "CVL"):
                        self._senses[form] = sense
        for entry in table["containers"]:
            for word, forms in _entry(entry):
                for form in forms:
                    known = self._senses.get(form)
                    self._senses[form] = Sense(
                        word,
                        known.sector if known else entry["sector"],
                        known.second if known else None,
                        known.title if known else None,
                        generic=known is None or known.generic,
                        container=entry["kind"],
                    )

    def _index_loose(self, table: Mapping[str, Any]) -> None:
        """Peoples, believers and arms: names rather than nouns; those that are also plain words count in the plural only."""
        shared = {fold(word) for word in table["ambiguous_communities"]}
        arms = {fold(word) for word in table["ambiguous_equipment"]}
        self._prefixes = {fold(entry["prefix"]): entry for entry in table["ship_prefixes"]}
        for entry in (*table["communities"], *table["religions"]):
            for word, forms in _entry(entry):
                for form in forms - ({word} if word in shared else set()):
                    known = self._senses.get(form)
                    sector = entry.get("sector") or (known.sector if known and known.people else None)
                    country = entry.get("country") or (known.country if known and known.people else None)
                    if known is None or known.people:
                        self._senses[form] = Sense(word, sector, country=country, people=True)
        for entry in table["equipment"]:
            for word, forms in _entry(entry):
                for form in forms if word not in arms else ():
                    self._senses.setdefault(form, Sense(word, entry["sector"], country=entry.get("country")))

    def sense(self, words: Sequence[str]) -> Sense | None:
        """The sense of a phrase of folded words."""
        return self._senses.get(" ".join(words))

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
        """What the folded words before a noun make of its sectors, the nearest word first; reasons are added to `why`."""
        last = len(before)
        while last > 0:
            length = 1
            for size in range(min(last, 3), 0, -1):
                phrase = " ".join(before[last - size : last])
                fitting = next((m for m in self._modifiers.get(phrase, ()) if m.fits(sectors, head)), None)
                if fitting is not None:
                    sectors = _applied(fitting, sectors)
                    told = fitting.sector or fitting.second or fitting.country
                    why.append(f"{phrase!r} tells {told}")
                    length = size
                    break
            last -= length
        return sectors


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


def _entry(entry: Mapping[str, Any]) -> Iterator[tuple[str, set[str]]]:
    """Each word of an entry with its folded forms."""
    plurals = entry.get("plurals", {})
    for word in entry["words"]:
        many = plurals.get(word) or plural(word)
        yield fold(word), {fold(word)} if many == "none" else {fold(word), fold(many)}


def plural(word: str) -> str:
    """The regular plural of the last word: "jury" → "juries", "gunman" → "gunmen"."""
    if word.endswith("man") and not word.lower().endswith(_NOT_MEN):
        return word[:-2] + "en"
    if word.endswith("y") and word[-2:-1] not in "aeiou":
        return word[:-1] + "ies"
    return word + ("es" if word.endswith(("s", "x", "ch", "sh", "z")) else "s")
