"""The core of a noun phrase: the words of its head, parted from articles before and from what is said of it after."""

from dataclasses import dataclass

from legation.resolving.agents import Agents, Sense
from legation.resolving.single.phrase import ARTICLES, PREPOSITIONS, Phrase

_BREAKS = PREPOSITIONS | {",", "(", "–", "—", ":"}
# No noun with a preposition inside ("head of state") has more words than this.
_LONGEST_NOUN = 7


@dataclass(frozen=True, slots=True)
class Core:
    """The words `first` to `cut` (exclusive); `opener` is the word that opens the rest, which begins at `rest`."""

    first: int
    cut: int
    opener: str | None
    rest: int


@dataclass(frozen=True, slots=True)
class Noun:
    """A noun at the head of a phrase: it stands at the end of the core from `begin` on, and says `sense`."""

    phrase: Phrase
    core: Core
    begin: int
    sense: Sense

    @property
    def before(self) -> tuple[str, ...]:
        """The folded words of the core before the noun."""
        return self.phrase.folded[self.core.first : self.begin]


def core_of(phrase: Phrase, agents: Agents) -> Core | None:
    """The core of a phrase, None where no word is left for it."""
    first = 0
    while first < len(phrase) - 1 and phrase.folded[first] in ARTICLES and phrase.name_at(first) is None:
        first += 1
    cut = _cut(phrase, first, agents)
    if cut == first:
        return None
    return Core(first, cut, phrase.folded[cut] if cut < len(phrase) else None, cut + 1)


def _cut(phrase: Phrase, first: int, agents: Agents) -> int:
    """Where the core ends: before a preposition, a comma or "who", but not inside a name or noun."""
    at = first
    while at < len(phrase):
        name, length = phrase.name_at(at), _noun_at(phrase, at, agents)
        if name is not None and not length and phrase.folded[at] in ARTICLES and at + 1 < len(phrase):
            length = _noun_at(phrase, at + 1, agents)
            length += 1 if length else 0
        if name is not None and name.last - at >= length:
            at = name.last
        elif length:  # also a longer noun than the name that it begins with ("congress of trade unions")
            at += length
        elif at > first and phrase.folded[at] in _BREAKS:
            return at
        else:
            at += 1
    return len(phrase)


def _noun_at(phrase: Phrase, at: int, agents: Agents) -> int:
    """How many words the longest noun of several words takes that begins at `at`; 0 for none."""
    lengths = range(min(_LONGEST_NOUN, len(phrase) - at), 1, -1)
    return next((n for n in lengths if agents.sense(phrase.folded[at : at + n]) is not None), 0)
