"""Talks: the two who met or spoke are those of whom the next words tell, and not who tells of it.

"Santos told reporters that Uribe had telephoned Correa. The two spoke for several minutes": Uribe and Correa. "A met B
for two hours; neither side said more": their states.
"""

from collections.abc import Collection, Sequence

from legation.annotations import Sentence, Token
from legation.resolving.cast import Cast
from legation.resolving.history import History, Seen

# Words before "sides" and "side" that speak of two: of both of them, or of either.
BOTH, _EITHER = frozenset({"both", "two", "each"}), frozenset({"neither", "either"})
_PAIR = 2
# Who spoke goes on to do something; "to both he expressed concern" and "rang up the same pair" are of others.
_DOING, _EVERY = frozenset({"nsubj", "nsubjpass", "poss"}), frozenset({"both", "neither", "pair", "duo"})
# How whoever was met or spoken to hangs on the verb; behind "by" stands who received somebody.
_OTHER = frozenset({"dobj", "dative", "with", "to", "by"})


class Talks:
    """Finds the two sides of the last talk of one document."""

    def __init__(self, meeting: Collection[str], cast: Cast, history: History) -> None:
        """`meeting` are verbs of meeting and talking."""
        self._meeting = meeting
        self._cast = cast
        self._history = history

    def two(self, sentence: Sentence, token: Token, number: int, excluded: Collection[str]) -> tuple[str, ...]:
        """The two persons of the last talk that this sentence or the one before tells of, none of them `excluded`."""
        if number != _PAIR or token.dep not in _DOING or token.lower in _EVERY:
            return ()
        before = [s for s in reversed(self._history.recent(sentence.index, 1)) if s.start < token.start]
        for one in reversed(before):
            if one.subject and one.verb in self._meeting and (pair := self._pair(one, before)):
                return () if set(pair) & set(excluded) else pair
        return ()

    def _pair(self, one: Seen, before: Sequence[Seen]) -> tuple[str, ...]:
        """Who spoke, and to whom: the nearest one behind who hangs on a verb as its other side does."""
        behind = (s for s in before if s.sentence == one.sentence and s.start > one.start)
        other = next((s for s in behind if s.link in _OTHER or s.subject), None)
        if other is None or other.subject or other.place or (one.listed, other.listed) != (None, None):
            return ()  # who rang up both of two is not one of them
        both = tuple(sorted({*one.actors, *other.actors}))
        persons = all(self._cast.facts(actor)[0] == "person" for actor in both)
        return both if persons and len(both) == _PAIR else ()

    def sides(self, sentence: Sentence, token: Token) -> tuple[str, ...]:
        """The states of the two who met, told in the words before ("A met B for two hours; neither side said more")."""
        if not {t.lower for t in sentence.children(token)} & (BOTH | _EITHER):
            return ()  # "the Ugandan side"
        for verb in reversed(sentence.tokens[: token.i]):
            if verb.pos != "VERB" or verb.lemma.lower() not in self._meeting:
                continue
            first = next((v for v in (verb, *sentence.ancestors(verb)) if sentence.children(v, "nsubj")), verb)
            with_them = [
                t for p in sentence.children(verb, "prep") if p.lower == "with" for t in sentence.children(p, "pobj")
            ]
            parties = [*sentence.children(first, "nsubj"), *sentence.children(verb, "dobj"), *with_them]
            actors = {a for t in parties if (found := self._cast.at(sentence, t)) is not None for a in found.actors}
            sides = {state for a in actors if (state := self._cast.state_of(a)) is not None}
            return tuple(sorted(sides)) if len(sides) == _PAIR else ()
        return ()
