"""Words that say something, by their stems: what articles are compared by."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from math import log

from legation.errors import KnowledgeError
from legation.tables import csv_rows, yaml_table

FILE = "link/words.yaml"
COMMON = "link/common_words.csv"
SYNONYMS = "link/synonyms.yaml"
WORD = re.compile(r"\d[\d.,]*\d|\w+(?:['’]\w+)?")
DOUBLED = "bdgmnprt"  # before an ending: "stopped"
PARTS = 100  # weights are kept in hundredths, so that sums are exact
STEMS = 20_000  # words whose stems are remembered: most words of a text stand in many others
WEIGHED = 200_000  # stems whose weights are remembered, beside those of the table


class Weights(dict[str, int]):
    """What each stem proves: as the table of common words says, else what is rare, as a name or not.

    Weights are summed up for every two tellings that are compared, so what is rare is looked up as well.
    """

    def __init__(self, common: Iterable[tuple[str, int]], rare: int, rare_name: int) -> None:
        """Begin with the common words."""
        super().__init__(common)
        self._rare, self._rare_name, self._most = rare, rare_name, len(self) + WEIGHED

    def __missing__(self, stem: str) -> int:
        """Remember a rare one, as long as there is room."""
        weight = self._rare if stem[0].islower() else self._rare_name
        if len(self) < self._most:
            self[stem] = weight
        return weight


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Stemmer:
    """What `data/link/words.yaml` says, under the same names."""

    inflections: tuple[str, ...]
    derivations: tuple[str, ...]
    whole: Mapping[str, str]
    stop_words: frozenset[str]
    titles: frozenset[str]
    common: Mapping[str, int]
    weights: Weights

    @property
    def senses(self) -> Mapping[str, str]:
        """Of each word that outlets use for a commoner one, that one."""
        return _senses(self)

    def weight(self, stems: Iterable[str]) -> float:
        """How much so many words prove: common ones less than rare ones, names more; the same in any order."""
        return sum(map(self.weights.__getitem__, stems)) / PARTS

    def sense(self, stems: Iterable[str]) -> frozenset[str]:
        """What the stems mean: of words that outlets use for one another the commonest, of others the word itself."""
        senses = self.senses
        return frozenset(senses.get(stem, stem) for stem in stems)

    def words(self, text: str) -> Iterator[tuple[str, re.Match[str]]]:
        """Yield the stem and the place of each word that says something."""
        for match in WORD.finditer(text):
            word, _, tail = match[0].replace("’", "'").partition("'")
            folded = word.casefold()
            if len(word) > 1 and tail in ("", "s") and folded not in self.stop_words:
                yield self.stem(folded), match

    def stem(self, word: str) -> str:
        """Cut the ending that bends the word, the one that makes it of another, and what spelling changes there."""
        return _stem(self, word)


@lru_cache(STEMS)
def _stem(stemmer: Stemmer, word: str) -> str:
    if word in stemmer.whole:
        return stemmer.whole[word]
    bare = _cut(word, stemmer.inflections, 3)
    bare = _cut(bare, stemmer.derivations, 4).rstrip("eiy") or word
    doubled = len(bare) > 3 and bare[-1] == bare[-2] and bare[-1] in DOUBLED
    return bare[:-1] if doubled else bare


@cache
def load() -> Stemmer:
    """Read the stemmer that comes with the package."""
    values = yaml_table(FILE)
    try:
        common = dict(_weights(values["weights"]))
        rare = values["weights"]["rare"]
        return Stemmer(
            inflections=tuple(values["inflections"]),
            derivations=tuple(values["derivations"]),
            whole=dict(_forms(values["whole"])),
            stop_words=frozenset(values["stop_words"]),
            titles=frozenset(values["titles"]),
            common=common,
            weights=Weights(common.items(), round(PARTS * rare), round(PARTS * rare * values["weights"]["name"])),
        )
    except (KeyError, TypeError, ValueError) as error:
        raise KnowledgeError(FILE, None, str(error)) from error


@cache
def _senses(stemmer: Stemmer) -> Mapping[str, str]:
    """The groups of `data/link/synonyms.yaml`, which only linking asks for: a question of the store needs stems."""
    return grouped(stemmer, yaml_table(SYNONYMS))


def grouped(stemmer: Stemmer, table: Mapping[str, Iterable[Sequence[str]]]) -> Mapping[str, str]:
    """For each other stem of a group of words the commonest one, which proves the least.

    Raises KnowledgeError for a word in two groups, and for what are no sections of groups.
    """
    if not isinstance(table, Mapping):
        raise KnowledgeError(SYNONYMS, None, "expected sections, each a list of groups of words")
    found: dict[str, str] = {}
    for section, groups in table.items():
        for group in groups:
            if isinstance(group, str):
                raise KnowledgeError(SYNONYMS, None, f"{section}: expected a group of words: {group!r}")
            stems = list(dict.fromkeys(map(stemmer.stem, group)))
            if any(stem in found for stem in stems):
                raise KnowledgeError(SYNONYMS, None, f"{section}: one of {group} is in two groups")
            found.update(dict.fromkeys(stems, min(stems, key=lambda stem: (stemmer.weights[stem], stem))))
    return {stem: sense for stem, sense in found.items() if stem != sense}


def _weights(told: Mapping[str, float]) -> Iterator[tuple[str, int]]:
    """Yield what each common word proves, and as a name: 1 where one of a thousand paragraphs has it."""
    for row in csv_rows(COMMON):
        weight = 1 - log(float(row["of_thousand"])) / log(1000)
        weight = min(told["rare"], max(told["common"], weight))
        yield row["stem"], round(PARTS * weight)
        yield row["stem"].capitalize(), round(PARTS * weight * told["name"])


def bare(match: re.Match[str]) -> str:
    """The word without its possessive ending."""
    return match[0].replace("’", "'").partition("'")[0]


def _forms(whole: Iterable[str]) -> Iterator[tuple[str, str]]:
    """Yield each of the words that nothing is cut from, and its plurals, with the word."""
    for word in whole:
        yield from ((form, word) for form in (word, f"{word}s", f"{word}es"))
        if word.endswith("y"):
            yield f"{word[:-1]}ies", word


def _cut(word: str, endings: Sequence[str], least: int) -> str:
    fits = (word[: -len(e)] for e in endings if word.endswith(e) and len(word) - len(e) >= least)
    return next(fits, word)
