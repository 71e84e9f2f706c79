"""Roles: the titles and descriptions that tell what somebody is, and the countries inside them."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import pairwise

from legation.annotations import Sentence, Token
from legation.knowledge import Knowledge, Title
from legation.resolving.gazetteer import NameMatch
from legation.resolving.phrases import full_phrase

_WORD = re.compile(r"[^\s,;()“”\"]+")
# What stands behind a title whose holder is not yet in office.
_YET_TO_COME = ("elect", "designate")
INCOMING = frozenset({*_YET_TO_COME, "incoming"})
# "London-based"
_SEATED = frozenset({"based", "headquartered"})
# A title before a name is looked for in at most this many words.
_TITLE_WORDS = 12
# That many words before a noun may belong to its title.
WORDS_BEFORE = 5
# Nouns for who serves somebody: "an adviser to Iran's oil minister" is Iran's wherever he speaks.
SERVING = frozenset(
    {"adviser", "advisor", "aide", "assistant", "secretary", "counsellor", "counselor", "deputy", "confidant", "lawyer"}
)
# The prepositions of a place before a title.
_WHERE = frozenset({"in", "at"})
# A title and the words that belong to it stand within so many characters before a name.
_TITLE_REACH = 600


@dataclass(frozen=True, slots=True)
class Role:
    """Words that say what someone is: document offsets, the title found in them, countries and bodies named."""

    start: int
    end: int
    title: Title | None
    countries: tuple[str, ...] = ()
    bodies: tuple[str, ...] = ()


class Titles:
    """Looks titles up by their words."""

    def __init__(self, titles: Mapping[str, Title], modifiers: Mapping[str, Title]) -> None:
        """Index titles and modifiers by phrase."""
        self._titles = titles
        # Words that a title may begin or end with; to most nouns none fits, whatever stands beside them.
        self._firsts = {first for phrase in titles for first in _heads(phrase.partition(" ")[0])}
        self._lasts = {last[::-1] for phrase in titles for last in _heads(phrase.rpartition(" ")[2][::-1])}
        self._modifiers = modifiers

    def before(self, words: list[str]) -> tuple[int, Title] | None:
        """The longest title that ends a list of words, and how many words it takes."""
        lower = [w.lower() for w in words]
        for length in range(min(len(words), _TITLE_WORDS), 0, -1):
            phrase = " ".join(lower[-length:])
            title = self._titles.get(phrase)
            if title is not None and title.kind in ("person-title", "role-noun", "honorific"):
                return length, title
        return None

    def may_head(self, sentence: Sentence, head: Token) -> bool:
        """False for a noun that surely heads no title, whatever stands beside it."""
        word, before = head.lower, sentence.tokens[head.i - 1].lower if head.i else ""
        return word in self._lasts or word in self._firsts or before in self._firsts or word in _YET_TO_COME

    def headed_by(self, sentence: Sentence, head: Token, first: int = 0) -> Title | None:
        """The longest title that ends with a noun ("security adviser") or begins with it ("minister of trade").

        Words before position `first` are left out.
        """
        best = self._ending(sentence, head, first)
        for at in (head.i, head.i - 1):  # "minister of trade", "High Commissioner for Refugees"
            begins = max(at, first)
            if begins >= len(sentence.tokens) or sentence.tokens[begins].lower not in self._firsts:
                continue
            after = [t.lower for t in sentence.tokens[begins : head.i + 7]]
            for length in range(head.i - at + 2, len(after) + 1):
                longer = self._titles.get(" ".join(after[:length]).replace(" - ", "-"))
                if longer is not None and (best is None or len(longer.phrase) > len(best.phrase)):
                    best = longer
        return best

    def _ending(self, sentence: Sentence, head: Token, first: int) -> Title | None:
        """The longest title that ends with a noun, from the word `first` on."""
        if head.lower not in self._lasts and head.lower not in _YET_TO_COME:
            return None
        words = [t.lower for t in sentence.tokens[max(first, head.i - WORDS_BEFORE) : head.i + 1]]
        if words[-1] in _YET_TO_COME and len(words) > 2 and words[-2] == "-":
            words = words[:-2]  # "the president-elect"
        best: Title | None = None
        for length in range(1, len(words) + 1 if words[-1] in self._lasts else 0):
            phrase = " ".join(words[-length:]).replace(" - ", "-")
            if " of " not in phrase:  # in "heads of state" the state is not who acts
                best = self._titles.get(phrase, best)
        return best

    def has(self, phrase: str) -> bool:
        """True for a phrase that is a title."""
        return phrase in self._titles

    def get(self, phrase: str) -> Title | None:
        """The title that a phrase is."""
        return self._titles.get(phrase)

    def named(self, phrase: str) -> Title | None:
        """The title of an office that a phrase is."""
        title = self._titles.get(phrase)
        return title if title is not None and title.kind == "person-title" and title.office is not None else None

    def modifier(self, word: str) -> Title | None:
        """The modifier that a single word is ("former", "senior")."""
        return self._modifiers.get(word.lower())


def _heads(word: str) -> Iterator[str]:
    """A word, and what of it stands before each of its hyphens: the parser may part it there."""
    yield word
    for at, sign in enumerate(word):
        if sign == "-":
            yield word[:at]


class RoleFinder:
    """Finds the role of a name: the title before it, or a description beside it."""

    def __init__(self, knowledge: Knowledge, titles: Titles) -> None:
        """Use the tables of `knowledge`."""
        self._knowledge = knowledge
        self._titles = titles

    def before_name(self, text: str, sentence: Sentence, start: int, matches: Iterable[NameMatch]) -> Role | None:
        """The title that stands right before a name at `start`, with its country and modifiers."""
        reach = max(sentence.start, start - _TITLE_REACH)
        words = [(m.group(), *m.span()) for m in _WORD.finditer(text, reach, start)]
        if not words or text[words[-1][2] : start].strip():
            return None
        if reach > sentence.start:
            words = words[1:]  # it may be cut
        found = self._titles.before([w for w, _, _ in words])
        if found is None:
            return None
        length, title = found
        first = len(words) - length
        while first > 0 and self._extends(words, first, matches):
            first -= 1
        begin, end = words[first][1], words[-1][2]
        countries, bodies = self.named_in(begin, end, matches)
        if title.kind == "honorific":
            return Role(begin, end, title)
        begin = self._behind_place(words, first, matches) or begin
        return Role(begin, end, title, countries, bodies)

    @staticmethod
    def _behind_place(words: list[tuple[str, int, int]], first: int, matches: Iterable[NameMatch]) -> int | None:
        """Where a title begins behind the place in which its holder is ("In Cairo President Nasser said").

        The place is no part of the title, and tells whose it is all the same.
        """
        if first == 0 or words[first - 1][0].lower() not in _WHERE:
            return None
        for match in matches:
            place = bool(match.aliases) and all(a.kind in ("city", "name") for a in match.aliases)
            if place and match.start == words[first][1]:
                behind = [start for _, start, _ in words if start >= match.end]
                apart = any(end == match.end for _, _, end in words)  # not "in Egypt's President Nasser"
                return behind[0] if behind and apart else None
        return None

    def _extends(self, words: list[tuple[str, int, int]], first: int, matches: Iterable[NameMatch]) -> bool:
        """True when the word before a title belongs to it: "former", "South Korean", "China's"."""
        word, start, end = words[first - 1]
        if words[first][1] - end > 1:
            return False
        if self._titles.modifier(word):
            return True
        bare = end - (2 if word.endswith(("'s", "’s")) else 0)
        return any(m.start <= start and bare <= m.end for m in matches if not m.members)

    def beside(self, sentence: Sentence, noun: Token, matches: Iterable[NameMatch]) -> Role | None:
        """The role that a description makes ("a senior fellow at Georgetown University")."""
        title = self._titles.headed_by(sentence, noun)
        if title is None:
            return None
        start, end = full_phrase(sentence, noun)
        countries, bodies = self.named_in(start, end, matches, noun=(sentence, noun))
        return Role(start, end, title, countries, bodies)

    def named_in(
        self,
        start: int,
        end: int,
        matches: Iterable[NameMatch],
        noun: tuple[Sentence, Token] | None = None,
    ) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """Countries and bodies that a role names; "China's ambassador to Washington" is China's alone."""
        inside = [m for m in matches if start <= m.start and m.end <= end]
        if noun is not None:
            inside = list(_without_goal(*noun, inside))
        countries, bodies = [], []
        for match in inside:
            for key in match.ids:
                known = self._knowledge.known.get(key)
                if known is None or known.kind == "person":
                    continue
                if known.kind == "state":
                    countries.append(key)
                else:
                    bodies.append(key)
                    if known.country in self._knowledge.known:
                        countries.append(str(known.country))
        return tuple(dict.fromkeys(countries)), tuple(dict.fromkeys(bodies))


def _without_goal(sentence: Sentence, noun: Token, matches: Iterable[NameMatch]) -> Iterator[NameMatch]:
    """Leave out names under "to …" ("ambassador to Washington"): the goal of a post is not whose post it is."""
    goals = [
        (sub[0].start, sub[-1].end)
        for prep in sentence.children(noun, "prep")
        if prep.lower in ("to", "on", "with") and not (prep.lower == "to" and noun.lemma.lower() in SERVING)
        for sub in [sentence.subtree(prep)]
    ]
    seats = {one.start for one, other in pairwise(sentence.tokens) if one.text == "-" and other.lower in _SEATED}
    for match in matches:  # nor is "a London-based scholar" a Briton
        if not any(s <= match.start < e for s, e in goals) and match.end not in seats:
            yield match
