"""Scene: in which states a text sets what it tells, beside that of its dateline.

A report from Berlin may name Russia ten times, as the other side: its police, lawmakers and government stay Berlin's.
A report from Nairobi that tells what happens in Khartoum, or what Sudanese students, parties and rebels do, speaks of
Sudan's.
"""

from collections import Counter
from collections.abc import Collection, Iterator, Sequence

from legation.annotations import Sentence, Token
from legation.knowledge import Knowledge
from legation.resolving.names import SentenceNames
from legation.resolving.phrases import covered, head_of
from legation.resolving.roles import Titles

# Prepositions that tell where something happens, and those that only point there.
_WHERE = frozenset({"in", "at", "near", "inside", "outside", "across", "throughout", "around"})
_POINTING = frozenset({"to", "for", "from", "with", "against", "by", "toward", "towards"})
# People and organs that are told of at home. Soldiers, spies and officials of another state are its side of a quarrel.
_AT_HOME = frozenset({"COP", "OPP", "LEG", "JUD", "EDU", "MED", "LAB", "AGR", "CVL", "REL"})
_BESIDE = frozenset({"amod", "poss", "compound", "nmod"})
_DONE_TO = frozenset({"dobj", "nsubjpass", "pobj"})
# So often named, and so many times as often as the state of the dateline, a state is what a text is about.
_OFTEN, _FAR_MORE = 6, 3

# What a text may play in, or whose.
_KINDS = frozenset({"state", "group", "organisation"})


class Scene:
    """Knows the states in which one document plays."""

    def __init__(
        self,
        read: tuple[Sequence[Sentence], Sequence[SentenceNames]],
        words: tuple[Titles, Collection[str]],
        knowledge: Knowledge,
        home: str | None,
    ) -> None:
        """`read` are sentences and their names; `home` is the state of the dateline, None where that says little.

        `words` are titles, and nouns for parts of a place.
        """
        self.told = read
        self._home, self.at_home = home, home is not None
        self._titles, self._parts = words
        self._knowledge = knowledge
        every = zip(*read, strict=True) if self.at_home else ()  # elsewhere nobody asks
        self._states = {state for s, n in every for state in self._inside(s, n)}

    def plays_in(self, state: str, counts: Counter[str | None]) -> bool:
        """True for the state of the dateline, for one in which the text plays, and where it hardly tells of home."""
        often = counts[state] >= max(_OFTEN, _FAR_MORE * counts[self._home])
        return self._home is None or state == self._home or state in self._states or often

    def _inside(self, sentence: Sentence, names: SentenceNames) -> Iterator[str]:
        for start, end, country in names.places:
            head = head_of(sentence, covered(sentence, start, end))
            if head is not None and sentence.head(head).lower not in _POINTING:
                yield country
        for match in names.matches:
            known = [self._knowledge.known[key] for key in match.ids if key in self._knowledge.known]
            if len(known) != 1 or known[0].kind not in _KINDS:
                continue
            head = head_of(sentence, covered(sentence, match.start, match.end))
            if head is None:
                continue
            if known[0].kind == "state" and self._is_inside(sentence, head):
                yield known[0].id
            elif known[0].kind == "group" and known[0].country:
                yield known[0].country
            elif known[0].kind == "organisation" and known[0].sector in _AT_HOME and head.dep not in _DONE_TO:
                yield str(known[0].country)

    def _is_inside(self, sentence: Sentence, head: Token) -> bool:
        """True where a state is the place of what is told, or where its people act ("Sudanese students marched")."""
        noun = sentence.head(head)
        if head.dep == "pobj" and (noun.lower in _WHERE or self._is_part(sentence, noun)):
            return True
        if head.dep not in _BESIDE or noun.dep in _DONE_TO:
            return False
        title = self._titles.headed_by(sentence, noun)
        return title is not None and title.sector in _AT_HOME

    def _is_part(self, sentence: Sentence, of: Token) -> bool:
        """True for the "of" of a part of a place in which something is told to happen: "in the streets [of] Aden"."""
        part = sentence.head(of)
        where = sentence.head(part)
        found = of.lower == "of" and part.lemma.lower() in self._parts and part.dep == "pobj"
        return found and (where.lower in _WHERE or where.lower == "on")
