"""A phrase in words, with the names of the tables in it, and the setting in which somebody asks for it."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date

from legation.resolving.agents import Agents
from legation.resolving.folding import fold
from legation.resolving.lexicon import Found, Lexicon

ARTICLES = frozenset(
    {"a", "an", "the", "this", "that", "these", "those", "some", "any", "all", "both", "several", "many", "other"}
)
PREPOSITIONS = frozenset({
    "of", "in", "for", "from", "to", "at", "with", "by", "on", "against", "near", "over", "under", "across", "inside",
    "outside", "around", "within", "who", "which", "that", "whose", "where", "including", "between", "among", "aboard",
})  # fmt: skip
# Words after which a country is where somebody is, or whose he is; "to" and "against" name somebody else.
OWNING = frozenset(
    {"of", "in", "from", "at", "for", "near", "inside", "across", "within", "around", "by", "with", "aboard"}
)
# Small words inside names, which stand there without capitals.
_PARTICLES = frozenset(
    {"al", "el", "bin", "ben", "de", "da", "dos", "van", "von", "der", "di", "du", "la", "y"}
)  # fmt: skip
_WORD = re.compile(r"[^\W_]+(?:[.'’‘ʼ&][^\W_]+)*\.?|[^\w\s]")
_POSSESSIVE = re.compile(r"(?:['’]s?|['’])$")
_HYPHEN = re.compile(r"(?<=\w) ?[-‐‑] ?(?=\w)")
_QUOTES = re.compile('[“”"]')
_SINGLE = ("'", "‘", "’")
# Emoji and stray signs around a mention; brackets and quotes may belong to it.
_EDGES = re.compile(r"^[^\w()'‘’ʼ&]+|[^\w()'‘’ʼ.&]+$")
# Capitals throughout are a headline's from this length on; shorter words are acronyms.
_ACRONYM = 6


@dataclass(frozen=True, slots=True)
class Setting:
    """When and beside whom a phrase stands: its day, and the ids and countries that the context names.

    The hints are in order: of several states, the first is where the text is most at home.
    """

    day: date | None = None
    hints: Mapping[str, None] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Phrase:
    """A phrase in words: where they start, as written, folded, which end in a possessive, and the names in them.

    Words are written without their possessive; a hyphen parts two words.
    """

    text: str
    starts: tuple[int, ...]
    written: tuple[str, ...]
    folded: tuple[str, ...]
    owning: tuple[bool, ...]
    names: tuple[Found, ...] = ()

    def __len__(self) -> int:
        """How many words it has."""
        return len(self.written)

    def name_at(self, index: int) -> Found | None:
        """The name that the word at `index` is a part of."""
        return next((name for name in self.names if name.first <= index < name.last), None)

    def without(self, name: Found) -> "Phrase":
        """The phrase with one name taken for plain words."""
        return replace(self, names=tuple(other for other in self.names if other != name))

    def cut(self, first: int, last: int) -> str:
        """The text from word `first` to word `last` (exclusive), hyphens and all but the last word's possessive."""
        return (
            self.text[self.starts[first] : self.starts[last - 1] + len(self.written[last - 1])] if first < last else ""
        )

    def rest(self, first: int) -> str:
        """The text from word `first` on."""
        return self.text[self.starts[first] :] if first < len(self) else ""


class PhraseReader:
    """Takes phrases apart."""

    def __init__(self, lexicon: Lexicon, agents: Agents) -> None:
        """`lexicon` finds the names; `agents` tells nouns that happen to be names too."""
        self._lexicon = lexicon
        self._agents = agents

    def read(self, text: str) -> Phrase:
        """The words of `text` and the names in them."""
        phrase = split(text)
        words = [word.title() if word.isupper() and len(word) > _ACRONYM else word for word in phrase.written]
        found = self._lexicon.inside(words, phrase.owning)
        return replace(phrase, names=tuple(name for name in found if not self._is_noun(phrase, name)))

    def _is_noun(self, phrase: Phrase, name: Found) -> bool:
        """True for a common noun that happens to be a name too ("march", "the opposition")."""
        if phrase.written[name.first][0].isupper():
            return False
        plain = phrase.folded[name.first : name.last]
        return self._agents.sense(plain) is not None or (len(plain) == 1 and self._agents.modifies(plain[0]))


def tidy(text: str) -> str:
    """The text of a mention without quotation marks, doubled blanks, spaced hyphens, and stray signs at its ends."""
    phrase = _EDGES.sub("", _HYPHEN.sub("-", " ".join(_QUOTES.sub(" ", text).split())))
    if phrase[:1] in _SINGLE and phrase[-1:] in _SINGLE:
        phrase = phrase[1:-1].strip()
    return phrase if phrase.endswith((".S.", ".K.", ".N.")) else phrase.strip(" ,;:.!?-–—")


def split(text: str) -> Phrase:
    """The words of `text`, without names."""
    starts: list[int] = []
    written: list[str] = []
    folded: list[str] = []
    owning: list[bool] = []
    for match in _WORD.finditer(_HYPHEN.sub(lambda hyphen: " " * len(hyphen.group()), text)):
        word = match.group()
        if folded and word in ("'", "’"):  # "the ministers' aides"
            owning[-1] = True
            continue
        bare = _POSSESSIVE.sub("", word) if len(word) > 2 else word
        starts.append(match.start())
        written.append(bare)
        folded.append(fold(bare) or bare)
        owning.append(bare != word)
    return Phrase(text, tuple(starts), tuple(written), tuple(folded), tuple(owning))


def is_name(word: str) -> bool:
    """True for a word that may be a part of somebody's name."""
    return word[0].isupper() or word.lower() in _PARTICLES
