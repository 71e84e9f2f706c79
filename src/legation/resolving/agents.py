"""Agents: the nouns that tell what an unnamed actor is, and the words before them that decide its sector."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from legation.knowledge import Title
from legation.resolving.folding import fold

_DEFENCE = ("defence", "defense")


@dataclass(frozen=True, slots=True)
class Sense:
    """What a noun says of whom it names: PLOVER sector and second sector, the title if it is one, its country."""

    phrase: str
    sector: str | None
    second: str | None = None
    title: Title | None = None
    country: str | None = None
    people: bool = False


@dataclass(frozen=True, slots=True)
class Modifier:
    """A word before a noun: the sector that it gives, as the first or only as the second, and what it overrides."""

    sector: str
    second: bool
    over: frozenset[str]
    replaces_all: bool


class Agents:
    """The nouns of `titles.yaml` and `agents.yaml` by their folded words."""

    def __init__(self, titles: Mapping[str, Title], table: Mapping[str, Any]) -> None:
        """Index all forms, plurals included."""
        self._senses: dict[str, Sense] = {}
        for entry in table["heads"]:
            for word in entry["words"]:
                sense = Sense(word, entry["sector"], entry.get("second"))
                for form in (word, entry.get("plurals", {}).get(word) or plural(word)):
                    self._senses[fold(form)] = sense
        for phrase, title in titles.items():
            second = "MIL" if title.sector == "GOV" and any(word in phrase for word in _DEFENCE) else None
            known = self._senses.get(fold(phrase))
            second = second or (known.second if known else None)
            sector = title.sector if title.sector != "UNK" or known is None else known.sector
            self._senses[fold(phrase)] = Sense(title.phrase, sector, second, title)
        for entry in table["communities"]:
            for word in entry["words"]:
                sense = Sense(word, entry.get("sector"), country=entry.get("country"), people=True)
                for form in {word, entry.get("plurals", {}).get(word) or plural(word)}:
                    self._senses.setdefault(fold(form), sense)
        for entry in table["equipment"]:
            for word in entry["words"]:
                self._senses.setdefault(fold(word), Sense(word, entry.get("sector", "MIL"), country=entry["country"]))
        self._modifiers = {
            fold(word): Modifier(
                entry["sector"], bool(entry.get("second")), frozenset(entry.get("over", ())), bool(entry.get("always"))
            )
            for entry in table["modifiers"]
            for word in entry["words"]
        }
        self.generic = {fold(f): entry["sector"] for entry in table["generic"] for w in entry["words"] for f in (w, plural(w))}
        self.containers = _forms(table["containers"])
        self.not_actors = _forms(table["not_actors"])
        self.times = _forms(table["time_words"])

    def sense(self, words: list[str]) -> Sense | None:
        """The sense of a phrase."""
        return self._senses.get(" ".join(words))

    def modifier(self, word: str) -> Modifier | None:
        """What a word before a noun adds."""
        return self._modifiers.get(word)

    def ending(self, words: list[str]) -> tuple[int, Sense] | None:
        """The longest phrase with a sense that ends a list of folded words, and how many words it takes."""
        for length in range(min(len(words), 8), 0, -1):
            if sense := self._senses.get(" ".join(words[-length:])):
                return length, sense
        return None

    def within(self, words: list[str]) -> Iterable[tuple[int, int, Sense]]:
        """All longest phrases with a sense, from the right: where they begin, where they end, what they say."""
        last = len(words)
        while last > 0:
            found = self.ending(words[:last])
            if found is None:
                last -= 1
            else:
                yield last - found[0], last, found[1]
                last -= found[0]


def plural(word: str) -> str:
    """The regular plural of the last word: "jury" → "juries", "gunman" → "gunmen"."""
    if word.endswith("man") and len(word) > 4 and word not in ("roman", "german", "human", "ottoman"):
        return word[:-2] + "en"
    if word.endswith("y") and word[-2:-1] not in "aeiou":
        return word[:-1] + "ies"
    return word + ("es" if word.endswith(("s", "x", "ch", "sh", "z")) else "s")


def _forms(words: Iterable[str]) -> frozenset[str]:
    return frozenset(fold(form) for word in words for form in (word, plural(word)))


def with_second(sense: Sense, second: str | None) -> Sense:
    """The same sense with a second sector, unless it has one or it is the first."""
    return sense if second in (None, sense.sector) or sense.second else replace(sense, second=second)
